/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The connector as a whole, over a transport that answers from a queue: which requests an operation makes, with whose
 * token, and what their failures mean. */

#include "config.h"

#include "docebo/sb-docebo.h"
#include "sb-api-error.h"
#include "sb-mock-transport.h"
#include "sb-test-wait.h"

#define UUID "1b4e28ba-2fa1-41d2-883f-0016d3cca427"

typedef struct
{
  SbMockTransport *transport;
  SbPlatform *platform;
  GAsyncResult *slot;
} Fixture;

#define CALL(fixture, function, ...) \
  (function (__VA_ARGS__, sb_test_store_result, &(fixture)->slot), sb_test_wait_result (&(fixture)->slot))

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbTokens) tokens = sb_tokens_new ("access", "refresh", "client", NULL, NULL);

  fixture->transport = sb_mock_transport_new ();
  fixture->platform = g_object_new (SB_TYPE_DOCEBO, "origin", "https://acme.example",
                                    "transport", fixture->transport, NULL);
  sb_platform_set_tokens (fixture->platform, tokens);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (sb_mock_transport_get_n_queued (fixture->transport), ==, 0);
  sb_test_drain ();
  g_assert_finalize_object (fixture->platform);
  g_assert_finalize_object (fixture->transport);
}

static void
assert_path (Fixture *fixture, guint index, const char *path)
{
  g_assert_cmpstr (sb_request_get_path (sb_mock_transport_get_request (fixture->transport, index)), ==, path);
}

/* ---- the probe ---- */

typedef struct
{
  const char *what;
  guint status;
  const char *content_type;
  const char *body;
  SbApiError expected;
} Probe;

static const Probe probes[] = {
  { "html", 200, "text/html", "<html></html>", SB_API_ERROR_NOT_A_PLATFORM },
  { "not-found", 404, "text/html", "No", SB_API_ERROR_NOT_A_PLATFORM },
  { "forbidden", 403, "application/json", "{}", SB_API_ERROR_NOT_A_PLATFORM },
  { "other-json", 200, "application/json", "{\"data\":{\"hello\":1}}", SB_API_ERROR_NOT_A_PLATFORM },
  { "list", 200, "application/json", "[]", SB_API_ERROR_NOT_A_PLATFORM },
  { "server-error", 500, "text/html", "Oops", SB_API_ERROR_SERVER },
};

static void
test_probe_fails (Fixture *fixture, gconstpointer data)
{
  const Probe *probe = data;
  g_autoptr (GBytes) body = g_bytes_new_static (probe->body, strlen (probe->body));
  g_autoptr (SbReply) reply = sb_reply_new (probe->status, probe->content_type, NULL, "id", body);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sb_mock_transport_push_reply (fixture->transport, reply);
  result = CALL (fixture, sb_platform_probe_async, fixture->platform, NULL);
  g_assert_null (sb_platform_probe_finish (fixture->platform, result, &error));
  g_assert_error (error, SB_API_ERROR, (int) probe->expected);
  g_assert_null (sb_mock_transport_get_bearer (fixture->transport, 0));
}

static void
test_probe_passes_errors_on (Fixture *fixture, gconstpointer data)
{
  static const SbApiError codes[] = { SB_API_ERROR_NETWORK, SB_API_ERROR_TLS, SB_API_ERROR_HOST_UNKNOWN };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      sb_mock_transport_push_error (fixture->transport, sb_api_error_new (codes[i], "As ordered"));
      result = CALL (fixture, sb_platform_probe_async, fixture->platform, NULL);
      g_assert_null (sb_platform_probe_finish (fixture->platform, result, &error));
      g_assert_error (error, SB_API_ERROR, (int) codes[i]);
    }
}

