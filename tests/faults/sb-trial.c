/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The course of a trial: somebody signed in logs in as a learner, completes an item, and switches back; on the way
 * things go wrong (sb-trial-faults.c). When they are right again, the program is started once more, and is to pay what
 * is owed. Then the platform is asked (sb-trial-check.c). */

#include "config.h"

#include "sb-trial-private.h"

#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mount.h>

#define SPEED 8
#define DISK_SIZE "size=400k"

/* In our time; a second of ours is eight of theirs. */
#define PATIENCE_MS 15000         /* for what is not disturbed, and for the program that pays */
#define PATIENCE_DISTURBED_MS 1200 /* after the last fault is over */
#define PATIENCE_BEFORE_SIGN_IN_MS 2500
#define POLL_US 8000

void
sb_trial_log (SbTrial *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("%7.3f %s\n", (g_get_monotonic_time () - self->started_at) / 1e6, message);
}

void
sb_trial_blame (SbTrial *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  sb_trial_log (self, "WRONG: %s", message);
  g_string_append_printf (self->problems, "%s%s", self->problems->len > 0 ? "; " : "", message);
}

/* ---- what passes ---- */

static gboolean
is_request (const char *line, const char *method, const char *part)
{
  return g_str_has_prefix (line, method) && strstr (line, part) != NULL;
}

static void
watch_cb (const char *line, gboolean is_answered, gpointer user_data)
{
  SbTrial *self = user_data;

  if (is_request (line, "PUT ", "/impersonation/v1/sessions/"))
    {
      const gboolean is_refused = sb_plan_has_moment (self->plan, SB_MOMENT_REFUSED);

      sb_trial_reach (self, !is_answered ? SB_MOMENT_STARTING : is_refused ? SB_MOMENT_REFUSED : SB_MOMENT_BEGUN);
    }
  else if (is_request (line, "POST ", "/track"))
    sb_trial_reach (self, is_answered ? SB_MOMENT_ACTED : SB_MOMENT_ACTING);
  else if (is_request (line, "DELETE ", "/impersonation/v1/sessions/"))
    {
      if (sb_plan_has_moment (self->plan, SB_MOMENT_OWED) && self->n_passed[SB_MOMENT_OWED] == 0 && !self->is_afterwards)
        sb_proxy_set_network (self->stage.proxy, SB_NETWORK_CUTS_REQUESTS, 0);
      if (sb_plan_has_moment (self->plan, SB_MOMENT_RECOVERING) && self->is_second_start && !is_answered)
        sb_trial_reach (self, SB_MOMENT_RECOVERING);
      sb_trial_reach (self, is_answered ? SB_MOMENT_END_ACTED : SB_MOMENT_ENDING);
    }
}

/* ---- setting up ---- */

static void
make_disk (SbTrial *self)
{
  if (sb_plan_has_fault (self->plan, SB_FAULT_DISK_FULL))
    self->is_disk_mounted = mount ("ledger", self->stage.state_folder, "tmpfs", 0, DISK_SIZE) == 0;
}

static void
start_program (SbTrial *self)
{
  SbPuppet *puppet = sb_stage_start_program (&self->stage);

  g_mutex_lock (&self->mutex);
  if (self->puppet != NULL)
    sb_puppet_free (self->puppet);
  self->puppet = puppet;
  self->is_killed = FALSE;
  g_mutex_unlock (&self->mutex);
}

static void
set_up (SbTrial *self, SbRobotDesk *desk, const char *folder)
{
  g_mutex_init (&self->mutex);
  self->started_at = g_get_monotonic_time ();
  self->problems = g_string_new (NULL);
  sb_stage_set_up (&self->stage, desk, folder, SPEED, watch_cb, self);
  make_disk (self);
  if (sb_plan_has_moment (self->plan, SB_MOMENT_REFUSED))
    sb_robot_platform_change (self->stage.platform, "UPDATE settings SET value = '0' WHERE key = 'notifications'");
  start_program (self);
}

static void
tear_down (SbTrial *self)
{
  sb_trial_kill_all (self);
  if (self->is_disk_mounted)
    umount2 (self->stage.state_folder, MNT_DETACH);
  g_clear_pointer (&self->second, sb_puppet_free);
  g_clear_pointer (&self->puppet, sb_puppet_free);
  sb_stage_tear_down (&self->stage);
  g_string_free (self->problems, TRUE);
  g_mutex_clear (&self->mutex);
}

/* ---- the user ---- */

typedef gboolean (*Step) (SbTrial *self);

/* Whether it makes sense to go on waiting: until long after the last fault is over. */
static gboolean
may_still_happen (SbTrial *self, gint64 since)
{
  const gint64 now = g_get_monotonic_time ();
  gint64 limit = since + PATIENCE_MS * 1000;

  for (guint i = 0; i < self->plan->n_faults; i++)
    if (self->has_struck[i])
      limit = self->is_lifted[i] ? MAX (since, sb_trial_get_lifted_at (self)) + PATIENCE_DISTURBED_MS * 1000 : now + 1;

  return now < limit && sb_puppet_is_alive (self->puppet);
}

