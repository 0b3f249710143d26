/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes to a JSON tree and back. What the tree means is SbJsonReader's matter. */

#include "config.h"

#include "sb-json.h"

#include "sb-api-error.h"

static gboolean
is_nested_too_deep (const char *text, gsize length)
{
  gsize depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      const char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if ((c == '[' || c == '{') && ++depth > SB_JSON_MAX_DEPTH)
        return TRUE;
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }

  return FALSE;
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
  g_autoptr (GError) local_error = NULL;
  gsize length;
  const char *text;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);

  if (length == 0)
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer is empty"));
      return NULL;
    }

  if (is_nested_too_deep (text, length))
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer is nested deeper than %d levels",
                                                  SB_JSON_MAX_DEPTH));
      return NULL;
    }

  if (!json_parser_load_from_data (parser, text, length, &local_error))
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer is not JSON: %s",
                                                  local_error->message));
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
