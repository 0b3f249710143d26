/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* OAuth 2 as far as section 2 needs it: the token call with its three grants, and the codes that the authorize page
 * gives out. The page itself is sb-demo-web-sign-in.c's matter. */

#include "config.h"

#include "sb-demo-oauth.h"

#include "sb-demo-accounts.h"
#include "sb-demo-routes.h"
#include "sb-demo-secrets.h"
#include "sb-demo-tokens.h"
#include "sb-uri.h"

#define CODE_SECONDS 60

static void
refuse (SbDemoRequest *request, guint status, const char *error, const char *description)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sb_demo_json_add_string (builder, "error", error);
  sb_demo_json_add_string (builder, "error_description", description);
  json_builder_end_object (builder);
  sb_demo_request_reply_json (request, status, builder);
}

static void
reply_tokens (SbDemoRequest *request, const SbDemoTokens *tokens)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sb_demo_json_add_string (builder, "access_token", tokens->access);
  sb_demo_json_add_string (builder, "refresh_token", tokens->refresh);
  sb_demo_json_add_int (builder, "expires_in", tokens->expires_in);
  sb_demo_json_add_string (builder, "token_type", "Bearer");
  sb_demo_json_add_string (builder, "scope", "api");
  json_builder_end_object (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

/* A client without a secret is a public one (RFC 6749 §2.1), as a program on a desktop must be. */
static gboolean
is_client_good (SbDemoRequest *request, const char *client_id)
{
  const char *secret = sb_demo_request_get_form (request, "client_secret");
  g_autofree char *given = secret == NULL ? NULL : sb_demo_secrets_hash_token (secret);
  g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT secret_hash FROM oauth_clients "
                                                                     "WHERE id = ?", "s", client_id);
  const char *wanted;

  if (!sb_demo_rows_next (rows))
    return FALSE;

  wanted = sb_demo_rows_text (rows, 0);

  return wanted == NULL || (given != NULL && sb_demo_secrets_equal (given, wanted));
}

static void
grant_password (SbDemoRequest *request, const char *client_id)
{
  const char *reason = NULL;
  const gint64 id = sb_demo_accounts_sign_in (request, sb_demo_request_get_form (request, "username"),
                                              sb_demo_request_get_form (request, "password"), &reason);
  g_autoptr (SbDemoTokens) tokens = NULL;

  if (id == 0)
    {
      refuse (request, 400, "invalid_grant",
              g_str_equal (reason, "account_inactive") ? "This account is not active."
                                                       : "Wrong user name or password.");
      return;
    }

  tokens = sb_demo_tokens_issue (request, id, client_id, TRUE);
  reply_tokens (request, tokens);
}

/* The user that the code was given for, or 0. A code that comes twice was stolen: what it was changed into is taken
 * back (RFC 6749 §4.1.2). */
static gint64
redeem_code (SbDemoRequest *request, const char *client_id, const char *hash)
{
  const char *redirect_uri = sb_demo_request_get_form (request, "redirect_uri");
  const char *verifier = sb_demo_request_get_form (request, "code_verifier");
  g_autofree char *challenge = verifier == NULL ? NULL : sb_demo_secrets_challenge (verifier);
  g_autofree char *pair = NULL;
  gint64 user_id = 0;

  {
    g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store,
                                                       "SELECT user_id, client_id, redirect_uri, challenge, expires_at,"
                                                       "  used_at IS NOT NULL, pair FROM oauth_codes WHERE hash = ?",
                                                       "s", hash);

    if (!sb_demo_rows_next (rows))
      return 0;

    if (sb_demo_rows_int (rows, 5))
      pair = g_strdup (sb_demo_rows_text (rows, 6));
    else if (g_strcmp0 (client_id, sb_demo_rows_text (rows, 1)) == 0
             && g_strcmp0 (redirect_uri, sb_demo_rows_text (rows, 2)) == 0 && challenge != NULL
             && sb_demo_secrets_equal (challenge, sb_demo_rows_text (rows, 3))
             && sb_demo_rows_int (rows, 4) > request->now)
      user_id = sb_demo_rows_int (rows, 0);
  }

  if (pair != NULL)
    sb_demo_store_run (request->store, "UPDATE tokens SET revoked_at = ? WHERE revoked_at IS NULL AND pair = ?", "is",
                       request->now, pair);

  return user_id;
}