static void
test_probe_without_title (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SbPlatformInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  sb_mock_transport_push_json (fixture->transport, 200,
                               "{\"data\":{\"platform_version\":7,\"branding\":{\"title\":\"\"}}}");
  result = CALL (fixture, sb_platform_probe_async, fixture->platform, NULL);
  info = sb_platform_probe_finish (fixture->platform, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (info->title, ==, "acme.example");
}

/* ---- signing in and out ---- */

static void
test_sign_in_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    SbApiError code;
    const char *reason;
  } cases[] = {
    { 401, "{\"reason\":\"invalid_credentials\"}", SB_API_ERROR_CREDENTIALS, "invalid_credentials" },
    { 401, "{}", SB_API_ERROR_CREDENTIALS, NULL },
    { 403, "{\"reason\":\"account_inactive\"}", SB_API_ERROR_FORBIDDEN, "account_inactive" },
    { 500, "{}", SB_API_ERROR_SERVER, NULL },
    { 200, "{\"data\":{}}", SB_API_ERROR_PROTOCOL, NULL },
  };
  g_autoptr (SbCredentials) credentials = sb_credentials_new_password ("tea", "secret", NULL, NULL);

  sb_platform_set_tokens (fixture->platform, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      sb_mock_transport_push_json (fixture->transport, cases[i].status, cases[i].body);
      result = CALL (fixture, sb_platform_sign_in_async, fixture->platform, credentials, NULL);
      g_assert_false (sb_platform_sign_in_finish (fixture->platform, result, &error));
      g_assert_error (error, SB_API_ERROR, (int) cases[i].code);
      g_assert_cmpstr (sb_api_error_get_reason (error), ==, cases[i].reason);
      g_assert_null (sb_platform_get_tokens (fixture->platform));
      assert_path (fixture, i, "/manage/v1/user/login");
    }
}

static void
test_sign_in_with_client (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbCredentials) credentials = sb_credentials_new_code ("code", "verifier", "http://127.0.0.1:1/", "cl",
                                                                       "sec");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SbTokens *tokens;

  sb_mock_transport_push_json (fixture->transport, 200, "{\"access_token\":\"new\",\"expires_in\":3600}");
  result = CALL (fixture, sb_platform_sign_in_async, fixture->platform, credentials, NULL);
  g_assert_true (sb_platform_sign_in_finish (fixture->platform, result, &error));
  g_assert_no_error (error);

  tokens = sb_platform_get_tokens (fixture->platform);
  g_assert_cmpstr (sb_tokens_get_access (tokens), ==, "new");
  g_assert_null (sb_tokens_get_refresh (tokens));
  g_assert_cmpstr (sb_tokens_get_client_id (tokens), ==, "cl");
  g_assert_cmpstr (sb_tokens_get_client_secret (tokens), ==, "sec");
  g_assert_nonnull (sb_tokens_get_expires_at (tokens));
  assert_path (fixture, 0, "/oauth2/token");
}

/* Whatever the platform says, nobody is signed in afterwards. */
static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    gboolean is_confirmed;
  } cases[] = { { 200, TRUE }, { 401, TRUE }, { 500, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SbTokens) tokens = sb_tokens_new ("access", NULL, NULL, NULL, NULL);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      sb_platform_set_tokens (fixture->platform, tokens);
      sb_mock_transport_push_json (fixture->transport, cases[i].status, "{\"data\":{\"success\":true}}");
      result = CALL (fixture, sb_platform_sign_out_async, fixture->platform, NULL);
      g_assert_cmpint (sb_platform_sign_out_finish (fixture->platform, result, &error), ==, cases[i].is_confirmed);
      g_assert_cmpint (error == NULL, ==, cases[i].is_confirmed);
      g_assert_null (sb_platform_get_tokens (fixture->platform));
      g_assert_cmpstr (sb_mock_transport_get_bearer (fixture->transport, i), ==, "access");
    }
}

static void
changed_cb (SbPlatform *platform, guint *n_changes)
{
  (*n_changes)++;
}

