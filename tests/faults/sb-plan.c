/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens in a trial, made from a seed and a number, or from a moment and a fault. Nothing is done here. */

#include "config.h"

#include "sb-plan.h"

#include <string.h>

static const char *const moments[SB_N_MOMENTS] = {
  [SB_MOMENT_PLANNED] = "planned",       [SB_MOMENT_STARTING] = "starting", [SB_MOMENT_BEGUN] = "begun",
  [SB_MOMENT_REFUSED] = "refused",       [SB_MOMENT_ACTIVE] = "active",     [SB_MOMENT_ACTING] = "acting",
  [SB_MOMENT_ACTED] = "acted",           [SB_MOMENT_ENDING] = "ending",     [SB_MOMENT_END_ACTED] = "end-acted",
  [SB_MOMENT_OWED] = "owed",             [SB_MOMENT_RECOVERING] = "recovering", [SB_MOMENT_ENDED] = "ended",
};

static const char *const faults[SB_N_FAULTS] = {
  [SB_FAULT_KILL_PROGRAM] = "kill-program",
  [SB_FAULT_KILL_GUARD] = "kill-guard",
  [SB_FAULT_KILL_BOTH] = "kill-both",
  [SB_FAULT_STOP_PROGRAM] = "stop-program",
  [SB_FAULT_STOP_AND_KILL] = "stop-and-kill",
  [SB_FAULT_SUSPEND] = "suspend",
  [SB_FAULT_KILL_PLATFORM] = "kill-platform",
  [SB_FAULT_NETWORK_REFUSES] = "network-refuses",
  [SB_FAULT_NETWORK_HANGS] = "network-hangs",
  [SB_FAULT_NETWORK_CUTS_REQUESTS] = "network-cuts-requests",
  [SB_FAULT_NETWORK_CUTS_REPLIES] = "network-cuts-replies",
  [SB_FAULT_NETWORK_DELAYS] = "network-delays",
  [SB_FAULT_ANSWER_500] = "answer-500",
  [SB_FAULT_ANSWER_503] = "answer-503",
  [SB_FAULT_ANSWER_429] = "answer-429",
  [SB_FAULT_EXPIRE_TOKEN] = "expire-token",
  [SB_FAULT_REVOKE_TOKENS] = "revoke-tokens",
  [SB_FAULT_LOCK_KEYRING] = "lock-keyring",
  [SB_FAULT_DISK_FULL] = "disk-full",
  [SB_FAULT_DISK_READ_ONLY] = "disk-read-only",
  [SB_FAULT_SECOND_INSTANCE] = "second-instance",
  [SB_FAULT_CLOCK_BACK] = "clock-back",
  [SB_FAULT_CLOCK_FORWARD] = "clock-forward",
};

static const char *const leaves[SB_N_LEAVES] = {
  [SB_LEAVE_BUTTON] = "button", [SB_LEAVE_CLOSE] = "close", [SB_LEAVE_SIGTERM] = "sigterm", [SB_LEAVE_NOT] = "stay",
};

/* A log-in that somebody stays in has no end of its own for a fault to strike at. */
static gboolean
is_at_end (SbMoment moment)
{
  return moment == SB_MOMENT_ENDING || moment == SB_MOMENT_END_ACTED || moment == SB_MOMENT_OWED
      || moment == SB_MOMENT_ENDED;
}

/* Two that would need a different course each. */
static gboolean
is_odd_pair (SbMoment a, SbMoment b)
{
  const gboolean is_special = a == SB_MOMENT_REFUSED || a == SB_MOMENT_RECOVERING || a == SB_MOMENT_OWED;

  return is_special && b > SB_MOMENT_BEGUN && b != a;
}

