/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char     *sb_demo_secrets_new_token      (void) G_GNUC_WARN_UNUSED_RESULT;
char     *sb_demo_secrets_hash_token     (const char  *token) G_GNUC_WARN_UNUSED_RESULT;
char     *sb_demo_secrets_derive_token   (const char  *secret,
                                          const char  *purpose,
                                          const char  *name) G_GNUC_WARN_UNUSED_RESULT;
char     *sb_demo_secrets_load           (const char  *folder,
                                          GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char     *sb_demo_secrets_challenge      (const char  *verifier) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sb_demo_secrets_equal          (const char  *a,
                                          const char  *b);

char     *sb_demo_secrets_hash_password  (const char  *password) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sb_demo_secrets_check_password (const char  *password,
                                          const char  *hash);

G_END_DECLS
