/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests over HTTP. It keeps what libsoup leaves open: a ceiling on the size of a body, one on the time of the whole
 * exchange, and redirects that stay with the origin that was asked. It knows nothing of statuses but those of a
 * redirect.
 *
 * Any answer may hold a token, so whatever held a body is wiped when it is no longer needed, in one place for all.
 *
 * There is no cookie jar, no cache, no logger and no way to switch off the verification of certificates. A session
 * belongs to the thread that made it. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-rest"

#include "config.h"

#include "sb-soup-transport.h"

#include "sb-api-error.h"
#include "sb-uri.h"
#include "sb-wipe.h"

#include <libsoup/soup.h>
#include <string.h>

#define MAX_REDIRECTS 5
#define CHUNK_SIZE (64 * 1024)
#define MAX_CONNECTIONS_PER_HOST 6
#define IDLE_SECONDS 60

struct _SbSoupTransport
{
  GObject parent_instance;

  /* owned */
  SoupSession *session;
  char *origin;
};

enum
{
  PROP_0,
  PROP_ORIGIN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void sb_soup_transport_iface_init (SbTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbSoupTransport, sb_soup_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_TRANSPORT, sb_soup_transport_iface_init))

typedef struct
{
  /* input */
  SbRequest *request;
  char *authorization;
  char *origin; /* of the first address; a redirect must stay there */

  /* progress */
  GCancellable *inner; /* cancelled by the caller's cancellable or by the ceiling */
  GSource *ceiling;
  gboolean is_timed_out;
  gint64 started;
  guint n_redirects;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *chunk; /* what was read last */

  /* output */
  GByteArray *body;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_source_destroy (exchange->ceiling);
  g_source_unref (exchange->ceiling);
  g_object_unref (exchange->inner);
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->message);
  sb_wipe_array (exchange->chunk);
  g_clear_pointer (&exchange->body, sb_wipe_array);
  sb_request_unref (exchange->request);
  if (exchange->authorization != NULL)
    explicit_bzero (exchange->authorization, strlen (exchange->authorization));
  g_free (exchange->authorization);
  g_free (exchange->origin);
  g_free (exchange);
}

static void follow   (GTask *task, const char *url);
static void sent_cb  (GObject *source, GAsyncResult *result, gpointer user_data);
static void read_cb  (GObject *source, GAsyncResult *result, gpointer user_data);

static GError *
map_error (const GError *error)
{
  SbApiError code = SB_API_ERROR_NETWORK;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  /* A resolver that fails for now is a machine that is offline, not an address with a typing mistake. */
  if (error->domain == G_RESOLVER_ERROR && error->code != G_RESOLVER_ERROR_TEMPORARY_FAILURE)
    code = SB_API_ERROR_HOST_UNKNOWN;
  else if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    code = SB_API_ERROR_TLS;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    code = SB_API_ERROR_TIMEOUT;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
           || g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING)
           || g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    code = SB_API_ERROR_PROTOCOL;

  return sb_api_error_new (code, "%s", error->message);
}

static void
log_end (Exchange *exchange, guint status, const char *outcome)
{
  g_debug ("%s %s: %u %s, %" G_GINT64_FORMAT " ms, %u bytes, request %s",
           sb_request_get_method_name (exchange->request), sb_request_get_path (exchange->request), status, outcome,
           (g_get_monotonic_time () - exchange->started) / 1000, exchange->body->len,
           sb_request_get_id (exchange->request));
}

static void
return_error (GTask *task, GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);

  log_end (exchange, 0, g_quark_to_string (error->domain));
  g_task_return_error (task, error);
}

/* Takes what libsoup or GIO reported. Either may report a cancelled operation as something else, so we ask the two who
 * cancel first. */
static void
return_mapped_error (GTask *task, const GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    log_end (exchange, 0, "cancelled");
  else if (exchange->is_timed_out)
    return_error (task, sb_api_error_new (SB_API_ERROR_TIMEOUT, "No complete answer within %u seconds",
                                          sb_request_get_max_seconds (exchange->request)));
  else
    return_error (task, map_error (error));
}

static void
return_reply (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const guint status = soup_message_get_status (exchange->message);
  g_autoptr (GBytes) body = NULL;

  log_end (exchange, status, "answered");
  body = sb_wipe_array_to_bytes (g_steal_pointer (&exchange->body));

  g_task_return_pointer (task,
                         sb_reply_new (status,
                                       soup_message_headers_get_one (headers, "Content-Type"),
                                       soup_message_headers_get_one (headers, "Retry-After"),
                                       sb_request_get_id (exchange->request),
                                       body),
                         (GDestroyNotify) sb_reply_unref);
}

