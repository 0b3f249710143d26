/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A strict cursor over a JSON tree. json-glib's own getters raise criticals on a missing member and quietly return
 * nothing on a wrong type, so no parser of ours calls them.
 *
 * The first mistake is kept, with its path ("data.items[3].user_id"), and everything read after it is empty: a parser
 * reads all it wants and asks sb_json_reader_finish() once at the end. Every enter must be paired with a leave, also
 * after a mistake. `null` is the same as a missing member. Platforms are known to send numbers and flags as strings, so
 * numbers, flags and ids accept both; strings are strings, of at most SB_JSON_MAX_STRING bytes. */

#include "config.h"

#include "sb-json-reader.h"

#include "sb-api-error.h"
#include "sb-time.h"

#include <string.h>

typedef struct
{
  JsonNode *node; /* borrowed from the root; NULL below a mistake or a missing optional member */
  gsize path_length;
} Level;

struct _SbJsonReader
{
  JsonNode *root;
  GArray *levels;
  GString *path;
  GError *error;
};

/**
 * sb_json_reader_new:
 * @root: the tree
 *
 * Returns: (transfer full): a cursor that stands at @root and holds a reference to it
 */
SbJsonReader *
sb_json_reader_new (JsonNode *root)
{
  SbJsonReader *self = g_new0 (SbJsonReader, 1);
  Level top = { root, 0 };

  g_return_val_if_fail (root != NULL, NULL);

  self->root = json_node_ref (root);
  self->levels = g_array_new (FALSE, FALSE, sizeof (Level));
  self->path = g_string_new (NULL);
  g_array_append_val (self->levels, top);

  return self;
}

void
sb_json_reader_free (SbJsonReader *self)
{
  g_array_unref (self->levels);
  g_string_free (self->path, TRUE);
  g_clear_error (&self->error);
  json_node_unref (self->root);
  g_free (self);
}

static JsonNode *
current (SbJsonReader *self)
{
  return g_array_index (self->levels, Level, self->levels->len - 1).node;
}

static void
fail (SbJsonReader *self, const char *member, const char *what)
{
  if (self->error != NULL)
    return;

  if (member == NULL)
    self->error = sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer's “%s” %s", self->path->str, what);
  else
    self->error = sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer's “%s%s%s” %s", self->path->str,
                                    self->path->len > 0 ? "." : "", member, what);
}

static void
push (SbJsonReader *self, JsonNode *node, const char *member, guint index)
{
  Level level = { node, self->path->len };

  if (member == NULL)
    g_string_append_printf (self->path, "[%u]", index);
  else
    g_string_append_printf (self->path, "%s%s", self->path->len > 0 ? "." : "", member);

  g_array_append_val (self->levels, level);
}

/* The member's node, or NULL if it is missing, null, or below a mistake. */
static JsonNode *
lookup (SbJsonReader *self, const char *member)
{
  JsonNode *node = current (self);
  JsonNode *value;

  if (node == NULL || self->error != NULL)
    return NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (self, NULL, "is not an object");
      return NULL;
    }

  value = json_object_get_member (json_node_get_object (node), member);

  return value == NULL || JSON_NODE_HOLDS_NULL (value) ? NULL : value;
}

static JsonNode *
enter (SbJsonReader *self, const char *member, JsonNodeType type, gboolean is_required)
{
  JsonNode *node = lookup (self, member);

  if (node == NULL && is_required)
    fail (self, member, "is missing");

  if (node != NULL && json_node_get_node_type (node) != type)
    {
      fail (self, member, type == JSON_NODE_OBJECT ? "is not an object" : "is not a list");
      node = NULL;
    }

  push (self, node, member, 0);

  return node;
}

/**
 * sb_json_reader_enter_object:
 * @self: a reader
 * @member: the name of a member that must be an object
 *
 * Moves into @member; leave with sb_json_reader_leave().
 *
 * Returns: %TRUE if it is there
 */
gboolean
sb_json_reader_enter_object (SbJsonReader *self, const char *member)
{
  return enter (self, member, JSON_NODE_OBJECT, TRUE) != NULL;
}

/**
 * sb_json_reader_enter_optional_object:
 *
 * As sb_json_reader_enter_object(), but a missing member is no mistake. It must be left in either case.
 */
gboolean
sb_json_reader_enter_optional_object (SbJsonReader *self, const char *member)
{
  return enter (self, member, JSON_NODE_OBJECT, FALSE) != NULL;
}

/**
 * sb_json_reader_enter_object_or_first:
 *
 * As sb_json_reader_enter_object(), but a list is entered at its first element, which must be an object; an empty list
 * is an object without members, and no mistake. It must be left in any case.
 *
 * Returns: %TRUE if there is something in it
 */
