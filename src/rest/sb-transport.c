/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can carry a request to a platform and bring back a reply: HTTP, or a queue in a test. It reports what went wrong
 * on the way; what the reply means is sb_reply_judge()'s matter. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-rest"

#include "config.h"

#include "sb-transport.h"

G_DEFINE_INTERFACE (SbTransport, sb_transport, G_TYPE_OBJECT)

static void
sb_transport_default_init (SbTransportInterface *iface)
{
}

/**
 * sb_transport_send_async:
 * @self: a transport
 * @request: what to ask
 * @bearer: (nullable): the token to send along; never logged, never sent to another origin
 * @cancellable: (nullable): a cancellable
 * @callback: what to call when the reply is there
 * @user_data: for @callback
 */
void
sb_transport_send_async (SbTransport *self,
                         SbRequest *request,
                         const char *bearer,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (SB_IS_TRANSPORT (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  SB_TRANSPORT_GET_IFACE (self)->send_async (self, request, bearer, cancellable, callback, user_data);
}

/**
 * sb_transport_send_finish:
 * @self: a transport
 * @result: what the callback was given
 * @error: return location for %SB_API_ERROR_NETWORK, `_HOST_UNKNOWN`, `_TIMEOUT`, `_TLS`, `_INSECURE` or `_PROTOCOL`

 *   (too large, too many redirects, a redirect to another origin), or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the reply, of whatever status
 */
SbReply *
sb_transport_send_finish (SbTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SB_IS_TRANSPORT (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);

  return SB_TRANSPORT_GET_IFACE (self)->send_finish (self, result, error);
}
