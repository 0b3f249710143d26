/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SB_TYPE_TOKENS (sb_tokens_get_type ())

typedef struct _SbTokens SbTokens;

GType       sb_tokens_get_type          (void);

SbTokens   *sb_tokens_new               (const char  *access,
                                         const char  *refresh,
                                         const char  *client_id,
                                         const char  *client_secret,
                                         GDateTime   *expires_at) G_GNUC_WARN_UNUSED_RESULT;
SbTokens   *sb_tokens_new_renewed       (SbTokens    *self,
                                         const char  *access,
                                         const char  *refresh,
                                         GDateTime   *expires_at) G_GNUC_WARN_UNUSED_RESULT;
SbTokens   *sb_tokens_from_string       (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
SbTokens   *sb_tokens_ref               (SbTokens    *self);
void        sb_tokens_unref             (SbTokens    *self);

const char *sb_tokens_get_access        (SbTokens    *self);
const char *sb_tokens_get_refresh       (SbTokens    *self);
const char *sb_tokens_get_client_id     (SbTokens    *self);
const char *sb_tokens_get_client_secret (SbTokens    *self);
GDateTime  *sb_tokens_get_expires_at    (SbTokens    *self);

gboolean    sb_tokens_equal             (SbTokens    *a,
                                         SbTokens    *b);
char       *sb_tokens_to_string         (SbTokens    *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTokens, sb_tokens_unref)

G_END_DECLS
