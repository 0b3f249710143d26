/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentences about log-ins that the platform may still have open: whom, since when, by which account, what is done
 * about it, and that it is over. Pure functions of what is owed and the time. */

#include "config.h"

#include "sb-owed-words.h"

#include "sb-format.h"
#include "sb-help.h"
#include "sb-visit-words.h"

#include <glib/gi18n-lib.h>

/* More lines than this say nothing that the first do not. */
#define MAX_LINES 4

void
sb_owed_receipt_free (SbOwedReceipt *self)
{
  g_free (self->origin);
  g_free (self->learner_id);
  g_free (self->learner_name);
  g_clear_pointer (&self->since, g_date_time_unref);
  g_clear_pointer (&self->record, sb_session_unref);
  g_free (self);
}

/**
 * sb_owed_words_make_learner:
 * @name: (nullable): a learner's name
 * @id: the learner's id
 *
 * Returns: (transfer full): what the learner is called in a sentence
 */
char *
sb_owed_words_make_learner (const char *name, const char *id)
{
  g_autofree char *safe_id = NULL;

  if (name != NULL)
    return sb_format_name (name);

  safe_id = sb_format_name (id);
  /* Translators: stands where a name would, if only the number of an account is known. */
  return g_strdup_printf (_("Learner (id %s)"), safe_id);
}

static char *
make_since (GDateTime *since, GDateTime *now)
{
  /* Translators: stands where a time would, e.g. in "Since 14:02". */
  return since != NULL ? sb_format_moment (since, now) : g_strdup (C_("since", "an unknown time"));
}

static const char *
get_host (const char *origin)
{
  const char *mark = strstr (origin, "://");

  return mark != NULL ? mark + 3 : origin;
}

static SbProblem *
make_problem (char *title, char *body, const char *help)
{
  SbProblem *problem = g_new0 (SbProblem, 1);

  problem->title = title;
  problem->body = body;
  problem->details = g_strdup ("");
  problem->help = help;

  return problem;
}

/**
 * sb_owed_words_make_label:
 * @n: how many log-ins are owed
 *
 * Returns: (transfer full): for a button
 */
char *
sb_owed_words_make_label (guint n)
{
  /* Translators: a button in the header bar, for log-ins whose end the platform has not confirmed yet. */
  return g_strdup_printf (ngettext ("%u Log-In to End", "%u Log-Ins to End", n), n);
}

/**
 * sb_owed_words_make_title:
 * @n: how many log-ins are owed
 *
 * Returns: (transfer full): a heading
 */
char *
sb_owed_words_make_title (guint n)
{
  return g_strdup_printf (ngettext ("%u learner has not been told that you left",
                                    "%u learners have not been told that you left", n),
                          n);
}

/**
 * sb_owed_words_make_name:
 * @owed: a log-in
 *
 * Returns: (transfer full): as whom
 */
char *
sb_owed_words_make_name (SbOwed *owed)
{
  return sb_owed_words_make_learner (sb_owed_get_learner_name (owed), sb_owed_get_learner_id (owed));
}

/**
 * sb_owed_words_make_line:
 * @owed: a log-in
 * @is_ours: whether Switchback can end it now, because its account is signed in
 * @now: the time that it is
 *
 * Returns: (transfer full): since when, where and by whom, to stand under the name
 */
char *
sb_owed_words_make_line (SbOwed *owed, gboolean is_ours, GDateTime *now)
{
  g_autofree char *since = make_since (sb_owed_get_since (owed), now);
  g_autofree char *host = sb_format_name (get_host (sb_owed_get_origin (owed)));
  g_autofree char *account = NULL;

  if (sb_owed_get_administrator_name (owed) == NULL)
    /* Translators: a log-in that has not ended: the first is a time, e.g. "14:02", the second a platform's address. */
    return g_strdup_printf (_("Since %1$s at %2$s"), since, host);

  account = sb_format_name (sb_owed_get_administrator_name (owed));
  if (is_ours)
    /* Translators: a log-in that has not ended: a time, e.g. "14:02", the name of the account, a platform's address. */
    return g_strdup_printf (_("Since %1$s by %2$s at %3$s"), since, account, host);

  /* Translators: a log-in that has not ended: a time, e.g. "14:02", the name of the account, a platform's address. */
  return g_strdup_printf (_("Since %1$s. Sign in as %2$s at %3$s to end it."), since, account, host);
}

