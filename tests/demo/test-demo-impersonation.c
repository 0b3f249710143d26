/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The impersonation calls, from outside, and what they leave in the store. */

#include "config.h"

#include "demo-fixture.h"

#include <gmime/gmime.h>
#include <locale.h>

#define SESSIONS "/impersonation/v1/sessions/"

static Demo *demo;
static char *tea;
static char *superadmin;

static char *
dup_path (const char *uuid, const char *rest)
{
  return g_strconcat (SESSIONS, uuid, rest, NULL);
}

static char *
begin (const char *administrator, const char *uuid, const char *user_id)
{
  g_autofree char *path = dup_path (uuid, NULL);
  g_autofree char *body = g_strdup_printf ("{\"user_id\": \"%s\", \"reason\": \"Why & <how>\", \"ticket\": \"HD-1\"}",
                                           user_id);
  g_autoptr (Reply) reply = demo_call (demo, 201, "PUT", administrator, path, body);

  g_assert_cmpstr (reply_string (reply, "data.uuid"), ==, uuid);
  g_assert_cmpstr (reply_string (reply, "data.state"), ==, "open");
  g_assert_cmpstr (reply_string (reply, "data.notices.begin.platform.state"), ==, "delivered");

  return g_strdup (reply_string (reply, "data.access_token"));
}

static void
end (const char *administrator, const char *uuid, const char *how)
{
  g_autofree char *rest = g_strconcat ("?how=", how, NULL);
  g_autofree char *path = dup_path (uuid, rest);
  g_autoptr (Reply) reply = demo_call (demo, 200, "DELETE", administrator, path, NULL);

  g_assert_cmpstr (reply_string (reply, "data.state"), ==, "ended");
  g_assert_cmpstr (reply_string (reply, "data.notices.end.platform.state"), ==, "delivered");
}

static void
test_begin_end_twice (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *path = dup_path (uuid, NULL);
  g_autofree char *token = begin (tea, uuid, "4711");
  g_autofree char *message = NULL;
  g_autoptr (Reply) again = demo_call (demo, 200, "PUT", tea, path, "{\"user_id\": 4711}");
  g_autoptr (Reply) notices = NULL;
  g_autoptr (Reply) ended = NULL;

  g_assert_cmpstr (reply_string (again, "data.access_token"), ==, token);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'", uuid), ==, 1);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM emails WHERE session_uuid = '%s'", uuid), ==, 1);
  message = demo_ask_text (demo, "SELECT full_message FROM notifications WHERE session_uuid = '%s'", uuid);
  g_assert_true (g_str_has_prefix (message, "Tea Admin (training administrator) logged in to your account at "));
  g_assert_true (g_str_has_suffix (message, " UTC. Reason: Why & <how>"));

  /* HTML on the wire. */
  notices = demo_call (demo, 200, "GET", token, "/notifications/v1/notification/notifications", NULL);
  g_assert_true (g_str_has_suffix (reply_string (notices, "data.items.0.full_message"),
                                   " UTC. Reason: Why &amp; &lt;how&gt;</p>"));

  end (tea, uuid, "switch-back");
  end (tea, uuid, "recovered");
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'", uuid), ==, 2);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM emails WHERE session_uuid = '%s'", uuid), ==, 2);
  g_assert_cmpint (demo_ask (demo, "SELECT how = 'switch-back' FROM sessions WHERE uuid = '%s'", uuid), ==, 1);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM audit WHERE session_uuid = '%s'"
                                   "  AND action = 'impersonation_end'", uuid), ==, 1);

  demo_refused (demo, 401, "token_expired", "GET", token, "/learn/v1/profile", NULL);
  demo_refused (demo, 409, "session_over", "PUT", tea, path, "{\"user_id\": 4711}");
  ended = demo_call (demo, 200, "GET", tea, path, NULL);
  g_assert_null (strstr (ended->text, "access_token"));
}