static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SbIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  SbTokens *tokens;
  guint n_changes = 0;

  g_signal_connect (fixture->platform, "tokens-changed", G_CALLBACK (changed_cb), &n_changes);
  sb_mock_transport_push_json (fixture->transport, 401, "{}");
  sb_mock_transport_push_json (fixture->transport, 200, "{\"access_token\":\"newer\"}");
  sb_mock_transport_push_json (fixture->transport, 200, "{\"data\":{\"id\":1}}");
  result = CALL (fixture, sb_platform_who_am_i_async, fixture->platform, NULL);
  identity = sb_platform_who_am_i_finish (fixture->platform, result, &error);
  g_assert_no_error (error);

  tokens = sb_platform_get_tokens (fixture->platform);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (sb_tokens_get_access (tokens), ==, "newer");
  g_assert_cmpstr (sb_tokens_get_refresh (tokens), ==, "refresh");
  g_assert_cmpstr (sb_tokens_get_client_id (tokens), ==, "client");
  assert_path (fixture, 1, "/oauth2/token");
  g_assert_null (sb_mock_transport_get_bearer (fixture->transport, 1));
  g_assert_cmpstr (sb_mock_transport_get_bearer (fixture->transport, 2), ==, "newer");
}

static void
test_refresh_fails (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    SbApiError code;
  } cases[] = {
    { 400, "{\"error\":\"invalid_grant\"}", SB_API_ERROR_UNAUTHORIZED },
    { 401, "{\"error\":\"invalid_client\"}", SB_API_ERROR_UNAUTHORIZED },
    { 500, "{}", SB_API_ERROR_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      sb_mock_transport_push_json (fixture->transport, 401, "{}");
      sb_mock_transport_push_json (fixture->transport, cases[i].status, cases[i].body);
      result = CALL (fixture, sb_platform_who_am_i_async, fixture->platform, NULL);
      g_assert_null (sb_platform_who_am_i_finish (fixture->platform, result, &error));
      g_assert_error (error, SB_API_ERROR, (int) cases[i].code);

      /* The tokens stay: it is for whoever keeps them to decide. */
      g_assert_cmpstr (sb_tokens_get_access (sb_platform_get_tokens (fixture->platform)), ==, "access");
    }
}

static void
test_authorize_url (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = sb_platform_dup_authorize_url (fixture->platform, "a&b", "http://127.0.0.1:9/", "st", "ch");

  g_assert_cmpstr (url, ==, "https://acme.example/oauth2/authorize?response_type=code&client_id=a%26b"
                            "&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2F&scope=api&state=st&code_challenge=ch"
                            "&code_challenge_method=S256");
}

/* ---- learners ---- */

#define ROWS(ids) "{\"data\":{\"items\":[" ids "],\"has_more_data\":false,\"total_count\":2}}"

static void
test_exact_match_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();
  g_autoptr (SbLearnerPage) page = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sb_learner_query_set_text (query, "4711");
  sb_mock_transport_push_json (fixture->transport, 200, ROWS ("{\"user_id\":1},{\"user_id\":4711}"));
  sb_mock_transport_push_json (fixture->transport, 200, ROWS ("{\"user_id\":\"4711\"}"));
  result = CALL (fixture, sb_platform_list_learners_async, fixture->platform, query, 1, NULL);
  page = sb_platform_list_learners_finish (fixture->platform, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->learners->len, ==, 2);
  g_assert_cmpstr (sb_learner_get_id (g_ptr_array_index (page->learners, 0)), ==, "4711");
}

