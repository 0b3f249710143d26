/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody who signs in somewhere: what may be shown and stored without a keyring. It never changes; a new name makes a
 * new account with the same id. No token and no password ever gets here. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-account"

#include "config.h"

#include "sb-account.h"

struct _SbAccount
{
  GObject parent_instance;

  char *id;
  char *origin;
  char *user_id;
  char *user_name;
  char *display_name;
  char *client_id;
  int level;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_ORIGIN,
  PROP_USER_ID,
  PROP_USER_NAME,
  PROP_DISPLAY_NAME,
  PROP_LEVEL,
  PROP_CLIENT_ID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SbAccount, sb_account, G_TYPE_OBJECT)

static void
sb_account_constructed (GObject *object)
{
  SbAccount *self = SB_ACCOUNT (object);

  G_OBJECT_CLASS (sb_account_parent_class)->constructed (object);

  g_return_if_fail (self->origin != NULL);
  g_return_if_fail (self->user_id != NULL);

  self->id = g_strconcat (self->origin, "#", self->user_id, NULL);
}

static void
sb_account_finalize (GObject *object)
{
  SbAccount *self = SB_ACCOUNT (object);

  g_free (self->id);
  g_free (self->origin);
  g_free (self->user_id);
  g_free (self->user_name);
  g_free (self->display_name);
  g_free (self->client_id);

  G_OBJECT_CLASS (sb_account_parent_class)->finalize (object);
}

static void
sb_account_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbAccount *self = SB_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_ORIGIN:
      g_value_set_string (value, self->origin);
      break;
    case PROP_USER_ID:
      g_value_set_string (value, self->user_id);
      break;
    case PROP_USER_NAME:
      g_value_set_string (value, self->user_name);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;
    case PROP_LEVEL:
      g_value_set_int (value, self->level);
      break;
    case PROP_CLIENT_ID:
      g_value_set_string (value, self->client_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_account_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbAccount *self = SB_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ORIGIN:
      self->origin = g_value_dup_string (value);
      break;
    case PROP_USER_ID:
      self->user_id = g_value_dup_string (value);
      break;
    case PROP_USER_NAME:
      self->user_name = g_value_dup_string (value);
      break;
    case PROP_DISPLAY_NAME:
      self->display_name = g_value_dup_string (value);
      break;
    case PROP_LEVEL:
      self->level = g_value_get_int (value);
      break;
    case PROP_CLIENT_ID:
      self->client_id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_account_class_init (SbAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sb_account_constructed;
  object_class->finalize = sb_account_finalize;
  object_class->get_property = sb_account_get_property;
  object_class->set_property = sb_account_set_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ORIGIN] = g_param_spec_string ("origin", NULL, NULL, NULL, flags);
  properties[PROP_USER_ID] = g_param_spec_string ("user-id", NULL, NULL, NULL, flags);
  properties[PROP_USER_NAME] = g_param_spec_string ("user-name", NULL, NULL, "", flags);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, "", flags);
  properties[PROP_LEVEL] = g_param_spec_int ("level", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_CLIENT_ID] = g_param_spec_string ("client-id", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_account_init (SbAccount *self)
{
}

/**
 * sb_account_new:
 * @origin: the platform's origin
 * @user_id: the user's id there
 * @user_name: what the user signs in with
 * @display_name: the user's name
 * @level: the user's level, an #SbLevel
 * @client_id: (nullable): the OAuth client that the account signs in through
 *
 * Returns: (transfer full): an account
 */
SbAccount *
sb_account_new (const char *origin,
                const char *user_id,
                const char *user_name,
                const char *display_name,
                int level,
                const char *client_id)
{
  g_return_val_if_fail (origin != NULL, NULL);
  g_return_val_if_fail (user_id != NULL, NULL);

  return g_object_new (SB_TYPE_ACCOUNT,
                       "origin", origin,
                       "user-id", user_id,
                       "user-name", user_name,
                       "display-name", display_name,
                       "level", level,
                       "client-id", client_id,
                       NULL);
}

/**
 * sb_account_new_from_variant:
 * @variant: an `a{sv}` from the settings, perhaps written by hand
 *
 * Returns: (transfer full) (nullable): the account, or %NULL if what makes its id is missing
 */
SbAccount *
sb_account_new_from_variant (GVariant *variant)
{
  g_autofree char *origin = NULL;
  g_autofree char *user_id = NULL;
  g_autofree char *user_name = NULL;
  g_autofree char *display_name = NULL;
  g_autofree char *client_id = NULL;
  gint32 level = 0;

  g_return_val_if_fail (variant != NULL, NULL);

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT)
      || !g_variant_lookup (variant, "origin", "s", &origin) || *origin == '\0'
      || !g_variant_lookup (variant, "user-id", "s", &user_id) || *user_id == '\0')
    return NULL;

  g_variant_lookup (variant, "user-name", "s", &user_name);
  g_variant_lookup (variant, "display-name", "s", &display_name);
  g_variant_lookup (variant, "client-id", "s", &client_id);
  g_variant_lookup (variant, "level", "i", &level);

  return sb_account_new (origin, user_id, user_name, display_name, MAX (level, 0), client_id);
}

