/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-api-error.h"
#include "sb-oauth-loopback.h"
#include "sb-test-wait.h"
#include "sb-wipe.h"

#include <libsoup/soup.h>

typedef struct
{
  SbOauthLoopback *loopback;
  SoupSession *browser;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->loopback = sb_oauth_loopback_new (&error);
  g_assert_no_error (error);
  fixture->browser = soup_session_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sb_test_drain ();
  g_assert_finalize_object (fixture->loopback);
  g_clear_object (&fixture->browser);
}

/* Lets the browser go to the redirect address; 0 if nobody listens. */
static guint
visit (Fixture *fixture, const char *method, const char *rest, char **page)
{
  g_autofree char *url = g_strconcat (sb_oauth_loopback_get_redirect_uri (fixture->loopback), rest, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  GAsyncResult *slot = NULL;

  soup_session_send_and_read_async (fixture->browser, message, G_PRIORITY_DEFAULT, NULL, sb_test_store_result, &slot);
  result = sb_test_wait_result (&slot);
  body = soup_session_send_and_read_finish (fixture->browser, result, NULL);
  if (body == NULL)
    return 0;

  if (page != NULL)
    *page = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  return soup_message_get_status (message);
}

static char *
answer_with (Fixture *fixture, const char *fields)
{
  return g_strdup_printf ("?state=%s&%s", sb_oauth_loopback_get_state (fixture->loopback), fields);
}

static void
test_secrets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbOauthLoopback) other = sb_oauth_loopback_new (NULL);
  const char *verifier = sb_oauth_loopback_get_verifier (fixture->loopback);
  const char *challenge = sb_oauth_loopback_get_challenge (fixture->loopback);
  g_autofree char *padded = g_strconcat (challenge, "=", NULL);
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, verifier, -1);
  g_autofree guchar *digest = NULL;
  g_autoptr (GString) digest_hex = g_string_new (NULL);
  gsize length;

  /* RFC 7636 §4.1 */
  g_assert_cmpuint (strlen (verifier), >=, 43);
  g_assert_cmpuint (strspn (verifier, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"), ==,
                    strlen (verifier));
  g_assert_cmpstr (verifier, !=, sb_oauth_loopback_get_verifier (other));
  g_assert_cmpstr (sb_oauth_loopback_get_state (fixture->loopback), !=, sb_oauth_loopback_get_state (other));
  g_assert_cmpstr (sb_oauth_loopback_get_state (fixture->loopback), !=, verifier);
  g_assert_true (g_str_has_prefix (sb_oauth_loopback_get_redirect_uri (fixture->loopback), "http://127.0.0.1:"));

  g_assert_null (strpbrk (challenge, "+/="));
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  digest = g_base64_decode (padded, &length);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (digest_hex, "%02x", digest[i]);
  g_assert_cmpstr (digest_hex->str, ==, hex);
}

static void
wait (Fixture *fixture, GCancellable *cancellable, GAsyncResult **slot)
{
  sb_oauth_loopback_wait_async (fixture->loopback, cancellable, sb_test_store_result, slot);
}

static char *
finish (Fixture *fixture, GAsyncResult **slot, GError **error)
{
  g_autoptr (GAsyncResult) result = sb_test_wait_result (slot);

  return sb_oauth_loopback_wait_finish (fixture->loopback, result, error);
}

static void
test_code (Fixture *fixture, gconstpointer data)
{
  const gboolean is_waiting_first = GPOINTER_TO_INT (data);
  g_autofree char *rest = answer_with (fixture, "code=c%2Bd");
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  char *code;

  if (is_waiting_first)
    wait (fixture, NULL, &slot);
  g_assert_cmpuint (visit (fixture, "GET", rest, &page), ==, 200);
  if (!is_waiting_first)
    wait (fixture, NULL, &slot);

  code = finish (fixture, &slot, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "c+d");
  sb_wipe_free (code);
  g_assert_nonnull (strstr (page, "You can close this page and go back to Switchback."));

  /* One use: nobody listens any more. */
  sb_test_drain ();
  g_assert_cmpuint (visit (fixture, "GET", rest, NULL), ==, 0);
}

