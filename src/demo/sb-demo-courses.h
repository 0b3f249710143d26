/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

/**
 * SbDemoCourse:
 *
 * A course as one learner has it.
 */
typedef struct
{
  gint64 id;
  char *code;
  char *name;
  char *slug;
  char *description;
  char *type;
  const char *status;
  gboolean is_open;
  gint64 opens_at;
  gint64 due_at;
  gint64 completed_at;
  gint64 seconds_spent;
  gint64 n_items;
  gint64 n_completed;
  gint64 next_item_id;
  char *next_item_title;
  gint64 last_played_id;
} SbDemoCourse;

/**
 * SbDemoItem:
 *
 * A learning object as one learner has it.
 */
typedef struct
{
  gint64 id;
  gint64 course_id;
  gint64 parent_id;
  char *title;
  char *type;
  char *status;
  char *body;
  gboolean is_folder;
  gboolean is_completable;
  gboolean is_locked;
  gint64 duration;
  gint64 position;
} SbDemoItem;

GPtrArray    *sb_demo_courses_list       (SbDemoRequest *request) G_GNUC_WARN_UNUSED_RESULT;
SbDemoCourse *sb_demo_courses_find       (SbDemoRequest *request,
                                          gint64         course_id) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray    *sb_demo_courses_list_items (SbDemoRequest *request,
                                          gint64         course_id) G_GNUC_WARN_UNUSED_RESULT;
SbDemoItem   *sb_demo_courses_find_item  (SbDemoRequest *request,
                                          gint64         item_id) G_GNUC_WARN_UNUSED_RESULT;
const char   *sb_demo_courses_track      (SbDemoRequest *request,
                                          gint64         item_id,
                                          const char    *event,
                                          gint64         position,
                                          gboolean       is_player);
void          sb_demo_course_free        (SbDemoCourse  *self);
void          sb_demo_item_free          (SbDemoItem    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDemoCourse, sb_demo_course_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDemoItem, sb_demo_item_free)

G_END_DECLS
