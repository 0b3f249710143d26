/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-visit-policy.h"
#include "sb-visit-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_WEB_ACTS (sb_web_acts_get_type ())

/* Puts on record what is done in the learner's name in the platform's own pages. */
G_DECLARE_FINAL_TYPE (SbWebActs, sb_web_acts, SB, WEB_ACTS, GObject)

SbWebActs *sb_web_acts_new      (SbImpersonation  *impersonation,
                                 SbVisitPolicy    *policy,
                                 SbVisitPresenter *visit) G_GNUC_WARN_UNUSED_RESULT;
void       sb_web_acts_let_go   (SbWebActs        *self,
                                 const char       *address,
                                 SbAct             act);
void       sb_web_acts_answered (SbWebActs        *self,
                                 const char       *address,
                                 gboolean          is_done);

G_END_DECLS
