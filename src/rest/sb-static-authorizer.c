/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One token that cannot be renewed: a learner's, which lives as long as the log-in does. Wiped at the end. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-rest"

#include "config.h"

#include "sb-static-authorizer.h"

#include "sb-api-error.h"
#include "sb-wipe.h"

struct _SbStaticAuthorizer
{
  GObject parent_instance;

  char *token;
};

static void sb_static_authorizer_iface_init (SbAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbStaticAuthorizer, sb_static_authorizer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_AUTHORIZER, sb_static_authorizer_iface_init))

static char *
sb_static_authorizer_dup_bearer (SbAuthorizer *authorizer)
{
  return g_strdup (SB_STATIC_AUTHORIZER (authorizer)->token);
}

static void
sb_static_authorizer_refresh_async (SbAuthorizer *authorizer,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (authorizer, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_static_authorizer_refresh_async);
  g_task_return_error (task, sb_api_error_new (SB_API_ERROR_UNAUTHORIZED, "This token cannot be renewed"));
}

static gboolean
sb_static_authorizer_refresh_finish (SbAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, authorizer), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_static_authorizer_refresh_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sb_static_authorizer_iface_init (SbAuthorizerInterface *iface)
{
  iface->dup_bearer = sb_static_authorizer_dup_bearer;
  iface->refresh_async = sb_static_authorizer_refresh_async;
  iface->refresh_finish = sb_static_authorizer_refresh_finish;
}

static void
sb_static_authorizer_finalize (GObject *object)
{
  SbStaticAuthorizer *self = SB_STATIC_AUTHORIZER (object);

  g_clear_pointer (&self->token, sb_wipe_free);

  G_OBJECT_CLASS (sb_static_authorizer_parent_class)->finalize (object);
}

static void
sb_static_authorizer_class_init (SbStaticAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_static_authorizer_finalize;
}

static void
sb_static_authorizer_init (SbStaticAuthorizer *self)
{
}

/**
 * sb_static_authorizer_new:
 * @token: the token; deliberately no property, so that nothing that lists properties shows it
 *
 * Returns: (transfer full): an authorizer
 */
SbStaticAuthorizer *
sb_static_authorizer_new (const char *token)
{
  SbStaticAuthorizer *self;

  g_return_val_if_fail (token != NULL, NULL);

  self = g_object_new (SB_TYPE_STATIC_AUTHORIZER, NULL);
  self->token = g_strdup (token);

  return self;
}
