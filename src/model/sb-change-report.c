/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is different between two looks at a learner. Pure: it asks nobody and knows no sentences. Only what was seen in both looks
 * is compared, and what the platform does not say is no difference. */

#include "config.h"

#include "sb-change-report.h"

#include "sb-course-item.h"

/* More than anybody does in one log-in, and than anybody reads. */
#define MAX_CHANGES 200

/* ---- courses ---- */

static SbChangeState
course_state (SbCourse *course)
{
  return (SbChangeState){ sb_course_get_status (course), sb_course_get_items_completed (course),
                          sb_course_get_items_total (course) };
}

/* A position only means something in what has a length. */
static SbChangeState
item_state (SbCourseItem *item)
{
  const int duration = MAX (sb_course_item_get_duration (item), 0);

  return (SbChangeState){ sb_course_item_get_status (item),
                          duration > 0 ? MAX (sb_course_item_get_position (item), 0) : 0, duration };
}

/* That a course got more items, or a film is longer, is not the learner's doing. */
static gboolean
is_different (const SbChangeState *before, const SbChangeState *after)
{
  if (before->status == SB_PROGRESS_UNKNOWN || after->status == SB_PROGRESS_UNKNOWN)
    return FALSE;

  return before->status != after->status || (before->total > 0 && after->total > 0 && before->done != after->done);
}

static void
compare_course (SbChangeReport *self, SbCourse *before, SbCourse *after)
{
  const SbChangeState before_state = course_state (before);
  const SbChangeState after_state = course_state (after);

  if (is_different (&before_state, &after_state))
    g_ptr_array_add (self->changes, sb_ledger_change_new_course (SB_CHANGE_COURSE, sb_course_get_id (after),
                                                                 sb_course_get_name (after), &before_state,
                                                                 &after_state));
}

static void
add_enrolment (SbChangeReport *self, SbChangeKind kind, SbCourse *course)
{
  const SbChangeState state = course_state (course);

  g_ptr_array_add (self->changes,
                   sb_ledger_change_new_course (kind, sb_course_get_id (course), sb_course_get_name (course),
                                                kind == SB_CHANGE_COURSE_REMOVED ? &state : NULL,
                                                kind == SB_CHANGE_COURSE_ADDED ? &state : NULL));
}

typedef const char *(*KeyFunc) (gpointer object);

static const char *
course_key (gpointer course)
{
  return sb_course_get_id (course);
}

static const char *
item_key (gpointer item)
{
  return sb_course_item_get_id (item);
}

/* By id. Of what the platform names twice, the last counts. */
static GHashTable *
index_objects (GPtrArray *objects, KeyFunc key)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < objects->len; i++)
    {
      gpointer object = g_ptr_array_index (objects, i);

      g_hash_table_insert (index, (gpointer) key (object), object);
    }

  return index;
}

static void
compare_courses (SbChangeReport *self, GPtrArray *before, GPtrArray *after)
{
  g_autoptr (GHashTable) earlier = index_objects (before, course_key);
  g_autoptr (GHashTable) later = index_objects (after, course_key);

  for (guint i = 0; i < after->len; i++)
    {
      SbCourse *course = g_ptr_array_index (after, i);
      SbCourse *old = g_hash_table_lookup (earlier, sb_course_get_id (course));

      if (g_hash_table_lookup (later, sb_course_get_id (course)) != course)
        continue;
      if (old != NULL)
        compare_course (self, old, course);
      else
        add_enrolment (self, SB_CHANGE_COURSE_ADDED, course);
    }

  for (guint i = 0; i < before->len; i++)
    {
      SbCourse *course = g_ptr_array_index (before, i);

      if (g_hash_table_lookup (earlier, sb_course_get_id (course)) == course
          && !g_hash_table_contains (later, sb_course_get_id (course)))
        add_enrolment (self, SB_CHANGE_COURSE_REMOVED, course);
    }
}

/* ---- items ---- */

/* Items come and go with the course; a folder has no state of its own. */
static void
compare_items (SbChangeReport *self, const SbCourseDetail *before, const SbCourseDetail *after)
{
  g_autoptr (GHashTable) earlier = index_objects (before->items, item_key);
  g_autoptr (GHashTable) later = index_objects (after->items, item_key);

  for (guint i = 0; i < after->items->len; i++)
    {
      SbCourseItem *item = g_ptr_array_index (after->items, i);
      SbCourseItem *old = g_hash_table_lookup (earlier, sb_course_item_get_id (item));
      SbChangeState before_state, after_state;
      SbLedgerChange *change;

      if (old == NULL || sb_course_item_get_kind (item) == SB_ITEM_KIND_FOLDER
          || g_hash_table_lookup (later, sb_course_item_get_id (item)) != item)
        continue;

      before_state = item_state (old);
      after_state = item_state (item);
      if (!is_different (&before_state, &after_state))
        continue;

      change = sb_ledger_change_new_course (SB_CHANGE_ITEM, sb_course_get_id (before->course),
                                            sb_course_get_name (before->course), &before_state, &after_state);
      sb_ledger_change_set_item (change, sb_course_item_get_id (item), sb_course_item_get_title (item));
      g_ptr_array_add (self->changes, change);
    }
}

/* ---- notifications and profile ---- */