/* A platform that does not know what an exact match is answers with all whom the words find. */
static void
test_exact_match_is_checked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();
  g_autoptr (SbLearnerPage) page = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GString) everybody = g_string_new (NULL);
  g_autofree char *rows = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 20000; i++)
    g_string_append_printf (everybody, "%s{\"user_id\":%u,\"email\":\"%s\"}", i == 1 ? "" : ",", i,
                            i == 17 ? "A@B.example" : "aa@b.example");
  rows = g_strdup_printf (ROWS ("%s"), everybody->str);

  sb_learner_query_set_text (query, "a@b.example");
  sb_mock_transport_push_json (fixture->transport, 200, rows);
  sb_mock_transport_push_json (fixture->transport, 200, rows);
  result = CALL (fixture, sb_platform_list_learners_async, fixture->platform, query, 1, NULL);
  page = sb_platform_list_learners_finish (fixture->platform, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->learners->len, ==, 20000);
  g_assert_cmpstr (sb_learner_get_id (g_ptr_array_index (page->learners, 0)), ==, "17");
  g_assert_cmpstr (sb_learner_get_id (g_ptr_array_index (page->learners, 1)), ==, "1");
}

static void
test_exact_match_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();
  g_autoptr (SbLearnerPage) page = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GError) error = NULL;

  sb_learner_query_set_text (query, "a@b.example");
  sb_mock_transport_push_json (fixture->transport, 200, ROWS ("{\"user_id\":1}"));
  sb_mock_transport_push_json (fixture->transport, 422, "{}");
  listed = CALL (fixture, sb_platform_list_learners_async, fixture->platform, query, 1, NULL);
  page = sb_platform_list_learners_finish (fixture->platform, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->learners->len, ==, 1);

  /* The other way round there is no list. */
  sb_mock_transport_push_json (fixture->transport, 422, "{}");
  sb_mock_transport_push_json (fixture->transport, 200, ROWS ("{\"user_id\":1}"));
  failed = CALL (fixture, sb_platform_list_learners_async, fixture->platform, query, 1, NULL);
  g_assert_null (sb_platform_list_learners_finish (fixture->platform, failed, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_INVALID);
}

/* One request each: the second page of an exact search, and a search by words. */
static void
test_no_exact_match (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "4711", "ana" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();
      g_autoptr (SbLearnerPage) page = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      sb_learner_query_set_text (query, texts[i]);
      sb_mock_transport_push_json (fixture->transport, 200, ROWS (""));
      result = CALL (fixture, sb_platform_list_learners_async, fixture->platform, query, 2 - i, NULL);
      page = sb_platform_list_learners_finish (fixture->platform, result, &error);
      g_assert_no_error (error);
    }

  g_assert_cmpuint (sb_mock_transport_get_n_requests (fixture->transport), ==, 2);
}

static void
test_list_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sb_learner_query_set_text (query, "4711");
  g_cancellable_cancel (cancellable);
  result = CALL (fixture, sb_platform_list_learners_async, fixture->platform, query, 1, cancellable);
  g_assert_null (sb_platform_list_learners_finish (fixture->platform, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_no_capabilities (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbCapabilities) capabilities = NULL;
  g_autoptr (GAsyncResult) absent = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GError) error = NULL;

  sb_mock_transport_push_json (fixture->transport, 404, "{}");
  absent = CALL (fixture, sb_platform_load_capabilities_async, fixture->platform, NULL);
  capabilities = sb_platform_load_capabilities_finish (fixture->platform, absent, &error);
  g_assert_no_error (error);
  g_assert_false (capabilities->can_log_in_as);
  g_assert_false (capabilities->offers_log_in_as);

  sb_mock_transport_push_json (fixture->transport, 500, "{}");
  failed = CALL (fixture, sb_platform_load_capabilities_async, fixture->platform, NULL);
  g_assert_null (sb_platform_load_capabilities_finish (fixture->platform, failed, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_SERVER);
}

/* ---- as the learner ---- */

static void
test_courses_of_all_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbSession) session = sb_session_new (UUID, "4711", "learner");
  g_autoptr (GPtrArray) courses = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *second_url = NULL;

  sb_mock_transport_push_json (fixture->transport, 200,
                               "{\"data\":{\"items\":[{\"id\":1,\"name\":\"A\"}],\"has_more_data\":true,"
                               "\"next\":\"https://evil.example/\"}}");
  sb_mock_transport_push_json (fixture->transport, 200,
                               "{\"data\":{\"items\":[{\"id\":1,\"name\":\"A\"},{\"id\":2,\"name\":\"B\"}],"
                               "\"has_more_data\":false}}");
  result = CALL (fixture, sb_platform_list_courses_async, fixture->platform, session, NULL);
  courses = sb_platform_list_courses_finish (fixture->platform, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (courses->len, ==, 2);

  second_url = sb_mock_transport_dup_url (fixture->transport, 1);
  g_assert_true (g_str_has_suffix (second_url, "/learn/v1/enrollments?page=2&page_size=200"));
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (sb_mock_transport_get_bearer (fixture->transport, i), ==, "learner");
}

