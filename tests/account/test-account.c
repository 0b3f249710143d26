/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-account-store.h"

static SbAccount *
create_account (const char *user_id, const char *display_name)
{
  return sb_account_new ("https://acme.example", user_id, "ana", display_name, 2, NULL);
}

static void
test_account (void)
{
  SbAccount *account = sb_account_new ("https://acme.example", "12", "ana", "Ana", 2, "client");
  g_autoptr (GVariant) variant = g_variant_ref_sink (sb_account_to_variant (account));
  g_autoptr (SbAccount) read = sb_account_new_from_variant (variant);

  g_assert_cmpstr (sb_account_get_id (read), ==, "https://acme.example#12");
  g_assert_cmpstr (sb_account_get_origin (read), ==, "https://acme.example");
  g_assert_cmpstr (sb_account_get_user_id (read), ==, "12");
  g_assert_cmpstr (sb_account_get_user_name (read), ==, "ana");
  g_assert_cmpstr (sb_account_get_display_name (read), ==, "Ana");
  g_assert_cmpint (sb_account_get_level (read), ==, 2);
  g_assert_cmpstr (sb_account_get_client_id (read), ==, "client");
  g_assert_finalize_object (account);
}

static void
test_properties (void)
{
  g_autoptr (SbAccount) account = create_account ("12", "Ana");
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *client_id = NULL;
  int level;

  g_object_get (account, "id", &id, "display-name", &name, "level", &level, "client-id", &client_id, NULL);
  g_assert_cmpstr (id, ==, "https://acme.example#12");
  g_assert_cmpstr (name, ==, "Ana");
  g_assert_cmpint (level, ==, 2);
  g_assert_null (client_id);
}

static void
test_strange_variants (void)
{
  static const char *const texts[] = {
    "@a{sv} {}",
    "'text'",
    "{'origin': <'https://acme.example'>}",
    "{'user-id': <'12'>}",
    "{'origin': <''>, 'user-id': <'12'>}",
    "{'origin': <'https://acme.example'>, 'user-id': <''>}",
    "{'origin': <'https://acme.example'>, 'user-id': <12>}",
  };
  g_autoptr (GVariant) odd = g_variant_ref_sink (g_variant_new_parsed (
    "{'origin': <'https://acme.example'>, 'user-id': <'12'>, 'level': <-4>, 'user-name': <7>, 'new': <true>}"));
  g_autoptr (SbAccount) account = sb_account_new_from_variant (odd);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GVariant) variant = g_variant_parse (NULL, texts[i], NULL, NULL, NULL);

      g_test_message ("%s", texts[i]);
      g_assert_nonnull (variant);
      g_assert_null (sb_account_new_from_variant (variant));
    }

  g_assert_cmpint (sb_account_get_level (account), ==, 0);
  g_assert_null (sb_account_get_user_name (account));
}

/* ---- the store ---- */

typedef struct
{
  GSettings *settings;
  SbAccountStore *store;
  guint n_notifies;
} Fixture;

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_notifies++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new ("io.github.switchback_app.Switchback");
  g_settings_reset (fixture->settings, "accounts");
  g_settings_reset (fixture->settings, "active-account");
  fixture->store = sb_account_store_new (fixture->settings);
  g_signal_connect (fixture->store, "notify::active", G_CALLBACK (count_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->store);
  g_clear_object (&fixture->settings);
}

static guint
n_accounts (SbAccountStore *store)
{
  return g_list_model_get_n_items (sb_account_store_get_accounts (store));
}

static void
test_store_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) one = create_account ("1", "One");
  g_autoptr (SbAccount) two = create_account ("2", "Two");
  g_autoptr (SbAccount) new_one = create_account ("1", "New One");
  g_autoptr (SbAccountStore) again = NULL;

  sb_account_store_add (fixture->store, one);
  sb_account_store_add (fixture->store, two);
  sb_account_store_set_active (fixture->store, one);
  sb_account_store_add (fixture->store, new_one);

  g_assert_cmpuint (n_accounts (fixture->store), ==, 2);
  g_assert_true (sb_account_store_lookup (fixture->store, sb_account_get_id (one)) == new_one);
  g_assert_true (sb_account_store_get_active (fixture->store) == new_one);
  g_assert_null (sb_account_store_lookup (fixture->store, "nobody"));

  again = sb_account_store_new (fixture->settings);
  g_assert_cmpuint (n_accounts (again), ==, 2);
  g_assert_cmpstr (sb_account_get_display_name (sb_account_store_get_active (again)), ==, "New One");
}

