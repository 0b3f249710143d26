/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One call from a request to an object: puts the token in, sends, renews the token once for everybody who waits, waits
 * when the platform asks for it, judges the reply and has it parsed. It owns no token and knows no endpoint.
 *
 * To be used from one thread; a large answer is parsed in another one. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-rest"

#include "config.h"

#include "sb-rest-client.h"

#include "sb-api-error.h"
#include "sb-picture.h"
#include "sb-wipe.h"

#define MAX_WAITS 3
#define MAX_WAIT_SECONDS 30
#define MAX_PICTURE_SIZE (2 * 1024 * 1024)
#define INLINE_SIZE (64 * 1024)

struct _SbRestClient
{
  GObject parent_instance;

  /* owned */
  SbTransport *transport;
  SbAuthorizer *authorizer;

  /* state */
  guint retry_unit_ms;
  gboolean is_refreshing;
  GPtrArray *waiting; /* (element-type GTask): the calls that wait for the one refresh */
};

enum
{
  PROP_0,
  PROP_TRANSPORT,
  PROP_AUTHORIZER,
  PROP_RETRY_UNIT_MS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SbRestClient, sb_rest_client, G_TYPE_OBJECT)

typedef struct
{
  /* input */
  SbRequest *request;
  SbReplyParser parser;
  gpointer parser_data;
  GDestroyNotify parser_data_free;
  GDestroyNotify result_free;

  /* progress */
  char *bearer;
  gboolean is_renewed;
  guint n_waits;
  SbReply *reply;
  GSource *source; /* the pause, or the watch on the cancellable while others refresh */
} Call;

static void
clear_source (Call *call)
{
  if (call->source == NULL)
    return;

  g_source_destroy (call->source);
  g_clear_pointer (&call->source, g_source_unref);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  clear_source (call);
  sb_request_unref (call->request);
  sb_wipe_free (call->bearer);
  g_clear_pointer (&call->reply, sb_reply_unref);
  if (call->parser_data_free != NULL)
    call->parser_data_free (call->parser_data);
  g_free (call);
}

static void start        (GTask *task);
static void sent_cb      (GObject *source, GAsyncResult *result, gpointer user_data);
static void refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void parsed_cb    (GObject *source, GAsyncResult *result, gpointer user_data);

/* ---- judging and parsing ---- */

