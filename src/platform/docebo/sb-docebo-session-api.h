/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"
#include "sb-request.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

SbRequest *sb_docebo_describe_probe  (void) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_probe     (JsonNode             *root,
                                      gpointer              origin,
                                      GError              **error);
SbRequest *sb_docebo_describe_logout (void) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_logout    (JsonNode             *root,
                                      gpointer              unused,
                                      GError              **error);
SbRequest *sb_docebo_describe_who_am_i (void) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_who_am_i  (JsonNode             *root,
                                      gpointer              unused,
                                      GError              **error);

char      *sb_docebo_dup_authorize_url (SbPlatform         *platform,
                                        const char         *client_id,
                                        const char         *redirect_uri,
                                        const char         *state,
                                        const char         *challenge) G_GNUC_WARN_UNUSED_RESULT;
void       sb_docebo_probe_async     (SbPlatform           *platform,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
void       sb_docebo_sign_in_async   (SbPlatform           *platform,
                                      const SbCredentials  *credentials,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
void       sb_docebo_sign_out_async  (SbPlatform           *platform,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
void       sb_docebo_who_am_i_async  (SbPlatform           *platform,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);

G_END_DECLS