static void
return_too_large (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  return_error (task, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer is larger than %" G_GSIZE_FORMAT " bytes",
                                        sb_request_get_max_size (exchange->request)));
}

static gboolean
ceiling_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->is_timed_out = TRUE;
  g_cancellable_cancel (exchange->inner);

  return G_SOURCE_REMOVE;
}

static gboolean
is_redirect (Exchange *exchange)
{
  switch (soup_message_get_status (exchange->message))
    {
    case SOUP_STATUS_MOVED_PERMANENTLY:
    case SOUP_STATUS_FOUND:
    case SOUP_STATUS_SEE_OTHER:
    case SOUP_STATUS_TEMPORARY_REDIRECT:
    case SOUP_STATUS_PERMANENT_REDIRECT:
      return sb_request_get_method (exchange->request) == SB_METHOD_GET
          && sb_request_are_redirects_allowed (exchange->request)
          && soup_message_headers_get_one (soup_message_get_response_headers (exchange->message), "Location") != NULL;
    default:
      return FALSE;
    }
}

static void
redirect (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (exchange->message),
                                                       "Location");
  g_autoptr (GUri) target = g_uri_parse_relative (soup_message_get_uri (exchange->message), location,
                                                  SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *url = target == NULL ? NULL : g_uri_to_string (target);
  g_autofree char *origin = url == NULL ? NULL : sb_uri_dup_origin (url);

  if (g_strcmp0 (origin, exchange->origin) != 0)
    return_error (task, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The platform redirected to another origin"));
  else if (++exchange->n_redirects > MAX_REDIRECTS)
    return_error (task, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The platform redirected more than %d times",
                                          MAX_REDIRECTS));
  else
    follow (task, url);
}

static void
read_next (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_async (exchange->stream, exchange->chunk->data, CHUNK_SIZE, G_PRIORITY_DEFAULT, exchange->inner,
                             read_cb, g_object_ref (task));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  SoupMessageHeaders *headers;

  g_clear_object (&exchange->stream);
  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      return_mapped_error (task, error);
      return;
    }

  if (is_redirect (exchange))
    {
      redirect (task);
      return;
    }

  headers = soup_message_get_response_headers (exchange->message);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > (goffset) sb_request_get_max_size (exchange->request))
    {
      return_too_large (task);
      return;
    }

  read_next (task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  const gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (length < 0)
    return_mapped_error (task, error);
  else if (length == 0)
    return_reply (task);
  else if ((gsize) length > sb_request_get_max_size (exchange->request) - exchange->body->len)
    return_too_large (task);
  else
    {
      g_byte_array_append (exchange->body, exchange->chunk->data, (guint) length);
      read_next (task);
    }
}

static SoupMessage *
create_message (Exchange *exchange, GUri *uri)
{
  SbRequest *request = exchange->request;
  SoupMessage *message = soup_message_new_from_uri (sb_request_get_method_name (request), uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  GBytes *body = sb_request_get_body (request);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (headers, "X-Request-Id", sb_request_get_id (request));
  soup_message_headers_replace (headers, "Accept", "application/json, image/png, image/jpeg");
  if (exchange->authorization != NULL)
    soup_message_headers_replace (headers, "Authorization", exchange->authorization);
  if (body != NULL)
    {
      soup_message_set_request_body_from_bytes (message, sb_request_get_content_type (request), body);
      /* When a connection that was used before breaks, libsoup sends the request again by itself, but not its body. */
      soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
    }

  return message;
}

static void
follow (GTask *task, const char *url)
{
  SbSoupTransport *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL)
    {
      return_error (task, sb_api_error_new (SB_API_ERROR_PROTOCOL, "That is no address of a platform"));
      return;
    }

  g_clear_object (&exchange->message);
  exchange->message = create_message (exchange, uri);
  soup_session_send_async (self->session, exchange->message, G_PRIORITY_DEFAULT, exchange->inner, sent_cb,
                           g_object_ref (task));
}

