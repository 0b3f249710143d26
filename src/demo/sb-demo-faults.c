/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Misbehaviour on order, for tests, and only with --allow-faults. `POST /_faults` puts a fault in front of the requests
 * that match; `DELETE /_faults` takes all of them away. docs/platform-api.md, section 8, lists the actions. */

#include "config.h"

#include "sb-demo-faults.h"

#include "sb-demo-secrets.h"
#include "sb-json-reader.h"
#include "sb-json.h"

#define DEFAULT_DELAY_MS 1000
#define DEFAULT_DEPTH 100000
#define DEFAULT_HUGE_BYTES (G_GINT64_CONSTANT (4) * 1024 * 1024 * 1024)
#define CHUNK (64 * 1024)

typedef struct _Fault Fault;

typedef struct
{
  SbDemoPlatform *platform;
  SoupServerMessage *message;
  const char *path;
  GHashTable *query;
  SbDemoAnswer answer;
} Case;

struct _Fault
{
  char *method; /* "*" is any */
  char *prefix;
  gint64 times;
  void (*act) (const Fault *fault, const Case *c);
  gint64 ms;
  gint64 status;
  gint64 depth;
  gint64 bytes;
  char *retry_after;
  char *location;
  JsonNode *with; /* nullable */
};

struct _SbDemoFaults
{
  GPtrArray *faults;
};

static void
fault_free (Fault *fault)
{
  g_free (fault->method);
  g_free (fault->prefix);
  g_free (fault->retry_after);
  g_free (fault->location);
  g_clear_pointer (&fault->with, json_node_unref);
  g_free (fault);
}

static void
act_normally (const Case *c)
{
  c->answer (c->platform, c->message, c->path, c->query);
}

static void
cut (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static void
act_cut_before (const Fault *fault, const Case *c)
{
  soup_server_message_set_status (c->message, 500, NULL);
  cut (c->message);
}

static void
act_cut_after (const Fault *fault, const Case *c)
{
  act_normally (c);
  cut (c->message);
}

/* A request that waits, and whose client may leave meanwhile. */
typedef struct
{
  SbDemoPlatform *platform;
  SoupServerMessage *message;
  char *path;
  GHashTable *query;
  SbDemoAnswer answer;
  guint timeout_id;
} Waiting;

static void
waiting_free (gpointer data, GClosure *closure)
{
  Waiting *waiting = data;

  g_clear_handle_id (&waiting->timeout_id, g_source_remove);
  g_clear_pointer (&waiting->query, g_hash_table_unref);
  g_free (waiting->path);
  g_free (waiting);
}

static void
left_cb (SoupServerMessage *message, gpointer user_data)
{
  Waiting *waiting = user_data;

  g_clear_handle_id (&waiting->timeout_id, g_source_remove);
}

static gboolean
waited_cb (gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->timeout_id = 0;
  waiting->answer (waiting->platform, waiting->message, waiting->path, waiting->query);
  soup_server_message_unpause (waiting->message);

  return G_SOURCE_REMOVE;
}

static void
act_delay (const Fault *fault, const Case *c)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->platform = c->platform;
  waiting->message = c->message;
  waiting->path = g_strdup (c->path);
  waiting->query = c->query == NULL ? NULL : g_hash_table_ref (c->query);
  waiting->answer = c->answer;
  waiting->timeout_id = g_timeout_add (fault->ms, waited_cb, waiting);
  g_signal_connect_data (c->message, "finished", G_CALLBACK (left_cb), waiting, waiting_free, 0);
  soup_server_message_pause (c->message);
}

static void
act_hang (const Fault *fault, const Case *c)
{
  soup_server_message_pause (c->message);
}

