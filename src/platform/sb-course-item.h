/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sb-progress.h"

G_BEGIN_DECLS

/**
 * SbItemKind:
 *
 * What an item of a course is.
 */
typedef enum
{
  SB_ITEM_KIND_UNKNOWN,
  SB_ITEM_KIND_FOLDER,
  SB_ITEM_KIND_VIDEO,
  SB_ITEM_KIND_PAGE,
  SB_ITEM_KIND_FILE,
  SB_ITEM_KIND_TEST,
  SB_ITEM_KIND_SCORM,
} SbItemKind;

/**
 * SbCourseItemFields:
 *
 * What one is made of. Everything is copied by sb_course_item_new(), so what is pointed to may be borrowed.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *locked_reason;
  SbItemKind kind;
  SbProgress status;
  gboolean is_locked;
  gboolean is_completable;
  int duration;
  int position;
  int depth;
} SbCourseItemFields;

#define SB_TYPE_COURSE_ITEM (sb_course_item_get_type ())

G_DECLARE_FINAL_TYPE (SbCourseItem, sb_course_item, SB, COURSE_ITEM, GObject)

SbCourseItem *sb_course_item_new                (const SbCourseItemFields *fields) G_GNUC_WARN_UNUSED_RESULT;
const char   *sb_course_item_get_id             (SbCourseItem *self);
const char   *sb_course_item_get_title          (SbCourseItem *self);
const char   *sb_course_item_get_locked_reason  (SbCourseItem *self);
SbItemKind    sb_course_item_get_kind           (SbCourseItem *self);
SbProgress    sb_course_item_get_status         (SbCourseItem *self);
gboolean      sb_course_item_get_is_locked      (SbCourseItem *self);
gboolean      sb_course_item_get_is_completable (SbCourseItem *self);
int           sb_course_item_get_duration       (SbCourseItem *self);
int           sb_course_item_get_position       (SbCourseItem *self);
int           sb_course_item_get_depth          (SbCourseItem *self);

G_END_DECLS