static void
test_store_active (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) one = create_account ("1", "One");
  g_autofree char *active = NULL;

  sb_account_store_set_active (fixture->store, NULL);
  g_assert_cmpuint (fixture->n_notifies, ==, 0);

  sb_account_store_add (fixture->store, one);
  sb_account_store_set_active (fixture->store, one);
  sb_account_store_set_active (fixture->store, one);
  g_assert_cmpuint (fixture->n_notifies, ==, 1);

  sb_account_store_set_active (fixture->store, NULL);
  g_assert_cmpuint (fixture->n_notifies, ==, 2);
  active = g_settings_get_string (fixture->settings, "active-account");
  g_assert_cmpstr (active, ==, "");
}

static void
test_store_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) one = create_account ("1", "One");
  g_autoptr (SbAccount) two = create_account ("2", "Two");
  g_autoptr (SbAccountStore) again = NULL;

  sb_account_store_add (fixture->store, one);
  sb_account_store_add (fixture->store, two);
  sb_account_store_set_active (fixture->store, one);
  sb_account_store_remove (fixture->store, two);
  g_assert_true (sb_account_store_get_active (fixture->store) == one);
  sb_account_store_remove (fixture->store, two);
  sb_account_store_remove (fixture->store, one);
  g_assert_null (sb_account_store_get_active (fixture->store));

  again = sb_account_store_new (fixture->settings);
  g_assert_cmpuint (n_accounts (again), ==, 0);
}

/* With the account go the names of those it logged in as, and of nobody else. */
static void
test_store_forgets_recents (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccount) one = create_account ("1", "One");
  g_autoptr (SbAccount) two = create_account ("2", "Two");
  g_autoptr (GVariant) left = NULL;
  GVariantDict dict;

  sb_account_store_add (fixture->store, one);
  sb_account_store_add (fixture->store, two);
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, sb_account_get_id (one), g_variant_new_parsed ("@aa{sv} []"));
  g_variant_dict_insert_value (&dict, sb_account_get_id (two), g_variant_new_parsed ("@aa{sv} []"));
  g_settings_set_value (fixture->settings, "recents", g_variant_dict_end (&dict));

  sb_account_store_remove (fixture->store, one);
  left = g_settings_get_value (fixture->settings, "recents");
  g_variant_dict_init (&dict, left);
  g_assert_false (g_variant_dict_contains (&dict, sb_account_get_id (one)));
  g_assert_true (g_variant_dict_contains (&dict, sb_account_get_id (two)));
  g_variant_dict_clear (&dict);
  g_settings_reset (fixture->settings, "recents");
}

static void
test_store_strange_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbAccountStore) store = NULL;

  g_settings_set_value (fixture->settings, "accounts", g_variant_new_parsed (
    "[{'origin': <'https://a.example'>, 'user-id': <'1'>}, {'x': <1>}, "
    "{'origin': <'https://a.example'>, 'user-id': <'1'>, 'display-name': <'Twice'>}]"));
  g_settings_set_string (fixture->settings, "active-account", "https://a.example#99");

  store = sb_account_store_new (fixture->settings);
  g_assert_cmpuint (n_accounts (store), ==, 1);
  g_assert_null (sb_account_store_get_active (store));
}

int
main (int argc, char **argv)
{
  g_setenv ("GSETTINGS_SCHEMA_DIR", TEST_SCHEMA_DIR, TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/account/round-trip", test_account);
  g_test_add_func ("/account/properties", test_properties);
  g_test_add_func ("/account/strange-variants", test_strange_variants);
  g_test_add ("/account-store/add", Fixture, NULL, set_up, test_store_add, tear_down);
  g_test_add ("/account-store/active", Fixture, NULL, set_up, test_store_active, tear_down);
  g_test_add ("/account-store/remove", Fixture, NULL, set_up, test_store_remove, tear_down);
  g_test_add ("/account-store/forgets-recents", Fixture, NULL, set_up, test_store_forgets_recents, tear_down);
  g_test_add ("/account-store/strange-settings", Fixture, NULL, set_up, test_store_strange_settings, tear_down);

  return g_test_run ();
}
