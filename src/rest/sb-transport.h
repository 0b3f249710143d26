/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-reply.h"
#include "sb-request.h"

G_BEGIN_DECLS

#define SB_TYPE_TRANSPORT (sb_transport_get_type ())
G_DECLARE_INTERFACE (SbTransport, sb_transport, SB, TRANSPORT, GObject)

struct _SbTransportInterface
{
  GTypeInterface parent_iface;

  void     (*send_async)  (SbTransport          *self,
                           SbRequest            *request,
                           const char           *bearer,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data);
  SbReply *(*send_finish) (SbTransport          *self,
                           GAsyncResult         *result,
                           GError              **error);
};

void     sb_transport_send_async  (SbTransport          *self,
                                   SbRequest            *request,
                                   const char           *bearer,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
SbReply *sb_transport_send_finish (SbTransport          *self,
                                   GAsyncResult         *result,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
