/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The demo platform's parts from inside: how the store finds users, what a full-text query looks like, passwords, and
 * the rules as a table. */

#include "config.h"

#include "demo-fixture.h"

#include "sb-demo-rules.h"
#include "sb-demo-secrets.h"
#include "sb-demo-seed.h"
#include "sb-demo-server.h"
#include "sb-demo-mailer.h"
#include "sb-demo-users-query.h"

#include <locale.h>

static void
test_match (void)
{
  const struct
  {
    const char *text;
    const char *match;
  } cases[] = {
    { "ana", "\"ana\"*" },
    { " Ana  sil ", "\"Ana\"* AND \"sil\"*" },
    { "ana.silva@acme", "\"ana\"* AND \"silva\"* AND \"acme\"*" },
    { "\" OR \"x", "\"OR\"* AND \"x\"*" },
    { "陈伟", "\"陈伟\"*" },
    { "*", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *match = sb_demo_users_query_dup_match (cases[i].text);

      g_assert_cmpstr (match, ==, cases[i].match);
    }
}

static void
test_passwords (void)
{
  g_autofree char *hash = sb_demo_secrets_hash_password ("demo");
  g_autofree char *other = sb_demo_secrets_hash_password ("demo");

  g_assert_true (sb_demo_secrets_check_password ("demo", hash));
  g_assert_true (sb_demo_secrets_check_password ("demo", other));
  g_assert_false (sb_demo_secrets_check_password ("Demo", hash));
  g_assert_false (sb_demo_secrets_check_password ("", hash));
  g_assert_false (sb_demo_secrets_check_password ("demo", "demo"));
  g_assert_cmpstr (hash, !=, other);
}

static void
test_challenge (void)
{
  /* RFC 7636, appendix B. */
  g_autofree char *challenge = sb_demo_secrets_challenge ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

static const SbDemoRuleFacts good = {
  .caller_is_power_user = TRUE,
  .caller_has_permission = TRUE,
  .is_uuid_good = TRUE,
  .user_exists = TRUE,
  .user_is_assigned = TRUE,
  .user_is_active = TRUE,
  .user_has_signed_in = TRUE,
  .notifications_are_on = TRUE,
  .n_domains = 1,
};

static void
assert_reason (const SbDemoRuleFacts *facts, const char *reason)
{
  const SbDemoRefusal *refusal = sb_demo_rules_judge (facts);

  g_assert_cmpstr (refusal == NULL ? NULL : refusal->reason, ==, reason);
}

static void
test_rules (void)
{
  SbDemoRuleFacts facts = good;

  assert_reason (&facts, NULL);

  /* A Superadmin needs no permission, and may be a Power User. */
  facts.caller_is_power_user = FALSE;
  facts.caller_has_permission = FALSE;
  facts.caller_is_superadmin = TRUE;
  facts.user_is_power_user = TRUE;
  assert_reason (&facts, NULL);

  /* Each later rule gives way to each earlier one. */
  facts = good;
  facts.has_domain = TRUE;
  assert_reason (&facts, "domain_unknown");
  facts.is_reason_required = TRUE;
  assert_reason (&facts, "reason_required");
  facts.notifications_are_on = FALSE;
  assert_reason (&facts, "notifications_off");
  facts.user_has_signed_in = FALSE;
  assert_reason (&facts, "never_signed_in");
  facts.user_is_active = FALSE;
  assert_reason (&facts, "inactive");
  facts.user_is_power_user = TRUE;
  assert_reason (&facts, "power_user");
  facts.user_is_assigned = FALSE;
  assert_reason (&facts, "not_assigned");
  facts.user_is_superadmin = TRUE;
  assert_reason (&facts, "superadmin");
  facts.user_is_caller = TRUE;
  assert_reason (&facts, "self");

  /* What was begun is not refused later for what the user has become. */
  facts.is_session_open = TRUE;
  assert_reason (&facts, NULL);
  facts.is_session_over = TRUE;
  assert_reason (&facts, "session_over");
  facts.is_uuid_taken = TRUE;
  assert_reason (&facts, "uuid_taken");
  facts.is_uuid_good = FALSE;
  assert_reason (&facts, "bad_uuid");
  facts.caller_has_permission = FALSE;
  assert_reason (&facts, "permission_missing");
  facts.caller_is_power_user = FALSE;
  assert_reason (&facts, "not_an_administrator");
  facts.is_inside = TRUE;
  assert_reason (&facts, "nested");
}

/* A platform in this process, so that the statements it has run can be looked at. */
typedef struct
{
  SbDemoOptions options;
  SbDemoPlatform platform;
  SoupServer *server;
  SoupSession *session;
  char *origin;
  char *token;
} Inside;

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GBytes **bytes = user_data;
  g_autoptr (GError) error = NULL;

  *bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static char *
ask (Inside *inside, const char *path, const char *body)
{
  g_autofree char *uri = g_strconcat (inside->origin, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", inside->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (body == NULL ? "GET" : "POST", uri);
  g_autoptr (GBytes) request = body == NULL ? NULL : g_bytes_new_static (body, strlen (body));
  g_autoptr (GBytes) bytes = NULL;

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", request);
  if (inside->token != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  soup_session_send_and_read_async (inside->session, message, 0, NULL, got_cb, &bytes);
  while (bytes == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (soup_message_get_status (message), ==, 200);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
sign_in (Inside *inside, const char *username)
{
  g_autofree char *body = g_strdup_printf ("{\"username\": \"%s\", \"password\": \"demo\"}", username);
  g_autofree char *text = NULL;
  const char *start;

  g_clear_pointer (&inside->token, g_free);
  text = ask (inside, "/manage/v1/user/login", body);
  start = strstr (text, "\"access_token\":\"") + strlen ("\"access_token\":\"");
  inside->token = g_strndup (start, strchr (start, '"') - start);
}

/* A walk along an index that holds all that is needed is how a page is found; a walk along the table never is. */
static void
check_plan (sqlite3 *database, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (database, explain, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *line = (const char *) sqlite3_column_text (statement, 3);
      const gboolean is_scan = g_str_has_prefix (line, "SCAN u") || g_str_has_prefix (line, "SCAN a");

      if (is_scan && strstr (line, "USING COVERING INDEX") == NULL)
        g_error ("%s: %s", sql, line);
    }
  sqlite3_finalize (statement);
}

static guint
check_plans (Inside *inside)
{
  sqlite3 *database = sb_demo_store_get_database (inside->platform.store);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (sqlite3_stmt *s = sqlite3_next_stmt (database, NULL); s != NULL; s = sqlite3_next_stmt (database, s))
    if (strstr (sqlite3_sql (s), "FROM users") != NULL || strstr (sqlite3_sql (s), "JOIN users") != NULL)
      g_ptr_array_add (texts, g_strdup (sqlite3_sql (s)));

  for (guint i = 0; i < texts->len; i++)
    check_plan (database, g_ptr_array_index (texts, i));

  return texts->len;
}

static void
ask_for_everything (Inside *inside)
{
  const char *attributes[] = { "first_name", "last_name", "username", "email", "level", "status", "last_access_date" };
  const char *filters[] = { "", "&search_text=ana", "&search_text=ana+silva", "&search_text=4711&match_type=full",
                            "&branch_id=9&selection_status=2", "&level=user&status=1&never_accessed=1",
                            "&search_text=a&branch_id=7&status=1" };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (filters); j++)
      {
        g_autofree char *path = g_strdup_printf ("/manage/v1/user?get_total_count=1&sort_attr=%s&sort_dir=%s%s",
                                                 attributes[i], i % 2 == 0 ? "asc" : "desc", filters[j]);
        g_autofree char *text = ask (inside, path, NULL);
      }

  {
    g_autofree char *user = ask (inside, "/manage/v1/user/4711", NULL);
    g_autofree char *session = ask (inside, "/manage/v1/user/session", NULL);
    g_autofree char *profile = ask (inside, "/learn/v1/profile", NULL);
  }
}

static void
test_plans (void)
{
  g_autofree char *folder = g_dir_make_tmp ("switchback-demo-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  Inside inside = { .options = { .data = folder, .learners = 200, .seed = 1, .session_minutes = 60,
                                 .token_seconds = 3600 } };

  inside.platform.options = &inside.options;
  inside.platform.secret = "secret";
  inside.platform.store = sb_demo_seed_open_store (&inside.options, &error);
  g_assert_no_error (error);
  inside.server = sb_demo_server_start (&inside.platform, &error);
  g_assert_no_error (error);
  inside.origin = g_strdup_printf ("http://127.0.0.1:%d", sb_demo_server_get_port (inside.server));
  inside.session = soup_session_new ();
  soup_session_set_proxy_resolver (inside.session, NULL);

  sign_in (&inside, "superadmin");
  ask_for_everything (&inside);
  sign_in (&inside, "tea.admin");
  ask_for_everything (&inside);
  g_assert_cmpint (check_plans (&inside), >, 90);

  soup_session_abort (inside.session);
  g_object_unref (inside.session);
  soup_server_disconnect (inside.server);
  g_object_unref (inside.server);
  sb_demo_store_close (inside.platform.store);
  g_free (inside.origin);
  g_free (inside.token);
}

/* A mail server that takes everything and says what it took. */
static gboolean
serve_mail_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  g_autoptr (GDataInputStream) in = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  GAsyncQueue *mails = user_data;
  g_autoptr (GString) mail = g_string_new (NULL);
  gboolean in_data = FALSE;
  char *line;

  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  g_output_stream_printf (out, NULL, NULL, NULL, "220 test\r\n");
  while ((line = g_data_input_stream_read_line (in, NULL, NULL, NULL)) != NULL)
    {
      g_autofree char *owned = line;

      if (in_data && !g_str_equal (line, "."))
        g_string_append_printf (mail, "%s\n", line);
      else if (in_data)
        {
          in_data = FALSE;
          g_async_queue_push (mails, g_strdup (mail->str));
          g_output_stream_printf (out, NULL, NULL, NULL, "250 taken\r\n");
        }
      else if (g_str_equal (line, "DATA"))
        {
          in_data = TRUE;
          g_output_stream_printf (out, NULL, NULL, NULL, "354 go on\r\n");
        }
      else if (g_str_equal (line, "QUIT"))
        {
          g_output_stream_printf (out, NULL, NULL, NULL, "221 bye\r\n");
          break;
        }
      else
        g_output_stream_printf (out, NULL, NULL, NULL, "250 fine\r\n");
    }

  return TRUE;
}

static void
wait_for_state (Demo *demo, const char *state)
{
  while (demo_ask (demo, "SELECT count (*) FROM emails WHERE state = '%s'", state) == 0)
    g_usleep (10000);
}

static void
begin_one (Demo *demo)
{
  g_autofree char *tea = demo_sign_in (demo, "tea.admin");
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *path = g_strconcat ("/impersonation/v1/sessions/", uuid, NULL);
  g_autoptr (Reply) reply = demo_call (demo, 201, "PUT", tea, path, "{\"user_id\": 4711}");

  g_assert_cmpstr (reply_string (reply, "data.notices.begin.email.state"), ==, "queued");
}

static void
test_smtp (void)
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (4);
  g_autoptr (GAsyncQueue) mails = g_async_queue_new_full (g_free);
  g_autoptr (GError) error = NULL;
  const guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_autofree char *smtp = g_strdup_printf ("--smtp=127.0.0.1:%d", port);
  const char *nobody[] = { "--smtp=127.0.0.1:1", NULL };
  const char *somebody[] = { smtp, NULL };
  g_autoptr (Demo) demo = NULL;
  g_autofree char *mail = NULL;

  g_assert_no_error (error);
  g_signal_connect (service, "run", G_CALLBACK (serve_mail_cb), mails);

  /* Nobody takes it; after a restart with a server that does, it is sent. */
  demo = demo_start (nobody);
  begin_one (demo);
  wait_for_state (demo, "failed");
  g_assert_cmpint (demo_ask (demo, "SELECT attempts FROM emails"), >=, 1);

  demo_restart (demo, somebody);
  while (mail == NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      mail = g_async_queue_timeout_pop (mails, 10000);
    }
  wait_for_state (demo, "sent");
  g_assert_nonnull (strstr (mail, "To: Ana Silva <ana.silva@acme.example>"));
  g_assert_nonnull (strstr (mail, "multipart/alternative"));
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM emails WHERE file IS NULL"), ==, 1);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo/store/match", test_match);
  g_test_add_func ("/demo/store/passwords", test_passwords);
  g_test_add_func ("/demo/store/challenge", test_challenge);
  g_test_add_func ("/demo/store/rules", test_rules);
  g_test_add_func ("/demo/store/plans", test_plans);
  g_test_add_func ("/demo/store/smtp", test_smtp);

  return g_test_run ();
}
