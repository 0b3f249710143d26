/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-account-store.h"
#include "sb-platform.h"
#include "sb-secret-store.h"

G_BEGIN_DECLS

/**
 * SbPlatformFactory:
 * @origin: an origin
 *
 * What makes platforms, if the construct-only property `factory` says another one than sb_platform_for_origin().
 *
 * Returns: (transfer full) (nullable): a platform that nobody is signed in at, or %NULL if none could be there
 */
typedef SbPlatform *(*SbPlatformFactory) (const char *origin);

/**
 * SbOpenUrlFunc:
 * @url: the address of the platform's own sign-in page
 * @user_data: what was given to sb_sign_in_with_browser_async()
 *
 * Shows @url in the desktop's browser. Called once, in the main context that the sign-in was started in.
 */
typedef void (*SbOpenUrlFunc) (const char *url,
                               gpointer    user_data);

#define SB_TYPE_SIGN_IN (sb_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (SbSignIn, sb_sign_in, SB, SIGN_IN, GObject)

SbSignIn     *sb_sign_in_new                 (SbSecretStore        *secrets,
                                              SbAccountStore       *accounts) G_GNUC_WARN_UNUSED_RESULT;
const GError *sb_sign_in_get_secret_error    (SbSignIn             *self);

void          sb_sign_in_with_password_async (SbSignIn             *self,
                                              const char           *address,
                                              const char           *user_name,
                                              const char           *password,
                                              const char           *client_id,
                                              const char           *client_secret,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void          sb_sign_in_with_browser_async  (SbSignIn             *self,
                                              const char           *address,
                                              const char           *client_id,
                                              SbOpenUrlFunc         open_url,
                                              gpointer              open_url_data,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void          sb_sign_in_resume_async        (SbSignIn             *self,
                                              SbAccount            *account,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
SbPlatform   *sb_sign_in_finish              (SbSignIn             *self,
                                              GAsyncResult         *result,
                                              SbAccount           **account,
                                              SbIdentity          **identity,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void          sb_sign_in_sign_out_async      (SbSignIn             *self,
                                              SbAccount            *account,
                                              SbPlatform           *platform,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean      sb_sign_in_sign_out_finish     (SbSignIn             *self,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
