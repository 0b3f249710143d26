/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words in dates and times: months, and the halves of the day. A date stands in a sentence, so these words are in the
 * language of the sentence, which LANGUAGE or LC_MESSAGES decides and whose catalogue there is, and not in that of LC_TIME.
 * GLib's catalogues have them. Whether the day has two halves remains LC_TIME's to say. */

#include "config.h"

#include "sb-calendar.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#define GLIB "glib20"

/* What a catalogue is asked for to say what it is itself. */
static const char head_of_catalogue[] = "";

static const char *const months[] = {
  "January", "February", "March",     "April",   "May",      "June",
  "July",    "August",   "September", "October", "November", "December",
};

typedef enum
{
  WORDS_ENGLISH, /* as in the source */
  WORDS_OF_GLIB,
  WORDS_OF_LOCALE,
  WORDS_NOWHERE,
} Words;

/* The language without country or script, e.g. "pt". */
static char *
dup_language (const char *code)
{
  return g_strndup (code, strcspn (code, "_.@\n"));
}

/* Which language a catalogue is in, as its head says; "en" if there is none, as the source is. */
static char *
dup_catalogue_language (const char *domain)
{
  const char *head = g_dgettext (domain, head_of_catalogue);
  const char *line = strstr (head, "\nLanguage: ");

  return line != NULL ? dup_language (line + strlen ("\nLanguage: ")) : g_strdup ("en");
}

static Words
find_words (void)
{
  g_autofree char *language = dup_catalogue_language (GETTEXT_PACKAGE);
  g_autofree char *language_of_glib = NULL;
  g_autofree char *language_of_locale = dup_language (setlocale (LC_TIME, NULL));

  if (g_str_equal (language, "en"))
    return WORDS_ENGLISH;

  bind_textdomain_codeset (GLIB, "UTF-8");
  language_of_glib = dup_catalogue_language (GLIB);
  if (g_str_equal (language, language_of_glib))
    return WORDS_OF_GLIB;

  return g_str_equal (language, language_of_locale) ? WORDS_OF_LOCALE : WORDS_NOWHERE;
}

static const char *
get_word (Words words, const char *context, const char *word)
{
  return words == WORDS_OF_GLIB ? g_dpgettext2 (GLIB, context, word) : word;
}

/**
 * sb_calendar_has_words:
 *
 * Returns: whether there are words for months and the halves of the day in the language of the interface; where there are
 *   not, dates are better written with digits alone
 */
gboolean
sb_calendar_has_words (void)
{
  return find_words () != WORDS_NOWHERE;
}

/**
 * sb_calendar_format:
 * @time: a time
 * @format: as for g_date_time_format(); of what it can have, `%B` and `%p` are words
 *
 * Returns: (transfer full): @time as @format says, in the language of the interface
 */
char *
sb_calendar_format (GDateTime *time, const char *format)
{
  g_autoptr (GString) filled = NULL;
  Words words = find_words ();
  char *text;

  g_return_val_if_fail (time != NULL && format != NULL, g_strdup (""));

  filled = g_string_new (format);
  if (words != WORDS_OF_LOCALE)
    {
      g_string_replace (filled, "%B",
                        get_word (words, "full month name with day", months[g_date_time_get_month (time) - 1]), 0);
      g_string_replace (filled, "%p", get_word (words, "GDateTime", g_date_time_get_hour (time) < 12 ? "AM" : "PM"), 0);
    }
  text = g_date_time_format (time, filled->str);

  /* GDateTime gives NULL for what it cannot encode; a label would rather be empty. */
  return text != NULL ? text : g_strdup ("");
}
