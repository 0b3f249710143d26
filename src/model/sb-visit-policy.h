/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "sb-act.h"

G_BEGIN_DECLS

/**
 * SbVerdict:
 * @SB_VERDICT_ALLOW: go on
 * @SB_VERDICT_ASK: it counts as the learner's; ask first
 * @SB_VERDICT_HOLD: not unless the administrator allows this one on purpose
 *
 * What becomes of an act.
 */
typedef enum
{
  SB_VERDICT_ALLOW,
  SB_VERDICT_ASK,
  SB_VERDICT_HOLD,
} SbVerdict;

#define SB_TYPE_VISIT_POLICY (sb_visit_policy_get_type ())

/* The seat belts of one log-in, for the native pages and the platform's own alike. Property: look-only (boolean,
 * read-write). Signal: changed (): what may be done is another than before. */
G_DECLARE_FINAL_TYPE (SbVisitPolicy, sb_visit_policy, SB, VISIT_POLICY, GObject)

SbVisitPolicy *sb_visit_policy_new           (gboolean       is_look_only) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sb_visit_policy_get_look_only (SbVisitPolicy *self);
void           sb_visit_policy_set_look_only (SbVisitPolicy *self,
                                              gboolean       is_look_only);
SbVerdict      sb_visit_policy_judge         (SbVisitPolicy *self,
                                              SbAct          act);
gboolean       sb_visit_policy_is_recorded   (SbVisitPolicy *self,
                                              SbAct          act);
void           sb_visit_policy_stop_asking   (SbVisitPolicy *self,
                                              SbAct          act);

G_END_DECLS
