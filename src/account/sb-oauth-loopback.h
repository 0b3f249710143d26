/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SB_TYPE_OAUTH_LOOPBACK (sb_oauth_loopback_get_type ())
G_DECLARE_FINAL_TYPE (SbOauthLoopback, sb_oauth_loopback, SB, OAUTH_LOOPBACK, GObject)

SbOauthLoopback *sb_oauth_loopback_new              (GError              **error) G_GNUC_WARN_UNUSED_RESULT;

const char      *sb_oauth_loopback_get_redirect_uri (SbOauthLoopback      *self);
const char      *sb_oauth_loopback_get_state        (SbOauthLoopback      *self);
const char      *sb_oauth_loopback_get_verifier     (SbOauthLoopback      *self);
const char      *sb_oauth_loopback_get_challenge    (SbOauthLoopback      *self);

void             sb_oauth_loopback_wait_async       (SbOauthLoopback      *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
char            *sb_oauth_loopback_wait_finish      (SbOauthLoopback      *self,
                                                     GAsyncResult         *result,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
