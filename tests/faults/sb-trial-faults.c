/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Does what a plan says goes wrong, at the moment that it says, and takes it back after its time. A fault strikes in
 * the thread in which the moment is noticed, which is the proxy's as a rule: the request waits until it has struck. */

#include "config.h"

#include "sb-trial-private.h"

#include "sb-robot-keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECOND INT64_C (1000000000)
#define LEAP_US 80000
#define N_LEAPS 20
#define LONGER_THAN_A_LOG_IN (3 * 3600 * SECOND)

/* ---- processes ---- */

/* Every process of the trial has the path of its world in its environment. */
static gboolean
belongs_to_world (const char *pid, const char *world_path)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "environ", NULL);
  g_autofree char *environment = NULL;
  gsize length;

  return g_file_get_contents (path, &environment, &length, NULL)
      && memmem (environment, length, world_path, strlen (world_path)) != NULL;
}

static gboolean
is_called (const char *pid, const char *name)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "cmdline", NULL);
  g_autofree char *command = NULL;

  return g_file_get_contents (path, &command, NULL, NULL) && g_str_has_suffix (command, name);
}

static guint
signal_all (SbTrial *self, const char *name, int number)
{
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  guint n_found = 0;
  const char *pid;

  while ((pid = g_dir_read_name (processes)) != NULL)
    if (g_ascii_isdigit (*pid) && (name == NULL || is_called (pid, name)) && belongs_to_world (pid, self->stage.folder))
      {
        n_found++;
        if (number != 0)
          kill (atoi (pid), number);
      }

  return n_found;
}

/**
 * sb_trial_kill_guards:
 * @self: a trial
 * @number: a signal, or 0
 *
 * Returns: whether there is a guard
 */
gboolean
sb_trial_kill_guards (SbTrial *self, int number)
{
  return signal_all (self, "switchback-guard", number) > 0;
}

/**
 * sb_trial_kill_all:
 *
 * Nothing outlives its trial.
 */
void
sb_trial_kill_all (SbTrial *self)
{
  signal_all (self, NULL, SIGKILL);
}

/* ---- the disk ---- */

static void
fill_disk (SbTrial *self)
{
  g_autofree char *path = g_build_filename (self->stage.state_folder, "ballast", NULL);
  char block[512] = { 0 };
  int fd;

  if (!self->is_disk_mounted)
    {
      self->stage.world->disk = SB_DISK_FULL;
      return;
    }

  fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  while (write (fd, block, sizeof block) > 0)
    continue;
  close (fd);
}

static void
empty_disk (SbTrial *self)
{
  g_autofree char *path = g_build_filename (self->stage.state_folder, "ballast", NULL);

  self->stage.world->disk = SB_DISK_GOOD;
  g_unlink (path);
}

/* ---- striking and lifting ---- */

/* In two leaps, so that whoever looks now and then has looked before it was too late. */
static void
let_time_go_by (SbTrial *self)
{
  static const gint64 leaps[] = { 150 * SECOND, LONGER_THAN_A_LOG_IN };

  for (guint i = 0; i < G_N_ELEMENTS (leaps); i++)
    {
      self->stage.world->jump += leaps[i];
      self->stage.platform_world->jump += leaps[i];
      g_usleep (LEAP_US);
    }
}

/* Between an hour and more than a year. */
static gint64
pick_shift (const SbFault *fault)
{
  static const gint64 hours[] = { 1, 3, 26, 24 * 40, 24 * 400 };

  return hours[fault->parameter % G_N_ELEMENTS (hours)] * 3600 * SECOND;
}

static void
start_second (SbTrial *self)
{
  g_autofree char *socket_path = g_build_filename (self->stage.folder, "second.sock", NULL);
  g_autofree char *log_path = g_build_filename (self->stage.folder, "second.log", NULL);
  g_autofree char *socket_variable = g_strconcat (SB_HAND_SOCKET_VARIABLE "=", socket_path, NULL);
  g_autoptr (GStrvBuilder) environment = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  /* The same fault, twice. */
  if (self->second != NULL)
    return;

  g_strv_builder_addv (environment, (const char **) self->stage.environment);
  g_strv_builder_add (environment, socket_variable);
  strings = g_strv_builder_end (environment);
  self->second = sb_puppet_new (self->stage.desk, (const char *const *) strings, socket_path, log_path);
}

