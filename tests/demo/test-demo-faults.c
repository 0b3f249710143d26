/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Misbehaviour on order, and the command line. */

#include "config.h"

#include "demo-fixture.h"

#include <locale.h>

#define BOOTSTRAP "/manage/v1/site/bootstrap"

static Demo *demo;

static void
order (const char *fault)
{
  g_autoptr (Reply) reply = demo_send (demo, "POST", "/_faults", NULL, "application/json", fault);

  g_assert_cmpint (reply->status, ==, 204);
}

static Reply *
probe (void)
{
  return demo_send (demo, "GET", BOOTSTRAP, NULL, NULL, NULL);
}

static void
test_status (void)
{
  g_autoptr (Reply) first = NULL;
  g_autoptr (Reply) second = NULL;
  g_autoptr (Reply) other = NULL;
  g_autoptr (Reply) third = NULL;

  order ("{\"match\": \"GET /manage\", \"times\": 2, \"action\": \"status\", \"status\": 429, \"retry_after\": 7}");
  first = probe ();
  other = demo_send (demo, "GET", "/style.css", NULL, NULL, NULL);
  second = probe ();
  third = probe ();
  g_assert_cmpint (first->status, ==, 429);
  g_assert_cmpstr (soup_message_headers_get_one (first->headers, "Retry-After"), ==, "7");
  g_assert_cmpint (other->status, ==, 200);
  g_assert_cmpint (second->status, ==, 429);
  g_assert_cmpint (third->status, ==, 200);
}

static void
test_shapes (void)
{
  g_autoptr (Reply) html = NULL;
  g_autoptr (Reply) redirect = NULL;
  g_autoptr (Reply) nest = NULL;
  g_autoptr (Reply) wrong = NULL;
  g_autoptr (Reply) delayed = NULL;

  order ("{\"match\": \"* /\", \"action\": \"html\"}");
  html = probe ();
  g_assert_cmpstr (soup_message_headers_get_content_type (html->headers, NULL), ==, "text/html");
  order ("{\"match\": \"* /\", \"action\": \"redirect\", \"location\": \"http://127.0.0.1:1/x\"}");
  redirect = probe ();
  g_assert_cmpint (redirect->status, ==, 302);
  order ("{\"match\": \"* /\", \"action\": \"nest\", \"depth\": 500}");
  nest = probe ();
  g_assert_nonnull (strstr (nest->text, "[[[[[[[["));
  order ("{\"match\": \"* /\", \"action\": \"wrong-types\"}");
  wrong = probe ();
  g_assert_nonnull (strstr (wrong->text, "\"title\":true"));
  g_assert_null (strstr (wrong->text, "ACME Academy"));
  order ("{\"match\": \"* /\", \"action\": \"delay\", \"ms\": 20}");
  delayed = probe ();
  g_assert_cmpstr (reply_string (delayed, "data.branding.title"), ==, "ACME Academy");
}

static void
test_truncate (void)
{
  g_autoptr (Reply) whole = probe ();
  g_autoptr (Reply) half = NULL;

  order ("{\"match\": \"GET /\", \"action\": \"truncate\"}");
  half = probe ();
  if (half->text != NULL)
    g_assert_cmpint (strlen (half->text), <, strlen (whole->text));
}

/* The one that matters: the platform acted, and nobody heard. */
static void
test_cut (void)
{
  g_autofree char *tea = demo_sign_in (demo, "tea.admin");
  g_autofree char *headers = g_strconcat ("Authorization: Bearer ", tea, NULL);
  g_autofree char *before = demo_new_uuid ();
  g_autofree char *after = demo_new_uuid ();
  g_autofree char *before_path = g_strconcat ("/impersonation/v1/sessions/", before, NULL);
  g_autofree char *after_path = g_strconcat ("/impersonation/v1/sessions/", after, NULL);
  g_autoptr (Reply) first = NULL;
  g_autoptr (Reply) second = NULL;
  g_autoptr (Reply) again = NULL;

  order ("{\"match\": \"PUT /impersonation\", \"times\": 1, \"action\": \"cut-before\"}");
  first = demo_send (demo, "PUT", before_path, headers, "application/json", "{\"user_id\": 4711}");
  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM sessions"), ==, 0);

  order ("{\"match\": \"PUT /impersonation\", \"times\": 1, \"action\": \"cut-after\"}");
  second = demo_send (demo, "PUT", after_path, headers, "application/json", "{\"user_id\": 4711}");
  g_assert_cmpint (second->status, ==, 0);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM sessions WHERE uuid = '%s'", after), ==, 1);

  again = demo_call (demo, 200, "PUT", tea, after_path, "{\"user_id\": 4711}");
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'", after), ==, 1);
}

