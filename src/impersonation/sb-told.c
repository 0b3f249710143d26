/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether the learner was told, judged by what the platform says of a notice, and whether somebody has to look at a
 * log-in that is on record. Nothing is believed that cannot be: a notice cannot be older than what it tells of. */

#include "config.h"

#include "sb-told.h"

/* A platform is many machines, whose clocks differ a little. */
#define CLOCK_TOLERANCE (60 * G_TIME_SPAN_SECOND)

static SbTold
judge (SbNoticeState state, GDateTime *at, GDateTime *earliest)
{
  switch (state)
    {
    case SB_NOTICE_STATE_DELIVERED:
    case SB_NOTICE_STATE_QUEUED:
      if (at != NULL && earliest != NULL && g_date_time_difference (earliest, at) > CLOCK_TOLERANCE)
        return SB_TOLD_TOO_EARLY;
      return state == SB_NOTICE_STATE_DELIVERED ? SB_TOLD : SB_TOLD_ON_ITS_WAY;
    case SB_NOTICE_STATE_NONE:
      return SB_TOLD_NO_ADDRESS;
    case SB_NOTICE_STATE_FAILED:
      return SB_TOLD_FAILED;
    case SB_NOTICE_STATE_UNKNOWN:
    default:
      return SB_TOLD_NOT_SAID;
    }
}

/**
 * sb_told_judge:
 * @outcome: what the platform says of a notice
 * @earliest: (nullable): when that was of which the notice tells, by the platform's clock
 *
 * Returns: whether the learner was told
 */
SbToldBoth
sb_told_judge (const SbNoticeOutcome *outcome, GDateTime *earliest)
{
  if (!outcome->is_known)
    return (SbToldBoth){ SB_TOLD_NOT_SAID, SB_TOLD_NOT_SAID };

  return (SbToldBoth){ judge (outcome->platform, outcome->platform_at, earliest),
                       judge (outcome->email, outcome->email_at, earliest) };
}

/**
 * sb_told_is_reached:
 *
 * Returns: %TRUE if the notice has reached the learner in at least one way, or will
 */
gboolean
sb_told_is_reached (SbToldBoth told)
{
  return told.platform >= SB_TOLD_ON_ITS_WAY || told.email >= SB_TOLD_ON_ITS_WAY;
}

/**
 * sb_told_is_missing:
 *
 * An e-mail is missing only if it should have been there: who has no address cannot get one, and a platform that sends
 * none does not speak of it.
 *
 * Returns: %TRUE if the learner has to be told by somebody
 */
gboolean
sb_told_is_missing (SbToldBoth told)
{
  return !sb_told_is_reached (told) || told.email == SB_TOLD_FAILED || told.email == SB_TOLD_TOO_EARLY
      || told.platform == SB_TOLD_FAILED || told.platform == SB_TOLD_TOO_EARLY;
}

/**
 * sb_told_may_change:
 *
 * Returns: %TRUE if it is worth asking the platform again a little later
 */
gboolean
sb_told_may_change (SbToldBoth told)
{
  return told.platform == SB_TOLD_ON_ITS_WAY || told.email == SB_TOLD_ON_ITS_WAY
      || told.platform == SB_TOLD_NOT_SAID;
}

/**
 * sb_ledger_entry_get_begin_told:
 *
 * Returns: whether the learner was told that the log-in began
 */
SbToldBoth
sb_ledger_entry_get_begin_told (const SbLedgerEntry *entry)
{
  return sb_told_judge (&entry->begin_notice, entry->started_at);
}

/**
 * sb_ledger_entry_get_end_told:
 *
 * Returns: whether the learner was told that the log-in ended
 */
SbToldBoth
sb_ledger_entry_get_end_told (const SbLedgerEntry *entry)
{
  return sb_told_judge (&entry->end_notice, entry->ended_at);
}

/**
 * sb_ledger_entry_needs_attention:
 * @entry: a log-in
 *
 * Returns: %TRUE if its end is still owed, a notice is missing, or the platform's record is not what it said
 */
gboolean
sb_ledger_entry_needs_attention (const SbLedgerEntry *entry)
{
  if (entry->state == SB_IMPERSONATION_REFUSED)
    return FALSE;

  if (entry->state != SB_IMPERSONATION_ENDED)
    return TRUE;

  if (entry->proof == SB_LEDGER_PROOF_OPEN || entry->proof == SB_LEDGER_PROOF_MISSING
      || entry->proof == SB_LEDGER_PROOF_CONTRADICTED)
    return TRUE;

  return sb_told_is_missing (sb_ledger_entry_get_begin_told (entry))
      || sb_told_is_missing (sb_ledger_entry_get_end_told (entry));
}
