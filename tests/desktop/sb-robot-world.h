/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The rest of the world, on a loopback port of its own: a server that remembers what it is asked, word for word. */
typedef struct _SbRobotWorld SbRobotWorld;

SbRobotWorld *sb_robot_world_new            (const char   *certificate) G_GNUC_WARN_UNUSED_RESULT;
void          sb_robot_world_free           (SbRobotWorld *world);
const char   *sb_robot_world_get_address    (SbRobotWorld *world);
char         *sb_robot_world_dup_heard      (SbRobotWorld *world) G_GNUC_WARN_UNUSED_RESULT;
guint         sb_robot_world_get_n_visits   (SbRobotWorld *world);

void          sb_robot_world_set_browser    (const char   *command);
int           sb_robot_world_browse         (const char   *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRobotWorld, sb_robot_world_free)

G_END_DECLS
