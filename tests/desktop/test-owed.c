/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody sees of a log-in that could not be ended, from the moment on that it could not until the learner was told:
 * in the program that began it, and in the next one. */

#include "config.h"

#include "sb-robot-job.h"

#include <signal.h>

#define TITLE "1 learner has not been told that you left"

static SbRobotDesk *desk;

/* For those who want to see it: pictures go where this variable says. */
static void
take_picture (SbRobotJob *job, const char *name)
{
  const char *folder = g_getenv ("SWITCHBACK_PICTURES");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path == NULL)
    return;

  sb_robot_wait_for_calm (job->robot);
  sb_robot_take_picture (job->robot, path);
}

static void
start_program (SbRobotJob *job)
{
  g_clear_pointer (&job->robot, sb_robot_free);
  job->robot = sb_robot_new (desk, (const char *const *) job->environment, NULL);
}

/* The platform goes away inside; one leaves all the same, closes the window and is asked, and the program is ended. The
 * next program says it before anybody can sign in; then the platform comes back. */
static void
test_platform_gone (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_platform_kill (job->platform);
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Switch Back to Your Account");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Leave Anyway");
  sb_robot_see (job->robot, "1 Log-In to End");
  take_picture (job, "header.png");

  sb_robot_close_window (job->robot);
  sb_robot_see (job->robot, TITLE);
  take_picture (job, "close.png");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Keep Window Open");
  sb_robot_see_no_longer (job->robot, TITLE);

  sb_robot_send_signal (job->robot, SIGTERM);
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, 0);

  start_program (job);
  sb_robot_see (job->robot, TITLE);
  sb_robot_see (job->robot, "Ana Silva: Since *");
  take_picture (job, "sign-in.png");

  sb_robot_platform_start_again (job->platform);
  sb_robot_see (job->robot, "The log-in as Ana Silva, open since *");
  sb_robot_see_no_longer (job->robot, TITLE);
  take_picture (job, "paid.png");
  sb_robot_job_assert_told (job, "recovered");
}

/* Neither the guard nor the next program can end it with tokens that were revoked: signing in can. */
static void
test_tokens_revoked (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autofree char *user_name = NULL;

  sb_robot_job_log_in_as_ana (job);
  sb_robot_platform_change (job->platform, "DELETE FROM tokens");
  sb_robot_send_signal (job->robot, SIGKILL);
  sb_robot_wait_for_exit (job->robot);

  start_program (job);
  sb_robot_see (job->robot, TITLE);
  user_name = sb_robot_read_entry (job->robot, "User name");
  g_assert_cmpstr (user_name, ==, "tea.admin");
  sb_robot_platform_assert (job->platform, "SELECT state FROM sessions", "open");
  take_picture (job, "revoked.png");

  sb_robot_fill (job->robot, "Password", "demo");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Sign In");
  sb_robot_see (job->robot, "1–200 of *");
  sb_robot_see (job->robot, "The log-in as Ana Silva, open since *");
  take_picture (job, "paid-after-sign-in.png");
  sb_robot_job_assert_told (job, "recovered");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/owed/platform-gone", test_platform_gone);
  g_test_add_func ("/desktop/owed/tokens-revoked", test_tokens_revoked);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
