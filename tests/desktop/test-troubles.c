/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes wrong in the main job, and what somebody in front of the screen then sees and can do. */

#include "config.h"

#include "sb-robot-job.h"

static SbRobotDesk *desk;

static void
assert_entry (SbRobotJob *job, const char *name, const char *text)
{
  g_autofree char *entered = sb_robot_read_entry (job->robot, name);

  g_assert_cmpstr (entered, ==, text);
}

static void
test_wrong_password (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_fill_in_sign_in (job, "tea.admin", "not the password");
  sb_robot_see (job->robot, "Wrong user name or password");
  assert_entry (job, "Platform address", sb_robot_platform_get_address (job->platform));
  assert_entry (job, "User name", "tea.admin");
  g_assert_true (sb_robot_can_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Sign In"));
  sb_robot_platform_assert (job->platform, "SELECT count(*) FROM audit WHERE action = 'sign_in_refused'", "1");

  sb_robot_job_sign_in (job);
  g_assert_false (sb_robot_sees (job->robot, SB_ROBOT_ANY_ROLE, "Wrong user name or password"));
}

static void
test_unknown_host (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_fill (job->robot, "Platform address", "http://learn.acme.example");
  sb_robot_fill (job->robot, "User name", "tea.admin");
  sb_robot_fill (job->robot, "Password", "demo");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Sign In");
  sb_robot_see (job->robot, "This address is not secure");
  assert_entry (job, "Platform address", "http://learn.acme.example");

  sb_robot_fill (job->robot, "Platform address", "nobody.invalid");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Sign In");
  sb_robot_see (job->robot, "There is nothing at this address");
  assert_entry (job, "User name", "tea.admin");
}

static void
test_restart (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  /* The keyring has what signs in; the settings have it not. */
  sb_robot_job_sign_in (job);
  sb_robot_job_start_again (job);
  sb_robot_see (job->robot, "1–200 of *");
  sb_robot_platform_assert (job->platform, "SELECT count(*) FROM audit WHERE action = 'sign_in'", "1");
}

static const struct
{
  const char *search;
  const char *user_name;
  const char *item;
  const char *reason;
} refused[] = {
  { "dana.power", "dana.power", "Log In as This Power User", "A Power User cannot log in as another Power User.*" },
  { "efua mensah", "efua", "Log In as This User", "This person has never signed in.*" },
  { "hiro abara", "hiro", "Log In as This User", "The account of this person is not active.*" },
  { "tea.admin", "tea.admin", "Log In as This Power User", "This is you.*" },
};

static void
test_refused (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_sign_in (job);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i].user_name);
      sb_robot_job_search (job, refused[i].search, refused[i].user_name);
      sb_robot_job_open_menu (job, refused[i].user_name);
      g_assert_false (sb_robot_can_click (job->robot, ATSPI_ROLE_MENU_ITEM, refused[i].item));
      sb_robot_see (job->robot, refused[i].reason);
      sb_robot_press (job->robot, "Escape");
      sb_robot_see_no_longer (job->robot, "Copy User Name");
    }
  sb_robot_platform_assert (job->platform, "SELECT count(*) FROM sessions", "0");
}

static void
test_cancel (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_sign_in (job);
  sb_robot_job_search (job, "ana silva", "ana.silva");
  sb_robot_job_ask (job, "ana.silva");
  sb_robot_see (job->robot, "There is another Ana Silva");
  sb_robot_press (job->robot, "Escape");
  sb_robot_see_no_longer (job->robot, "Everything you do is real");
  sb_robot_platform_assert (job->platform, "SELECT count(*) FROM sessions", "0");
  sb_robot_platform_assert (job->platform, "SELECT count(*) FROM notifications WHERE session_uuid IS NOT NULL", "0");
}

static void
test_killed_while_listed (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_sign_in (job);
  sb_robot_job_search (job, "ana silva", "ana.silva");
  sb_robot_platform_kill (job->platform);
  sb_robot_press (job->robot, "F5");
  sb_robot_see (job->robot, "The platform cannot be reached*");
  sb_robot_see (job->robot, "ana.silva");
  assert_entry (job, "Search Learners", "ana silva");

  sb_robot_platform_start_again (job->platform);
  sb_robot_fill (job->robot, "Search Learners", "gustavo");
  sb_robot_see (job->robot, "ghm");
  sb_robot_see_no_longer (job->robot, "The platform cannot be reached*");
}

static void
test_killed_while_logged_in (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_platform_kill (job->platform);
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Switch Back to Your Account");
  sb_robot_see (job->robot, "The platform cannot be reached*");
  sb_robot_see (job->robot, "Switch Back to Your Account");

  sb_robot_platform_start_again (job->platform);
  sb_robot_job_switch_back (job);
  sb_robot_job_assert_told (job, "switch-back");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/sign-in/wrong-password", test_wrong_password);
  g_test_add_func ("/desktop/sign-in/addresses", test_unknown_host);
  g_test_add_func ("/desktop/sign-in/restart", test_restart);
  g_test_add_func ("/desktop/rules/refused", test_refused);
  g_test_add_func ("/desktop/rules/cancel", test_cancel);
  g_test_add_func ("/desktop/killed/while-listed", test_killed_while_listed);
  g_test_add_func ("/desktop/killed/while-logged-in", test_killed_while_logged_in);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
