/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts that this user has signed in with, and the one that is in use. Written to the settings at every change;
 * the tokens are SbSecretStore's matter. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-account"

#include "config.h"

#include "sb-account-store.h"

#define KEY_ACCOUNTS "accounts"
#define KEY_ACTIVE "active-account"
/* account id → learners whom it has at hand; see SbKeptLearners */
static const char *const people_keys[] = { "recents", "favourites" };

struct _SbAccountStore
{
  GObject parent_instance;

  /* owned */
  GSettings *settings;
  GListStore *accounts;
  SbAccount *active;
};

enum
{
  PROP_0,
  PROP_SETTINGS,
  PROP_ACCOUNTS,
  PROP_ACTIVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SbAccountStore, sb_account_store, G_TYPE_OBJECT)

static gboolean
find (SbAccountStore *self, const char *id, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (SbAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (g_str_equal (sb_account_get_id (account), id))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
write_accounts (SbAccountStore *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (SbAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      g_variant_builder_add_value (&builder, sb_account_to_variant (account));
    }

  g_settings_set_value (self->settings, KEY_ACCOUNTS, g_variant_builder_end (&builder));
}

static void
drop_people (SbAccountStore *self, const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (people_keys); i++)
    {
      g_autoptr (GVariant) people = g_settings_get_value (self->settings, people_keys[i]);
      g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (people);

      if (g_variant_dict_remove (&dict, id))
        g_settings_set_value (self->settings, people_keys[i], g_variant_dict_end (&dict));
    }
}

static void
read_settings (SbAccountStore *self)
{
  g_autoptr (GVariant) accounts = g_settings_get_value (self->settings, KEY_ACCOUNTS);
  g_autofree char *active = g_settings_get_string (self->settings, KEY_ACTIVE);

  for (gsize i = 0; i < g_variant_n_children (accounts); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (accounts, i);
      g_autoptr (SbAccount) account = sb_account_new_from_variant (child);
      guint position;

      if (account != NULL && !find (self, sb_account_get_id (account), &position))
        g_list_store_append (self->accounts, account);
    }

  g_set_object (&self->active, sb_account_store_lookup (self, active));
}

static void
sb_account_store_constructed (GObject *object)
{
  SbAccountStore *self = SB_ACCOUNT_STORE (object);

  G_OBJECT_CLASS (sb_account_store_parent_class)->constructed (object);

  g_return_if_fail (G_IS_SETTINGS (self->settings));

  read_settings (self);
}

static void
sb_account_store_dispose (GObject *object)
{
  SbAccountStore *self = SB_ACCOUNT_STORE (object);

  g_clear_object (&self->active);
  g_clear_object (&self->accounts);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sb_account_store_parent_class)->dispose (object);
}

static void
sb_account_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbAccountStore *self = SB_ACCOUNT_STORE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->accounts);
      break;
    case PROP_ACTIVE:
      g_value_set_object (value, self->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_account_store_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbAccountStore *self = SB_ACCOUNT_STORE (object);

  switch (prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_account_store_class_init (SbAccountStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sb_account_store_constructed;
  object_class->dispose = sb_account_store_dispose;
  object_class->get_property = sb_account_store_get_property;
  object_class->set_property = sb_account_store_set_property;

  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                                                   G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCOUNTS] = g_param_spec_object ("accounts", NULL, NULL, G_TYPE_LIST_MODEL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTIVE] = g_param_spec_object ("active", NULL, NULL, SB_TYPE_ACCOUNT,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_account_store_init (SbAccountStore *self)
{
  self->accounts = g_list_store_new (SB_TYPE_ACCOUNT);
}

/**
 * sb_account_store_new:
 * @settings: settings with the keys `accounts` (`aa{sv}`), `active-account` (`s`), `recents` and
 *   `favourites` (`a{sv}`)
 *
 * Returns: (transfer full): the accounts as they were left; an entry that makes no sense is left out
 */
SbAccountStore *
sb_account_store_new (GSettings *settings)
{
  return g_object_new (SB_TYPE_ACCOUNT_STORE, "settings", settings, NULL);
}

/**
 * sb_account_store_get_accounts:
 * @self: a store
 *
 * Returns: (transfer none): the accounts, in the order in which they were added
 */
GListModel *
sb_account_store_get_accounts (SbAccountStore *self)
{
  g_return_val_if_fail (SB_IS_ACCOUNT_STORE (self), NULL);

  return G_LIST_MODEL (self->accounts);
}

/**
 * sb_account_store_get_active:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): the account in use
 */
SbAccount *
sb_account_store_get_active (SbAccountStore *self)
{
  g_return_val_if_fail (SB_IS_ACCOUNT_STORE (self), NULL);

  return self->active;
}

/**
 * sb_account_store_set_active:
 * @self: a store
 * @account: (nullable): one of its accounts
 */
void
sb_account_store_set_active (SbAccountStore *self, SbAccount *account)
{
  SbAccount *ours;

  g_return_if_fail (SB_IS_ACCOUNT_STORE (self));
  g_return_if_fail (account == NULL || SB_IS_ACCOUNT (account));

  ours = account == NULL ? NULL : sb_account_store_lookup (self, sb_account_get_id (account));
  g_return_if_fail (account == NULL || ours != NULL);

  if (!g_set_object (&self->active, ours))
    return;

  g_settings_set_string (self->settings, KEY_ACTIVE, ours == NULL ? "" : sb_account_get_id (ours));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/**
 * sb_account_store_lookup:
 * @self: a store
 * @id: an account's id
 *
 * Returns: (transfer none) (nullable): the account of that id
 */
SbAccount *
sb_account_store_lookup (SbAccountStore *self, const char *id)
{
  g_autoptr (SbAccount) account = NULL;
  guint position;

  g_return_val_if_fail (SB_IS_ACCOUNT_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (!find (self, id, &position))
    return NULL;

  account = g_list_model_get_item (G_LIST_MODEL (self->accounts), position);

  /* The list keeps it alive. */
  return account;
}

/**
 * sb_account_store_add:
 * @self: a store
 * @account: an account
 *
 * Adds @account; one of the same id is replaced, in its place, and stays the one in use if it was.
 */
void
sb_account_store_add (SbAccountStore *self, SbAccount *account)
{
  gboolean is_active;
  guint position;

  g_return_if_fail (SB_IS_ACCOUNT_STORE (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));

  is_active = self->active != NULL && g_str_equal (sb_account_get_id (self->active), sb_account_get_id (account));

  if (find (self, sb_account_get_id (account), &position))
    g_list_store_splice (self->accounts, position, 1, (gpointer *) &account, 1);
  else
    g_list_store_append (self->accounts, account);

  write_accounts (self);
  if (is_active)
    sb_account_store_set_active (self, account);
}

/**
 * sb_account_store_remove:
 * @self: a store
 * @account: an account; nothing happens if it is not there
 *
 * Removes the account with the id of @account, and the names of the people whom it has at hand. If it was the one in
 * use, none is.
 */
void
sb_account_store_remove (SbAccountStore *self, SbAccount *account)
{
  guint position;

  g_return_if_fail (SB_IS_ACCOUNT_STORE (self));
  g_return_if_fail (SB_IS_ACCOUNT (account));

  if (!find (self, sb_account_get_id (account), &position))
    return;

  if (self->active != NULL && g_str_equal (sb_account_get_id (self->active), sb_account_get_id (account)))
    sb_account_store_set_active (self, NULL);

  g_list_store_remove (self->accounts, position);
  write_accounts (self);
  drop_people (self, sb_account_get_id (account));
}
