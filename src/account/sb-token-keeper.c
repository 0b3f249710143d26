/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the tokens of this run in memory and, behind that, in a keyring that may be slow, locked or missing. Nobody
 * waits for a save, and no trouble of the keyring fails anything: it is told by a property.
 *
 * Saves and clears go one after the other, of tokens only the newest, so that a late save cannot bring back what was
 * cleared, and a late clear cannot take what was kept after it was asked for. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-account"

#include "config.h"

#include "sb-token-keeper.h"

#include "sb-api-error.h"

struct _SbTokenKeeper
{
  GObject parent_instance;

  /* owned */
  SbSecretStore *secrets;
  GError *error;

  /* state */
  GHashTable *tokens;  /* account id → SbTokens: what is good in this run */
  GHashTable *unsaved; /* account id → SbAccount: whose tokens are to be saved */
  GPtrArray *watches;  /* of Watch, borrowed: the platforms that are alive */
  SbAccount *saving;   /* nullable: whose tokens are being saved */
  GCancellable *save_cancellable;
  gboolean is_clearing;
  GQueue clears;       /* of GTask: they wait for what is going on */
};

enum
{
  PROP_0,
  PROP_SECRETS,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SbTokenKeeper, sb_token_keeper, G_TYPE_OBJECT)

/* Ties a platform that somebody is signed in at to the account. */
typedef struct
{
  SbTokenKeeper *self;  /* borrowed: the closure dies with it */
  SbPlatform *platform; /* borrowed: likewise */
  SbAccount *account;
} Watch;

/* A clear, and what to go back to if it is cancelled. */
typedef struct
{
  SbAccount *account;
  SbTokens *tokens; /* nullable */
} Clear;

static void run_next   (SbTokenKeeper *self);
static void saved_cb   (GObject *source, GAsyncResult *result, gpointer user_data);
static void loaded_cb  (GObject *source, GAsyncResult *result, gpointer user_data);
static void cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
is_same_error (const GError *a, const GError *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->domain == b->domain && a->code == b->code;
}

