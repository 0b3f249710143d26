/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The main job, from the first window to the learner's mailbox: what is asserted is what the platform knows. */

#include "config.h"

#include "sb-robot-job.h"

#include <signal.h>
#include <string.h>

#define DONE_FOR_ANA(action, title) \
  "SELECT actor_id, impersonator_id, session_uuid IS NOT NULL FROM audit WHERE action = '" action "' AND " \
  "target_id = (SELECT CAST (id AS TEXT) FROM items WHERE title = '" title "')"

static SbRobotDesk *desk;

static void
test_main_job (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autofree char *search = NULL;

  sb_robot_job_log_in_as_ana (job);
  sb_robot_job_open_course (job, "Workplace Safety 2026");
  sb_robot_job_complete_item (job, "Fire Doors");
  sb_robot_platform_assert (job->platform,
                            "SELECT status, actor_id, impersonator_id FROM item_states WHERE user_id = 4711 AND "
                            "item_id = (SELECT id FROM items WHERE title = 'Fire Doors')",
                            "completed|4711|12");
  sb_robot_platform_assert (job->platform, DONE_FOR_ANA ("track_complete", "Fire Doors"), "4711|12|1");

  sb_robot_job_go_back (job);
  sb_robot_see (job->robot, "In progress · 4 of 7");
  sb_robot_see (job->robot, "Left for Ana to read*");

  sb_robot_job_switch_back (job);
  search = sb_robot_read_entry (job->robot, "Search Learners");
  g_assert_cmpstr (search, ==, "ana silva");
  sb_robot_see (job->robot, "1–2 of 2");
  sb_robot_see (job->robot, "ana.silva");
  sb_robot_job_assert_told (job, "switch-back");
}

static void
test_resume (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_job_open_course (job, "Workplace Safety 2026");
  sb_robot_job_resume_item (job, "Fire Doors");
  sb_robot_platform_assert (job->platform, DONE_FOR_ANA ("track_start", "Fire Doors"), "4711|12|1");
  /* Resumed where she had stopped, and not completed. */
  sb_robot_platform_assert (job->platform,
                            "SELECT status, position FROM item_states WHERE user_id = 4711 AND item_id = "
                            "(SELECT id FROM items WHERE title = 'Fire Doors')",
                            "in_progress|180");
  sb_robot_job_switch_back (job);
  sb_robot_job_assert_told (job, "switch-back");
}

/* The sheet names what was done, and what it copies is what the platform knows. */
static void
test_what_changed (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autofree char *uuid = NULL;
  g_autofree char *text = NULL;

  sb_robot_job_log_in_as_ana (job);
  sb_robot_job_open_course (job, "Workplace Safety 2026");
  sb_robot_job_complete_item (job, "Fire Doors");
  sb_robot_job_see_summary (job);
  sb_robot_see (job->robot, "“Fire Doors” was completed");
  sb_robot_see (job->robot, "Workplace Safety 2026 · before: In progress · 3:00 of 7:00");
  sb_robot_see (job->robot, "“Workplace Safety 2026” is now: In progress · 4 of 7");
  sb_robot_see (job->robot, "Ana Silva was told at *");
  sb_robot_platform_assert (job->platform,
                            "SELECT status FROM item_states WHERE user_id = 4711 AND "
                            "item_id = (SELECT id FROM items WHERE title = 'Fire Doors')",
                            "completed");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Copy for the Ticket");
  sb_robot_see (job->robot, "Copied as plain text");
  sb_robot_press (job->robot, "Return");
  sb_robot_see_no_longer (job->robot, "You were logged in as *");

  sb_robot_press (job->robot, "ctrl+f");
  sb_robot_press (job->robot, "ctrl+v");
  uuid = sb_robot_platform_ask (job->platform, "SELECT uuid FROM sessions");
  sb_robot_wait_for_calm (job->robot);
  text = sb_robot_read_entry (job->robot, "Search Learners");
  g_assert_nonnull (strstr (text, "Logged in as Ana Silva (ana.silva)\n"));
  g_assert_nonnull (strstr (text, "Reason: " SB_ROBOT_REASON "\n"));
  g_assert_nonnull (strstr (text, uuid));
  g_assert_nonnull (strstr (text, "- “Fire Doors” was completed (Workplace Safety 2026 · before: In progress"));
  sb_robot_job_assert_told (job, "switch-back");
}

static void
test_close_window (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_close_window (job->robot);
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, 0);
  sb_robot_job_assert_told (job, "closed");
}

static void
test_signal (gconstpointer data)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_send_signal (job->robot, GPOINTER_TO_INT (data));
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, 0);
  sb_robot_job_assert_told (job, "closed");
}

static void
test_quit (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_press (job->robot, "ctrl+q");
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, 0);
  sb_robot_job_assert_told (job, "closed");
}

/* Nobody is left to end it but the guard. */
static void
test_killed (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_send_signal (job->robot, SIGKILL);
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, -SIGKILL);
  g_assert_true (sb_robot_platform_wait_for (job->platform, "SELECT state FROM sessions", "ended"));
  sb_robot_job_assert_told (job, "recovered");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/main-job", test_main_job);
  g_test_add_func ("/desktop/resume", test_resume);
  g_test_add_func ("/desktop/what-changed", test_what_changed);
  g_test_add_func ("/desktop/end/close-window", test_close_window);
  g_test_add_func ("/desktop/end/quit", test_quit);
  g_test_add_data_func ("/desktop/end/sigterm", GINT_TO_POINTER (SIGTERM), test_signal);
  g_test_add_data_func ("/desktop/end/sighup", GINT_TO_POINTER (SIGHUP), test_signal);

  g_test_add_func ("/desktop/end/killed", test_killed);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
