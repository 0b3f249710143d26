/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A desktop that nobody sees: display, window manager, session bus, accessibility, keyring and folders of its own. */
typedef struct _SbRobotDesk SbRobotDesk;

/* What opens the keyring. */
#define SB_ROBOT_KEYRING_PASSWORD "robot"

typedef gboolean (*SbRobotCondition) (gpointer data);

SbRobotDesk *sb_robot_desk_new         (void) G_GNUC_WARN_UNUSED_RESULT;
SbRobotDesk *sb_robot_desk_new_bare    (void) G_GNUC_WARN_UNUSED_RESULT;
void         sb_robot_desk_free        (SbRobotDesk        *desk);

const char  *sb_robot_desk_get_folder  (SbRobotDesk        *desk);
void         sb_robot_desk_serve       (SbRobotDesk        *desk,
                                        const char         *name,
                                        const char         *program);
void         sb_robot_desk_use_wayland (SbRobotDesk        *desk);
GSubprocess *sb_robot_desk_start       (SbRobotDesk        *desk,
                                        GSubprocessFlags    flags,
                                        const char *const  *environment,
                                        const char *const  *arguments) G_GNUC_WARN_UNUSED_RESULT;
char        *sb_robot_desk_run         (const char         *program,
                                        ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
void         sb_robot_desk_remove_tree (GFile              *folder);
gboolean     sb_robot_wait_until       (SbRobotCondition    condition,
                                        gpointer            data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRobotDesk, sb_robot_desk_free)

G_END_DECLS
