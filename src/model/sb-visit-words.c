/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words around a visit: the bar while it lasts, and one sentence on how it ended: whether the learner was told of
 * both its beginning and its end, when, and how. That sentence claims nothing that the platform has not said. */

#include "config.h"

#include "sb-visit-words.h"

#include "sb-format.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  REACH_UNKNOWN,  /* the platform did not say */
  REACH_NONE,     /* it says that nothing arrived */
  REACH_PLATFORM, /* in the platform */
  REACH_EMAIL,    /* by e-mail only */
  REACH_BOTH,
} Reach;

static gboolean
is_on_its_way (SbNoticeState state)
{
  return state == SB_NOTICE_STATE_DELIVERED || state == SB_NOTICE_STATE_QUEUED;
}

static Reach
get_reach (const SbNoticeOutcome *outcome)
{
  if (!outcome->is_known)
    return REACH_UNKNOWN;

  if (is_on_its_way (outcome->platform))
    return is_on_its_way (outcome->email) ? REACH_BOTH : REACH_PLATFORM;

  if (is_on_its_way (outcome->email))
    return REACH_EMAIL;

  return outcome->platform == SB_NOTICE_STATE_UNKNOWN ? REACH_UNKNOWN : REACH_NONE;
}

static char *
get_time (const SbNoticeOutcome *outcome, GDateTime *fallback)
{
  GDateTime *time = outcome->platform_at != NULL ? outcome->platform_at : outcome->email_at;

  if (time == NULL)
    time = fallback;

  return time != NULL ? sb_format_clock (time) : NULL;
}

static gboolean
email_failed (const SbSession *record)
{
  return record->begin_notice.email == SB_NOTICE_STATE_FAILED || record->end_notice.email == SB_NOTICE_STATE_FAILED;
}

static char *
told_both_times (const SbSession *record, const char *name, const char *begin, const char *end)
{
  Reach begin_reach = get_reach (&record->begin_notice);
  Reach end_reach = get_reach (&record->end_notice);

  if (begin_reach == REACH_BOTH && end_reach == REACH_BOTH)
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, in the platform and by e-mail"), name, begin, end);

  if (begin_reach == REACH_EMAIL && end_reach == REACH_EMAIL)
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, by e-mail only"), name, begin, end);

  if (email_failed (record))
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s; not every e-mail could be sent"), name, begin, end);

  if (begin_reach == REACH_PLATFORM && end_reach == REACH_PLATFORM)
    /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
    return g_strdup_printf (_("%1$s was told at %2$s and at %3$s, in the platform"), name, begin, end);

  /* Translators: the first is a name, the others are times of the day, e.g. "14:02". */
  return g_strdup_printf (_("%1$s was told at %2$s and at %3$s"), name, begin, end);
}

static char *
farewell_for_record (const SbSession *record, const char *name)
{
  Reach begin_reach = get_reach (&record->begin_notice);
  Reach end_reach = get_reach (&record->end_notice);
  gboolean was_told_of_begin = begin_reach >= REACH_PLATFORM;
  gboolean was_told_of_end = end_reach >= REACH_PLATFORM;
  g_autofree char *begin = get_time (&record->begin_notice, record->started_at);
  g_autofree char *end = get_time (&record->end_notice, record->ended_at);

  if (was_told_of_begin && was_told_of_end)
    {
      if (begin != NULL && end != NULL)
        return told_both_times (record, name, begin, end);

      /* Translators: %s is a name. */
      return g_strdup_printf (_("%s was told that you came and that you left"), name);
    }

  if (was_told_of_begin && end_reach == REACH_NONE)
    /* Translators: %s is a name. */
    return g_strdup_printf (_("You are back. %s was told that you came, but could not be told that you left"), name);

  if (was_told_of_end && begin_reach == REACH_NONE)
    /* Translators: %s is a name. */
    return g_strdup_printf (_("You are back. %s was told that you left, but could not be told that you came"), name);

  if (begin_reach == REACH_NONE && end_reach == REACH_NONE)
    /* Translators: %s is a name. */
    return g_strdup_printf (_("You are back. %s could not be told, neither that you came nor that you left"), name);

  /* Translators: %s is a name. */
  return g_strdup_printf (_("You are back. The platform did not say whether %s was told"), name);
}

/**
 * sb_visit_words_make_farewell:
 * @impersonation: a log-in
 *
 * Returns: (transfer full): one sentence without a full stop, on how it stands with the notices
 */
char *
sb_visit_words_make_farewell (SbImpersonation *impersonation)
{
  g_autofree char *name
      = sb_format_isolated (sb_learner_get_display_name (sb_impersonation_get_learner (impersonation)));
  SbSession *record = sb_impersonation_get_record (impersonation);

  if (record != NULL)
    return farewell_for_record (record, name);

  switch (sb_impersonation_get_state (impersonation))
    {
    case SB_IMPERSONATION_ENDED:
      /* Translators: %s is a name. */
      return g_strdup_printf (_("You are back. The platform had ended the log-in already, and did not say whether %s "
                                "was told"),
                              name);
    case SB_IMPERSONATION_REFUSED:
    case SB_IMPERSONATION_PLANNED:
      /* Translators: %s is a name. */
      return g_strdup_printf (_("You were never logged in as %s, and they were not told anything"), name);
    case SB_IMPERSONATION_STARTING:
    case SB_IMPERSONATION_ACTIVE:
    case SB_IMPERSONATION_ENDING:
    case SB_IMPERSONATION_OWED:
    default:
      /* Translators: %s is a name. */
      return g_strdup_printf (_("The platform could not be told that you left; %s does not know it yet"), name);
    }
}

/**
 * sb_visit_words_make_title:
 * @learner: as whom
 *
 * Returns: (transfer full): the title of the bar
 */
char *
sb_visit_words_make_title (SbLearner *learner)
{
  g_autofree char *name = sb_format_isolated (sb_learner_get_display_name (learner));

  /* Translators: %s is the name of a person. */
  return g_strdup_printf (_("You are logged in as %s"), name);
}

/**
 * sb_visit_words_make_subtitle:
 * @learner: as whom
 * @time_left: how long still, in words; may be empty
 *
 * Returns: (transfer full): the subtitle of the bar
 */
char *
sb_visit_words_make_subtitle (SbLearner *learner, const char *time_left)
{
  g_autofree char *name = sb_format_isolated (sb_learner_get_first_name (learner));

  if (*time_left == '\0')
    /* Translators: %s is the first name of a person. */
    return g_strdup_printf (_("Everything you do is real and counts as %s’s"), name);

  /* Translators: the first is the first name of a person, the second how long still, e.g. "52 minutes left". */
  return g_strdup_printf (_("Everything you do is real and counts as %1$s’s · %2$s"), name, time_left);
}
