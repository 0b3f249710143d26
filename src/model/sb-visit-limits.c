/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a log-in may go on: the decision and nothing else. It knows no clock, no settings and no words.
 *
 *   started                                    ask           end        expires
 *   ├──────────────────────────────────────────┼─────────────┼──────────┤
 *                                              3 minutes     2 minutes
 *
 * The two minutes are for an end whose first tries fail: after expiry nobody is told anything by the platform itself.
 * In a log-in that is short as a whole both are shorter in proportion. */

#include "config.h"

#include "sb-visit-limits.h"

#define END_BEFORE_EXPIRY (2 * 60 * G_TIME_SPAN_SECOND)
#define ASK_BEFORE_END (3 * 60 * G_TIME_SPAN_SECOND)
#define ASK_BEFORE_IDLE (60 * G_TIME_SPAN_SECOND)

/* What is shown in minutes lags behind by no more than this. */
#define TICK (30 * G_TIME_SPAN_SECOND)

/**
 * sb_visit_limits_to_seconds:
 * @span: a time span in microseconds
 *
 * Returns: in seconds, rounded up, so that a countdown ends at 0 and not before
 */
int
sb_visit_limits_to_seconds (gint64 span)
{
  return (int) CLAMP ((MAX (span, 0) + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND, 0, G_MAXINT);
}

/* When a countdown of @left, seen at @now, changes. */
static gint64
get_next_second (gint64 now, gint64 left)
{
  return now + left - (sb_visit_limits_to_seconds (left) - 1) * G_TIME_SPAN_SECOND;
}

/**
 * sb_visit_limits_judge:
 * @limits: how long it may last
 * @now: the time that it is, on the clock of @limits
 *
 * Of two things that are due the one that ends it sooner counts; an expiry counts most, because it is what has happened
 * at the platform.
 *
 * Returns: what is due
 */
SbVisitVerdict
sb_visit_limits_judge (const SbVisitLimits *limits, gint64 now)
{
  SbVisitVerdict verdict = { .due = SB_VISIT_DUE_NOTHING, .time_left = G_MAXINT64, .idle_left = G_MAXINT64,
                             .next = now + TICK };
  const gint64 ask_idle = MIN (ASK_BEFORE_IDLE, limits->idle / 4);
  gint64 ask_time = 0;

  if (limits->idle > 0)
    verdict.idle_left = limits->active + limits->idle - now;

  if (limits->expires != G_MAXINT64)
    {
      const gint64 length = MAX (limits->expires - limits->started, 0);

      ask_time = MIN (ASK_BEFORE_END, length / 4);
      verdict.time_left = limits->expires - MIN (END_BEFORE_EXPIRY, length / 5) - now;
      verdict.is_closing = verdict.time_left <= ask_time;
    }

  if (now >= limits->expires)
    verdict.due = SB_VISIT_DUE_END_EXPIRED;
  else if (verdict.time_left <= 0)
    verdict.due = SB_VISIT_DUE_END_TIME;
  else if (verdict.idle_left <= 0)
    verdict.due = SB_VISIT_DUE_END_IDLE;
  else if (verdict.is_closing && verdict.time_left <= verdict.idle_left)
    verdict.due = SB_VISIT_DUE_ASK_TIME;
  else if (verdict.idle_left <= ask_idle)
    verdict.due = SB_VISIT_DUE_ASK_IDLE;
  else if (verdict.is_closing)
    verdict.due = SB_VISIT_DUE_ASK_TIME;

  if (verdict.due == SB_VISIT_DUE_ASK_IDLE)
    verdict.next = get_next_second (now, verdict.idle_left);
  if (verdict.is_closing)
    verdict.next = MIN (verdict.next, get_next_second (now, verdict.time_left));
  if (verdict.due == SB_VISIT_DUE_NOTHING && verdict.time_left != G_MAXINT64)
    verdict.next = MIN (verdict.next, now + verdict.time_left - ask_time);
  if (verdict.idle_left != G_MAXINT64 && verdict.idle_left > ask_idle)
    verdict.next = MIN (verdict.next, now + verdict.idle_left - ask_idle);

  return verdict;
}
