/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbCredentials:
 *
 * What is exchanged for tokens: a user name and a password, or the code of an OAuth 2 authorisation. Wiped when freed.
 */
typedef struct
{
  char *user_name;     /* NULL: this is a code */
  char *password;
  char *code;          /* NULL: this is a password */
  char *code_verifier;
  char *redirect_uri;
  char *client_id;     /* nullable with a password: the platform's own login call, which needs no client */
  char *client_secret; /* nullable */
} SbCredentials;

SbCredentials *sb_credentials_new_password (const char    *user_name,
                                            const char    *password,
                                            const char    *client_id,
                                            const char    *client_secret) G_GNUC_WARN_UNUSED_RESULT;
SbCredentials *sb_credentials_new_code     (const char    *code,
                                            const char    *code_verifier,
                                            const char    *redirect_uri,
                                            const char    *client_id,
                                            const char    *client_secret) G_GNUC_WARN_UNUSED_RESULT;
SbCredentials *sb_credentials_copy         (const SbCredentials *self) G_GNUC_WARN_UNUSED_RESULT;
void           sb_credentials_free         (SbCredentials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCredentials, sb_credentials_free)

G_END_DECLS
