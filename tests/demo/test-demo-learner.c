/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The learner's calls, from outside. */

#include "config.h"

#include "demo-fixture.h"

#include <locale.h>

static Demo *demo;
static char *ana;

static void
track_refused (const char *reason, guint status, const char *item, const char *body)
{
  g_autofree char *path = g_strdup_printf ("/learn/v1/lo/%s/track", item);

  demo_refused (demo, status, reason, "POST", ana, path, body);
}

static void
test_enrolments (void)
{
  g_autoptr (Reply) all = demo_call (demo, 200, "GET", ana, "/learn/v1/enrollments", NULL);
  g_autoptr (Reply) second = demo_call (demo, 200, "GET", ana, "/learn/v1/enrollments?page=2&page_size=4", NULL);
  g_autoptr (Reply) beyond = demo_call (demo, 200, "GET", ana, "/learn/v1/enrollments?page=9&page_size=4", NULL);

  g_assert_cmpint (reply_int (all, "data.count"), ==, 6);
  g_assert_cmpstr (reply_string (all, "data.items.0.name"), ==, "Workplace Safety 2026");
  g_assert_cmpint (reply_int (all, "data.items.0.items_completed"), ==, 3);
  g_assert_cmpint (reply_int (all, "data.items.0.next_item.id"), ==, 317);
  g_assert_cmpstr (reply_string (all, "data.items.1.status"), ==, "completed");
  g_assert_cmpstr (reply_string (all, "data.items.2.status"), ==, "subscribed");
  g_assert_cmpint (reply_int (second, "data.count"), ==, 2);
  g_assert_cmpint (reply_int (beyond, "data.count"), ==, 0);
}

static void
test_course (void)
{
  g_autoptr (Reply) reply = demo_call (demo, 200, "GET", ana, "/learn/v1/courses/31", NULL);

  g_assert_cmpint (reply_int (reply, "data.last_played_object"), ==, 317);
  g_assert_cmpint (reply_int (reply, "data.tree.3.position"), ==, 180);
  g_assert_cmpstr (reply_string (reply, "data.tree.4.locked_reason"), ==, "previous_not_completed");
  demo_refused (demo, 403, "course_locked", "GET", ana, "/learn/v1/courses/35", NULL);
  demo_refused (demo, 403, "not_enrolled", "GET", ana, "/learn/v1/courses/42", NULL);
  demo_refused (demo, 403, "not_enrolled", "GET", ana, "/learn/v1/courses/x", NULL);
}

static void
test_folder (void)
{
  g_autofree char *chen = demo_sign_in (demo, "chen.wei");
  g_autoptr (Reply) reply = demo_call (demo, 200, "GET", chen, "/learn/v1/courses/37", NULL);

  g_assert_cmpint (reply_int (reply, "data.items_total"), ==, 4);
  g_assert_cmpint (json_array_get_length (reply_array (reply, "data.tree")), ==, 3);
  g_assert_cmpint (json_array_get_length (reply_array (reply, "data.tree.0.children")), ==, 2);
}

static void
test_track (void)
{
  g_autoptr (Reply) start = demo_call (demo, 200, "POST", ana, "/learn/v1/lo/317/track", "{\"event\": \"start\"}");
  g_autoptr (Reply) moved = demo_call (demo, 200, "POST", ana, "/learn/v1/lo/317/track",
                                       "{\"event\": \"position\", \"position\": 99999}");
  g_autoptr (Reply) done = demo_call (demo, 200, "POST", ana, "/learn/v1/lo/317/track", "{\"event\": \"complete\"}");
  g_autoptr (Reply) again = NULL;

  g_assert_cmpint (reply_int (start, "data.position"), ==, 180);
  g_assert_cmpint (reply_int (moved, "data.position"), ==, 420);
  g_assert_cmpint (reply_int (done, "data.course.items_completed"), ==, 4);

  demo_change (demo, "UPDATE item_states SET updated_at = 5, completed_at = 5 WHERE user_id = 4711 AND item_id = 317");
  again = demo_call (demo, 200, "POST", ana, "/learn/v1/lo/317/track", "{\"event\": \"complete\"}");
  g_assert_cmpint (demo_ask (demo, "SELECT updated_at FROM item_states WHERE user_id = 4711 AND item_id = 317"), ==, 5);
  g_assert_cmpint (demo_ask (demo, "SELECT impersonator_id IS NULL FROM item_states WHERE user_id = 4711"
                                   "  AND item_id = 317"), ==, 1);
}