static void
grant_code (SbDemoRequest *request, const char *client_id)
{
  const char *code = sb_demo_request_get_form (request, "code");
  g_autofree char *hash = code == NULL ? NULL : sb_demo_secrets_hash_token (code);
  const gint64 user_id = redeem_code (request, client_id, hash);
  g_autoptr (SbDemoTokens) tokens = NULL;
  g_autofree char *access_hash = NULL;

  /* One attempt is all that a code has, also with a wrong verifier. */
  sb_demo_store_run (request->store, "UPDATE oauth_codes SET used_at = coalesce (used_at, ?) WHERE hash = ?", "is",
                     request->now, hash);
  if (user_id == 0)
    {
      refuse (request, 400, "invalid_grant", "The code is wrong, used, too old, or was given to somebody else.");
      return;
    }

  tokens = sb_demo_tokens_issue (request, user_id, client_id, TRUE);
  access_hash = sb_demo_secrets_hash_token (tokens->access);
  sb_demo_store_run (request->store, "UPDATE oauth_codes SET pair = (SELECT pair FROM tokens WHERE hash = ?) "
                                     "WHERE hash = ?", "ss", access_hash, hash);
  reply_tokens (request, tokens);
}

/* Rotation: the pair that the refresh token belongs to dies, a new pair is born. */
static void
grant_refresh (SbDemoRequest *request, const char *client_id)
{
  const char *refresh = sb_demo_request_get_form (request, "refresh_token");
  g_autofree char *hash = refresh == NULL ? NULL : sb_demo_secrets_hash_token (refresh);
  g_autofree char *owner = NULL;
  g_autoptr (SbDemoTokens) tokens = NULL;
  gint64 user_id = 0;

  {
    g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store,
                                                       "SELECT t.user_id, t.client_id FROM tokens t "
                                                       "JOIN users u ON u.id = t.user_id AND u.is_active "
                                                       "WHERE t.hash = ? AND t.kind = 'refresh'"
                                                       "  AND t.revoked_at IS NULL AND t.expires_at > ?",
                                                       "si", hash, request->now);

    if (sb_demo_rows_next (rows))
      {
        user_id = sb_demo_rows_int (rows, 0);
        owner = g_strdup (sb_demo_rows_text (rows, 1));
      }
  }

  if (user_id == 0 || (owner != NULL && g_strcmp0 (owner, client_id) != 0))
    {
      refuse (request, 400, "invalid_grant", "The refresh token is wrong or no longer good.");
      return;
    }

  sb_demo_store_begin (request->store);
  sb_demo_tokens_revoke_pair (request, refresh);
  tokens = sb_demo_tokens_issue (request, user_id, owner, TRUE);
  if (sb_demo_store_commit (request->store, NULL))
    reply_tokens (request, tokens);
  else
    refuse (request, 500, "server_error", "The store refused the change.");
}

static void
give_tokens (SbDemoRequest *request)
{
  const char *grant = sb_demo_request_get_form (request, "grant_type");
  const char *client_id = sb_demo_request_get_form (request, "client_id");
  const gboolean is_refresh = g_strcmp0 (grant, "refresh_token") == 0;

  if (!(is_refresh && client_id == NULL) && !is_client_good (request, client_id))
    refuse (request, 401, "invalid_client", "There is no such client, or its secret is wrong.");
  else if (is_refresh)
    grant_refresh (request, client_id);
  else if (g_strcmp0 (grant, "password") == 0)
    grant_password (request, client_id);
  else if (g_strcmp0 (grant, "authorization_code") == 0)
    grant_code (request, client_id);
  else
    refuse (request, 400, "unsupported_grant_type", "The grants are password, authorization_code and refresh_token.");
}