/* A platform that always has more, and one that sends the same again and again. */
static void
test_courses_without_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbSession) session = sb_session_new (UUID, "4711", "learner");
  g_autoptr (GPtrArray) many = NULL;
  g_autoptr (GPtrArray) few = NULL;
  g_autoptr (GAsyncResult) endless = NULL;
  g_autoptr (GAsyncResult) repeating = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{\"data\":{\"items\":[{\"id\":%u,\"name\":\"A\"}],\"has_more_data\":true}}", i);

      sb_mock_transport_push_json (fixture->transport, 200, json);
    }
  endless = CALL (fixture, sb_platform_list_courses_async, fixture->platform, session, NULL);
  many = sb_platform_list_courses_finish (fixture->platform, endless, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (many->len, ==, 50);

  for (guint i = 0; i < 2; i++)
    sb_mock_transport_push_json (fixture->transport, 200,
                                 "{\"data\":{\"items\":[{\"id\":1,\"name\":\"A\"}],\"has_more_data\":true}}");
  repeating = CALL (fixture, sb_platform_list_courses_async, fixture->platform, session, NULL);
  few = sb_platform_list_courses_finish (fixture->platform, repeating, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (few->len, ==, 1);
}

/* The learner's token is never renewed, and never replaced by the administrator's. */
static void
test_learner_token_is_dead (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbSession) session = sb_session_new (UUID, "4711", "learner");
  g_autoptr (SbSession) tokenless = sb_session_new (UUID, "4711", NULL);
  g_autoptr (GAsyncResult) dead = NULL;
  g_autoptr (GAsyncResult) without = NULL;
  g_autoptr (GError) error = NULL;

  sb_mock_transport_push_json (fixture->transport, 401, "{\"reason\":\"token_expired\"}");
  dead = CALL (fixture, sb_platform_track_async, fixture->platform, session, "317", SB_TRACK_COMPLETE, NULL);
  g_assert_false (sb_platform_track_finish (fixture->platform, dead, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_clear_error (&error);

  without = CALL (fixture, sb_platform_load_profile_async, fixture->platform, tokenless, NULL);
  g_assert_null (sb_platform_load_profile_finish (fixture->platform, without, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (sb_mock_transport_get_n_requests (fixture->transport), ==, 1);
}

/* An end goes with the administrator's token, so that it works when the learner's is long dead. */
static void
test_end_is_the_administrators (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbSession) record = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sb_mock_transport_push_json (fixture->transport, 200,
                               "{\"data\":{\"uuid\":\"" UUID "\",\"user_id\":1,\"started_at\":\"2026-11-22T14:02:00Z\","
                               "\"expires_at\":\"2026-11-22T15:02:00Z\",\"ended_at\":\"2026-11-22T14:20:00Z\"}}");
  result = CALL (fixture, sb_platform_end_async, fixture->platform, UUID, SB_END_CLOSED, NULL);
  record = sb_platform_end_finish (fixture->platform, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sb_mock_transport_get_bearer (fixture->transport, 0), ==, "access");
}

/* Only the platform can say that it does not know a log-in: a proxy's 404 is no proof that the learner was told. */
static void
test_end_not_found (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *content_type;
    const char *body;
    SbApiError expected;
  } cases[] = {
    { "application/json", "{\"reason\":\"session_not_found\"}", SB_API_ERROR_NOT_FOUND },
    { "application/json", "{\"message\":\"No such route\"}", SB_API_ERROR_PROTOCOL },
    { "text/html", "<h1>404</h1>", SB_API_ERROR_PROTOCOL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_autoptr (SbReply) reply = sb_reply_new (404, cases[i].content_type, NULL, "id", body);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      sb_mock_transport_push_reply (fixture->transport, reply);
      result = CALL (fixture, sb_platform_end_async, fixture->platform, UUID, SB_END_CLOSED, NULL);
      g_assert_null (sb_platform_end_finish (fixture->platform, result, &error));
      g_assert_error (error, SB_API_ERROR, (int) cases[i].expected);
      g_assert_cmpuint (sb_api_error_get_status (error), ==, 404);
    }
}

#define PNG_START "\211PNG\r\n\032\n\0\0\0\015IHDR\0\0\0\140\0\0\0\140"

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = g_bytes_new_static (PNG_START, sizeof PNG_START - 1);
  g_autoptr (SbReply) reply = sb_reply_new (200, "image/png", NULL, "id", png);
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GAsyncResult) fetched = NULL;
  g_autoptr (GAsyncResult) insecure = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  sb_mock_transport_push_reply (fixture->transport, reply);
  fetched = CALL (fixture, sb_platform_load_picture_async, fixture->platform, "/avatars/1.png", NULL);
  picture = sb_platform_load_picture_finish (fixture->platform, fetched, &error);
  g_assert_no_error (error);
  url = sb_mock_transport_dup_url (fixture->transport, 0);
  g_assert_cmpstr (url, ==, "https://acme.example/avatars/1.png");
  g_assert_null (sb_mock_transport_get_bearer (fixture->transport, 0));

  insecure = CALL (fixture, sb_platform_load_picture_async, fixture->platform, "http://acme.example/1.png", NULL);
  g_assert_null (sb_platform_load_picture_finish (fixture->platform, insecure, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_INSECURE);
}

static void
test_factory (void)
{
  g_autoptr (SbPlatform) platform = sb_platform_for_origin ("https://acme.example");

  g_assert_cmpstr (sb_platform_get_origin (platform), ==, "https://acme.example");
  g_assert_null (sb_platform_get_tokens (platform));
}

#define ADD(name, func) g_test_add ("/docebo/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/docebo/probe/%s", probes[i].what);

      g_test_add (path, Fixture, &probes[i], set_up, test_probe_fails, tear_down);
    }

  ADD ("probe/passes-errors-on", test_probe_passes_errors_on);
  ADD ("probe/without-title", test_probe_without_title);
  ADD ("sign-in/refused", test_sign_in_refused);
  ADD ("sign-in/with-client", test_sign_in_with_client);
  ADD ("sign-out", test_sign_out);
  ADD ("refresh", test_refresh);
  ADD ("refresh/fails", test_refresh_fails);
  ADD ("authorize-url", test_authorize_url);
  ADD ("learners/exact-match-first", test_exact_match_first);
  ADD ("learners/exact-match-is-checked", test_exact_match_is_checked);
  ADD ("learners/exact-match-fails", test_exact_match_fails);
  ADD ("learners/no-exact-match", test_no_exact_match);
  ADD ("learners/cancelled", test_list_cancelled);
  ADD ("capabilities/none", test_no_capabilities);
  ADD ("courses/all-pages", test_courses_of_all_pages);
  ADD ("courses/without-end", test_courses_without_end);
  ADD ("learner-token-is-dead", test_learner_token_is_dead);
  ADD ("end-is-the-administrators", test_end_is_the_administrators);
  ADD ("end-not-found", test_end_not_found);
  ADD ("pictures", test_pictures);
  g_test_add_func ("/docebo/factory", test_factory);

  return g_test_run ();
}
