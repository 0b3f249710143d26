/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tokens of one signed-in user, and the client that they were given to. A value: renewing makes a new one. Wiped at
 * the end. Its text form is what the keyring holds. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-rest"

#include "config.h"

#include "sb-tokens.h"

#include "sb-json-reader.h"
#include "sb-json.h"
#include "sb-time.h"
#include "sb-wipe.h"

/* Raised when an older program could not read the text any more. */
#define TEXT_VERSION "1"

struct _SbTokens
{
  char *access;
  char *refresh;
  char *client_id;
  char *client_secret;
  GDateTime *expires_at;
};

G_DEFINE_BOXED_TYPE (SbTokens, sb_tokens, sb_tokens_ref, sb_tokens_unref)

/**
 * sb_tokens_new:
 * @access: the access token
 * @refresh: (nullable): the refresh token
 * @client_id: (nullable): the OAuth client that they were given to
 * @client_secret: (nullable): that client's secret
 * @expires_at: (nullable): when @access expires
 *
 * Returns: (transfer full): tokens
 */
SbTokens *
sb_tokens_new (const char *access,
               const char *refresh,
               const char *client_id,
               const char *client_secret,
               GDateTime *expires_at)
{
  SbTokens *self;

  g_return_val_if_fail (access != NULL, NULL);

  self = g_atomic_rc_box_new0 (SbTokens);
  self->access = g_strdup (access);
  self->refresh = g_strdup (refresh);
  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);
  self->expires_at = expires_at == NULL ? NULL : g_date_time_ref (expires_at);

  return self;
}

/**
 * sb_tokens_new_renewed:
 * @self: the tokens so far
 * @access: the new access token
 * @refresh: (nullable): the new refresh token; %NULL means that the old one stays good
 * @expires_at: (nullable): when @access expires
 *
 * Returns: (transfer full): tokens of the same client
 */
SbTokens *
sb_tokens_new_renewed (SbTokens *self, const char *access, const char *refresh, GDateTime *expires_at)
{
  g_return_val_if_fail (self != NULL, NULL);

  return sb_tokens_new (access, refresh == NULL ? self->refresh : refresh, self->client_id, self->client_secret,
                        expires_at);
}

/**
 * sb_tokens_from_string:
 * @text: what sb_tokens_to_string() wrote, perhaps in another version of the program
 *
 * Returns: (transfer full) (nullable): the tokens, or %NULL if @text is of a newer version or is no such text
 */
SbTokens *
sb_tokens_from_string (const char *text)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (SbJsonReader) reader = NULL;
  g_autoptr (GDateTime) expires_at = NULL;
  const char *access;
  const char *refresh;
  const char *client_id;
  const char *client_secret;
  g_autofree char *version = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  bytes = g_bytes_new_static (text, strlen (text));
  root = sb_json_parse (bytes, NULL);
  if (root == NULL)
    return NULL;

  reader = sb_json_reader_new (root);
  version = sb_json_reader_require_id (reader, "version");
  access = sb_json_reader_require_string (reader, "access");
  refresh = sb_json_reader_optional_string (reader, "refresh");
  client_id = sb_json_reader_optional_string (reader, "client_id");
  client_secret = sb_json_reader_optional_string (reader, "client_secret");
  expires_at = sb_json_reader_optional_time (reader, "expires_at");

  if (!sb_json_reader_finish (reader, NULL) || g_strcmp0 (version, TEXT_VERSION) != 0 || *access == '\0')
    return NULL;

  return sb_tokens_new (access, refresh, client_id, client_secret, expires_at);
}

/**
 * sb_tokens_ref:
 * @self: tokens
 *
 * Returns: (transfer full): @self
 */
SbTokens *
sb_tokens_ref (SbTokens *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sb_tokens_clear (gpointer data)
{
  SbTokens *self = data;

  sb_wipe_free (self->access);
  sb_wipe_free (self->refresh);
  g_free (self->client_id);
  sb_wipe_free (self->client_secret);
  g_clear_pointer (&self->expires_at, g_date_time_unref);
}

/**
 * sb_tokens_unref:
 * @self: (transfer full): tokens
 *
 * Gives up a reference; with the last one the memory is wiped.
 */
void
sb_tokens_unref (SbTokens *self)
{
  g_atomic_rc_box_release_full (self, sb_tokens_clear);
}

/**
 * sb_tokens_get_access:
 * @self: tokens
 *
 * Returns: the access token; owned by @self
 */
const char *
sb_tokens_get_access (SbTokens *self)
{
  return self->access;
}

/**
 * sb_tokens_get_refresh:
 * @self: tokens
 *
 * Returns: (nullable): the refresh token; owned by @self
 */
const char *
sb_tokens_get_refresh (SbTokens *self)
{
  return self->refresh;
}

/**
 * sb_tokens_get_client_id:
 * @self: tokens
 *
 * Returns: (nullable): the OAuth client that the tokens were given to; owned by @self
 */
const char *
sb_tokens_get_client_id (SbTokens *self)
{
  return self->client_id;
}

/**
 * sb_tokens_get_client_secret:
 * @self: tokens
 *
 * Returns: (nullable): that client's secret; owned by @self
 */
const char *
sb_tokens_get_client_secret (SbTokens *self)
{
  return self->client_secret;
}

/**
 * sb_tokens_get_expires_at:
 * @self: tokens
 *
 * Returns: (transfer none) (nullable): when the access token expires, if that is known
 */
GDateTime *
sb_tokens_get_expires_at (SbTokens *self)
{
  return self->expires_at;
}

/**
 * sb_tokens_equal:
 * @a: tokens
 * @b: other tokens
 *
 * Returns: %TRUE if both are the same tokens of the same client; when they expire does not count
 */
gboolean
sb_tokens_equal (SbTokens *a, SbTokens *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a == b
      || (g_strcmp0 (a->access, b->access) == 0 && g_strcmp0 (a->refresh, b->refresh) == 0
          && g_strcmp0 (a->client_id, b->client_id) == 0 && g_strcmp0 (a->client_secret, b->client_secret) == 0);
}

/**
 * sb_tokens_to_string:
 * @self: tokens
 *
 * Returns: (transfer full): a text for a keyring, and nothing but a keyring; free it with sb_wipe_free()
 */
char *
sb_tokens_to_string (SbTokens *self)
{
  g_autofree char *expires_at = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->expires_at != NULL)
    expires_at = sb_time_to_rfc3339 (self->expires_at);

  return sb_json_object_string ("version", TEXT_VERSION,
                                "access", self->access,
                                "refresh", self->refresh,
                                "client_id", self->client_id,
                                "client_secret", self->client_secret,
                                "expires_at", expires_at,
                                NULL);
}
