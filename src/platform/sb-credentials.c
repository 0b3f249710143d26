/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sb-credentials.h"

#include <string.h>

/* explicit_bzero() cannot be optimised away, as a memset() before free() is. */
static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));

  g_free (secret);
}

/**
 * sb_credentials_new_password:
 * @user_name: the user name
 * @password: the password
 * @client_id: (nullable): the OAuth 2 client, or %NULL for the platform's own login call
 * @client_secret: (nullable): the client's secret, if it has one
 *
 * Returns: (transfer full): credentials; everything is copied
 */
SbCredentials *
sb_credentials_new_password (const char *user_name,
                             const char *password,
                             const char *client_id,
                             const char *client_secret)
{
  SbCredentials *self = g_new0 (SbCredentials, 1);

  self->user_name = g_strdup (user_name);
  self->password = g_strdup (password);
  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);

  return self;
}

/**
 * sb_credentials_new_code:
 * @code: the code that came back by the redirect
 * @code_verifier: the secret behind the challenge (RFC 7636)
 * @redirect_uri: the address that the code was sent to
 * @client_id: the OAuth 2 client
 * @client_secret: (nullable): the client's secret, if it has one
 *
 * Returns: (transfer full): credentials; everything is copied
 */
SbCredentials *
sb_credentials_new_code (const char *code,
                         const char *code_verifier,
                         const char *redirect_uri,
                         const char *client_id,
                         const char *client_secret)
{
  SbCredentials *self = g_new0 (SbCredentials, 1);

  self->code = g_strdup (code);
  self->code_verifier = g_strdup (code_verifier);
  self->redirect_uri = g_strdup (redirect_uri);
  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);

  return self;
}

/**
 * sb_credentials_copy:
 *
 * Returns: (transfer full): a copy
 */
SbCredentials *
sb_credentials_copy (const SbCredentials *self)
{
  SbCredentials *copy = sb_credentials_new_password (self->user_name, self->password, self->client_id,
                                                     self->client_secret);

  copy->code = g_strdup (self->code);
  copy->code_verifier = g_strdup (self->code_verifier);
  copy->redirect_uri = g_strdup (self->redirect_uri);

  return copy;
}

void
sb_credentials_free (SbCredentials *self)
{
  g_free (self->user_name);
  wipe (self->password);
  wipe (self->code);
  wipe (self->code_verifier);
  g_free (self->redirect_uri);
  g_free (self->client_id);
  wipe (self->client_secret);
  g_free (self);
}
