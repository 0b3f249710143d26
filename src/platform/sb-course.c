/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A course that a learner is enrolled in, with what they have done of it. */

#include "config.h"

#include "sb-course.h"

#include "sb-text.h"

struct _SbCourse
{
  GObject parent_instance;

  char *id;
  char *name;
  char *code;
  char *description;
  char *image_url;
  char *page_url;
  char *locked_reason;
  char *next_item_id;
  char *next_item_title;
  SbProgress status;
  gboolean can_enter;
  int items_total;
  int items_completed;
  GDateTime *deadline;
  GDateTime *completed_at;
};

G_DEFINE_FINAL_TYPE (SbCourse, sb_course, G_TYPE_OBJECT)

static void
sb_course_finalize (GObject *object)
{
  SbCourse *self = SB_COURSE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->code);
  g_free (self->description);
  g_free (self->image_url);
  g_free (self->page_url);
  g_free (self->locked_reason);
  g_free (self->next_item_id);
  g_free (self->next_item_title);
  g_clear_pointer (&self->deadline, g_date_time_unref);
  g_clear_pointer (&self->completed_at, g_date_time_unref);

  G_OBJECT_CLASS (sb_course_parent_class)->finalize (object);
}

static void
sb_course_class_init (SbCourseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_course_finalize;
}

static void
sb_course_init (SbCourse *self)
{
}

/* An empty string and a missing one mean the same to whoever shows it. */
static char *
dup_non_empty (const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_strdup (text);
}

/**
 * sb_course_new:
 * @fields: what it is made of; copied
 *
 * Returns: (transfer full): a new one
 */
SbCourse *
sb_course_new (const SbCourseFields *fields)
{
  SbCourse *self = g_object_new (SB_TYPE_COURSE, NULL);

  self->id = g_strdup (fields->id);
  self->name = sb_text_dup_line (fields->name != NULL ? fields->name : "");
  self->code = sb_text_dup_non_empty_line (fields->code);
  self->description = dup_non_empty (fields->description);
  self->image_url = dup_non_empty (fields->image_url);
  self->page_url = dup_non_empty (fields->page_url);
  self->locked_reason = dup_non_empty (fields->locked_reason);
  self->next_item_id = dup_non_empty (fields->next_item_id);
  self->next_item_title = sb_text_dup_non_empty_line (fields->next_item_title);
  self->status = fields->status;
  self->can_enter = fields->can_enter;
  self->items_total = fields->items_total;
  self->items_completed = fields->items_completed;
  self->deadline = fields->deadline != NULL ? g_date_time_ref (fields->deadline) : NULL;
  self->completed_at = fields->completed_at != NULL ? g_date_time_ref (fields->completed_at) : NULL;

  return self;
}

/**
 * sb_course_get_id:
 *
 * Returns: (transfer none): the platform's id of the course
 */
const char *
sb_course_get_id (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->id;
}

/**
 * sb_course_get_name:
 *
 * Returns: (transfer none): its name
 */
const char *
sb_course_get_name (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->name;
}

/**
 * sb_course_get_code:
 *
 * Returns: (transfer none) (nullable): what its administrators call it
 */
const char *
sb_course_get_code (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->code;
}

/**
 * sb_course_get_description:
 *
 * Returns: (transfer none) (nullable): what it is about, in plain text
 */
const char *
sb_course_get_description (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->description;
}

/**
 * sb_course_get_image_url:
 *
 * Returns: (transfer none) (nullable): the address of its picture, as the platform gave it
 */
const char *
sb_course_get_image_url (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->image_url;
}

/**
 * sb_course_get_page_url:
 *
 * Returns: (nullable): where the course is among the platform's own pages
 */
const char *
sb_course_get_page_url (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->page_url;
}

/**
 * sb_course_get_locked_reason:
 *
 * Returns: (transfer none) (nullable): why it cannot be entered, in the words of the platform
 */
const char *
sb_course_get_locked_reason (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->locked_reason;
}

/**
 * sb_course_get_next_item_id:
 *
 * Returns: (transfer none) (nullable): the item to go on with
 */
const char *
sb_course_get_next_item_id (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->next_item_id;
}

/**
 * sb_course_get_next_item_title:
 *
 * Returns: (transfer none) (nullable): the title of the item to go on with
 */
const char *
sb_course_get_next_item_title (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->next_item_title;
}

/**
 * sb_course_get_status:
 *
 * Returns: how far the learner is
 */
SbProgress
sb_course_get_status (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), 0);

  return self->status;
}

/**
 * sb_course_get_can_enter:
 *
 * Returns: whether the learner may open it
 */
gboolean
sb_course_get_can_enter (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), FALSE);

  return self->can_enter;
}

/**
 * sb_course_get_items_total:
 *
 * Returns: how many items it has, or -1 if the platform does not say
 */
int
sb_course_get_items_total (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), 0);

  return self->items_total;
}

/**
 * sb_course_get_items_completed:
 *
 * Returns: how many of them are completed
 */
int
sb_course_get_items_completed (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), 0);

  return self->items_completed;
}

/**
 * sb_course_get_deadline:
 *
 * Returns: (transfer none) (nullable): until when it should be completed
 */
GDateTime *
sb_course_get_deadline (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->deadline;
}

/**
 * sb_course_get_completed_at:
 *
 * Returns: (transfer none) (nullable): when it was completed
 */
GDateTime *
sb_course_get_completed_at (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), NULL);

  return self->completed_at;
}

/**
 * sb_course_get_fraction:
 *
 * Returns: how much of it is done, from 0.0 to 1.0
 */
double
sb_course_get_fraction (SbCourse *self)
{
  g_return_val_if_fail (SB_IS_COURSE (self), 0.0);

  if (self->status == SB_PROGRESS_COMPLETED)
    return 1.0;

  if (self->items_total <= 0)
    return 0.0;

  return CLAMP ((double) self->items_completed / self->items_total, 0.0, 1.0);
}

/**
 * sb_course_is_overdue:
 * @self: a course
 * @now: the present
 *
 * Returns: %TRUE if it should have been completed before @now and is not
 */
gboolean
sb_course_is_overdue (SbCourse *self, GDateTime *now)
{
  g_return_val_if_fail (SB_IS_COURSE (self), FALSE);

  return self->deadline != NULL && self->status != SB_PROGRESS_COMPLETED
      && g_date_time_compare (self->deadline, now) < 0;
}
