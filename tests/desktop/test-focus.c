/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the keyboard is after something has gone away: where it was before a dialog or a menu, and beside what is no longer
 * there. It is the program's own keyboard focus, as a screen reader is told of it. */

#include "config.h"

#include "sb-robot-hands.h"
#include "sb-robot-job.h"

static SbRobotDesk *desk;

typedef struct
{
  SbRobotJob *job;
  const char *pattern;
  char *seen;
} Focus;

static gboolean
is_focus_there_cb (gpointer data)
{
  Focus *focus = data;

  g_free (focus->seen);
  focus->seen = sb_robot_name_focused (focus->job->robot);

  return g_pattern_match_simple (focus->pattern, focus->seen);
}

static void
see_focus (SbRobotJob *job, const char *pattern)
{
  Focus focus = { job, pattern, NULL };

  if (!sb_robot_wait_until (is_focus_there_cb, &focus))
    sb_robot_give_up (job->robot, "the keyboard is not on “%s” but on “%s”", pattern, focus.seen);
  g_free (focus.seen);
}

/* What @keys open goes away with Escape, and the keyboard is where it was. */
static void
open_and_escape (SbRobotJob *job, const char *keys, const char *pattern, const char *focus)
{
  sb_robot_press (job->robot, keys);
  sb_robot_see (job->robot, pattern);
  sb_robot_press (job->robot, "Escape");
  sb_robot_see_no_longer (job->robot, pattern);
  see_focus (job, focus);
}

static void
find_ana (SbRobotJob *job)
{
  sb_robot_job_sign_in_by_keyboard (job);
  sb_robot_type (job->robot, "ana.silva@acme.example");
  sb_robot_see (job->robot, "1–2 of 2");
  sb_robot_press (job->robot, "Down");
  see_focus (job, "Ana Silva*");
}

static void
log_in (SbRobotJob *job)
{
  sb_robot_press (job->robot, "Return");
  sb_robot_see (job->robot, "Everything you do is real");
  sb_robot_type (job->robot, SB_ROBOT_REASON);
  sb_robot_press (job->robot, "ctrl+Return");
  sb_robot_see (job->robot, "Your account was accessed");
}

static void
test_all_users (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  find_ana (job);
  open_and_escape (job, "Return", "Everything you do is real", "Ana Silva*");
  open_and_escape (job, "ctrl+comma", "When Nothing Is Done", "Ana Silva*");
  open_and_escape (job, "ctrl+question", "Search (or just type)", "Ana Silva*");
  open_and_escape (job, "shift+F10", "Copy User Name", "Ana Silva*");

  /* In and out again: at the learner that the work was about. */
  log_in (job);
  sb_robot_press (job->robot, "ctrl+shift+b");
  sb_robot_see (job->robot, "You were logged in as *");
  see_focus (job, "Done");
  sb_robot_press (job->robot, "Return");
  sb_robot_see_no_longer (job->robot, "You were logged in as *");
  see_focus (job, "Ana Silva*");
  sb_robot_job_assert_told (job, "switch-back");
}

static void
test_inside (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  find_ana (job);
  log_in (job);
  sb_robot_tab_to (job->robot, "Resume: Workplace Safety 2026");
  sb_robot_press (job->robot, "Return");
  sb_robot_see (job->robot, "Items of the Course");
  sb_robot_tab_to (job->robot, "Complete: Fire Doors");
  open_and_escape (job, "Return", "Complete this as *", "Complete: Fire Doors");

  /* The button goes with what was completed: the keyboard goes on to what there is to do now. */
  sb_robot_press (job->robot, "Return");
  sb_robot_see (job->robot, "Complete this as *");
  sb_robot_tab_to (job->robot, "Complete");
  sb_robot_press (job->robot, "Return");
  sb_robot_see_no_longer (job->robot, "Complete this as *");
  sb_robot_see_no_longer (job->robot, "Complete: Fire Doors");
  see_focus (job, "*: Extinguishers and Alarms");

  sb_robot_press (job->robot, "alt+Left");
  sb_robot_see (job->robot, "Your account was accessed");
  see_focus (job, "*Workplace Safety 2026");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/focus/all-users", test_all_users);
  g_test_add_func ("/desktop/focus/inside", test_inside);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