static void
kill_program (SbTrial *self)
{
  self->is_killed = TRUE;
  sb_puppet_signal (self->puppet, SIGKILL);
}

static void
kill_both (SbTrial *self, guint parameter)
{
  if (parameter % 2 == 0)
    {
      sb_trial_kill_guards (self, SIGKILL);
      kill_program (self);
    }
  else
    {
      kill_program (self);
      sb_trial_kill_guards (self, SIGKILL);
    }
}

static void
strike_network (SbTrial *self, const SbFault *fault)
{
  static const struct { SbNetwork network; int parameter; } networks[SB_N_FAULTS] = {
    [SB_FAULT_NETWORK_REFUSES] = { SB_NETWORK_REFUSES, 0 },
    [SB_FAULT_NETWORK_HANGS] = { SB_NETWORK_HANGS, 0 },
    [SB_FAULT_NETWORK_CUTS_REQUESTS] = { SB_NETWORK_CUTS_REQUESTS, 0 },
    [SB_FAULT_NETWORK_CUTS_REPLIES] = { SB_NETWORK_CUTS_REPLIES, 0 },
    [SB_FAULT_NETWORK_DELAYS] = { SB_NETWORK_DELAYS, 0 },
    [SB_FAULT_ANSWER_500] = { SB_NETWORK_ANSWERS, 500 },
    [SB_FAULT_ANSWER_503] = { SB_NETWORK_ANSWERS, 503 },
    [SB_FAULT_ANSWER_429] = { SB_NETWORK_ANSWERS, 429 },
  };
  const int delay = 50 + fault->parameter % 400;

  sb_proxy_set_network (self->stage.proxy, networks[fault->kind].network,
                        fault->kind == SB_FAULT_NETWORK_DELAYS ? delay : networks[fault->kind].parameter);
}

static void
strike (SbTrial *self, const SbFault *fault)
{
  switch (fault->kind)
    {
    case SB_FAULT_KILL_PROGRAM:
      kill_program (self);
      break;
    case SB_FAULT_KILL_GUARD:
      sb_trial_kill_guards (self, SIGKILL);
      break;
    case SB_FAULT_KILL_BOTH:
      kill_both (self, fault->parameter);
      break;
    case SB_FAULT_STOP_PROGRAM:
    case SB_FAULT_STOP_AND_KILL:
      sb_puppet_signal (self->puppet, SIGSTOP);
      let_time_go_by (self);
      break;
    case SB_FAULT_SUSPEND:
      sb_puppet_signal (self->puppet, SIGSTOP);
      sb_trial_kill_guards (self, SIGSTOP);
      let_time_go_by (self);
      break;
    case SB_FAULT_KILL_PLATFORM:
      sb_proxy_set_network (self->stage.proxy, SB_NETWORK_REFUSES, 0);
      if (!self->is_platform_dead)
        sb_robot_platform_kill (self->stage.platform);
      self->is_platform_dead = TRUE;
      break;
    case SB_FAULT_EXPIRE_TOKEN:
      sb_robot_platform_change (self->stage.platform, "UPDATE tokens SET expires_at = 1 WHERE kind = 'access' AND "
                                                "session_uuid IS NULL");
      break;
    case SB_FAULT_REVOKE_TOKENS:
      sb_robot_platform_change (self->stage.platform, "UPDATE tokens SET revoked_at = 1 WHERE session_uuid IS NULL");
      break;
    case SB_FAULT_LOCK_KEYRING:
      sb_robot_keyring_lock ();
      break;
    case SB_FAULT_DISK_FULL:
      fill_disk (self);
      break;
    case SB_FAULT_DISK_READ_ONLY:
      self->stage.world->disk = SB_DISK_READ_ONLY;
      break;
    case SB_FAULT_SECOND_INSTANCE:
      start_second (self);
      break;
    case SB_FAULT_CLOCK_BACK:
      self->stage.world->shift -= pick_shift (fault);
      break;
    case SB_FAULT_CLOCK_FORWARD:
      self->stage.world->shift += pick_shift (fault);
      break;
    default:
      strike_network (self, fault);
      break;
    }
}

