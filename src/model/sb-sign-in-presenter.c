/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sign-in page: what was typed, whether it can be sent, what is under way, and what went wrong with which field.
 * What was typed stays when it fails. The password is handed through and never kept; of it the presenter knows only
 * whether there is one. How signing in works is SbSignIn's matter; once it has worked, the desk is loaded, and only
 * then is the user signed in as far as the interface goes. What the desk and the page after it need is asked as soon as
 * there are tokens that were kept. */

#include "config.h"

#include "sb-sign-in-presenter.h"

#include "sb-api-error.h"
#include "sb-call-private.h"

struct _SbSignInPresenter
{
  GObject parent_instance;

  /* owned */
  SbSignIn *sign_in;
  char *address;
  char *user_name;
  char *client_id;
  GCancellable *cancellable;
  SbProblem *problem; /* nullable */
  SbAccount *resumed; /* nullable: whose tokens are being tried */
  SbHeadStart *head_start; /* nullable: what was asked with them */

  /* state */
  gboolean has_password;
  SbSignInState state;
  SbSignInField problem_field;
  guint generation;
};

typedef enum
{
  PROP_SIGN_IN = 1,
  PROP_ADDRESS,
  PROP_USER_NAME,
  PROP_CLIENT_ID,
  PROP_HAS_PASSWORD,
  PROP_STATE,
  PROP_IS_BUSY,
  PROP_CAN_SUBMIT,
  PROP_CAN_USE_BROWSER,
  PROP_PROBLEM,
  PROP_PROBLEM_FIELD,
} SbSignInPresenterProperty;

static GParamSpec *properties[PROP_PROBLEM_FIELD + 1];

static guint signed_in_signal;

G_DEFINE_FINAL_TYPE (SbSignInPresenter, sb_sign_in_presenter, G_TYPE_OBJECT)

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

static gboolean
can_submit (SbSignInPresenter *self)
{
  return self->state == SB_SIGN_IN_EDITING && !is_blank (self->address) && !is_blank (self->user_name)
      && self->has_password;
}

static gboolean
can_use_browser (SbSignInPresenter *self)
{
  return self->state == SB_SIGN_IN_EDITING && !is_blank (self->address) && !is_blank (self->client_id);
}

/* What depends on the fields and the state, remembered before a change and compared after it. */
typedef struct
{
  gboolean could_submit;
  gboolean could_use_browser;
} Before;

static Before
remember (SbSignInPresenter *self)
{
  return (Before){ can_submit (self), can_use_browser (self) };
}

static void
notify_changed (SbSignInPresenter *self, Before before)
{
  if (can_submit (self) != before.could_submit)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SUBMIT]);
  if (can_use_browser (self) != before.could_use_browser)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_USE_BROWSER]);
}

static void
set_state (SbSignInPresenter *self, SbSignInState state)
{
  Before before = remember (self);
  gboolean was_busy = self->state != SB_SIGN_IN_EDITING;

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (was_busy != (state != SB_SIGN_IN_EDITING))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_BUSY]);
  notify_changed (self, before);
}

/* Takes @problem. */
static void
set_problem (SbSignInPresenter *self, SbProblem *problem, SbSignInField field)
{
  gboolean is_same = self->problem == NULL && problem == NULL;
  gboolean is_same_field = self->problem_field == field;

  g_clear_pointer (&self->problem, sb_problem_free);
  self->problem = problem;
  self->problem_field = field;

  /* The field first: whoever is told of the problem asks where to put the focus. */
  if (!is_same_field)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM_FIELD]);
  if (!is_same)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_text (SbSignInPresenter *self, char **field, const char *text, SbSignInPresenterProperty property)
{
  Before before = remember (self);

  if (text == NULL)
    text = "";

  if (g_str_equal (*field, text))
    return;

  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  notify_changed (self, before);
}

static void
set_has_password (SbSignInPresenter *self, gboolean has_password)
{
  Before before = remember (self);

  if (self->has_password == has_password)
    return;

  self->has_password = has_password;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_PASSWORD]);
  notify_changed (self, before);
}

