/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-robot-platform.h"
#include "sb-robot.h"

G_BEGIN_DECLS

/* A demo platform and somebody in front of Switchback, and the steps of their work. */
typedef struct
{
  SbRobotPlatform *platform;
  SbRobot *robot;
  SbRobotDesk *desk;  /* borrowed */
  char **environment; /* of the program */
} SbRobotJob;

#define SB_ROBOT_LEARNERS "12345"
#define SB_ROBOT_REASON "Certificate does not open"

SbRobotJob *sb_robot_job_new             (SbRobotDesk        *desk,
                                          const char *const  *environment) G_GNUC_WARN_UNUSED_RESULT;
void        sb_robot_job_free            (SbRobotJob         *job);

void        sb_robot_job_continue        (SbRobotJob         *job);
void        sb_robot_job_start_again     (SbRobotJob         *job);
void        sb_robot_job_start_with      (SbRobotJob         *job,
                                          const char         *key,
                                          const char         *value);
void        sb_robot_job_fill_in_sign_in (SbRobotJob         *job,
                                          const char         *user_name,
                                          const char         *password);
void        sb_robot_job_sign_in         (SbRobotJob         *job);
void        sb_robot_job_sign_in_by_keyboard
                                         (SbRobotJob         *job);
void        sb_robot_job_search          (SbRobotJob         *job,
                                          const char         *text,
                                          const char         *user_name);
void        sb_robot_job_open_menu       (SbRobotJob         *job,
                                          const char         *user_name);
void        sb_robot_job_ask             (SbRobotJob         *job,
                                          const char         *user_name);
void        sb_robot_job_confirm         (SbRobotJob         *job);
void        sb_robot_job_log_in_as_ana   (SbRobotJob         *job);
void        sb_robot_job_open_course     (SbRobotJob         *job,
                                          const char         *name);
void        sb_robot_job_complete_item   (SbRobotJob         *job,
                                          const char         *title);
void        sb_robot_job_resume_item     (SbRobotJob         *job,
                                          const char         *title);
void        sb_robot_job_go_back         (SbRobotJob         *job);
void        sb_robot_job_switch_back     (SbRobotJob         *job);
void        sb_robot_job_see_summary     (SbRobotJob         *job);
void        sb_robot_job_leave_summary   (SbRobotJob         *job);
void        sb_robot_job_assert_told     (SbRobotJob         *job,
                                          const char         *how);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRobotJob, sb_robot_job_free)

G_END_DECLS
