/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in and resuming, without any interface: which step follows which, and what is kept. Signing out is in
 * sb-sign-out.c.
 *
 *   address → probe → (browser) → sign in → who am I → remember → save in the background
 *
 * Nothing is remembered before the platform has said who it let in. The keyring's trouble never fails a sign-in, see
 * SbTokenKeeper. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-account"

#include "config.h"

#include "sb-sign-in-private.h"

#include "sb-address.h"
#include "sb-api-error.h"
#include "sb-oauth-loopback.h"
#include "sb-wipe.h"

enum
{
  PROP_0,
  PROP_SECRETS,
  PROP_ACCOUNTS,
  PROP_FACTORY,
  PROP_SECRET_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint resuming_signal;

G_DEFINE_FINAL_TYPE (SbSignIn, sb_sign_in, G_TYPE_OBJECT)

typedef struct
{
  /* input */
  SbCredentials *credentials; /* in the browser: NULL until it comes back */
  char *client_id;
  SbOpenUrlFunc open_url;
  gpointer open_url_data;
  SbAccount *account; /* resuming: who it was */

  /* progress */
  SbOauthLoopback *loopback;

  /* output */
  SbPlatform *platform;
  SbIdentity *identity;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_clear_pointer (&attempt->credentials, sb_credentials_free);
  g_free (attempt->client_id);
  g_clear_object (&attempt->account);
  g_clear_object (&attempt->loopback);
  g_clear_object (&attempt->platform);
  g_clear_object (&attempt->identity);
  g_free (attempt);
}

static void probed_cb     (GObject *source, GAsyncResult *result, gpointer user_data);
static void came_back_cb  (GObject *source, GAsyncResult *result, gpointer user_data);
static void signed_in_cb  (GObject *source, GAsyncResult *result, gpointer user_data);
static void loaded_cb     (GObject *source, GAsyncResult *result, gpointer user_data);
static void identified_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* ---- signing in ---- */

/* Makes the platform object; FALSE if the task is over. */
static gboolean
open_platform (GTask *task, const char *origin)
{
  SbSignIn *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);

  attempt->platform = self->factory (origin);
  if (attempt->platform != NULL)
    return TRUE;

  g_task_return_error (task, sb_api_error_new (SB_API_ERROR_NOT_A_PLATFORM, "No platform could be at %s", origin));

  return FALSE;
}

static void
start (GTask *task, const char *address)
{
  Attempt *attempt = g_task_get_task_data (task);
  g_autofree char *origin = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  origin = sb_address_normalise (address, &error);
  if (origin == NULL)
    g_task_return_error (task, error);
  else if (open_platform (task, origin))
    sb_platform_probe_async (attempt->platform, g_task_get_cancellable (task), probed_cb, g_object_ref (task));
}

static void
ask_platform (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);

  sb_platform_sign_in_async (attempt->platform, attempt->credentials, g_task_get_cancellable (task), signed_in_cb,
                             g_object_ref (task));

  /* The connector made its own copy; ours need not wait for the answer. */
  g_clear_pointer (&attempt->credentials, sb_credentials_free);
}

static void
ask_browser (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);
  g_autofree char *url = NULL;
  GError *error = NULL;

  attempt->loopback = sb_oauth_loopback_new (&error);
  if (attempt->loopback == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  url = sb_platform_dup_authorize_url (attempt->platform, attempt->client_id,
                                       sb_oauth_loopback_get_redirect_uri (attempt->loopback),
                                       sb_oauth_loopback_get_state (attempt->loopback),
                                       sb_oauth_loopback_get_challenge (attempt->loopback));
  if (url == NULL)
    {
      g_task_return_error (task, sb_api_error_new (SB_API_ERROR_NOT_A_PLATFORM, "No sign-in in the browser there"));
      return;
    }

  sb_oauth_loopback_wait_async (attempt->loopback, g_task_get_cancellable (task), came_back_cb, g_object_ref (task));
  attempt->open_url (url, attempt->open_url_data);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SbPlatformInfo) info = sb_platform_probe_finish (SB_PLATFORM (source), result, &error);

  if (info == NULL)
    g_task_return_error (task, error);
  else if (attempt->credentials != NULL)
    ask_platform (task);
  else
    ask_browser (task);
}

