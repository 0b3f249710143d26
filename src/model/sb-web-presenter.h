/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-impersonation.h"
#include "sb-problem.h"
#include "sb-visit-presenter.h"
#include "sb-web-acts.h"
#include "sb-web-guard.h"

G_BEGIN_DECLS

#define SB_TYPE_WEB_PRESENTER (sb_web_presenter_get_type ())

/* The way into the platform's own pages of one log-in. Properties: loading (int, SbLoading; ready means that there is a
 * guard). */
G_DECLARE_FINAL_TYPE (SbWebPresenter, sb_web_presenter, SB, WEB_PRESENTER, GObject)

SbWebPresenter  *sb_web_presenter_new         (SbImpersonation  *impersonation,
                                               SbVisitPolicy    *policy,
                                               SbVisitPresenter *visit) G_GNUC_WARN_UNUSED_RESULT;
SbImpersonation *sb_web_presenter_get_impersonation
                                              (SbWebPresenter  *self);
SbLoading        sb_web_presenter_get_loading (SbWebPresenter  *self);
const SbProblem *sb_web_presenter_get_problem (SbWebPresenter  *self);
SbWebGuard      *sb_web_presenter_get_guard   (SbWebPresenter  *self);
SbWebActs       *sb_web_presenter_get_acts    (SbWebPresenter  *self);
char            *sb_web_presenter_dup_address (SbWebPresenter  *self,
                                               const char      *reference) G_GNUC_WARN_UNUSED_RESULT;
void             sb_web_presenter_load        (SbWebPresenter  *self);

G_END_DECLS
