/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sb-progress.h"

G_BEGIN_DECLS

/**
 * SbCourseFields:
 *
 * What one is made of. Everything is copied by sb_course_new(), so what is pointed to may be borrowed.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *code;
  const char *description;
  const char *image_url;
  const char *page_url;
  const char *locked_reason;
  const char *next_item_id;
  const char *next_item_title;
  SbProgress status;
  gboolean can_enter;
  int items_total;
  int items_completed;
  GDateTime *deadline;
  GDateTime *completed_at;
} SbCourseFields;

#define SB_TYPE_COURSE (sb_course_get_type ())

G_DECLARE_FINAL_TYPE (SbCourse, sb_course, SB, COURSE, GObject)

SbCourse   *sb_course_new                 (const SbCourseFields *fields) G_GNUC_WARN_UNUSED_RESULT;
const char *sb_course_get_id              (SbCourse *self);
const char *sb_course_get_name            (SbCourse *self);
const char *sb_course_get_code            (SbCourse *self);
const char *sb_course_get_description     (SbCourse *self);
const char *sb_course_get_image_url       (SbCourse *self);
const char *sb_course_get_page_url        (SbCourse *self);
const char *sb_course_get_locked_reason   (SbCourse *self);
const char *sb_course_get_next_item_id    (SbCourse *self);
const char *sb_course_get_next_item_title (SbCourse *self);
SbProgress  sb_course_get_status          (SbCourse *self);
gboolean    sb_course_get_can_enter       (SbCourse *self);
int         sb_course_get_items_total     (SbCourse *self);
int         sb_course_get_items_completed (SbCourse *self);
GDateTime  *sb_course_get_deadline        (SbCourse *self);
GDateTime  *sb_course_get_completed_at    (SbCourse *self);

double   sb_course_get_fraction (SbCourse  *self);
gboolean sb_course_is_overdue   (SbCourse  *self,
                                 GDateTime *now);

G_END_DECLS
