/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SB_TYPE_DEMO_RUNNER (sb_demo_runner_get_type ())

/* The demo platform, as a child process that lives no longer than we do. */
G_DECLARE_FINAL_TYPE (SbDemoRunner, sb_demo_runner, SB, DEMO_RUNNER, GObject)

SbDemoRunner *sb_demo_runner_new              (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean      sb_demo_runner_is_installed     (void);
char         *sb_demo_runner_dup_last_address (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean      sb_demo_runner_is_at            (const char           *origin);
void          sb_demo_runner_start_async      (SbDemoRunner         *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
char         *sb_demo_runner_start_finish     (SbDemoRunner         *self,
                                               GAsyncResult         *result,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
