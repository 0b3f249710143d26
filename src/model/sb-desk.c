/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A signed-in administrator. It owns nothing but what it is given, who the account is at the platform among it, and what it
 * has loaded: what the platform offers them. Signing in and out is SbSignIn's matter. */

#include "config.h"

#include "sb-desk.h"

struct _SbDesk
{
  GObject parent_instance;

  /* owned */
  SbPlatform *platform;
  SbAccount *account;
  SbIdentity *identity;
  SbCapabilities *capabilities; /* nullable until they are loaded */
  SbHeadStart *head_start;      /* nullable: what was asked before */
};

typedef enum
{
  PROP_PLATFORM = 1,
  PROP_ACCOUNT,
  PROP_IDENTITY,
} SbDeskProperty;

static GParamSpec *properties[PROP_IDENTITY + 1];

G_DEFINE_FINAL_TYPE (SbDesk, sb_desk, G_TYPE_OBJECT)

static void
capabilities_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SbDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  SbCapabilities *capabilities = sb_platform_load_capabilities_finish (SB_PLATFORM (source), result, &error);

  if (capabilities == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_pointer (&self->capabilities, sb_capabilities_unref);
  self->capabilities = capabilities;
  g_task_return_boolean (task, TRUE);
}

static void
sb_desk_constructed (GObject *object)
{
  SbDesk *self = SB_DESK (object);

  G_OBJECT_CLASS (sb_desk_parent_class)->constructed (object);

  g_return_if_fail (self->platform != NULL);
  g_return_if_fail (self->account != NULL);
  g_return_if_fail (self->identity != NULL);
}

static void
sb_desk_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbDesk *self = SB_DESK (object);

  switch ((SbDeskProperty) property_id)
    {
    case PROP_PLATFORM:
      g_value_set_object (value, self->platform);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_IDENTITY:
      g_value_set_object (value, self->identity);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_desk_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbDesk *self = SB_DESK (object);

  switch ((SbDeskProperty) property_id)
    {
    case PROP_PLATFORM:
      self->platform = g_value_dup_object (value);
      break;
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;
    case PROP_IDENTITY:
      self->identity = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_desk_dispose (GObject *object)
{
  SbDesk *self = SB_DESK (object);

  g_clear_object (&self->platform);
  g_clear_object (&self->account);
  g_clear_object (&self->identity);
  g_clear_pointer (&self->capabilities, sb_capabilities_unref);
  g_clear_object (&self->head_start);

  G_OBJECT_CLASS (sb_desk_parent_class)->dispose (object);
}

static void
sb_desk_class_init (SbDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct_only = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sb_desk_constructed;
  object_class->get_property = sb_desk_get_property;
  object_class->set_property = sb_desk_set_property;
  object_class->dispose = sb_desk_dispose;

  /**
   * SbDesk:platform:
   *
   * Where the administrator is signed in.
   */
  properties[PROP_PLATFORM] = g_param_spec_object ("platform", NULL, NULL, SB_TYPE_PLATFORM, construct_only);
  /**
   * SbDesk:account:
   *
   * With which account.
   */
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, SB_TYPE_ACCOUNT, construct_only);
  /**
   * SbDesk:identity:
   *
   * Who that is at the platform.
   */
  properties[PROP_IDENTITY] = g_param_spec_object ("identity", NULL, NULL, SB_TYPE_IDENTITY, construct_only);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_desk_init (SbDesk *self)
{
}

/**
 * sb_desk_new:
 * @platform: where, with the tokens of @account
 * @account: with which account
 * @identity: who that is at the platform
 *
 * Returns: (transfer full): a desk that has not loaded anything
 */
SbDesk *
sb_desk_new (SbPlatform *platform, SbAccount *account, SbIdentity *identity)
{
  return g_object_new (SB_TYPE_DESK, "platform", platform, "account", account, "identity", identity, NULL);
}

/**
 * sb_desk_set_head_start:
 * @self: a desk
 * @head_start: (nullable): what was asked of the platform before, and need not be asked again the first time
 */
void
sb_desk_set_head_start (SbDesk *self, SbHeadStart *head_start)
{
  g_return_if_fail (SB_IS_DESK (self));

  g_set_object (&self->head_start, head_start);
}

/**
 * sb_desk_get_head_start:
 *
 * Returns: (transfer none) (nullable): what was asked of the platform before
 */
SbHeadStart *
sb_desk_get_head_start (SbDesk *self)
{
  g_return_val_if_fail (SB_IS_DESK (self), NULL);

  return self->head_start;
}

/**
 * sb_desk_load_async:
 * @self: a desk
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks what the platform offers. Can be repeated, to learn what has changed; what was loaded stays until the answer is
 * there.
 */
void
sb_desk_load_async (SbDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SB_IS_DESK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_desk_load_async);
  if (self->head_start != NULL
      && sb_head_start_take_capabilities (self->head_start, cancellable, capabilities_cb, task))
    g_steal_pointer (&task);
  else
    sb_platform_load_capabilities_async (self->platform, cancellable, capabilities_cb, g_steal_pointer (&task));
}

/**
 * sb_desk_load_finish:
 * @self: a desk
 * @result: what the callback was given
 * @error: return location for an #SbApiError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if the capabilities are there
 */
gboolean
sb_desk_load_finish (SbDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_desk_load_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sb_desk_get_platform:
 *
 * Returns: (transfer none): where the administrator is signed in
 */
SbPlatform *
sb_desk_get_platform (SbDesk *self)
{
  g_return_val_if_fail (SB_IS_DESK (self), NULL);

  return self->platform;
}

/**
 * sb_desk_get_account:
 *
 * Returns: (transfer none): with which account
 */
SbAccount *
sb_desk_get_account (SbDesk *self)
{
  g_return_val_if_fail (SB_IS_DESK (self), NULL);

  return self->account;
}

/**
 * sb_desk_get_identity:
 *
 * Returns: (transfer none): who the administrator is at the platform
 */
SbIdentity *
sb_desk_get_identity (SbDesk *self)
{
  g_return_val_if_fail (SB_IS_DESK (self), NULL);

  return self->identity;
}

/**
 * sb_desk_get_capabilities:
 *
 * Returns: (transfer none) (nullable): what the platform offers them; %NULL before the first load
 */
SbCapabilities *
sb_desk_get_capabilities (SbDesk *self)
{
  g_return_val_if_fail (SB_IS_DESK (self), NULL);

  return self->capabilities;
}
