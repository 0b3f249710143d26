/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Log-ins that end although nobody in front of the screen ends them: each is ended once at the platform, with the right
 * word, the learner is told twice, and the administrator reads why. */

#include "config.h"

#include "sb-fake-login.h"
#include "sb-robot-job.h"

#include <string.h>

static SbRobotDesk *desk;

/* The program's system bus is the desk's session bus: what is on it is ours. */
static SbRobotJob *
new_job (void)
{
  g_autofree char *bus = g_strconcat ("DBUS_SYSTEM_BUS_ADDRESS=", g_getenv ("DBUS_SESSION_BUS_ADDRESS"), NULL);
  const char *const environment[] = { bus, "XDG_SESSION_ID=1", NULL };

  return sb_robot_job_new (desk, environment);
}

static SbFakeLogin *
new_login (void)
{
  return sb_fake_login_new (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
}

static void
log_in (SbRobotJob *job)
{
  sb_robot_job_search (job, "ana silva", "ana.silva");
  sb_robot_job_ask (job, "ana.silva");
  sb_robot_job_confirm (job);
}

/* A log-in lasts for so long, until it is kept alive. */
static void
set_seconds (SbRobotJob *job, int seconds)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TRIGGER short AFTER INSERT ON sessions BEGIN UPDATE sessions "
                                          "SET expires_at = started_at + %d WHERE uuid = NEW.uuid; END",
                                          seconds);

  sb_robot_platform_change (job->platform, sql);
}

static gboolean
has_delay_cb (gpointer login)
{
  return sb_fake_login_count_delays (login) > 0;
}

static gboolean
has_no_delay_cb (gpointer login)
{
  return sb_fake_login_count_delays (login) == 0;
}

static gboolean
has_inhibitor_cb (gpointer login)
{
  g_autofree char *inhibitors = sb_fake_login_dup_inhibitors (login);

  return *inhibitors != '\0';
}

static gboolean
has_no_inhibitor_cb (gpointer login)
{
  return !has_inhibitor_cb (login);
}

static void
test_lock (void)
{
  g_autoptr (SbFakeLogin) login = new_login ();
  g_autoptr (SbRobotJob) job = new_job ();

  sb_robot_job_sign_in (job);
  log_in (job);
  sb_fake_login_ask_to_lock (login);
  sb_robot_see (job->robot, "You were switched back because the screen was locked.*");
  sb_robot_see (job->robot, "All Users");
  sb_robot_job_assert_told (job, "closed");
}

/* Whoever has switched it off goes on behind the lock. What is heard after it proves that it was heard. */
static void
test_lock_switched_off (void)
{
  g_autoptr (SbFakeLogin) login = new_login ();
  g_autoptr (SbRobotJob) job = new_job ();

  sb_robot_job_sign_in (job);
  sb_robot_job_start_with (job, "end-on-lock", "false");
  log_in (job);
  sb_fake_login_ask_to_lock (login);
  sb_fake_login_set_screen_saver (login, TRUE);
  sb_fake_login_prepare_for_sleep (login, TRUE);
  sb_robot_see (job->robot, "You were switched back because the computer was about to sleep.*");
  sb_robot_job_assert_told (job, "closed");
}

static void
test_suspend (void)
{
  g_autoptr (SbFakeLogin) login = new_login ();
  g_autoptr (SbRobotJob) job = new_job ();

  sb_robot_job_sign_in (job);
  g_assert_cmpuint (sb_fake_login_count_delays (login), ==, 0);
  log_in (job);
  g_assert_true (sb_robot_wait_until (has_delay_cb, login));

  /* The machine sleeps when the platform has confirmed the end, and not before. */
  sb_fake_login_prepare_for_sleep (login, TRUE);
  g_assert_true (sb_robot_wait_until (has_no_delay_cb, login));
  sb_robot_job_assert_told (job, "closed");
  sb_fake_login_prepare_for_sleep (login, FALSE);
  sb_robot_see (job->robot, "You were switched back because the computer was about to sleep.*");
}

