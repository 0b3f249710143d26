/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens for this run only, where there is no keyring. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-account"

#include "config.h"

#include "sb-memory-secret-store.h"

struct _SbMemorySecretStore
{
  GObject parent_instance;

  GHashTable *tokens; /* account id → SbTokens */
};

static void sb_memory_secret_store_iface_init (SbSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbMemorySecretStore, sb_memory_secret_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_SECRET_STORE, sb_memory_secret_store_iface_init))

static void
sb_memory_secret_store_load_async (SbSecretStore *store,
                                   SbAccount *account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  SbMemorySecretStore *self = SB_MEMORY_SECRET_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SbTokens *tokens = g_hash_table_lookup (self->tokens, sb_account_get_id (account));

  g_task_set_source_tag (task, sb_memory_secret_store_load_async);
  g_task_return_pointer (task, tokens == NULL ? NULL : sb_tokens_ref (tokens), (GDestroyNotify) sb_tokens_unref);
}

static gboolean
sb_memory_secret_store_load_finish (SbSecretStore *store, GAsyncResult *result, SbTokens **tokens, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_memory_secret_store_load_async), FALSE);

  *tokens = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
sb_memory_secret_store_save_async (SbSecretStore *store,
                                   SbAccount *account,
                                   SbTokens *tokens,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  SbMemorySecretStore *self = SB_MEMORY_SECRET_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_memory_secret_store_save_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_hash_table_replace (self->tokens, g_strdup (sb_account_get_id (account)), sb_tokens_ref (tokens));
  g_task_return_boolean (task, TRUE);
}

static gboolean
sb_memory_secret_store_save_finish (SbSecretStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_memory_secret_store_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sb_memory_secret_store_clear_async (SbSecretStore *store,
                                    SbAccount *account,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  SbMemorySecretStore *self = SB_MEMORY_SECRET_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_memory_secret_store_clear_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_hash_table_remove (self->tokens, sb_account_get_id (account));
  g_task_return_boolean (task, TRUE);
}

static gboolean
sb_memory_secret_store_clear_finish (SbSecretStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_memory_secret_store_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sb_memory_secret_store_iface_init (SbSecretStoreInterface *iface)
{
  iface->load_async = sb_memory_secret_store_load_async;
  iface->load_finish = sb_memory_secret_store_load_finish;
  iface->save_async = sb_memory_secret_store_save_async;
  iface->save_finish = sb_memory_secret_store_save_finish;
  iface->clear_async = sb_memory_secret_store_clear_async;
  iface->clear_finish = sb_memory_secret_store_clear_finish;
}

static void
sb_memory_secret_store_finalize (GObject *object)
{
  SbMemorySecretStore *self = SB_MEMORY_SECRET_STORE (object);

  g_hash_table_unref (self->tokens);

  G_OBJECT_CLASS (sb_memory_secret_store_parent_class)->finalize (object);
}

static void
sb_memory_secret_store_class_init (SbMemorySecretStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_memory_secret_store_finalize;
}

static void
sb_memory_secret_store_init (SbMemorySecretStore *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sb_tokens_unref);
}

/**
 * sb_memory_secret_store_new:
 *
 * Returns: (transfer full): an empty store
 */
SbMemorySecretStore *
sb_memory_secret_store_new (void)
{
  return g_object_new (SB_TYPE_MEMORY_SECRET_STORE, NULL);
}