static SbSignInField
field_for_error (const GError *error)
{
  const char *reason = sb_api_error_get_reason (error);

  if (error->domain != SB_API_ERROR)
    return SB_SIGN_IN_FIELD_NONE;

  if (g_strcmp0 (reason, "invalid_client") == 0)
    return SB_SIGN_IN_FIELD_CLIENT_ID;

  switch ((SbApiError) error->code)
    {
    case SB_API_ERROR_HOST_UNKNOWN:
    case SB_API_ERROR_TLS:
    case SB_API_ERROR_INSECURE:
    case SB_API_ERROR_NOT_A_PLATFORM:
      return SB_SIGN_IN_FIELD_ADDRESS;
    case SB_API_ERROR_CREDENTIALS:
      return SB_SIGN_IN_FIELD_PASSWORD;
    case SB_API_ERROR_FORBIDDEN:
      return g_strcmp0 (reason, "account_inactive") == 0 ? SB_SIGN_IN_FIELD_USER_NAME : SB_SIGN_IN_FIELD_NONE;
    case SB_API_ERROR_NETWORK:
    case SB_API_ERROR_TIMEOUT:
    case SB_API_ERROR_UNAUTHORIZED:
    case SB_API_ERROR_NOT_FOUND:
    case SB_API_ERROR_CONFLICT:
    case SB_API_ERROR_INVALID:
    case SB_API_ERROR_RATE_LIMITED:
    case SB_API_ERROR_SERVER:
    case SB_API_ERROR_PROTOCOL:
    default:
      return SB_SIGN_IN_FIELD_NONE;
    }
}

static void
settle (SbSignInPresenter *self, const GError *error)
{
  self->generation++;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->resumed);
  g_clear_object (&self->head_start);
  set_state (self, SB_SIGN_IN_EDITING);
  if (error != NULL)
    sb_sign_in_presenter_set_problem (self, error);
}

static guint
begin (SbSignInPresenter *self, SbSignInState state)
{
  self->generation++;
  sb_call_renew_cancellable (&self->cancellable);
  set_problem (self, NULL, SB_SIGN_IN_FIELD_NONE);
  set_state (self, state);

  return self->generation;
}

static void
resuming_cb (SbSignInPresenter *self, SbAccount *account, SbPlatform *platform)
{
  if (self->resumed != account)
    return;

  g_clear_object (&self->head_start);
  self->head_start = sb_head_start_new (platform);
}

static void
desk_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbSignInPresenter) self = sb_call_end (user_data, &generation);
  g_autoptr (SbDesk) desk = g_object_ref (SB_DESK (source));
  g_autoptr (GError) error = NULL;
  gboolean is_loaded = sb_desk_load_finish (desk, result, &error);

  if (self == NULL || generation != self->generation)
    return;

  settle (self, error);
  if (is_loaded)
    g_signal_emit (self, signed_in_signal, 0, desk);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbSignInPresenter) self = sb_call_end (user_data, &generation);
  g_autoptr (SbAccount) account = NULL;
  g_autoptr (SbIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbPlatform) platform = sb_sign_in_finish (SB_SIGN_IN (source), result, &account, &identity, &error);
  g_autoptr (SbDesk) desk = NULL;

  if (self == NULL || generation != self->generation)
    return;

  if (platform == NULL)
    {
      settle (self, error);
      return;
    }

  set_state (self, SB_SIGN_IN_WORKING);
  desk = sb_desk_new (platform, account, identity);
  sb_desk_set_head_start (desk, self->head_start);
  sb_desk_load_async (desk, self->cancellable, desk_loaded_cb, sb_call_new (self, generation));
}

static void
sb_sign_in_presenter_constructed (GObject *object)
{
  SbSignInPresenter *self = SB_SIGN_IN_PRESENTER (object);

  G_OBJECT_CLASS (sb_sign_in_presenter_parent_class)->constructed (object);

  g_return_if_fail (self->sign_in != NULL);

  g_signal_connect_object (self->sign_in, "resuming", G_CALLBACK (resuming_cb), self, G_CONNECT_SWAPPED);
}

