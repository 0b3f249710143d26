/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in with the real connector against a server on this machine, and a keyring that fails on order. */

#include "sb-api-error.h"
#include "sb-fake-secret-store.h"
#include "sb-sign-in.h"
#include "sb-test-server.h"
#include "sb-test-wait.h"

#include <libsoup/soup.h>

/* ---- the bench ---- */

typedef struct
{
  SbTestServer *server;
  SbFakeSecretStore *secrets;
  GSettings *settings;
  SbAccountStore *accounts;
  SbSignIn *sign_in;
  GAsyncResult *slot;
} Fixture;

#define BOOTSTRAP "/manage/v1/site/bootstrap"
#define LOGIN "/manage/v1/user/login"
#define TOKEN "/oauth2/token"
#define SESSION "/manage/v1/user/session"
#define LOGOUT "/manage/v1/user/logout"

#define GOOD_BOOTSTRAP "{\"data\":{\"platform_version\":\"1\",\"branding\":{\"title\":\"ACME Academy\"}}}"
#define GOOD_LOGIN "{\"data\":{\"id_user\":12,\"access_token\":\"a1\",\"refresh_token\":\"r1\",\"token_type\":\"Bearer\"," \
                   "\"scope\":\"api\",\"expires_in\":3600}}"
#define GOOD_TOKEN "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"expires_in\":3600,\"token_type\":\"Bearer\"," \
                   "\"scope\":\"api\"}"
#define GOOD_SESSION "{\"data\":{\"id\":12,\"username\":\"tea.admin\",\"firstname\":\"Tea\",\"lastname\":\"Admin\"," \
                     "\"user_level\":\"power_user\"}}"
#define EXPIRED "{\"name\":\"Unauthorized\",\"message\":\"No\",\"status\":401,\"reason\":\"token_expired\"}"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = sb_test_server_new ();
  fixture->secrets = sb_fake_secret_store_new ();
  fixture->settings = g_settings_new ("io.github.switchback_app.Switchback");
  g_settings_reset (fixture->settings, "accounts");
  g_settings_reset (fixture->settings, "active-account");
  fixture->accounts = sb_account_store_new (fixture->settings);
  fixture->sign_in = sb_sign_in_new (SB_SECRET_STORE (fixture->secrets), fixture->accounts);
  sb_test_server_push_json (fixture->server, BOOTSTRAP, 200, GOOD_BOOTSTRAP);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sb_test_drain ();
  g_assert_finalize_object (fixture->sign_in);
  g_assert_finalize_object (fixture->accounts);
  g_assert_finalize_object (fixture->secrets);
  g_clear_object (&fixture->settings);
  sb_test_drain ();
  g_assert_finalize_object (fixture->server);
}

static void
sign_in (Fixture *fixture, GCancellable *cancellable)
{
  sb_sign_in_with_password_async (fixture->sign_in, sb_test_server_get_origin (fixture->server), "tea.admin", "pass",
                                  NULL, NULL, cancellable, sb_test_store_result, &fixture->slot);
}

static SbPlatform *
finish (Fixture *fixture, SbAccount **account, GError **error)
{
  g_autoptr (GAsyncResult) result = sb_test_wait_result (&fixture->slot);

  return sb_sign_in_finish (fixture->sign_in, result, account, NULL, error);
}