typedef struct
{
  const char *administrator;
  guint status;
  const char *reason;
  const char *uuid; /* NULL: a good one */
  const char *body;
  const char *before; /* what is changed in the store, and how it is changed back */
  const char *after;
} Refusal;

static const Refusal refusals[] = {
  { "ana.silva", 403, "not_an_administrator", NULL, "{\"user_id\": \"4712\"}" },
  { "limited.admin", 403, "permission_missing", NULL, "{\"user_id\": \"4711\"}" },
  { "tea.admin", 403, "not_assigned", NULL, "{\"user_id\": \"4727\"}" },
  { "tea.admin", 403, "superadmin", NULL, "{\"user_id\": \"10\"}" },
  { "superadmin", 403, "superadmin", NULL, "{\"user_id\": \"11\"}" },
  { "tea.admin", 403, "power_user", NULL, "{\"user_id\": \"14\"}" },
  { "tea.admin", 403, "self", NULL, "{\"user_id\": \"12\"}" },
  { "superadmin", 403, "self", NULL, "{\"user_id\": \"10\"}" },
  { "tea.admin", 403, "never_signed_in", NULL, "{\"user_id\": \"4715\"}" },
  { "tea.admin", 403, "inactive", NULL, "{\"user_id\": \"4718\"}" },
  { "tea.admin", 404, "user_not_found", NULL, "{\"user_id\": \"999999999\"}" },
  { "tea.admin", 404, "user_not_found", NULL, "{\"user_id\": [4711]}" },
  { "tea.admin", 404, "user_not_found", NULL, "{}" },
  { "tea.admin", 422, "bad_uuid", "not-a-uuid", "{\"user_id\": \"4711\"}" },
  { "tea.admin", 422, "bad_uuid", "5A1C7C06-59A4-4B09-8A2C-0B4B0F7F8D11", "{\"user_id\": \"4711\"}" },
  { "tea.admin", 422, "bad_uuid", "5a1c7c06-59a4-1b09-8a2c-0b4b0f7f8d11", "{\"user_id\": \"4711\"}" },
  { "tea.admin", 422, "domain_unknown", NULL, "{\"user_id\": \"4711\", \"domain\": \"nowhere\"}" },
  { "tea.admin", 403, "notifications_off", NULL, "{\"user_id\": \"4711\"}",
    "UPDATE settings SET value = '0' WHERE key = 'notifications'",
    "UPDATE settings SET value = '1' WHERE key = 'notifications'" },
  { "tea.admin", 422, "reason_required", NULL, "{\"user_id\": \"4711\", \"reason\": \"\"}",
    "UPDATE settings SET value = '1' WHERE key = 'reason_required'",
    "UPDATE settings SET value = '0' WHERE key = 'reason_required'" },
  { "tea.admin", 422, "domain_required", NULL, "{\"user_id\": \"4711\"}",
    "INSERT INTO domains (id, title) VALUES ('other', 'Other')", "DELETE FROM domains WHERE id = 'other'" },
};

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autofree char *token = demo_sign_in (demo, refusal->administrator);
  g_autofree char *uuid = refusal->uuid == NULL ? demo_new_uuid () : g_strdup (refusal->uuid);
  g_autofree char *path = dup_path (uuid, NULL);
  const gint64 n_notifications = demo_ask (demo, "SELECT count (*) FROM notifications");
  const gint64 n_emails = demo_ask (demo, "SELECT count (*) FROM emails");

  if (refusal->before != NULL)
    demo_change (demo, "%s", refusal->before);
  demo_refused (demo, refusal->status, refusal->reason, "PUT", token, path, refusal->body);
  if (refusal->after != NULL)
    demo_change (demo, "%s", refusal->after);

  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM sessions WHERE uuid = '%s'", uuid), ==, 0);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM notifications"), ==, n_notifications);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM emails"), ==, n_emails);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM audit WHERE action = 'impersonation_refused'"
                                   "  AND target_id = '%s' AND detail = '%s'", uuid, refusal->reason), >=, 1);
}

