/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sb-answers.h"

SbProfile *
sb_profile_new (void)
{
  return g_new0 (SbProfile, 1);
}

/**
 * sb_profile_copy:
 *
 * Returns: (transfer full): the same profile
 */
SbProfile *
sb_profile_copy (const SbProfile *self)
{
  SbProfile *copy = sb_profile_new ();

  *copy = *self;
  copy->display_name = g_strdup (self->display_name);
  copy->user_name = g_strdup (self->user_name);
  copy->email = g_strdup (self->email);
  copy->avatar_url = g_strdup (self->avatar_url);
  copy->branch_path = g_strdup (self->branch_path);
  copy->language = g_strdup (self->language);
  copy->timezone = g_strdup (self->timezone);
  copy->created_at = self->created_at != NULL ? g_date_time_ref (self->created_at) : NULL;
  copy->last_access = self->last_access != NULL ? g_date_time_ref (self->last_access) : NULL;

  return copy;
}

void
sb_profile_free (SbProfile *self)
{
  g_free (self->display_name);
  g_free (self->user_name);
  g_free (self->email);
  g_free (self->avatar_url);
  g_free (self->branch_path);
  g_free (self->language);
  g_free (self->timezone);
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_clear_pointer (&self->last_access, g_date_time_unref);
  g_free (self);
}

SbNoticeList *
sb_notice_list_new (void)
{
  SbNoticeList *self = g_new0 (SbNoticeList, 1);

  self->notices = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

void
sb_notice_list_free (SbNoticeList *self)
{
  g_ptr_array_unref (self->notices);
  g_free (self);
}

SbLearnerPage *
sb_learner_page_new (void)
{
  SbLearnerPage *self = g_new0 (SbLearnerPage, 1);

  self->learners = g_ptr_array_new_with_free_func (g_object_unref);
  self->total = -1;

  return self;
}

void
sb_learner_page_free (SbLearnerPage *self)
{
  g_ptr_array_unref (self->learners);
  g_free (self);
}

SbLearnerDetail *
sb_learner_detail_new (void)
{
  SbLearnerDetail *self = g_new0 (SbLearnerDetail, 1);

  self->look_alikes = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

void
sb_learner_detail_free (SbLearnerDetail *self)
{
  g_clear_object (&self->learner);
  g_ptr_array_unref (self->look_alikes);
  g_free (self);
}

SbCourseDetail *
sb_course_detail_new (void)
{
  SbCourseDetail *self = g_new0 (SbCourseDetail, 1);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

void
sb_course_detail_free (SbCourseDetail *self)
{
  g_clear_object (&self->course);
  g_ptr_array_unref (self->items);
  g_free (self);
}
