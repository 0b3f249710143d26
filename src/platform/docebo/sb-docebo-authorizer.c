/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds the administrator's tokens and renews them with the refresh_token grant. That it happens once for everybody who
 * waits is SbRestClient's matter; that the new ones are kept is up to whoever listens to "refreshed".
 *
 * A refresh token may be good once, and another process may have used it: before it gives up, it looks where that
 * process puts what it got, and looks again a little later, because that takes a moment. */

#include "config.h"

#include "sb-docebo-authorizer.h"

#include "sb-api-error.h"
#include "sb-docebo-token-api.h"
#include "sb-rest-client.h"

struct _SbDoceboAuthorizer
{
  GObject parent_instance;

  SbRestClient *client; /* carries no token */
  SbTokens *tokens;     /* nullable: nobody is signed in */

  SbTokenSource source; /* nullable: nobody else has them */
  gpointer source_data;
  GDestroyNotify source_destroy;
};

/* When to look for newer tokens, after the refusal or the look before. */
static const guint look_after_ms[] = { 0, 300, 1000 };

/* A refresh that is going on. */
typedef struct
{
  SbTokens *old;
  GError *refusal; /* nullable: not refused yet */
  guint n_looks;
} Refresh;

static void look         (GTask *task);
static void send_refresh (GTask *task);

enum
{
  REFRESHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void sb_docebo_authorizer_iface_init (SbAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbDoceboAuthorizer, sb_docebo_authorizer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_AUTHORIZER, sb_docebo_authorizer_iface_init))

static char *
sb_docebo_authorizer_dup_bearer (SbAuthorizer *authorizer)
{
  SbDoceboAuthorizer *self = SB_DOCEBO_AUTHORIZER (authorizer);

  return self->tokens != NULL ? g_strdup (sb_tokens_get_access (self->tokens)) : NULL;
}

/* The platform has judged the refresh token, and there is nothing to do but to sign in again. */
static gboolean
is_refused (const GError *error)
{
  return g_error_matches (error, SB_API_ERROR, SB_API_ERROR_CREDENTIALS)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_INVALID)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_FORBIDDEN)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND);
}

static void
refresh_free (gpointer data)
{
  Refresh *refresh = data;

  sb_tokens_unref (refresh->old);
  g_clear_error (&refresh->refusal);
  g_free (refresh);
}

/* By our clock, which may be wrong; then the request that needs them finds out. */
static gboolean
is_old (SbTokens *tokens)
{
  GDateTime *expires_at = sb_tokens_get_expires_at (tokens);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return expires_at != NULL && g_date_time_compare (expires_at, now) <= 0;
}

/* Takes @task. */
static void
adopt (GTask *task, SbTokens *found)
{
  g_autoptr (GTask) owned = task;
  SbDoceboAuthorizer *self = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);

  g_debug ("Somebody else has renewed the tokens");
  sb_docebo_authorizer_set_tokens (self, found);
  if (!is_old (found) || sb_tokens_get_refresh (found) == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  sb_tokens_unref (refresh->old);
  refresh->old = sb_tokens_ref (found);
  g_clear_error (&refresh->refusal);
  send_refresh (g_steal_pointer (&owned));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SbDoceboAuthorizer *self = SB_DOCEBO_AUTHORIZER (source);
  Refresh *refresh = g_task_get_task_data (task);
  g_autoptr (SbTokens) found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->tokens != refresh->old)
    g_task_return_new_error (task, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED, "The tokens were replaced meanwhile");
  else if (found != NULL && !sb_tokens_equal (found, refresh->old))
    adopt (g_steal_pointer (&task), found);
  else if (refresh->n_looks < G_N_ELEMENTS (look_after_ms))
    look (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&refresh->refusal));
}

static gboolean
look_cb (gpointer user_data)
{
  GTask *task = user_data;
  SbDoceboAuthorizer *self = g_task_get_source_object (task);
  g_autoptr (GTask) question = g_task_new (self, NULL, looked_cb, g_object_ref (task));

  if (self->source != NULL)
    self->source (g_steal_pointer (&question), self->source_data);
  else
    g_task_return_pointer (question, NULL, NULL);

  return G_SOURCE_REMOVE;
}

/* Takes @task. */
static void
look (GTask *task)
{
  Refresh *refresh = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_timeout_source_new (look_after_ms[refresh->n_looks++]);

  g_source_set_callback (source, look_cb, task, g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SbDoceboAuthorizer *self = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SbDoceboGrant) grant = sb_rest_client_call_finish (SB_REST_CLIENT (source), result, &error);

  if (grant == NULL && is_refused (error))
    {
      refresh->refusal = sb_api_error_new_for_reply (SB_API_ERROR_UNAUTHORIZED, sb_api_error_get_status (error),
                                                     sb_api_error_get_reason (error), error->message);
      g_error_free (error);
      if (self->source != NULL)
        look (g_steal_pointer (&task));
      else
        g_task_return_error (task, g_steal_pointer (&refresh->refusal));
    }
  else if (grant == NULL)
    g_task_return_error (task, error);
  else if (self->tokens != refresh->old)
    {
      /* Somebody signed out, or in as somebody else, in the meantime: these are nobody's. */
      g_task_return_new_error (task, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED, "The tokens were replaced meanwhile");
    }
  else
    {
      g_autoptr (SbTokens) renewed = sb_docebo_grant_renew (grant, refresh->old);

      sb_docebo_authorizer_set_tokens (self, renewed);
      g_signal_emit (self, signals[REFRESHED], 0);
      g_task_return_boolean (task, TRUE);
    }
}