static void
test_log_out (void)
{
  g_autoptr (SbFakeLogin) login = new_login ();
  g_autoptr (SbRobotJob) job = new_job ();
  g_autofree char *inhibitors = NULL;

  sb_robot_job_sign_in (job);
  g_assert_false (has_inhibitor_cb (login));
  log_in (job);
  g_assert_true (sb_robot_wait_until (has_inhibitor_cb, login));
  inhibitors = sb_fake_login_dup_inhibitors (login);
  g_assert_nonnull (strstr (inhibitors, "Ana Silva"));
  g_assert_nonnull (strstr (inhibitors, "Switch back first."));

  sb_fake_login_log_out (login);
  sb_robot_see (job->robot, "You were switched back because you were logging out of the computer.*");
  g_assert_true (sb_robot_wait_until (has_no_inhibitor_cb, login));
  sb_robot_job_assert_told (job, "closed");
}

static void
test_idle (void)
{
  g_autoptr (SbRobotJob) job = new_job ();

  sb_robot_job_sign_in (job);
  sb_robot_job_start_with (job, "idle-timeout", "uint32 12");
  log_in (job);
  sb_robot_see (job->robot, "Are you still there?");
  sb_robot_see (job->robot, "You were switched back because you had not done anything for a while.*");
  sb_robot_job_assert_told (job, "closed");
}

/* A key is an answer to the question. */
static void
test_idle_is_answered (void)
{
  g_autoptr (SbRobotJob) job = new_job ();

  sb_robot_job_sign_in (job);
  sb_robot_job_start_with (job, "idle-timeout", "uint32 40");
  log_in (job);
  sb_robot_see (job->robot, "Are you still there?");
  sb_robot_press (job->robot, "Tab");
  sb_robot_see_no_longer (job->robot, "Are you still there?");
  sb_robot_job_switch_back (job);
  sb_robot_job_assert_told (job, "switch-back");
}

static void
test_time (void)
{
  g_autoptr (SbRobotJob) job = new_job ();

  sb_robot_job_sign_in (job);
  set_seconds (job, 30);
  log_in (job);
  sb_robot_see (job->robot, "Stay or switch back?");
  sb_robot_see (job->robot, "You were switched back because the time was over.*");
  sb_robot_job_assert_told (job, "closed");
}

static void
test_stay (void)
{
  g_autoptr (SbRobotJob) job = new_job ();

  sb_robot_job_sign_in (job);
  set_seconds (job, 40);
  log_in (job);
  sb_robot_see (job->robot, "Stay or switch back?");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Stay");
  sb_robot_see_no_longer (job->robot, "Stay or switch back?");
  sb_robot_platform_assert (job->platform, "SELECT expires_at > started_at + 1000 FROM sessions", "1");
  sb_robot_job_switch_back (job);
  sb_robot_job_assert_told (job, "switch-back");
}

static void
test_preferences (void)
{
  g_autoptr (SbRobotJob) job = new_job ();

  sb_robot_job_sign_in (job);
  sb_robot_press (job->robot, "ctrl+comma");
  sb_robot_see (job->robot, "When the Screen Is Locked");
  sb_robot_press (job->robot, "Escape");
  sb_robot_see_no_longer (job->robot, "When the Screen Is Locked");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/ends/lock", test_lock);
  g_test_add_func ("/desktop/ends/lock-switched-off", test_lock_switched_off);
  g_test_add_func ("/desktop/ends/suspend", test_suspend);
  g_test_add_func ("/desktop/ends/log-out", test_log_out);
  g_test_add_func ("/desktop/ends/idle", test_idle);
  g_test_add_func ("/desktop/ends/idle-is-answered", test_idle_is_answered);
  g_test_add_func ("/desktop/ends/time", test_time);
  g_test_add_func ("/desktop/ends/stay", test_stay);
  g_test_add_func ("/desktop/ends/preferences", test_preferences);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
