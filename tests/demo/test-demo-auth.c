/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in and out, from outside: the login call, OAuth with its three grants, and what a token is worth. */

#include "config.h"

#include "demo-fixture.h"

#include <locale.h>

#define REDIRECT "http://127.0.0.1:4321/"
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" /* RFC 7636, appendix B */

static Demo *demo;

static Reply *
ask_token (guint status, const char *form)
{
  Reply *reply = demo_send (demo, "POST", "/oauth2/token", NULL, SOUP_FORM_MIME_TYPE_URLENCODED, form);

  g_assert_cmpint (reply->status, ==, status);

  return reply;
}

static void
test_bootstrap (void)
{
  g_autoptr (Reply) reply = demo_call (demo, 200, "GET", NULL, "/manage/v1/site/bootstrap", NULL);

  g_assert_cmpstr (reply_string (reply, "data.branding.title"), ==, "ACME Academy");
  g_assert_cmpstr (reply_string (reply, "data.active_plugins.0.plugin_name"), ==, "Notifications");
}

static void
test_sign_in (void)
{
  const char *login = "/manage/v1/user/login";
  g_autofree char *token = demo_sign_in (demo, "tea.admin");
  g_autoptr (Reply) reply = demo_call (demo, 200, "GET", token, "/manage/v1/user/session", NULL);

  g_assert_cmpint (reply_int (reply, "data.id"), ==, 12);
  g_assert_cmpstr (reply_string (reply, "data.user_level"), ==, "power_user");
  g_assert_cmpstr (reply_string (reply, "data.branch.title"), ==, "North");

  demo_refused (demo, 401, "invalid_credentials", "POST", NULL, login,
                "{\"username\": \"tea.admin\", \"password\": \"x\"}");
  demo_refused (demo, 401, "invalid_credentials", "POST", NULL, login,
                "{\"username\": \"nobody\", \"password\": \"demo\"}");
  demo_refused (demo, 401, "invalid_credentials", "POST", NULL, login, "{\"username\": 5, \"password\": []}");
  demo_refused (demo, 403, "account_inactive", "POST", NULL, login, "{\"username\": \"hiro\", \"password\": \"demo\"}");
  demo_refused (demo, 400, "bad_json", "POST", NULL, login, "{\"username\": ");
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM audit WHERE action = 'sign_in' AND actor_id = 12"), ==, 1);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM audit WHERE action = 'sign_in_refused'"), ==, 4);
}

static void
test_first_access_is_noted (void)
{
  g_autofree char *token = NULL;

  g_assert_cmpint (demo_ask (demo, "SELECT last_access_at IS NULL FROM users WHERE username = 'nora.never'"), ==, 1);
  token = demo_sign_in (demo, "nora.never");
  g_assert_cmpint (demo_ask (demo, "SELECT last_access_at IS NULL FROM users WHERE username = 'nora.never'"), ==, 0);
}

static void
test_bad_tokens (void)
{
  g_autofree char *token = demo_sign_in (demo, "tea.admin");

  demo_refused (demo, 401, "token_missing", "GET", NULL, "/manage/v1/user/session", NULL);
  demo_refused (demo, 401, "token_invalid", "GET", "made-up", "/manage/v1/user/session", NULL);
  demo_change (demo, "UPDATE tokens SET expires_at = unixepoch () - 1 WHERE user_id = 12");
  demo_refused (demo, 401, "token_expired", "GET", token, "/manage/v1/user/session", NULL);
  demo_refused (demo, 404, "no_such_call", "GET", NULL, "/nowhere", NULL);
  demo_refused (demo, 405, "bad_method", "DELETE", NULL, "/manage/v1/user/login", NULL);
}

static void
test_tokens_are_hashed (void)
{
  g_autofree char *token = demo_sign_in (demo, "dana.power");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);

  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM tokens WHERE hash = '%s'", hash), ==, 1);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM tokens WHERE hash = '%s'", token), ==, 0);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM settings WHERE value = 'demo'"), ==, 0);
}

static void
test_sign_out (void)
{
  g_autoptr (Reply) login = demo_call (demo, 200, "POST", NULL, "/manage/v1/user/login",
                                       "{\"username\": \"tea.admin\", \"password\": \"demo\","
                                       " \"issue_refresh_token\": true}");
  const char *token = reply_string (login, "data.access_token");
  g_autofree char *form = g_strconcat ("grant_type=refresh_token&refresh_token=",
                                       reply_string (login, "data.refresh_token"), NULL);
  g_autoptr (Reply) out = demo_call (demo, 200, "POST", token, "/manage/v1/user/logout", NULL);
  g_autoptr (Reply) refused = NULL;

  demo_refused (demo, 401, "token_invalid", "GET", token, "/manage/v1/user/session", NULL);
  refused = ask_token (400, form);
  g_assert_cmpstr (reply_string (refused, "error"), ==, "invalid_grant");
}

static void
test_refresh_rotates (void)
{
  g_autoptr (Reply) first = ask_token (200, "grant_type=password&client_id=switchback&username=tea.admin"
                                            "&password=demo&scope=api");
  g_autofree char *without_client = g_strconcat ("grant_type=refresh_token&refresh_token=",
                                                 reply_string (first, "refresh_token"), NULL);
  g_autofree char *form = g_strconcat (without_client, "&client_id=switchback", NULL);
  g_autoptr (Reply) refused = ask_token (400, without_client);
  g_autoptr (Reply) second = ask_token (200, form);
  g_autoptr (Reply) again = ask_token (400, form);
  g_autoptr (Reply) session = NULL;

  g_assert_cmpstr (reply_string (again, "error"), ==, "invalid_grant");
  demo_refused (demo, 401, "token_invalid", "GET", reply_string (first, "access_token"), "/manage/v1/user/session",
                NULL);
  session = demo_call (demo, 200, "GET", reply_string (second, "access_token"), "/manage/v1/user/session", NULL);
  g_assert_cmpstr (reply_string (session, "data.username"), ==, "tea.admin");
}

