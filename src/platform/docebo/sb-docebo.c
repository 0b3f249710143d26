/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The connector for a Docebo-shaped platform. This file owns what its calls share, the transport, the administrator's
 * tokens and client, and wires the calls to the interface; the calls themselves are in the sb-docebo-x-api.c files, and
 * what goes over the wire is described in docs/platform-api.md. */

#include "config.h"

#include "sb-docebo-private.h"

#include "sb-api-error.h"
#include "sb-docebo-impersonation-api.h"
#include "sb-docebo-learning-api.h"
#include "sb-docebo-notices-api.h"
#include "sb-docebo-session-api.h"
#include "sb-docebo-users-api.h"
#include "sb-docebo-web-api.h"
#include "sb-soup-transport.h"
#include "sb-static-authorizer.h"
#include "sb-uri.h"

struct _SbDocebo
{
  GObject parent_instance;

  /* owned */
  char *origin;
  SbTransport *transport;
  SbDoceboAuthorizer *authorizer;
  SbRestClient *client;
};

enum
{
  PROP_0,
  PROP_ORIGIN,
  PROP_TRANSPORT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void sb_docebo_platform_init (SbPlatformInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbDocebo, sb_docebo, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_PLATFORM, sb_docebo_platform_init))

static const char *
sb_docebo_get_origin (SbPlatform *platform)
{
  return SB_DOCEBO (platform)->origin;
}

static SbTokens *
sb_docebo_get_tokens (SbPlatform *platform)
{
  return sb_docebo_authorizer_get_tokens (SB_DOCEBO (platform)->authorizer);
}

static void
sb_docebo_set_tokens (SbPlatform *platform, SbTokens *tokens)
{
  sb_docebo_authorizer_set_tokens (SB_DOCEBO (platform)->authorizer, tokens);
}

static void
sb_docebo_set_token_source (SbPlatform *platform, SbTokenSource source, gpointer user_data, GDestroyNotify destroy)
{
  sb_docebo_authorizer_set_source (SB_DOCEBO (platform)->authorizer, source, user_data, destroy);
}

