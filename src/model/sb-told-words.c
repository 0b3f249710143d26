/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentence after a log-in: whether the learner was told of both its beginning and its end, when, and how; and if
 * not, what exactly is missing. It claims nothing that the platform has not said, and not even that if it cannot be
 * true. */

#include "config.h"

#include "sb-told-words.h"

#include "sb-format.h"
#include "sb-told.h"

#include <glib/gi18n-lib.h>

/* What is known of both notices. */
typedef struct
{
  const char *name;
  SbToldBoth begin;
  SbToldBoth end;
  const char *begin_time; /* nullable */
  const char *end_time;   /* nullable */
} Facts;

static char *
make_time (const SbNoticeOutcome *outcome, GDateTime *fallback)
{
  GDateTime *time = outcome->platform_at != NULL ? outcome->platform_at : outcome->email_at;

  if (time == NULL)
    time = fallback;

  return time != NULL ? sb_format_clock (time) : NULL;
}

static gboolean
is_either (const Facts *facts, SbTold told)
{
  return facts->begin.platform == told || facts->begin.email == told || facts->end.platform == told
      || facts->end.email == told;
}

static gboolean
are_emails (const Facts *facts, SbTold told)
{
  return facts->begin.email == told && facts->end.email == told;
}

static gboolean
is_an_email (const Facts *facts, SbTold told)
{
  return facts->begin.email == told || facts->end.email == told;
}

/* Both have reached them, in one way or another. */
static char *
told_both_times (const Facts *facts)
{
  const gboolean in_platform = facts->begin.platform >= SB_TOLD_ON_ITS_WAY && facts->end.platform >= SB_TOLD_ON_ITS_WAY;

  if (in_platform && are_emails (facts, SB_TOLD))
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, in the platform and by e-mail"),
                              facts->name, facts->begin_time, facts->end_time);

  if (in_platform && are_emails (facts, SB_TOLD_NO_ADDRESS))
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, in the platform. No e-mail could be sent: %1$s has no address"),
                              facts->name, facts->begin_time, facts->end_time);

  if (in_platform && are_emails (facts, SB_TOLD_FAILED))
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, in the platform. Neither of the two e-mails could be sent"),
                              facts->name, facts->begin_time, facts->end_time);

  if (in_platform && facts->begin.email == SB_TOLD_FAILED)
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, in the platform. The first of the two e-mails could not be sent"),
                              facts->name, facts->begin_time, facts->end_time);

  if (in_platform && facts->end.email == SB_TOLD_FAILED)
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, in the platform. The second of the two e-mails could not be sent"),
                              facts->name, facts->begin_time, facts->end_time);

  if (in_platform && is_an_email (facts, SB_TOLD_ON_ITS_WAY))
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, in the platform; an e-mail is on its way"),
                              facts->name, facts->begin_time, facts->end_time);

  if (in_platform && are_emails (facts, SB_TOLD_NOT_SAID))
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, in the platform"),
                              facts->name, facts->begin_time, facts->end_time);

  if (facts->begin.platform < SB_TOLD_ON_ITS_WAY && facts->end.platform < SB_TOLD_ON_ITS_WAY)
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, by e-mail only"),
                              facts->name, facts->begin_time, facts->end_time);

  /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
  return g_strdup_printf (_("%1$s was told at %2$s and at %3$s"),
                              facts->name, facts->begin_time, facts->end_time);
}

/* A notice is older than what it tells of. */
static char *
told_too_early (const Facts *facts)
{
  if (facts->end.platform == SB_TOLD_TOO_EARLY || facts->end.email == SB_TOLD_TOO_EARLY)
    /* Translators: %s is a name. */
    return g_strdup_printf (_("You are back. The platform says that it told %s that you left, at a time when you had not left yet. "
             "That cannot be believed"),
                              facts->name);

  /* Translators: %s is a name. */
  return g_strdup_printf (_("You are back. The platform says that it told %s that you came, at a time when you had not come yet. "
           "That cannot be believed"),
                              facts->name);
}

static gboolean
is_silent (SbToldBoth told)
{
  return told.platform == SB_TOLD_NOT_SAID && !sb_told_is_reached (told);
}

