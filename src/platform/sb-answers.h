/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-course.h"
#include "sb-learner.h"

G_BEGIN_DECLS

/**
 * SbProfile:
 *
 * What a learner sees of themselves.
 */
typedef struct
{
  char *display_name;
  char *user_name;
  char *email;        /* nullable */
  char *avatar_url;   /* nullable */
  char *branch_path;  /* nullable */
  char *language;     /* nullable */
  char *timezone;     /* nullable */
  GDateTime *created_at;  /* nullable */
  GDateTime *last_access; /* nullable */
  int courses_total;
  int courses_completed;
  int courses_in_progress;
} SbProfile;

/**
 * SbNoticeList:
 *
 * The newest notifications of a learner, and how many are unread in all.
 */
typedef struct
{
  GPtrArray *notices; /* (element-type SbNotice) */
  guint unread;
} SbNoticeList;

/**
 * SbLearnerPage:
 *
 * One page of a list of learners.
 */
typedef struct
{
  GPtrArray *learners; /* (element-type SbLearner) */
  gint64 total;        /* -1 if the platform did not say */
  gboolean has_more;
} SbLearnerPage;

/**
 * SbLearnerDetail:
 *
 * A learner in full, and the people they could be taken for.
 */
typedef struct
{
  SbLearner *learner;
  GPtrArray *look_alikes; /* (element-type SbLearner) */
} SbLearnerDetail;

/**
 * SbCourseDetail:
 *
 * A course with its items, folders included, in the order in which they are shown.
 */
typedef struct
{
  SbCourse *course;
  GPtrArray *items; /* (element-type SbCourseItem) */
} SbCourseDetail;

SbProfile       *sb_profile_new         (void) G_GNUC_WARN_UNUSED_RESULT;
SbProfile       *sb_profile_copy        (const SbProfile *self) G_GNUC_WARN_UNUSED_RESULT;
void             sb_profile_free        (SbProfile       *self);
SbNoticeList    *sb_notice_list_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void             sb_notice_list_free    (SbNoticeList    *self);
SbLearnerPage   *sb_learner_page_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void             sb_learner_page_free   (SbLearnerPage   *self);
SbLearnerDetail *sb_learner_detail_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void             sb_learner_detail_free (SbLearnerDetail *self);
SbCourseDetail  *sb_course_detail_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void             sb_course_detail_free  (SbCourseDetail  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbProfile, sb_profile_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbNoticeList, sb_notice_list_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLearnerPage, sb_learner_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLearnerDetail, sb_learner_detail_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCourseDetail, sb_course_detail_free)

G_END_DECLS