static void
test_token_errors (void)
{
  const struct
  {
    guint status;
    const char *error;
    const char *form;
  } cases[] = {
    { 401, "invalid_client", "grant_type=password&client_id=other&username=tea.admin&password=demo" },
    { 401, "invalid_client", "grant_type=password&username=tea.admin&password=demo" },
    { 400, "invalid_grant", "grant_type=password&client_id=switchback&username=tea.admin&password=x" },
    { 400, "invalid_grant", "grant_type=password&client_id=switchback&username=hiro&password=demo" },
    { 400, "invalid_grant", "grant_type=refresh_token&refresh_token=x" },
    { 400, "invalid_grant", "grant_type=authorization_code&client_id=switchback&code=x&code_verifier=y" },
    { 400, "unsupported_grant_type", "grant_type=magic&client_id=switchback" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) reply = ask_token (cases[i].status, cases[i].form);

      g_assert_cmpstr (reply_string (reply, "error"), ==, cases[i].error);
    }
}

static void
insert_code (const char *code)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, code, -1);

  demo_change (demo, "INSERT INTO oauth_codes (hash, client_id, redirect_uri, user_id, challenge, expires_at) "
                     "VALUES ('%s', 'switchback', '%s', 12, '%s', unixepoch () + 60)", hash, REDIRECT, CHALLENGE);
}

static char *
dup_code_form (const char *code, const char *redirect, const char *verifier)
{
  return g_strdup_printf ("grant_type=authorization_code&client_id=switchback&code=%s&redirect_uri=%s&code_verifier=%s",
                          code, redirect, verifier);
}

static void
test_code (void)
{
  g_autofree char *good = dup_code_form ("one", REDIRECT, VERIFIER);
  g_autoptr (Reply) reply = NULL;
  g_autoptr (Reply) again = NULL;

  insert_code ("one");
  reply = ask_token (200, good);
  again = ask_token (400, good);
  g_assert_cmpstr (reply_string (again, "error"), ==, "invalid_grant");

  /* A code that comes twice was stolen: what it gave is taken back. */
  demo_refused (demo, 401, "token_invalid", "GET", reply_string (reply, "access_token"), "/manage/v1/user/session",
                NULL);
}

static void
test_code_refused (void)
{
  g_autofree char *bad_verifier = dup_code_form ("two", REDIRECT, "something-else");
  g_autofree char *too_late = dup_code_form ("two", REDIRECT, VERIFIER);
  g_autofree char *bad_redirect = dup_code_form ("three", "http://127.0.0.1:9/", VERIFIER);
  g_autofree char *old = dup_code_form ("four", REDIRECT, VERIFIER);
  g_autoptr (Reply) first = NULL;
  g_autoptr (Reply) second = NULL;
  g_autoptr (Reply) third = NULL;
  g_autoptr (Reply) fourth = NULL;

  insert_code ("two");
  first = ask_token (400, bad_verifier);
  second = ask_token (400, too_late);
  insert_code ("three");
  third = ask_token (400, bad_redirect);
  insert_code ("four");
  demo_change (demo, "UPDATE oauth_codes SET expires_at = unixepoch () - 1");
  fourth = ask_token (400, old);
  g_assert_cmpstr (reply_string (fourth, "error"), ==, "invalid_grant");
}

static void
test_password_change (void)
{
  g_autofree char *token = demo_sign_in (demo, "sam.south");
  g_autoptr (Reply) changed = NULL;
  g_autoptr (Reply) signed_in = NULL;

  demo_refused (demo, 403, "not_yours", "POST", token, "/manage/v1/user/4711/password", "{\"password\": \"new\"}");
  demo_refused (demo, 422, "password_required", "POST", token, "/manage/v1/user/4727/password", "{}");
  changed = demo_call (demo, 200, "POST", token, "/manage/v1/user/4727/password", "{\"password\": \"new\"}");
  demo_refused (demo, 401, "invalid_credentials", "POST", NULL, "/manage/v1/user/login",
                "{\"username\": \"sam.south\", \"password\": \"demo\"}");
  signed_in = demo_call (demo, 200, "POST", NULL, "/manage/v1/user/login",
                         "{\"username\": \"sam.south\", \"password\": \"new\"}");
}

int
main (int argc, char **argv)
{
  int code;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo/auth/bootstrap", test_bootstrap);
  g_test_add_func ("/demo/auth/sign-in", test_sign_in);
  g_test_add_func ("/demo/auth/first-access", test_first_access_is_noted);
  g_test_add_func ("/demo/auth/bad-tokens", test_bad_tokens);
  g_test_add_func ("/demo/auth/tokens-are-hashed", test_tokens_are_hashed);
  g_test_add_func ("/demo/auth/sign-out", test_sign_out);
  g_test_add_func ("/demo/auth/refresh-rotates", test_refresh_rotates);
  g_test_add_func ("/demo/auth/token-errors", test_token_errors);
  g_test_add_func ("/demo/auth/code", test_code);
  g_test_add_func ("/demo/auth/code-refused", test_code_refused);
  g_test_add_func ("/demo/auth/password-change", test_password_change);

  demo = demo_start (NULL);
  code = g_test_run ();
  g_clear_pointer (&demo, demo_stop);

  return code;
}
