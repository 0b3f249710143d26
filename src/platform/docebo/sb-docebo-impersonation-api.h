/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"
#include "sb-request.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

SbRequest *sb_docebo_describe_capabilities   (void) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_capabilities      (JsonNode             *root,
                                              gpointer              unused,
                                              GError              **error);
SbRequest *sb_docebo_describe_begin          (const SbBeginRequest *begin) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_begin             (JsonNode             *root,
                                              gpointer              begin,
                                              GError              **error);
SbRequest *sb_docebo_describe_end            (const char           *uuid,
                                              SbEndHow              how) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_end               (JsonNode             *root,
                                              gpointer              uuid,
                                              GError              **error);
SbRequest *sb_docebo_describe_keep_alive     (const char           *uuid) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_keep_alive        (JsonNode             *root,
                                              gpointer              uuid,
                                              GError              **error);
SbRequest *sb_docebo_describe_session        (const char           *uuid) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_session           (JsonNode             *root,
                                              gpointer              unused,
                                              GError              **error);
SbRequest *sb_docebo_describe_open_sessions  (void) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_open_sessions     (JsonNode             *root,
                                              gpointer              unused,
                                              GError              **error);

void       sb_docebo_load_capabilities_async (SbPlatform           *platform,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void       sb_docebo_begin_async             (SbPlatform           *platform,
                                              const SbBeginRequest *request,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void       sb_docebo_end_async               (SbPlatform           *platform,
                                              const char           *uuid,
                                              SbEndHow              how,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void       sb_docebo_keep_alive_async        (SbPlatform           *platform,
                                              const char           *uuid,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void       sb_docebo_load_session_async      (SbPlatform           *platform,
                                              const char           *uuid,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void       sb_docebo_list_open_sessions_async
                                             (SbPlatform           *platform,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);

G_END_DECLS