static void
test_expire_tokens (void)
{
  g_autofree char *tea = demo_sign_in (demo, "tea.admin");

  order ("{\"match\": \"GET /manage\", \"action\": \"expire-tokens\"}");
  demo_refused (demo, 401, "token_expired", "GET", tea, "/manage/v1/user/session", NULL);
  demo_refused (demo, 401, "token_expired", "GET", tea, "/manage/v1/user/session", NULL);
}

static void
test_huge (void)
{
  g_autofree char *uri = g_strconcat (demo->platform->origin, BOOTSTRAP, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *buffer = g_malloc (1 << 20);
  gsize total = 0;

  order ("{\"match\": \"GET /\", \"action\": \"huge\"}");
  stream = soup_session_send (demo->session, message, NULL, &error);
  g_assert_no_error (error);
  while (total < 64 << 20)
    {
      const gssize n = g_input_stream_read (stream, buffer, 1 << 20, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (n, >, 0);
      total += n;
    }
  g_input_stream_close (stream, NULL, NULL);
}

static void
hang_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, user_data);

  g_assert_null (bytes);
}

/* Somebody waits in vain; everybody else is served. */
static void
test_hang (void)
{
  g_autofree char *uri = g_strconcat (demo->platform->origin, BOOTSTRAP, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GError *error = NULL;

  soup_session_set_proxy_resolver (session, NULL);
  order ("{\"match\": \"GET /\", \"action\": \"hang\"}");
  soup_session_send_and_read_async (session, message, 0, cancellable, hang_cb, &error);

  for (gboolean is_there = FALSE; !is_there;)
    {
      g_main_context_iteration (NULL, TRUE);
      is_there = soup_message_get_connection_id (message) != 0;
    }

  g_cancellable_cancel (cancellable);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  {
    g_autoptr (Reply) cleared = demo_send (demo, "DELETE", "/_faults", NULL, NULL, NULL);
    g_autoptr (Reply) reply = probe ();

    g_assert_cmpint (cleared->status, ==, 204);
    g_assert_cmpint (reply->status, ==, 200);
  }
}

static void
test_bad_orders (void)
{
  const char *bad[] = { "{}", "{\"match\": \"GET /\"}", "{\"match\": \"GET /\", \"action\": \"explode\"}",
                        "{\"match\": \"GET\", \"action\": \"html\"}", "x" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Reply) reply = demo_send (demo, "POST", "/_faults", NULL, "application/json", bad[i]);

      g_assert_cmpint (reply->status, ==, 422);
    }
}

static void
test_big_bodies (void)
{
  g_autofree char *big = g_malloc (2 << 20);
  g_autoptr (Reply) reply = NULL;

  memset (big, ' ', (2 << 20) - 1);
  big[(2 << 20) - 1] = '\0';
  reply = demo_send (demo, "POST", "/manage/v1/user/login", NULL, "application/json", big);
  g_assert_true (reply->status == 413 || reply->status == 0);
}

static void
test_off_by_default (void)
{
  g_autoptr (Demo) plain = demo_start (NULL);
  g_autoptr (Reply) reply = demo_send (plain, "POST", "/_faults", NULL, "application/json",
                                       "{\"match\": \"GET /\", \"action\": \"html\"}");

  g_assert_cmpint (reply->status, ==, 404);
}

static void
test_port_taken (void)
{
  const char *port = strrchr (demo->platform->origin, ':') + 1;
  g_autofree char *folder = g_build_filename (demo->platform->folder, "other", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE
                                                        | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, DEMO_PLATFORM, "--port", port, "--data", folder,
                                                      "--learners=0", NULL);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (said, "Cannot listen on port"));
}

static void
test_stdin (void)
{
  Demo *other = demo_start (NULL);

  g_output_stream_close (g_subprocess_get_stdin_pipe (other->platform->process), NULL, NULL);
  g_subprocess_wait (other->platform->process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (other->platform->process));
  demo_stop (other);
}

int
main (int argc, char **argv)
{
  const char *options[] = { "--allow-faults", NULL };
  int code;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo/faults/status", test_status);
  g_test_add_func ("/demo/faults/shapes", test_shapes);
  g_test_add_func ("/demo/faults/truncate", test_truncate);
  g_test_add_func ("/demo/faults/cut", test_cut);
  g_test_add_func ("/demo/faults/expire-tokens", test_expire_tokens);
  g_test_add_func ("/demo/faults/huge", test_huge);
  g_test_add_func ("/demo/faults/hang", test_hang);
  g_test_add_func ("/demo/faults/bad-orders", test_bad_orders);
  g_test_add_func ("/demo/faults/big-bodies", test_big_bodies);
  g_test_add_func ("/demo/faults/off-by-default", test_off_by_default);
  g_test_add_func ("/demo/options/port-taken", test_port_taken);
  g_test_add_func ("/demo/options/stdin", test_stdin);

  demo = demo_start (options);
  code = g_test_run ();
  g_clear_pointer (&demo, demo_stop);

  return code;
}