gboolean
sb_json_reader_enter_object_or_first (SbJsonReader *self, const char *member)
{
  JsonNode *node = lookup (self, member);
  JsonArray *list;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return sb_json_reader_enter_object (self, member);

  list = json_node_get_array (node);
  node = json_array_get_length (list) == 0 ? NULL : json_array_get_element (list, 0);
  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (self, member, "is a list of something else than objects");
      node = NULL;
    }

  push (self, node, member, 0);

  return node != NULL;
}

/**
 * sb_json_reader_enter_array:
 * @self: a reader
 * @member: the name of a member that must be a list
 *
 * Moves into @member; leave with sb_json_reader_leave().
 *
 * Returns: how many elements it has
 */
guint
sb_json_reader_enter_array (SbJsonReader *self, const char *member)
{
  JsonNode *node = enter (self, member, JSON_NODE_ARRAY, TRUE);

  return node == NULL ? 0 : json_array_get_length (json_node_get_array (node));
}

/**
 * sb_json_reader_enter_optional_array:
 *
 * As sb_json_reader_enter_array(), but a missing member is an empty list. It must be left in either case.
 */
guint
sb_json_reader_enter_optional_array (SbJsonReader *self, const char *member)
{
  JsonNode *node = enter (self, member, JSON_NODE_ARRAY, FALSE);

  return node == NULL ? 0 : json_array_get_length (json_node_get_array (node));
}

static JsonNode *
element (SbJsonReader *self, guint index)
{
  JsonNode *node = current (self);

  if (node == NULL || self->error != NULL)
    return NULL;

  g_return_val_if_fail (JSON_NODE_HOLDS_ARRAY (node), NULL);
  g_return_val_if_fail (index < json_array_get_length (json_node_get_array (node)), NULL);

  return json_array_get_element (json_node_get_array (node), index);
}

/**
 * sb_json_reader_enter_element:
 * @self: a reader that stands in a list
 * @index: an index below the list's length
 *
 * Moves into an element that must be an object; leave with sb_json_reader_leave().
 *
 * Returns: %TRUE if it is one
 */
gboolean
sb_json_reader_enter_element (SbJsonReader *self, guint index)
{
  JsonNode *node = element (self, index);

  push (self, node, NULL, index);

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (self, NULL, "is not an object");
      g_array_index (self->levels, Level, self->levels->len - 1).node = NULL;
      return FALSE;
    }

  return node != NULL;
}

/**
 * sb_json_reader_leave:
 * @self: a reader
 *
 * Moves back to where the last enter came from.
 */
void
sb_json_reader_leave (SbJsonReader *self)
{
  g_return_if_fail (self->levels->len > 1);

  g_string_truncate (self->path, g_array_index (self->levels, Level, self->levels->len - 1).path_length);
  g_array_set_size (self->levels, self->levels->len - 1);
}

/**
 * sb_json_reader_has_value:
 *
 * Returns: %TRUE if @member is there and not null
 */
gboolean
sb_json_reader_has_value (SbJsonReader *self, const char *member)
{
  return lookup (self, member) != NULL;
}

static const char *
text_of (SbJsonReader *self, JsonNode *node, const char *member)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      fail (self, member, "is not a string");
      return NULL;
    }

  return json_node_get_string (node);
}

static const char *
string_of (SbJsonReader *self, JsonNode *node, const char *member)
{
  const char *text = text_of (self, node, member);

  if (text == NULL || strnlen (text, SB_JSON_MAX_STRING + 1) <= SB_JSON_MAX_STRING)
    return text;

  fail (self, member, "is too long");

  return NULL;
}

/**
 * sb_json_reader_optional_text:
 *
 * For prose, which may have any length; what is shown of it is the caller's to limit.
 *
 * Returns: (nullable): the text, owned by the tree, or %NULL if there is none
 */
const char *
sb_json_reader_optional_text (SbJsonReader *self, const char *member)
{
  JsonNode *node = lookup (self, member);

  return node == NULL ? NULL : text_of (self, node, member);
}

/**
 * sb_json_reader_optional_string:
 *
 * Returns: (nullable): the string, owned by the tree, or %NULL if there is none
 */
const char *
sb_json_reader_optional_string (SbJsonReader *self, const char *member)
{
  JsonNode *node = lookup (self, member);

  return node == NULL ? NULL : string_of (self, node, member);
}

/**
 * sb_json_reader_require_string:
 *
 * Returns: (nullable): the string, owned by the tree; %NULL only after a mistake
 */
