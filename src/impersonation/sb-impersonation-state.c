/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can become of a log-in, as one table over every state and event:
 *
 *   planned ──begin──▶ starting ──begun──▶ active
 *                       │    │               │ end
 *               refused │    └──lost──────▶  ▼
 *                       ▼                  ending ◀──end── owed
 *                     refused ◀──unknown─────┤  └──lost─────▲
 *                                            │ confirmed
 *                                            ▼
 *                                          ended
 *
 * More time ("kept alive") leaves an active one active. A begin whose answer was lost may have happened, so it is
 * followed by an end: if the platform confirms that, the learner was told both times and the log-in is ended; if the
 * platform never heard of it, it was refused. Nothing leads out of ended and refused. */

#include "config.h"

#include "sb-impersonation.h"

#define N_STATES (SB_IMPERSONATION_OWED + 1)
#define N_EVENTS (SB_IMPERSONATION_EVENT_END_LOST + 1)

/* One more than the state, so that what is not named is invalid. */
#define TO(state) (SB_IMPERSONATION_##state + 1)

static const guint8 transitions[N_STATES][N_EVENTS] = {
  [SB_IMPERSONATION_PLANNED] = {
    [SB_IMPERSONATION_EVENT_BEGIN] = TO (STARTING),
  },
  [SB_IMPERSONATION_STARTING] = {
    [SB_IMPERSONATION_EVENT_BEGUN] = TO (ACTIVE),
    [SB_IMPERSONATION_EVENT_BEGIN_REFUSED] = TO (REFUSED),
    [SB_IMPERSONATION_EVENT_BEGIN_LOST] = TO (ENDING),
  },
  [SB_IMPERSONATION_ACTIVE] = {
    [SB_IMPERSONATION_EVENT_KEPT_ALIVE] = TO (ACTIVE),
    [SB_IMPERSONATION_EVENT_END] = TO (ENDING),
  },
  [SB_IMPERSONATION_ENDING] = {
    [SB_IMPERSONATION_EVENT_END_CONFIRMED] = TO (ENDED),
    [SB_IMPERSONATION_EVENT_END_UNKNOWN] = TO (REFUSED),
    [SB_IMPERSONATION_EVENT_END_LOST] = TO (OWED),
  },
  [SB_IMPERSONATION_OWED] = {
    [SB_IMPERSONATION_EVENT_END] = TO (ENDING),
  },
};

/**
 * sb_impersonation_next_state:
 * @state: a state
 * @event: what happened
 * @next: (out) (optional): return location for the state after it; untouched if there is none
 *
 * Returns: %TRUE if @event can happen in @state
 */
gboolean
sb_impersonation_next_state (SbImpersonationState state, SbImpersonationEvent event, SbImpersonationState *next)
{
  g_return_val_if_fail ((guint) state < N_STATES, FALSE);
  g_return_val_if_fail ((guint) event < N_EVENTS, FALSE);

  if (transitions[state][event] == 0)
    return FALSE;

  if (next != NULL)
    *next = transitions[state][event] - 1;

  return TRUE;
}
