/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The desktop's search, as GNOME's shell asks, over a bus of its own: who is found, and that nobody is when the user
 * does not want it. */

#include "config.h"

#include "sb-kept-learners.h"
#include "sb-model-fixtures.h"
#include "sb-search-provider.h"
#include "sb-test-wait.h"

#define PATH "/test/SearchProvider"
#define INTERFACE "org.gnome.Shell.SearchProvider2"

typedef struct
{
  GDBusConnection *bus;
  GDBusConnection *shell;
  GSettings *settings;
  SbSearchProvider *provider;
  GString *log;
} Fixture;

static void
chosen_cb (Fixture *f, const SbErrand *errand)
{
  g_string_append_printf (f->log, "%s account=%s learner=%s listing=%d\n", errand->text, errand->account_id,
                          errand->learner != NULL ? sb_learner_get_id (errand->learner) : NULL, errand->is_listing);
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus
      = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &error);

  g_assert_no_error (error);

  return bus;
}

static void
keep (Fixture *f, const char *account_id, const char *key, const char *id, const char *first, const char *last)
{
  g_autoptr (SbKeptLearners) people = sb_kept_learners_new (account_id, f->settings, key, 50);
  g_autofree char *user_name = g_strdup_printf ("user%s", id);
  g_autoptr (SbLearner) learner = sb_model_learner (id, first, last, user_name, "x@acme.example", "Lisbon");

  sb_kept_learners_add (people, learner);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->bus = connect_to_bus ();
  f->shell = connect_to_bus ();
  f->settings = g_settings_new ("io.github.switchback_app.Switchback");
  f->provider = sb_search_provider_new (f->settings);
  f->log = g_string_new (NULL);
  g_signal_connect_swapped (f->provider, "chosen", G_CALLBACK (chosen_cb), f);
  sb_search_provider_export (f->provider, f->bus, PATH, &error);
  g_assert_no_error (error);

  g_settings_set_string (f->settings, "active-account", "one");
  g_settings_set_boolean (f->settings, "search-provider", TRUE);
  keep (f, "one", SB_KEPT_RECENTS, "1", "Ana", "Silva");
  keep (f, "one", SB_KEPT_RECENTS, "2", "João", "Souza");
  keep (f, "one", SB_KEPT_FAVOURITES, "1", "Ana", "Silva");
  keep (f, "one", SB_KEPT_FAVOURITES, "3", "Anabel", "Okri");
  keep (f, "two", SB_KEPT_RECENTS, "4", "Ana", "Other");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { "active-account", "search-provider", "recents", "favourites" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (f->settings, keys[i]);
  g_assert_finalize_object (f->provider);
  g_object_unref (f->settings);
  g_dbus_connection_close_sync (f->shell, NULL, NULL);
  g_dbus_connection_close_sync (f->bus, NULL, NULL);
  g_object_unref (f->shell);
  g_object_unref (f->bus);
  g_string_free (f->log, TRUE);
}

static GVariant *
call (Fixture *f, const char *method, GVariant *parameters)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GVariant *answer;

  g_dbus_connection_call (f->shell, g_dbus_connection_get_unique_name (f->bus), PATH, INTERFACE, method, parameters,
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, sb_test_store_result, &result);
  sb_test_wait_until (result != NULL);
  answer = g_dbus_connection_call_finish (f->shell, result, &error);
  g_assert_no_error (error);

  return answer;
}

static void
assert_found (Fixture *f, const char *terms, const char *expected)
{
  g_auto (GStrv) words = g_strsplit (terms, " ", -1);
  const char *const before[] = { "one\t1", NULL };
  g_autoptr (GVariant) first = call (f, "GetInitialResultSet", g_variant_new ("(^as)", words));
  g_autoptr (GVariant) again = call (f, "GetSubsearchResultSet", g_variant_new ("(^as^as)", before, words));
  g_autofree const char **ids = NULL;
  g_autofree char *joined = NULL;

  g_variant_get (first, "(^a&s)", &ids);
  joined = g_strjoinv (" ", (char **) ids);
  g_assert_cmpstr (joined, ==, expected);
  g_assert_cmpvariant (first, again);
}

