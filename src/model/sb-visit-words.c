/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words around a visit: the bar while it lasts, and one sentence on how it ended; what that says of the notices is made
 * in sb-told-words.c. */

#include "config.h"

#include "sb-visit-words.h"

#include "sb-format.h"
#include "sb-told-words.h"

#include <glib/gi18n-lib.h>

/**
 * sb_visit_words_make_farewell_for:
 * @state: how far a log-in has got
 * @record: (nullable): what the platform said at its end
 * @learner_name: the learner's name, ready to stand in a sentence
 *
 * Returns: (transfer full): one sentence without a full stop, on how it stands with the notices
 */
char *
sb_visit_words_make_farewell_for (SbImpersonationState state, const SbSession *record, const char *learner_name)
{
  const char *name = learner_name;

  if (record != NULL)
    return sb_told_words_make_farewell (record, SB_LEDGER_PROOF_NONE, name);

  switch (state)
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
 * sb_visit_words_make_farewell:
 * @impersonation: a log-in
 *
 * Returns: (transfer full): one sentence without a full stop, on how it stands with the notices
 */
char *
sb_visit_words_make_farewell (SbImpersonation *impersonation)
{
  g_autofree char *name = sb_format_name (sb_learner_get_display_name (sb_impersonation_get_learner (impersonation)));

  return sb_visit_words_make_farewell_for (sb_impersonation_get_state (impersonation),
                                           sb_impersonation_get_record (impersonation), name);
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
  g_autofree char *name = sb_format_name (sb_learner_get_display_name (learner));

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
  g_autofree char *name = sb_format_name (sb_learner_get_first_name (learner));

  if (*time_left == '\0')
    /* Translators: %s is the first name of a person. */
    return g_strdup_printf (_("Everything you do is real and counts as %s’s"), name);

  /* Translators: the first is the first name of a person, the second how long still, e.g. "52 minutes left". */
  return g_strdup_printf (_("Everything you do is real and counts as %1$s’s · %2$s"), name, time_left);
}