static gpointer
judge_and_parse (Call *call, GError **error)
{
  g_autoptr (JsonNode) root = sb_reply_judge (call->reply, error);
  g_autoptr (GError) local_error = NULL;
  gpointer object;

  if (root == NULL)
    return NULL;

  object = call->parser (root, call->parser_data, &local_error);
  if (object == NULL && local_error == NULL)
    local_error = sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer holds nothing of use");
  if (object == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return object;
}

/* Takes @error. If this was not the first request, nobody knows what became of the one before. */
static void
fail (GTask *task, GError *error)
{
  Call *call = g_task_get_task_data (task);

  if (call->n_waits > 0 && error->domain == SB_API_ERROR)
    sb_api_error_set_uncertain (error);
  g_task_return_error (task, error);
}

static void
return_result (GTask *task, gpointer object, GError *error)
{
  Call *call = g_task_get_task_data (task);

  if (object == NULL)
    fail (task, error);
  else
    g_task_return_pointer (task, object, call->result_free);
}

static void
parse_in_thread (GTask *parse_task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Call *call = task_data;
  GError *error = NULL;
  gpointer object = judge_and_parse (call, &error);

  if (object == NULL)
    g_task_return_error (parse_task, error);
  else
    g_task_return_pointer (parse_task, object, call->result_free);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  gpointer object = g_task_propagate_pointer (G_TASK (result), &error);

  return_result (task, object, error);
}

static void
parse (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  if (g_bytes_get_size (sb_reply_get_body (call->reply)) > INLINE_SIZE)
    {
      /* The thread may drop the last reference to this task, so it must own neither the client nor the call; the
       * callback keeps them. */
      g_autoptr (GTask) parse_task = g_task_new (NULL, g_task_get_cancellable (task), parsed_cb, g_object_ref (task));

      g_task_set_source_tag (parse_task, parse);
      g_task_set_task_data (parse_task, call, NULL);
      g_task_run_in_thread (parse_task, parse_in_thread);
    }
  else
    {
      GError *error = NULL;
      gpointer object = judge_and_parse (call, &error);

      return_result (task, object, error);
    }
}

/* ---- pausing ---- */

static gboolean
pause_over_cb (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  g_autoptr (GTask) keep = g_object_ref (task);

  clear_source (g_task_get_task_data (task));
  if (!g_task_return_error_if_cancelled (task))
    start (task);

  return G_SOURCE_REMOVE;
}

static gboolean
must_pause (Call *call)
{
  const guint status = sb_reply_get_status (call->reply);

  return (status == 429 || status == 503) && sb_request_is_repeatable (call->request) && call->n_waits < MAX_WAITS;
}

/* How long, in thousandths of the retry unit: what the platform says, else 1, 2, 4 and up to a quarter more, so that
 * clients that were refused together do not come back together. */
static guint
pause_length (Call *call)
{
  const int retry_after = sb_reply_get_retry_after (call->reply);

  if (retry_after >= 0)
    return MIN (retry_after, MAX_WAIT_SECONDS) * 1000;

  return (1000u << call->n_waits) + (guint) g_random_int_range (0, (gint32) (250u << call->n_waits));
}

static void
pause_call (GTask *task)
{
  SbRestClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  const guint milliseconds = (guint) ((guint64) pause_length (call) * self->retry_unit_ms / 1000);

  call->n_waits++;
  g_debug ("%s %s: again in %u ms, request %s", sb_request_get_method_name (call->request),
           sb_request_get_path (call->request), milliseconds, sb_request_get_id (call->request));

  call->source = g_timeout_source_new (milliseconds);
  if (cancellable != NULL)
    {
      g_autoptr (GSource) watch = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (watch);
      g_source_add_child_source (call->source, watch);
    }
  g_source_set_callback (call->source, pause_over_cb, g_object_ref (task), g_object_unref);
  g_source_attach (call->source, g_main_context_get_thread_default ());
}

/* ---- renewing the token, once for everybody ---- */

/* Called for a call that waits for somebody's refresh and lost patience. The refresh itself goes on: the platform may
 * have replaced the refresh token already, and dropping the answer would lose it. */
static gboolean
waiter_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  SbRestClient *self = g_task_get_source_object (task);
  g_autoptr (GTask) keep = g_object_ref (task);

  clear_source (g_task_get_task_data (task));
  g_ptr_array_remove (self->waiting, task);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
wait_for_refresh (GTask *task)
{
  SbRestClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_ptr_array_add (self->waiting, g_object_ref (task));

  if (cancellable != NULL)
    {
      call->source = g_cancellable_source_new (cancellable);
      g_source_set_callback (call->source, G_SOURCE_FUNC (waiter_cancelled_cb), g_object_ref (task), g_object_unref);
      g_source_attach (call->source, g_main_context_get_thread_default ());
    }

  if (self->is_refreshing)
    return;

  self->is_refreshing = TRUE;
  g_debug ("Renewing the token");
  sb_authorizer_refresh_async (self->authorizer, NULL, refreshed_cb, g_object_ref (self));
}

/* Whatever refuses the refresh token means the same to the caller: sign in again. A network that fails does not. */
static GError *
refresh_error (const GError *error)
{
  if (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_CREDENTIALS)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_INVALID)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_FORBIDDEN)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND))
    return sb_api_error_new_for_reply (SB_API_ERROR_UNAUTHORIZED, sb_api_error_get_status (error),
                                       sb_api_error_get_reason (error), error->message);

  return g_error_copy (error);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbRestClient) self = SB_REST_CLIENT (user_data);
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  g_autoptr (GError) error = NULL;

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_refreshing = FALSE;
  sb_authorizer_refresh_finish (SB_AUTHORIZER (source), result, &error);

  for (guint i = 0; i < waiting->len; i++)
    clear_source (g_task_get_task_data (g_ptr_array_index (waiting, i)));

  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (error != NULL)
        fail (task, refresh_error (error));
      else
        start (task);
    }
}

