/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens in the desktop's keyring. Inside a sandbox libsecret itself goes through the Secret portal.
 *
 * The attributes are not encrypted, so they are public identifiers only; the secret is one text, see
 * sb_tokens_to_string(). What a newer program stored is left alone: it has another format.
 *
 * libsecret's file, which is what there is in a sandbox, is read once by each process and written as a whole; but the
 * guard and the program write to the same. So each operation begins with letting go of what was read before. With a
 * keyring service that costs a new session with it, which is a matter of milliseconds. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-account"

#include "config.h"

#include "sb-libsecret-store.h"

#include "sb-wipe.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#define FORMAT "1"

/* The name is not matched: some keyrings do not keep it, and others do not tell it while they are locked, and then
 * items would not be found. The constant application attribute does the same service. */
static const SecretSchema schema = {
  APPLICATION_ID ".Tokens",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "format", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

struct _SbLibsecretStore
{
  GObject parent_instance;

  gboolean is_quiet; /* the user is not asked to unlock anything */
  gboolean has_loaded;
};

static void sb_libsecret_store_iface_init (SbSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbLibsecretStore, sb_libsecret_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_SECRET_STORE, sb_libsecret_store_iface_init))

static void searched_cb  (GObject *source, GAsyncResult *result, gpointer user_data);
static void retrieved_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void stored_cb    (GObject *source, GAsyncResult *result, gpointer user_data);
static void verified_cb  (GObject *source, GAsyncResult *result, gpointer user_data);
static void cleared_cb   (GObject *source, GAsyncResult *result, gpointer user_data);

/* Without a format: those of every version of the program. */
static GHashTable *
attributes_for (SbAccount *account, const char *format)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (gpointer) "application", g_strdup (APPLICATION_ID));
  g_hash_table_insert (attributes, (gpointer) "origin", g_strdup (sb_account_get_origin (account)));
  g_hash_table_insert (attributes, (gpointer) "account", g_strdup (sb_account_get_user_id (account)));
  if (format != NULL)
    g_hash_table_insert (attributes, (gpointer) "format", g_strdup (format));

  return g_steal_pointer (&attributes);
}

/* What is under way keeps what it has. */
static void
read_anew (void)
{
  secret_service_disconnect ();
}

/* Ends @task with what libsecret reported; no error at all is how it reports that the user dismissed its prompt. */
static void
return_error (GTask *task, const GError *error)
{
  if (g_task_return_error_if_cancelled (task))
    return;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_new_error (task, SB_SECRET_ERROR, SB_SECRET_ERROR_DENIED, "The keyring was not unlocked");
  else if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    g_task_return_new_error (task, SB_SECRET_ERROR, SB_SECRET_ERROR_LOCKED, "%s", error->message);
  else
    g_task_return_new_error (task, SB_SECRET_ERROR, SB_SECRET_ERROR_UNAVAILABLE, "%s", error->message);
}

/* ---- load ---- */

/* Takes the next item of the list that is the task's data, until one holds tokens. */
static void
retrieve_next (GTask *task)
{
  GQueue *items = g_task_get_task_data (task);
  g_autoptr (GObject) item = g_queue_pop_head (items);

  if (item == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else if (SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item)))
    return_error (task, NULL); /* unlocking was asked for, and did not happen */
  else
    secret_retrievable_retrieve_secret (SECRET_RETRIEVABLE (item), g_task_get_cancellable (task), retrieved_cb,
                                        g_object_ref (task));
}

static void
free_items (gpointer data)
{
  g_queue_free_full (data, g_object_unref);
}

static void sb_libsecret_store_load_async (SbSecretStore *store, SbAccount *account, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);

static void
load_here (SbSecretStore *store,
           SbAccount *account,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes = attributes_for (account, FORMAT);
  SecretSearchFlags flags = SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS;

  g_task_set_source_tag (task, sb_libsecret_store_load_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (!SB_LIBSECRET_STORE (store)->is_quiet)
    flags |= SECRET_SEARCH_UNLOCK;

  read_anew ();
  secret_password_searchv (&schema, attributes, flags, cancellable, searched_cb, g_steal_pointer (&task));
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  GList *found = secret_password_search_finish (result, &error);
  GQueue *items;

  if (error != NULL)
    {
      return_error (task, error);
      return;
    }

  items = g_queue_new ();
  for (GList *l = found; l != NULL; l = l->next)
    g_queue_push_tail (items, l->data);
  g_list_free (found);

  g_task_set_task_data (task, items, free_items);
  retrieve_next (task);
}

static void
retrieved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result,
                                                                              &error);
  const char *text = value == NULL ? NULL : secret_value_get_text (value);
  SbTokens *tokens = text == NULL ? NULL : sb_tokens_from_string (text);

  if (error != NULL)
    return_error (task, error);
  else if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify) sb_tokens_unref);
  else
    {
      g_debug ("What the keyring holds for this account cannot be read, and counts as nothing");
      retrieve_next (task);
    }
}

