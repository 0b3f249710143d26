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

/* What belongs to the letter before it: without it the letter would be another one. */
static gboolean
is_attached (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x1f3fb && c <= 0x1f3ff);
}

/**
 * sb_text_dup_shortened:
 * @text: in UTF-8
 * @max_chars: how many characters may be shown, at least 2
 *
 * Cuts @text, between two letters, and says so with an ellipsis.
 *
 * Returns: (transfer full): @text if it is short enough, otherwise its beginning and “…”
 */
char *
sb_text_dup_shortened (const char *text, guint max_chars)
{
  const char *end;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (max_chars >= 2, g_strdup (text));

  if (g_utf8_strlen (text, -1) <= max_chars)
    return g_strdup (text);

  end = g_utf8_offset_to_pointer (text, max_chars - 1);
  while (end > text && is_attached (g_utf8_get_char (end)))
    end = g_utf8_prev_char (end);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/* Where @text differs from @other for the first time; its length if it does not. */
static glong
find_difference (const gunichar *text, glong length, const char *other)
{
  glong at = 0;

  for (const char *p = other; at < length && *p != '\0' && g_utf8_get_char (p) == text[at]; p = g_utf8_next_char (p))
    at++;

  return at;
}

/* Only whole letters. */
static void
append_piece (GString *string, const gunichar *text, glong start, glong end)
{
  while (start > 0 && start < end && is_attached (text[start]))
    start++;
  while (end > start && is_attached (text[end]))
    end--;
  for (glong i = start; i < end; i++)
    g_string_append_unichar (string, text[i]);
}

/**
 * sb_text_dup_middle_cut:
 * @text: in UTF-8
 * @max_chars: how many characters may be shown, at least 8
 * @other: (nullable): what @text must not be mistaken for
 *
 * Cuts @text as sb_text_dup_shortened() does, but in the middle, for names whose end says as much as their beginning.
 * The first letter that differs from @other stays, with what is around it.
 *
 * Returns: (transfer full): @text if it is short enough, otherwise its beginning and its end with “…” between them
 */
char *
sb_text_dup_middle_cut (const char *text, guint max_chars, const char *other)
{
  g_autofree gunichar *letters = NULL;
  g_autoptr (GString) string = NULL;
  glong length;
  glong piece;
  glong start;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (max_chars >= 8, g_strdup (text));

  letters = g_utf8_to_ucs4_fast (text, -1, &length);
  if (length <= (glong) max_chars)
    return g_strdup (text);

  string = g_string_new (NULL);
  piece = ((glong) max_chars - 2) / 3;
  start = other != NULL ? find_difference (letters, length, other) : length;
  if (start < piece || start >= length - piece)
    {
      piece = ((glong) max_chars - 1) / 2;
      append_piece (string, letters, 0, piece);
    }
  else
    {
      start = CLAMP (start - piece / 3, piece, length - 2 * piece);
      append_piece (string, letters, 0, piece);
      if (start > piece)
        g_string_append (string, "…");
      append_piece (string, letters, start, start + piece);
    }
  g_string_append (string, "…");
  append_piece (string, letters, length - piece, length);

  return g_string_free (g_steal_pointer (&string), FALSE);
}
