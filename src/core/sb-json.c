/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes to a JSON tree and back. What the tree means is SbJsonReader's matter. */

#include "config.h"

#include "sb-json.h"

#include "sb-api-error.h"

#include <string.h>

/* What JSON has outside of strings: punctuation, white space, numbers, true, false and null. json-glib also takes
 * comments, other quotation marks and assignments, and would see strings where scan() sees none. */
#define OUTSIDE_STRINGS "{}[],: \t\n\r+-.0123456789eEtrufalsn"

/* The parser calls itself for each level and makes an object of each value, so what would need too much of either is
 * turned away before it gets there. Returns what is wrong with @text, or NULL. */
static const char *
scan (const char *text, gsize length)
{
  gsize depth = 0;
  gsize n_values = 1;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      const char c = text[i];

      if (in_string && c == '\\')
        i++;
      else if (c == '"')
        in_string = !in_string;
      else if (in_string)
        continue;
      else if (c == '\0' || strchr (OUTSIDE_STRINGS, c) == NULL)
        return "is not JSON";
      else if ((c == '[' || c == '{') && ++depth > SB_JSON_MAX_DEPTH)
        return "is nested too deep";
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;

      if (!in_string && (c == ',' || c == '[' || c == '{') && ++n_values > SB_JSON_MAX_VALUES)
        return "holds too many values";
    }

  return NULL;
}

/**
 * sb_json_parse:
 * @bytes: the text of an answer
 * @error: return location for an %SB_API_ERROR_PROTOCOL
 *
 * Returns: (transfer full) (nullable): the root, immutable and so good in every thread
 */
JsonNode *
sb_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const char *mistake;
  const char *text;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);

  if (length == 0)
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer is empty"));
      return NULL;
    }

  mistake = scan (text, length);
  if (mistake != NULL)
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer %s", mistake));
      return NULL;
    }

  /* The parser's own message repeats what it stumbled over, which may be a piece of a token. */
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer is not JSON (line %u, column %u)",
                                                  json_parser_get_current_line (parser),
                                                  json_parser_get_current_pos (parser)));
      return NULL;
    }

  if (json_parser_get_root (parser) == NULL)
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer has no content"));
      return NULL;
    }

  return json_parser_steal_root (parser);
}

/**
 * sb_json_to_string:
 * @root: a tree
 *
 * Returns: (transfer full): its text, without line breaks
 */
char *
sb_json_to_string (JsonNode *root)
{
  g_return_val_if_fail (root != NULL, NULL);

  return json_to_string (root, FALSE);
}

const char SB_JSON_TRUE[] = "true";

static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *at = value; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (text, "\\%c", *at);
    else if (g_ascii_iscntrl (*at))
      g_string_append_printf (text, "\\u%04x", (guint) *at);
    else
      g_string_append_c (text, *at);
  g_string_append_c (text, '"');
}

/**
 * sb_json_object_string:
 * @name: the name of the first member
 * @...: its value: a string in UTF-8, %SB_JSON_TRUE, or %NULL to leave the member out; then more names and values, then
 *   %NULL
 *
 * For what holds a secret: a tree would keep copies of it that nobody wipes, and here nothing is copied on the way.
 *
 * Returns: (transfer full): the text of an object; free it with sb_wipe_free()
 */
char *
sb_json_object_string (const char *name, ...)
{
  GString *text;
  gsize size = sizeof "{}";
  va_list args;

  /* Six bytes for a byte that must be escaped: the text never grows, so it leaves nothing behind. */
  va_start (args, name);
  for (const char *key = name; key != NULL; key = va_arg (args, const char *))
    {
      const char *value = va_arg (args, const char *);

      size += value == NULL ? 0 : 6 * (strlen (key) + strlen (value)) + strlen ("\"\":\"\",");
    }
  va_end (args);

  text = g_string_sized_new (size);
  g_string_append_c (text, '{');

  va_start (args, name);
  for (const char *key = name; key != NULL; key = va_arg (args, const char *))
    {
      const char *value = va_arg (args, const char *);

      if (value == NULL)
        continue;

      if (text->len > 1)
        g_string_append_c (text, ',');
      append_quoted (text, key);
      g_string_append_c (text, ':');
      if (value == SB_JSON_TRUE)
        g_string_append (text, value);
      else
        append_quoted (text, value);
    }
  va_end (args);

  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}
