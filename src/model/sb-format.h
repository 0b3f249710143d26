/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-learner.h"
#include "sb-course.h"
#include "sb-course-item.h"

G_BEGIN_DECLS

/* In characters: what is longer is no name that anybody reads to its end. */
#define SB_FORMAT_MAX_NAME 80

char *sb_format_when          (GDateTime    *time,
                               GDateTime    *now) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_clock         (GDateTime    *time) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_time_zone     (const char   *zone,
                               GDateTime    *now) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_date          (GDateTime    *time,
                               GDateTime    *now) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_moment        (GDateTime    *time,
                               GDateTime    *now) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_minutes_left  (int           seconds) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_seconds_left  (int           seconds) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_duration      (int           seconds) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_count         (gint64        count) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_range         (guint         n,
                               gint64        total) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_level         (SbLevel       level) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_course_status (SbCourse     *course,
                               GDateTime    *now) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_course_due    (SbCourse     *course,
                               GDateTime    *now) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_item_status   (SbCourseItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_item_kind     (SbItemKind    kind) G_GNUC_WARN_UNUSED_RESULT;
char *sb_format_isolated      (const char   *text) G_GNUC_WARN_UNUSED_RESULT;
const char *
      sb_format_line_mark     (const char   *beginning);
char *sb_format_name          (const char   *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
