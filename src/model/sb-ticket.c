/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A log-in as a text to paste into a ticket: as whom, by whom, why, from when to when, what changed, who was told.
 * Times are written so that a reader elsewhere understands them. In Markdown all that is not our own markup is escaped,
 * names and titles above all: a ticket is read by somebody who trusts it. */

#include "config.h"

#include "sb-ticket.h"

#include "sb-change-words.h"
#include "sb-format.h"
#include "sb-history-words.h"
#include "sb-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GString *text;
  SbTicketFormat format;
} Writer;

/* Every character that can begin something in the middle of a line, in CommonMark or in what the trackers add to it. A
 * backslash before punctuation is the character itself. */
static void
append (Writer *writer, const char *text)
{
  g_autofree char *line = sb_text_dup_line (text);

  for (const char *p = line; *p != '\0'; p++)
    {
      if (writer->format == SB_TICKET_MARKDOWN && strchr ("\\`*_[]<>&~|#$@", *p) != NULL)
        g_string_append_c (writer->text, '\\');
      g_string_append_c (writer->text, *p);
    }
}

static void
add_heading (Writer *writer, const char *text)
{
  const char *mark = writer->format == SB_TICKET_MARKDOWN ? "**" : "";

  g_string_append (writer->text, mark);
  append (writer, text);
  g_string_append_printf (writer->text, "%s\n", mark);
  if (writer->format == SB_TICKET_MARKDOWN)
    g_string_append_c (writer->text, '\n');
}

static void
add_item (Writer *writer, const char *text)
{
  g_string_append (writer->text, "- ");
  append (writer, text);
  g_string_append_c (writer->text, '\n');
}

static void
add_field (Writer *writer, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  if (writer->format == SB_TICKET_MARKDOWN)
    g_string_append_printf (writer->text, "- **%s:** ", label);
  else
    g_string_append_printf (writer->text, "%s: ", label);
  append (writer, value);
  g_string_append_c (writer->text, '\n');
}

/* The same everywhere, to be sorted and searched; with the zone, because tickets travel. */
static void
add_time (Writer *writer, const char *label, GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
  g_autofree char *text = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S %:z") : NULL;

  add_field (writer, label, text);
}

static void
add_person (Writer *writer, const SbLedgerEntry *entry, const char *user_name)
{
  g_autofree char *name = sb_format_isolated (entry->learner_name);
  g_autofree char *isolated = sb_format_isolated (user_name != NULL ? user_name : "");
  g_autofree char *text = NULL;

  if (*isolated == '\0')
    /* Translators: the heading of a text for a ticket; %s is the name of a person. */
    text = g_strdup_printf (_("Logged in as %s"), name);
  else
    /* Translators: the heading of a text for a ticket; the first is the name of a person, the second their user
     * name. */
    text = g_strdup_printf (_("Logged in as %1$s (%2$s)"), name, isolated);

  add_heading (writer, text);
}

static void
add_account (Writer *writer, const SbLedgerEntry *entry)
{
  g_autofree char *name = sb_format_isolated (entry->administrator_name);
  g_autofree char *text = *name != '\0' ? g_strdup_printf ("%s, %s", name, entry->origin) : g_strdup (entry->origin);

  /* Translators: in a text for a ticket: who logged in, and at which platform. */
  add_field (writer, _("Account"), text);
}

static void
add_changes (Writer *writer, const SbLedgerEntry *entry)
{
  const char *note = sb_change_words_for_look (entry->look, entry->changes->len);

  if (entry->changes->len == 0 && note == NULL)
    return;

  g_string_append_c (writer->text, '\n');
  add_heading (writer, _("What Changed"));
  for (guint i = 0; i < entry->changes->len; i++)
    {
      g_autofree char *text = sb_change_words_make_line (g_ptr_array_index (entry->changes, i));

      add_item (writer, text);
    }
  if (note != NULL)
    add_item (writer, note);
}

/**
 * sb_ticket_make_text:
 * @entry: a log-in that is over
 * @user_name: (nullable): the learner's user name, which is not on record
 * @told: (nullable): a sentence on whether the learner was told
 * @format: how to write it
 *
 * Returns: (transfer full): the text, which ends with a line break
 */
char *
sb_ticket_make_text (const SbLedgerEntry *entry, const char *user_name, const char *told, SbTicketFormat format)
{
  Writer writer = { g_string_new (NULL), format };
  g_autofree char *length = sb_history_words_make_length (entry);

  add_person (&writer, entry, user_name);
  add_field (&writer, _("Ticket"), entry->ticket);
  add_field (&writer, _("Reason"), entry->reason);
  add_account (&writer, entry);
  /* Translators: in a text for a ticket: when a log-in began. */
  add_time (&writer, C_("log-in", "Start"), entry->started_at != NULL ? entry->started_at : entry->planned_at);
  /* Translators: in a text for a ticket: when a log-in ended. */
  add_time (&writer, C_("log-in", "End"), entry->ended_at);
  /* Translators: in a text for a ticket: how long a log-in lasted. */
  add_field (&writer, C_("log-in", "Duration"), length);
  /* Translators: in a text for a ticket: the number that a log-in has at the platform, a UUID. */
  add_field (&writer, C_("log-in", "Log-in ID"), entry->uuid);
  add_changes (&writer, entry);
  if (told != NULL)
    {
      g_string_append_c (writer.text, '\n');
      append (&writer, told);
      g_string_append_c (writer.text, '\n');
    }

  return g_string_free (writer.text, FALSE);
}
