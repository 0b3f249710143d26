/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Languages by their names. A platform writes a code ("pt", "pt-BR") or an English word ("german", "simplified_chinese");
 * the names in the user's language are those of iso-codes, where it is installed. */

#include "config.h"

#include "sb-language.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <string.h>

#define DOMAIN "iso_639-3"

typedef struct
{
  const char *code; /* ISO 639-1 */
  const char *name; /* ISO 639-3's, which is the msgid of iso-codes */
  const char *word; /* nullable: what it is called if that is another one */
} Language;

static const Language languages[] = {
  { "ar", "Arabic", NULL },
  { "az", "Azerbaijani", NULL },
  { "bg", "Bulgarian", NULL },
  { "bn", "Bengali", NULL },
  { "bs", "Bosnian", NULL },
  { "ca", "Catalan", NULL },
  { "cs", "Czech", NULL },
  { "cy", "Welsh", NULL },
  { "da", "Danish", NULL },
  { "de", "German", NULL },
  { "el", "Modern Greek (1453-)", "Greek" },
  { "en", "English", NULL },
  { "es", "Spanish", NULL },
  { "et", "Estonian", NULL },
  { "eu", "Basque", NULL },
  { "fa", "Persian", "Farsi" },
  { "fi", "Finnish", NULL },
  { "fr", "French", NULL },
  { "ga", "Irish", NULL },
  { "gl", "Galician", NULL },
  { "he", "Hebrew", NULL },
  { "hi", "Hindi", NULL },
  { "hr", "Croatian", NULL },
  { "hu", "Hungarian", NULL },
  { "hy", "Armenian", NULL },
  { "id", "Indonesian", NULL },
  { "is", "Icelandic", NULL },
  { "it", "Italian", NULL },
  { "ja", "Japanese", NULL },
  { "ka", "Georgian", NULL },
  { "kk", "Kazakh", NULL },
  { "km", "Khmer", NULL },
  { "ko", "Korean", NULL },
  { "lo", "Lao", NULL },
  { "lt", "Lithuanian", NULL },
  { "lv", "Latvian", NULL },
  { "mk", "Macedonian", NULL },
  { "mn", "Mongolian", NULL },
  { "ms", "Malay (macrolanguage)", "Malay" },
  { "my", "Burmese", NULL },
  { "nb", "Norwegian Bokmål", "Bokmal" },
  { "nl", "Dutch", NULL },
  { "nn", "Norwegian Nynorsk", "Nynorsk" },
  { "no", "Norwegian", NULL },
  { "pl", "Polish", NULL },
  { "pt", "Portuguese", NULL },
  { "ro", "Romanian", NULL },
  { "ru", "Russian", NULL },
  { "sk", "Slovak", NULL },
  { "sl", "Slovenian", NULL },
  { "sq", "Albanian", NULL },
  { "sr", "Serbian", NULL },
  { "sv", "Swedish", NULL },
  { "sw", "Swahili (macrolanguage)", "Swahili" },
  { "ta", "Tamil", NULL },
  { "th", "Thai", NULL },
  { "tr", "Turkish", NULL },
  { "uk", "Ukrainian", NULL },
  { "ur", "Urdu", NULL },
  { "uz", "Uzbek", NULL },
  { "vi", "Vietnamese", NULL },
  { "zh", "Chinese", NULL },
};

static gboolean
is_called (const Language *language, const char *word)
{
  return g_ascii_strcasecmp (word, language->name) == 0
      || (language->word != NULL && g_ascii_strcasecmp (word, language->word) == 0);
}

/* A word wherever it stands, else a code at the beginning; @part says where it was. */
static const Language *
find_language (char **parts, guint *part)
{
  for (*part = 0; parts[*part] != NULL; (*part)++)
    for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
      if (is_called (&languages[i], parts[*part]))
        return &languages[i];

  *part = 0;
  for (gsize i = 0; parts[0] != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strcasecmp (parts[0], languages[i].code) == 0)
      return &languages[i];

  return NULL;
}

/* As it stands alone: beginning with a capital, and without what only a catalogue needs, e.g. "(macrolanguage)". */
static char *
dup_translated (const Language *language)
{
  static gsize is_bound = 0;
  g_autofree char *name = NULL;
  char first[7] = { 0 };

  if (g_once_init_enter (&is_bound))
    {
      bind_textdomain_codeset (DOMAIN, "UTF-8");
      g_once_init_leave (&is_bound, 1);
    }

  name = g_strdup (g_dgettext (DOMAIN, language->name));
  name[strcspn (name, ";(")] = '\0';
  g_strchomp (name);
  g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (name)), first);

  return g_strconcat (first, g_utf8_next_char (name), NULL);
}

/**
 * sb_language_dup_name:
 * @text: a language as a platform writes it, e.g. "pt", "pt-BR", "german" or "simplified_chinese"
 *
 * Returns: (transfer full): its name in the user's language, with what else @text says behind it, e.g. "German" or
 *   "Portuguese (BR)"; @text itself if no language is known by it
 */
char *
sb_language_dup_name (const char *text)
{
  const Language *language;
  g_autoptr (GString) rest = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *name = NULL;
  guint part;

  g_return_val_if_fail (text != NULL, g_strdup (""));

  parts = g_strsplit_set (text, "-_ ", -1);
  language = find_language (parts, &part);
  if (language == NULL)
    return g_strdup (text);

  rest = g_string_new (NULL);
  for (guint i = 0; parts[i] != NULL; i++)
    if (i != part && *parts[i] != '\0')
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", parts[i]);

  name = dup_translated (language);
  if (rest->len == 0)
    return g_steal_pointer (&name);

  if (rest->len == 2)
    g_string_ascii_up (rest);

  /* Translators: the name of a language, and which kind of it as the platform writes it, e.g. "Portuguese (BR)" or
   * "Chinese (simplified)". */
  return g_strdup_printf (_("%1$s (%2$s)"), name, rest->str);
}