/* TRUE if the platform refused the token, and not a password that was in the request. */
static gboolean
is_token_refused (SbRestClient *self, Call *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (sb_reply_get_status (call->reply) != 401 || call->bearer == NULL)
    return FALSE;

  root = sb_reply_judge (call->reply, &error);

  return g_error_matches (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
}

static void
renew (GTask *task)
{
  SbRestClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  char *bearer = sb_authorizer_dup_bearer (self->authorizer);
  const gboolean is_replaced = bearer != NULL && !g_str_equal (bearer, call->bearer);

  sb_wipe_free (bearer);
  call->is_renewed = TRUE;

  /* Somebody else renewed the token while this request was on its way. */
  if (is_replaced && !self->is_refreshing)
    start (task);
  else
    wait_for_refresh (task);
}

/* ---- sending ---- */

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SbRestClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->reply = sb_transport_send_finish (SB_TRANSPORT (source), result, &error);

  if (call->reply == NULL)
    fail (task, error);
  else if (g_task_return_error_if_cancelled (task))
    return;
  else if (!call->is_renewed && is_token_refused (self, call))
    renew (task);
  else if (must_pause (call))
    pause_call (task);
  else
    parse (task);
}

static void
start (GTask *task)
{
  SbRestClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  g_clear_pointer (&call->reply, sb_reply_unref);
  g_clear_pointer (&call->bearer, sb_wipe_free);

  if (sb_request_is_authorised (call->request) && self->authorizer != NULL)
    {
      /* The token is known to be bad: what we sent now would only come back. */
      if (self->is_refreshing)
        {
          wait_for_refresh (task);
          return;
        }

      call->bearer = sb_authorizer_dup_bearer (self->authorizer);
      if (call->bearer == NULL)
        {
          fail (task, sb_api_error_new (SB_API_ERROR_UNAUTHORIZED, "Nobody is signed in"));
          return;
        }
    }

  sb_transport_send_async (self->transport, call->request, call->bearer, g_task_get_cancellable (task), sent_cb,
                           g_object_ref (task));
}

/* ---- pictures ---- */

static GBytes *
judge_picture (SbReply *reply, GError **error)
{
  static const char *const types[] = { "image/png", "image/jpeg" };
  const guint status = sb_reply_get_status (reply);
  g_autofree char *type = g_ascii_strdown (sb_reply_get_content_type (reply) == NULL
                                           ? "" : sb_reply_get_content_type (reply), -1);

  if (status < 200 || status >= 300)
    {
      g_autoptr (JsonNode) root = sb_reply_judge (reply, error);

      return NULL;
    }

  type[strcspn (type, ";")] = '\0';
  g_strstrip (type);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_equal (type, types[i]))
        return sb_picture_check (sb_reply_get_body (reply), error) ? g_bytes_ref (sb_reply_get_body (reply)) : NULL;
    }

  g_propagate_error (error, sb_api_error_new_for_reply (SB_API_ERROR_PROTOCOL, status, NULL,
                                                        "The picture is of a type that we do not show"));

  return NULL;
}

static void
picture_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (SbReply) reply = sb_transport_send_finish (SB_TRANSPORT (source), result, &error);
  GBytes *bytes = reply == NULL ? NULL : judge_picture (reply, &error);

  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

/* ---- object ---- */

static void
sb_rest_client_constructed (GObject *object)
{
  SbRestClient *self = SB_REST_CLIENT (object);

  G_OBJECT_CLASS (sb_rest_client_parent_class)->constructed (object);

  g_return_if_fail (SB_IS_TRANSPORT (self->transport));
}

static void
sb_rest_client_dispose (GObject *object)
{
  SbRestClient *self = SB_REST_CLIENT (object);

  g_clear_object (&self->transport);
  g_clear_object (&self->authorizer);

  G_OBJECT_CLASS (sb_rest_client_parent_class)->dispose (object);
}

static void
sb_rest_client_finalize (GObject *object)
{
  SbRestClient *self = SB_REST_CLIENT (object);

  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (sb_rest_client_parent_class)->finalize (object);
}

