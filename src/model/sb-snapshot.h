/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-answers.h"

G_BEGIN_DECLS

/**
 * SbSnapshot:
 *
 * What was seen of a learner in one look. Each part is missing until it is seen, and then stays as it was seen first.
 */
typedef struct
{
  GPtrArray *courses; /* (element-type SbCourse) (nullable) */
  GPtrArray *opened;  /* (element-type SbCourseDetail): those of which the items were seen */
  gboolean has_unread;
  guint unread;
  SbProfile *profile; /* nullable */
} SbSnapshot;

SbSnapshot           *sb_snapshot_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void                  sb_snapshot_free         (SbSnapshot           *self);

void                  sb_snapshot_see_courses  (SbSnapshot           *self,
                                                GPtrArray            *courses);
void                  sb_snapshot_see_course   (SbSnapshot           *self,
                                                const SbCourseDetail *detail);
void                  sb_snapshot_see_unread   (SbSnapshot           *self,
                                                guint                 unread);
void                  sb_snapshot_see_profile  (SbSnapshot           *self,
                                                const SbProfile      *profile);

gboolean              sb_snapshot_is_empty     (const SbSnapshot     *self);
const SbCourseDetail *sb_snapshot_find_opened  (const SbSnapshot     *self,
                                                const char           *course_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSnapshot, sb_snapshot_free)

G_END_DECLS