static gboolean
insist (SbTrial *self, Step step, const char *what)
{
  const gint64 since = g_get_monotonic_time ();

  while (!step (self))
    {
      sb_trial_tend (self);
      if (!may_still_happen (self, since))
        {
          sb_trial_log (self, "not done: %s", what);
          return FALSE;
        }
      g_usleep (POLL_US);
    }
  sb_trial_log (self, "%s", what);

  return TRUE;
}

static gboolean
ask_to_log_in (SbTrial *self)
{
  return sb_puppet_tell (self->puppet, "sees SbConfirmDialog")
      || (sb_puppet_tell (self->puppet, "act SbUsersPage users.log-in-as %s", SB_STAGE_LEARNER) && FALSE);
}

static gboolean
confirm (SbTrial *self)
{
  return sb_puppet_tell (self->puppet, "click confirm.confirm");
}

/* Inside, or it did not work and could be tried again. */
static gboolean
arrive (SbTrial *self)
{
  return sb_puppet_tell (self->puppet, "sees SbVisitPage")
      || (sb_trial_is_calm (self) && sb_puppet_tell (self->puppet, "can confirm.confirm"));
}

static gboolean
open_course (SbTrial *self)
{
  return sb_puppet_tell (self->puppet, "click visit.open-course");
}

static gboolean
complete_item (SbTrial *self)
{
  return sb_puppet_tell (self->puppet, "click course.complete");
}

/* It may be asked first whether one really means to. */
static gboolean
see_it_completed (SbTrial *self)
{
  if (self->n_passed[SB_MOMENT_ACTING] == 0)
    sb_puppet_tell (self->puppet, "click question.answer yes");

  return self->n_passed[SB_MOMENT_ACTED] > 0;
}

static gboolean
press_switch_back (SbTrial *self)
{
  return sb_puppet_tell (self->puppet, "click visit.switch-back");
}

static gboolean
close_window (SbTrial *self)
{
  return sb_puppet_tell (self->puppet, "close");
}

static gboolean
see_it_ended (SbTrial *self)
{
  g_autofree char *state = sb_trial_ask_ledger (self, "SELECT state FROM sessions ORDER BY planned_at DESC LIMIT 1");

  if (g_str_equal (state, "owed") && self->n_passed[SB_MOMENT_OWED] == 0)
    sb_trial_reach (self, SB_MOMENT_OWED);

  return g_str_equal (state, "ended");
}

static gboolean
log_in (SbTrial *self)
{
  if (!insist (self, ask_to_log_in, "asked to log in") || !insist (self, confirm, "confirmed"))
    return FALSE;
  sb_trial_reach (self, SB_MOMENT_PLANNED);
  if (!insist (self, arrive, "arrived"))
    return FALSE;
  if (!sb_puppet_tell (self->puppet, "sees SbVisitPage"))
    {
      if (!self->plan->tries_again || !insist (self, confirm, "confirmed again") || !insist (self, arrive, "arrived"))
        return FALSE;
    }

  return sb_puppet_tell (self->puppet, "sees SbVisitPage");
}

static void
leave (SbTrial *self)
{
  switch (self->plan->leave)
    {
    case SB_LEAVE_BUTTON:
      if (!insist (self, press_switch_back, "pressed the button"))
        return;
      break;
    case SB_LEAVE_CLOSE:
      if (!insist (self, close_window, "closed the window"))
        return;
      break;
    case SB_LEAVE_SIGTERM:
      sb_puppet_signal (self->puppet, SIGTERM);
      break;
    case SB_LEAVE_NOT:
    default:
      return;
    }
  if (insist (self, see_it_ended, "ended"))
    sb_trial_reach (self, SB_MOMENT_ENDED);
}

static void
be_at_work (SbTrial *self)
{
  if (!log_in (self))
    return;
  sb_trial_reach (self, SB_MOMENT_ACTIVE);
  if (sb_plan_has_moment (self->plan, SB_MOMENT_RECOVERING))
    return;
  if (insist (self, open_course, "opened a course") && insist (self, complete_item, "completed an item"))
    insist (self, see_it_completed, "saw it completed");
  leave (self);
}

/* ---- afterwards ---- */

static void
wait_for_calm (SbTrial *self)
{
  sb_trial_strike_rest (self);
  while (!sb_trial_is_calm (self))
    {
      sb_trial_tend (self);
      g_usleep (POLL_US);
    }
  self->is_afterwards = TRUE;
  sb_proxy_set_network (self->stage.proxy, SB_NETWORK_GOOD, 0);
  if (sb_plan_has_moment (self->plan, SB_MOMENT_REFUSED))
    sb_robot_platform_change (self->stage.platform, "UPDATE settings SET value = '1' WHERE key = 'notifications'");
}