/* RFC 8252 §7.3: a program on this machine listens on whatever port it gets. */
static gboolean
is_loopback_redirect (const char *uri)
{
  g_autoptr (GUri) parsed = uri == NULL ? NULL : g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);

  return parsed != NULL && g_str_equal (g_uri_get_scheme (parsed), "http") && g_uri_get_fragment (parsed) == NULL
      && sb_uri_is_loopback_host (g_uri_get_host (parsed));
}

/**
 * sb_demo_oauth_check_request:
 * @request: a request
 * @parameters: what the authorize page was asked with
 *
 * Returns: (nullable): %NULL if the page may be shown, else a sentence: such a request is answered in the browser and
 *   never redirected, because the address to redirect to is what is in doubt
 */
const char *
sb_demo_oauth_check_request (SbDemoRequest *request, GHashTable *parameters)
{
  const char *client_id = parameters == NULL ? NULL : g_hash_table_lookup (parameters, "client_id");

  if (client_id == NULL
      || sb_demo_store_get_int (request->store, "SELECT 1 FROM oauth_clients WHERE id = ?", 0, "s", client_id) == 0)
    return "The program that sent you here is not known to this platform.";
  if (!is_loopback_redirect (g_hash_table_lookup (parameters, "redirect_uri")))
    return "The program that sent you here is not on this machine.";
  if (g_strcmp0 (g_hash_table_lookup (parameters, "response_type"), "code") != 0)
    return "The program that sent you here asked for something else than a code.";
  if (g_strcmp0 (g_hash_table_lookup (parameters, "code_challenge_method"), "S256") != 0
      || g_hash_table_lookup (parameters, "code_challenge") == NULL)
    return "The program that sent you here did not protect its code.";

  return NULL;
}

static char *
dup_redirect (GHashTable *parameters, const char *name, const char *value)
{
  const char *redirect_uri = g_hash_table_lookup (parameters, "redirect_uri");
  const char *state = g_hash_table_lookup (parameters, "state");
  g_autofree char *query = NULL;
  g_autoptr (SbUriBuilder) builder = sb_uri_builder_new ("");

  /* The address may have a query of its own (RFC 6749 §3.1.2). */
  sb_uri_builder_add_query (builder, name, value);
  sb_uri_builder_add_query (builder, "state", state);
  query = sb_uri_builder_to_string (builder);

  return g_strconcat (redirect_uri, strchr (redirect_uri, '?') != NULL ? "&" : "?", query + 1, NULL);
}

/**
 * sb_demo_oauth_allow:
 * @request: a request
 * @parameters: what the authorize page was asked with, checked
 * @user_id: who allowed it
 *
 * Returns: (transfer full): where to redirect the browser, with a code
 */
char *
sb_demo_oauth_allow (SbDemoRequest *request, GHashTable *parameters, gint64 user_id)
{
  g_autofree char *code = sb_demo_secrets_new_token ();
  g_autofree char *hash = sb_demo_secrets_hash_token (code);

  sb_demo_store_run (request->store, "INSERT INTO oauth_codes (hash, client_id, redirect_uri, user_id, challenge,"
                                     "  expires_at) VALUES (?, ?, ?, ?, ?, ?)", "sssisi",
                     hash, g_hash_table_lookup (parameters, "client_id"),
                     g_hash_table_lookup (parameters, "redirect_uri"), user_id,
                     g_hash_table_lookup (parameters, "code_challenge"), request->now + CODE_SECONDS);

  return dup_redirect (parameters, "code", code);
}

/**
 * sb_demo_oauth_deny:
 *
 * Returns: (transfer full): where to redirect the browser when the user does not want to
 */
char *
sb_demo_oauth_deny (GHashTable *parameters)
{
  return dup_redirect (parameters, "error", "access_denied");
}

const SbDemoRoute sb_demo_oauth_routes[] = {
  { "POST", "/oauth2/token", SB_DEMO_ROUTE_NO_TOKEN, give_tokens },
  { NULL },
};