/**
 * sb_account_get_id:
 * @self: an account
 *
 * Returns: what tells it from every other account and never changes; owned by @self
 */
const char *
sb_account_get_id (SbAccount *self)
{
  g_return_val_if_fail (SB_IS_ACCOUNT (self), NULL);

  return self->id;
}

/**
 * sb_account_get_origin:
 * @self: an account
 *
 * Returns: the platform's origin; owned by @self
 */
const char *
sb_account_get_origin (SbAccount *self)
{
  g_return_val_if_fail (SB_IS_ACCOUNT (self), NULL);

  return self->origin;
}

/**
 * sb_account_get_user_id:
 * @self: an account
 *
 * Returns: the user's id at the platform; owned by @self
 */
const char *
sb_account_get_user_id (SbAccount *self)
{
  g_return_val_if_fail (SB_IS_ACCOUNT (self), NULL);

  return self->user_id;
}

/**
 * sb_account_get_user_name:
 * @self: an account
 *
 * Returns: (nullable): what the user signs in with; owned by @self
 */
const char *
sb_account_get_user_name (SbAccount *self)
{
  g_return_val_if_fail (SB_IS_ACCOUNT (self), NULL);

  return self->user_name;
}

/**
 * sb_account_get_display_name:
 * @self: an account
 *
 * Returns: (nullable): the user's name; owned by @self
 */
const char *
sb_account_get_display_name (SbAccount *self)
{
  g_return_val_if_fail (SB_IS_ACCOUNT (self), NULL);

  return self->display_name;
}

/**
 * sb_account_get_level:
 * @self: an account
 *
 * Returns: the user's level, an #SbLevel
 */
int
sb_account_get_level (SbAccount *self)
{
  g_return_val_if_fail (SB_IS_ACCOUNT (self), 0);

  return self->level;
}

/**
 * sb_account_get_client_id:
 * @self: an account
 *
 * Returns: (nullable): the OAuth client that the account signs in through; owned by @self
 */
const char *
sb_account_get_client_id (SbAccount *self)
{
  g_return_val_if_fail (SB_IS_ACCOUNT (self), NULL);

  return self->client_id;
}

static void
insert_string (GVariantDict *dict, const char *key, const char *value)
{
  if (value != NULL)
    g_variant_dict_insert (dict, key, "s", value);
}

/**
 * sb_account_to_variant:
 * @self: an account
 *
 * Returns: (transfer floating): an `a{sv}` for the settings
 */
GVariant *
sb_account_to_variant (SbAccount *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_return_val_if_fail (SB_IS_ACCOUNT (self), NULL);

  insert_string (&dict, "origin", self->origin);
  insert_string (&dict, "user-id", self->user_id);
  insert_string (&dict, "user-name", self->user_name);
  insert_string (&dict, "display-name", self->display_name);
  insert_string (&dict, "client-id", self->client_id);
  g_variant_dict_insert (&dict, "level", "i", self->level);

  return g_variant_dict_end (&dict);
}