static void
assert_error (Fixture *fixture, GQuark domain, int code)
{
  g_autoptr (SbAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (finish (fixture, &account, &error));
  g_assert_error (error, domain, code);
  g_assert_null (account);
}

static SbPlatform *
sign_in_well (Fixture *fixture, SbAccount **account)
{
  g_autoptr (GError) error = NULL;
  SbPlatform *platform;

  sb_test_server_push_json (fixture->server, LOGIN, 200, GOOD_LOGIN);
  sb_test_server_push_json (fixture->server, SESSION, 200, GOOD_SESSION);
  sign_in (fixture, NULL);
  platform = finish (fixture, account, &error);
  g_assert_no_error (error);
  g_assert_nonnull (platform);

  return platform;
}

static SbTokens *
stored (Fixture *fixture, SbAccount *account)
{
  return g_hash_table_lookup (fixture->secrets->tokens, sb_account_get_id (account));
}

static guint
count_questions (Fixture *fixture, const char *path)
{
  guint n = 0;

  for (guint i = 0; i < sb_test_server_get_n_questions (fixture->server); i++)
    n += g_str_equal (sb_test_server_get_question (fixture->server, i)->path, path);

  return n;
}

static void
assert_nothing_remembered (Fixture *fixture)
{
  g_assert_cmpuint (g_list_model_get_n_items (sb_account_store_get_accounts (fixture->accounts)), ==, 0);
  g_assert_null (sb_account_store_get_active (fixture->accounts));
  g_assert_cmpuint (g_hash_table_size (fixture->secrets->tokens), ==, 0);
  g_assert_cmpuint (fixture->secrets->n_saves, ==, 0);
}

/* ---- with a password ---- */

static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = NULL;
  SbPlatform *platform = sign_in_well (fixture, &account);

  g_assert_cmpstr (sb_account_get_user_id (account), ==, "12");
  g_assert_cmpstr (sb_account_get_user_name (account), ==, "tea.admin");
  g_assert_cmpint (sb_account_get_level (account), ==, SB_LEVEL_POWER_USER);
  g_assert_cmpstr (sb_account_get_origin (account), ==, sb_test_server_get_origin (fixture->server));
  g_assert_true (sb_account_store_get_active (fixture->accounts) == account);

  sb_test_drain ();
  g_assert_cmpstr (sb_tokens_get_access (stored (fixture, account)), ==, "a1");
  g_assert_cmpuint (fixture->secrets->n_saves, ==, 1);
  g_assert_null (sb_sign_in_get_secret_error (fixture->sign_in));

  sb_test_drain ();
  g_assert_finalize_object (platform);
}

static void
test_password_refused (Fixture *fixture, gconstpointer data)
{
  sb_test_server_push_json (fixture->server, LOGIN, 401, "{\"reason\":\"invalid_credentials\",\"message\":\"No\"}");
  sign_in (fixture, NULL);
  assert_error (fixture, SB_API_ERROR, SB_API_ERROR_CREDENTIALS);
  assert_nothing_remembered (fixture);
  g_assert_cmpuint (count_questions (fixture, SESSION), ==, 0);
}

static void
test_address_refused (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *address; int code; } rows[] = {
    { "", SB_API_ERROR_INVALID },
    { "http://acme.example", SB_API_ERROR_INSECURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sb_sign_in_with_password_async (fixture->sign_in, rows[i].address, "u", "p", NULL, NULL, NULL, sb_test_store_result,
                                      &fixture->slot);
      assert_error (fixture, SB_API_ERROR, rows[i].code);
    }
  assert_nothing_remembered (fixture);
}

static SbPlatform *
make_no_platform (const char *origin)
{
  return NULL;
}

