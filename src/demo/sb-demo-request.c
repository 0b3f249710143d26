/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One request on its way through the platform: what was asked, by whom, and the envelope that the answer goes into. It
 * knows no call in particular. */

#include "config.h"

#include "sb-demo-request.h"

#include "sb-json.h"
#include "sb-time.h"

#define DEFAULT_PAGE_SIZE 50
#define MAX_PAGE_SIZE 200

/**
 * sb_demo_request_get_query:
 *
 * Returns: (transfer none) (nullable): a parameter of the address; an empty one is none
 */
const char *
sb_demo_request_get_query (SbDemoRequest *self, const char *name)
{
  const char *value = self->query == NULL ? NULL : g_hash_table_lookup (self->query, name);

  return value == NULL || *value == '\0' ? NULL : value;
}

/**
 * sb_demo_request_get_form:
 *
 * Returns: (transfer none) (nullable): a field of the form that was sent
 */
const char *
sb_demo_request_get_form (SbDemoRequest *self, const char *name)
{
  return self->form == NULL ? NULL : g_hash_table_lookup (self->form, name);
}

/**
 * sb_demo_request_get_page:
 * @self: a request
 * @page_size: (out): how many rows it wants, from 1 to 200
 *
 * Returns: which page it wants, from 1
 */
gint64
sb_demo_request_get_page (SbDemoRequest *self, gint64 *page_size)
{
  const char *page = sb_demo_request_get_query (self, "page");
  const char *size = sb_demo_request_get_query (self, "page_size");

  *page_size = size == NULL ? DEFAULT_PAGE_SIZE : g_ascii_strtoll (size, NULL, 10);
  *page_size = CLAMP (*page_size, 1, MAX_PAGE_SIZE);

  return page == NULL ? 1 : CLAMP (g_ascii_strtoll (page, NULL, 10), 1, G_MAXINT32);
}

/**
 * sb_demo_request_dup_body:
 *
 * Returns: (transfer full) (nullable): a member of the body, a string or a whole number, as a string; %NULL if it is
 *   missing, null, or something else
 */
char *
sb_demo_request_dup_body (SbDemoRequest *self, const char *member)
{
  JsonNode *node = NULL;

  if (self->body != NULL && JSON_NODE_HOLDS_OBJECT (self->body))
    node = json_object_get_member (json_node_get_object (self->body), member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return json_node_get_value_type (node) == G_TYPE_STRING ? g_strdup (json_node_get_string (node)) : NULL;
}

/**
 * sb_demo_request_get_id:
 * @self: a request
 * @arg: which star of the route
 *
 * Returns: the id that stands there; 0, which nothing has, if it is not a number
 */
gint64
sb_demo_request_get_id (SbDemoRequest *self, guint arg)
{
  gint64 id;

  return g_ascii_string_to_signed (self->args[arg], 10, 1, G_MAXINT64, &id, NULL) ? id : 0;
}

/**
 * sb_demo_request_is_admin:
 *
 * Returns: %TRUE if the caller is a Power User or a Superadmin
 */
gboolean
sb_demo_request_is_admin (SbDemoRequest *self)
{
  return g_strcmp0 (self->caller.level, "power_user") == 0 || g_strcmp0 (self->caller.level, "super_admin") == 0;
}

/**
 * sb_demo_request_reply_bytes:
 * @self: a request
 * @status: an HTTP status
 * @content_type: what @bytes are
 * @bytes: the body
 *
 * Answers.
 */
void
sb_demo_request_reply_bytes (SbDemoRequest *self, guint status, const char *content_type, GBytes *bytes)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);

  soup_server_message_set_status (self->message, status, NULL);
  soup_message_headers_replace (headers, "Content-Type", content_type);
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_body_truncate (body);
  soup_message_body_append_bytes (body, bytes);
}

/**
 * sb_demo_request_reply_json:
 * @self: a request
 * @status: an HTTP status
 * @builder: the whole answer
 *
 * Answers with JSON.
 */
void
sb_demo_request_reply_json (SbDemoRequest *self, guint status, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  char *text = sb_json_to_string (root);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "Cache-Control", "no-store");
  sb_demo_request_reply_bytes (self, status, "application/json", bytes);
}

static const char *
name_of (guint status)
{
  const char *phrase = soup_status_get_phrase (status);

  return status == 422 ? "Unprocessable Entity" : phrase;
}

/**
 * sb_demo_request_refuse:
 * @self: a request
 * @status: an HTTP status from 400
 * @reason: the word that a program goes by
 * @message: a sentence in English
 *
 * Answers with an error.
 */
void
sb_demo_request_refuse (SbDemoRequest *self, guint status, const char *reason, const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sb_demo_json_add_string (builder, "name", name_of (status));
  sb_demo_json_add_string (builder, "message", message);
  sb_demo_json_add_int (builder, "code", 1000 + status % 100);
  sb_demo_json_add_int (builder, "status", status);
  sb_demo_json_add_string (builder, "reason", reason);
  json_builder_end_object (builder);

  if (status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "WWW-Authenticate",
                                  "Bearer realm=\"ACME Academy\"");
  sb_demo_request_reply_json (self, status, builder);
}