const char *
sb_json_reader_require_string (SbJsonReader *self, const char *member)
{
  JsonNode *node = lookup (self, member);

  if (node == NULL)
    {
      fail (self, member, "is missing");
      return NULL;
    }

  return string_of (self, node, member);
}

/**
 * sb_json_reader_element_string:
 * @self: a reader that stands in a list
 * @index: an index below the list's length
 *
 * Returns: (nullable): an element that must be a string, owned by the tree
 */
const char *
sb_json_reader_element_string (SbJsonReader *self, guint index)
{
  JsonNode *node = element (self, index);

  return node == NULL ? NULL : string_of (self, node, NULL);
}

static gboolean
int_of (JsonNode *node, gint64 *value)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }

  return json_node_get_value_type (node) == G_TYPE_STRING
      && g_ascii_string_to_signed (json_node_get_string (node), 10, G_MININT64, G_MAXINT64, value, NULL);
}

/**
 * sb_json_reader_optional_id:
 *
 * Returns: (transfer full) (nullable): an id, sent as a string or as a number, or %NULL if there is none; an empty
 *   string is none
 */
char *
sb_json_reader_optional_id (SbJsonReader *self, const char *member)
{
  JsonNode *node = lookup (self, member);
  const char *text;

  if (node == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  text = string_of (self, node, member);

  return text == NULL || *text == '\0' ? NULL : g_strdup (text);
}

/**
 * sb_json_reader_require_id:
 *
 * Returns: (transfer full) (nullable): an id, sent as a string or as a number; %NULL only after a mistake
 */
char *
sb_json_reader_require_id (SbJsonReader *self, const char *member)
{
  char *id = sb_json_reader_optional_id (self, member);

  if (id == NULL)
    fail (self, member, "is missing");

  return id;
}

/**
 * sb_json_reader_optional_int:
 *
 * Returns: a whole number, sent as a number or as a string, or @fallback if there is none
 */
gint64
sb_json_reader_optional_int (SbJsonReader *self, const char *member, gint64 fallback)
{
  JsonNode *node = lookup (self, member);
  gint64 value = fallback;

  if (node != NULL && !int_of (node, &value))
    fail (self, member, "is not a whole number");

  return value;
}

/**
 * sb_json_reader_require_int:
 *
 * Returns: a whole number, sent as a number or as a string; 0 after a mistake
 */
gint64
sb_json_reader_require_int (SbJsonReader *self, const char *member)
{
  if (lookup (self, member) == NULL)
    fail (self, member, "is missing");

  return sb_json_reader_optional_int (self, member, 0);
}

/**
 * sb_json_reader_optional_bool:
 *
 * Returns: a flag, sent as a boolean, as 0 or 1, or as either in a string, or @fallback if there is none
 */
gboolean
sb_json_reader_optional_bool (SbJsonReader *self, const char *member, gboolean fallback)
{
  JsonNode *node = lookup (self, member);
  gint64 value;

  if (node == NULL)
    return fallback;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  if (int_of (node, &value) && (value == 0 || value == 1))
    return value == 1;

  fail (self, member, "is not a flag");

  return fallback;
}

/**
 * sb_json_reader_optional_time:
 *
 * Returns: (transfer full) (nullable): a point in time in UTC, or %NULL if there is none; see sb_time_is_never()
 */
GDateTime *
sb_json_reader_optional_time (SbJsonReader *self, const char *member)
{
  const char *text = sb_json_reader_optional_string (self, member);
  GDateTime *time;

  if (text == NULL || sb_time_is_never (text))
    return NULL;

  time = sb_time_parse (text);
  if (time == NULL)
    fail (self, member, "is not a date");

  return time;
}

/**
 * sb_json_reader_require_time:
 *
 * Returns: (transfer full) (nullable): a point in time in UTC; %NULL only after a mistake
 */
GDateTime *
sb_json_reader_require_time (SbJsonReader *self, const char *member)
{
  GDateTime *time = sb_json_reader_optional_time (self, member);

  if (time == NULL)
    fail (self, member, "is missing");

  return time;
}

/**
 * sb_json_reader_has_failed:
 *
 * Returns: %TRUE after the first mistake, for a loop that wants to stop early
 */
gboolean
sb_json_reader_has_failed (SbJsonReader *self)
{
  return self->error != NULL;
}

/**
 * sb_json_reader_finish:
 * @self: a reader
 * @error: return location for an %SB_API_ERROR_PROTOCOL
 *
 * Returns: %TRUE if all that was read was there and of the right type
 */
gboolean
sb_json_reader_finish (SbJsonReader *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->error));

  return FALSE;
}
