/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-api-error.h"
#include "sb-reply.h"

#include <libsoup/soup.h>

#define GOOD -1
#define JSON "application/json"

typedef struct
{
  const char *name;
  guint status;
  const char *type;
  const char *body;
  int code; /* GOOD, or an SbApiError */
  const char *reason;
  const char *message;
} Row;

static const Row rows[] = {
  { "good", 200, JSON, "{\"data\":1}", GOOD },
  { "created", 201, JSON, "{}", GOOD },
  { "a list", 200, JSON, "[]", GOOD },
  { "type in capitals", 200, "Application/JSON; Charset=UTF-8", "{}", GOOD },
  { "type with blanks", 200, " application/json ;charset=utf-8", "{}", GOOD },
  { "structured suffix", 200, "application/vnd.acme.v1+json", "{}", GOOD },
  { "problem suffix", 200, "application/problem+json;v=1", "{}", GOOD },

  { "html", 200, "text/html", "<html>Sign in", SB_API_ERROR_PROTOCOL },
  { "json as html", 200, "text/html", "{}", SB_API_ERROR_PROTOCOL },
  { "html as json", 200, JSON, "<html>secret</html>", SB_API_ERROR_PROTOCOL },
  { "no type", 200, NULL, "{}", SB_API_ERROR_PROTOCOL },
  { "text/json", 200, "text/json", "{}", SB_API_ERROR_PROTOCOL },
  { "suffix of another family", 200, "image/svg+json", "{}", SB_API_ERROR_PROTOCOL },
  { "jsonp", 200, "application/jsonp", "{}", SB_API_ERROR_PROTOCOL },
  { "empty", 200, JSON, "", SB_API_ERROR_PROTOCOL },
  { "no content", 204, NULL, "", SB_API_ERROR_PROTOCOL },
  { "cut off", 200, JSON, "{\"data\":{\"id\":", SB_API_ERROR_PROTOCOL },
  { "not UTF-8", 200, JSON, "{\"a\":\"\xff\xfe\"}", SB_API_ERROR_PROTOCOL },
  { "redirect left over", 302, "text/html", "", SB_API_ERROR_PROTOCOL },
  { "not modified", 304, NULL, "", SB_API_ERROR_PROTOCOL },
  { "continue", 100, NULL, "", SB_API_ERROR_PROTOCOL },
  { "no status", 0, NULL, "", SB_API_ERROR_PROTOCOL },
  { "beyond", 999, JSON, "{}", SB_API_ERROR_PROTOCOL },

  { "bad request", 400, JSON, "{\"message\":\"No\",\"reason\":\"bad_uuid\"}", SB_API_ERROR_INVALID, "bad_uuid", "No" },
  { "unprocessable", 422, JSON, "{\"reason\":\"reason_required\"}", SB_API_ERROR_INVALID, "reason_required" },
  { "not allowed", 405, "text/plain", "no", SB_API_ERROR_INVALID },
  { "unauthorized", 401, JSON, "{\"reason\":\"token_expired\"}", SB_API_ERROR_UNAUTHORIZED, "token_expired" },
  { "unauthorized without a body", 401, NULL, "", SB_API_ERROR_UNAUTHORIZED },
  { "wrong password", 401, JSON, "{\"reason\":\"invalid_credentials\"}", SB_API_ERROR_CREDENTIALS, "invalid_credentials" },
  { "invalid grant", 400, JSON, "{\"error\":\"invalid_grant\",\"error_description\":\"Used\"}", SB_API_ERROR_CREDENTIALS,
    "invalid_grant", "Used" },
  { "invalid grant, 401", 401, JSON, "{\"error\":\"invalid_grant\"}", SB_API_ERROR_CREDENTIALS, "invalid_grant" },
  { "invalid client", 401, JSON, "{\"error\":\"invalid_client\"}", SB_API_ERROR_UNAUTHORIZED, "invalid_client" },
  { "invalid request", 400, JSON, "{\"error\":\"invalid_request\"}", SB_API_ERROR_INVALID, "invalid_request" },
  { "forbidden", 403, JSON, "{\"name\":\"Forbidden\",\"message\":\"A sentence\",\"code\":1003,\"status\":403,"
    "\"reason\":\"superadmin\"}", SB_API_ERROR_FORBIDDEN, "superadmin", "A sentence" },
  { "forbidden html", 403, "text/html", "<h1>Forbidden</h1>", SB_API_ERROR_FORBIDDEN, NULL,
    "The platform answered with status 403" },
  { "wrong password does not count at 403", 403, JSON, "{\"reason\":\"invalid_credentials\"}", SB_API_ERROR_FORBIDDEN,
    "invalid_credentials" },
  { "not found", 404, JSON, "{\"reason\":\"user_not_found\"}", SB_API_ERROR_NOT_FOUND, "user_not_found" },
  { "gone", 410, NULL, "", SB_API_ERROR_NOT_FOUND },
  { "conflict", 409, JSON, "{\"reason\":\"session_over\"}", SB_API_ERROR_CONFLICT, "session_over" },
  { "too many", 429, NULL, "", SB_API_ERROR_RATE_LIMITED },
  { "timeout", 408, NULL, "", SB_API_ERROR_TIMEOUT },
  { "proxy", 407, "text/html", "", SB_API_ERROR_NETWORK },
  { "server", 500, "text/html", "<html>", SB_API_ERROR_SERVER },
  { "gateway", 502, NULL, "", SB_API_ERROR_SERVER },
  { "unavailable", 503, JSON, "{\"message\":\"Back soon\"}", SB_API_ERROR_SERVER, NULL, "Back soon" },

  { "messages in a list", 400, JSON, "{\"message\":[\"One.\",\"Two.\"]}", SB_API_ERROR_INVALID, NULL, "One. Two." },
  { "an odd list", 400, JSON, "{\"message\":[1,\"Two.\"]}", SB_API_ERROR_INVALID, NULL,
    "The platform answered with status 400" },
  { "an odd message", 400, JSON, "{\"message\":{\"a\":1},\"reason\":\"x\"}", SB_API_ERROR_INVALID, "x",
    "The platform answered with status 400" },
  { "an odd reason", 403, JSON, "{\"message\":\"M\",\"reason\":7,\"error\":{}}", SB_API_ERROR_FORBIDDEN, NULL, "M" },
  { "a reason in prose", 403, JSON, "{\"message\":\"M\",\"reason\":\"not today\",\"error\":\"forbidden\"}",
    SB_API_ERROR_FORBIDDEN, "forbidden", "M" },
  { "a message for a terminal", 403, JSON, "{\"message\":\"A\\n\\u001b[2JB\\r\",\"reason\":\"a\\u001b[2J\"}",
    SB_API_ERROR_FORBIDDEN, NULL, "A [2JB" },
  { "a message of nothing", 403, JSON, "{\"message\":\" \\n\"}", SB_API_ERROR_FORBIDDEN, NULL,
    "The platform answered with status 403" },
  { "an envelope that is a list", 403, JSON, "[1]", SB_API_ERROR_FORBIDDEN },
  { "an envelope that is a number", 403, JSON, "7", SB_API_ERROR_FORBIDDEN },
  { "an envelope that is cut off", 403, JSON, "{\"reason\":\"se", SB_API_ERROR_FORBIDDEN },
};

