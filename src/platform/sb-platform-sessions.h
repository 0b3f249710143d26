/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"

G_BEGIN_DECLS

void sb_platform_begin_async (SbPlatform *self,
                              const SbBeginRequest *request,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
SbSession *sb_platform_begin_finish (SbPlatform *self,
                                     GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_end_async (SbPlatform *self,
                            const char *uuid,
                            SbEndHow how,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
SbSession *sb_platform_end_finish (SbPlatform *self,
                                   GAsyncResult *result,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_keep_alive_async (SbPlatform *self,
                                   const char *uuid,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
SbSession *sb_platform_keep_alive_finish (SbPlatform *self,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_load_session_async (SbPlatform *self,
                                     const char *uuid,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
SbSession *sb_platform_load_session_finish (SbPlatform *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_list_open_sessions_async (SbPlatform *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *sb_platform_list_open_sessions_finish (SbPlatform *self,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_load_web_entry_async (SbPlatform *self,
                                       SbSession *session,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
SbWebEntry *sb_platform_load_web_entry_finish (SbPlatform *self,
                                               GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
