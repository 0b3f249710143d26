/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbVisitLimits:
 *
 * How long a log-in may last. All times are microseconds on one clock that nobody can set and that goes on in sleep.
 */
typedef struct
{
  gint64 started; /* when the platform was asked, which is not later than when it began to count */
  gint64 expires; /* when the platform stops taking the learner's token; G_MAXINT64 if it did not say */
  gint64 active;  /* when the administrator last did something */
  gint64 idle;    /* for how long they may do nothing; 0: for ever */
} SbVisitLimits;

/**
 * SbVisitDue:
 * @SB_VISIT_DUE_NOTHING: it goes on
 * @SB_VISIT_DUE_ASK_IDLE: nothing was done for so long that it ends soon
 * @SB_VISIT_DUE_ASK_TIME: its time is almost over
 * @SB_VISIT_DUE_END_IDLE: nothing was done for too long: it ends
 * @SB_VISIT_DUE_END_TIME: its time is over but for what ending it may take: it ends
 * @SB_VISIT_DUE_END_EXPIRED: it has expired at the platform, most likely while the machine slept: it ends
 */
typedef enum
{
  SB_VISIT_DUE_NOTHING,
  SB_VISIT_DUE_ASK_IDLE,
  SB_VISIT_DUE_ASK_TIME,
  SB_VISIT_DUE_END_IDLE,
  SB_VISIT_DUE_END_TIME,
  SB_VISIT_DUE_END_EXPIRED,
} SbVisitDue;

/**
 * SbVisitVerdict:
 *
 * What is due at one moment.
 */
typedef struct
{
  SbVisitDue due;
  gint64 time_left;   /* until it ends because of its time; G_MAXINT64 if that is not known */
  gint64 idle_left;   /* until it ends because nothing is done; G_MAXINT64 if it does not */
  gboolean is_closing; /* the time left is so short that seconds count */
  gint64 next;        /* when to look again, at the latest */
} SbVisitVerdict;

SbVisitVerdict sb_visit_limits_judge      (const SbVisitLimits *limits,
                                           gint64               now);
int            sb_visit_limits_to_seconds (gint64               span);

G_END_DECLS