static void
test_no_platform (Fixture *fixture, gconstpointer data)
{
  SbSignIn *other = g_object_new (SB_TYPE_SIGN_IN,
                                  "secrets", fixture->secrets,
                                  "accounts", fixture->accounts,
                                  "factory", make_no_platform,
                                  NULL);
  g_autoptr (GError) error = NULL;
  GAsyncResult *result;

  sb_sign_in_with_password_async (other, "acme.example", "u", "p", NULL, NULL, NULL, sb_test_store_result, &fixture->slot);
  result = sb_test_wait_result (&fixture->slot);
  g_assert_null (sb_sign_in_finish (other, result, NULL, NULL, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_NOT_A_PLATFORM);

  g_object_unref (result);
  g_assert_finalize_object (other);
}

/* The password was right, but the platform does not say who it was: the tokens are given back. */
static void
test_unidentified (Fixture *fixture, gconstpointer data)
{
  sb_test_server_push_json (fixture->server, LOGIN, 200, GOOD_LOGIN);
  sb_test_server_push_json (fixture->server, SESSION, 500, "{}");
  sb_test_server_push_json (fixture->server, LOGOUT, 200, "{\"data\":{\"success\":true}}");
  sign_in (fixture, NULL);
  assert_error (fixture, SB_API_ERROR, SB_API_ERROR_SERVER);
  assert_nothing_remembered (fixture);
  sb_test_wait_until (count_questions (fixture, LOGOUT) == 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  const char *path = data; /* NULL: before */
  static const char *const paths[] = { BOOTSTRAP, LOGIN, SESSION };
  static const char *const answers[] = { GOOD_BOOTSTRAP, GOOD_LOGIN, GOOD_SESSION };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  for (guint i = 1; i < G_N_ELEMENTS (paths); i++)
    {
      if (g_strcmp0 (path, paths[i]) == 0)
        sb_test_server_push_raw (fixture->server, paths[i], "", TRUE);
      else
        sb_test_server_push_json (fixture->server, paths[i], 200, answers[i]);
    }
  sb_test_server_push_json (fixture->server, LOGOUT, 200, "{\"data\":{\"success\":true}}");

  if (path == NULL)
    g_cancellable_cancel (cancellable);
  sign_in (fixture, cancellable);
  if (path != NULL)
    sb_test_wait_until (count_questions (fixture, path) == 1);
  g_cancellable_cancel (cancellable);

  assert_error (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_remembered (fixture);
  if (path == NULL)
    g_assert_cmpuint (sb_test_server_get_n_questions (fixture->server), ==, 0);
  if (g_strcmp0 (path, SESSION) == 0)
    sb_test_wait_until (count_questions (fixture, LOGOUT) == 1);
}

/* ---- in the browser ---- */

typedef struct
{
  SoupSession *session;
  char *url;
  const char *answer; /* what comes back beside the state */
  GAsyncResult *slot;
} Browser;

static void
open_url (const char *url, gpointer user_data)
{
  Browser *browser = user_data;
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GHashTable) query = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  g_autofree char *target = g_strdup_printf ("%s?state=%s&%s", (char *) g_hash_table_lookup (query, "redirect_uri"),
                                             (char *) g_hash_table_lookup (query, "state"), browser->answer);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", target);

  g_assert_null (browser->url);
  browser->url = g_strdup (url);
  g_assert_cmpstr (g_hash_table_lookup (query, "code_challenge_method"), ==, "S256");
  soup_session_send_and_read_async (browser->session, message, G_PRIORITY_DEFAULT, NULL, sb_test_store_result,
                                    &browser->slot);
}

static void
browser_close (Browser *browser)
{
  g_autoptr (GAsyncResult) result = sb_test_wait_result (&browser->slot);
  g_autoptr (GBytes) page = soup_session_send_and_read_finish (browser->session, result, NULL);

  g_assert_nonnull (page);
  g_clear_object (&browser->session);
  g_clear_pointer (&browser->url, g_free);
}

static void
test_browser (Fixture *fixture, gconstpointer data)
{
  Browser browser = { soup_session_new (), NULL, "code=the-code", NULL };
  g_autoptr (SbAccount) account = NULL;
  g_autoptr (SbPlatform) platform = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *form = NULL;

  sb_test_server_push_json (fixture->server, TOKEN, 200, GOOD_TOKEN);
  sb_test_server_push_json (fixture->server, SESSION, 200, GOOD_SESSION);
  sb_sign_in_with_browser_async (fixture->sign_in, sb_test_server_get_origin (fixture->server), "client", open_url, &browser,
                                 NULL, sb_test_store_result, &fixture->slot);
  platform = finish (fixture, &account, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sb_account_get_client_id (account), ==, "client");

  for (guint i = 0; i < sb_test_server_get_n_questions (fixture->server); i++)
    {
      const SbTestQuestion *question = sb_test_server_get_question (fixture->server, i);

      if (g_str_equal (question->path, TOKEN))
        form = g_strndup (g_bytes_get_data (question->body, NULL), g_bytes_get_size (question->body));
    }
  g_assert_nonnull (strstr (form, "grant_type=authorization_code"));
  g_assert_nonnull (strstr (form, "code=the-code"));
  g_assert_nonnull (strstr (form, "code_verifier="));

  sb_test_drain ();
  g_assert_cmpstr (sb_tokens_get_access (stored (fixture, account)), ==, "a2");
  browser_close (&browser);
}

static void
test_browser_refused (Fixture *fixture, gconstpointer data)
{
  Browser browser = { soup_session_new (), NULL, "error=access_denied", NULL };

  sb_sign_in_with_browser_async (fixture->sign_in, sb_test_server_get_origin (fixture->server), "client", open_url, &browser,
                                 NULL, sb_test_store_result, &fixture->slot);
  assert_error (fixture, SB_API_ERROR, SB_API_ERROR_FORBIDDEN);
  assert_nothing_remembered (fixture);
  browser_close (&browser);
}

/* ---- the keyring's trouble ---- */

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *n = user_data;

  *n += 1;
}

static void
test_secret_failure (Fixture *fixture, gconstpointer data)
{
  const int failure = GPOINTER_TO_INT (data);
  g_autoptr (SbAccount) account = NULL;
  g_autoptr (SbPlatform) platform = NULL;
  g_autoptr (SbPlatform) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) property = NULL;
  guint n_notifies = 0;

  g_signal_connect (fixture->sign_in, "notify::secret-error", G_CALLBACK (count_cb), &n_notifies);
  fixture->secrets->failure = failure;
  platform = sign_in_well (fixture, &account);
  sb_test_wait_until (sb_sign_in_get_secret_error (fixture->sign_in) != NULL);
  g_assert_error (sb_sign_in_get_secret_error (fixture->sign_in), SB_SECRET_ERROR, failure);
  g_object_get (fixture->sign_in, "secret-error", &property, NULL);
  g_assert_error (property, SB_SECRET_ERROR, failure);
  g_assert_cmpuint (n_notifies, ==, 1);

  /* The tokens are good for this run. */
  sb_sign_in_resume_async (fixture->sign_in, account, NULL, sb_test_store_result, &fixture->slot);
  again = finish (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sb_tokens_get_access (sb_platform_get_tokens (again)), ==, "a1");
  g_assert_cmpuint (n_notifies, ==, 1);

  g_signal_handlers_disconnect_by_func (fixture->sign_in, count_cb, &n_notifies);
}

