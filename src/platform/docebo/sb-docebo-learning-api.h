/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"
#include "sb-request.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SbDoceboCoursePage:
 *
 * One page of a learner's courses.
 */
typedef struct
{
  GPtrArray *courses; /* (element-type SbCourse) */
  gboolean has_more;
} SbDoceboCoursePage;

void       sb_docebo_course_page_free  (SbDoceboCoursePage   *self);

SbRequest *sb_docebo_describe_courses  (guint                 page) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_courses     (JsonNode             *root,
                                        gpointer              unused,
                                        GError              **error);
SbRequest *sb_docebo_describe_course   (const char           *course_id) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_course      (JsonNode             *root,
                                        gpointer              unused,
                                        GError              **error);
SbRequest *sb_docebo_describe_track    (const char           *item_id,
                                        SbTrackEvent          event) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_track       (JsonNode             *root,
                                        gpointer              unused,
                                        GError              **error);
SbRequest *sb_docebo_describe_profile  (void) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_profile     (JsonNode             *root,
                                        gpointer              unused,
                                        GError              **error);

void       sb_docebo_list_courses_async (SbPlatform          *platform,
                                         SbSession           *session,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
void       sb_docebo_load_course_async  (SbPlatform          *platform,
                                         SbSession           *session,
                                         const char          *course_id,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
void       sb_docebo_track_async        (SbPlatform          *platform,
                                         SbSession           *session,
                                         const char          *item_id,
                                         SbTrackEvent         event,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
void       sb_docebo_load_profile_async (SbPlatform          *platform,
                                         SbSession           *session,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDoceboCoursePage, sb_docebo_course_page_free)

G_END_DECLS