static void
reply_text (const Case *c, guint status, const char *type, const char *text)
{
  /* What was answered before, if it was, is not the beginning of this. */
  soup_message_body_truncate (soup_server_message_get_response_body (c->message));
  soup_server_message_set_status (c->message, status, NULL);
  soup_server_message_set_response (c->message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

static void
act_status (const Fault *fault, const Case *c)
{
  if (fault->retry_after != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (c->message), "Retry-After",
                                  fault->retry_after);
  reply_text (c, fault->status, "application/json", "{\"name\": \"Fault\", \"message\": \"As ordered.\"}");
}

static void
act_redirect (const Fault *fault, const Case *c)
{
  soup_server_message_set_redirect (c->message, fault->status, fault->location == NULL ? "/" : fault->location);
}

static void
act_html (const Fault *fault, const Case *c)
{
  reply_text (c, 200, "text/html", "<!DOCTYPE html><title>Proxy</title><p>Please sign in to the network.</p>");
}

static void
act_nest (const Fault *fault, const Case *c)
{
  g_autoptr (GString) text = g_string_new ("{\"data\":");

  for (gint64 i = 0; i < fault->depth; i++)
    g_string_append_c (text, '[');
  for (gint64 i = 0; i < fault->depth; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  reply_text (c, 200, "application/json", text->str);
}

/* Every value becomes one of another type; the shape stays. */
static JsonNode *
twist (JsonNode *node)
{
  JsonNode *result = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = json_object_get_members (json_node_get_object (node));
      JsonObject *object = json_object_new ();

      for (GList *l = members; l != NULL; l = l->next)
        json_object_set_member (object, l->data,
                                twist (json_object_get_member (json_node_get_object (node), l->data)));
      result = json_node_init_object (json_node_alloc (), object);
      json_object_unref (object);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        json_array_add_element (array, twist (json_array_get_element (json_node_get_array (node), i)));
      result = json_node_init_array (json_node_alloc (), array);
      json_array_unref (array);
    }
  else if (JSON_NODE_HOLDS_NULL (node) || json_node_get_value_type (node) == G_TYPE_INT64)
    result = json_node_init_string (json_node_alloc (), "not what you think");
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    result = json_node_init_boolean (json_node_alloc (), TRUE);
  else
    result = json_node_init_double (json_node_alloc (), 0.5);

  return result;
}

static void
act_wrong_types (const Fault *fault, const Case *c)
{
  SoupMessageBody *body = soup_server_message_get_response_body (c->message);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) twisted = NULL;
  g_autofree char *text = NULL;

  act_normally (c);
  bytes = soup_message_body_flatten (body);
  root = sb_json_parse (bytes, NULL);
  if (root == NULL)
    return;

  twisted = twist (root);
  text = sb_json_to_string (twisted);
  reply_text (c, soup_server_message_get_status (c->message), "application/json", text);
}

/* As RFC 7396 says: a null takes away, an object is merged, anything else replaces. */
static JsonNode *
merge (JsonNode *target, JsonNode *patch)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GList) members = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (patch))
    return json_node_copy (patch);

  object = target != NULL && JSON_NODE_HOLDS_OBJECT (target) ? json_node_dup_object (target) : json_object_new ();
  members = json_object_get_members (json_node_get_object (patch));
  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *part = json_object_get_member (json_node_get_object (patch), l->data);
      JsonNode *old = json_object_get_member (object, l->data);

      if (JSON_NODE_HOLDS_NULL (part))
        json_object_remove_member (object, l->data);
      else
        json_object_set_member (object, l->data, merge (old, part));
    }

  return json_node_init_object (json_node_alloc (), object);
}

/* Acts, and says something else. */
static void
act_lie (const Fault *fault, const Case *c)
{
  SoupMessageBody *body = soup_server_message_get_response_body (c->message);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) truth = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) lie = NULL;
  g_autofree char *text = NULL;

  act_normally (c);
  bytes = soup_message_body_flatten (body);
  truth = sb_json_parse (bytes, NULL);
  if (truth == NULL || fault->with == NULL)
    return;

  /* What was parsed is sealed. */
  root = merge (NULL, truth);
  lie = merge (root, fault->with);
  text = sb_json_to_string (lie);
  reply_text (c, soup_server_message_get_status (c->message), "application/json", text);
}

static void
cut_cb (SoupServerMessage *message, gpointer user_data)
{
  cut (message);
}

/* Half of the body; the head promises all of it. */
static void
act_truncate (const Fault *fault, const Case *c)
{
  SoupMessageBody *body = soup_server_message_get_response_body (c->message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (c->message);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) half = NULL;

  act_normally (c);
  bytes = soup_message_body_flatten (body);
  half = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
  soup_message_body_truncate (body);
  soup_message_headers_set_content_length (headers, g_bytes_get_size (bytes));
  soup_message_body_append_bytes (body, half);
  g_signal_connect (c->message, "wrote-chunk", G_CALLBACK (cut_cb), NULL);
}

/* One letter, over and over: a chunk is made when the one before is gone, so that nothing is held. */
static void
next_chunk_cb (SoupServerMessage *message, gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  gint64 *left = user_data;
  static char chunk[CHUNK];

  if (*left <= 0)
    {
      soup_message_body_complete (body);
      return;
    }

  memset (chunk, 'a', sizeof chunk);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, chunk, sizeof chunk);
  *left -= sizeof chunk;
  soup_server_message_unpause (message);
}

static void
act_huge (const Fault *fault, const Case *c)
{
  SoupMessageBody *body = soup_server_message_get_response_body (c->message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (c->message);
  gint64 *left = g_new (gint64, 1);
  const char *start = "{\"data\": \"";

  *left = fault->bytes;
  soup_server_message_set_status (c->message, 200, NULL);
  soup_message_headers_replace (headers, "Content-Type", "application/json");
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, start, strlen (start));
  g_signal_connect_data (c->message, "wrote-chunk", G_CALLBACK (next_chunk_cb), left, (GClosureNotify) g_free, 0);
}

/* The token that comes with the request, unless it is that of a log-in: that one is as old as its session. */
static void
act_expire_tokens (const Fault *fault, const Case *c)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (c->message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");
  g_autofree char *token = value == NULL || strchr (value, ' ') == NULL ? NULL : g_strdup (strchr (value, ' ') + 1);
  g_autofree char *hash = token == NULL ? NULL : sb_demo_secrets_hash_token (g_strstrip (token));

  sb_demo_store_run (c->platform->store, "UPDATE tokens SET expires_at = 0 WHERE hash = ?", "s", hash);
  sb_demo_store_run (c->platform->store, "UPDATE sessions SET expires_at = started_at WHERE state = 'open'"
                                         "  AND uuid = (SELECT session_uuid FROM tokens WHERE hash = ?)", "s", hash);
  act_normally (c);
}

