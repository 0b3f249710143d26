/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens: given out, judged, taken back. An access token and the refresh token that came with it are a pair and die
 * together. The token of a log-in is an access token that names its session and is as good as the session is. */

#include "config.h"

#include "sb-demo-tokens.h"

#include "sb-demo-secrets.h"

#define REFRESH_SECONDS (14 * 24 * 60 * 60)
#define WEB_SECONDS (8 * 60 * 60)

static void
store_token (SbDemoRequest *request, const char *token, const char *kind, gint64 user_id, const char *pair,
             const char *client_id, gint64 seconds)
{
  g_autofree char *hash = sb_demo_secrets_hash_token (token);

  sb_demo_store_run (request->store, "INSERT INTO tokens (hash, kind, user_id, pair, client_id, created_at,"
                                     "  expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)", "ssissii",
                     hash, kind, user_id, pair, client_id, request->now, request->now + seconds);
}

/**
 * sb_demo_tokens_issue:
 * @request: the request that they answer
 * @user_id: whom they belong to
 * @client_id: (nullable): the OAuth client that they are given to
 * @with_refresh: whether there is to be a refresh token
 *
 * Returns: (transfer full): new tokens
 */
SbDemoTokens *
sb_demo_tokens_issue (SbDemoRequest *request, gint64 user_id, const char *client_id, gboolean with_refresh)
{
  SbDemoTokens *self = g_new0 (SbDemoTokens, 1);
  g_autofree char *pair = g_uuid_string_random ();

  self->access = sb_demo_secrets_new_token ();
  self->expires_in = request->platform->options->token_seconds;
  store_token (request, self->access, "access", user_id, pair, client_id, self->expires_in);

  if (with_refresh)
    {
      self->refresh = sb_demo_secrets_new_token ();
      store_token (request, self->refresh, "refresh", user_id, pair, client_id, REFRESH_SECONDS);
    }

  return self;
}

void
sb_demo_tokens_free (SbDemoTokens *self)
{
  g_free (self->access);
  g_free (self->refresh);
  g_free (self);
}

/**
 * sb_demo_tokens_issue_web:
 *
 * Returns: (transfer full): the value of a cookie for the pages
 */
char *
sb_demo_tokens_issue_web (SbDemoRequest *request, gint64 user_id)
{
  g_autofree char *pair = g_uuid_string_random ();
  char *token = sb_demo_secrets_new_token ();

  store_token (request, token, "web", user_id, pair, NULL, WEB_SECONDS);

  return token;
}

/**
 * sb_demo_tokens_revoke_pair:
 *
 * Takes back @token and what came with it.
 */
void
sb_demo_tokens_revoke_pair (SbDemoRequest *request, const char *token)
{
  g_autofree char *hash = sb_demo_secrets_hash_token (token);

  sb_demo_store_run (request->store, "UPDATE tokens SET revoked_at = ? WHERE revoked_at IS NULL"
                                     "  AND pair = (SELECT pair FROM tokens WHERE hash = ?)", "is", request->now, hash);
}

/**
 * sb_demo_tokens_judge:
 * @request: a request; its caller is set if the token is good
 * @token: what it carries
 * @kind: `access` or `web`
 *
 * Returns: (nullable): %NULL if the token is good, else the reason why not
 */
const char *
sb_demo_tokens_judge (SbDemoRequest *request, const char *token, const char *kind)
{
  g_autofree char *hash = sb_demo_secrets_hash_token (token);
  g_autoptr (SbDemoRows) rows = NULL;
  SbDemoCaller *caller = &request->caller;

  rows = sb_demo_store_query (request->store,
                              "SELECT t.user_id, u.level, t.session_uuid, s.administrator_id, t.revoked_at IS NOT NULL,"
                              "  coalesce (s.expires_at, t.expires_at), coalesce (s.state, 'open'), u.is_active "
                              "FROM tokens t JOIN users u ON u.id = t.user_id "
                              "LEFT JOIN sessions s ON s.uuid = t.session_uuid WHERE t.hash = ? AND t.kind = ?",
                              "ss", hash, kind);
  if (!sb_demo_rows_next (rows))
    return "token_invalid";

  if (sb_demo_rows_int (rows, 5) <= request->now || g_strcmp0 (sb_demo_rows_text (rows, 6), "open") != 0)
    return "token_expired";

  if (sb_demo_rows_int (rows, 4) || !sb_demo_rows_int (rows, 7))
    return "token_invalid";

  caller->user_id = sb_demo_rows_int (rows, 0);
  caller->level = g_strdup (sb_demo_rows_text (rows, 1));
  caller->session_uuid = g_strdup (sb_demo_rows_text (rows, 2));
  caller->impersonator_id = sb_demo_rows_int (rows, 3);
  caller->token = g_strdup (token);

  return NULL;
}

/**
 * sb_demo_tokens_dup_bearer:
 *
 * Returns: (transfer full) (nullable): the token in the request's `Authorization`
 */
char *
sb_demo_tokens_dup_bearer (SbDemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", 7) != 0)
    return NULL;

  return g_strstrip (g_strdup (value + 7));
}
