/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A learner's courses and items, and what happens to them. The calls and the pages both go through here, so that an act
 * is the same act and is written down the same way wherever it comes from. */

#include "config.h"

#include "sb-demo-courses.h"

#include "sb-demo-catalogue.h"

void
sb_demo_course_free (SbDemoCourse *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->slug);
  g_free (self->description);
  g_free (self->type);
  g_free (self->next_item_title);
  g_free (self);
}

void
sb_demo_item_free (SbDemoItem *self)
{
  g_free (self->title);
  g_free (self->type);
  g_free (self->status);
  g_free (self->body);
  g_free (self);
}

static SbDemoCourse *
read_course (SbDemoRequest *request, SbDemoRows *rows)
{
  SbDemoCourse *self = g_new0 (SbDemoCourse, 1);
  const gboolean is_suspended = sb_demo_rows_int (rows, 10) != 0;

  self->id = sb_demo_rows_int (rows, 0);
  self->code = g_strdup (sb_demo_rows_text (rows, 1));
  self->name = g_strdup (sb_demo_rows_text (rows, 2));
  self->slug = g_strdup (sb_demo_rows_text (rows, 3));
  self->description = g_strdup (sb_demo_rows_text (rows, 4));
  self->type = g_strdup (sb_demo_rows_text (rows, 5));
  self->opens_at = sb_demo_rows_int (rows, 6);
  self->due_at = sb_demo_rows_int (rows, 7);
  self->completed_at = sb_demo_rows_int (rows, 8);
  self->seconds_spent = sb_demo_rows_int (rows, 9);
  self->n_items = sb_demo_rows_int (rows, 11);
  self->n_completed = sb_demo_rows_int (rows, 12);
  self->last_played_id = sb_demo_rows_int (rows, 14);
  self->is_open = !is_suspended && self->opens_at <= request->now;

  if (is_suspended)
    self->status = "suspended";
  else if (self->completed_at != 0)
    self->status = "completed";
  else
    self->status = sb_demo_rows_int (rows, 13) > 0 ? "in_progress" : "subscribed";

  return self;
}

/* The item to go on with: the first in progress, else the first that is not completed. */
static void
find_next_item (SbDemoRequest *request, SbDemoCourse *course)
{
  g_autoptr (SbDemoRows) rows = NULL;

  rows = sb_demo_store_query (request->store,
                              "SELECT i.id, i.title FROM items i LEFT JOIN item_states s ON s.item_id = i.id"
                              "  AND s.user_id = ? WHERE i.course_id = ? AND NOT i.is_folder"
                              "  AND coalesce (s.status, '') <> 'completed' "
                              "ORDER BY coalesce (s.status, '') <> 'in_progress', i.position LIMIT 1",
                              "ii", request->caller.user_id, course->id);
  if (!course->is_open || !sb_demo_rows_next (rows))
    return;

  course->next_item_id = sb_demo_rows_int (rows, 0);
  course->next_item_title = g_strdup (sb_demo_rows_text (rows, 1));
}

/**
 * sb_demo_courses_list:
 * @request: a request with its caller
 *
 * Returns: (transfer full) (element-type SbDemoCourse): the caller's courses
 */
GPtrArray *
sb_demo_courses_list (SbDemoRequest *request)
{
  GPtrArray *courses = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_demo_course_free);
  g_autoptr (SbDemoRows) rows = NULL;

  sb_demo_catalogue_enrol (request->store, request->caller.user_id);

  rows = sb_demo_store_query (request->store,
                              "SELECT c.id, c.code, c.name, c.slug, c.description, c.type, e.opens_at, e.due_at,"
                              "  e.completed_at, e.seconds_spent, e.is_suspended,"
                              "  (SELECT count (*) FROM items WHERE course_id = c.id AND NOT is_folder),"
                              "  (SELECT count (*) FROM items i JOIN item_states s ON s.item_id = i.id"
                              "   WHERE s.user_id = e.user_id AND i.course_id = c.id AND s.status = 'completed'),"
                              "  (SELECT count (*) FROM items i JOIN item_states s ON s.item_id = i.id"
                              "   WHERE s.user_id = e.user_id AND i.course_id = c.id),"
                              "  (SELECT i.id FROM items i JOIN item_states s ON s.item_id = i.id"
                              "   WHERE s.user_id = e.user_id AND i.course_id = c.id"
                              "   ORDER BY s.updated_at DESC, i.position DESC LIMIT 1) "
                              "FROM enrolments e JOIN courses c ON c.id = e.course_id "
                              "WHERE e.user_id = ? ORDER BY c.id", "i", request->caller.user_id);
  while (sb_demo_rows_next (rows))
    {
      SbDemoCourse *course = read_course (request, rows);

      find_next_item (request, course);
      g_ptr_array_add (courses, course);
    }

  return courses;
}