/* ---- resuming ---- */

static SbAccount *
remember (Fixture *fixture, const char *user_id)
{
  g_autoptr (SbTokens) tokens = sb_tokens_new ("a1", "r1", NULL, NULL, NULL);
  SbAccount *account = sb_account_new (sb_test_server_get_origin (fixture->server), user_id, "old", "Old Name", 2, NULL);

  g_hash_table_replace (fixture->secrets->tokens, g_strdup (sb_account_get_id (account)), sb_tokens_ref (tokens));

  return account;
}

static void
resume (Fixture *fixture, SbAccount *account, GCancellable *cancellable)
{
  sb_sign_in_resume_async (fixture->sign_in, account, cancellable, sb_test_store_result, &fixture->slot);
}

static void
test_resume (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = remember (fixture, "12");
  g_autoptr (SbAccount) now = NULL;
  g_autoptr (SbPlatform) platform = NULL;

  sb_test_server_push_json (fixture->server, SESSION, 200, GOOD_SESSION);
  resume (fixture, account, NULL);
  platform = finish (fixture, &now, NULL);
  g_assert_nonnull (platform);
  g_assert_cmpstr (sb_account_get_id (now), ==, sb_account_get_id (account));
  g_assert_cmpstr (sb_account_get_user_name (now), ==, "tea.admin");
  g_assert_true (sb_account_store_get_active (fixture->accounts) == now);
  sb_test_drain ();
  g_assert_cmpuint (fixture->secrets->n_saves, ==, 0);
}

/* The token is refreshed on the way: the new ones are saved. */
/* Whoever comes back to an account that is still in use shares its tokens, so that they are renewed once for all. */
static void
test_resume_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = NULL;
  SbPlatform *platform = sign_in_well (fixture, &account);
  g_autoptr (SbPlatform) shared = NULL;
  g_autoptr (SbPlatform) fresh = NULL;
  g_autoptr (GError) error = NULL;

  sb_test_server_push_json (fixture->server, SESSION, 200, GOOD_SESSION);
  resume (fixture, account, NULL);
  shared = finish (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (shared == platform);

  g_clear_object (&shared);
  g_assert_finalize_object (platform);
  sb_test_server_push_json (fixture->server, SESSION, 200, GOOD_SESSION);
  resume (fixture, account, NULL);
  fresh = finish (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sb_tokens_get_access (sb_platform_get_tokens (fresh)), ==, "a1");
}