static void
test_track_refused (void)
{
  track_refused ("item_locked", 403, "320", "{\"event\": \"complete\"}");
  track_refused ("item_locked", 403, "354", "{\"event\": \"start\"}");
  track_refused ("not_completable", 403, "346", "{\"event\": \"complete\"}");
  track_refused ("not_enrolled", 403, "424", "{\"event\": \"start\"}");
  track_refused ("not_enrolled", 403, "99999", "{\"event\": \"start\"}");
  track_refused ("bad_event", 422, "317", "{\"event\": \"dance\"}");
  track_refused ("bad_event", 422, "317", "[]");
  track_refused ("bad_position", 422, "317", "{\"event\": \"position\"}");
  track_refused ("bad_position", 422, "317", "{\"event\": \"position\", \"position\": -1}");
}

static void
test_last_item_completes_the_course (void)
{
  for (int item = 334; item <= 338; item++)
    {
      g_autofree char *path = g_strdup_printf ("/learn/v1/lo/%d/track", item);
      g_autoptr (Reply) reply = demo_call (demo, 200, "POST", ana, path, "{\"event\": \"complete\"}");

      g_assert_cmpstr (reply_string (reply, "data.course.status"), ==, item == 338 ? "completed" : "in_progress");
    }
  g_assert_cmpint (demo_ask (demo, "SELECT completed_at IS NOT NULL FROM enrolments WHERE user_id = 4711"
                                   "  AND course_id = 33"), ==, 1);
}

static void
test_notifications (void)
{
  g_autoptr (Reply) first = demo_call (demo, 200, "GET", ana, "/notifications/v1/notification/notifications", NULL);
  g_autoptr (Reply) second = demo_call (demo, 200, "GET", ana, "/notifications/v1/notification/notifications", NULL);

  g_assert_cmpint (json_array_get_length (reply_array (first, "data.items")), ==, 2);
  g_assert_cmpint (reply_int (second, "extra_data.count_unread"), ==, 1);
  g_assert_null (reply_string (first, "data.items.0.session_uuid"));
}

static void
test_derived_enrolments (void)
{
  g_autofree char *name = demo_ask_text (demo, "SELECT username FROM users WHERE id > 5000 AND is_active"
                                               "  AND last_access_at IS NOT NULL LIMIT 1");
  g_autofree char *token = demo_sign_in (demo, name);
  g_autoptr (Reply) first = NULL;
  g_autoptr (Reply) second = NULL;

  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM enrolments WHERE user_id > 5000"), ==, 0);
  first = demo_call (demo, 200, "GET", token, "/learn/v1/enrollments", NULL);
  g_assert_cmpint (reply_int (first, "data.count"), >, 0);

  /* They follow from the seed: thrown away, they come again. */
  demo_change (demo, "DELETE FROM enrolments WHERE user_id > 5000");
  demo_change (demo, "DELETE FROM item_states WHERE user_id > 5000");
  second = demo_call (demo, 200, "GET", token, "/learn/v1/enrollments", NULL);
  g_assert_cmpstr (first->text, ==, second->text);
}

static void
test_pictures (void)
{
  g_autoptr (Reply) course = demo_send (demo, "GET", "/pictures/course-31.png", NULL, NULL, NULL);
  g_autoptr (Reply) avatar = demo_send (demo, "GET", "/avatars/12.png", NULL, NULL, NULL);

  g_assert_cmpint (course->status, ==, 200);
  g_assert_cmpint (avatar->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (course->headers, NULL), ==, "image/png");
  g_assert_true (g_str_has_prefix (course->text + 1, "PNG"));
  demo_refused (demo, 404, "no_such_picture", "GET", NULL, "/pictures/course-99.png", NULL);
  demo_refused (demo, 404, "no_such_picture", "GET", NULL, "/avatars/4711.png", NULL);
}

int
main (int argc, char **argv)
{
  int code;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo/learner/enrolments", test_enrolments);
  g_test_add_func ("/demo/learner/course", test_course);
  g_test_add_func ("/demo/learner/folder", test_folder);
  g_test_add_func ("/demo/learner/notifications", test_notifications);
  g_test_add_func ("/demo/learner/track-refused", test_track_refused);
  g_test_add_func ("/demo/learner/track", test_track);
  g_test_add_func ("/demo/learner/last-item", test_last_item_completes_the_course);
  g_test_add_func ("/demo/learner/derived-enrolments", test_derived_enrolments);
  g_test_add_func ("/demo/learner/pictures", test_pictures);

  demo = demo_start (NULL);
  ana = demo_sign_in (demo, "ana.silva");
  code = g_test_run ();
  g_free (ana);
  g_clear_pointer (&demo, demo_stop);

  return code;
}
