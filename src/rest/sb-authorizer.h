/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SB_TYPE_AUTHORIZER (sb_authorizer_get_type ())
G_DECLARE_INTERFACE (SbAuthorizer, sb_authorizer, SB, AUTHORIZER, GObject)

struct _SbAuthorizerInterface
{
  GTypeInterface parent_iface;

  char     *(*dup_bearer)     (SbAuthorizer         *self);
  void      (*refresh_async)  (SbAuthorizer         *self,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
  gboolean  (*refresh_finish) (SbAuthorizer         *self,
                               GAsyncResult         *result,
                               GError              **error);
};

char     *sb_authorizer_dup_bearer     (SbAuthorizer         *self) G_GNUC_WARN_UNUSED_RESULT;
void      sb_authorizer_refresh_async  (SbAuthorizer         *self,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean  sb_authorizer_refresh_finish (SbAuthorizer         *self,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
