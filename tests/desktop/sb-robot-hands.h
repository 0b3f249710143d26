/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-robot.h"

G_BEGIN_DECLS

char *sb_robot_name_focused (SbRobot    *robot) G_GNUC_WARN_UNUSED_RESULT;
void  sb_robot_tab_to       (SbRobot    *robot,
                             const char *pattern);
void  sb_robot_point_at     (SbRobot    *robot,
                             AtspiRole   role,
                             const char *pattern);

void  sb_robot_double_click (SbRobot    *robot,
                             AtspiRole   role,
                             const char *pattern);
void  sb_robot_see_in_sight (SbRobot    *robot,
                             AtspiRole   role,
                             const char *pattern);

G_END_DECLS
