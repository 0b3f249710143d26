/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The platform's own pages in the real program, with the keyboard; what came of it is asked of the platform. What is on a
 * page cannot be seen through the accessibility tree of GTK 4.8, so a page is worked with by its order of focus. */

#include "config.h"

#include "sb-robot-job.h"

#define STARTED "SELECT count(*) FROM audit WHERE action = 'track_start' AND session_uuid IS NOT NULL"
#define COMPLETED "SELECT count(*) FROM audit WHERE action = 'track_complete' AND session_uuid IS NOT NULL"

static SbRobotDesk *desk;

static void
test_complete (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_job_open_course (job, "Workplace Safety 2026");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Open on the Platform");
  sb_robot_see (job->robot, "127.0.0.1");
  sb_robot_see (job->robot, "/learn/course/31/*");
  sb_robot_wait_for_calm (job->robot);
  sb_robot_take_picture (job->robot, "/tmp/web-proto/w1.png");
  sb_robot_job_switch_back (job);
  sb_robot_job_assert_told (job, "switch-back");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/web/complete", test_complete);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