static void
sb_rest_client_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbRestClient *self = SB_REST_CLIENT (object);

  switch (prop_id)
    {
    case PROP_TRANSPORT:
      self->transport = g_value_dup_object (value);
      break;
    case PROP_AUTHORIZER:
      self->authorizer = g_value_dup_object (value);
      break;
    case PROP_RETRY_UNIT_MS:
      self->retry_unit_ms = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_rest_client_class_init (SbRestClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sb_rest_client_constructed;
  object_class->dispose = sb_rest_client_dispose;
  object_class->finalize = sb_rest_client_finalize;
  object_class->set_property = sb_rest_client_set_property;

  properties[PROP_TRANSPORT] = g_param_spec_object ("transport", NULL, NULL, SB_TYPE_TRANSPORT, flags);
  properties[PROP_AUTHORIZER] = g_param_spec_object ("authorizer", NULL, NULL, SB_TYPE_AUTHORIZER, flags);

  /* What a second of waiting lasts: a test has less time. */
  properties[PROP_RETRY_UNIT_MS] = g_param_spec_uint ("retry-unit-ms", NULL, NULL, 0, 1000, 1000, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_rest_client_init (SbRestClient *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sb_rest_client_new:
 * @transport: what carries the requests
 * @authorizer: (nullable): who holds the token; without one, no request carries any
 *
 * Returns: (transfer full): a client
 */
SbRestClient *
sb_rest_client_new (SbTransport *transport, SbAuthorizer *authorizer)
{
  return g_object_new (SB_TYPE_REST_CLIENT, "transport", transport, "authorizer", authorizer, NULL);
}

/**
 * sb_rest_client_call_async:
 * @self: a client
 * @request: what to ask; not to be changed any more
 * @parser: turns the answer into the result, perhaps in another thread
 * @parser_data: (nullable): for @parser
 * @parser_data_free: (nullable): frees @parser_data when the call is over
 * @result_free: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): a cancellable
 * @callback: what to call when the result is there
 * @user_data: for @callback
 */
void
sb_rest_client_call_async (SbRestClient *self,
                           SbRequest *request,
                           SbReplyParser parser,
                           gpointer parser_data,
                           GDestroyNotify parser_data_free,
                           GDestroyNotify result_free,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Call *call;

  g_return_if_fail (SB_IS_REST_CLIENT (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (parser != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  call = g_new0 (Call, 1);
  call->request = sb_request_ref (request);
  call->parser = parser;
  call->parser_data = parser_data;
  call->parser_data_free = parser_data_free;
  call->result_free = result_free;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_rest_client_call_async);
  g_task_set_task_data (task, call, call_free);

  if (!g_task_return_error_if_cancelled (task))
    start (task);
}

/**
 * sb_rest_client_call_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: return location for an #SbApiError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the parser made; %NULL only with @error set
 */
gpointer
sb_rest_client_call_finish (SbRestClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_rest_client_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sb_rest_client_fetch_bytes_async:
 * @self: a client
 * @url: the absolute address of a picture, wherever it is
 * @cancellable: (nullable): a cancellable
 * @callback: what to call when it is there
 * @user_data: for @callback
 *
 * Fetches a PNG or JPEG of at most 2 MiB and 4 megapixels. No token goes along, whatever the address.
 */
void
sb_rest_client_fetch_bytes_async (SbRestClient *self,
                                  const char *url,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SbRequest) request = NULL;

  g_return_if_fail (SB_IS_REST_CLIENT (self));
  g_return_if_fail (url != NULL);

  request = sb_request_new (SB_METHOD_GET, "/");
  sb_request_set_absolute_url (request, url);
  sb_request_set_max_size (request, MAX_PICTURE_SIZE);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_rest_client_fetch_bytes_async);
  sb_transport_send_async (self->transport, request, NULL, cancellable, picture_sent_cb, g_steal_pointer (&task));
}

/**
 * sb_rest_client_fetch_bytes_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: return location for an #SbApiError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the picture, still encoded
 */
GBytes *
sb_rest_client_fetch_bytes_finish (SbRestClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_rest_client_fetch_bytes_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
