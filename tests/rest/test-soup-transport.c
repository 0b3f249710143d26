/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-api-error.h"
#include "sb-soup-transport.h"
#include "sb-test-server.h"
#include "sb-test-wait.h"

#include <sys/resource.h>

typedef struct
{
  SbTestServer *server;
  SbSoupTransport *transport;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = sb_test_server_new ();
  fixture->transport = sb_soup_transport_new (sb_test_server_get_origin (fixture->server));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sb_test_drain ();
  g_assert_finalize_object (fixture->transport);
  sb_test_drain ();
  g_assert_finalize_object (fixture->server);
}

static SbReply *
send (SbSoupTransport *transport, SbRequest *request, const char *bearer, GError **error)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  sb_transport_send_async (SB_TRANSPORT (transport), request, bearer, NULL, sb_test_store_result, &slot);
  result = sb_test_wait_result (&slot);

  return sb_transport_send_finish (SB_TRANSPORT (transport), result, error);
}

static void
assert_fails (Fixture *fixture, SbRequest *request, const char *bearer, SbApiError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbReply) reply = send (fixture->transport, request, bearer, &error);

  g_assert_null (reply);
  g_assert_error (error, SB_API_ERROR, (int) code);
}

static void
test_get (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/hello");
  g_autoptr (GError) error = NULL;
  g_autoptr (SbReply) reply = NULL;
  SbTestAnswer *answer = sb_test_server_push_json (fixture->server, "/hello", 503, "{\"a\":1}");

  sb_test_answer_add_header (answer, "Retry-After", "17");
  sb_request_add_query (request, "q", "a b");
  reply = send (fixture->transport, request, "token-1", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sb_reply_get_status (reply), ==, 503);
  g_assert_cmpint (sb_reply_get_retry_after (reply), ==, 17);
  g_assert_cmpstr (sb_reply_get_content_type (reply), ==, "application/json");
  g_assert_cmpstr (sb_reply_get_request_id (reply), ==, sb_request_get_id (request));
  g_assert_cmpmem (g_bytes_get_data (sb_reply_get_body (reply), NULL), g_bytes_get_size (sb_reply_get_body (reply)),
                   "{\"a\":1}", 7);

  g_assert_cmpstr (sb_test_server_get_question (fixture->server, 0)->query, ==, "q=a%20b");
  g_assert_cmpstr (sb_test_server_get_header (fixture->server, 0, "Authorization"), ==, "Bearer token-1");
  g_assert_cmpstr (sb_test_server_get_header (fixture->server, 0, "X-Request-Id"), ==, sb_request_get_id (request));
  g_assert_true (g_str_has_prefix (sb_test_server_get_header (fixture->server, 0, "User-Agent"), "Switchback/"));
}

static void
test_methods_and_bodies (Fixture *fixture, gconstpointer data)
{
  static const SbMethod methods[] = { SB_METHOD_POST, SB_METHOD_PUT, SB_METHOD_DELETE };

  sb_test_server_push_json (fixture->server, "/it", 200, "{}");
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (SbRequest) request = sb_request_new (methods[i], "/it");
      g_autoptr (SbReply) reply = NULL;
      const SbTestQuestion *question;

      sb_request_add_form (request, "a", "1");
      reply = send (fixture->transport, request, NULL, NULL);
      g_assert_nonnull (reply);

      question = sb_test_server_get_question (fixture->server, i);
      g_assert_cmpstr (question->method, ==, sb_request_get_method_name (request));
      g_assert_cmpmem (g_bytes_get_data (question->body, NULL), g_bytes_get_size (question->body), "a=1", 3);
      g_assert_null (sb_test_server_get_header (fixture->server, i, "Authorization"));
    }
}

