/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens and passwords: making them, and what is stored in their place. A token is stored as its SHA-256, a password
 * as a salted PBKDF2 hash; neither can be read from the store. */

#include "config.h"

#include "sb-demo-secrets.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>

#define TOKEN_BYTES 32
#define SALT_BYTES 16
#define DIGEST_BYTES 32
#define ITERATIONS 20000

static char *
base64url (const guchar *bytes, gsize length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';

  return text;
}

static void
fill_random (guchar *bytes, gsize length)
{
  /* Up to 256 bytes come whole (getrandom(2)). */
  if (getrandom (bytes, length, 0) != (gssize) length)
    g_error ("The system has no random bytes");
}

/**
 * sb_demo_secrets_new_token:
 *
 * Returns: (transfer full): 256 random bits, fit for an address
 */
char *
sb_demo_secrets_new_token (void)
{
  guchar bytes[TOKEN_BYTES];

  fill_random (bytes, sizeof bytes);

  return base64url (bytes, sizeof bytes);
}

/**
 * sb_demo_secrets_hash_token:
 *
 * Returns: (transfer full): what is stored in @token's place
 */
char *
sb_demo_secrets_hash_token (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

static void
hmac (const char *key, gsize key_length, const char *text, guchar digest[DIGEST_BYTES])
{
  g_autoptr (GHmac) sum = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) key, key_length);
  gsize length = DIGEST_BYTES;

  g_hmac_update (sum, (const guchar *) text, -1);
  g_hmac_get_digest (sum, digest, &length);
}

/**
 * sb_demo_secrets_derive_token:
 * @secret: the platform's secret, see sb_demo_secrets_load()
 * @purpose: what the token is for
 * @name: what it belongs to
 *
 * A begin that is repeated must answer the same token, and the store holds hashes only; so this one is not random but
 * follows from a secret that lies beside the store.
 *
 * Returns: (transfer full): always the same token for the same @purpose and @name
 */
char *
sb_demo_secrets_derive_token (const char *secret, const char *purpose, const char *name)
{
  g_autofree char *text = g_strconcat (purpose, ":", name, NULL);
  guchar digest[DIGEST_BYTES];

  hmac (secret, strlen (secret), text, digest);

  return base64url (digest, sizeof digest);
}

/**
 * sb_demo_secrets_load:
 * @folder: the platform's folder
 * @error: return location for a #GFileError
 *
 * Reads the platform's secret, or makes one.
 *
 * Returns: (transfer full) (nullable): the secret, or %NULL with @error set
 */
char *
sb_demo_secrets_load (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "secret", NULL);
  g_autofree char *secret = NULL;

  if (g_file_get_contents (path, &secret, NULL, NULL) && strlen (secret) >= TOKEN_BYTES)
    return g_steal_pointer (&secret);

  g_free (secret);
  secret = sb_demo_secrets_new_token ();
  if (!g_file_set_contents_full (path, secret, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return NULL;

  return g_steal_pointer (&secret);
}

/**
 * sb_demo_secrets_challenge:
 * @verifier: a PKCE verifier
 *
 * Returns: (transfer full): its S256 challenge (RFC 7636 §4.2)
 */
char *
sb_demo_secrets_challenge (const char *verifier)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[DIGEST_BYTES];
  gsize length = sizeof digest;

  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &length);

  return base64url (digest, length);
}

/**
 * sb_demo_secrets_equal:
 *
 * Returns: %TRUE if @a and @b are equal, found out in a time that does not depend on where they differ
 */
gboolean
sb_demo_secrets_equal (const char *a, const char *b)
{
  const gsize length = strlen (a);
  guchar difference = 0;

  if (length != strlen (b))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    difference |= a[i] ^ b[i];

  return difference == 0;
}

/* PBKDF2-HMAC-SHA256 for one block (RFC 8018 §5.2). The keyed state is copied, not made again each round. */
static void
pbkdf2 (const char *password, const guchar *salt, guchar result[DIGEST_BYTES])
{
  g_autoptr (GHmac) keyed = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) password, strlen (password));
  const guchar block[4] = { 0, 0, 0, 1 };
  guchar round[DIGEST_BYTES];

  for (int i = 0; i < ITERATIONS; i++)
    {
      g_autoptr (GHmac) sum = g_hmac_copy (keyed);
      gsize length = DIGEST_BYTES;

      if (i == 0)
        {
          g_hmac_update (sum, salt, SALT_BYTES);
          g_hmac_update (sum, block, sizeof block);
        }
      else
        g_hmac_update (sum, round, DIGEST_BYTES);

      g_hmac_get_digest (sum, round, &length);
      for (int j = 0; j < DIGEST_BYTES; j++)
        result[j] = i == 0 ? round[j] : result[j] ^ round[j];
    }
}

static char *
hash_with_salt (const char *password, const guchar *salt)
{
  guchar digest[DIGEST_BYTES];
  g_autofree char *salt_text = base64url (salt, SALT_BYTES);
  g_autofree char *digest_text = NULL;

  pbkdf2 (password, salt, digest);
  digest_text = base64url (digest, sizeof digest);

  return g_strdup_printf ("pbkdf2-sha256$%d$%s$%s", ITERATIONS, salt_text, digest_text);
}

/**
 * sb_demo_secrets_hash_password:
 *
 * Returns: (transfer full): what is stored in @password's place
 */
char *
sb_demo_secrets_hash_password (const char *password)
{
  guchar salt[SALT_BYTES];

  fill_random (salt, sizeof salt);

  return hash_with_salt (password, salt);
}

/**
 * sb_demo_secrets_check_password:
 * @password: what somebody typed
 * @hash: what sb_demo_secrets_hash_password() gave
 *
 * Returns: %TRUE if it is the password
 */
gboolean
sb_demo_secrets_check_password (const char *password, const char *hash)
{
  g_auto (GStrv) parts = g_strsplit (hash, "$", 4);
  g_autofree char *padded = NULL;
  g_autofree guchar *salt = NULL;
  g_autofree char *again = NULL;
  gsize length;

  if (g_strv_length (parts) != 4)
    return FALSE;

  padded = g_strconcat (parts[2], "==", NULL);
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  salt = g_base64_decode (padded, &length);
  if (length != SALT_BYTES)
    return FALSE;

  again = hash_with_salt (password, salt);

  return sb_demo_secrets_equal (again, hash);
}