static void
test_nested (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *other = demo_new_uuid ();
  g_autofree char *path = dup_path (other, NULL);
  g_autofree char *ending = dup_path (uuid, "?how=closed");
  g_autofree char *token = begin (superadmin, uuid, "14");

  /* A Power User's token, so that it is not refused for being a plain user's. */
  demo_refused (demo, 403, "nested", "PUT", token, path, "{\"user_id\": \"4711\"}");
  demo_refused (demo, 403, "nested", "DELETE", token, ending, NULL);
  end (superadmin, uuid, "closed");
}

static void
test_uuid_taken (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *path = dup_path (uuid, NULL);
  g_autofree char *ending = dup_path (uuid, "?how=closed");
  g_autofree char *bad_ending = dup_path (uuid, "?how=somehow");
  g_autofree char *token = begin (tea, uuid, "4713");

  demo_refused (demo, 409, "uuid_taken", "PUT", tea, path, "{\"user_id\": \"4714\"}");
  demo_refused (demo, 409, "uuid_taken", "PUT", superadmin, path, "{\"user_id\": \"4713\"}");
  demo_refused (demo, 409, "uuid_taken", "DELETE", superadmin, ending, NULL);
  demo_refused (demo, 404, "session_not_found", "GET", superadmin, path, NULL);
  demo_refused (demo, 422, "bad_how", "DELETE", tea, bad_ending, NULL);
  demo_refused (demo, 422, "bad_how", "DELETE", tea, path, NULL);
  end (tea, uuid, "closed");
}

static void
test_late_begin (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *path = dup_path (uuid, NULL);
  g_autofree char *ending = dup_path (uuid, "?how=recovered");

  demo_refused (demo, 404, "session_not_found", "DELETE", tea, ending, NULL);
  demo_refused (demo, 404, "session_not_found", "DELETE", tea, ending, NULL);
  demo_refused (demo, 409, "session_over", "PUT", tea, path, "{\"user_id\": \"4711\"}");
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'", uuid), ==, 0);
}

static void
test_expired (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *path = dup_path (uuid, NULL);
  g_autofree char *alive = dup_path (uuid, "/keep-alive");
  g_autofree char *token = begin (tea, uuid, "4713");
  g_autoptr (Reply) reply = NULL;

  demo_change (demo, "UPDATE sessions SET started_at = started_at - 9999, expires_at = unixepoch () - 1 "
                     "WHERE uuid = '%s'", uuid);
  demo_refused (demo, 401, "token_expired", "GET", token, "/learn/v1/profile", NULL);
  demo_refused (demo, 409, "session_over", "POST", tea, alive, NULL);
  reply = demo_call (demo, 200, "GET", tea, path, NULL);
  g_assert_cmpstr (reply_string (reply, "data.state"), ==, "open");
  g_assert_nonnull (strstr (reply->text, "\"expired\":true"));
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'", uuid), ==, 1);

  end (tea, uuid, "expired");
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'", uuid), ==, 2);
}

static void
test_keep_alive (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *alive = dup_path (uuid, "/keep-alive");
  g_autofree char *token = begin (tea, uuid, "4713");
  g_autoptr (Reply) pushed = NULL;
  g_autoptr (Reply) limited = NULL;

  demo_change (demo, "UPDATE sessions SET expires_at = expires_at - 1000 WHERE uuid = '%s'", uuid);
  pushed = demo_call (demo, 200, "POST", tea, alive, NULL);
  g_assert_cmpint (demo_ask (demo, "SELECT expires_at - started_at >= 3600 FROM sessions WHERE uuid = '%s'", uuid), ==,
                   1);

  demo_change (demo, "UPDATE sessions SET started_at = started_at - 7000, expires_at = unixepoch () + 50 "
                     "WHERE uuid = '%s'", uuid);
  limited = demo_call (demo, 200, "POST", tea, alive, NULL);
  g_assert_cmpint (demo_ask (demo, "SELECT expires_at - started_at FROM sessions WHERE uuid = '%s'", uuid), ==, 7200);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM audit WHERE action = 'impersonation_keep_alive'"
                                   "  AND session_uuid = '%s'", uuid), ==, 2);
  end (tea, uuid, "closed");
}