static void
test_no_cookies (Fixture *fixture, gconstpointer data)
{
  SbTestAnswer *answer = sb_test_server_push_json (fixture->server, "/it", 200, "{}");

  sb_test_answer_add_header (answer, "Set-Cookie", "session=1; Path=/");
  sb_test_answer_add_header (answer, "Cache-Control", "max-age=3600");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/it");
      g_autoptr (SbReply) reply = send (fixture->transport, request, NULL, NULL);

      g_assert_nonnull (reply);
    }

  g_assert_cmpuint (sb_test_server_get_n_questions (fixture->server), ==, 2);
  g_assert_null (sb_test_server_get_header (fixture->server, 1, "Cookie"));
}

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };

  sb_test_server_push_json (fixture->server, "/there", 200, "{}");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/from-%u", statuses[i]);
      g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, path);
      g_autoptr (SbReply) reply = NULL;

      sb_test_server_push_redirect (fixture->server, path, statuses[i], "/there?x=1");
      reply = send (fixture->transport, request, "token", NULL);

      g_assert_cmpuint (sb_reply_get_status (reply), ==, 200);
      g_assert_cmpstr (sb_test_server_get_question (fixture->server, 2 * i + 1)->path, ==, "/there");
      g_assert_cmpstr (sb_test_server_get_header (fixture->server, 2 * i + 1, "Authorization"), ==, "Bearer token");
    }
}

static void
test_redirect_elsewhere (Fixture *fixture, gconstpointer data)
{
  SbTestServer *other = sb_test_server_new ();
  g_autofree char *absolute = sb_test_server_dup_url (other, "/steal");
  g_autofree char *relative = g_strconcat ("//", absolute + strlen ("http://"), NULL);
  const char *locations[] = { absolute, relative, "https://127.0.0.1/", "file:///etc/passwd", "http://[::1/", "http://" };

  sb_test_server_push_json (other, "/steal", 200, "{}");
  for (guint i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, path);

      g_test_message ("%s", locations[i]);
      sb_test_server_push_redirect (fixture->server, path, 302, locations[i]);
      assert_fails (fixture, request, "token", SB_API_ERROR_PROTOCOL);
    }

  g_assert_cmpuint (sb_test_server_get_n_questions (other), ==, 0);
  sb_test_drain ();
  g_assert_finalize_object (other);
}

static void
test_redirect_forever (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/loop");

  sb_test_server_push_redirect (fixture->server, "/loop", 302, "/loop");
  assert_fails (fixture, request, "token", SB_API_ERROR_PROTOCOL);
  g_assert_cmpuint (sb_test_server_get_n_questions (fixture->server), ==, 6);
}

/* What is not followed comes back as it is. */
static void
test_redirect_not_followed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) posted = sb_request_new (SB_METHOD_POST, "/from");
  g_autoptr (SbRequest) forbidden = sb_request_new (SB_METHOD_GET, "/from");
  g_autoptr (SbRequest) without_location = sb_request_new (SB_METHOD_GET, "/nowhere");
  SbRequest *const requests[] = { posted, forbidden, without_location };

  sb_request_set_redirects_allowed (forbidden, FALSE);
  sb_test_server_push_redirect (fixture->server, "/from", 307, "/there");
  sb_test_server_push (fixture->server, "/nowhere", 302, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (SbReply) reply = send (fixture->transport, requests[i], NULL, NULL);

      g_assert_cmpuint (sb_reply_get_status (reply) / 100, ==, 3);
    }
  g_assert_cmpuint (sb_test_server_get_n_questions (fixture->server), ==, G_N_ELEMENTS (requests));
}

static void
test_declared_size (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/big");

  /* Stays open and silent: whoever reads it waits for ever. */
  sb_test_server_push_raw (fixture->server, "/big",
                           "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2147483648\r\n\r\n", TRUE);
  sb_request_set_max_seconds (request, 3600);
  assert_fails (fixture, request, NULL, SB_API_ERROR_PROTOCOL);
}

static void
test_endless (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/endless");
  SbTestAnswer *answer = sb_test_server_push_json (fixture->server, "/endless", 200, NULL);
  struct rusage before;
  struct rusage after;

  sb_test_answer_set_stream_size (answer, G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024);
  getrusage (RUSAGE_SELF, &before);
  assert_fails (fixture, request, NULL, SB_API_ERROR_PROTOCOL);
  getrusage (RUSAGE_SELF, &after);

  g_assert_cmpuint (sb_test_server_get_streamed (fixture->server), <, 64 * 1024 * 1024);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 256 * 1024);
}

static void
test_size_at_the_limit (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, i == 0 ? "/chunked" : "/declared");
      g_autoptr (SbReply) reply = NULL;
      g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (100000), 100000);
      SbTestAnswer *answer = sb_test_server_push_json (fixture->server, sb_request_get_path (request), 200, NULL);

      if (i == 0)
        sb_test_answer_set_stream_size (answer, 100000);
      else
        sb_test_answer_set_body (answer, body);

      sb_request_set_max_size (request, 100000);
      reply = send (fixture->transport, request, NULL, NULL);
      g_assert_nonnull (reply);
      g_assert_cmpuint (g_bytes_get_size (sb_reply_get_body (reply)), ==, 100000);

      sb_request_set_max_size (request, 99999);
      assert_fails (fixture, request, NULL, SB_API_ERROR_PROTOCOL);
    }
}

