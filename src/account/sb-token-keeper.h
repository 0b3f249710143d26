/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"
#include "sb-secret-store.h"

G_BEGIN_DECLS

#define SB_TYPE_TOKEN_KEEPER (sb_token_keeper_get_type ())
G_DECLARE_FINAL_TYPE (SbTokenKeeper, sb_token_keeper, SB, TOKEN_KEEPER, GObject)

SbTokenKeeper *sb_token_keeper_new          (SbSecretStore        *secrets) G_GNUC_WARN_UNUSED_RESULT;
const GError  *sb_token_keeper_get_error    (SbTokenKeeper        *self);

void           sb_token_keeper_keep         (SbTokenKeeper        *self,
                                             SbAccount            *account,
                                             SbTokens             *tokens);
gboolean       sb_token_keeper_has_tokens   (SbTokenKeeper        *self,
                                             SbAccount            *account);
void           sb_token_keeper_watch        (SbTokenKeeper        *self,
                                             SbAccount            *account,
                                             SbPlatform           *platform);
SbPlatform    *sb_token_keeper_dup_platform (SbTokenKeeper        *self,
                                             SbAccount            *account) G_GNUC_WARN_UNUSED_RESULT;
void           sb_token_keeper_unwatch      (SbTokenKeeper        *self,
                                             SbPlatform           *platform);
void           sb_token_keeper_load_async   (SbTokenKeeper        *self,
                                             SbAccount            *account,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
SbTokens      *sb_token_keeper_load_finish  (SbTokenKeeper        *self,
                                             GAsyncResult         *result,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void           sb_token_keeper_clear_async  (SbTokenKeeper        *self,
                                             SbAccount            *account,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       sb_token_keeper_clear_finish (SbTokenKeeper        *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
