/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-change-report.h"
#include "sb-impersonation.h"
#include "sb-ledger-act.h"
#include "sb-problem.h"
#include "sb-visit-watch.h"

G_BEGIN_DECLS

typedef enum
{
  SB_LOADING_BUSY,
  SB_LOADING_READY,
  SB_LOADING_EMPTY,
  SB_LOADING_FAILED,
} SbLoading;

typedef enum
{
  SB_COURSE_FILTER_ALL,
  SB_COURSE_FILTER_TO_DO,     /* not started or in progress */
  SB_COURSE_FILTER_COMPLETED,
} SbCourseFilter;

#define SB_TYPE_VISIT_PRESENTER (sb_visit_presenter_get_type ())

/* All that is shown while logged in as a learner, but for one course, which is SbCoursePresenter's.
 *
 * Properties: courses-loading, notices-loading, profile-loading (int, SbLoading), course-filter (int, SbCourseFilter,
 * read-write), unread (uint), bar-title ("You are logged in as Ana Silva"), bar-subtitle ("Everything you do is real
 * and counts as Ana’s · 52 minutes left") (strings), is-ending (boolean), end-problem (SbProblem, nullable). Signals: ended (gboolean confirmed), session-lost (the learner's token is no longer good). */
G_DECLARE_FINAL_TYPE (SbVisitPresenter, sb_visit_presenter, SB, VISIT_PRESENTER, GObject)

SbVisitPresenter *sb_visit_presenter_new                 (SbImpersonation  *impersonation,
                                                          SbVisitWatch     *watch) G_GNUC_WARN_UNUSED_RESULT;

SbImpersonation  *sb_visit_presenter_get_impersonation   (SbVisitPresenter *self);
SbVisitWatch     *sb_visit_presenter_get_watch           (SbVisitPresenter *self);
SbLearner        *sb_visit_presenter_get_learner         (SbVisitPresenter *self);
GListModel       *sb_visit_presenter_get_courses         (SbVisitPresenter *self);
GListModel       *sb_visit_presenter_get_notices         (SbVisitPresenter *self);
gboolean          sb_visit_presenter_has_older_notices   (SbVisitPresenter *self);
const SbProfile  *sb_visit_presenter_get_profile         (SbVisitPresenter *self);
const SbProblem  *sb_visit_presenter_get_courses_problem (SbVisitPresenter *self);
const SbProblem  *sb_visit_presenter_get_notices_problem (SbVisitPresenter *self);
const SbProblem  *sb_visit_presenter_get_profile_problem (SbVisitPresenter *self);
gboolean          sb_visit_presenter_is_own_notice       (SbVisitPresenter *self,
                                                          SbNotice         *notice);

void              sb_visit_presenter_start               (SbVisitPresenter *self);
void              sb_visit_presenter_load                (SbVisitPresenter *self);
void              sb_visit_presenter_load_courses        (SbVisitPresenter *self);
void              sb_visit_presenter_load_notices        (SbVisitPresenter *self);
void              sb_visit_presenter_load_profile        (SbVisitPresenter *self);
void              sb_visit_presenter_show_older_notices  (SbVisitPresenter *self);
void              sb_visit_presenter_end                 (SbVisitPresenter *self,
                                                          SbEndHow          how);

void              sb_visit_presenter_see_page            (SbVisitPresenter *self,
                                                          const char       *path);
SbLedgerAct      *sb_visit_presenter_make_act            (SbVisitPresenter *self,
                                                          SbActKind         kind,
                                                          const char       *path) G_GNUC_WARN_UNUSED_RESULT;
void              sb_visit_presenter_hurry               (SbVisitPresenter *self);

const SbChangeReport *
                  sb_visit_presenter_get_changes         (SbVisitPresenter *self);
SbVisitReason     sb_visit_presenter_get_reason          (SbVisitPresenter *self);
char             *sb_visit_presenter_dup_farewell        (SbVisitPresenter *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
