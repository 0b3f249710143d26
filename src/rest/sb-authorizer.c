/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever holds the token: says what it is, and can get a new one. It sends nothing itself; that a refresh happens only
 * once for everybody who waits is SbRestClient's matter. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-rest"

#include "config.h"

#include "sb-authorizer.h"

G_DEFINE_INTERFACE (SbAuthorizer, sb_authorizer, G_TYPE_OBJECT)

static void
sb_authorizer_default_init (SbAuthorizerInterface *iface)
{
}

/**
 * sb_authorizer_dup_bearer:
 * @self: an authorizer
 *
 * Returns: (transfer full) (nullable): the token as it is now, to be freed with sb_wipe_free(), or %NULL if nobody is
 *   signed in
 */
char *
sb_authorizer_dup_bearer (SbAuthorizer *self)
{
  g_return_val_if_fail (SB_IS_AUTHORIZER (self), NULL);

  return SB_AUTHORIZER_GET_IFACE (self)->dup_bearer (self);
}

/**
 * sb_authorizer_refresh_async:
 * @self: an authorizer
 * @cancellable: (nullable): a cancellable
 * @callback: what to call when there is a new token, or none to be had
 * @user_data: for @callback
 */
void
sb_authorizer_refresh_async (SbAuthorizer *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (SB_IS_AUTHORIZER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  SB_AUTHORIZER_GET_IFACE (self)->refresh_async (self, cancellable, callback, user_data);
}

/**
 * sb_authorizer_refresh_finish:
 * @self: an authorizer
 * @result: what the callback was given
 * @error: return location for an #SbApiError; %SB_API_ERROR_UNAUTHORIZED if it takes a new sign-in
 *
 * Returns: %TRUE if sb_authorizer_dup_bearer() now gives a new token
 */
gboolean
sb_authorizer_refresh_finish (SbAuthorizer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SB_IS_AUTHORIZER (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);

  return SB_AUTHORIZER_GET_IFACE (self)->refresh_finish (self, result, error);
}
