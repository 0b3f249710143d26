/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-robot-desk.h"
#include "sb-robot-tree.h"

G_BEGIN_DECLS

/* Somebody at the desk who runs Switchback, looks, clicks and types. What should be there and is not, after a while, is
 * the end of the test: what was there instead, and a picture of it, are left behind. */
typedef struct _SbRobot SbRobot;

SbRobot         *sb_robot_new               (SbRobotDesk        *desk,
                                             const char *const  *environment,
                                             const char *const  *arguments) G_GNUC_WARN_UNUSED_RESULT;
void             sb_robot_free              (SbRobot            *robot);

AtspiAccessible *sb_robot_find              (SbRobot            *robot,
                                             AtspiRole           role,
                                             const char         *pattern) G_GNUC_WARN_UNUSED_RESULT;
AtspiAccessible *sb_robot_look_for          (SbRobot            *robot,
                                             AtspiRole           role,
                                             const char         *pattern) G_GNUC_WARN_UNUSED_RESULT;
void             sb_robot_see               (SbRobot            *robot,
                                             const char         *pattern);
void             sb_robot_see_no_longer     (SbRobot            *robot,
                                             const char         *pattern);
gboolean         sb_robot_sees              (SbRobot            *robot,
                                             AtspiRole           role,
                                             const char         *pattern);
gboolean         sb_robot_can_click         (SbRobot            *robot,
                                             AtspiRole           role,
                                             const char         *pattern);
char            *sb_robot_read_entry        (SbRobot            *robot,
                                             const char         *pattern) G_GNUC_WARN_UNUSED_RESULT;
AtspiAccessible *sb_robot_find_focused      (SbRobot            *robot) G_GNUC_WARN_UNUSED_RESULT;

void             sb_robot_click             (SbRobot            *robot,
                                             AtspiRole           role,
                                             const char         *pattern);
void             sb_robot_fill              (SbRobot            *robot,
                                             const char         *pattern,
                                             const char         *text);
void             sb_robot_press             (SbRobot            *robot,
                                             const char         *keys);
void             sb_robot_type              (SbRobot            *robot,
                                             const char         *text);
void             sb_robot_resize            (SbRobot            *robot,
                                             int                 width,
                                             int                 height);
void             sb_robot_close_window      (SbRobot            *robot);
void             sb_robot_send_signal       (SbRobot            *robot,
                                             int                 signal_number);
guint            sb_robot_kill_helpers      (SbRobot            *robot,
                                             const char         *name);
int              sb_robot_wait_for_exit     (SbRobot            *robot);
void             sb_robot_wait_for_calm     (SbRobot            *robot);
void             sb_robot_take_picture      (SbRobot            *robot,
                                             const char         *path);
G_NORETURN
void             sb_robot_give_up           (SbRobot            *robot,
                                             const char         *format,
                                             ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRobot, sb_robot_free)

G_END_DECLS