static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) at_once = sb_request_new (SB_METHOD_POST, "/at-once");
  g_autoptr (SbRequest) half_way = sb_request_new (SB_METHOD_GET, "/half-way");

  sb_test_server_push_raw (fixture->server, "/at-once", "", FALSE);
  sb_test_server_push_raw (fixture->server, "/half-way",
                           "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{", FALSE);
  assert_fails (fixture, at_once, NULL, SB_API_ERROR_NETWORK);
  assert_fails (fixture, half_way, NULL, SB_API_ERROR_NETWORK);
}

static void
test_no_http (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (GError) error = NULL;
  g_autoptr (SbReply) reply = NULL;

  sb_test_server_push_raw (fixture->server, "/", "\r\n\001\002 what is this?\r\n\r\n", FALSE);
  reply = send (fixture->transport, request, NULL, &error);
  g_assert_null (reply);
  g_assert_true (error->domain == SB_API_ERROR);
  g_assert_true (sb_api_error_is_transient (error));
}

static void
test_timeout (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) silent = sb_request_new (SB_METHOD_GET, "/silent");
  g_autoptr (SbRequest) stalled = sb_request_new (SB_METHOD_GET, "/stalled");

  sb_request_set_max_seconds (silent, 1);
  sb_request_set_max_seconds (stalled, 1);
  sb_test_server_push_raw (fixture->server, "/silent", "", TRUE);
  sb_test_server_push_raw (fixture->server, "/stalled",
                           "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{", TRUE);
  assert_fails (fixture, silent, NULL, SB_API_ERROR_TIMEOUT);
  assert_fails (fixture, stalled, NULL, SB_API_ERROR_TIMEOUT);
}

static void
test_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/late");
  g_autoptr (SbReply) reply = NULL;
  SbTestAnswer *answer = sb_test_server_push_json (fixture->server, "/late", 200, "{}");

  sb_test_answer_set_delay (answer, 50);
  reply = send (fixture->transport, request, NULL, NULL);
  g_assert_cmpuint (sb_reply_get_status (reply), ==, 200);
}

static void
test_refused_connection (void)
{
  SbTestServer *server = sb_test_server_new ();
  g_autoptr (SbSoupTransport) transport = sb_soup_transport_new (sb_test_server_get_origin (server));
  Fixture fixture = { NULL, transport };
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");

  g_assert_finalize_object (server);
  assert_fails (&fixture, request, NULL, SB_API_ERROR_NETWORK);
}

static void
test_unknown_host (void)
{
  /* RFC 6761 §6.4: a name that never resolves. An offline machine may say so only "for now". */
  g_autoptr (SbSoupTransport) transport = sb_soup_transport_new ("https://platform.invalid");
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (GError) error = NULL;
  g_autoptr (SbReply) reply = send (transport, request, NULL, &error);

  g_assert_null (reply);
  g_assert_true (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_HOST_UNKNOWN)
                 || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NETWORK));
}

static void
test_insecure (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *url; SbApiError code; } cases[] = {
    { "http://platform.invalid/", SB_API_ERROR_INSECURE },
    { "http://192.0.2.1/", SB_API_ERROR_INSECURE },
    { "http://localhost.evil.invalid/", SB_API_ERROR_INSECURE },
    { "ftp://127.0.0.1/", SB_API_ERROR_PROTOCOL },
    { "file:///etc/passwd", SB_API_ERROR_PROTOCOL },
    { "/relative", SB_API_ERROR_PROTOCOL },
    { "", SB_API_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");

      g_test_message ("%s", cases[i].url);
      sb_request_set_absolute_url (request, cases[i].url);
      assert_fails (fixture, request, NULL, cases[i].code);
    }
}

static void
test_token_stays_at_home (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbTestServer) other = sb_test_server_new ();
  g_autofree char *url = sb_test_server_dup_url (other, "/");
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");

  sb_request_set_absolute_url (request, url);
  assert_fails (fixture, request, "token", SB_API_ERROR_PROTOCOL);
  g_assert_cmpuint (sb_test_server_get_n_questions (other), ==, 0);
}

