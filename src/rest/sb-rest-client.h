/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-authorizer.h"
#include "sb-transport.h"

G_BEGIN_DECLS

/**
 * SbReplyParser:
 * @root: the answer, immutable
 * @parser_data: (nullable): what was given to sb_rest_client_call_async()
 * @error: return location for an error
 *
 * Turns an answer into an object. A pure function: it may be called in another thread.
 *
 * Returns: (transfer full) (nullable): the object, or %NULL with @error set
 */
typedef gpointer (*SbReplyParser) (JsonNode  *root,
                                   gpointer   parser_data,
                                   GError   **error);

#define SB_TYPE_REST_CLIENT (sb_rest_client_get_type ())
G_DECLARE_FINAL_TYPE (SbRestClient, sb_rest_client, SB, REST_CLIENT, GObject)

SbRestClient *sb_rest_client_new                (SbTransport          *transport,
                                                 SbAuthorizer         *authorizer) G_GNUC_WARN_UNUSED_RESULT;

void          sb_rest_client_call_async         (SbRestClient         *self,
                                                 SbRequest            *request,
                                                 SbReplyParser         parser,
                                                 gpointer              parser_data,
                                                 GDestroyNotify        parser_data_free,
                                                 GDestroyNotify        result_free,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gpointer      sb_rest_client_call_finish        (SbRestClient         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void          sb_rest_client_fetch_bytes_async  (SbRestClient         *self,
                                                 const char           *url,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
GBytes       *sb_rest_client_fetch_bytes_finish (SbRestClient         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