static const struct
{
  const char *name;
  void (*act) (const Fault *fault, const Case *c);
} actions[] = {
  { "delay", act_delay },
  { "status", act_status },
  { "cut-before", act_cut_before },
  { "cut-after", act_cut_after },
  { "html", act_html },
  { "truncate", act_truncate },
  { "wrong-types", act_wrong_types },
  { "lie", act_lie },
  { "nest", act_nest },
  { "huge", act_huge },
  { "expire-tokens", act_expire_tokens },
  { "redirect", act_redirect },
  { "hang", act_hang },
};

static Fault *
read_fault (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = sb_json_parse (bytes, error);
  g_autoptr (SbJsonReader) reader = root == NULL ? NULL : sb_json_reader_new (root);
  const char *match;
  const char *action;
  Fault *fault;

  if (reader == NULL)
    return NULL;

  fault = g_new0 (Fault, 1);
  match = sb_json_reader_require_string (reader, "match");
  action = sb_json_reader_require_string (reader, "action");
  fault->times = sb_json_reader_optional_int (reader, "times", 1);
  fault->ms = sb_json_reader_optional_int (reader, "ms", DEFAULT_DELAY_MS);
  fault->status = sb_json_reader_optional_int (reader, "status", g_strcmp0 (action, "redirect") == 0 ? 302 : 503);
  fault->depth = sb_json_reader_optional_int (reader, "depth", DEFAULT_DEPTH);
  fault->bytes = sb_json_reader_optional_int (reader, "bytes", DEFAULT_HUGE_BYTES);
  fault->retry_after = sb_json_reader_optional_id (reader, "retry_after");
  fault->location = g_strdup (sb_json_reader_optional_string (reader, "location"));

  if (JSON_NODE_HOLDS_OBJECT (root) && json_object_has_member (json_node_get_object (root), "with"))
    fault->with = json_node_copy (json_object_get_member (json_node_get_object (root), "with"));

  if (match != NULL && strchr (match, ' ') != NULL)
    {
      fault->method = g_strndup (match, strchr (match, ' ') - match);
      fault->prefix = g_strdup (strchr (match, ' ') + 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i].name, action) == 0)
      fault->act = actions[i].act;

  if (sb_json_reader_finish (reader, error) && fault->act != NULL && fault->prefix != NULL)
    return fault;

  if (error != NULL && *error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "No such action, or no method and path to match");
  fault_free (fault);

  return NULL;
}

static void
administer (SbDemoFaults *self, SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GError) error = NULL;
  Fault *fault;

  soup_server_message_set_status (message, 204, NULL);
  if (g_str_equal (method, "DELETE"))
    {
      g_ptr_array_set_size (self->faults, 0);
      return;
    }

  fault = g_str_equal (method, "POST") ? read_fault (bytes, &error) : NULL;
  if (fault != NULL)
    g_ptr_array_add (self->faults, fault);
  else
    {
      const char *text = error == NULL ? "POST or DELETE" : error->message;

      soup_server_message_set_status (message, 422, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, text, strlen (text));
    }
}

static Fault *
find_fault (SbDemoFaults *self, SoupServerMessage *message, const char *path)
{
  const char *method = soup_server_message_get_method (message);

  for (guint i = 0; i < self->faults->len; i++)
    {
      Fault *fault = g_ptr_array_index (self->faults, i);

      if (fault->times > 0 && g_str_has_prefix (path, fault->prefix)
          && (g_str_equal (fault->method, "*") || g_str_equal (fault->method, method)))
        return fault;
    }

  return NULL;
}

/**
 * sb_demo_faults_new:
 *
 * Returns: (transfer full): no faults yet
 */
SbDemoFaults *
sb_demo_faults_new (void)
{
  SbDemoFaults *self = g_new0 (SbDemoFaults, 1);

  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_free);

  return self;
}

void
sb_demo_faults_free (SbDemoFaults *self)
{
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/**
 * sb_demo_faults_handle:
 * @self: the faults
 * @platform: the platform
 * @message: a request
 * @path: its path
 * @query: (nullable): its parameters
 * @answer: answers it as if nothing were wrong; some faults need that
 *
 * Takes a request if it is about faults, or if a fault was ordered for it.
 *
 * Returns: %TRUE if it was taken
 */
gboolean
sb_demo_faults_handle (SbDemoFaults *self, SbDemoPlatform *platform, SoupServerMessage *message, const char *path,
                       GHashTable *query, SbDemoAnswer answer)
{
  const Case c = { platform, message, path, query, answer };
  Fault *fault;

  if (g_str_equal (path, "/_faults"))
    {
      administer (self, message);
      return TRUE;
    }

  fault = find_fault (self, message, path);
  if (fault == NULL)
    return FALSE;

  fault->times--;
  fault->act (fault, &c);

  return TRUE;
}