static void
test_found (Fixture *f, gconstpointer data)
{
  /* The favourites first, each once, and nobody of another account. */
  assert_found (f, "ana", "one\t3 one\t1");
  assert_found (f, "ana sil", "one\t1");
  assert_found (f, "ANABEL", "one\t3");
  assert_found (f, "joao", "one\t2");
  assert_found (f, "user2", "one\t2");
  assert_found (f, "other", "");
  assert_found (f, "nobody", "");

  g_settings_set_string (f->settings, "active-account", "two");
  assert_found (f, "ana", "two\t4");
  g_settings_set_string (f->settings, "active-account", "");
  assert_found (f, "ana", "");
}

static void
test_metas (Fixture *f, gconstpointer data)
{
  const char *const ids[] = { "one\t2", "one\t99", "two\t4", "2", "", NULL };
  g_autoptr (GVariant) answer = call (f, "GetResultMetas", g_variant_new ("(^as)", ids));
  g_autoptr (GVariant) metas = g_variant_get_child_value (answer, 0);
  g_autoptr (GVariant) meta = NULL;
  const char *name;
  const char *description;

  /* Of somebody who is not there (any more), nothing. */
  g_assert_cmpuint (g_variant_n_children (metas), ==, 1);
  meta = g_variant_get_child_value (metas, 0);
  g_assert_true (g_variant_lookup (meta, "name", "&s", &name));
  g_assert_true (g_variant_lookup (meta, "description", "&s", &description));
  g_assert_cmpstr (name, ==, "João Souza");
  g_assert_cmpstr (description, ==, "user2 · Lisbon");
}

static void
activate (Fixture *f, const char *id)
{
  const char *const terms[] = { "ana", NULL };
  g_autoptr (GVariant) answer = call (f, "ActivateResult", g_variant_new ("(s^asu)", id, terms, 0));
}

static void
launch (Fixture *f, const char *terms)
{
  g_auto (GStrv) words = g_strsplit (terms, " ", -1);
  g_autoptr (GVariant) answer = call (f, "LaunchSearch", g_variant_new ("(^asu)", words, 0));
}

static void
test_chosen (Fixture *f, gconstpointer data)
{
  activate (f, "one\t1");
  g_assert_cmpstr (f->log->str, ==, "Ana Silva account=one learner=1 listing=0\n");
  g_string_truncate (f->log, 0);

  /* Not somebody of another account who bears the number, nor anybody whom the desktop makes up. */
  activate (f, "two\t4");
  activate (f, "one\t4");
  activate (f, "4711");
  activate (f, "");
  g_assert_cmpstr (f->log->str, ==, "");

  launch (f, "ana sil");
  g_assert_cmpstr (f->log->str, ==, "ana sil account=(null) learner=(null) listing=1\n");
}

static void
test_off (Fixture *f, gconstpointer data)
{
  const char *const ids[] = { "one\t1", NULL };
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) metas = NULL;

  assert_found (f, "ana", "one\t3 one\t1");
  g_settings_reset (f->settings, "search-provider");
  g_assert_false (g_settings_get_boolean (f->settings, "search-provider"));
  assert_found (f, "ana", "");
  answer = call (f, "GetResultMetas", g_variant_new ("(^as)", ids));
  metas = g_variant_get_child_value (answer, 0);
  g_assert_cmpuint (g_variant_n_children (metas), ==, 0);
  activate (f, "one\t1");
  launch (f, "ana");
  g_assert_cmpstr (f->log->str, ==, "");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_dbus_up (bus);

#define ADD(path, function) g_test_add ("/search-provider/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("found", test_found);
  ADD ("metas", test_metas);
  ADD ("chosen", test_chosen);
  ADD ("off", test_off);

  status = g_test_run ();
  g_test_dbus_down (bus);

  return status;
}
