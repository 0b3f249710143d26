/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls of section 4: what a learner has, and what they do. Reading the notifications marks nothing as read; only
 * the pages do that. */

#include "config.h"

#include "sb-demo-courses.h"
#include "sb-demo-routes.h"

#define MAX_NOTIFICATIONS 50

static char *
dup_picture (const SbDemoCourse *course)
{
  return g_strdup_printf ("/pictures/course-%" G_GINT64_FORMAT ".png", course->id);
}

static void
add_enrolment (JsonBuilder *builder, const SbDemoCourse *course)
{
  g_autofree char *picture = dup_picture (course);
  g_autofree char *url = g_strdup_printf ("/learn/course/%" G_GINT64_FORMAT "/%s", course->id, course->slug);

  json_builder_begin_object (builder);
  sb_demo_json_add_int (builder, "id", course->id);
  sb_demo_json_add_string (builder, "type", course->type);
  sb_demo_json_add_string (builder, "name", course->name);
  sb_demo_json_add_string (builder, "code", course->code);
  sb_demo_json_add_string (builder, "status", course->status);
  sb_demo_json_add_string (builder, "level", "learner");
  sb_demo_json_add_bool (builder, "can_enter", course->is_open);
  sb_demo_json_add_bool (builder, "is_new", g_str_equal (course->status, "subscribed"));
  sb_demo_json_add_time (builder, "enroll_begin_date", course->opens_at);
  sb_demo_json_add_time (builder, "enroll_end_date", course->due_at);
  sb_demo_json_add_time (builder, "course_complete_date", course->completed_at);
  sb_demo_json_add_string (builder, "description", course->description);
  sb_demo_json_add_string (builder, "image_url", picture);
  sb_demo_json_add_string (builder, "slug_name", course->slug);
  sb_demo_json_add_string (builder, "url", url);
  sb_demo_json_add_int (builder, "total_time", course->seconds_spent);
  sb_demo_json_add_string (builder, "score", NULL);
  sb_demo_json_add_int (builder, "items_total", course->n_items);
  sb_demo_json_add_int (builder, "items_completed", course->n_completed);
  json_builder_set_member_name (builder, "next_item");
  if (course->next_item_id == 0)
    json_builder_add_null_value (builder);
  else
    {
      json_builder_begin_object (builder);
      sb_demo_json_add_int (builder, "id", course->next_item_id);
      sb_demo_json_add_string (builder, "title", course->next_item_title);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
list_enrolments (SbDemoRequest *request)
{
  g_autoptr (GPtrArray) courses = sb_demo_courses_list (request);
  g_autoptr (JsonBuilder) builder = sb_demo_json_begin_data ();
  gint64 page_size;
  const gint64 page = sb_demo_request_get_page (request, &page_size);
  const gint64 first = (page - 1) * page_size;
  const gint64 end = MIN (first + page_size, (gint64) courses->len);

  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (gint64 i = first; i < end; i++)
    add_enrolment (builder, g_ptr_array_index (courses, i));
  json_builder_end_array (builder);
  sb_demo_json_add_page (builder, page, page_size, MAX (end - first, 0), end < courses->len, courses->len);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

static void add_items (JsonBuilder *builder, GPtrArray *items, gint64 parent_id);

static void
add_item (JsonBuilder *builder, GPtrArray *items, const SbDemoItem *item)
{
  json_builder_begin_object (builder);
  sb_demo_json_add_int (builder, "id", item->id);
  sb_demo_json_add_string (builder, "name", item->title);
  sb_demo_json_add_string (builder, "type", item->type);
  sb_demo_json_add_string (builder, "status", item->status);
  sb_demo_json_add_bool (builder, "locked", item->is_locked);
  sb_demo_json_add_string (builder, "locked_reason", item->is_locked ? "previous_not_completed" : NULL);
  sb_demo_json_add_bool (builder, "is_folder", item->is_folder);
  sb_demo_json_add_int (builder, "duration", item->duration);
  sb_demo_json_add_int (builder, "position", item->position);
  sb_demo_json_add_bool (builder, "completable", item->is_completable);
  add_items (builder, items, item->id);
  json_builder_end_object (builder);
}

static void
add_items (JsonBuilder *builder, GPtrArray *items, gint64 parent_id)
{
  json_builder_set_member_name (builder, parent_id == 0 ? "tree" : "children");
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    {
      const SbDemoItem *item = g_ptr_array_index (items, i);

      if (item->parent_id == parent_id)
        add_item (builder, items, item);
    }
  json_builder_end_array (builder);
}

static void
show_course (SbDemoRequest *request)
{
  g_autoptr (SbDemoCourse) course = sb_demo_courses_find (request, sb_demo_request_get_id (request, 0));
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *url = NULL;

  if (course == NULL || !course->is_open)
    {
      sb_demo_request_refuse (request, 403, course == NULL ? "not_enrolled" : "course_locked",
                              course == NULL ? "You are not enrolled in this course." : "This course is not open.");
      return;
    }

  url = g_strdup_printf ("/learn/course/%" G_GINT64_FORMAT "/%s", course->id, course->slug);
  picture = dup_picture (course);
  items = sb_demo_courses_list_items (request, course->id);
  builder = sb_demo_json_begin_data ();
  sb_demo_json_add_int (builder, "id", course->id);
  sb_demo_json_add_string (builder, "name", course->name);
  sb_demo_json_add_string (builder, "description", course->description);
  sb_demo_json_add_string (builder, "type", course->type);
  sb_demo_json_add_string (builder, "status", course->status);
  sb_demo_json_add_bool (builder, "can_enter", TRUE);
  sb_demo_json_add_string (builder, "can_enter_reason", NULL);
  sb_demo_json_add_time (builder, "completion_date", course->completed_at);
  sb_demo_json_add_time (builder, "deadline", course->due_at);
  sb_demo_json_add_string (builder, "thumbnail", picture);
  sb_demo_json_add_string (builder, "url", url);
  json_builder_set_member_name (builder, "last_played_object");
  if (course->last_played_id == 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, course->last_played_id);
  sb_demo_json_add_int (builder, "items_total", course->n_items);
  sb_demo_json_add_int (builder, "items_completed", course->n_completed);
  add_items (builder, items, 0);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

static void
reply_item (SbDemoRequest *request, gint64 item_id)
{
  g_autoptr (SbDemoItem) item = sb_demo_courses_find_item (request, item_id);
  g_autoptr (SbDemoCourse) course = sb_demo_courses_find (request, item->course_id);
  g_autoptr (JsonBuilder) builder = sb_demo_json_begin_data ();

  sb_demo_json_add_int (builder, "id", item->id);
  sb_demo_json_add_string (builder, "status", item->status);
  sb_demo_json_add_int (builder, "position", item->position);
  json_builder_set_member_name (builder, "course");
  json_builder_begin_object (builder);
  sb_demo_json_add_int (builder, "id", course->id);
  sb_demo_json_add_string (builder, "status", course->status);
  sb_demo_json_add_int (builder, "items_completed", course->n_completed);
  sb_demo_json_add_int (builder, "items_total", course->n_items);
  json_builder_end_object (builder);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

static void
track (SbDemoRequest *request)
{
  const gint64 item_id = sb_demo_request_get_id (request, 0);
  g_autofree char *event = sb_demo_request_dup_body (request, "event");
  g_autofree char *position_text = sb_demo_request_dup_body (request, "position");
  const char *events[] = { "start", "position", "complete", NULL };
  gint64 position = 0;
  const char *reason;

  if (event == NULL || !g_strv_contains (events, event))
    {
      sb_demo_request_refuse (request, 422, "bad_event", "The events are start, position and complete.");
      return;
    }

  if (g_str_equal (event, "position")
      && (position_text == NULL || !g_ascii_string_to_signed (position_text, 10, 0, G_MAXINT32, &position, NULL)))
    {
      sb_demo_request_refuse (request, 422, "bad_position", "The position is missing or not a number of seconds.");
      return;
    }

  reason = sb_demo_courses_track (request, item_id, event, position, FALSE);
  if (reason != NULL)
    sb_demo_request_refuse (request, g_str_equal (reason, "store_failed") ? 500 : 403, reason,
                            "This cannot be done with this item.");
  else
    reply_item (request, item_id);
}

static void
add_notification (JsonBuilder *builder, SbDemoRows *rows)
{
  g_autofree char *url = g_strdup_printf ("/learn/notifications/%" G_GINT64_FORMAT, sb_demo_rows_int (rows, 0));
  /* The store holds plain text; the vendor sends this one as HTML. */
  g_autofree char *escaped = g_markup_escape_text (sb_demo_rows_text (rows, 4), -1);
  g_autofree char *full_message = g_strdup_printf ("<p>%s</p>", escaped);

  json_builder_begin_object (builder);
  sb_demo_json_add_int (builder, "id", sb_demo_rows_int (rows, 0));
  sb_demo_json_add_string (builder, "type", sb_demo_rows_text (rows, 1));
  sb_demo_json_add_bool (builder, "is_read", !sb_demo_rows_is_null (rows, 6));
  sb_demo_json_add_time (builder, "date", sb_demo_rows_int (rows, 5));
  sb_demo_json_add_string (builder, "subject", sb_demo_rows_text (rows, 2));
  sb_demo_json_add_string (builder, "short_message", sb_demo_rows_text (rows, 3));
  sb_demo_json_add_string (builder, "full_message", full_message);
  sb_demo_json_add_string (builder, "url", url);
  sb_demo_json_add_string (builder, "session_uuid", sb_demo_rows_text (rows, 7));
  json_builder_end_object (builder);
}

static void
list_notifications (SbDemoRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SbDemoRows) rows = NULL;
  gint64 n_unread;

  rows = sb_demo_store_query (request->store, "SELECT id, type, subject, short_message, full_message, created_at,"
                                              "  read_at, session_uuid FROM notifications WHERE user_id = ? "
                                              "ORDER BY id DESC LIMIT ?", "ii", request->caller.user_id,
                              (gint64) MAX_NOTIFICATIONS);
  n_unread = sb_demo_store_get_int (request->store, "SELECT count (*) FROM notifications WHERE user_id = ?"
                                                    "  AND read_at IS NULL", 0, "i", request->caller.user_id);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  while (sb_demo_rows_next (rows))
    add_notification (builder, rows);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "extra_data");
  json_builder_begin_object (builder);
  sb_demo_json_add_int (builder, "count_unread", n_unread);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

static void
add_course_counts (SbDemoRequest *request, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) courses = sb_demo_courses_list (request);
  gint64 n_completed = 0;
  gint64 n_in_progress = 0;

  for (guint i = 0; i < courses->len; i++)
    {
      const SbDemoCourse *course = g_ptr_array_index (courses, i);

      n_completed += g_str_equal (course->status, "completed");
      n_in_progress += g_str_equal (course->status, "in_progress");
    }

  json_builder_set_member_name (builder, "courses");
  json_builder_begin_object (builder);
  sb_demo_json_add_int (builder, "total", courses->len);
  sb_demo_json_add_int (builder, "completed", n_completed);
  sb_demo_json_add_int (builder, "in_progress", n_in_progress);
  json_builder_end_object (builder);
}

static void
show_profile (SbDemoRequest *request)
{
  const gint64 id = request->caller.user_id;
  g_autoptr (JsonBuilder) builder = sb_demo_json_begin_data ();
  g_autoptr (SbDemoRows) rows = NULL;
  g_autofree char *avatar = NULL;

  rows = sb_demo_store_query (request->store, "SELECT u.username, u.first_name, u.last_name, u.email, u.language,"
                                              "  u.timezone, b.path, u.created_at, u.last_access_at, u.has_avatar "
                                              "FROM users u JOIN branches b ON b.id = u.branch_id WHERE u.id = ?",
                              "i", id);
  if (sb_demo_rows_next (rows))
    {
      avatar = sb_demo_rows_int (rows, 9) ? g_strdup_printf ("/avatars/%" G_GINT64_FORMAT ".png", id) : g_strdup ("");
      sb_demo_json_add_id (builder, "user_id", id);
      sb_demo_json_add_string (builder, "username", sb_demo_rows_text (rows, 0));
      sb_demo_json_add_string (builder, "firstname", sb_demo_rows_text (rows, 1));
      sb_demo_json_add_string (builder, "lastname", sb_demo_rows_text (rows, 2));
      sb_demo_json_add_string (builder, "email", sb_demo_rows_text (rows, 3));
      sb_demo_json_add_string (builder, "language", sb_demo_rows_text (rows, 4));
      sb_demo_json_add_string (builder, "timezone", sb_demo_rows_text (rows, 5));
      sb_demo_json_add_string (builder, "avatar_url", avatar);
      sb_demo_json_add_string (builder, "branch_path", sb_demo_rows_text (rows, 6));
      sb_demo_json_add_open_time (builder, "created_at", sb_demo_rows_int (rows, 7));
      sb_demo_json_add_open_time (builder, "last_access_date", sb_demo_rows_int (rows, 8));
    }
  add_course_counts (request, builder);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

const SbDemoRoute sb_demo_learner_routes[] = {
  { "GET", "/learn/v1/enrollments", SB_DEMO_ROUTE_TOKEN, list_enrolments },
  { "GET", "/learn/v1/courses/*", SB_DEMO_ROUTE_TOKEN, show_course },
  { "POST", "/learn/v1/lo/*/track", SB_DEMO_ROUTE_TOKEN, track },
  { "GET", "/notifications/v1/notification/notifications", SB_DEMO_ROUTE_TOKEN, list_notifications },
  { "GET", "/learn/v1/profile", SB_DEMO_ROUTE_TOKEN, show_profile },
  { NULL },
};
