/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A web server on 127.0.0.1 that lives in the test's own main context. Every path has a queue of answers; the last one
 * is given again and again, and a path without any is a 404. It can be late, silent, cut off, endless or wrong on
 * order, and it remembers what it was asked. */

#include "config.h"

#include "sb-test-server.h"

#include <libsoup/soup.h>

#define STREAM_CHUNK (256 * 1024)

struct _SbTestAnswer
{
  guint status;
  char *content_type;
  GBytes *body;
  GPtrArray *headers; /* name, value, name, value … */
  guint delay;
  guint64 stream_size;
  char *raw; /* what to write instead of all the above */
  gboolean stays_open;
};

typedef struct
{
  GPtrArray *answers; /* of SbTestAnswer; kept until the end, since a late one is given later */
  guint next;
} Route;

struct _SbTestServer
{
  GObject parent_instance;

  SoupServer *server;
  char *origin;
  GHashTable *routes;   /* path → Route */
  GPtrArray *questions; /* of SbTestQuestion */
  GPtrArray *open;      /* of GIOStream: connections that were taken and not closed */
  GPtrArray *delayed;   /* of GSource */
  guint64 streamed;
};

G_DEFINE_FINAL_TYPE (SbTestServer, sb_test_server, G_TYPE_OBJECT)

typedef struct
{
  SbTestServer *server;
  SoupServerMessage *message;
  SbTestAnswer *answer;
  guint64 left;
} Delivery;

static void
answer_free (gpointer data)
{
  SbTestAnswer *answer = data;

  g_free (answer->content_type);
  g_bytes_unref (answer->body);
  g_ptr_array_unref (answer->headers);
  g_free (answer->raw);
  g_free (answer);
}

static void
route_free (gpointer data)
{
  Route *route = data;

  g_ptr_array_unref (route->answers);
  g_free (route);
}

static void
question_free (gpointer data)
{
  SbTestQuestion *question = data;

  g_free (question->method);
  g_free (question->path);
  g_free (question->query);
  g_hash_table_unref (question->headers);
  g_bytes_unref (question->body);
  g_free (question);
}

static void
source_free (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_object_unref (delivery->message);
  g_free (delivery);
}

static void
stream_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_header_cb (const char *name, const char *value, gpointer user_data)
{
  g_hash_table_replace (user_data, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
log_question (SbTestServer *self, SoupServerMessage *message, const char *path)
{
  SbTestQuestion *question = g_new0 (SbTestQuestion, 1);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  question->method = g_strdup (soup_server_message_get_method (message));
  question->path = g_strdup (path);
  question->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  question->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  question->body = body->data == NULL ? g_bytes_new (NULL, 0) : g_bytes_new (body->data, (gsize) body->length);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), add_header_cb, question->headers);

  g_ptr_array_add (self->questions, question);
}

/* ---- one answer ---- */

static void
append_chunk (Delivery *delivery)
{
  static const char zeros[STREAM_CHUNK] = { 0 };
  SoupMessageBody *body = soup_server_message_get_response_body (delivery->message);
  const gsize length = (gsize) MIN (delivery->left, STREAM_CHUNK);

  if (length == 0)
    soup_message_body_complete (body);
  else
    soup_message_body_append (body, SOUP_MEMORY_STATIC, zeros, length);

  delivery->left -= length;
  delivery->server->streamed += length;
}

static void
wrote_chunk_cb (SoupServerMessage *message, gpointer user_data)
{
  Delivery *delivery = user_data;

  append_chunk (delivery);
  soup_server_message_unpause (message);
}

static void
deliver_stream (SbTestServer *self, SoupServerMessage *message, SbTestAnswer *answer)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->server = self;
  delivery->message = message;
  delivery->left = answer->stream_size;

  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect_data (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), delivery, stream_free, 0);
  append_chunk (delivery);
}

static void
deliver_raw (SbTestServer *self, SoupServerMessage *message, SbTestAnswer *answer)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (output, answer->raw, strlen (answer->raw), NULL, NULL, &error);
  g_assert_no_error (error);

  if (answer->stays_open)
    g_ptr_array_add (self->open, g_steal_pointer (&stream));
  else
    g_io_stream_close (stream, NULL, NULL);
}

static void
deliver (SbTestServer *self, SoupServerMessage *message, SbTestAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (answer->raw != NULL)
    {
      deliver_raw (self, message, answer);
      return;
    }

  soup_server_message_set_status (message, answer->status, NULL);
  for (guint i = 0; i < answer->headers->len; i += 2)
    soup_message_headers_append (headers, g_ptr_array_index (answer->headers, i),
                                 g_ptr_array_index (answer->headers, i + 1));
  if (answer->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", answer->content_type);

  if (answer->stream_size > 0)
    deliver_stream (self, message, answer);
  else if (g_bytes_get_size (answer->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  Delivery *delivery = user_data;

  deliver (delivery->server, delivery->message, delivery->answer);
  if (delivery->answer->raw == NULL)
    soup_server_message_unpause (delivery->message);

  return G_SOURCE_REMOVE;
}

static void
deliver_late (SbTestServer *self, SoupServerMessage *message, SbTestAnswer *answer)
{
  Delivery *delivery = g_new0 (Delivery, 1);
  GSource *source = g_timeout_source_new (answer->delay);

  delivery->server = self;
  delivery->message = g_object_ref (message);
  delivery->answer = answer;

  soup_server_message_pause (message);
  g_source_set_callback (source, delay_over_cb, delivery, delivery_free);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_ptr_array_add (self->delayed, source);
}

static void
handle_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  SbTestServer *self = SB_TEST_SERVER (user_data);
  Route *route = g_hash_table_lookup (self->routes, path);
  SbTestAnswer *answer;

  log_question (self, message, path);

  if (route == NULL)
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }

  answer = g_ptr_array_index (route->answers, route->next);
  if (route->next + 1 < route->answers->len)
    route->next++;

  if (answer->delay > 0)
    deliver_late (self, message, answer);
  else
    deliver (self, message, answer);
}

/* ---- object ---- */

static void
sb_test_server_dispose (GObject *object)
{
  SbTestServer *self = SB_TEST_SERVER (object);

  g_ptr_array_set_size (self->delayed, 0);
  g_ptr_array_set_size (self->open, 0);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (sb_test_server_parent_class)->dispose (object);
}

static void
sb_test_server_finalize (GObject *object)
{
  SbTestServer *self = SB_TEST_SERVER (object);

  g_free (self->origin);
  g_hash_table_unref (self->routes);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->delayed);

  G_OBJECT_CLASS (sb_test_server_parent_class)->finalize (object);
}