/**
 * sb_demo_request_audit:
 * @self: a request
 * @action: what was done or refused
 * @target_type: (nullable): what it was done to
 * @target_id: (nullable): the id of that
 * @detail: (nullable): a word more
 *
 * Writes the act down, with both identities.
 */
void
sb_demo_request_audit (SbDemoRequest *self, const char *action, const char *target_type, const char *target_id,
                       const char *detail)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *session = self->caller.session_uuid;

  if (session == NULL && g_strcmp0 (target_type, "session") == 0)
    session = target_id;

  sb_demo_store_run (self->store, "INSERT INTO audit (at, actor_id, impersonator_id, action, target_type, target_id,"
                                  "  detail, session_uuid, request_id) "
                                  "VALUES (?, nullif (?, 0), nullif (?, 0), ?, ?, ?, ?, ?, ?)", "iiissssss",
                     self->now, self->caller.user_id, self->caller.impersonator_id, action, target_type, target_id,
                     detail, session, soup_message_headers_get_one (headers, "X-Request-Id"));
}

void
sb_demo_request_free (SbDemoRequest *self)
{
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->form, g_hash_table_unref);
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_free (self->file_name);
  for (guint i = 0; i < SB_DEMO_MAX_ARGS; i++)
    g_free (self->args[i]);
  g_free (self->caller.session_uuid);
  g_free (self->caller.level);
  g_free (self->caller.token);
  g_free (self);
}

/**
 * sb_demo_json_begin_data:
 *
 * Returns: (transfer full): a builder inside of `{"data": {`; end with sb_demo_json_end_data()
 */
JsonBuilder *
sb_demo_json_begin_data (void)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_object (builder);

  return builder;
}

void
sb_demo_json_end_data (JsonBuilder *builder)
{
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/**
 * sb_demo_json_add_string:
 *
 * Adds a member; %NULL becomes null.
 */
void
sb_demo_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, value);
}

/**
 * sb_demo_json_add_id:
 *
 * Adds an id as a string; 0 becomes null.
 */
void
sb_demo_json_add_id (JsonBuilder *builder, const char *name, gint64 id)
{
  g_autofree char *text = id == 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, id);

  sb_demo_json_add_string (builder, name, text);
}

void
sb_demo_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
sb_demo_json_add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/**
 * sb_demo_dup_time:
 *
 * Returns: (transfer full) (nullable): a time as the vendor's calls write it; %NULL for 0
 */
char *
sb_demo_dup_time (gint64 at)
{
  g_autoptr (GDateTime) time = at == 0 ? NULL : g_date_time_new_from_unix_utc (at);

  return time == NULL ? NULL : sb_time_to_wire (time);
}

/**
 * sb_demo_dup_open_time:
 *
 * Returns: (transfer full) (nullable): a time as the open calls write it; %NULL for 0
 */
char *
sb_demo_dup_open_time (gint64 at)
{
  g_autoptr (GDateTime) time = at == 0 ? NULL : g_date_time_new_from_unix_utc (at);

  return time == NULL ? NULL : sb_time_to_rfc3339 (time);
}

/**
 * sb_demo_json_add_time:
 *
 * Adds a time as the vendor's calls write it; 0 becomes null.
 */
void
sb_demo_json_add_time (JsonBuilder *builder, const char *name, gint64 at)
{
  g_autofree char *text = sb_demo_dup_time (at);

  sb_demo_json_add_string (builder, name, text);
}

/**
 * sb_demo_json_add_open_time:
 *
 * Adds a time as the open calls write it; 0 becomes null.
 */
void
sb_demo_json_add_open_time (JsonBuilder *builder, const char *name, gint64 at)
{
  g_autofree char *text = sb_demo_dup_open_time (at);

  sb_demo_json_add_string (builder, name, text);
}

/**
 * sb_demo_json_add_page:
 * @builder: a builder inside of a list's data, behind its items
 * @page: which page this is
 * @page_size: how many rows a page has
 * @count: how many this one has
 * @has_more: whether there is another
 * @total: how many there are on all pages; below 0 if nobody asked
 *
 * Adds the rest of a list's envelope.
 */
void
sb_demo_json_add_page (JsonBuilder *builder, gint64 page, gint64 page_size, gint64 count, gboolean has_more,
                       gint64 total)
{
  sb_demo_json_add_int (builder, "count", count);
  sb_demo_json_add_bool (builder, "has_more_data", has_more);
  sb_demo_json_add_int (builder, "current_page", page);
  sb_demo_json_add_int (builder, "current_page_size", page_size);
  if (total >= 0)
    {
      sb_demo_json_add_int (builder, "total_count", total);
      sb_demo_json_add_int (builder, "total_page_count", (total + page_size - 1) / page_size);
    }
}
