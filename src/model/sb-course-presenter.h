/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-visit-policy.h"
#include "sb-visit-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_COURSE_PRESENTER (sb_course_presenter_get_type ())

/* One of the learner's courses. Properties: loading (int, SbLoading), course (SbCourse), busy-item (string, nullable:
 * the item that an act is under way for). Signals: acted (string: a sentence for a toast), act-failed (SbProblem),
 * session-lost (as SbVisitPresenter's, if it is found out here). */
G_DECLARE_FINAL_TYPE (SbCoursePresenter, sb_course_presenter, SB, COURSE_PRESENTER, GObject)

SbCoursePresenter *sb_course_presenter_new         (SbImpersonation   *impersonation,
                                                    SbCourse          *course) G_GNUC_WARN_UNUSED_RESULT;

SbCoursePresenter *sb_visit_presenter_open_course  (SbVisitPresenter  *self,
                                                    const char        *id) G_GNUC_WARN_UNUSED_RESULT;

SbCourse          *sb_course_presenter_get_course  (SbCoursePresenter *self);
GListModel        *sb_course_presenter_get_items   (SbCoursePresenter *self);
SbLoading          sb_course_presenter_get_loading (SbCoursePresenter *self);
const SbProblem   *sb_course_presenter_get_problem (SbCoursePresenter *self);

const char        *sb_course_presenter_get_learner_name
                                                   (SbCoursePresenter *self);
SbVisitPolicy     *sb_course_presenter_get_policy  (SbCoursePresenter *self);
SbVerdict          sb_course_presenter_judge       (SbCoursePresenter *self,
                                                    SbTrackEvent       event);

void               sb_course_presenter_load        (SbCoursePresenter *self);
void               sb_course_presenter_start       (SbCoursePresenter *self,
                                                    SbCourseItem      *item);
void               sb_course_presenter_complete    (SbCoursePresenter *self,
                                                    SbCourseItem      *item);

G_END_DECLS