/* The user has had enough: closes the window, gives the end up if asked, and turns the machine off if nothing helps. */
static void
turn_off (SbTrial *self)
{
  const gint64 since = g_get_monotonic_time ();
  gboolean was_asked = FALSE;
  g_autofree char *ending = NULL;

  while (sb_puppet_is_alive (self->puppet))
    {
      const gint64 waited = (g_get_monotonic_time () - since) / 1000;

      if (waited > 6000)
        sb_puppet_signal (self->puppet, SIGKILL);
      else if (waited > 3000 && !was_asked)
        {
          was_asked = TRUE;
          sb_puppet_signal (self->puppet, SIGTERM);
        }
      else if (waited > 2000)
        {
          sb_puppet_tell (self->puppet, "click visit.give-up");
          sb_puppet_tell (self->puppet, "press _Close Anyway");
        }
      else
        sb_puppet_tell (self->puppet, "close");
      g_usleep (POLL_US * 4);
    }
  ending = sb_puppet_dup_ending (self->puppet);
  sb_trial_log (self, "the program has gone: %s", ending);
}

/* Where the platform does not take the tokens any more, somebody has to sign in again; the program cannot but ask. */
static void
answer_sign_in_page (SbTrial *self, gint64 since)
{
  if (!self->has_asked_to_sign_in && g_get_monotonic_time () - since > PATIENCE_BEFORE_SIGN_IN_MS * 1000
      && sb_plan_has_fault (self->plan, SB_FAULT_REVOKE_TOKENS))
    self->has_asked_to_sign_in = sb_puppet_tell (self->puppet, "act SbUsersPage win.add-account");

  if (sb_puppet_tell (self->puppet, "sees SbSignInPage")
      && sb_puppet_tell (self->puppet, "fill address_row %s", self->stage.origin)
      && sb_puppet_tell (self->puppet, "fill user_name_row tea.admin")
      && sb_puppet_tell (self->puppet, "fill password_row demo")
      && sb_puppet_tell (self->puppet, "click sign-in.sign-in"))
    sb_trial_log (self, "signed in again");
}

/* By the word of the ledger, the platform, the guard and the program. */
static gboolean
is_settled (SbTrial *self)
{
  return sb_trial_is_paid (self) && !sb_trial_kill_guards (self, 0)
      && !sb_puppet_tell (self->puppet, "sees SbOwedButton");
}

static void
pay (SbTrial *self)
{
  const gint64 since = g_get_monotonic_time ();
  const gint64 deadline = since + PATIENCE_MS * 1000;

  self->is_second_start = TRUE;
  start_program (self);
  while (!(sb_puppet_tell (self->puppet, "sees SbUsersPage") && is_settled (self)))
    {
      sb_trial_tend (self);
      if (!sb_puppet_is_alive (self->puppet))
        {
          /* A fault that strikes at the recovery takes this start with it: there is another. */
          wait_for_calm (self);
          start_program (self);
        }
      if (g_get_monotonic_time () > deadline)
        {
          g_autofree char *state = sb_trial_ask_ledger (self, "SELECT uuid, state FROM sessions");

          sb_trial_blame (self, "not paid: the ledger has “%s”%s", state,
                          sb_trial_kill_guards (self, 0) ? ", a guard is there" : "");
          sb_puppet_tell (self->puppet, "texts");
          break;
        }
      answer_sign_in_page (self, since);
      g_usleep (POLL_US);
    }
  sb_trial_log (self, "paid");
}

/* The program's own word that nothing is owed: it goes when its window is closed. */
static void
say_goodbye (SbTrial *self)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE_MS * 1000 / 2;
  g_autofree char *ending = NULL;

  while (sb_puppet_is_alive (self->puppet) && g_get_monotonic_time () < deadline)
    {
      sb_puppet_tell (self->puppet, "close");
      g_usleep (POLL_US);
    }
  ending = sb_puppet_dup_ending (self->puppet);
  if (!g_str_equal (ending, "exit 0") && !self->is_killed)
    sb_trial_blame (self, "the program does not leave as it should: %s", ending);
}

char *
sb_trial_run (SbRobotDesk *desk, const SbPlan *plan, const char *folder, const char **outcome)
{
  SbTrial self = { .plan = plan };
  g_autofree char *description = sb_plan_describe (plan);
  char *problems;

  set_up (&self, desk, folder);
  sb_trial_log (&self, "%s", description);

  be_at_work (&self);
  if (sb_plan_has_moment (plan, SB_MOMENT_RECOVERING))
    {
      sb_trial_kill_guards (&self, SIGKILL);
      sb_puppet_signal (self.puppet, SIGKILL);
    }
  else
    {
      wait_for_calm (&self);
      turn_off (&self);
    }
  pay (&self);
  if (!sb_trial_is_calm (&self))
    wait_for_calm (&self);
  say_goodbye (&self);
  sb_trial_join_timers (&self);
  sb_trial_check (&self);

  *outcome = sb_trial_name_outcome (&self);
  problems = self.problems->len > 0 ? g_strdup (self.problems->str) : NULL;
  tear_down (&self);

  return problems;
}
