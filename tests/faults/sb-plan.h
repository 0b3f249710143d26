/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When a fault strikes: the states of a log-in, and the moments between them. */
typedef enum
{
  SB_MOMENT_PLANNED,    /* confirmed by the user; nothing has left the machine */
  SB_MOMENT_STARTING,   /* the begin is on its way to the platform */
  SB_MOMENT_BEGUN,      /* the platform has begun; its answer is on its way */
  SB_MOMENT_REFUSED,    /* the platform has refused; its answer is on its way */
  SB_MOMENT_ACTIVE,     /* inside */
  SB_MOMENT_ACTING,     /* an act is on its way */
  SB_MOMENT_ACTED,      /* it is done; the answer is on its way */
  SB_MOMENT_ENDING,     /* the end is on its way */
  SB_MOMENT_END_ACTED,  /* the platform has ended; its answer is on its way */
  SB_MOMENT_OWED,       /* the platform could not be told */
  SB_MOMENT_RECOVERING, /* program and guard were killed; the end of the next start is on its way */
  SB_MOMENT_ENDED,      /* over */
  SB_N_MOMENTS,
} SbMoment;

typedef enum
{
  SB_FAULT_KILL_PROGRAM,
  SB_FAULT_KILL_GUARD,
  SB_FAULT_KILL_BOTH,
  SB_FAULT_STOP_PROGRAM,      /* for longer than the log-in lasts; then it goes on */
  SB_FAULT_STOP_AND_KILL,     /* then it is killed */
  SB_FAULT_SUSPEND,           /* program and guard, as when the machine sleeps */
  SB_FAULT_KILL_PLATFORM,     /* and start it again after some time */
  SB_FAULT_NETWORK_REFUSES,
  SB_FAULT_NETWORK_HANGS,
  SB_FAULT_NETWORK_CUTS_REQUESTS,
  SB_FAULT_NETWORK_CUTS_REPLIES,
  SB_FAULT_NETWORK_DELAYS,
  SB_FAULT_ANSWER_500,
  SB_FAULT_ANSWER_503,
  SB_FAULT_ANSWER_429,
  SB_FAULT_EXPIRE_TOKEN,
  SB_FAULT_REVOKE_TOKENS,
  SB_FAULT_LOCK_KEYRING,
  SB_FAULT_DISK_FULL,
  SB_FAULT_DISK_READ_ONLY,
  SB_FAULT_SECOND_INSTANCE,
  SB_FAULT_CLOCK_BACK,
  SB_FAULT_CLOCK_FORWARD,
  SB_N_FAULTS,
} SbFaultKind;

typedef enum
{
  SB_LEAVE_BUTTON,
  SB_LEAVE_CLOSE,
  SB_LEAVE_SIGTERM,
  SB_LEAVE_NOT, /* stays inside */
  SB_N_LEAVES,
} SbLeave;

typedef struct
{
  SbFaultKind kind;
  SbMoment moment;
  guint delay_ms;  /* after the moment; times are ours */
  guint hold_ms;   /* how long it lasts */
  guint parameter; /* something random, for what there are several ways to do */
} SbFault;

/**
 * SbPlan:
 *
 * What happens in a trial. A random one follows from its seed and number alone.
 */
typedef struct
{
  gint64 seed;
  guint number;
  SbFault faults[2];
  guint n_faults;
  SbLeave leave;
  gboolean tries_again; /* logs in again if it did not work */
} SbPlan;

SbPlan      sb_plan_new_random    (gint64         seed,
                                   guint          number);
SbPlan      sb_plan_new_single    (SbMoment       moment,
                                   SbFaultKind    kind);
gboolean    sb_plan_has_moment    (const SbPlan  *self,
                                   SbMoment       moment);
gboolean    sb_plan_has_fault     (const SbPlan  *self,
                                   SbFaultKind    kind);
char       *sb_plan_describe      (const SbPlan  *self) G_GNUC_WARN_UNUSED_RESULT;

const char *sb_moment_to_word     (SbMoment       moment);
gboolean    sb_moment_from_word   (const char    *word,
                                   SbMoment      *moment);
const char *sb_fault_to_word      (SbFaultKind    kind);
gboolean    sb_fault_from_word    (const char    *word,
                                   SbFaultKind   *kind);

G_END_DECLS