/* Takes @error. */
static void
take_error (SbTokenKeeper *self, GError *error)
{
  g_autoptr (GError) old = g_steal_pointer (&self->error);

  self->error = error;
  if (is_same_error (old, error))
    return;

  if (error != NULL)
    g_message ("The keyring: %s", error->message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* ---- saving ---- */

static void
save_next (SbTokenKeeper *self)
{
  GHashTableIter iter;
  gpointer id;
  gpointer account;

  g_hash_table_iter_init (&iter, self->unsaved);
  if (!g_hash_table_iter_next (&iter, &id, &account))
    return;

  self->saving = g_object_ref (account);
  g_clear_object (&self->save_cancellable);
  self->save_cancellable = g_cancellable_new ();
  sb_secret_store_save_async (self->secrets, self->saving, g_hash_table_lookup (self->tokens, id),
                              self->save_cancellable, saved_cb, g_object_ref (self));
  g_hash_table_iter_remove (&iter);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbTokenKeeper) self = SB_TOKEN_KEEPER (user_data);
  GError *error = NULL;

  sb_secret_store_save_finish (SB_SECRET_STORE (source), result, &error);
  g_clear_object (&self->saving);

  /* Cancelled by a clear, of which nothing is to be told. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    take_error (self, error);

  run_next (self);
}

/* ---- loading ---- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SbTokenKeeper *self = g_task_get_source_object (task);
  SbAccount *account = g_task_get_task_data (task);
  SbTokens *tokens = NULL;
  GError *error = NULL;

  if (!sb_secret_store_load_finish (SB_SECRET_STORE (source), result, &tokens, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  take_error (self, error);
  if (tokens == NULL)
    {
      g_task_return_error (task, error != NULL ? g_error_copy (error)
                                               : sb_api_error_new (SB_API_ERROR_UNAUTHORIZED,
                                                                   "No tokens are kept for this account"));
      return;
    }

  g_hash_table_replace (self->tokens, g_strdup (sb_account_get_id (account)), sb_tokens_ref (tokens));
  g_task_return_pointer (task, tokens, (GDestroyNotify) sb_tokens_unref);
}

/* ---- clearing ---- */

static void
clear_free (gpointer data)
{
  Clear *clear = data;

  g_object_unref (clear->account);
  g_clear_pointer (&clear->tokens, sb_tokens_unref);
  g_free (clear);
}

/* The clear was cancelled, perhaps half-way: all is to be as before, unless there are newer tokens. */
static void
give_back (SbTokenKeeper *self, Clear *clear)
{
  if (clear->tokens != NULL && !g_hash_table_contains (self->tokens, sb_account_get_id (clear->account)))
    sb_token_keeper_keep (self, clear->account, clear->tokens);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SbTokenKeeper *self = g_task_get_source_object (task);
  GError *error = NULL;

  sb_secret_store_clear_finish (SB_SECRET_STORE (source), result, &error);
  self->is_clearing = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      give_back (self, g_task_get_task_data (task));
      g_task_return_error (task, error);
    }
  else
    {
      take_error (self, error);
      g_task_set_check_cancellable (task, FALSE);
      g_task_return_boolean (task, TRUE);
    }

  run_next (self);
}

/* Takes @task. */
static void
start_clear (SbTokenKeeper *self, GTask *task)
{
  g_autoptr (GTask) owned = task;
  Clear *clear = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    {
      give_back (self, clear);
      run_next (self);
      return;
    }

  self->is_clearing = TRUE;
  sb_secret_store_clear_async (self->secrets, clear->account, g_task_get_cancellable (task), cleared_cb,
                               g_steal_pointer (&owned));
}

/* Clears come first: somebody waits for them. */
static void
run_next (SbTokenKeeper *self)
{
  if (self->saving != NULL || self->is_clearing)
    return;

  if (g_queue_is_empty (&self->clears))
    save_next (self);
  else
    start_clear (self, g_queue_pop_head (&self->clears));
}

/* ---- watching ---- */

static void
watch_free (gpointer data, GClosure *closure)
{
  Watch *watch = data;

  g_object_unref (watch->account);
  g_free (watch);
}

/* The platform has gone, is not watched any more, or the keeper goes. */
static void
watch_ended (gpointer data, GClosure *closure)
{
  Watch *watch = data;

  g_ptr_array_remove (watch->self->watches, watch);
}

static void
tokens_changed_cb (SbPlatform *platform, gpointer user_data)
{
  Watch *watch = user_data;
  SbTokens *tokens = sb_platform_get_tokens (platform);

  if (tokens != NULL)
    sb_token_keeper_keep (watch->self, watch->account, tokens);
}

/* ---- what somebody else has kept ---- */

typedef struct
{
  GWeakRef self;
  SbAccount *account;
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_weak_ref_clear (&source->self);
  g_object_unref (source->account);
  g_free (source);
}

/* They are in the keyring already. */
static void
found_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Source *source = g_task_get_task_data (task);
  g_autoptr (SbTokenKeeper) self = g_weak_ref_get (&source->self);
  SbTokens *tokens = NULL;

  sb_secret_store_load_finish (SB_SECRET_STORE (store), result, &tokens, NULL);
  if (self != NULL && tokens != NULL)
    g_hash_table_replace (self->tokens, g_strdup (sb_account_get_id (source->account)), sb_tokens_ref (tokens));

  g_task_return_pointer (task, tokens, (GDestroyNotify) sb_tokens_unref);
}

static void
look_in_keyring (GTask *task, gpointer user_data)
{
  g_autoptr (GTask) owned = task;
  Source *source = user_data;
  g_autoptr (SbTokenKeeper) self = g_weak_ref_get (&source->self);
  Source *copy;

  if (self == NULL || self->secrets == NULL)
    {
      g_task_return_pointer (owned, NULL, NULL);
      return;
    }

  copy = g_new0 (Source, 1);
  g_weak_ref_init (&copy->self, self);
  copy->account = g_object_ref (source->account);
  g_task_set_task_data (owned, copy, source_free);
  sb_secret_store_load_async (self->secrets, source->account, NULL, found_cb, g_steal_pointer (&owned));
}

/* ---- object ---- */

static void
sb_token_keeper_constructed (GObject *object)
{
  SbTokenKeeper *self = SB_TOKEN_KEEPER (object);

  G_OBJECT_CLASS (sb_token_keeper_parent_class)->constructed (object);

  g_return_if_fail (SB_IS_SECRET_STORE (self->secrets));
}

static void
sb_token_keeper_dispose (GObject *object)
{
  SbTokenKeeper *self = SB_TOKEN_KEEPER (object);

  g_hash_table_remove_all (self->unsaved);
  g_hash_table_remove_all (self->tokens);
  g_clear_object (&self->secrets);
  g_clear_object (&self->save_cancellable);

  G_OBJECT_CLASS (sb_token_keeper_parent_class)->dispose (object);
}

