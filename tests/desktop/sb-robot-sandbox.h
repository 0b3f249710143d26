/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

const char *sb_robot_sandbox_get_id     (void);
GFile      *sb_robot_sandbox_get_folder (void) G_GNUC_WARN_UNUSED_RESULT;
pid_t       sb_robot_sandbox_find       (const char *program);
void        sb_robot_sandbox_end        (void);
void        sb_robot_sandbox_forget     (void);

G_END_DECLS