static void
test_wrong_answers (Fixture *fixture, gconstpointer data)
{
  const char *state = sb_oauth_loopback_get_state (fixture->loopback);
  g_autofree char *half = g_strndup (state, strlen (state) / 2);
  g_autofree char *near = g_strdup (state);
  g_autofree char *half_state = g_strdup_printf ("?state=%s&code=c", half);
  g_autofree char *near_state = NULL;
  g_autofree char *no_code = answer_with (fixture, "x=1");
  g_autofree char *empty_code = answer_with (fixture, "code=");
  g_autofree char *other_path = g_strdup_printf ("other?state=%s&code=c", state);
  g_autofree char *good = answer_with (fixture, "code=good");
  g_autofree char *page = NULL;
  GAsyncResult *slot = NULL;
  char *code;

  near[strlen (near) - 1] = near[strlen (near) - 1] == 'A' ? 'E' : 'A';
  near_state = g_strdup_printf ("?state=%s&code=c", near);

  wait (fixture, NULL, &slot);
  g_assert_cmpuint (visit (fixture, "GET", "", NULL), ==, 400);
  g_assert_cmpuint (visit (fixture, "GET", "?code=c", NULL), ==, 400);
  g_assert_cmpuint (visit (fixture, "GET", "?state=&code=c", NULL), ==, 400);
  g_assert_cmpuint (visit (fixture, "GET", "?state=%3Cb%3E&code=c", &page), ==, 400);
  g_assert_null (strstr (page, "<b>"));
  g_assert_cmpuint (visit (fixture, "GET", half_state, NULL), ==, 400);
  g_assert_cmpuint (visit (fixture, "GET", near_state, NULL), ==, 400);
  g_assert_cmpuint (visit (fixture, "GET", "?state=wrong&error=access_denied", NULL), ==, 400);
  g_assert_cmpuint (visit (fixture, "GET", no_code, NULL), ==, 400);
  g_assert_cmpuint (visit (fixture, "GET", empty_code, NULL), ==, 400);
  g_assert_cmpuint (visit (fixture, "GET", other_path, NULL), ==, 404);
  g_assert_cmpuint (visit (fixture, "GET", "favicon.ico", NULL), ==, 404);
  g_assert_cmpuint (visit (fixture, "POST", good, NULL), ==, 404);
  g_assert_null (slot);

  g_assert_cmpuint (visit (fixture, "GET", good, NULL), ==, 200);
  code = finish (fixture, &slot, NULL);
  g_assert_cmpstr (code, ==, "good");
  sb_wipe_free (code);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *reason; int code; } rows[] = {
    { "access_denied", SB_API_ERROR_FORBIDDEN },
    { "invalid_scope", SB_API_ERROR_INVALID },
    { "unheard_of", SB_API_ERROR_INVALID },
    { "server_error", SB_API_ERROR_SERVER },
    { "temporarily_unavailable", SB_API_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *fields = g_strconcat ("error=", rows[i].reason, NULL);
      g_autofree char *rest = NULL;
      g_autoptr (GError) error = NULL;
      GAsyncResult *slot = NULL;

      if (i > 0)
        {
          g_assert_finalize_object (fixture->loopback);
          fixture->loopback = sb_oauth_loopback_new (NULL);
        }

      rest = answer_with (fixture, fields);
      wait (fixture, NULL, &slot);
      g_assert_cmpuint (visit (fixture, "GET", rest, NULL), ==, 200);
      g_assert_null (finish (fixture, &slot, &error));
      g_assert_error (error, SB_API_ERROR, rows[i].code);
      g_assert_cmpstr (sb_api_error_get_reason (error), ==, rows[i].reason);
      sb_test_drain ();
    }
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  const gboolean is_early = GPOINTER_TO_INT (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *rest = answer_with (fixture, "code=c");
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  if (is_early)
    g_cancellable_cancel (cancellable);
  wait (fixture, cancellable, &slot);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (fixture, &slot, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (visit (fixture, "GET", rest, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, function) g_test_add ("/oauth-loopback/" path, Fixture, data, set_up, function, tear_down)
  ADD ("secrets", NULL, test_secrets);
  ADD ("code/before-waiting", GINT_TO_POINTER (FALSE), test_code);
  ADD ("code/while-waiting", GINT_TO_POINTER (TRUE), test_code);
  ADD ("wrong-answers", NULL, test_wrong_answers);
  ADD ("refusals", NULL, test_refusals);
  ADD ("cancel/before", GINT_TO_POINTER (TRUE), test_cancel);
  ADD ("cancel/during", GINT_TO_POINTER (FALSE), test_cancel);
#undef ADD

  return g_test_run ();
}