static void
picture_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GBytes *bytes = sb_rest_client_fetch_bytes_finish (SB_REST_CLIENT (source), result, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
sb_docebo_load_picture_async (SbPlatform *platform,
                              const char *url,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  SbDocebo *self = SB_DOCEBO (platform);
  g_autoptr (GTask) task = sb_docebo_task_new (platform, sb_platform_load_picture_async, cancellable, callback,
                                               user_data);
  g_autofree char *resolved = sb_uri_resolve (self->origin, url);

  if (resolved == NULL)
    g_task_return_error (task, sb_api_error_new (SB_API_ERROR_INSECURE, "The picture's address is not one of https"));
  else
    sb_rest_client_fetch_bytes_async (self->client, resolved, cancellable, picture_fetched_cb, g_steal_pointer (&task));
}

static void
sb_docebo_platform_init (SbPlatformInterface *iface)
{
  iface->get_origin = sb_docebo_get_origin;
  iface->get_tokens = sb_docebo_get_tokens;
  iface->set_tokens = sb_docebo_set_tokens;
  iface->set_token_source = sb_docebo_set_token_source;
  iface->dup_authorize_url = sb_docebo_dup_authorize_url;
  iface->probe_async = sb_docebo_probe_async;
  iface->sign_in_async = sb_docebo_sign_in_async;
  iface->sign_out_async = sb_docebo_sign_out_async;
  iface->who_am_i_async = sb_docebo_who_am_i_async;
  iface->load_capabilities_async = sb_docebo_load_capabilities_async;
  iface->list_learners_async = sb_docebo_list_learners_async;
  iface->load_learner_async = sb_docebo_load_learner_async;
  iface->list_branches_async = sb_docebo_list_branches_async;
  iface->begin_async = sb_docebo_begin_async;
  iface->end_async = sb_docebo_end_async;
  iface->keep_alive_async = sb_docebo_keep_alive_async;
  iface->load_session_async = sb_docebo_load_session_async;
  iface->list_open_sessions_async = sb_docebo_list_open_sessions_async;
  iface->list_courses_async = sb_docebo_list_courses_async;
  iface->load_course_async = sb_docebo_load_course_async;
  iface->track_async = sb_docebo_track_async;
  iface->list_notices_async = sb_docebo_list_notices_async;
  iface->load_profile_async = sb_docebo_load_profile_async;
  iface->load_web_entry_async = sb_docebo_load_web_entry_async;
  iface->load_picture_async = sb_docebo_load_picture_async;
}

static void
sb_docebo_constructed (GObject *object)
{
  SbDocebo *self = SB_DOCEBO (object);

  G_OBJECT_CLASS (sb_docebo_parent_class)->constructed (object);

  g_return_if_fail (self->origin != NULL);

  if (self->transport == NULL)
    self->transport = SB_TRANSPORT (sb_soup_transport_new (self->origin));

  self->authorizer = sb_docebo_authorizer_new (self->transport);
  self->client = sb_rest_client_new (self->transport, SB_AUTHORIZER (self->authorizer));
  g_signal_connect_object (self->authorizer, "refreshed", G_CALLBACK (sb_platform_emit_tokens_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
sb_docebo_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SbDocebo *self = SB_DOCEBO (object);

  switch (id)
    {
    case PROP_ORIGIN:
      self->origin = g_value_dup_string (value);
      break;
    case PROP_TRANSPORT:
      self->transport = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sb_docebo_dispose (GObject *object)
{
  SbDocebo *self = SB_DOCEBO (object);

  g_clear_object (&self->client);
  g_clear_object (&self->authorizer);
  g_clear_object (&self->transport);

  G_OBJECT_CLASS (sb_docebo_parent_class)->dispose (object);
}

static void
sb_docebo_finalize (GObject *object)
{
  g_free (SB_DOCEBO (object)->origin);

  G_OBJECT_CLASS (sb_docebo_parent_class)->finalize (object);
}

static void
sb_docebo_class_init (SbDoceboClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sb_docebo_constructed;
  object_class->set_property = sb_docebo_set_property;
  object_class->dispose = sb_docebo_dispose;
  object_class->finalize = sb_docebo_finalize;

  properties[PROP_ORIGIN] = g_param_spec_string ("origin", NULL, NULL, NULL, flags);

  /* Without one, requests go to the origin over the network. */
  properties[PROP_TRANSPORT] = g_param_spec_object ("transport", NULL, NULL, SB_TYPE_TRANSPORT, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_docebo_init (SbDocebo *self)
{
}

/**
 * sb_docebo_new:
 * @origin: scheme, host and port, without a trailing slash
 *
 * Returns: (transfer full): a platform with nobody signed in; nothing is sent yet
 */
SbPlatform *
sb_docebo_new (const char *origin)
{
  return g_object_new (SB_TYPE_DOCEBO, "origin", origin, NULL);
}

/**
 * sb_docebo_get_client:
 *
 * Returns: (transfer none): the client that acts as the administrator
 */
SbRestClient *
sb_docebo_get_client (SbDocebo *self)
{
  return self->client;
}

/**
 * sb_docebo_get_authorizer:
 *
 * Returns: (transfer none): who holds the administrator's tokens
 */
SbDoceboAuthorizer *
sb_docebo_get_authorizer (SbDocebo *self)
{
  return self->authorizer;
}

/**
 * sb_docebo_new_client_for:
 * @self: a platform
 * @session: a log-in
 * @error: return location for %SB_API_ERROR_UNAUTHORIZED
 *
 * Returns: (transfer full) (nullable): a client that acts as the learner; %NULL if @session has no token
 */
SbRestClient *
sb_docebo_new_client_for (SbDocebo *self, SbSession *session, GError **error)
{
  g_autoptr (SbStaticAuthorizer) authorizer = NULL;

  if (session->token == NULL)
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_UNAUTHORIZED, "The log-in has no token"));
      return NULL;
    }

  authorizer = sb_static_authorizer_new (session->token);

  return sb_rest_client_new (self->transport, SB_AUTHORIZER (authorizer));
}

/**
 * sb_docebo_task_new:
 * @platform: a platform
 * @tag: the public function of SbPlatform
 *
 * Returns: (transfer full): a task as SbPlatform's finish functions want it
 */
GTask *
sb_docebo_task_new (SbPlatform *platform,
                    gpointer tag,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (platform, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);

  return task;
}

/* The task's data is the function that frees its result. */
static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GDestroyNotify result_free = (GDestroyNotify) g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = sb_rest_client_call_finish (SB_REST_CLIENT (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (result_free == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_pointer (task, value, result_free);
}

/**
 * sb_docebo_call:
 * @task: (transfer full): what to answer
 * @request: (transfer full): what to ask as the administrator
 * @parser: turns the answer into the task's result
 * @parser_data: (nullable): for @parser
 * @parser_data_free: (nullable): frees @parser_data
 * @result_free: (nullable): frees the result; %NULL if the task answers with a boolean
 */
void
sb_docebo_call (GTask *task,
                SbRequest *request,
                SbReplyParser parser,
                gpointer parser_data,
                GDestroyNotify parser_data_free,
                GDestroyNotify result_free)
{
  SbDocebo *self = g_task_get_source_object (task);

  g_task_set_task_data (task, (gpointer) result_free, NULL);
  sb_rest_client_call_async (self->client, request, parser, parser_data, parser_data_free, result_free,
                             g_task_get_cancellable (task), called_cb, task);
  sb_request_unref (request);
}

/**
 * sb_docebo_call_as:
 * @task: (transfer full): what to answer
 * @session: as whom
 * @request: (transfer full): what to ask
 * @parser: turns the answer into the task's result
 * @result_free: (nullable): frees the result; %NULL if the task answers with a boolean
 *
 * As sb_docebo_call(), as the learner.
 */
void
sb_docebo_call_as (GTask *task,
                   SbSession *session,
                   SbRequest *request,
                   SbReplyParser parser,
                   GDestroyNotify result_free)
{
  g_autoptr (SbRequest) owned_request = request;
  g_autoptr (GTask) owned_task = task;
  GError *error = NULL;
  g_autoptr (SbRestClient) client = sb_docebo_new_client_for (g_task_get_source_object (task), session, &error);

  if (client == NULL)
    {
      g_task_return_error (owned_task, error);
      return;
    }

  g_task_set_task_data (owned_task, (gpointer) result_free, NULL);
  sb_rest_client_call_async (client, request, parser, NULL, NULL, result_free, g_task_get_cancellable (task), called_cb,
                             g_steal_pointer (&owned_task));
}