static void
test_open_list (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *token = begin (tea, uuid, "4714");
  g_autoptr (Reply) mine = demo_call (demo, 200, "GET", tea, "/impersonation/v1/sessions?state=open", NULL);
  g_autoptr (Reply) theirs = demo_call (demo, 200, "GET", superadmin, "/impersonation/v1/sessions?state=open", NULL);
  g_autoptr (Reply) later = NULL;

  g_assert_cmpint (reply_int (mine, "data.count"), ==, 1);
  g_assert_cmpstr (reply_string (mine, "data.items.0.uuid"), ==, uuid);
  g_assert_null (strstr (mine->text, "access_token"));
  g_assert_cmpint (reply_int (theirs, "data.count"), ==, 0);
  end (tea, uuid, "closed");
  later = demo_call (demo, 200, "GET", tea, "/impersonation/v1/sessions?state=open", NULL);
  g_assert_cmpint (reply_int (later, "data.count"), ==, 0);
}

static void
test_no_address (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *path = dup_path (uuid, NULL);
  g_autofree char *token = begin (tea, uuid, "4726");
  g_autoptr (Reply) reply = demo_call (demo, 200, "GET", tea, path, NULL);
  g_autofree char *subject = demo_ask_text (demo, "SELECT subject FROM notifications WHERE session_uuid = '%s'", uuid);

  g_assert_cmpstr (reply_string (reply, "data.notices.begin.email.state"), ==, "none");
  g_assert_null (reply_string (reply, "data.notices.begin.email.address"));
  g_assert_cmpstr (subject, ==, "Auf Ihr Konto wurde zugegriffen");
  end (tea, uuid, "closed");
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM emails WHERE session_uuid = '%s'", uuid), ==, 0);
}

static char *
dup_part (GMimeMultipart *parts, int which)
{
  GMimeObject *part = g_mime_multipart_get_part (parts, which);

  g_assert_true (GMIME_IS_TEXT_PART (part));

  return g_mime_text_part_get_text (GMIME_TEXT_PART (part));
}

static void
check_message (GMimeMessage *message)
{
  GMimeMultipart *parts = GMIME_MULTIPART (g_mime_message_get_mime_part (message));
  g_autofree char *from = internet_address_list_to_string (g_mime_message_get_from (message), NULL, FALSE);
  g_autofree char *to = internet_address_list_to_string (g_mime_message_get_to (message), NULL, FALSE);
  g_autofree char *plain = dup_part (parts, 0);
  g_autofree char *html = dup_part (parts, 1);

  g_assert_cmpstr (from, ==, "ACME Academy <no-reply@acme.example>");
  g_assert_nonnull (strstr (to, "<bold@acme.example>"));
  g_assert_nonnull (g_mime_message_get_message_id (message));
  g_assert_nonnull (g_mime_message_get_date (message));
  g_assert_cmpint (g_mime_multipart_get_count (parts), ==, 2);
  g_assert_nonnull (strstr (plain, "Why & <how>"));
  g_assert_nonnull (strstr (html, "Why &amp; &lt;how&gt;"));
  g_assert_null (strstr (html, "<how>"));
}

static void
test_email (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *token = begin (tea, uuid, "4725");
  g_autofree char *file = demo_ask_text (demo, "SELECT file FROM emails WHERE session_uuid = '%s' AND state = 'sent'",
                                         uuid);
  g_autoptr (GError) error = NULL;
  GMimeStream *stream = g_mime_stream_file_open (file, "r", &error);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);

  g_assert_no_error (error);
  check_message (message);
  g_object_unref (message);
  g_object_unref (parser);
  g_object_unref (stream);
  end (tea, uuid, "closed");
}