/* One line each, and how many more there are. */
static char *
make_lines (GListModel *all, GDateTime *now)
{
  const guint n = g_list_model_get_n_items (all);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MAX_LINES); i++)
    {
      g_autoptr (SbOwed) owed = g_list_model_get_item (all, i);
      g_autofree char *name = sb_owed_words_make_name (owed);
      g_autofree char *line = sb_owed_words_make_line (owed, TRUE, now);

      if (i > 0)
        g_string_append_c (lines, '\n');
      g_string_append (lines, sb_format_line_mark (name));
      /* Translators: the first is the learner's name, the second e.g. "Since 14:02 by Tea Admin at acme.example". */
      g_string_append_printf (lines, _("%1$s: %2$s"), name, line);
    }

  if (n > MAX_LINES)
    {
      g_string_append_c (lines, '\n');
      g_string_append_printf (lines, ngettext ("and %u more", "and %u more", n - MAX_LINES), n - MAX_LINES);
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static char *
make_sign_in_sentence (SbOwed *owed)
{
  g_autofree char *host = sb_format_name (get_host (sb_owed_get_origin (owed)));
  g_autofree char *account = NULL;

  if (sb_owed_get_administrator_name (owed) == NULL)
    /* Translators: %s is the address of a platform. */
    return g_strdup_printf (_("Sign in to %s to switch back, so that the learner is told."), host);

  account = sb_format_name (sb_owed_get_administrator_name (owed));
  /* Translators: the first is the address of a platform, the second the name of an account. */
  return g_strdup_printf (_("Sign in to %1$s as %2$s to switch back, so that the learner is told."), host, account);
}

/**
 * sb_owed_words_make_invitation:
 * @all: (element-type SbOwed): what is owed
 * @now: the time that it is
 *
 * Returns: (transfer full) (nullable): why it matters to sign in; %NULL if nothing is owed
 */
SbProblem *
sb_owed_words_make_invitation (GListModel *all, GDateTime *now)
{
  const guint n = g_list_model_get_n_items (all);
  g_autoptr (SbOwed) first = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *close = NULL;

  if (n == 0)
    return NULL;

  first = g_list_model_get_item (all, 0);
  lines = make_lines (all, now);
  if (n == 1)
    close = make_sign_in_sentence (first);
  else
    close = g_strdup (_("Sign in with the account that was used to switch back, so that the learners are told."));

  return make_problem (sb_owed_words_make_title (n), g_strdup_printf ("%s\n%s", lines, close),
                       SB_HELP_TROUBLES_OWED);
}

/**
 * sb_owed_words_make_close_question:
 * @all: (element-type SbOwed): what is owed
 * @is_tried: whether Switchback can try to end any of it, because its account is signed in
 * @now: the time that it is
 *
 * Returns: (transfer full) (nullable): what to ask before the window closes; %NULL if nothing is owed
 */
SbProblem *
sb_owed_words_make_close_question (GListModel *all, gboolean is_tried, GDateTime *now)
{
  const guint n = g_list_model_get_n_items (all);
  g_autofree char *lines = NULL;

  if (n == 0)
    return NULL;

  lines = make_lines (all, now);
  return make_problem (sb_owed_words_make_title (n),
                       g_strdup_printf ("%s\n\n%s", lines,
                                        is_tried
                                            ? _("If you close the window, Switchback goes on trying in the background as "
                                                "long as you are logged in to this computer, and a notification tells "
                                                "you when it is done.")
                                            : _("Switchback can end it only after you sign in with the account that was "
                                                "used.")),
                       SB_HELP_TROUBLES_OWED);
}

/**
 * sb_owed_words_make_sign_out_question:
 * @own: (element-type SbOwed): what the account owes
 * @now: the time that it is
 *
 * Returns: (transfer full) (nullable): what to ask before the account is signed out; %NULL if nothing is owed
 */
SbProblem *
sb_owed_words_make_sign_out_question (GListModel *own, GDateTime *now)
{
  const guint n = g_list_model_get_n_items (own);
  g_autofree char *lines = NULL;

  if (n == 0)
    return NULL;

  lines = make_lines (own, now);
  return make_problem (sb_owed_words_make_title (n),
                       g_strdup_printf ("%s\n\n%s", lines,
                                        _("To tell the learner, Switchback needs your account. After you sign out it "
                                          "cannot switch back until you sign in again.")),
                       SB_HELP_TROUBLES_OWED);
}

static char *
make_ended (const SbOwedReceipt *receipt, GDateTime *now)
{
  GDateTime *ended = receipt->record != NULL && receipt->record->ended_at != NULL ? receipt->record->ended_at : now;

  return sb_format_moment (ended, now);
}

static char *
make_one_receipt (const SbOwedReceipt *receipt, GDateTime *now)
{
  g_autofree char *name = sb_owed_words_make_learner (receipt->learner_name, receipt->learner_id);
  g_autofree char *farewell = sb_visit_words_make_farewell_for (receipt->state, receipt->record, name);
  g_autofree char *since = NULL;
  g_autofree char *ended = NULL;

  if (receipt->state == SB_IMPERSONATION_REFUSED)
    return g_steal_pointer (&farewell);

  since = make_since (receipt->since, now);
  ended = make_ended (receipt, now);
  /* Translators: the first is a name, the next two are times, e.g. "14:02"; the last is a sentence that says whether
   * the learner was told. */
  return g_strdup_printf (_("The log-in as %1$s, open since %2$s, was ended at %3$s. %4$s."), name, since, ended,
                          farewell);
}

/**
 * sb_owed_words_make_receipt:
 * @receipts: (element-type SbOwedReceipt): what is over, at least one
 * @now: the time that it is
 *
 * Returns: (transfer full): as whom, since when, and when it ended
 */
char *
sb_owed_words_make_receipt (GPtrArray *receipts, GDateTime *now)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (receipts != NULL && receipts->len > 0, g_strdup (""));

  if (receipts->len == 1)
    return make_one_receipt (receipts->pdata[0], now);

  text = g_string_new (NULL);
  g_string_append_printf (text, ngettext ("%u log-in that was still open is over:",
                                          "%u log-ins that were still open are over:", receipts->len),
                          receipts->len);
  for (guint i = 0; i < MIN (receipts->len, MAX_LINES); i++)
    {
      const SbOwedReceipt *receipt = receipts->pdata[i];
      g_autofree char *name = sb_owed_words_make_learner (receipt->learner_name, receipt->learner_id);
      g_autofree char *since = make_since (receipt->since, now);
      g_autofree char *ended = make_ended (receipt, now);

      g_string_append_c (text, '\n');
      g_string_append (text, sb_format_line_mark (name));
      /* Translators: one line of several: a name, since when the log-in was open and when it ended, e.g. "14:02". */
      g_string_append_printf (text, _("%1$s, since %2$s, ended at %3$s"), name, since, ended);
    }

  if (receipts->len > MAX_LINES)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", receipts->len - MAX_LINES),
                              receipts->len - MAX_LINES);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
