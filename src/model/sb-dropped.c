/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom to search for when somebody drops a piece of a mail, a ticket or a table onto the window. */

#include "config.h"

#include "sb-dropped.h"

#include "sb-text.h"

#include <string.h>

#define MAX_CHARS 200

#define MAIL_SCHEME "mailto:"

static gboolean
is_address (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && at[1] != '\0' && strpbrk (text, " <>,;") == NULL;
}

/* The first line with something on it. */
static char *
dup_first_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = sb_text_dup_line (g_strstrip (lines[i]));

      if (*line != '\0')
        return g_steal_pointer (&line);
    }

  return NULL;
}

/* An address as mail programs write it: "Ana Silva <ana@acme.example>". */
static char *
dup_bracketed (const char *line)
{
  const char *start = strrchr (line, '<');
  const char *end = start != NULL ? strchr (start, '>') : NULL;
  g_autofree char *inside = end != NULL ? g_strndup (start + 1, (gsize) (end - start - 1)) : NULL;

  return inside != NULL && is_address (inside) ? g_steal_pointer (&inside) : NULL;
}

static char *
dup_mailed (const char *line)
{
  g_autofree char *escaped = NULL;
  g_autofree char *address = NULL;

  if (g_ascii_strncasecmp (line, MAIL_SCHEME, strlen (MAIL_SCHEME)) != 0)
    return NULL;

  escaped = g_strndup (line + strlen (MAIL_SCHEME), strcspn (line + strlen (MAIL_SCHEME), "?,"));
  address = g_uri_unescape_string (escaped, NULL);

  return address != NULL && g_utf8_validate (address, -1, NULL) && is_address (address) ? g_steal_pointer (&address)
                                                                                        : NULL;
}

/* What stands around a word in a sentence or a table does not belong to it. */
static char *
dup_bare (const char *line)
{
  static const char *const around = "\"'()[]{}<>.,;:";
  const char *start = line + strspn (line, around);
  gsize length = strlen (start);

  while (length > 0 && strchr (around, start[length - 1]) != NULL)
    length--;

  return g_strstrip (g_strndup (start, length));
}

/**
 * sb_dropped_dup_search:
 * @text: what was dropped
 *
 * Returns: (transfer full) (nullable): whom to search for; %NULL if that is nothing anybody would search for
 */
char *
sb_dropped_dup_search (const char *text)
{
  g_autofree char *line = NULL;
  g_autofree char *search = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  line = g_utf8_validate (text, -1, NULL) ? dup_first_line (text) : NULL;
  if (line == NULL)
    return NULL;

  search = dup_mailed (line);
  if (search == NULL)
    search = dup_bracketed (line);
  if (search == NULL)
    search = dup_bare (line);

  return *search != '\0' && g_utf8_strlen (search, -1) <= MAX_CHARS ? g_steal_pointer (&search) : NULL;
}