static void
sb_test_server_class_init (SbTestServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_test_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_test_server_finalize;
}

static void
sb_test_server_init (SbTestServer *self)
{
  self->routes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, route_free);
  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  self->delayed = g_ptr_array_new_with_free_func (source_free);
}

SbTestServer *
sb_test_server_new (void)
{
  return sb_test_server_new_tls (NULL);
}

/* With a certificate, it listens for https only. */
SbTestServer *
sb_test_server_new_tls (GTlsCertificate *certificate)
{
  SbTestServer *self = g_object_new (SB_TYPE_TEST_SERVER, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  soup_server_listen (self->server, address, certificate == NULL ? 0 : SOUP_SERVER_LISTEN_HTTPS, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->origin = g_strdup_printf ("%s://127.0.0.1:%d", g_uri_get_scheme (uris->data), g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

const char *
sb_test_server_get_origin (SbTestServer *self)
{
  return self->origin;
}

char *
sb_test_server_dup_url (SbTestServer *self, const char *path)
{
  return g_strconcat (self->origin, path, NULL);
}

/* Queues an answer for @path; what is returned belongs to the server and can be made worse. */
SbTestAnswer *
sb_test_server_push (SbTestServer *self, const char *path, guint status, const char *content_type, const char *body)
{
  SbTestAnswer *answer = g_new0 (SbTestAnswer, 1);
  Route *route = g_hash_table_lookup (self->routes, path);

  answer->status = status;
  answer->content_type = g_strdup (content_type);
  answer->body = g_bytes_new (body, body == NULL ? 0 : strlen (body));
  answer->headers = g_ptr_array_new_with_free_func (g_free);

  if (route == NULL)
    {
      route = g_new0 (Route, 1);
      route->answers = g_ptr_array_new_with_free_func (answer_free);
      g_hash_table_insert (self->routes, g_strdup (path), route);
    }
  g_ptr_array_add (route->answers, answer);

  return answer;
}

SbTestAnswer *
sb_test_server_push_json (SbTestServer *self, const char *path, guint status, const char *json)
{
  return sb_test_server_push (self, path, status, "application/json", json);
}

SbTestAnswer *
sb_test_server_push_redirect (SbTestServer *self, const char *path, guint status, const char *location)
{
  SbTestAnswer *answer = sb_test_server_push (self, path, status, NULL, NULL);

  sb_test_answer_add_header (answer, "Location", location);

  return answer;
}

/* Queues @text, to be written as it is, status line and all; then the connection is closed, or left open and silent. */
SbTestAnswer *
sb_test_server_push_raw (SbTestServer *self, const char *path, const char *text, gboolean stays_open)
{
  SbTestAnswer *answer = sb_test_server_push (self, path, 0, NULL, NULL);

  answer->raw = g_strdup (text);
  answer->stays_open = stays_open;

  return answer;
}

void
sb_test_answer_add_header (SbTestAnswer *answer, const char *name, const char *value)
{
  g_ptr_array_add (answer->headers, g_strdup (name));
  g_ptr_array_add (answer->headers, g_strdup (value));
}

void
sb_test_answer_set_body (SbTestAnswer *answer, GBytes *body)
{
  g_bytes_unref (answer->body);
  answer->body = g_bytes_ref (body);
}

void
sb_test_answer_set_delay (SbTestAnswer *answer, guint milliseconds)
{
  answer->delay = milliseconds;
}

/* Sends that many zeros in chunks, without saying beforehand how many, and without ever holding them in memory. */
void
sb_test_answer_set_stream_size (SbTestAnswer *answer, guint64 bytes)
{
  answer->stream_size = bytes;
}

guint
sb_test_server_get_n_questions (SbTestServer *self)
{
  return self->questions->len;
}

const SbTestQuestion *
sb_test_server_get_question (SbTestServer *self, guint index)
{
  g_assert_cmpuint (index, <, self->questions->len);

  return g_ptr_array_index (self->questions, index);
}

const char *
sb_test_server_get_header (SbTestServer *self, guint index, const char *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (sb_test_server_get_question (self, index)->headers, key);
}

/* How many bytes of streams left the server so far. */
guint64
sb_test_server_get_streamed (SbTestServer *self)
{
  return self->streamed;
}