/* Takes @task. */
static void
send_refresh (GTask *task)
{
  SbDoceboAuthorizer *self = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);
  g_autoptr (SbRequest) request = sb_docebo_describe_refresh (refresh->old);

  sb_rest_client_call_async (self->client, request, sb_docebo_parse_token, NULL, NULL,
                             (GDestroyNotify) sb_docebo_grant_free, g_task_get_cancellable (task), refreshed_cb, task);
}

static void
sb_docebo_authorizer_refresh_async (SbAuthorizer *authorizer,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  SbDoceboAuthorizer *self = SB_DOCEBO_AUTHORIZER (authorizer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Refresh *refresh;

  g_task_set_source_tag (task, sb_docebo_authorizer_refresh_async);

  if (self->tokens == NULL || sb_tokens_get_refresh (self->tokens) == NULL)
    {
      g_task_return_new_error (task, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED, "There is no refresh token");
      return;
    }

  refresh = g_new0 (Refresh, 1);
  refresh->old = sb_tokens_ref (self->tokens);
  g_task_set_task_data (task, refresh, refresh_free);
  send_refresh (g_steal_pointer (&task));
}

static gboolean
sb_docebo_authorizer_refresh_finish (SbAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, authorizer), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_docebo_authorizer_refresh_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sb_docebo_authorizer_iface_init (SbAuthorizerInterface *iface)
{
  iface->dup_bearer = sb_docebo_authorizer_dup_bearer;
  iface->refresh_async = sb_docebo_authorizer_refresh_async;
  iface->refresh_finish = sb_docebo_authorizer_refresh_finish;
}

static void
sb_docebo_authorizer_dispose (GObject *object)
{
  SbDoceboAuthorizer *self = SB_DOCEBO_AUTHORIZER (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->tokens, sb_tokens_unref);
  sb_docebo_authorizer_set_source (self, NULL, NULL, NULL);

  G_OBJECT_CLASS (sb_docebo_authorizer_parent_class)->dispose (object);
}

static void
sb_docebo_authorizer_class_init (SbDoceboAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_docebo_authorizer_dispose;

  /**
   * SbDoceboAuthorizer::refreshed:
   *
   * The platform has given new tokens for the old ones.
   */
  signals[REFRESHED] = g_signal_new ("refreshed", SB_TYPE_DOCEBO_AUTHORIZER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
sb_docebo_authorizer_init (SbDoceboAuthorizer *self)
{
}

/**
 * sb_docebo_authorizer_new:
 * @transport: what carries the refresh
 *
 * Returns: (transfer full): an authorizer without tokens
 */
SbDoceboAuthorizer *
sb_docebo_authorizer_new (SbTransport *transport)
{
  SbDoceboAuthorizer *self = g_object_new (SB_TYPE_DOCEBO_AUTHORIZER, NULL);

  self->client = sb_rest_client_new (transport, NULL);

  return self;
}

/**
 * sb_docebo_authorizer_get_tokens:
 *
 * Returns: (transfer none) (nullable): the tokens, or %NULL if nobody is signed in
 */
SbTokens *
sb_docebo_authorizer_get_tokens (SbDoceboAuthorizer *self)
{
  g_return_val_if_fail (SB_IS_DOCEBO_AUTHORIZER (self), NULL);

  return self->tokens;
}

/**
 * sb_docebo_authorizer_set_tokens:
 * @self: an authorizer
 * @tokens: (nullable): the tokens from now on, or %NULL to forget them
 */
void
sb_docebo_authorizer_set_tokens (SbDoceboAuthorizer *self, SbTokens *tokens)
{
  SbTokens *old;

  g_return_if_fail (SB_IS_DOCEBO_AUTHORIZER (self));

  old = self->tokens;
  self->tokens = tokens != NULL ? sb_tokens_ref (tokens) : NULL;
  g_clear_pointer (&old, sb_tokens_unref);
}

/**
 * sb_docebo_authorizer_set_source:
 * @self: an authorizer
 * @source: (nullable): where somebody else puts tokens that they have renewed
 * @user_data: for @source
 * @destroy: (nullable): frees @user_data
 */
void
sb_docebo_authorizer_set_source (SbDoceboAuthorizer *self,
                                 SbTokenSource source,
                                 gpointer user_data,
                                 GDestroyNotify destroy)
{
  g_return_if_fail (SB_IS_DOCEBO_AUTHORIZER (self));

  if (self->source_destroy != NULL)
    self->source_destroy (self->source_data);

  self->source = source;
  self->source_data = user_data;
  self->source_destroy = destroy;
}
