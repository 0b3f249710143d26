/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* More time for a log-in that is active. The record follows, because whoever finds it there must not take it for one
 * that has expired. Whether more time is wanted is decided elsewhere. */

#include "config.h"

#include "sb-impersonation-private.h"

#include "sb-api-error.h"

/* An end may have been asked for in the meantime; then the answer is of no use. */
static void
take_session (SbImpersonation *self, SbSession *record)
{
  g_autoptr (SbSession) old = NULL;

  if (!sb_impersonation_next_state (self->state, SB_IMPERSONATION_EVENT_KEPT_ALIVE, NULL))
    return;

  old = g_steal_pointer (&self->session);
  self->session = sb_session_extend (old, record->expires_at);
  sb_impersonation_record_event (self, SB_IMPERSONATION_EVENT_KEPT_ALIVE, self->session, NULL);
  sb_impersonation_notify_session (self);
}

static void
kept_alive_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbSession) record = sb_platform_keep_alive_finish (SB_PLATFORM (source), result, &error);

  if (record == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  take_session (g_task_get_source_object (task), record);
  g_task_return_boolean (task, TRUE);
}

/**
 * sb_impersonation_keep_alive_async:
 * @self: a log-in
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks the platform for more time. If it gives some, #SbImpersonation:session is another one, with the same token and
 * the new end, and the record says so, too.
 */
void
sb_impersonation_keep_alive_async (SbImpersonation *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SB_IS_IMPERSONATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_impersonation_keep_alive_async);

  if (self->state != SB_IMPERSONATION_ACTIVE)
    {
      g_task_return_error (task, sb_api_error_new (SB_API_ERROR_CONFLICT, "The log-in is not active"));
      return;
    }

  sb_platform_keep_alive_async (self->platform, self->request->uuid, cancellable, kept_alive_cb,
                                g_steal_pointer (&task));
}

/**
 * sb_impersonation_keep_alive_finish:
 * @self: a log-in
 * @result: what the callback was given
 * @error: return location for an #SbApiError or %G_IO_ERROR_CANCELLED; %SB_API_ERROR_CONFLICT if it is over
 *
 * Returns: %TRUE if the platform has answered with the end that is valid now, be it a later one or not
 */
gboolean
sb_impersonation_keep_alive_finish (SbImpersonation *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_impersonation_keep_alive_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
