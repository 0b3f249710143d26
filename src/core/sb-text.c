/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Text from elsewhere that is to fit into a line of ours. It knows nothing of markup: a line is shown as text. */

#include "config.h"

#include "sb-text.h"

/**
 * sb_text_dup_line:
 * @text: (nullable): a name, a title or the like, in UTF-8
 *
 * Makes one line of @text: line breaks, control characters and white space of every kind become single spaces, none at
 * either end; what is longer than %SB_TEXT_MAX_LINE characters is cut.
 *
 * Returns: (transfer full) (nullable): the line, perhaps empty; %NULL only for %NULL
 */
char *
sb_text_dup_line (const char *text)
{
  g_autoptr (GString) line = NULL;
  gboolean has_pending_space = FALSE;
  guint n_chars = 0;

  if (text == NULL)
    return NULL;

  line = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          has_pending_space = line->len > 0;
          continue;
        }

      if (n_chars + has_pending_space >= SB_TEXT_MAX_LINE)
        {
          g_string_append (line, "…");
          break;
        }

      if (has_pending_space)
        g_string_append_c (line, ' ');
      g_string_append_unichar (line, c);
      n_chars += 1 + has_pending_space;
      has_pending_space = FALSE;
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * sb_text_dup_non_empty_line:
 * @text: (nullable): a name, a title or the like, in UTF-8
 *
 * Returns: (transfer full) (nullable): as sb_text_dup_line(), but %NULL also for a line with nothing in it
 */
char *
sb_text_dup_non_empty_line (const char *text)
{
  g_autofree char *line = sb_text_dup_line (text);

  return line == NULL || *line == '\0' ? NULL : g_steal_pointer (&line);
}
