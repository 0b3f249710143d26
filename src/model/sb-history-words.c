/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A log-in of the history in words: in its row, with all that is known of it, and as text for a ticket. */

#include "config.h"

#include "sb-history-words.h"

#include "sb-change-words.h"
#include "sb-format.h"

#include <glib/gi18n-lib.h>

/**
 * sb_history_words_make_learner:
 *
 * Returns: (transfer full): as whom
 */
char *
sb_history_words_make_learner (const SbLedgerEntry *entry)
{
  return sb_format_isolated (*entry->learner_name != '\0' ? entry->learner_name : entry->learner_id);
}

/**
 * sb_history_words_make_account:
 *
 * Returns: (transfer full): by which account at which platform
 */
char *
sb_history_words_make_account (const SbLedgerEntry *entry)
{
  g_autoptr (GUri) uri = g_uri_parse (entry->origin, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : entry->origin;
  g_autofree char *name = NULL;

  if (*entry->administrator_name == '\0')
    return g_strdup (host);

  name = sb_format_isolated (entry->administrator_name);
  /* Translators: by whom a log-in was made: the first is a name, the second the host of a platform. */
  return g_strdup_printf (_("%1$s at %2$s"), name, host);
}

/**
 * sb_history_words_make_moment:
 * @time: (nullable): when
 *
 * Returns: (transfer full): the day and the time of the day; empty for %NULL
 */
char *
sb_history_words_make_moment (GDateTime *time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;

  if (time == NULL)
    return g_strdup ("");

  date = sb_format_date (time, now);
  clock = sb_format_clock (time);
  /* Translators: the first is a day, e.g. "3 November", the second a time of the day, e.g. "14:02". */
  return g_strdup_printf (_("%1$s, %2$s"), date, clock);
}

/**
 * sb_history_words_make_length:
 *
 * Returns: (transfer full): how long it lasted; empty if that is not known
 */
char *
sb_history_words_make_length (const SbLedgerEntry *entry)
{
  gint64 minutes;

  if (entry->started_at == NULL || entry->ended_at == NULL)
    return g_strdup ("");

  minutes = g_date_time_difference (entry->ended_at, entry->started_at) / G_TIME_SPAN_MINUTE;
  if (minutes < 1)
    return g_strdup (_("less than a minute"));

  if (minutes < 120)
    /* Translators: how long a log-in lasted. */
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", minutes), (int) minutes);

  /* Translators: how long a log-in lasted, in hours and minutes, e.g. "2 h 05 min". */
  return g_strdup_printf (_("%1$d h %2$02d min"), (int) (minutes / 60), (int) (minutes % 60));
}

static const char *
get_way (const SbLedgerEntry *entry)
{
  if (!entry->has_how)
    return _("Ended");

  switch (entry->how)
    {
    case SB_END_SWITCH_BACK:
      return _("Switched back");
    case SB_END_CLOSED:
      return _("Ended when Switchback was closed");
    case SB_END_EXPIRED:
      return _("Ended because the time was up");
    case SB_END_RECOVERED:
    default:
      return _("Ended afterwards by Switchback");
    }
}

/**
 * sb_history_words_get_ending:
 *
 * Returns: how it ended
 */
const char *
sb_history_words_get_ending (const SbLedgerEntry *entry)
{
  switch (entry->state)
    {
    case SB_IMPERSONATION_ENDED:
      return get_way (entry);
    case SB_IMPERSONATION_REFUSED:
      return _("Never began");
    case SB_IMPERSONATION_OWED:
    case SB_IMPERSONATION_ENDING:
      return _("End still owed");
    case SB_IMPERSONATION_PLANNED:
    case SB_IMPERSONATION_STARTING:
    case SB_IMPERSONATION_ACTIVE:
    default:
      return _("Not ended yet");
    }
}

/* ---- what is wrong ---- */

static char *
make_missing (SbToldBoth begin, SbToldBoth end)
{
  const gboolean has_begin = sb_told_is_reached (begin);
  const gboolean has_end = sb_told_is_reached (end);

  if (begin.platform == SB_TOLD_TOO_EARLY || begin.email == SB_TOLD_TOO_EARLY || end.platform == SB_TOLD_TOO_EARLY
      || end.email == SB_TOLD_TOO_EARLY)
    return g_strdup (_("The time of a notice cannot be right"));

  if (!has_begin && !has_end)
    return g_strdup (_("Neither notice is confirmed"));

  if (!has_end)
    return g_strdup (_("The notice of the end is not confirmed"));

  if (!has_begin)
    return g_strdup (_("The notice of the beginning is not confirmed"));

  return g_strdup (_("An e-mail could not be sent"));
}

/**
 * sb_history_words_make_attention:
 *
 * Returns: (transfer full) (nullable): what somebody has to see to; %NULL if there is nothing
 */
char *
sb_history_words_make_attention (const SbLedgerEntry *entry)
{
  if (!sb_ledger_entry_needs_attention (entry))
    return NULL;

  if (entry->state != SB_IMPERSONATION_ENDED)
    return g_strdup (_("The learner was not told yet that it ended"));

  switch (entry->proof)
    {
    case SB_LEDGER_PROOF_OPEN:
      return g_strdup (_("The platform still has it as open"));
    case SB_LEDGER_PROOF_MISSING:
      return g_strdup (_("The platform has no record of it"));
    case SB_LEDGER_PROOF_CONTRADICTED:
      return g_strdup (_("The platform’s record contradicts it"));
    case SB_LEDGER_PROOF_NONE:
    case SB_LEDGER_PROOF_CONFIRMED:
    case SB_LEDGER_PROOF_UNAVAILABLE:
    default:
      return make_missing (sb_ledger_entry_get_begin_told (entry), sb_ledger_entry_get_end_told (entry));
    }
}

/**
 * sb_history_words_make_told:
 * @told: whether a notice has reached the learner in one way
 * @at: (nullable): when, as the platform says
 *
 * Returns: (transfer full): that in words
 */
char *
sb_history_words_make_told (SbTold told, GDateTime *at)
{
  g_autofree char *moment = sb_history_words_make_moment (at);

  switch (told)
    {
    case SB_TOLD:
      /* Translators: a notice was delivered; %s is when, e.g. "3 November, 14:02". */
      return at != NULL ? g_strdup_printf (_("Delivered on %s"), moment) : g_strdup (_("Delivered"));
    case SB_TOLD_ON_ITS_WAY:
      return g_strdup (_("On its way"));
    case SB_TOLD_TOO_EARLY:
      /* Translators: %s is when, e.g. "3 November, 14:02". */
      return g_strdup_printf (_("Not believed: dated %s, before it happened"), moment);
    case SB_TOLD_FAILED:
      return g_strdup (_("Could not be delivered"));
    case SB_TOLD_NO_ADDRESS:
      return g_strdup (_("None: there is no address"));
    case SB_TOLD_NOT_SAID:
    default:
      return g_strdup (_("The platform does not say"));
    }
}

/**
 * sb_history_words_make_act:
 *
 * Returns: (transfer full): what was done, and to what
 */
char *
sb_history_words_make_act (const SbLedgerAct *act)
{
  const char *what = act->item_title != NULL ? act->item_title : act->course_title;
  g_autofree char *title = sb_format_isolated (what != NULL ? what : "");

  if (what == NULL)
    return g_strdup (_("Something was changed"));

  switch (act->kind)
    {
    case SB_ACT_ITEM_COMPLETED:
      /* Translators: %s is something to learn, e.g. a video. */
      return g_strdup_printf (_("“%s” completed"), title);
    case SB_ACT_ITEM_STARTED:
      /* Translators: %s is something to learn, e.g. a video. */
      return g_strdup_printf (_("“%s” started or resumed"), title);
    case SB_ACT_POLICY_ACCEPTED:
      /* Translators: %s is the name of a policy. */
      return g_strdup_printf (_("“%s” accepted"), title);
    case SB_ACT_MESSAGE_SENT:
      /* Translators: %s is what the message is about. */
      return g_strdup_printf (_("Message sent: “%s”"), title);
    case SB_ACT_SUBMITTED:
      /* Translators: %s is something to learn, e.g. a test, or the address of a page without its host. */
      return g_strdup_printf (_("“%s” handed in"), title);
    case SB_ACT_ENROLMENT_CHANGED:
      /* Translators: %s is a course, or the address of a page without its host. */
      return g_strdup_printf (_("Enrolment changed: “%s”"), title);
    case SB_ACT_NOTICE_OPENED:
      /* Translators: %s is the address of a page without its host. */
      return g_strdup_printf (_("Notification opened: “%s”"), title);
    case SB_ACT_OTHER:
    default:
      /* Translators: %s is something to learn, or a course. */
      return g_strdup_printf (_("“%s” changed"), title);
    }
}

/**
 * sb_history_words_make_proof:
 *
 * Returns: (transfer full): what the platform's own record says
 */
char *
sb_history_words_make_proof (const SbLedgerEntry *entry)
{
  g_autofree char *moment = sb_history_words_make_moment (entry->proof_at);

  switch (entry->proof)
    {
    case SB_LEDGER_PROOF_CONFIRMED:
      /* Translators: %s is when, e.g. "3 November, 14:02". */
      return g_strdup_printf (_("Read back on %s: it agrees"), moment);
    case SB_LEDGER_PROOF_OPEN:
      /* Translators: %s is when, e.g. "3 November, 14:02". */
      return g_strdup_printf (_("Read back on %s: it says that the log-in is open"), moment);
    case SB_LEDGER_PROOF_MISSING:
      /* Translators: %s is when, e.g. "3 November, 14:02". */
      return g_strdup_printf (_("Read back on %s: there is none"), moment);
    case SB_LEDGER_PROOF_CONTRADICTED:
      /* Translators: %s is when, e.g. "3 November, 14:02". */
      return g_strdup_printf (_("Read back on %s: it says something else than the answer to the end"), moment);
    case SB_LEDGER_PROOF_UNAVAILABLE:
      return g_strdup (_("It could not be read back"));
    case SB_LEDGER_PROOF_NONE:
    default:
      return g_strdup (_("It was not read back"));
    }
}

/* ---- the check ---- */

/**
 * sb_history_words_make_verdict:
 * @verdict: what a check has found
 * @entry: (nullable): the log-in that it names, if it is there
 *
 * Returns: (transfer full): that in a sentence
 */
char *
sb_history_words_make_verdict (const SbLedgerVerdict *verdict, const SbLedgerEntry *entry)
{
  g_autofree char *name = entry != NULL ? sb_history_words_make_learner (entry) : NULL;
  g_autofree char *moment = entry != NULL ? sb_history_words_make_moment (entry->planned_at) : NULL;
  g_autofree char *place = sb_format_count (verdict->position);

  if (verdict->fault == SB_LEDGER_FAULT_NONE && verdict->n_checked == 0)
    return g_strdup (_("There is nothing to check yet."));

  if (verdict->fault == SB_LEDGER_FAULT_NONE)
    return g_strdup (_("Nothing in the history was changed or removed."));

  if (verdict->fault == SB_LEDGER_FAULT_CHANGED && entry != NULL)
    /* Translators: the first is the name of a person, the second when, e.g. "3 November, 14:02". */
    return g_strdup_printf (_("The log-in as %1$s on %2$s was changed after it was written down."), name, moment);

  if (verdict->fault == SB_LEDGER_FAULT_CHANGED && verdict->uuid != NULL)
    /* Translators: %s is the id of a log-in. */
    return g_strdup_printf (_("The log-in with the id %s was changed after it was written down."), verdict->uuid);

  if (verdict->fault == SB_LEDGER_FAULT_CHANGED)
    return g_strdup (_("A log-in was changed after it was written down."));

  if (verdict->uuid != NULL)
    /* Translators: %s is the id of a log-in. */
    return g_strdup_printf (_("The log-in with the id %s was removed from the history."), verdict->uuid);

  /* Translators: %s is a number; the log-ins are counted from the oldest. */
  return g_strdup_printf (_("At least one log-in was removed from the history, at place %s."), place);
}

/* ---- for a ticket ---- */

static void
add_line (GString *text, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s: %s\n", name, value);
}

static void
add_moment (GString *text, const char *name, GDateTime *time)
{
  g_autofree char *moment = sb_history_words_make_moment (time);

  add_line (text, name, moment);
}

static void
add_told (GString *text, const char *name, SbTold told, GDateTime *at)
{
  g_autofree char *words = sb_history_words_make_told (told, at);

  add_line (text, name, words);
}

static void
add_notices (GString *text, const SbLedgerEntry *entry)
{
  const SbToldBoth begin = sb_ledger_entry_get_begin_told (entry);
  const SbToldBoth end = sb_ledger_entry_get_end_told (entry);

  if (entry->state == SB_IMPERSONATION_REFUSED)
    return;

  add_told (text, _("Notice of the beginning, in the platform"), begin.platform, entry->begin_notice.platform_at);
  add_told (text, _("Notice of the beginning, by e-mail"), begin.email, entry->begin_notice.email_at);
  if (entry->state != SB_IMPERSONATION_ENDED)
    return;

  add_told (text, _("Notice of the end, in the platform"), end.platform, entry->end_notice.platform_at);
  add_told (text, _("Notice of the end, by e-mail"), end.email, entry->end_notice.email_at);
}

static void
add_acts (GString *text, const SbLedgerEntry *entry)
{
  for (guint i = 0; i < entry->acts->len; i++)
    {
      const SbLedgerAct *act = g_ptr_array_index (entry->acts, i);
      g_autofree char *words = sb_history_words_make_act (act);
      g_autofree char *moment = sb_history_words_make_moment (act->at);

      add_line (text, moment, words);
    }
}

static void
add_changes (GString *text, const SbLedgerEntry *entry)
{
  const char *note = sb_change_words_for_look (entry->look, entry->changes->len);

  for (guint i = 0; i < entry->changes->len; i++)
    {
      g_autofree char *words = sb_change_words_make_line (g_ptr_array_index (entry->changes, i));

      add_line (text, _("What Changed"), words);
    }
  add_line (text, _("What Changed"), note);
}

/**
 * sb_history_words_make_text:
 *
 * Returns: (transfer full): all that is known of it, as lines of plain text
 */
char *
sb_history_words_make_text (const SbLedgerEntry *entry)
{
  GString *text = g_string_new (NULL);
  g_autofree char *learner = sb_history_words_make_learner (entry);
  g_autofree char *account = sb_history_words_make_account (entry);
  g_autofree char *attention = sb_history_words_make_attention (entry);

  add_line (text, _("Log-in as"), learner);
  add_line (text, _("By"), account);
  add_line (text, _("Reason"), entry->reason);
  add_line (text, _("Ticket"), entry->ticket);
  add_moment (text, _("Began"), entry->started_at);
  add_moment (text, _("Ended"), entry->ended_at);
  add_line (text, _("How it ended"), sb_history_words_get_ending (entry));
  add_line (text, _("Needs attention"), attention);
  add_notices (text, entry);
  add_acts (text, entry);
  add_changes (text, entry);
  add_line (text, _("Id"), entry->uuid);

  return g_string_free (text, FALSE);
}