static void
test_resume_refreshed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = remember (fixture, "12");
  g_autoptr (SbPlatform) platform = NULL;

  sb_test_server_push_json (fixture->server, SESSION, 401, EXPIRED);
  sb_test_server_push_json (fixture->server, SESSION, 200, GOOD_SESSION);
  sb_test_server_push_json (fixture->server, TOKEN, 200, GOOD_TOKEN);
  resume (fixture, account, NULL);
  platform = finish (fixture, NULL, NULL);
  g_assert_nonnull (platform);
  sb_test_drain ();
  g_assert_cmpstr (sb_tokens_get_access (stored (fixture, account)), ==, "a2");
  g_assert_cmpstr (sb_tokens_get_refresh (stored (fixture, account)), ==, "r2");
  g_assert_cmpuint (fixture->secrets->n_saves, ==, 1);
}

/* Refreshed, and then it fails: the old refresh token may be dead, so the new one is kept all the same. */
static void
test_resume_refreshed_then_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = remember (fixture, "12");

  sb_test_server_push_json (fixture->server, SESSION, 401, EXPIRED);
  sb_test_server_push_json (fixture->server, SESSION, 500, "{}");
  sb_test_server_push_json (fixture->server, TOKEN, 200, GOOD_TOKEN);
  resume (fixture, account, NULL);
  assert_error (fixture, SB_API_ERROR, SB_API_ERROR_SERVER);
  sb_test_drain ();
  g_assert_cmpstr (sb_tokens_get_refresh (stored (fixture, account)), ==, "r2");
}

static void
test_resume_in_vain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) unknown = sb_account_new (sb_test_server_get_origin (fixture->server), "99", "u", "U", 2, NULL);
  g_autoptr (SbAccount) account = remember (fixture, "12");
  g_autoptr (SbAccount) somebody_else = remember (fixture, "13");

  resume (fixture, unknown, NULL);
  assert_error (fixture, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_null (sb_sign_in_get_secret_error (fixture->sign_in));

  sb_test_server_push_json (fixture->server, SESSION, 401, EXPIRED);
  sb_test_server_push_json (fixture->server, TOKEN, 400, "{\"error\":\"invalid_grant\"}");
  resume (fixture, account, NULL);
  assert_error (fixture, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);

  sb_test_server_push_json (fixture->server, SESSION, 200, GOOD_SESSION);
  sb_test_server_push_json (fixture->server, SESSION, 200, GOOD_SESSION);
  resume (fixture, somebody_else, NULL);
  assert_error (fixture, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_null (sb_account_store_get_active (fixture->accounts));
}

static void
test_resume_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = remember (fixture, "12");

  fixture->secrets->failure = SB_SECRET_ERROR_LOCKED;
  resume (fixture, account, NULL);
  assert_error (fixture, SB_SECRET_ERROR, SB_SECRET_ERROR_LOCKED);
  g_assert_error (sb_sign_in_get_secret_error (fixture->sign_in), SB_SECRET_ERROR, SB_SECRET_ERROR_LOCKED);
}

static void
test_resume_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = remember (fixture, "12");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  resume (fixture, account, cancellable);
  assert_error (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (sb_sign_in_get_secret_error (fixture->sign_in));
  g_assert_cmpuint (sb_test_server_get_n_questions (fixture->server), ==, 0);
}

/* ---- signing out ---- */

static gboolean
sign_out (Fixture *fixture, SbAccount *account, SbPlatform *platform, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sb_sign_in_sign_out_async (fixture->sign_in, account, platform, cancellable, sb_test_store_result, &fixture->slot);
  result = sb_test_wait_result (&fixture->slot);

  return sb_sign_in_sign_out_finish (fixture->sign_in, result, error);
}

