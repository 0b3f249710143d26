/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sb-docebo-json.h"

#include "sb-api-error.h"
#include "sb-docebo-text.h"
#include "sb-text.h"

#define MAX_TEXT_LENGTH 10000

/**
 * sb_docebo_read_count:
 *
 * Returns: a number that can only be zero or more, such as seconds or items; 0 if there is none
 */
int
sb_docebo_read_count (SbJsonReader *reader, const char *member)
{
  return (int) CLAMP (sb_json_reader_optional_int (reader, member, 0), 0, G_MAXINT);
}

/**
 * sb_docebo_read_progress:
 *
 * Returns: the status of a course or an item; %SB_PROGRESS_UNKNOWN for one that we do not know
 */
SbProgress
sb_docebo_read_progress (SbJsonReader *reader, const char *member)
{
  static const struct
  {
    const char *word;
    SbProgress progress;
  } words[] = {
    { "subscribed", SB_PROGRESS_NOT_STARTED },  { "not_started", SB_PROGRESS_NOT_STARTED },
    { "in_progress", SB_PROGRESS_IN_PROGRESS }, { "completed", SB_PROGRESS_COMPLETED },
    { "failed", SB_PROGRESS_FAILED },           { "suspended", SB_PROGRESS_SUSPENDED },
  };
  const char *word = sb_json_reader_optional_string (reader, member);

  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      return words[i].progress;

  return SB_PROGRESS_UNKNOWN;
}

/**
 * sb_docebo_read_text:
 *
 * Reads a text that may be sent as HTML and, with pictures in it, be of any length.
 *
 * Returns: (transfer full) (nullable): as much of it as anybody reads, as plain text
 */
char *
sb_docebo_read_text (SbJsonReader *reader, const char *member)
{
  g_autofree char *text = sb_docebo_plain_text (sb_json_reader_optional_text (reader, member));
  g_autofree char *beginning = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= MAX_TEXT_LENGTH)
    return g_steal_pointer (&text);

  beginning = g_utf8_substring (text, 0, MAX_TEXT_LENGTH);

  return g_strconcat (beginning, "…", NULL);
}

/**
 * sb_docebo_read_token:
 * @reader: a reader
 * @member: a member that must be a token
 * @error: return location for an %SB_API_ERROR_PROTOCOL
 *
 * A token goes into a header as it is, so it must be one word of visible ASCII (RFC 6750 §2.1 allows even less).
 *
 * Returns: (transfer full) (nullable): the token, to be wiped; %NULL with @error set, or after an earlier mistake of
 *   @reader, which the caller reports
 */
char *
sb_docebo_read_token (SbJsonReader *reader, const char *member, GError **error)
{
  const char *text = sb_json_reader_require_string (reader, member);

  if (text == NULL)
    return NULL;

  for (const char *at = text; at == text || *at != '\0'; at++)
    if (!g_ascii_isgraph (*at))
      {
        g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer's “%s” is no token", member));
        return NULL;
      }

  return g_strdup (text);
}

/**
 * sb_docebo_join_name:
 * @first: (nullable): the first name
 * @last: (nullable): the last name
 * @fallback: (nullable): what to show of somebody who has neither
 *
 * Returns: (transfer full): the name to show
 */
char *
sb_docebo_join_name (const char *first, const char *last, const char *fallback)
{
  g_autofree char *both = g_strjoin (" ", first != NULL ? first : "", last != NULL ? last : "", NULL);
  g_autofree char *joined = sb_text_dup_line (both);

  if (*joined != '\0')
    return g_steal_pointer (&joined);

  return g_strdup (fallback != NULL ? fallback : "");
}
