/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The main job once more, without a pointer: nothing here is clicked or filled in through the accessibility tree. */

#include "config.h"

#include "sb-robot-hands.h"
#include "sb-robot-job.h"

static SbRobotDesk *desk;

static void
test_main_job (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_sign_in_by_keyboard (job);
  sb_robot_type (job->robot, "ana.silva@acme.example");
  sb_robot_see (job->robot, "1–2 of 2");

  /* The owner of the address comes first: from the search into the list, and Enter. */
  sb_robot_press (job->robot, "Down");
  sb_robot_press (job->robot, "Return");
  sb_robot_see (job->robot, "Everything you do is real");
  sb_robot_type (job->robot, SB_ROBOT_REASON);
  sb_robot_tab_to (job->robot, "Log In as Ana Silva*");
  sb_robot_press (job->robot, "Return");
  sb_robot_see (job->robot, "Your account was accessed");

  sb_robot_tab_to (job->robot, "Resume: Workplace Safety 2026");
  sb_robot_press (job->robot, "Return");
  sb_robot_see (job->robot, "Items of the Course");
  sb_robot_tab_to (job->robot, "Complete: Fire Doors");
  sb_robot_press (job->robot, "Return");
  sb_robot_see (job->robot, "Complete this as *");
  sb_robot_tab_to (job->robot, "Complete");
  sb_robot_press (job->robot, "Return");
  sb_robot_platform_assert (job->platform,
                            "SELECT status, impersonator_id FROM item_states WHERE user_id = 4711 AND item_id = "
                            "(SELECT id FROM items WHERE title = 'Fire Doors')",
                            "completed|12");
  /* The store knows before the question is gone, and that would take the next keys. */
  sb_robot_see_no_longer (job->robot, "Complete this as *");
  sb_robot_see_no_longer (job->robot, "Complete: Fire Doors");
  sb_robot_wait_for_calm (job->robot);

  sb_robot_press (job->robot, "ctrl+shift+b");
  sb_robot_see (job->robot, "“Fire Doors” was completed");
  sb_robot_press (job->robot, "Return");
  sb_robot_see_no_longer (job->robot, "You were logged in as *");
  sb_robot_see (job->robot, "All Users");
  sb_robot_job_assert_told (job, "switch-back");
}

static void
test_type_anywhere (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autofree char *text = NULL;

  sb_robot_job_sign_in_by_keyboard (job);
  sb_robot_press (job->robot, "Down");
  sb_robot_type (job->robot, "ghm");
  sb_robot_see (job->robot, "gustavo.hernandez@acme.example");
  text = sb_robot_read_entry (job->robot, "Search Learners");
  g_assert_cmpstr (text, ==, "ghm");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/keyboard/main-job", test_main_job);
  g_test_add_func ("/desktop/keyboard/type-anywhere", test_type_anywhere);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
