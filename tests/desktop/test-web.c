/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The platform's own pages in the real program: a course is opened there, and the log-in ends as any other. What is on a
 * page cannot be seen through the accessibility tree of GTK 4.8; what is done on it is tests/ui/test-web-page.c's matter. */

#include "config.h"

#include "sb-robot-job.h"

static SbRobotDesk *desk;

static void
test_open (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_job_open_course (job, "Workplace Safety 2026");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Open on the Platform");
  sb_robot_see (job->robot, "127.0.0.1");
  sb_robot_see (job->robot, "/learn/course/31/*");
  sb_robot_job_switch_back (job);
  sb_robot_job_assert_told (job, "switch-back");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/web/open", test_open);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