static SbReply *
reply_for (guint status, const char *type, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return sb_reply_new (status, type, NULL, NULL, bytes);
}

static void
test_judge (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (SbReply) reply = reply_for (row->status, row->type, row->body);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = sb_reply_judge (reply, &error);

      g_test_message ("%s", row->name);
      if (row->code == GOOD)
        {
          g_assert_no_error (error);
          g_assert_nonnull (root);
          continue;
        }

      g_assert_null (root);
      g_assert_error (error, SB_API_ERROR, row->code);
      g_assert_cmpstr (sb_api_error_get_reason (error), ==, row->reason);
      if (row->message != NULL)
        g_assert_cmpstr (error->message, ==, row->message);
      if (row->status >= 400 && row->status < 600)
        g_assert_cmpuint (sb_api_error_get_status (error), ==, row->status);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_judge_long (void)
{
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autofree char *body = g_strdup_printf ("{\"message\":\"%s\",\"reason\":\"%s\"}", text, text);
  g_autoptr (SbReply) reply = reply_for (403, JSON, body);
  g_autoptr (GError) error = NULL;

  g_assert_null (sb_reply_judge (reply, &error));
  g_assert_cmpuint (strlen (error->message), ==, 500);
  g_assert_null (sb_api_error_get_reason (error));
}

static void
test_judge_nested (void)
{
  const gsize length = 10 * 1024 * 1024;
  static const guint statuses[] = { 200, 400 };
  static const int codes[] = { SB_API_ERROR_PROTOCOL, SB_API_ERROR_INVALID };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *body = g_strnfill (length, '[');
      g_autoptr (SbReply) reply = reply_for (statuses[i], JSON, body);
      g_autoptr (GError) error = NULL;

      g_assert_null (sb_reply_judge (reply, &error));
      g_assert_true (g_error_matches (error, SB_API_ERROR, codes[i]));
    }
}

static void
test_retry_after (void)
{
  static const struct { const char *header; int seconds; } cases[] = {
    { NULL, -1 },
    { "", -1 },
    { "soon", -1 },
    { "-5", -1 },
    { "1.5", -1 },
    { "99999999999999999999", -1 },
    { "0", 0 },
    { "7", 7 },
    { " 120 ", 120 },
    { "Wed, 21 Oct 2015 07:28:00 GMT", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SbReply) reply = sb_reply_new (503, NULL, cases[i].header, NULL, NULL);

      g_assert_cmpint (sb_reply_get_retry_after (reply), ==, cases[i].seconds);
    }
}

static void
test_retry_after_date (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, 2);
  g_autofree char *header = soup_date_time_to_string (later, SOUP_DATE_HTTP);
  g_autoptr (SbReply) reply = sb_reply_new (503, NULL, header, NULL, NULL);

  /* Wide enough for a machine that sleeps in between. */
  g_assert_cmpint (sb_reply_get_retry_after (reply), <=, 7201);
  g_assert_cmpint (sb_reply_get_retry_after (reply), >, 3600);
}

static void
test_getters (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (SbReply) reply = sb_reply_new (200, JSON, NULL, "id", body);
  g_autoptr (SbReply) same = g_boxed_copy (SB_TYPE_REPLY, reply);
  g_autoptr (SbReply) empty = sb_reply_new (204, NULL, NULL, NULL, NULL);

  g_assert_true (same == reply);
  g_assert_cmpuint (sb_reply_get_status (reply), ==, 200);
  g_assert_cmpstr (sb_reply_get_content_type (reply), ==, JSON);
  g_assert_cmpstr (sb_reply_get_request_id (reply), ==, "id");
  g_assert_true (g_bytes_equal (sb_reply_get_body (reply), body));
  g_assert_cmpuint (g_bytes_get_size (sb_reply_get_body (empty)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reply/judge", test_judge);
  g_test_add_func ("/reply/judge/long", test_judge_long);
  g_test_add_func ("/reply/judge/nested", test_judge_nested);
  g_test_add_func ("/reply/retry-after", test_retry_after);
  g_test_add_func ("/reply/retry-after/date", test_retry_after_date);
  g_test_add_func ("/reply/getters", test_getters);

  return g_test_run ();
}