/* One of the two has reached them. */
static char *
told_once (const Facts *facts)
{
  if (sb_told_is_reached (facts->begin))
    {
      if (is_silent (facts->end))
        /* Translators: the first is a name, the second a time of the day, e.g. "14:02". */
        return g_strdup_printf (_("You are back. %1$s was told at %2$s that you came. The platform does not say that they were told that "
                 "you left"),
                              facts->name, facts->begin_time);

      /* Translators: the first is a name, the second a time of the day, e.g. "14:02". */
      return g_strdup_printf (_("You are back. %1$s was told at %2$s that you came, but could not be told that you left"),
                              facts->name, facts->begin_time);
    }

  if (is_silent (facts->begin))
    /* Translators: the first is a name, the second a time of the day, e.g. "14:02". */
    return g_strdup_printf (_("You are back. %1$s was told at %2$s that you left. The platform does not say that they were told that you "
             "came"),
                              facts->name, facts->end_time);

  /* Translators: the first is a name, the second a time of the day, e.g. "14:02". */
  return g_strdup_printf (_("You are back. %1$s was told at %2$s that you left, but could not be told that you came"),
                              facts->name, facts->end_time);
}

static char *
told_never (const Facts *facts)
{
  if (is_silent (facts->begin) || is_silent (facts->end))
    /* Translators: %s is a name. */
    return g_strdup_printf (_("You are back. The platform did not say whether %s was told"), facts->name);

  /* Translators: %s is a name. */
  return g_strdup_printf (_("You are back. %s could not be told, neither that you came nor that you left"), facts->name);
}

static char *
make_for_facts (const Facts *facts)
{
  const gboolean has_begin = sb_told_is_reached (facts->begin);
  const gboolean has_end = sb_told_is_reached (facts->end);

  if (is_either (facts, SB_TOLD_TOO_EARLY))
    return told_too_early (facts);

  if (has_begin && has_end && (facts->begin_time == NULL || facts->end_time == NULL))
    /* Translators: %s is a name. */
    return g_strdup_printf (_("%s was told that you came and that you left"), facts->name);

  if (has_begin && has_end)
    return told_both_times (facts);

  return has_begin || has_end ? told_once (facts) : told_never (facts);
}

/* What the platform's own record has shown to be otherwise than it said. */
static char *
make_for_proof (SbLedgerProof proof, const char *name)
{
  switch (proof)
    {
    case SB_LEDGER_PROOF_OPEN:
      /* Translators: %s is a name. */
      return g_strdup_printf (_("The platform said that the log-in as %s had ended, but has it on record as open. Ask "
                                "whoever runs the platform to end it"),
                              name);
    case SB_LEDGER_PROOF_MISSING:
      /* Translators: %s is a name. */
      return g_strdup_printf (_("The platform said that the log-in as %s had ended, but has no record of it. Nobody can "
                                "tell whether they were told"),
                              name);
    case SB_LEDGER_PROOF_CONTRADICTED:
      /* Translators: %s is a name. */
      return g_strdup_printf (_("The platform’s record of the log-in as %s is not what it said when you left. Nobody can "
                                "tell whether they were told"),
                              name);
    case SB_LEDGER_PROOF_NONE:
    case SB_LEDGER_PROOF_CONFIRMED:
    case SB_LEDGER_PROOF_UNAVAILABLE:
    default:
      return NULL;
    }
}

/**
 * sb_told_words_make_farewell:
 * @record: what the platform says of a log-in that has ended
 * @proof: what was found when its record was read back
 * @name: the learner's name, isolated
 *
 * Returns: (transfer full): one sentence or two, without the last full stop, on whether the learner was told
 */
char *
sb_told_words_make_farewell (const SbSession *record, SbLedgerProof proof, const char *name)
{
  g_autofree char *begin_time = make_time (&record->begin_notice, record->started_at);
  g_autofree char *end_time = make_time (&record->end_notice, record->ended_at);
  const Facts facts = {
    .name = name,
    .begin = sb_told_judge (&record->begin_notice, record->started_at),
    .end = sb_told_judge (&record->end_notice, record->ended_at),
    .begin_time = begin_time,
    .end_time = end_time,
  };
  char *sentence = make_for_proof (proof, name);

  return sentence != NULL ? sentence : make_for_facts (&facts);
}
