/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sb-account.h"
#include "sb-tokens.h"

G_BEGIN_DECLS

/**
 * SbSecretError:
 * @SB_SECRET_ERROR_LOCKED: the keyring is locked and stays so
 * @SB_SECRET_ERROR_UNAVAILABLE: there is no keyring on this machine, or it does not work
 * @SB_SECRET_ERROR_DENIED: the user said no
 *
 * What can go wrong with a keyring. A cancelled operation stays %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  SB_SECRET_ERROR_LOCKED,
  SB_SECRET_ERROR_UNAVAILABLE,
  SB_SECRET_ERROR_DENIED,
} SbSecretError;

#define SB_SECRET_ERROR (sb_secret_error_quark ())
GQuark sb_secret_error_quark (void);

#define SB_TYPE_SECRET_STORE (sb_secret_store_get_type ())
G_DECLARE_INTERFACE (SbSecretStore, sb_secret_store, SB, SECRET_STORE, GObject)

struct _SbSecretStoreInterface
{
  GTypeInterface parent_iface;

  void     (*load_async)   (SbSecretStore *self, SbAccount *account, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*load_finish)  (SbSecretStore *self, GAsyncResult *result, SbTokens **tokens, GError **error);
  void     (*save_async)   (SbSecretStore *self, SbAccount *account, SbTokens *tokens, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*save_finish)  (SbSecretStore *self, GAsyncResult *result, GError **error);
  void     (*clear_async)  (SbSecretStore *self, SbAccount *account, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*clear_finish) (SbSecretStore *self, GAsyncResult *result, GError **error);
};

void     sb_secret_store_load_async   (SbSecretStore        *self,
                                       SbAccount            *account,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean sb_secret_store_load_finish  (SbSecretStore        *self,
                                       GAsyncResult         *result,
                                       SbTokens            **tokens,
                                       GError              **error);
void     sb_secret_store_save_async   (SbSecretStore        *self,
                                       SbAccount            *account,
                                       SbTokens             *tokens,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean sb_secret_store_save_finish  (SbSecretStore        *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void     sb_secret_store_clear_async  (SbSecretStore        *self,
                                       SbAccount            *account,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean sb_secret_store_clear_finish (SbSecretStore        *self,
                                       GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