static void
test_acts_have_both_identities (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *token = begin (tea, uuid, "4711");
  g_autoptr (Reply) done = demo_call (demo, 200, "POST", token, "/learn/v1/lo/317/track", "{\"event\": \"complete\"}");
  g_autoptr (Reply) list = NULL;

  g_assert_cmpstr (reply_string (done, "data.status"), ==, "completed");
  g_assert_cmpint (reply_int (done, "data.course.items_completed"), ==, 4);
  g_assert_cmpint (demo_ask (demo, "SELECT impersonator_id FROM item_states WHERE user_id = 4711 AND item_id = 317"
                                   "  AND actor_id = 4711 AND session_uuid = '%s'", uuid), ==, 12);
  g_assert_cmpint (demo_ask (demo, "SELECT impersonator_id FROM audit WHERE action = 'track_complete'"
                                   "  AND actor_id = 4711 AND target_id = '317' AND session_uuid = '%s'", uuid), ==,
                   12);

  demo_refused (demo, 403, "password_inside", "POST", token, "/manage/v1/user/4711/password", "{\"password\": \"x\"}");
  demo_refused (demo, 403, "payment_inside", "POST", token, "/ecommerce/v1/purchase", "{\"course_id\": 42}");
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM audit WHERE session_uuid = '%s' AND impersonator_id = 12"
                                   "  AND action IN ('password_refused', 'payment_refused')", uuid), ==, 2);
  g_assert_cmpint (demo_ask (demo, "SELECT password IS NULL FROM users WHERE id = 4711"), ==, 1);

  list = demo_call (demo, 200, "GET", token, "/notifications/v1/notification/notifications", NULL);
  g_assert_cmpstr (reply_string (list, "data.items.0.session_uuid"), ==, uuid);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'"
                                   "  AND read_at IS NULL", uuid), ==, 1);
  end (tea, uuid, "switch-back");
}

static void
test_sign_out_does_not_end (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *token = begin (tea, uuid, "4713");
  g_autoptr (Reply) reply = demo_call (demo, 200, "POST", token, "/manage/v1/user/logout", NULL);
  g_autoptr (Reply) profile = demo_call (demo, 200, "GET", token, "/learn/v1/profile", NULL);

  g_assert_cmpstr (reply_string (profile, "data.username"), ==, "bjorn.l");
  end (tea, uuid, "closed");
}

/* Whoever started the platform is gone, and left a log-in open: there is time to end it, and then the platform goes. */
static void
test_lingers_for_open_log_in (void)
{
  Demo *other = demo_start ((const char *const[]){ "--learners", "50", NULL });
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *path = g_strdup_printf ("/impersonation/v1/sessions/%s", uuid);
  g_autofree char *end_path = g_strconcat (path, "?how=recovered", NULL);
  g_autofree char *token = demo_sign_in (other, "tea.admin");
  g_autoptr (Reply) begun = demo_call (other, 201, "PUT", token, path, "{\"user_id\": \"4711\", \"reason\": \"\"}");
  g_autoptr (Reply) ended = NULL;

  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (other->platform->process), NULL, NULL));
  ended = demo_call (other, 200, "DELETE", token, end_path, NULL);
  g_assert_cmpstr (reply_string (ended, "data.how"), ==, "recovered");

  g_assert_true (g_subprocess_wait_check (other->platform->process, NULL, NULL));
  g_assert_cmpint (demo_ask (other, "SELECT count (*) FROM sessions WHERE state = 'open'"), ==, 0);
  demo_stop (other);
}