static gboolean
sb_libsecret_store_load_finish (SbSecretStore *store, GAsyncResult *result, SbTokens **tokens, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_libsecret_store_load_async), FALSE);

  *tokens = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
loaded_there_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static void
load_there (GTask *task, gpointer store, gpointer account, GCancellable *cancellable)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;
  SbTokens *tokens = NULL;

  g_main_context_push_thread_default (context);
  load_here (store, account, cancellable, loaded_there_cb, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  if (sb_libsecret_store_load_finish (store, result, &tokens, &error))
    g_task_return_pointer (task, tokens, (GDestroyNotify) sb_tokens_unref);
  else
    g_task_return_error (task, error);
}

/* The first of a program is what its start waits for, and takes a dozen turns of a main loop, which GTK holds up meanwhile:
 * they are those of a loop of its own. */
static void
sb_libsecret_store_load_async (SbSecretStore *store,
                               SbAccount *account,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  SbLibsecretStore *self = SB_LIBSECRET_STORE (store);
  g_autoptr (GTask) task = NULL;

  if (self->has_loaded)
    {
      load_here (store, account, cancellable, callback, user_data);
      return;
    }

  self->has_loaded = TRUE;
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_libsecret_store_load_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  g_task_run_in_thread (task, load_there);
}

/* ---- save ---- */

typedef struct
{
  SbAccount *account;
  SbTokens *tokens;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->account);
  sb_tokens_unref (save->tokens);
  g_free (save);
}

static void
sb_libsecret_store_save_async (SbSecretStore *store,
                               SbAccount *account,
                               SbTokens *tokens,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes = attributes_for (account, FORMAT);
  g_autofree char *label = NULL;
  char *text;
  Save *save;

  g_task_set_source_tag (task, sb_libsecret_store_save_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  save = g_new0 (Save, 1);
  save->account = g_object_ref (account);
  save->tokens = sb_tokens_ref (tokens);
  g_task_set_task_data (task, save, save_free);

  /* Translators: what a keyring program shows; %s is the address of a learning platform. */
  label = g_strdup_printf (_("Switchback sign-in at %s"), sb_account_get_origin (account));
  text = sb_tokens_to_string (tokens);
  read_anew ();
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, text, cancellable, stored_cb,
                          g_steal_pointer (&task));
  sb_wipe_free (text);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  Save *save = g_task_get_task_data (task);

  /* Some keyrings take everything and keep nothing, so we look. */
  if (!secret_password_store_finish (result, &error))
    return_error (task, error);
  else
    load_here (g_task_get_source_object (task), save->account, g_task_get_cancellable (task), verified_cb,
               g_object_ref (task));
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (SbTokens) stored = NULL;
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sb_libsecret_store_load_finish (SB_SECRET_STORE (source), result, &stored, &error))
    g_task_return_error (task, error);
  else if (stored == NULL || !sb_tokens_equal (stored, save->tokens))
    g_task_return_new_error (task, SB_SECRET_ERROR, SB_SECRET_ERROR_UNAVAILABLE, "The keyring did not keep the tokens");
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
sb_libsecret_store_save_finish (SbSecretStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_libsecret_store_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- clear ---- */

static void
sb_libsecret_store_clear_async (SbSecretStore *store,
                                SbAccount *account,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes = attributes_for (account, NULL);

  g_task_set_source_tag (task, sb_libsecret_store_clear_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  read_anew ();
  secret_password_clearv (&schema, attributes, cancellable, cleared_cb, g_steal_pointer (&task));
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  /* FALSE without an error: there was nothing to clear. */
  if (!secret_password_clear_finish (result, &error) && error != NULL)
    return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
sb_libsecret_store_clear_finish (SbSecretStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_libsecret_store_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- object ---- */

static void
sb_libsecret_store_iface_init (SbSecretStoreInterface *iface)
{
  iface->load_async = sb_libsecret_store_load_async;
  iface->load_finish = sb_libsecret_store_load_finish;
  iface->save_async = sb_libsecret_store_save_async;
  iface->save_finish = sb_libsecret_store_save_finish;
  iface->clear_async = sb_libsecret_store_clear_async;
  iface->clear_finish = sb_libsecret_store_clear_finish;
}

static void
sb_libsecret_store_class_init (SbLibsecretStoreClass *klass)
{
}

static void
sb_libsecret_store_init (SbLibsecretStore *self)
{
}

/**
 * sb_libsecret_store_new:
 *
 * Returns: (transfer full): the desktop's keyring
 */
SbLibsecretStore *
sb_libsecret_store_new (void)
{
  return g_object_new (SB_TYPE_LIBSECRET_STORE, NULL);
}

/**
 * sb_libsecret_store_new_quiet:
 *
 * Returns: (transfer full): the desktop's keyring, for whoever works unseen: while it is locked, nothing can be loaded,
 *   and the user is not asked to unlock it
 */
SbLibsecretStore *
sb_libsecret_store_new_quiet (void)
{
  SbLibsecretStore *self = sb_libsecret_store_new ();

  self->is_quiet = TRUE;

  return self;
}