/* libsoup 3.6 does not bear that a server goes while it still shakes hands, which the client has broken off, in a thread of
 * its own. So this one stays until all other tests have been. */
static SbTestServer *untrusted_server;

static void
test_untrusted (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rest", "untrusted.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  SbTestServer *server;
  SbSoupTransport *transport;
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  Fixture fixture = { NULL, NULL };

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("GLib has no TLS here");
      return;
    }

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  server = sb_test_server_new_tls (certificate);
  transport = sb_soup_transport_new (sb_test_server_get_origin (server));
  fixture.transport = transport;

  sb_test_server_push_json (server, "/", 200, "{}");
  assert_fails (&fixture, request, "token", SB_API_ERROR_TLS);
  g_assert_cmpuint (sb_test_server_get_n_questions (server), ==, 0);

  sb_test_drain ();
  g_assert_finalize_object (transport);
  untrusted_server = server;
}

typedef enum
{
  BEFORE,
  WHILE_SENDING,
  WHILE_READING,
  AFTER,
} Moment;

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  const Moment moment = GPOINTER_TO_INT (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/it");
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SbReply) reply = NULL;
  GAsyncResult *slot = NULL;

  if (moment == WHILE_READING)
    sb_test_server_push_raw (fixture->server, "/it", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", TRUE);
  else if (moment == WHILE_SENDING)
    sb_test_server_push_raw (fixture->server, "/it", "", TRUE);
  else
    sb_test_server_push_json (fixture->server, "/it", 200, "{}");

  if (moment == BEFORE)
    g_cancellable_cancel (cancellable);
  sb_transport_send_async (SB_TRANSPORT (fixture->transport), request, "token", cancellable, sb_test_store_result, &slot);
  if (moment == WHILE_SENDING || moment == WHILE_READING)
    {
      sb_test_wait_until (sb_test_server_get_n_questions (fixture->server) == 1);
      if (moment == WHILE_READING)
        sb_test_drain ();
      g_cancellable_cancel (cancellable);
    }

  result = sb_test_wait_result (&slot);
  if (moment == AFTER)
    g_cancellable_cancel (cancellable);
  reply = sb_transport_send_finish (SB_TRANSPORT (fixture->transport), result, &error);

  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (sb_test_server_get_n_questions (fixture->server), ==, moment == BEFORE ? 0 : 1);
  g_clear_object (&result);
}

static void
collect_log (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_string_append_printf (user_data, "%s\n", message);
}

static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_POST, "/manage/v1/user/login");
  g_autoptr (SbReply) reply = NULL;
  guint handler = g_log_set_handler ("sb-rest", G_LOG_LEVEL_DEBUG, collect_log, log);

  sb_test_server_push_json (fixture->server, "/manage/v1/user/login", 200, "{\"access_token\":\"answered-secret\"}");
  sb_request_add_query (request, "q", "asked-secret");
  sb_request_add_form (request, "password", "posted-secret");
  reply = send (fixture->transport, request, "bearer-secret", NULL);
  g_log_remove_handler ("sb-rest", handler);

  g_assert_nonnull (reply);
  g_assert_nonnull (strstr (log->str, "POST /manage/v1/user/login: 200"));
  g_assert_nonnull (strstr (log->str, sb_request_get_id (request)));
  g_assert_null (strstr (log->str, "secret"));
}

/* A server that answers the first request on a connection and breaks the connection at the second, byte by byte as they
 * come, in the test's own main context. */
typedef struct
{
  char *last_request; /* the last that was answered */
} Breaker;

typedef struct
{
  Breaker *breaker;
  GSocketConnection *stream;
  GString *text;
  guint n_answered;
  char buffer[4096];
} Visitor;

static void
visitor_free (Visitor *visitor)
{
  g_io_stream_close (G_IO_STREAM (visitor->stream), NULL, NULL);
  g_object_unref (visitor->stream);
  g_string_free (visitor->text, TRUE);
  g_free (visitor);
}

static gboolean
is_complete (const char *request)
{
  const char *end = strstr (request, "\r\n\r\n");

  return end != NULL && (strstr (request, "Content-Length: 9") == NULL || strlen (end + 4) >= 9);
}

static void read_on (Visitor *visitor);