static void
came_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Attempt *attempt = g_task_get_task_data (task);
  SbOauthLoopback *loopback = SB_OAUTH_LOOPBACK (source);
  GError *error = NULL;
  char *code = sb_oauth_loopback_wait_finish (loopback, result, &error);

  if (code == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  attempt->credentials = sb_credentials_new_code (code, sb_oauth_loopback_get_verifier (loopback),
                                                  sb_oauth_loopback_get_redirect_uri (loopback), attempt->client_id,
                                                  NULL);
  sb_wipe_free (code);
  ask_platform (task);
}

static void
ask_identity (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);

  sb_platform_who_am_i_async (attempt->platform, g_task_get_cancellable (task), identified_cb, g_object_ref (task));
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sb_platform_sign_out_finish (SB_PLATFORM (source), result, &error))
    g_message ("Could not revoke the tokens of a sign-in that came to nothing: %s", error->message);
}

/* The tokens are good at the platform, and nobody will ever use them. */
static void
drop (Attempt *attempt)
{
  sb_platform_sign_out_async (attempt->platform, NULL, dropped_cb, NULL);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (sb_platform_sign_in_finish (SB_PLATFORM (source), result, &error))
    {
      ask_identity (task);
      return;
    }

  /* Cancelled when the tokens were there already. */
  if (sb_platform_get_tokens (SB_PLATFORM (source)) != NULL)
    drop (g_task_get_task_data (task));
  g_task_return_error (task, error);
}

static SbAccount *
create_account (Attempt *attempt, SbIdentity *identity)
{
  const char *client_id = attempt->account == NULL ? attempt->client_id : sb_account_get_client_id (attempt->account);

  return sb_account_new (sb_platform_get_origin (attempt->platform), sb_identity_get_id (identity),
                         sb_identity_get_user_name (identity), sb_identity_get_display_name (identity),
                         (int) sb_identity_get_level (identity), client_id);
}

static void
remember (SbSignIn *self, Attempt *attempt, SbAccount *account)
{
  SbTokens *tokens = sb_platform_get_tokens (attempt->platform);

  sb_account_store_add (self->accounts, account);
  sb_account_store_set_active (self->accounts, account);
  if (tokens != NULL)
    sb_token_keeper_keep (self->keeper, account, tokens);
  if (attempt->account == NULL)
    sb_token_keeper_watch (self->keeper, account, attempt->platform);

  g_set_object (&attempt->account, account);
}

/* The last step of signing in and of resuming. */
static void
identified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SbSignIn *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  const gboolean is_new = attempt->account == NULL;
  g_autoptr (SbAccount) account = NULL;
  GError *error = NULL;
  g_autoptr (SbIdentity) identity = sb_platform_who_am_i_finish (SB_PLATFORM (source), result, &error);

  if (identity == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      if (is_new)
        drop (attempt);
      if (identity == NULL)
        g_task_return_error (task, error);
      else
        g_task_return_error_if_cancelled (task);
      return;
    }

  account = create_account (attempt, identity);
  if (!is_new && !g_str_equal (sb_account_get_id (account), sb_account_get_id (attempt->account)))
    {
      g_task_return_error (task, sb_api_error_new (SB_API_ERROR_UNAUTHORIZED, "These tokens belong to somebody else"));
      return;
    }

  remember (self, attempt, account);
  attempt->identity = g_steal_pointer (&identity);
  g_task_set_check_cancellable (task, FALSE);
  g_task_return_boolean (task, TRUE);
}

/* ---- resuming ---- */

/* Who it is comes first, so that nothing that others ask stands before it. */
static void
ask_with_kept_tokens (GTask *task)
{
  SbSignIn *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);

  ask_identity (task);
  g_signal_emit (self, resuming_signal, 0, attempt->account, attempt->platform);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SbSignIn *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SbTokens) tokens = sb_token_keeper_load_finish (SB_TOKEN_KEEPER (source), result, &error);

  if (tokens == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Somebody may still be busy there, e.g. with a log-in that is to be ended. */
  attempt->platform = sb_token_keeper_dup_platform (self->keeper, attempt->account);
  if (attempt->platform != NULL)
    {
      ask_with_kept_tokens (task);
      return;
    }

  if (!open_platform (task, sb_account_get_origin (attempt->account)))
    return;

  /* Watched from the first call on: it may refresh, and the old refresh token may be dead from then on. */
  sb_platform_set_tokens (attempt->platform, tokens);
  sb_token_keeper_watch (self->keeper, attempt->account, attempt->platform);
  ask_with_kept_tokens (task);
}