static void
end_second (SbTrial *self)
{
  const gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  if (self->second == NULL)
    return;

  /* It has handed over to the first, or has become the first. */
  while (sb_puppet_is_alive (self->second) && sb_puppet_is_alive (self->puppet) && g_get_monotonic_time () < deadline)
    g_usleep (5000);
  sb_puppet_signal (self->second, SIGTERM);
  while (sb_puppet_is_alive (self->second) && g_get_monotonic_time () < deadline)
    g_usleep (5000);
  if (sb_puppet_is_alive (self->second))
    sb_trial_log (self, "the second program does not leave");
  g_clear_pointer (&self->second, sb_puppet_free);
}

/* It may be just about to be killed once more. */
static void
start_platform_again (SbTrial *self)
{
  g_mutex_lock (&self->mutex);
  if (self->is_platform_dead)
    sb_robot_platform_start_again (self->stage.platform);
  self->is_platform_dead = FALSE;
  sb_proxy_set_network (self->stage.proxy, SB_NETWORK_GOOD, 0);
  g_mutex_unlock (&self->mutex);
}

/* The program is stopped, holds its lock and its log-in, and its time is over: nobody is left but the guard. */
static void
expect_guard (SbTrial *self, const SbFault *fault)
{
  const gboolean is_inside = fault->moment == SB_MOMENT_ACTIVE || fault->moment == SB_MOMENT_ACTING
                          || fault->moment == SB_MOMENT_ACTED;
  gboolean is_over = FALSE;

  if (!is_inside || self->plan->n_faults > 1 || !sb_puppet_is_alive (self->puppet))
    return;

  /* Once more if it had not looked before. It may also have been over when the program was stopped. */
  for (guint i = 0; i < N_LEAPS && !is_over; i++)
    {
      g_autofree char *open = NULL;

      g_usleep (LEAP_US * 4);
      open = sb_robot_platform_ask (self->stage.platform, "SELECT uuid FROM sessions WHERE state <> 'ended'");
      is_over = *open == '\0';
      if (!is_over)
        let_time_go_by (self);
    }
  if (!is_over)
    sb_trial_blame (self, "the guard does not end the log-in of a program that is stopped");
}

static void
lift (SbTrial *self, const SbFault *fault)
{
  switch (fault->kind)
    {
    case SB_FAULT_STOP_PROGRAM:
      expect_guard (self, fault);
      sb_puppet_signal (self->puppet, SIGCONT);
      break;
    case SB_FAULT_STOP_AND_KILL:
      expect_guard (self, fault);
      kill_program (self);
      break;
    case SB_FAULT_SUSPEND:
      sb_puppet_signal (self->puppet, SIGCONT);
      sb_trial_kill_guards (self, SIGCONT);
      break;
    case SB_FAULT_KILL_PLATFORM:
      start_platform_again (self);
      break;
    case SB_FAULT_LOCK_KEYRING:
      sb_robot_keyring_unlock (SB_ROBOT_KEYRING_PASSWORD);
      break;
    case SB_FAULT_DISK_FULL:
    case SB_FAULT_DISK_READ_ONLY:
      empty_disk (self);
      break;
    case SB_FAULT_SECOND_INSTANCE:
      end_second (self);
      break;
    case SB_FAULT_CLOCK_BACK:
    case SB_FAULT_CLOCK_FORWARD:
      /* Set right again, or not. */
      if (fault->parameter % 2 == 0)
        self->stage.world->shift = 0;
      break;
    case SB_FAULT_KILL_PROGRAM:
    case SB_FAULT_KILL_GUARD:
    case SB_FAULT_KILL_BOTH:
    case SB_FAULT_EXPIRE_TOKEN:
    case SB_FAULT_REVOKE_TOKENS:
      break;
    default:
      sb_proxy_set_network (self->stage.proxy, SB_NETWORK_GOOD, 0);
      break;
    }
}

/* ---- when ---- */

static void
strike_once (SbTrial *self, guint i)
{
  const SbFault *fault = &self->plan->faults[i];

  g_mutex_lock (&self->mutex);
  if (!self->has_struck[i])
    {
      strike (self, fault);
      self->lift_at[i] = g_get_monotonic_time () + fault->hold_ms * 1000;
      self->has_struck[i] = TRUE;
      sb_trial_log (self, "%s strikes", sb_fault_to_word (fault->kind));
    }
  g_mutex_unlock (&self->mutex);
}