/**
 * sb_demo_courses_find:
 *
 * Returns: (transfer full) (nullable): one of the caller's courses, or %NULL if they are not enrolled in it
 */
SbDemoCourse *
sb_demo_courses_find (SbDemoRequest *request, gint64 course_id)
{
  g_autoptr (GPtrArray) courses = sb_demo_courses_list (request);

  for (guint i = 0; i < courses->len; i++)
    {
      SbDemoCourse *course = g_ptr_array_index (courses, i);

      if (course->id == course_id)
        return g_ptr_array_steal_index (courses, i);
    }

  return NULL;
}

#define ITEM_COLUMNS \
  "i.id, i.course_id, i.parent_id, i.title, i.type, coalesce (s.status, 'not_started'), i.body, i.is_folder," \
  " i.is_completable, i.duration, coalesce (s.position, 0)," \
  " i.after_item_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM item_states b WHERE b.user_id = ?1" \
  "  AND b.item_id = i.after_item_id AND b.status = 'completed')"
#define ITEM_TABLES "items i LEFT JOIN item_states s ON s.item_id = i.id AND s.user_id = ?1"

static SbDemoItem *
read_item (SbDemoRows *rows)
{
  SbDemoItem *self = g_new0 (SbDemoItem, 1);

  self->id = sb_demo_rows_int (rows, 0);
  self->course_id = sb_demo_rows_int (rows, 1);
  self->parent_id = sb_demo_rows_int (rows, 2);
  self->title = g_strdup (sb_demo_rows_text (rows, 3));
  self->type = g_strdup (sb_demo_rows_text (rows, 4));
  self->status = g_strdup (sb_demo_rows_text (rows, 5));
  self->body = g_strdup (sb_demo_rows_text (rows, 6));
  self->is_folder = sb_demo_rows_int (rows, 7) != 0;
  self->is_completable = sb_demo_rows_int (rows, 8) != 0;
  self->duration = sb_demo_rows_int (rows, 9);
  self->position = sb_demo_rows_int (rows, 10);
  /* What was begun or done before stays open. */
  self->is_locked = sb_demo_rows_int (rows, 11) != 0 && g_strcmp0 (self->status, "not_started") == 0;

  return self;
}

/**
 * sb_demo_courses_list_items:
 *
 * Returns: (transfer full) (element-type SbDemoItem): the items of a course, in order, folders before what is in them
 */
GPtrArray *
sb_demo_courses_list_items (SbDemoRequest *request, gint64 course_id)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_demo_item_free);
  g_autoptr (SbDemoRows) rows = NULL;

  rows = sb_demo_store_query (request->store, "SELECT " ITEM_COLUMNS " FROM " ITEM_TABLES
                                              " WHERE i.course_id = ?2 ORDER BY i.position",
                              "ii", request->caller.user_id, course_id);
  while (sb_demo_rows_next (rows))
    g_ptr_array_add (items, read_item (rows));

  return items;
}

/**
 * sb_demo_courses_find_item:
 *
 * Returns: (transfer full) (nullable): an item, or %NULL if there is none of that id; whether the caller is enrolled is
 *   not asked
 */
SbDemoItem *
sb_demo_courses_find_item (SbDemoRequest *request, gint64 item_id)
{
  g_autoptr (SbDemoRows) rows = NULL;

  rows = sb_demo_store_query (request->store, "SELECT " ITEM_COLUMNS " FROM " ITEM_TABLES " WHERE i.id = ?2",
                              "ii", request->caller.user_id, item_id);

  return sb_demo_rows_next (rows) ? read_item (rows) : NULL;
}