static void
compare_unread (SbChangeReport *self, guint before, guint after)
{
  g_autofree char *before_text = g_strdup_printf ("%u", before);
  g_autofree char *after_text = g_strdup_printf ("%u", after);

  if (before != after)
    g_ptr_array_add (self->changes, sb_ledger_change_new (SB_CHANGE_UNREAD, before_text, after_text));
}

static void
compare_text (SbChangeReport *self, SbChangeKind kind, const char *before, const char *after)
{
  /* An address or a picture is nobody's business but the learner's: that it changed is enough. */
  const gboolean is_kept = kind != SB_CHANGE_EMAIL && kind != SB_CHANGE_PICTURE;
  const char *old = before != NULL ? before : "";
  const char *new = after != NULL ? after : "";

  if (!g_str_equal (old, new))
    g_ptr_array_add (self->changes, sb_ledger_change_new (kind, is_kept ? old : NULL, is_kept ? new : NULL));
}

/* Numbers of courses follow from the courses, and the last access from the log-in. */
static void
compare_profiles (SbChangeReport *self, const SbProfile *before, const SbProfile *after)
{
  compare_text (self, SB_CHANGE_NAME, before->display_name, after->display_name);
  compare_text (self, SB_CHANGE_USER_NAME, before->user_name, after->user_name);
  compare_text (self, SB_CHANGE_EMAIL, before->email, after->email);
  compare_text (self, SB_CHANGE_PICTURE, before->avatar_url, after->avatar_url);
  compare_text (self, SB_CHANGE_BRANCH, before->branch_path, after->branch_path);
  compare_text (self, SB_CHANGE_LANGUAGE, before->language, after->language);
  compare_text (self, SB_CHANGE_TIMEZONE, before->timezone, after->timezone);
}

/* ---- all of it ---- */

/* Of a course in which the learner is no longer enrolled nobody sees the items. */
static gboolean
is_gone (const SbSnapshot *after, SbCourse *course)
{
  if (after->courses == NULL)
    return FALSE;

  for (guint i = 0; i < after->courses->len; i++)
    if (g_str_equal (sb_course_get_id (g_ptr_array_index (after->courses, i)), sb_course_get_id (course)))
      return FALSE;

  return TRUE;
}

static SbLook
judge_look (const SbSnapshot *before, const SbSnapshot *after)
{
  guint n_compared = 0;
  guint n_missing = 0;

  n_compared += before->courses != NULL && after->courses != NULL;
  n_missing += before->courses == NULL || after->courses == NULL;
  n_compared += before->has_unread && after->has_unread;
  n_missing += !before->has_unread || !after->has_unread;
  n_compared += before->profile != NULL && after->profile != NULL;
  n_missing += before->profile == NULL || after->profile == NULL;
  for (guint i = 0; i < before->opened->len; i++)
    {
      const SbCourseDetail *detail = g_ptr_array_index (before->opened, i);
      const gboolean is_there = sb_snapshot_find_opened (after, sb_course_get_id (detail->course)) != NULL;

      n_compared += is_there;
      n_missing += !is_there && !is_gone (after, detail->course);
    }

  if (n_compared == 0)
    return SB_LOOK_FAILED;

  return n_missing == 0 ? SB_LOOK_COMPLETE : SB_LOOK_PARTIAL;
}

/**
 * sb_change_report_new:
 * @before: what was seen at the beginning
 * @after: what was seen just before the end
 *
 * Returns: (transfer full): what is different: items first, because they are what was worked on, then courses, notifications
 *   and the profile
 */
SbChangeReport *
sb_change_report_new (const SbSnapshot *before, const SbSnapshot *after)
{
  SbChangeReport *self = g_new0 (SbChangeReport, 1);

  self->look = judge_look (before, after);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_change_free);

  for (guint i = 0; i < before->opened->len; i++)
    {
      const SbCourseDetail *detail = g_ptr_array_index (before->opened, i);
      const SbCourseDetail *later = sb_snapshot_find_opened (after, sb_course_get_id (detail->course));

      if (later != NULL)
        compare_items (self, detail, later);
    }
  if (before->courses != NULL && after->courses != NULL)
    compare_courses (self, before->courses, after->courses);
  if (before->has_unread && after->has_unread)
    compare_unread (self, before->unread, after->unread);
  if (before->profile != NULL && after->profile != NULL)
    compare_profiles (self, before->profile, after->profile);

  if (self->changes->len > MAX_CHANGES)
    {
      g_ptr_array_set_size (self->changes, MAX_CHANGES);
      self->look = SB_LOOK_PARTIAL;
    }

  return self;
}

/**
 * sb_change_report_new_for:
 * @look: how much is known
 * @changes: (element-type SbLedgerChange): what is different; copied
 *
 * Returns: (transfer full): a report of what was found earlier
 */
SbChangeReport *
sb_change_report_new_for (SbLook look, GPtrArray *changes)
{
  SbChangeReport *self = g_new0 (SbChangeReport, 1);

  self->look = look;
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_change_free);
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (self->changes, sb_ledger_change_copy (g_ptr_array_index (changes, i)));

  return self;
}

void
sb_change_report_free (SbChangeReport *self)
{
  g_ptr_array_unref (self->changes);
  g_free (self);
}
