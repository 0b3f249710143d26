/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where tokens are kept between two runs. Three outcomes are told apart: none stored, the user refused, no keyring. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-account"

#include "config.h"

#include "sb-secret-store.h"

G_DEFINE_QUARK (sb-secret-error-quark, sb_secret_error)

G_DEFINE_INTERFACE (SbSecretStore, sb_secret_store, G_TYPE_OBJECT)

static void
sb_secret_store_default_init (SbSecretStoreInterface *iface)
{
}

/**
 * sb_secret_store_load_async:
 * @self: a store
 * @account: whose tokens
 * @cancellable: (nullable): a cancellable
 * @callback: what to call at the end
 * @user_data: for @callback
 *
 * May ask the user to unlock the keyring.
 */
void
sb_secret_store_load_async (SbSecretStore *self,
                            SbAccount *account,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (SB_IS_SECRET_STORE (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));

  SB_SECRET_STORE_GET_IFACE (self)->load_async (self, account, cancellable, callback, user_data);
}

/**
 * sb_secret_store_load_finish:
 * @self: a store
 * @result: what the callback was given
 * @tokens: (out) (transfer full) (nullable): the tokens, or %NULL if none are stored
 * @error: return location for an #SbSecretError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if the store could be asked
 */
gboolean
sb_secret_store_load_finish (SbSecretStore *self, GAsyncResult *result, SbTokens **tokens, GError **error)
{
  g_return_val_if_fail (SB_IS_SECRET_STORE (self), FALSE);
  g_return_val_if_fail (tokens != NULL, FALSE);

  *tokens = NULL;

  return SB_SECRET_STORE_GET_IFACE (self)->load_finish (self, result, tokens, error);
}

/**
 * sb_secret_store_save_async:
 * @self: a store
 * @account: whose tokens
 * @tokens: the tokens, in place of those that were stored
 * @cancellable: (nullable): a cancellable
 * @callback: what to call at the end
 * @user_data: for @callback
 *
 * May ask the user to unlock the keyring.
 */
void
sb_secret_store_save_async (SbSecretStore *self,
                            SbAccount *account,
                            SbTokens *tokens,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (SB_IS_SECRET_STORE (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));
  g_return_if_fail (tokens != NULL);

  SB_SECRET_STORE_GET_IFACE (self)->save_async (self, account, tokens, cancellable, callback, user_data);
}

/**
 * sb_secret_store_save_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an #SbSecretError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if the tokens are stored
 */
gboolean
sb_secret_store_save_finish (SbSecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SB_IS_SECRET_STORE (self), FALSE);

  return SB_SECRET_STORE_GET_IFACE (self)->save_finish (self, result, error);
}

/**
 * sb_secret_store_clear_async:
 * @self: a store
 * @account: whose tokens
 * @cancellable: (nullable): a cancellable
 * @callback: what to call at the end
 * @user_data: for @callback
 */
void
sb_secret_store_clear_async (SbSecretStore *self,
                             SbAccount *account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (SB_IS_SECRET_STORE (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));

  SB_SECRET_STORE_GET_IFACE (self)->clear_async (self, account, cancellable, callback, user_data);
}

/**
 * sb_secret_store_clear_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an #SbSecretError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if no tokens are stored any more, also if none were
 */
gboolean
sb_secret_store_clear_finish (SbSecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SB_IS_SECRET_STORE (self), FALSE);

  return SB_SECRET_STORE_GET_IFACE (self)->clear_finish (self, result, error);
}