static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  const guint status = GPOINTER_TO_UINT (data);
  g_autoptr (SbAccount) account = NULL;
  g_autoptr (SbPlatform) platform = sign_in_well (fixture, &account);
  g_autoptr (GError) error = NULL;

  sb_test_drain ();
  sb_test_server_push_json (fixture->server, LOGOUT, status, "{\"data\":{\"success\":true}}");
  g_assert_true (sign_out (fixture, account, platform, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_questions (fixture, LOGOUT), ==, 1);
  g_assert_null (stored (fixture, account));
  g_assert_null (sb_account_store_get_active (fixture->accounts));
  g_assert_cmpuint (g_list_model_get_n_items (sb_account_store_get_accounts (fixture->accounts)), ==, 0);

  /* Nothing is left to resume with. */
  resume (fixture, account, NULL);
  assert_error (fixture, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
}

static void
test_sign_out_without_platform (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = remember (fixture, "12");

  sb_account_store_add (fixture->accounts, account);
  g_assert_true (sign_out (fixture, account, NULL, NULL, NULL));
  g_assert_null (stored (fixture, account));
  g_assert_cmpuint (g_list_model_get_n_items (sb_account_store_get_accounts (fixture->accounts)), ==, 0);
}

static void
test_sign_out_without_keyring (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = remember (fixture, "12");

  sb_account_store_add (fixture->accounts, account);
  fixture->secrets->failure = SB_SECRET_ERROR_UNAVAILABLE;
  g_assert_true (sign_out (fixture, account, NULL, NULL, NULL));
  g_assert_error (sb_sign_in_get_secret_error (fixture->sign_in), SB_SECRET_ERROR, SB_SECRET_ERROR_UNAVAILABLE);
  g_assert_cmpuint (g_list_model_get_n_items (sb_account_store_get_accounts (fixture->accounts)), ==, 0);
}

static void
test_sign_out_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = remember (fixture, "12");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  sb_account_store_add (fixture->accounts, account);
  g_cancellable_cancel (cancellable);
  g_assert_false (sign_out (fixture, account, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (stored (fixture, account));
  g_assert_cmpuint (g_list_model_get_n_items (sb_account_store_get_accounts (fixture->accounts)), ==, 1);
}

/* A save that is still going on must not bring back what the sign-out clears. */
static void
test_sign_out_while_saving (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = NULL;
  g_autoptr (SbPlatform) platform = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fixture->secrets->is_held = TRUE;
  platform = sign_in_well (fixture, &account);
  g_assert_cmpuint (fixture->secrets->held->len, ==, 1);
  g_assert_nonnull (stored (fixture, account));

  sb_test_server_push_json (fixture->server, LOGOUT, 200, "{\"data\":{\"success\":true}}");
  sb_sign_in_sign_out_async (fixture->sign_in, account, platform, NULL, sb_test_store_result, &fixture->slot);
  sb_test_drain ();
  g_assert_null (fixture->slot);
  g_assert_nonnull (stored (fixture, account));

  g_task_return_boolean (g_ptr_array_index (fixture->secrets->held, 0), TRUE);
  g_ptr_array_set_size (fixture->secrets->held, 0);
  result = sb_test_wait_result (&fixture->slot);
  g_assert_true (sb_sign_in_sign_out_finish (fixture->sign_in, result, NULL));
  g_assert_null (stored (fixture, account));
  g_assert_cmpuint (fixture->secrets->n_saves, ==, 1);
}

/* Somebody who signs in again while the keyring still works on their sign-out stays signed in. */
static void
test_sign_in_while_clearing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = NULL;
  g_autoptr (SbAccount) same = NULL;
  g_autoptr (SbPlatform) first = sign_in_well (fixture, &account);
  g_autoptr (SbPlatform) second = NULL;
  g_autoptr (SbPlatform) resumed = NULL;
  g_autoptr (GAsyncResult) signed_out = NULL;
  g_autoptr (GError) error = NULL;

  sb_test_drain ();
  fixture->secrets->is_clear_held = TRUE;
  sb_sign_in_sign_out_async (fixture->sign_in, account, NULL, NULL, sb_test_store_result, &signed_out);
  sb_test_wait_until (fixture->secrets->held->len == 1);

  sb_test_server_push_json (fixture->server, BOOTSTRAP, 200, GOOD_BOOTSTRAP);
  second = sign_in_well (fixture, &same);
  sb_test_drain ();
  g_assert_null (stored (fixture, account));

  g_task_return_boolean (g_ptr_array_index (fixture->secrets->held, 0), TRUE);
  g_ptr_array_set_size (fixture->secrets->held, 0);
  sb_test_wait_until (signed_out != NULL);
  g_assert_true (sb_sign_in_sign_out_finish (fixture->sign_in, signed_out, NULL));
  sb_test_wait_until (stored (fixture, account) != NULL);
  g_assert_cmpuint (fixture->secrets->n_saves, ==, 2);
  g_assert_nonnull (sb_account_store_get_active (fixture->accounts));

  /* Also without a keyring, or a platform, to fall back on. */
  g_clear_object (&first);
  g_clear_object (&second);
  g_hash_table_remove_all (fixture->secrets->tokens);
  sb_test_server_push_json (fixture->server, SESSION, 200, GOOD_SESSION);
  resume (fixture, same, NULL);
  resumed = finish (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (resumed);
}

/* Whoever gives up a sign-out that waits for the keyring is signed in as before. */
static void
test_sign_out_cancelled_while_clearing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) account = NULL;
  g_autoptr (SbPlatform) platform = sign_in_well (fixture, &account);
  g_autoptr (SbTokens) renewed = sb_tokens_new ("a9", "r9", NULL, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sb_test_drain ();
  fixture->secrets->is_clear_held = TRUE;
  sb_sign_in_sign_out_async (fixture->sign_in, account, platform, cancellable, sb_test_store_result, &fixture->slot);
  sb_test_wait_until (fixture->secrets->held->len == 1);
  g_cancellable_cancel (cancellable);
  g_task_return_boolean (g_ptr_array_index (fixture->secrets->held, 0), TRUE);
  g_ptr_array_set_size (fixture->secrets->held, 0);
  result = sb_test_wait_result (&fixture->slot);
  g_assert_false (sb_sign_in_sign_out_finish (fixture->sign_in, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sb_test_wait_until (stored (fixture, account) != NULL);

  sb_platform_set_tokens (platform, renewed);
  sb_platform_emit_tokens_changed (platform);
  sb_test_drain ();
  g_assert_cmpstr (sb_tokens_get_access (stored (fixture, account)), ==, "a9");
}

int
main (int argc, char **argv)
{
  g_setenv ("GSETTINGS_SCHEMA_DIR", TEST_SCHEMA_DIR, TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, function) g_test_add ("/sign-in/" path, Fixture, data, set_up, function, tear_down)
  ADD ("password", NULL, test_password);
  ADD ("password/refused", NULL, test_password_refused);
  ADD ("address-refused", NULL, test_address_refused);
  ADD ("no-platform", NULL, test_no_platform);
  ADD ("unidentified", NULL, test_unidentified);
  ADD ("cancel/before", NULL, test_cancel);
  ADD ("cancel/login", LOGIN, test_cancel);
  ADD ("cancel/session", SESSION, test_cancel);
  ADD ("browser", NULL, test_browser);
  ADD ("browser/refused", NULL, test_browser_refused);
  ADD ("keyring/locked", GINT_TO_POINTER (SB_SECRET_ERROR_LOCKED), test_secret_failure);
  ADD ("keyring/unavailable", GINT_TO_POINTER (SB_SECRET_ERROR_UNAVAILABLE), test_secret_failure);
  ADD ("keyring/denied", GINT_TO_POINTER (SB_SECRET_ERROR_DENIED), test_secret_failure);
  ADD ("resume", NULL, test_resume);
  ADD ("resume/in-use", NULL, test_resume_in_use);
  ADD ("resume/refreshed", NULL, test_resume_refreshed);
  ADD ("resume/refreshed-then-fails", NULL, test_resume_refreshed_then_fails);
  ADD ("resume/in-vain", NULL, test_resume_in_vain);
  ADD ("resume/locked", NULL, test_resume_locked);
  ADD ("resume/cancelled", NULL, test_resume_cancelled);
  ADD ("sign-out", GUINT_TO_POINTER (200), test_sign_out);
  ADD ("sign-out/platform-fails", GUINT_TO_POINTER (500), test_sign_out);
  ADD ("sign-out/without-platform", NULL, test_sign_out_without_platform);
  ADD ("sign-out/without-keyring", NULL, test_sign_out_without_keyring);
  ADD ("sign-out/cancelled", NULL, test_sign_out_cancelled);
  ADD ("sign-out/while-saving", NULL, test_sign_out_while_saving);
  ADD ("sign-out/cancelled-while-clearing", NULL, test_sign_out_cancelled_while_clearing);
  ADD ("while-clearing", NULL, test_sign_in_while_clearing);
#undef ADD

  return g_test_run ();
}
