/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-stage.h"
#include "sb-trial.h"

G_BEGIN_DECLS

/* How long history is kept if nobody has said otherwise. */
#define SB_TRIAL_HISTORY_DAYS 365

/* What the course of a trial, its faults and its checks share. Those of its members that a thread of the proxy changes
 * are written under the mutex. */
typedef struct
{
  const SbPlan *plan; /* borrowed */

  /* owned */
  SbStage stage;
  SbPuppet *puppet;
  SbPuppet *second;          /* nullable */
  GString *problems;
  gint64 started_at;

  /* state */
  GMutex mutex;
  gboolean has_struck[2];
  gboolean is_lifted[2];
  gint64 lift_at[2];
  GThread *timers[2];
  guint n_passed[SB_N_MOMENTS]; /* how often each moment came */
  gboolean is_disk_mounted;
  gboolean is_platform_dead;
  gboolean is_afterwards;   /* nothing goes wrong any more */
  gboolean is_second_start;
  gboolean is_killed;       /* the program, by a fault */
  gboolean has_asked_to_sign_in;
} SbTrial;

void     sb_trial_log            (SbTrial     *self,
                                  const char  *format,
                                  ...) G_GNUC_PRINTF (2, 3);
void     sb_trial_blame          (SbTrial     *self,
                                  const char  *format,
                                  ...) G_GNUC_PRINTF (2, 3);

void     sb_trial_reach          (SbTrial     *self,
                                  SbMoment     moment);
void     sb_trial_tend           (SbTrial     *self);
void     sb_trial_strike_rest    (SbTrial     *self);
gboolean sb_trial_is_calm        (SbTrial     *self);
gint64   sb_trial_get_lifted_at  (SbTrial     *self);
gint64   sb_trial_get_longest_shift
                                 (SbTrial     *self);
void     sb_trial_join_timers    (SbTrial     *self);
gboolean sb_trial_kill_guards    (SbTrial     *self,
                                  int          number);
void     sb_trial_kill_all       (SbTrial     *self);

char    *sb_trial_ask_ledger     (SbTrial     *self,
                                  const char  *sql) G_GNUC_WARN_UNUSED_RESULT;
gboolean sb_trial_is_paid        (SbTrial     *self);
void     sb_trial_check          (SbTrial     *self);
const char *sb_trial_name_outcome (SbTrial    *self);

G_END_DECLS