static Exchange *
exchange_new (SbRequest *request, const char *bearer, const char *url, GCancellable *cancellable)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->request = sb_request_ref (request);
  exchange->authorization = bearer == NULL ? NULL : g_strconcat ("Bearer ", bearer, NULL);
  exchange->origin = sb_uri_dup_origin (url);
  exchange->started = g_get_monotonic_time ();
  exchange->chunk = g_byte_array_set_size (g_byte_array_new (), CHUNK_SIZE);
  /* An array that grows leaves its old memory as it is. What holds a token is much smaller than this. */
  exchange->body = g_byte_array_sized_new (CHUNK_SIZE);

  exchange->inner = g_cancellable_new ();
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel), exchange->inner,
                             G_CONNECT_SWAPPED);

  exchange->ceiling = g_timeout_source_new_seconds (sb_request_get_max_seconds (request));
  g_source_set_callback (exchange->ceiling, ceiling_cb, exchange, NULL);
  g_source_attach (exchange->ceiling, g_main_context_get_thread_default ());

  return exchange;
}

/* What must hold before the first byte leaves. */
static GError *
check_address (SbSoupTransport *self, const char *url, const char *origin, gboolean has_bearer)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || origin == NULL)
    return sb_api_error_new (SB_API_ERROR_PROTOCOL, "That is no address of a platform");

  if (g_str_equal (g_uri_get_scheme (uri), "http") && !sb_uri_is_loopback_host (g_uri_get_host (uri)))
    return sb_api_error_new (SB_API_ERROR_INSECURE, "Plain http is for this machine only");

  if (has_bearer && !g_str_equal (origin, self->origin))
    return sb_api_error_new (SB_API_ERROR_PROTOCOL, "A token does not leave the origin that it belongs to");

  return NULL;
}

static void
sb_soup_transport_send_async (SbTransport *transport,
                              SbRequest *request,
                              const char *bearer,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  SbSoupTransport *self = SB_SOUP_TRANSPORT (transport);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *url = sb_request_dup_url (request, self->origin);
  Exchange *exchange;
  GError *error;

  g_task_set_source_tag (task, sb_soup_transport_send_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  exchange = exchange_new (request, bearer, url, cancellable);
  g_task_set_task_data (task, exchange, exchange_free);

  error = check_address (self, url, exchange->origin, bearer != NULL);
  if (error != NULL)
    return_error (task, error);
  else
    follow (task, url);
}

static SbReply *
sb_soup_transport_send_finish (SbTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_soup_transport_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sb_soup_transport_iface_init (SbTransportInterface *iface)
{
  iface->send_async = sb_soup_transport_send_async;
  iface->send_finish = sb_soup_transport_send_finish;
}

static void
sb_soup_transport_constructed (GObject *object)
{
  SbSoupTransport *self = SB_SOUP_TRANSPORT (object);

  G_OBJECT_CLASS (sb_soup_transport_parent_class)->constructed (object);

  g_return_if_fail (self->origin != NULL);

  /* The ceiling of each request is the only timeout. */
  self->session = soup_session_new_with_options ("user-agent", "Switchback/" VERSION,
                                                 "timeout", 0,
                                                 "idle-timeout", IDLE_SECONDS,
                                                 "max-conns-per-host", MAX_CONNECTIONS_PER_HOST,
                                                 NULL);
}

static void
sb_soup_transport_dispose (GObject *object)
{
  SbSoupTransport *self = SB_SOUP_TRANSPORT (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (sb_soup_transport_parent_class)->dispose (object);
}

static void
sb_soup_transport_finalize (GObject *object)
{
  SbSoupTransport *self = SB_SOUP_TRANSPORT (object);

  g_free (self->origin);

  G_OBJECT_CLASS (sb_soup_transport_parent_class)->finalize (object);
}

static void
sb_soup_transport_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbSoupTransport *self = SB_SOUP_TRANSPORT (object);

  switch (prop_id)
    {
    case PROP_ORIGIN:
      g_value_set_string (value, self->origin);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_soup_transport_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbSoupTransport *self = SB_SOUP_TRANSPORT (object);

  switch (prop_id)
    {
    case PROP_ORIGIN:
      self->origin = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_soup_transport_class_init (SbSoupTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sb_soup_transport_constructed;
  object_class->dispose = sb_soup_transport_dispose;
  object_class->finalize = sb_soup_transport_finalize;
  object_class->get_property = sb_soup_transport_get_property;
  object_class->set_property = sb_soup_transport_set_property;

  properties[PROP_ORIGIN] = g_param_spec_string ("origin", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_soup_transport_init (SbSoupTransport *self)
{
}

/**
 * sb_soup_transport_new:
 * @origin: the platform's origin, as sb_uri_dup_origin() writes it
 *
 * Returns: (transfer full): a transport, for use in this thread
 */
SbSoupTransport *
sb_soup_transport_new (const char *origin)
{
  g_return_val_if_fail (origin != NULL, NULL);

  return g_object_new (SB_TYPE_SOUP_TRANSPORT, "origin", origin, NULL);
}