static void
sb_token_keeper_finalize (GObject *object)
{
  SbTokenKeeper *self = SB_TOKEN_KEEPER (object);

  g_hash_table_unref (self->unsaved);
  g_hash_table_unref (self->tokens);
  g_ptr_array_unref (self->watches);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sb_token_keeper_parent_class)->finalize (object);
}

static void
sb_token_keeper_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbTokenKeeper *self = SB_TOKEN_KEEPER (object);

  switch (prop_id)
    {
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_token_keeper_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbTokenKeeper *self = SB_TOKEN_KEEPER (object);

  switch (prop_id)
    {
    case PROP_SECRETS:
      self->secrets = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_token_keeper_class_init (SbTokenKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sb_token_keeper_constructed;
  object_class->dispose = sb_token_keeper_dispose;
  object_class->finalize = sb_token_keeper_finalize;
  object_class->get_property = sb_token_keeper_get_property;
  object_class->set_property = sb_token_keeper_set_property;

  properties[PROP_SECRETS] = g_param_spec_object ("secrets", NULL, NULL, SB_TYPE_SECRET_STORE,
                                                  G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_token_keeper_init (SbTokenKeeper *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sb_tokens_unref);
  self->unsaved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->watches = g_ptr_array_new ();
  g_queue_init (&self->clears);
}

/**
 * sb_token_keeper_new:
 * @secrets: the keyring
 *
 * Returns: (transfer full): a keeper
 */
SbTokenKeeper *
sb_token_keeper_new (SbSecretStore *secrets)
{
  return g_object_new (SB_TYPE_TOKEN_KEEPER, "secrets", secrets, NULL);
}

/**
 * sb_token_keeper_get_error:
 * @self: a keeper
 *
 * Returns: (nullable): what the keyring said last, an #SbSecretError, or %NULL if all is well; owned by @self
 */
const GError *
sb_token_keeper_get_error (SbTokenKeeper *self)
{
  g_return_val_if_fail (SB_IS_TOKEN_KEEPER (self), NULL);

  return self->error;
}

/**
 * sb_token_keeper_keep:
 * @self: a keeper
 * @account: whose tokens
 * @tokens: the tokens
 *
 * Keeps @tokens in place of those of before: in memory at once, in the keyring as soon as it can be. Those that are
 * kept already are not saved again.
 */
void
sb_token_keeper_keep (SbTokenKeeper *self, SbAccount *account, SbTokens *tokens)
{
  SbTokens *known;

  g_return_if_fail (SB_IS_TOKEN_KEEPER (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));
  g_return_if_fail (tokens != NULL);

  known = g_hash_table_lookup (self->tokens, sb_account_get_id (account));
  if (known != NULL && sb_tokens_equal (known, tokens))
    return;

  g_hash_table_replace (self->tokens, g_strdup (sb_account_get_id (account)), sb_tokens_ref (tokens));
  g_hash_table_replace (self->unsaved, g_strdup (sb_account_get_id (account)), g_object_ref (account));
  run_next (self);
}

/**
 * sb_token_keeper_has_tokens:
 * @self: a keeper
 * @account: whose tokens
 *
 * Returns: %TRUE if there are tokens for this run
 */
gboolean
sb_token_keeper_has_tokens (SbTokenKeeper *self, SbAccount *account)
{
  g_return_val_if_fail (SB_IS_TOKEN_KEEPER (self), FALSE);
  g_return_val_if_fail (SB_IS_ACCOUNT (account), FALSE);

  return g_hash_table_contains (self->tokens, sb_account_get_id (account));
}

/**
 * sb_token_keeper_watch:
 * @self: a keeper
 * @account: an account
 * @platform: where it is signed in
 *
 * Keeps the tokens of @platform whenever they change, and lets it look into the keyring before it gives them up.
 * Neither keeps the other alive.
 */
void
sb_token_keeper_watch (SbTokenKeeper *self, SbAccount *account, SbPlatform *platform)
{
  Watch *watch;
  Source *source;
  GClosure *closure;

  g_return_if_fail (SB_IS_TOKEN_KEEPER (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));
  g_return_if_fail (SB_IS_PLATFORM (platform));

  watch = g_new0 (Watch, 1);
  watch->self = self;
  watch->platform = platform;
  watch->account = g_object_ref (account);

  closure = g_cclosure_new (G_CALLBACK (tokens_changed_cb), watch, watch_free);
  g_closure_add_invalidate_notifier (closure, watch, watch_ended);
  g_object_watch_closure (G_OBJECT (self), closure);
  g_ptr_array_add (self->watches, watch);
  g_signal_connect_closure (platform, "tokens-changed", closure, FALSE);

  source = g_new0 (Source, 1);
  g_weak_ref_init (&source->self, self);
  source->account = g_object_ref (account);
  sb_platform_set_token_source (platform, look_in_keyring, source, source_free);
}

/**
 * sb_token_keeper_dup_platform:
 * @self: a keeper
 * @account: an account
 *
 * Two platform objects of one account would renew the same tokens each for itself, and a platform that takes a refresh
 * token only once would sign one of them out.
 *
 * Returns: (transfer full) (nullable): a platform that somebody still uses, and that @account is signed in at
 */
SbPlatform *
sb_token_keeper_dup_platform (SbTokenKeeper *self, SbAccount *account)
{
  g_return_val_if_fail (SB_IS_TOKEN_KEEPER (self), NULL);
  g_return_val_if_fail (SB_IS_ACCOUNT (account), NULL);

  for (guint i = self->watches->len; i > 0; i--)
    {
      Watch *watch = g_ptr_array_index (self->watches, i - 1);

      if (g_str_equal (sb_account_get_id (watch->account), sb_account_get_id (account))
          && sb_platform_get_tokens (watch->platform) != NULL)
        return g_object_ref (watch->platform);
    }

  return NULL;
}

/**
 * sb_token_keeper_unwatch:
 * @self: a keeper
 * @platform: a platform that sb_token_keeper_watch() was told of
 */
void
sb_token_keeper_unwatch (SbTokenKeeper *self, SbPlatform *platform)
{
  g_return_if_fail (SB_IS_TOKEN_KEEPER (self));
  g_return_if_fail (SB_IS_PLATFORM (platform));

  g_signal_handlers_disconnect_matched (platform, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, tokens_changed_cb, NULL);
  sb_platform_set_token_source (platform, NULL, NULL, NULL);
}

/**
 * sb_token_keeper_load_async:
 * @self: a keeper
 * @account: whose tokens
 * @cancellable: (nullable): a cancellable
 * @callback: what to call at the end
 * @user_data: for @callback
 */
void
sb_token_keeper_load_async (SbTokenKeeper *self,
                            SbAccount *account,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SbTokens *known;

  g_return_if_fail (SB_IS_TOKEN_KEEPER (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_token_keeper_load_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);

  known = g_hash_table_lookup (self->tokens, sb_account_get_id (account));
  if (known != NULL)
    g_task_return_pointer (task, sb_tokens_ref (known), (GDestroyNotify) sb_tokens_unref);
  else
    sb_secret_store_load_async (self->secrets, account, cancellable, loaded_cb, g_steal_pointer (&task));
}

/**
 * sb_token_keeper_load_finish:
 * @self: a keeper
 * @result: what the callback was given
 * @error: return location for %SB_API_ERROR_UNAUTHORIZED if there are none, an #SbSecretError if the keyring does not
 *   give them out, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the tokens
 */
SbTokens *
sb_token_keeper_load_finish (SbTokenKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_token_keeper_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sb_token_keeper_clear_async:
 * @self: a keeper
 * @account: whose tokens
 * @cancellable: (nullable): a cancellable
 * @callback: what to call at the end
 * @user_data: for @callback
 */
void
sb_token_keeper_clear_async (SbTokenKeeper *self,
                             SbAccount *account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Clear *clear;
  char *key = NULL;

  g_return_if_fail (SB_IS_TOKEN_KEEPER (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_token_keeper_clear_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  clear = g_new0 (Clear, 1);
  clear->account = g_object_ref (account);
  g_hash_table_steal_extended (self->tokens, sb_account_get_id (account), (gpointer *) &key,
                               (gpointer *) &clear->tokens);
  g_free (key);
  g_task_set_task_data (task, clear, clear_free);
  g_hash_table_remove (self->unsaved, sb_account_get_id (account));

  /* The save of what is to be cleared may wait for the user to unlock the keyring: there is no need to ask. */
  if (self->saving != NULL && g_str_equal (sb_account_get_id (self->saving), sb_account_get_id (account)))
    g_cancellable_cancel (self->save_cancellable);

  g_queue_push_tail (&self->clears, g_steal_pointer (&task));
  run_next (self);
}

/**
 * sb_token_keeper_clear_finish:
 * @self: a keeper
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if the tokens are gone from memory, and from the keyring unless it has a problem of its own
 */
gboolean
sb_token_keeper_clear_finish (SbTokenKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_token_keeper_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