static void
sb_sign_in_presenter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbSignInPresenter *self = SB_SIGN_IN_PRESENTER (object);

  switch ((SbSignInPresenterProperty) property_id)
    {
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_USER_NAME:
      g_value_set_string (value, self->user_name);
      break;
    case PROP_CLIENT_ID:
      g_value_set_string (value, self->client_id);
      break;
    case PROP_HAS_PASSWORD:
      g_value_set_boolean (value, self->has_password);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_IS_BUSY:
      g_value_set_boolean (value, self->state != SB_SIGN_IN_EDITING);
      break;
    case PROP_CAN_SUBMIT:
      g_value_set_boolean (value, can_submit (self));
      break;
    case PROP_CAN_USE_BROWSER:
      g_value_set_boolean (value, can_use_browser (self));
      break;
    case PROP_PROBLEM:
      g_value_set_boxed (value, self->problem);
      break;
    case PROP_PROBLEM_FIELD:
      g_value_set_int (value, self->problem_field);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_sign_in_presenter_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbSignInPresenter *self = SB_SIGN_IN_PRESENTER (object);

  switch ((SbSignInPresenterProperty) property_id)
    {
    case PROP_SIGN_IN:
      self->sign_in = g_value_dup_object (value);
      break;
    case PROP_ADDRESS:
      set_text (self, &self->address, g_value_get_string (value), PROP_ADDRESS);
      break;
    case PROP_USER_NAME:
      set_text (self, &self->user_name, g_value_get_string (value), PROP_USER_NAME);
      break;
    case PROP_CLIENT_ID:
      set_text (self, &self->client_id, g_value_get_string (value), PROP_CLIENT_ID);
      break;
    case PROP_HAS_PASSWORD:
      set_has_password (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_sign_in_presenter_dispose (GObject *object)
{
  SbSignInPresenter *self = SB_SIGN_IN_PRESENTER (object);

  self->generation++;
  sb_call_cancel (&self->cancellable);
  g_clear_object (&self->resumed);
  g_clear_object (&self->head_start);
  g_clear_object (&self->sign_in);

  G_OBJECT_CLASS (sb_sign_in_presenter_parent_class)->dispose (object);
}

static void
sb_sign_in_presenter_finalize (GObject *object)
{
  SbSignInPresenter *self = SB_SIGN_IN_PRESENTER (object);

  g_free (self->address);
  g_free (self->user_name);
  g_free (self->client_id);
  g_clear_pointer (&self->problem, sb_problem_free);

  G_OBJECT_CLASS (sb_sign_in_presenter_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read_write = read_only | G_PARAM_WRITABLE;

  properties[PROP_SIGN_IN] = g_param_spec_object ("sign-in", NULL, NULL, SB_TYPE_SIGN_IN,
                                                  G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, "", read_write);
  properties[PROP_USER_NAME] = g_param_spec_string ("user-name", NULL, NULL, "", read_write);
  properties[PROP_CLIENT_ID] = g_param_spec_string ("client-id", NULL, NULL, "", read_write);
  /**
   * SbSignInPresenter:has-password:
   *
   * Whether the password field holds something. The widget says so; the password itself stays in the widget.
   */
  properties[PROP_HAS_PASSWORD] = g_param_spec_boolean ("has-password", NULL, NULL, FALSE, read_write);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, SB_SIGN_IN_EDITING, SB_SIGN_IN_WAITING_FOR_BROWSER,
                                             SB_SIGN_IN_EDITING, read_only);
  properties[PROP_IS_BUSY] = g_param_spec_boolean ("is-busy", NULL, NULL, FALSE, read_only);
  /**
   * SbSignInPresenter:can-submit:
   *
   * Whether address, user name and password are there, and nothing is under way.
   */
  properties[PROP_CAN_SUBMIT] = g_param_spec_boolean ("can-submit", NULL, NULL, FALSE, read_only);
  /**
   * SbSignInPresenter:can-use-browser:
   *
   * Whether the address and a client ID are there, and nothing is under way.
   */
  properties[PROP_CAN_USE_BROWSER] = g_param_spec_boolean ("can-use-browser", NULL, NULL, FALSE, read_only);
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, SB_TYPE_PROBLEM, read_only);
  /**
   * SbSignInPresenter:problem-field:
   *
   * The #SbSignInField that the problem is about; notified before the problem.
   */
  properties[PROP_PROBLEM_FIELD] = g_param_spec_int ("problem-field", NULL, NULL, SB_SIGN_IN_FIELD_NONE,
                                                     SB_SIGN_IN_FIELD_CLIENT_ID, SB_SIGN_IN_FIELD_NONE, read_only);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_sign_in_presenter_class_init (SbSignInPresenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sb_sign_in_presenter_constructed;
  object_class->get_property = sb_sign_in_presenter_get_property;
  object_class->set_property = sb_sign_in_presenter_set_property;
  object_class->dispose = sb_sign_in_presenter_dispose;
  object_class->finalize = sb_sign_in_presenter_finalize;

  install_properties (object_class);

  /**
   * SbSignInPresenter::signed-in:
   * @desk: what the administrator works at from now on, loaded
   */
  signed_in_signal = g_signal_new ("signed-in", SB_TYPE_SIGN_IN_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, SB_TYPE_DESK);
}

static void
sb_sign_in_presenter_init (SbSignInPresenter *self)
{
  self->address = g_strdup ("");
  self->user_name = g_strdup ("");
  self->client_id = g_strdup ("");
}

/**
 * sb_sign_in_presenter_new:
 * @sign_in: what signs in
 *
 * Returns: (transfer full): a presenter with empty fields
 */
SbSignInPresenter *
sb_sign_in_presenter_new (SbSignIn *sign_in)
{
  return g_object_new (SB_TYPE_SIGN_IN_PRESENTER, "sign-in", sign_in, NULL);
}

static const char *
or_null (const char *text)
{
  return text == NULL || is_blank (text) ? NULL : text;
}

/**
 * sb_sign_in_presenter_submit:
 * @self: a presenter
 * @password: the password; not kept
 * @client_secret: (nullable): the secret of the client, if it has one; not kept
 *
 * Signs in with what the fields hold. Nothing happens while something is under way, or if a field is empty.
 */
void
sb_sign_in_presenter_submit (SbSignInPresenter *self, const char *password, const char *client_secret)
{
  guint generation;

  g_return_if_fail (SB_IS_SIGN_IN_PRESENTER (self));
  g_return_if_fail (password != NULL);

  if (self->state != SB_SIGN_IN_EDITING || is_blank (self->address) || is_blank (self->user_name) || *password == '\0')
    return;

  generation = begin (self, SB_SIGN_IN_WORKING);
  sb_sign_in_with_password_async (self->sign_in, self->address, self->user_name, password, or_null (self->client_id),
                                  or_null (client_secret), self->cancellable, signed_in_cb,
                                  sb_call_new (self, generation));
}

/**
 * sb_sign_in_presenter_use_browser:
 * @self: a presenter
 * @open_url: (scope async): shows the platform's own page in the desktop's browser
 * @open_url_data: for @open_url
 *
 * Signs in by the platform's own page. Nothing happens while something is under way, or without address and client ID.
 */
void
sb_sign_in_presenter_use_browser (SbSignInPresenter *self, SbOpenUrlFunc open_url, gpointer open_url_data)
{
  guint generation;

  g_return_if_fail (SB_IS_SIGN_IN_PRESENTER (self));
  g_return_if_fail (open_url != NULL);

  if (!can_use_browser (self))
    return;

  generation = begin (self, SB_SIGN_IN_WAITING_FOR_BROWSER);
  sb_sign_in_with_browser_async (self->sign_in, self->address, self->client_id, open_url, open_url_data,
                                 self->cancellable, signed_in_cb, sb_call_new (self, generation));
}

/**
 * sb_sign_in_presenter_resume:
 * @self: a presenter
 * @account: an account that was signed in before
 *
 * Signs in with what the keyring has, and fills the fields from @account in case that this fails. Nothing happens while
 * something is under way.
 */
void
sb_sign_in_presenter_resume (SbSignInPresenter *self, SbAccount *account)
{
  guint generation;

  g_return_if_fail (SB_IS_SIGN_IN_PRESENTER (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));

  if (self->state != SB_SIGN_IN_EDITING)
    return;

  set_text (self, &self->address, sb_account_get_origin (account), PROP_ADDRESS);
  set_text (self, &self->user_name, sb_account_get_user_name (account), PROP_USER_NAME);
  set_text (self, &self->client_id, sb_account_get_client_id (account), PROP_CLIENT_ID);

  generation = begin (self, SB_SIGN_IN_WORKING);
  g_set_object (&self->resumed, account);
  sb_sign_in_resume_async (self->sign_in, account, self->cancellable, signed_in_cb, sb_call_new (self, generation));
}

/**
 * sb_sign_in_presenter_suggest:
 * @self: a presenter
 * @old_address: what the address is if the user has not changed it
 * @address: the address of the platform to sign in to
 * @user_name: (nullable): as whom
 * @client_id: (nullable): through which client
 *
 * Fills in with which account it would be good to sign in. What was typed, or is being tried, stays.
 */
void
sb_sign_in_presenter_suggest (SbSignInPresenter *self,
                              const char *old_address,
                              const char *address,
                              const char *user_name,
                              const char *client_id)
{
  g_return_if_fail (SB_IS_SIGN_IN_PRESENTER (self));
  g_return_if_fail (old_address != NULL && address != NULL);

  if (self->state != SB_SIGN_IN_EDITING || !is_blank (self->user_name)
      || (!is_blank (self->address) && !g_str_equal (self->address, old_address)))
    return;

  set_text (self, &self->address, address, PROP_ADDRESS);
  set_text (self, &self->user_name, user_name, PROP_USER_NAME);
  set_text (self, &self->client_id, client_id, PROP_CLIENT_ID);
}

/**
 * sb_sign_in_presenter_cancel:
 *
 * Gives up what is under way, at once. What was typed stays.
 */
void
sb_sign_in_presenter_cancel (SbSignInPresenter *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  g_return_if_fail (SB_IS_SIGN_IN_PRESENTER (self));

  if (self->state == SB_SIGN_IN_EDITING)
    return;

  cancellable = g_steal_pointer (&self->cancellable);
  settle (self, NULL);
  g_cancellable_cancel (cancellable);
}

/**
 * sb_sign_in_presenter_set_problem:
 * @self: a presenter
 * @error: (nullable): why the user is back at this page, e.g. because the platform does not accept the token any more
 *
 * Shows @error in words, or nothing.
 */
void
sb_sign_in_presenter_set_problem (SbSignInPresenter *self, const GError *error)
{
  SbProblem *problem;

  g_return_if_fail (SB_IS_SIGN_IN_PRESENTER (self));

  problem = error != NULL ? sb_problem_new_for_error (error) : NULL;
  set_problem (self, problem, problem != NULL ? field_for_error (error) : SB_SIGN_IN_FIELD_NONE);
}

/**
 * sb_sign_in_presenter_get_problem:
 *
 * Returns: (transfer none) (nullable): what went wrong
 */
const SbProblem *
sb_sign_in_presenter_get_problem (SbSignInPresenter *self)
{
  g_return_val_if_fail (SB_IS_SIGN_IN_PRESENTER (self), NULL);

  return self->problem;
}

SbSignInField
sb_sign_in_presenter_get_problem_field (SbSignInPresenter *self)
{
  g_return_val_if_fail (SB_IS_SIGN_IN_PRESENTER (self), SB_SIGN_IN_FIELD_NONE);

  return self->problem_field;
}

SbSignInState
sb_sign_in_presenter_get_state (SbSignInPresenter *self)
{
  g_return_val_if_fail (SB_IS_SIGN_IN_PRESENTER (self), SB_SIGN_IN_EDITING);

  return self->state;
}
