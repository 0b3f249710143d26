/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing out, the other half of SbSignIn:
 *
 *   clear here → revoke at the platform → forget
 *
 * Only the first step can be given up; from then on nothing that fails keeps the user signed in. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-account"

#include "config.h"

#include "sb-sign-in-private.h"

typedef struct
{
  SbAccount *account;
  SbPlatform *platform; /* nullable: the tokens are only forgotten */
} SignOut;

static void
sign_out_free (gpointer data)
{
  SignOut *sign_out = data;

  g_object_unref (sign_out->account);
  g_clear_object (&sign_out->platform);
  g_free (sign_out);
}

static void cleared_cb    (GObject *source, GAsyncResult *result, gpointer user_data);
static void signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
forget (GTask *task)
{
  SbSignIn *self = g_task_get_source_object (task);
  SignOut *sign_out = g_task_get_task_data (task);

  /* Whoever has signed in again in the meantime is not to be forgotten. */
  if (!sb_token_keeper_has_tokens (self->keeper, sign_out->account))
    sb_account_store_remove (self->accounts, sign_out->account);
  g_task_return_boolean (task, TRUE);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SignOut *sign_out = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sb_token_keeper_clear_finish (SB_TOKEN_KEEPER (source), result, &error))
    {
      /* Still signed in, so that what the platform gives next is to be kept. */
      if (sign_out->platform != NULL)
        sb_token_keeper_watch (SB_TOKEN_KEEPER (source), sign_out->account, sign_out->platform);
      g_task_return_error (task, error);
      return;
    }

  /* From here on there is no way back. */
  g_task_set_check_cancellable (task, FALSE);
  if (sign_out->platform != NULL)
    sb_platform_sign_out_async (sign_out->platform, g_task_get_cancellable (task), signed_out_cb, g_object_ref (task));
  else
    forget (task);
}

/* Whatever the platform says, or if it says nothing: on this machine the user is signed out. */
static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  if (!sb_platform_sign_out_finish (SB_PLATFORM (source), result, &error))
    g_message ("Could not revoke the tokens at the platform: %s", error->message);

  forget (task);
}

/**
 * sb_sign_in_sign_out_async:
 * @self: a sign-in
 * @account: who is to be signed out
 * @platform: (nullable): where, to revoke the tokens; without it they are only forgotten
 * @cancellable: (nullable): a cancellable; once the tokens are cleared, it only stops waiting for the platform
 * @callback: what to call at the end
 * @user_data: for @callback
 *
 * Clears the tokens here, revokes them at the platform, and forgets the account.
 */
void
sb_sign_in_sign_out_async (SbSignIn *self,
                           SbAccount *account,
                           SbPlatform *platform,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SignOut *sign_out;

  g_return_if_fail (SB_IS_SIGN_IN (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));
  g_return_if_fail (platform == NULL || SB_IS_PLATFORM (platform));

  sign_out = g_new0 (SignOut, 1);
  sign_out->account = g_object_ref (account);
  g_set_object (&sign_out->platform, platform);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_sign_in_sign_out_async);
  g_task_set_task_data (task, sign_out, sign_out_free);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (platform != NULL)
    sb_token_keeper_unwatch (self->keeper, platform);
  sb_token_keeper_clear_async (self->keeper, account, cancellable, cleared_cb, g_steal_pointer (&task));
}

/**
 * sb_sign_in_sign_out_finish:
 * @self: a sign-in
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED, if nothing was cleared yet; nothing else fails a sign-out
 *
 * Returns: %TRUE if the account is forgotten
 */
gboolean
sb_sign_in_sign_out_finish (SbSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_sign_in_sign_out_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