typedef struct
{
  SbTrial *trial;
  guint i;
} Timer;

static gpointer
timer_thread (gpointer data)
{
  g_autofree Timer *timer = data;

  g_usleep (timer->trial->plan->faults[timer->i].delay_ms * 1000);
  strike_once (timer->trial, timer->i);

  return NULL;
}

/**
 * sb_trial_reach:
 * @self: a trial
 * @moment: the moment that has come
 *
 * Lets strike what is planned for it. May be called in any thread.
 */
void
sb_trial_reach (SbTrial *self, SbMoment moment)
{
  gboolean strikes_now[2] = { FALSE, FALSE };

  g_mutex_lock (&self->mutex);
  self->n_passed[moment]++;
  if (self->n_passed[moment] == 1)
    sb_trial_log (self, "moment: %s", sb_moment_to_word (moment));
  for (guint i = 0; i < self->plan->n_faults && self->n_passed[moment] == 1; i++)
    if (self->plan->faults[i].moment == moment && self->plan->faults[i].delay_ms == 0)
      strikes_now[i] = TRUE;
    else if (self->plan->faults[i].moment == moment)
      {
        Timer *timer = g_new (Timer, 1);

        *timer = (Timer){ self, i };
        self->timers[i] = g_thread_new ("fault", timer_thread, timer);
      }
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < self->plan->n_faults; i++)
    if (strikes_now[i])
      strike_once (self, i);
}

/**
 * sb_trial_tend:
 *
 * Lifts what has lasted long enough. To be called again and again, in the trial's own thread.
 */
void
sb_trial_tend (SbTrial *self)
{
  for (guint i = 0; i < self->plan->n_faults; i++)
    {
      gboolean is_due;

      g_mutex_lock (&self->mutex);
      is_due = self->has_struck[i] && !self->is_lifted[i] && g_get_monotonic_time () >= self->lift_at[i];
      g_mutex_unlock (&self->mutex);
      if (!is_due)
        continue;

      lift (self, &self->plan->faults[i]);
      sb_trial_log (self, "%s is over", sb_fault_to_word (self->plan->faults[i].kind));
      g_mutex_lock (&self->mutex);
      self->is_lifted[i] = TRUE;
      self->lift_at[i] = g_get_monotonic_time ();
      g_mutex_unlock (&self->mutex);
    }
}

/**
 * sb_trial_strike_rest:
 *
 * A moment that did not come, because of the other fault: its own strikes now.
 */
void
sb_trial_strike_rest (SbTrial *self)
{
  sb_trial_join_timers (self);
  for (guint i = 0; i < self->plan->n_faults; i++)
    strike_once (self, i);
}

void
sb_trial_join_timers (SbTrial *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->timers); i++)
    g_clear_pointer (&self->timers[i], g_thread_join);
}

/**
 * sb_trial_get_longest_shift:
 *
 * Returns: by how many seconds the wall clock is set forward at the most
 */
gint64
sb_trial_get_longest_shift (SbTrial *self)
{
  gint64 longest = 0;

  for (guint i = 0; i < self->plan->n_faults; i++)
    if (self->plan->faults[i].kind == SB_FAULT_CLOCK_FORWARD)
      longest += pick_shift (&self->plan->faults[i]) / SECOND;

  return longest;
}

/**
 * sb_trial_is_calm:
 *
 * Returns: whether all that is planned has struck and is over
 */
gboolean
sb_trial_is_calm (SbTrial *self)
{
  for (guint i = 0; i < self->plan->n_faults; i++)
    if (!self->is_lifted[i])
      return FALSE;

  return TRUE;
}

/**
 * sb_trial_get_lifted_at:
 *
 * Returns: since when, in monotonic time, nothing is wrong any more; 0 if nothing was
 */
gint64
sb_trial_get_lifted_at (SbTrial *self)
{
  gint64 last = 0;

  for (guint i = 0; i < self->plan->n_faults; i++)
    last = MAX (last, self->is_lifted[i] ? self->lift_at[i] : 0);

  return last;
}