/* ---- object ---- */

static void
keeper_error_cb (SbTokenKeeper *keeper, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (G_OBJECT (user_data), properties[PROP_SECRET_ERROR]);
}

static void
sb_sign_in_constructed (GObject *object)
{
  SbSignIn *self = SB_SIGN_IN (object);

  G_OBJECT_CLASS (sb_sign_in_parent_class)->constructed (object);

  g_return_if_fail (SB_IS_SECRET_STORE (self->secrets));
  g_return_if_fail (SB_IS_ACCOUNT_STORE (self->accounts));

  if (self->factory == NULL)
    self->factory = sb_platform_for_origin;

  self->keeper = sb_token_keeper_new (self->secrets);
  g_signal_connect_object (self->keeper, "notify::error", G_CALLBACK (keeper_error_cb), self, 0);
}

static void
sb_sign_in_dispose (GObject *object)
{
  SbSignIn *self = SB_SIGN_IN (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->secrets);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (sb_sign_in_parent_class)->dispose (object);
}

static void
sb_sign_in_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbSignIn *self = SB_SIGN_IN (object);

  switch (prop_id)
    {
    case PROP_SECRET_ERROR:
      g_value_set_boxed (value, sb_token_keeper_get_error (self->keeper));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_sign_in_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbSignIn *self = SB_SIGN_IN (object);

  switch (prop_id)
    {
    case PROP_SECRETS:
      self->secrets = g_value_dup_object (value);
      break;
    case PROP_ACCOUNTS:
      self->accounts = g_value_dup_object (value);
      break;
    case PROP_FACTORY:
      self->factory = (SbPlatformFactory) g_value_get_pointer (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_sign_in_class_init (SbSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sb_sign_in_constructed;
  object_class->dispose = sb_sign_in_dispose;
  object_class->get_property = sb_sign_in_get_property;
  object_class->set_property = sb_sign_in_set_property;

  properties[PROP_SECRETS] = g_param_spec_object ("secrets", NULL, NULL, SB_TYPE_SECRET_STORE, flags);
  properties[PROP_ACCOUNTS] = g_param_spec_object ("accounts", NULL, NULL, SB_TYPE_ACCOUNT_STORE, flags);
  properties[PROP_FACTORY] = g_param_spec_pointer ("factory", NULL, NULL, flags);

  /* What the keyring said last; NULL when all is well. */
  properties[PROP_SECRET_ERROR] = g_param_spec_boxed ("secret-error", NULL, NULL, G_TYPE_ERROR,
                                                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY
                                                      | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SbSignIn::resuming:
   * @account: who was signed in before
   * @platform: where, with the tokens that were kept
   *
   * The platform is being asked who that is. What else there is to ask may be asked side by side with that; what comes of it
   * counts only if the sign-in succeeds.
   */
  resuming_signal = g_signal_new ("resuming", SB_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  SB_TYPE_ACCOUNT, SB_TYPE_PLATFORM);
}

static void
sb_sign_in_init (SbSignIn *self)
{
}

/**
 * sb_sign_in_new:
 * @secrets: where the tokens are kept
 * @accounts: where the accounts are kept
 *
 * Returns: (transfer full): nobody signed in yet
 */
SbSignIn *
sb_sign_in_new (SbSecretStore *secrets, SbAccountStore *accounts)
{
  return g_object_new (SB_TYPE_SIGN_IN, "secrets", secrets, "accounts", accounts, NULL);
}

/**
 * sb_sign_in_get_secret_error:
 * @self: a sign-in
 *
 * Returns: (nullable): what the keyring said last, an #SbSecretError, or %NULL if all is well; owned by @self
 */
const GError *
sb_sign_in_get_secret_error (SbSignIn *self)
{
  g_return_val_if_fail (SB_IS_SIGN_IN (self), NULL);

  return sb_token_keeper_get_error (self->keeper);
}

static GTask *
create_task (SbSignIn *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  (g_task_set_source_tag) (task, tag);
  g_task_set_task_data (task, g_new0 (Attempt, 1), attempt_free);

  return task;
}

/**
 * sb_sign_in_with_password_async:
 * @self: a sign-in
 * @address: what the user typed
 * @user_name: the user's name at the platform
 * @password: the password; not kept
 * @client_id: (nullable): the OAuth client to sign in through
 * @client_secret: (nullable): that client's secret
 * @cancellable: (nullable): a cancellable
 * @callback: what to call at the end, for sb_sign_in_finish()
 * @user_data: for @callback
 */
void
sb_sign_in_with_password_async (SbSignIn *self,
                                const char *address,
                                const char *user_name,
                                const char *password,
                                const char *client_id,
                                const char *client_secret,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Attempt *attempt;

  g_return_if_fail (SB_IS_SIGN_IN (self));
  g_return_if_fail (address != NULL && user_name != NULL && password != NULL);

  task = create_task (self, cancellable, callback, user_data, sb_sign_in_finish);
  attempt = g_task_get_task_data (task);
  attempt->credentials = sb_credentials_new_password (user_name, password, client_id, client_secret);
  attempt->client_id = g_strdup (client_id);
  start (task, address);
}

/**
 * sb_sign_in_with_browser_async:
 * @self: a sign-in
 * @address: what the user typed
 * @client_id: the OAuth client to sign in through
 * @open_url: shows an address in the desktop's browser
 * @open_url_data: (nullable): for @open_url; must live until then
 * @cancellable: (nullable): a cancellable; the only way to end it if the user never comes back from the browser
 * @callback: what to call at the end, for sb_sign_in_finish()
 * @user_data: for @callback
 */
void
sb_sign_in_with_browser_async (SbSignIn *self,
                               const char *address,
                               const char *client_id,
                               SbOpenUrlFunc open_url,
                               gpointer open_url_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Attempt *attempt;

  g_return_if_fail (SB_IS_SIGN_IN (self));
  g_return_if_fail (address != NULL && client_id != NULL && open_url != NULL);

  task = create_task (self, cancellable, callback, user_data, sb_sign_in_finish);
  attempt = g_task_get_task_data (task);
  attempt->client_id = g_strdup (client_id);
  attempt->open_url = open_url;
  attempt->open_url_data = open_url_data;
  start (task, address);
}

/**
 * sb_sign_in_resume_async:
 * @self: a sign-in
 * @account: who was signed in before
 * @cancellable: (nullable): a cancellable
 * @callback: what to call at the end, for sb_sign_in_finish()
 * @user_data: for @callback
 *
 * Goes on with the tokens of this run or of the keyring. The error is %SB_API_ERROR_UNAUTHORIZED if there are none or
 * if the platform does not take them any more, and an #SbSecretError if the keyring does not give them out.
 */
void
sb_sign_in_resume_async (SbSignIn *self,
                         SbAccount *account,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Attempt *attempt;

  g_return_if_fail (SB_IS_SIGN_IN (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));

  task = create_task (self, cancellable, callback, user_data, sb_sign_in_finish);
  attempt = g_task_get_task_data (task);
  attempt->account = g_object_ref (account);
  sb_token_keeper_load_async (self->keeper, account, cancellable, loaded_cb, g_steal_pointer (&task));
}

/**
 * sb_sign_in_finish:
 * @self: a sign-in
 * @result: what the callback was given
 * @account: (out) (optional) (transfer full): who is signed in, now the active account of the store
 * @identity: (out) (optional) (transfer full): who that is at the platform, as it has just said
 * @error: return location for an #SbApiError, an #SbSecretError or %G_IO_ERROR_CANCELLED
 *
 * Ends sb_sign_in_with_password_async(), sb_sign_in_with_browser_async() and sb_sign_in_resume_async().
 *
 * Returns: (transfer full) (nullable): the platform, ready to be asked
 */
SbPlatform *
sb_sign_in_finish (SbSignIn *self, GAsyncResult *result, SbAccount **account, SbIdentity **identity, GError **error)
{
  Attempt *attempt;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_sign_in_finish), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  attempt = g_task_get_task_data (G_TASK (result));
  if (account != NULL)
    *account = g_object_ref (attempt->account);
  if (identity != NULL)
    *identity = g_object_ref (attempt->identity);

  return g_object_ref (attempt->platform);
}