static void
test_kill_between (void)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *path = dup_path (uuid, NULL);
  g_autofree char *integrity = NULL;
  g_autofree char *token = begin (tea, uuid, "4714");
  g_autoptr (Reply) again = NULL;

  demo_restart (demo, NULL);
  integrity = demo_ask_text (demo, "PRAGMA integrity_check");
  g_assert_cmpstr (integrity, ==, "ok");

  /* The token of the log-in and the administrator's own are as good as before. */
  again = demo_call (demo, 200, "PUT", tea, path, "{\"user_id\": 4714}");
  g_assert_cmpstr (reply_string (again, "data.access_token"), ==, token);
  end (tea, uuid, "recovered");
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'", uuid), ==, 2);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  guint *n_answered = user_data;

  *n_answered += bytes != NULL;
}

static void
begin_without_waiting (SoupSession *session, guint *n_answered)
{
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *uri = g_strconcat (demo->platform->origin, SESSIONS, uuid, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", tea, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("PUT", uri);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"user_id\": 4711}", strlen ("{\"user_id\": 4711}"));

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  soup_session_send_and_read_async (session, message, 0, NULL, count_cb, n_answered);
}

/* Killed while it works: what is there is whole, and what was left to carry is carried. */
static void
test_kill_under_load (void)
{
  const gint64 n_before = demo_ask (demo, "SELECT count (*) FROM sessions");
  g_autoptr (SoupSession) session = soup_session_new ();
  guint n_answered = 0;

  soup_session_set_proxy_resolver (session, NULL);
  for (guint i = 0; i < 200; i++)
    begin_without_waiting (session, &n_answered);
  while (n_answered < 20)
    g_main_context_iteration (NULL, TRUE);
  demo_restart (demo, NULL);
  soup_session_abort (session);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM sessions"), >=, n_before + 20);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM sessions s JOIN users u ON u.id = s.user_id "
                                   "WHERE 1 <> (SELECT count (*) FROM notifications n WHERE n.session_uuid = s.uuid"
                                   "  AND n.type = 'impersonation_started')"
                                   " OR (u.email <> '') <> (SELECT count (*) FROM emails e"
                                   "  WHERE e.session_uuid = s.uuid AND e.type = 'impersonation_started')"
                                   " OR 1 <> (SELECT count (*) FROM tokens t WHERE t.session_uuid = s.uuid)"
                                   " OR 1 <> (SELECT count (*) FROM audit a WHERE a.session_uuid = s.uuid"
                                   "  AND a.action = 'impersonation_begin')"), ==, 0);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM emails WHERE state <> 'sent' OR file IS NULL"), ==, 0);
}

int
main (int argc, char **argv)
{
  int code;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_mime_init ();

  g_test_add_func ("/demo/impersonation/begin-end-twice", test_begin_end_twice);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/demo/impersonation/refused/%s/%u", refusals[i].reason, i);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/demo/impersonation/nested", test_nested);
  g_test_add_func ("/demo/impersonation/uuid-taken", test_uuid_taken);
  g_test_add_func ("/demo/impersonation/late-begin", test_late_begin);
  g_test_add_func ("/demo/impersonation/expired", test_expired);
  g_test_add_func ("/demo/impersonation/keep-alive", test_keep_alive);
  g_test_add_func ("/demo/impersonation/open-list", test_open_list);
  g_test_add_func ("/demo/impersonation/no-address", test_no_address);
  g_test_add_func ("/demo/impersonation/email", test_email);
  g_test_add_func ("/demo/impersonation/both-identities", test_acts_have_both_identities);
  g_test_add_func ("/demo/impersonation/sign-out-does-not-end", test_sign_out_does_not_end);
  g_test_add_func ("/demo/impersonation/lingers", test_lingers_for_open_log_in);
  g_test_add_func ("/demo/impersonation/kill-between", test_kill_between);
  g_test_add_func ("/demo/impersonation/kill-under-load", test_kill_under_load);

  demo = demo_start (NULL);
  tea = demo_sign_in (demo, "tea.admin");
  superadmin = demo_sign_in (demo, "superadmin");
  code = g_test_run ();
  g_free (tea);
  g_free (superadmin);
  g_clear_pointer (&demo, demo_stop);
  g_mime_shutdown ();

  return code;
}
