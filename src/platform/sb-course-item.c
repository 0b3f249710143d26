/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing to do in a course: a video, a page, a test. */

#include "config.h"

#include "sb-course-item.h"

#include "sb-text.h"

struct _SbCourseItem
{
  GObject parent_instance;

  char *id;
  char *title;
  char *locked_reason;
  SbItemKind kind;
  SbProgress status;
  gboolean is_locked;
  gboolean is_completable;
  int duration;
  int position;
  int depth;
};

G_DEFINE_FINAL_TYPE (SbCourseItem, sb_course_item, G_TYPE_OBJECT)

static void
sb_course_item_finalize (GObject *object)
{
  SbCourseItem *self = SB_COURSE_ITEM (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->locked_reason);

  G_OBJECT_CLASS (sb_course_item_parent_class)->finalize (object);
}

static void
sb_course_item_class_init (SbCourseItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_course_item_finalize;
}

static void
sb_course_item_init (SbCourseItem *self)
{
}

/* An empty string and a missing one mean the same to whoever shows it. */
static char *
dup_non_empty (const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_strdup (text);
}

/**
 * sb_course_item_new:
 * @fields: what it is made of; copied
 *
 * Returns: (transfer full): a new one
 */
SbCourseItem *
sb_course_item_new (const SbCourseItemFields *fields)
{
  SbCourseItem *self = g_object_new (SB_TYPE_COURSE_ITEM, NULL);

  self->id = g_strdup (fields->id);
  self->title = sb_text_dup_line (fields->title != NULL ? fields->title : "");
  self->locked_reason = dup_non_empty (fields->locked_reason);
  self->kind = fields->kind;
  self->status = fields->status;
  self->is_locked = fields->is_locked;
  self->is_completable = fields->is_completable;
  self->duration = fields->duration;
  self->position = fields->position;
  self->depth = fields->depth;

  return self;
}

/**
 * sb_course_item_get_id:
 *
 * Returns: (transfer none): the platform's id of the item
 */
const char *
sb_course_item_get_id (SbCourseItem *self)
{
  g_return_val_if_fail (SB_IS_COURSE_ITEM (self), NULL);

  return self->id;
}

/**
 * sb_course_item_get_title:
 *
 * Returns: (transfer none): its title
 */
const char *
sb_course_item_get_title (SbCourseItem *self)
{
  g_return_val_if_fail (SB_IS_COURSE_ITEM (self), NULL);

  return self->title;
}

/**
 * sb_course_item_get_locked_reason:
 *
 * Returns: (transfer none) (nullable): why it cannot be opened, in the words of the platform
 */
const char *
sb_course_item_get_locked_reason (SbCourseItem *self)
{
  g_return_val_if_fail (SB_IS_COURSE_ITEM (self), NULL);

  return self->locked_reason;
}

/**
 * sb_course_item_get_kind:
 *
 * Returns: what it is
 */
SbItemKind
sb_course_item_get_kind (SbCourseItem *self)
{
  g_return_val_if_fail (SB_IS_COURSE_ITEM (self), 0);

  return self->kind;
}

/**
 * sb_course_item_get_status:
 *
 * Returns: how far the learner is
 */
SbProgress
sb_course_item_get_status (SbCourseItem *self)
{
  g_return_val_if_fail (SB_IS_COURSE_ITEM (self), 0);

  return self->status;
}

/**
 * sb_course_item_get_is_locked:
 *
 * Returns: whether it cannot be opened (yet)
 */
gboolean
sb_course_item_get_is_locked (SbCourseItem *self)
{
  g_return_val_if_fail (SB_IS_COURSE_ITEM (self), FALSE);

  return self->is_locked;
}

/**
 * sb_course_item_get_is_completable:
 *
 * Returns: whether the learner may declare it complete without a player
 */
gboolean
sb_course_item_get_is_completable (SbCourseItem *self)
{
  g_return_val_if_fail (SB_IS_COURSE_ITEM (self), FALSE);

  return self->is_completable;
}

/**
 * sb_course_item_get_duration:
 *
 * Returns: how long it takes, in seconds, or 0 if the platform does not say
 */
int
sb_course_item_get_duration (SbCourseItem *self)
{
  g_return_val_if_fail (SB_IS_COURSE_ITEM (self), 0);

  return self->duration;
}

/**
 * sb_course_item_get_position:
 *
 * Returns: where the learner left it, in seconds
 */
int
sb_course_item_get_position (SbCourseItem *self)
{
  g_return_val_if_fail (SB_IS_COURSE_ITEM (self), 0);

  return self->position;
}

/**
 * sb_course_item_get_depth:
 *
 * Returns: how many folders it is in
 */
int
sb_course_item_get_depth (SbCourseItem *self)
{
  g_return_val_if_fail (SB_IS_COURSE_ITEM (self), 0);

  return self->depth;
}
