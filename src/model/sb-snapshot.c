/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was seen of a learner in one look, as a value. It asks nobody: whoever gets an answer shows it to the snapshot. Two of
 * them are compared in sb-change-report.c. */

#include "config.h"

#include "sb-snapshot.h"

/**
 * sb_snapshot_new:
 *
 * Returns: (transfer full): a snapshot of nothing
 */
SbSnapshot *
sb_snapshot_new (void)
{
  SbSnapshot *self = g_new0 (SbSnapshot, 1);

  self->opened = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_course_detail_free);

  return self;
}

void
sb_snapshot_free (SbSnapshot *self)
{
  g_clear_pointer (&self->courses, g_ptr_array_unref);
  g_clear_pointer (&self->profile, sb_profile_free);
  g_ptr_array_unref (self->opened);
  g_free (self);
}

static GPtrArray *
copy_objects (GPtrArray *objects)
{
  GPtrArray *copy = g_ptr_array_new_full (objects->len, g_object_unref);

  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (objects, i)));

  return copy;
}

/**
 * sb_snapshot_see_courses:
 * @self: a snapshot
 * @courses: (element-type SbCourse): all in which the learner is enrolled
 */
void
sb_snapshot_see_courses (SbSnapshot *self, GPtrArray *courses)
{
  if (self->courses == NULL)
    self->courses = copy_objects (courses);
}

/**
 * sb_snapshot_see_course:
 * @self: a snapshot
 * @detail: a course with its items
 */
void
sb_snapshot_see_course (SbSnapshot *self, const SbCourseDetail *detail)
{
  SbCourseDetail *copy;

  if (sb_snapshot_find_opened (self, sb_course_get_id (detail->course)) != NULL)
    return;

  copy = g_new0 (SbCourseDetail, 1);
  copy->course = g_object_ref (detail->course);
  copy->items = copy_objects (detail->items);
  g_ptr_array_add (self->opened, copy);
}

/**
 * sb_snapshot_see_unread:
 * @self: a snapshot
 * @unread: how many notifications are unread
 */
void
sb_snapshot_see_unread (SbSnapshot *self, guint unread)
{
  if (self->has_unread)
    return;

  self->has_unread = TRUE;
  self->unread = unread;
}

/**
 * sb_snapshot_see_profile:
 * @self: a snapshot
 * @profile: what the learner sees of themselves
 */
void
sb_snapshot_see_profile (SbSnapshot *self, const SbProfile *profile)
{
  if (self->profile == NULL)
    self->profile = sb_profile_copy (profile);
}

/**
 * sb_snapshot_is_empty:
 *
 * Returns: whether nothing was seen
 */
gboolean
sb_snapshot_is_empty (const SbSnapshot *self)
{
  return self->courses == NULL && self->opened->len == 0 && !self->has_unread && self->profile == NULL;
}

/**
 * sb_snapshot_find_opened:
 * @self: a snapshot
 * @course_id: a course
 *
 * Returns: (transfer none) (nullable): the course with its items, if they were seen
 */
const SbCourseDetail *
sb_snapshot_find_opened (const SbSnapshot *self, const char *course_id)
{
  for (guint i = 0; i < self->opened->len; i++)
    {
      const SbCourseDetail *detail = g_ptr_array_index (self->opened, i);

      if (g_str_equal (sb_course_get_id (detail->course), course_id))
        return detail;
    }

  return NULL;
}
