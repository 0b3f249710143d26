/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-account.h"
#include "sb-proxy.h"
#include "sb-puppet.h"
#include "sb-robot-platform.h"
#include "sb-trial.h"
#include "sb-world.h"

G_BEGIN_DECLS

#define SB_TRIAL_ADMINISTRATOR "12"
#define SB_TRIAL_LEARNER "4711"

/* What the course of a trial, its faults and its checks share. Those of its members that a thread of the proxy changes
 * are written under the mutex. */
typedef struct
{
  /* borrowed */
  SbRobotDesk *desk;
  const SbPlan *plan;
  const char *folder;

  /* owned */
  SbRobotPlatform *platform;
  SbProxy *proxy;
  SbPuppet *puppet;
  SbPuppet *second;          /* nullable */
  SbWorld *world;            /* of the program and its guard */
  SbWorld *platform_world;
  char *world_path;
  char *origin;
  char *state_folder;
  char **environment;        /* of the program */
  SbAccount *account;
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
  gboolean is_second_start;
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
