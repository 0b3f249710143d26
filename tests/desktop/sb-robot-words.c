/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is written on the screen in another language: looked up in the catalogue that the program has, by the words of
 * the source. What the catalogue does not have is the end of the test, for then the program would be in English there. */

#include "config.h"

#include "sb-robot-words.h"

#include "sb-robot-sandbox.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#define TRANSLATIONS "SWITCHBACK_TRANSLATIONS"

/**
 * sb_robot_words_learn:
 * @language: a language of the catalogues
 *
 * From now on words are those of this language, and what is started speaks it.
 */
void
sb_robot_words_learn (const char *language)
{
  const char *folder = g_getenv (TRANSLATIONS);

  if (folder == NULL)
    g_error (TRANSLATIONS " does not say where the catalogues are");
  /* The C library translates nothing where the locale is plain C. */
  if (setlocale (LC_MESSAGES, "en_US.UTF-8") == NULL && setlocale (LC_MESSAGES, "C.UTF-8") == NULL)
    g_error ("There is no locale in which messages are translated");
  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

/**
 * sb_robot_words_forget:
 *
 * What is started from now on speaks English again.
 */
void
sb_robot_words_forget (void)
{
  g_unsetenv ("LANGUAGE");
}

/**
 * sb_robot_words_dup:
 * @context: (nullable): the context of the words, as in the source
 * @text: words as they are in the source, with mnemonic and conversions
 *
 * Returns: (transfer full): the words in the language, as a pattern to look for: no mnemonic, and `*` for what is put in
 */
char *
sb_robot_words_dup (const char *context, const char *text)
{
  const char *words = context == NULL ? g_dgettext (GETTEXT_PACKAGE, text)
                                      : g_dpgettext2 (GETTEXT_PACKAGE, context, text);
  g_autoptr (GRegex) conversion = g_regex_new ("%([0-9]\\$)?[sd]", 0, 0, NULL);
  g_autofree char *plain = NULL;
  g_auto (GStrv) parts = NULL;

  if (g_str_equal (words, text))
    g_error ("“%s” is not translated", text);
  parts = g_strsplit (words, "_", -1);
  plain = g_strjoinv ("", parts);

  return g_regex_replace_literal (conversion, plain, -1, 0, "*", 0, NULL);
}

/**
 * sb_robot_words_dup_locale:
 * @locale: a locale
 *
 * Returns: (transfer full): "NAME=value" for the program, with that locale if there is one, or else one without a country
 */
char *
sb_robot_words_dup_locale (const char *locale)
{
  locale_t known = sb_robot_sandbox_get_id () == NULL ? newlocale (LC_ALL_MASK, locale, NULL) : NULL;
  /* In the sandbox it is the runtime that has it, and not this machine. */
  gboolean is_there = known != NULL || sb_robot_sandbox_get_id () != NULL;

  g_clear_pointer (&known, freelocale);

  return g_strconcat ("LC_ALL=", is_there ? locale : "C.UTF-8", NULL);
}