static SbFault
make_fault (GRand *rand)
{
  SbFault fault = { .kind = g_rand_int_range (rand, 0, SB_N_FAULTS),
                    .moment = g_rand_int_range (rand, 0, SB_N_MOMENTS) };

  /* A third strikes at once, the others anywhere in what follows. */
  fault.delay_ms = g_rand_int_range (rand, 0, 3) == 0 ? 0 : g_rand_int_range (rand, 0, 250);
  fault.hold_ms = g_rand_int_range (rand, 30, 900);
  fault.parameter = g_rand_int_range (rand, 0, 1000);

  return fault;
}

/**
 * sb_plan_new_random:
 * @seed: of all trials of a run
 * @number: of this one
 *
 * Returns: one fault or two, at any moment
 */
SbPlan
sb_plan_new_random (gint64 seed, guint number)
{
  const guint32 numbers[] = { (guint32) seed, (guint32) (seed >> 32), number };
  g_autoptr (GRand) rand = g_rand_new_with_seed_array (numbers, G_N_ELEMENTS (numbers));
  SbPlan self = { .seed = seed, .number = number };

  self.n_faults = g_rand_int_range (rand, 1, 3);
  self.leave = g_rand_int_range (rand, 0, SB_N_LEAVES);
  self.tries_again = g_rand_boolean (rand);
  for (guint i = 0; i < self.n_faults; i++)
    self.faults[i] = make_fault (rand);

  while (self.n_faults == 2
         && (is_odd_pair (self.faults[0].moment, self.faults[1].moment)
             || is_odd_pair (self.faults[1].moment, self.faults[0].moment)))
    self.faults[1] = make_fault (rand);

  for (guint i = 0; i < self.n_faults && self.leave == SB_LEAVE_NOT; i++)
    if (is_at_end (self.faults[i].moment))
      self.leave = g_rand_int_range (rand, 0, SB_LEAVE_NOT);

  return self;
}

/**
 * sb_plan_new_single:
 * @moment: when
 * @kind: what
 *
 * Returns: that fault, at once
 */
SbPlan
sb_plan_new_single (SbMoment moment, SbFaultKind kind)
{
  SbPlan self = {
    .number = moment * SB_N_FAULTS + kind,
    .n_faults = 1,
    .faults = { { .kind = kind, .moment = moment, .hold_ms = 250, .parameter = moment * 7 + kind } },
    .leave = (moment + kind) % SB_LEAVE_NOT,
  };

  return self;
}

gboolean
sb_plan_has_moment (const SbPlan *self, SbMoment moment)
{
  for (guint i = 0; i < self->n_faults; i++)
    if (self->faults[i].moment == moment)
      return TRUE;

  return FALSE;
}

gboolean
sb_plan_has_fault (const SbPlan *self, SbFaultKind kind)
{
  for (guint i = 0; i < self->n_faults; i++)
    if (self->faults[i].kind == kind)
      return TRUE;

  return FALSE;
}

/**
 * sb_plan_describe:
 *
 * Returns: (transfer full): what is planned, for a log
 */
char *
sb_plan_describe (const SbPlan *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_faults; i++)
    g_string_append_printf (text, "%s at %s +%u ms for %u ms, ", sb_fault_to_word (self->faults[i].kind),
                            sb_moment_to_word (self->faults[i].moment), self->faults[i].delay_ms,
                            self->faults[i].hold_ms);
  g_string_append_printf (text, "%s%s", leaves[self->leave], self->tries_again ? ", tries again" : "");

  return g_string_free (text, FALSE);
}

static gboolean
find_word (const char *const *words, guint n_words, const char *word, guint *place)
{
  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], word) == 0)
      {
        *place = i;
        return TRUE;
      }

  return FALSE;
}

const char *
sb_moment_to_word (SbMoment moment)
{
  return moments[moment];
}

gboolean
sb_moment_from_word (const char *word, SbMoment *moment)
{
  return find_word (moments, SB_N_MOMENTS, word, moment);
}

const char *
sb_fault_to_word (SbFaultKind kind)
{
  return faults[kind];
}

gboolean
sb_fault_from_word (const char *word, SbFaultKind *kind)
{
  return find_word (faults, SB_N_FAULTS, word, kind);
}