static void
visitor_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  Visitor *visitor = user_data;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (length > 0)
    g_string_append_len (visitor->text, visitor->buffer, length);

  if (length <= 0 || (is_complete (visitor->text->str) && visitor->n_answered == 1))
    {
      visitor_free (visitor);
      return;
    }

  if (is_complete (visitor->text->str))
    {
      visitor->n_answered++;
      g_free (visitor->breaker->last_request);
      visitor->breaker->last_request = g_strdup (visitor->text->str);
      g_string_truncate (visitor->text, 0);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (visitor->stream)), answer,
                                 strlen (answer), NULL, NULL, NULL);
    }

  read_on (visitor);
}

static void
read_on (Visitor *visitor)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (visitor->stream)), visitor->buffer,
                             sizeof visitor->buffer, G_PRIORITY_DEFAULT, NULL, visitor_read_cb, visitor);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *stream, GObject *source, gpointer user_data)
{
  Visitor *visitor = g_new0 (Visitor, 1);

  visitor->breaker = user_data;
  visitor->stream = g_object_ref (stream);
  visitor->text = g_string_new (NULL);
  read_on (visitor);

  return TRUE;
}

/* libsoup sends a PUT again by itself when a connection that it used before breaks, and then without the body. */
static void
test_body_after_broken_connection (void)
{
  GSocketService *service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *origin = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (SbSoupTransport) transport = sb_soup_transport_new (origin);
  g_autoptr (SbRequest) get = sb_request_new (SB_METHOD_GET, "/one");
  g_autoptr (SbRequest) put = sb_request_new (SB_METHOD_PUT, "/two");
  g_autoptr (JsonNode) body = json_from_string ("{\"a\":\"b\"}", NULL);
  Breaker breaker = { .last_request = NULL };
  g_autoptr (SbReply) first = NULL;
  g_autoptr (SbReply) second = NULL;

  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), &breaker);
  sb_request_set_json (put, body);
  first = send (transport, get, NULL, NULL);
  g_assert_nonnull (first);
  second = send (transport, put, NULL, NULL);
  g_assert_nonnull (second);

  g_assert_true (g_str_has_prefix (breaker.last_request, "PUT /two "));
  g_assert_true (g_str_has_suffix (breaker.last_request, "{\"a\":\"b\"}"));

  /* Closing the connections ends what the service reads, which points to this stack. */
  g_clear_object (&transport);
  sb_test_drain ();
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
  g_object_add_weak_pointer (G_OBJECT (service), (gpointer *) &service);
  g_object_unref (service);
  sb_test_wait_until (service == NULL);
  g_free (breaker.last_request);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, function) g_test_add ("/soup-transport/" path, Fixture, data, set_up, function, tear_down)
  ADD ("get", NULL, test_get);
  ADD ("methods-and-bodies", NULL, test_methods_and_bodies);
  ADD ("no-cookies", NULL, test_no_cookies);
  ADD ("redirect", NULL, test_redirect);
  ADD ("redirect/elsewhere", NULL, test_redirect_elsewhere);
  ADD ("redirect/forever", NULL, test_redirect_forever);
  ADD ("redirect/not-followed", NULL, test_redirect_not_followed);
  ADD ("size/declared", NULL, test_declared_size);
  ADD ("size/endless", NULL, test_endless);
  ADD ("size/at-the-limit", NULL, test_size_at_the_limit);
  ADD ("cut-off", NULL, test_cut_off);
  ADD ("no-http", NULL, test_no_http);
  ADD ("timeout", NULL, test_timeout);
  ADD ("late", NULL, test_late);
  ADD ("insecure", NULL, test_insecure);
  ADD ("token-stays-at-home", NULL, test_token_stays_at_home);
  ADD ("log", NULL, test_log);
  ADD ("cancel/before", GINT_TO_POINTER (BEFORE), test_cancel);
  ADD ("cancel/while-sending", GINT_TO_POINTER (WHILE_SENDING), test_cancel);
  ADD ("cancel/while-reading", GINT_TO_POINTER (WHILE_READING), test_cancel);
#undef ADD
  g_test_add_func ("/soup-transport/body-after-broken-connection", test_body_after_broken_connection);
  g_test_add_func ("/soup-transport/refused-connection", test_refused_connection);
  g_test_add_func ("/soup-transport/unknown-host", test_unknown_host);
  g_test_add_func ("/soup-transport/untrusted", test_untrusted);

  status = g_test_run ();
  if (untrusted_server != NULL)
    g_assert_finalize_object (untrusted_server);

  return status;
}
