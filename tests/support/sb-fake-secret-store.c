/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A keyring in memory that fails, or takes its time, on order. */

#include "config.h"

#include "sb-fake-secret-store.h"

static void sb_fake_secret_store_iface_init (SbSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbFakeSecretStore, sb_fake_secret_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_SECRET_STORE, sb_fake_secret_store_iface_init))

static GTask *
create_task (SbSecretStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  SbFakeSecretStore *self = SB_FAKE_SECRET_STORE (store);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  if (self->failure != -1)
    {
      g_task_return_new_error (task, SB_SECRET_ERROR, self->failure, "On order");
      g_clear_object (&task);
    }

  return task;
}

static void
load_async (SbSecretStore *store, SbAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = create_task (store, cancellable, callback, user_data);
  SbTokens *tokens = g_hash_table_lookup (SB_FAKE_SECRET_STORE (store)->tokens, sb_account_get_id (account));

  if (task != NULL)
    g_task_return_pointer (task, tokens == NULL ? NULL : sb_tokens_ref (tokens), (GDestroyNotify) sb_tokens_unref);
}

static gboolean
load_finish (SbSecretStore *store, GAsyncResult *result, SbTokens **tokens, GError **error)
{
  gboolean has_failed = g_task_had_error (G_TASK (result));

  *tokens = g_task_propagate_pointer (G_TASK (result), error);

  return *tokens != NULL || !has_failed;
}

static void
save_async (SbSecretStore *store, SbAccount *account, SbTokens *tokens, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data)
{
  SbFakeSecretStore *self = SB_FAKE_SECRET_STORE (store);
  g_autoptr (GTask) task = create_task (store, cancellable, callback, user_data);

  self->n_saves++;
  if (task == NULL)
    return;

  g_hash_table_replace (self->tokens, g_strdup (sb_account_get_id (account)), sb_tokens_ref (tokens));
  if (self->is_held)
    g_ptr_array_add (self->held, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
clear_async (SbSecretStore *store, SbAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = create_task (store, cancellable, callback, user_data);

  if (task == NULL)
    return;

  g_hash_table_remove (SB_FAKE_SECRET_STORE (store)->tokens, sb_account_get_id (account));
  if (SB_FAKE_SECRET_STORE (store)->is_clear_held)
    g_ptr_array_add (SB_FAKE_SECRET_STORE (store)->held, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
finish_boolean (SbSecretStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sb_fake_secret_store_iface_init (SbSecretStoreInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
  iface->save_async = save_async;
  iface->save_finish = finish_boolean;
  iface->clear_async = clear_async;
  iface->clear_finish = finish_boolean;
}

static void
sb_fake_secret_store_finalize (GObject *object)
{
  g_hash_table_unref (SB_FAKE_SECRET_STORE (object)->tokens);
  g_ptr_array_unref (SB_FAKE_SECRET_STORE (object)->held);
  G_OBJECT_CLASS (sb_fake_secret_store_parent_class)->finalize (object);
}

static void
sb_fake_secret_store_class_init (SbFakeSecretStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_fake_secret_store_finalize;
}

static void
sb_fake_secret_store_init (SbFakeSecretStore *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sb_tokens_unref);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->failure = -1;
}

SbFakeSecretStore *
sb_fake_secret_store_new (void)
{
  return g_object_new (SB_TYPE_FAKE_SECRET_STORE, NULL);
}
