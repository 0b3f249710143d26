/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SbWebSandboxError:
 * @SB_WEB_SANDBOX_ERROR_ABSENT: the desktop makes no sandbox for web pages
 */
typedef enum
{
  SB_WEB_SANDBOX_ERROR_ABSENT,
} SbWebSandboxError;

#define SB_WEB_SANDBOX_ERROR (sb_web_sandbox_error_quark ())

GQuark   sb_web_sandbox_error_quark  (void);

gboolean sb_web_sandbox_is_in_doubt  (void);
void     sb_web_sandbox_check_async  (GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean sb_web_sandbox_check_finish (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