static const char *
refuse_track (const SbDemoCourse *course, const SbDemoItem *item, const char *event, gboolean is_player)
{
  if (item == NULL || course == NULL || item->is_folder)
    return "not_enrolled";
  if (!course->is_open || item->is_locked)
    return "item_locked";
  if (g_str_equal (event, "complete") && !item->is_completable && !is_player)
    return "not_completable";

  return NULL;
}

/* Returns FALSE if nothing changes. A completed item stays completed; a position is kept within the item. */
static gboolean
apply_event (SbDemoRequest *request, const SbDemoItem *item, const char *event, gint64 position)
{
  const gboolean is_complete = g_str_equal (event, "complete");
  const gboolean was_completed = g_str_equal (item->status, "completed");
  const gboolean was_started = !g_str_equal (item->status, "not_started");
  gint64 new_position = item->position;

  if (g_str_equal (event, "position"))
    new_position = CLAMP (position, 0, item->duration);
  else if (is_complete && !was_completed)
    new_position = item->duration;

  if (was_started && new_position == item->position && (was_completed || !is_complete))
    return FALSE;

  sb_demo_store_run (request->store,
                     "INSERT INTO item_states (user_id, item_id, status, position, started_at, completed_at,"
                     "  updated_at, actor_id, impersonator_id, session_uuid) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, CASE ?3 WHEN 'completed' THEN ?5 END, ?5, ?1, nullif (?6, 0), ?7) "
                     "ON CONFLICT (user_id, item_id) DO UPDATE SET status = excluded.status,"
                     "  position = excluded.position, completed_at = coalesce (completed_at, excluded.completed_at),"
                     "  updated_at = excluded.updated_at, actor_id = excluded.actor_id,"
                     "  impersonator_id = excluded.impersonator_id, session_uuid = excluded.session_uuid",
                     "iisiiis", request->caller.user_id, item->id,
                     is_complete || was_completed ? "completed" : "in_progress", new_position, request->now,
                     request->caller.impersonator_id, request->caller.session_uuid);

  return TRUE;
}

/* The course is completed with its last item. */
static void
complete_course (SbDemoRequest *request, gint64 course_id)
{
  sb_demo_store_run (request->store,
                     "UPDATE enrolments SET completed_at = ?1 WHERE user_id = ?2 AND course_id = ?3"
                     "  AND completed_at IS NULL AND NOT EXISTS (SELECT 1 FROM items i WHERE i.course_id = ?3"
                     "    AND NOT i.is_folder AND NOT EXISTS (SELECT 1 FROM item_states s WHERE s.user_id = ?2"
                     "      AND s.item_id = i.id AND s.status = 'completed'))",
                     "iii", request->now, request->caller.user_id, course_id);
}

/**
 * sb_demo_courses_track:
 * @request: a request with its caller
 * @item_id: what it happens to
 * @event: `start`, `position` or `complete`
 * @position: where, in seconds, for `position`
 * @is_player: whether the platform's own player says so, which alone may complete a test
 *
 * Does what the learner did, and writes it down with both identities, also if it changes nothing.
 *
 * Returns: (nullable): %NULL if it is done, else the reason why not
 */
const char *
sb_demo_courses_track (SbDemoRequest *request, gint64 item_id, const char *event, gint64 position, gboolean is_player)
{
  g_autoptr (SbDemoItem) item = sb_demo_courses_find_item (request, item_id);
  g_autoptr (SbDemoCourse) course = item == NULL ? NULL : sb_demo_courses_find (request, item->course_id);
  const char *reason = refuse_track (course, item, event, is_player);
  g_autofree char *action = g_strconcat ("track_", event, NULL);
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, item_id);
  g_autofree char *detail = g_strdup_printf ("position %" G_GINT64_FORMAT, position);
  gboolean is_changed;

  if (reason != NULL)
    return reason;

  sb_demo_store_begin (request->store);
  is_changed = apply_event (request, item, event, position);
  if (is_changed)
    complete_course (request, item->course_id);
  sb_demo_request_audit (request, action, "item", target,
                         !is_changed ? "unchanged" : (g_str_equal (event, "position") ? detail : NULL));

  return sb_demo_store_commit (request->store, NULL) ? NULL : "store_failed";
}