join_names (GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->len, MAX_LINES); i++)
    {
      g_autofree char *name = sb_format_name (names->pdata[i]);

      g_string_append_printf (text, "%s• %s", i > 0 ? "\n" : "", name);
    }

  if (names->len > MAX_LINES)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", names->len - MAX_LINES),
                              names->len - MAX_LINES);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * sb_owed_words_make_record_lost:
 * @path: (nullable): where the damaged record is now
 * @names: (nullable) (element-type utf8): whom the platform has open log-ins as; %NULL as long as it has not answered
 *
 * Returns: (transfer full): what has happened to the record, and what follows
 */
SbProblem *
sb_owed_words_make_record_lost (const char *path, GPtrArray *names)
{
  g_autoptr (GString) body = g_string_new (NULL);

  if (path != NULL)
    {
      g_autofree char *shown = g_filename_display_name (path);

      /* Translators: %s is a file. */
      g_string_append_printf (body, _("The damaged record was kept as “%s”, and a new one was begun."), shown);
    }
  else
    g_string_append (body, _("The damaged record was kept beside the new one that was begun."));

  g_string_append (body, "\n\n");
  if (names == NULL)
    g_string_append (body, _("The platform is being asked which of your log-ins are open, and those are ended."));
  else if (names->len == 0)
    g_string_append (body, _("The platform was asked: none of your log-ins is open."));
  else
    {
      g_autofree char *list = join_names (names);

      g_string_append_printf (body, ngettext ("The platform was asked: %u log-in of yours was open, and is being ended:",
                                              "The platform was asked: %u log-ins of yours were open, and are being "
                                              "ended:",
                                              names->len),
                              names->len);
      g_string_append_printf (body, "\n%s", list);
    }

  return make_problem (g_strdup (_("The record of log-ins was damaged")), g_string_free (g_steal_pointer (&body), FALSE),
                       SB_HELP_TROUBLES_RECORD);
}
