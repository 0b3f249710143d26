/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-confirm-presenter.h"

G_BEGIN_DECLS

/**
 * SbPreflight:
 *
 * What the pre-flight card is made from. All of it is borrowed.
 */
typedef struct
{
  SbIdentity *administrator;
  const SbCapabilities *capabilities;
  SbLearner *learner;
  GPtrArray *look_alikes; /* (element-type SbLearner) (nullable): not loaded yet */
  GDateTime *now;
  gboolean is_whole;      /* nothing is to be cut, however long */
} SbPreflight;

SbRefusal  sb_preflight_check                (const SbPreflight *preflight);
GPtrArray *sb_preflight_make_facts           (const SbPreflight *preflight) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_preflight_make_identification  (const SbPreflight *preflight) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_preflight_make_confirm_label   (const SbPreflight *preflight) G_GNUC_WARN_UNUSED_RESULT;
SbProblem *sb_preflight_make_begin_problem   (SbImpersonation   *impersonation,
                                              const GError      *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
