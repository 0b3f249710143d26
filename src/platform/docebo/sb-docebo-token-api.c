/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is exchanged for tokens, and how (docs/platform-api.md, section 2): the pure halves, which signing in and
 * refreshing share. */

#include "config.h"

#include "sb-docebo-token-api.h"

#include "sb-docebo-json.h"
#include "sb-json.h"
#include "sb-wipe.h"

void
sb_docebo_grant_free (SbDoceboGrant *self)
{
  sb_wipe_free (self->access);
  sb_wipe_free (self->refresh);
  g_free (self);
}

static GDateTime *
expiry (const SbDoceboGrant *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return self->expires_in > 0 ? g_date_time_add_seconds (now, self->expires_in) : NULL;
}

/**
 * sb_docebo_grant_renew:
 * @self: what the platform gave
 * @old: the tokens that it was given for
 *
 * Returns: (transfer full): tokens of the same client; the old refresh token stays if there is no new one
 */
SbTokens *
sb_docebo_grant_renew (const SbDoceboGrant *self, SbTokens *old)
{
  g_autoptr (GDateTime) expires_at = expiry (self);

  return sb_tokens_new_renewed (old, self->access, self->refresh, expires_at);
}

/**
 * sb_docebo_grant_to_tokens:
 * @self: what the platform gave
 * @credentials: what it was given for
 *
 * Returns: (transfer full): tokens of the client in @credentials
 */
SbTokens *
sb_docebo_grant_to_tokens (const SbDoceboGrant *self, const SbCredentials *credentials)
{
  g_autoptr (GDateTime) expires_at = expiry (self);

  return sb_tokens_new (self->access, self->refresh, credentials->client_id, credentials->client_secret, expires_at);
}

static gpointer
read_grant (SbJsonReader *reader, GError **error)
{
  g_autoptr (SbDoceboGrant) grant = g_new0 (SbDoceboGrant, 1);
  GError *local_error = NULL;

  grant->access = sb_docebo_read_token (reader, "access_token", &local_error);
  grant->refresh = g_strdup (sb_json_reader_optional_string (reader, "refresh_token"));
  grant->expires_in = sb_docebo_read_count (reader, "expires_in");

  if (grant->refresh != NULL && *grant->refresh == '\0')
    g_clear_pointer (&grant->refresh, g_free);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&grant) : NULL;
}

/**
 * sb_docebo_describe_login:
 * @credentials: a user name and a password
 * @time_zone: the user's time zone, e.g. "Europe/Berlin"
 *
 * Returns: (transfer full): the request of the platform's own login call
 */
SbRequest *
sb_docebo_describe_login (const SbCredentials *credentials, const char *time_zone)
{
  SbRequest *request = sb_request_new (SB_METHOD_POST, "/manage/v1/user/login");

  sb_request_set_authorised (request, FALSE);
  sb_request_take_secret_json (request, sb_json_object_string ("username", credentials->user_name,
                                                               "password", credentials->password,
                                                               "issue_refresh_token", SB_JSON_TRUE,
                                                               "client_timezone_textual", time_zone,
                                                               NULL));

  return request;
}

/**
 * sb_docebo_parse_login:
 *
 * Returns: (transfer full) (nullable): an SbDoceboGrant
 */
gpointer
sb_docebo_parse_login (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);

  sb_json_reader_enter_object (reader, "data");

  return read_grant (reader, error);
}

static SbRequest *
token_request_new (const char *grant_type, const char *client_id, const char *client_secret)
{
  SbRequest *request = sb_request_new (SB_METHOD_POST, "/oauth2/token");

  sb_request_set_authorised (request, FALSE);
  sb_request_add_form (request, "grant_type", grant_type);
  sb_request_add_form (request, "client_id", client_id);
  sb_request_add_form (request, "client_secret", client_secret);

  return request;
}

/**
 * sb_docebo_describe_token:
 * @credentials: a code, or a user name and password with a client
 *
 * Returns: (transfer full): the request that exchanges @credentials for tokens of its client
 */
SbRequest *
sb_docebo_describe_token (const SbCredentials *credentials)
{
  const gboolean is_code = credentials->code != NULL;
  SbRequest *request = token_request_new (is_code ? "authorization_code" : "password", credentials->client_id,
                                          credentials->client_secret);

  if (is_code)
    {
      sb_request_add_form (request, "code", credentials->code);
      sb_request_add_form (request, "redirect_uri", credentials->redirect_uri);
      sb_request_add_form (request, "code_verifier", credentials->code_verifier);
    }
  else
    {
      sb_request_add_form (request, "scope", "api");
      sb_request_add_form (request, "username", credentials->user_name);
      sb_request_add_form (request, "password", credentials->password);
    }

  return request;
}

/**
 * sb_docebo_describe_refresh:
 * @tokens: tokens with a refresh token
 *
 * Returns: (transfer full): the request for new tokens; it is not repeated, since the platform may take the refresh
 *   token only once
 */
SbRequest *
sb_docebo_describe_refresh (SbTokens *tokens)
{
  SbRequest *request = token_request_new ("refresh_token", sb_tokens_get_client_id (tokens),
                                          sb_tokens_get_client_secret (tokens));

  sb_request_add_form (request, "refresh_token", sb_tokens_get_refresh (tokens));

  return request;
}

/**
 * sb_docebo_parse_token:
 *
 * Returns: (transfer full) (nullable): an SbDoceboGrant, of an answer without envelope
 */
gpointer
sb_docebo_parse_token (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);

  return read_grant (reader, error);
}
