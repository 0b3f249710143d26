/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The real libsecret with its file back-end, which needs no bus and no daemon; and the one of the tests, which must do
 * the same. */

#include "config.h"

#include "sb-fake-secret-store.h"
#include "sb-libsecret-store.h"
#include "sb-test-wait.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>

/* libsecret 0.20 drops the entity tag that GIO gives it at every write of its file. It can only be told by the library,
 * so what is ours is checked for leaks by the finalization asserts here, and in test-secret-absent. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libgio-2.0.so.0\n";
}

typedef struct
{
  SbSecretStore *store;
  SbAccount *account;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static guint n_users;
  g_autofree char *user_id = g_strdup_printf ("%u", ++n_users);

  fixture->store = g_object_new (GPOINTER_TO_SIZE (data), NULL);
  fixture->account = sb_account_new ("https://acme.example", user_id, "ana", "Ana", 2, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sb_test_drain ();
  sb_test_release (fixture->store);
  sb_test_release (fixture->account);
}

static SbTokens *
load (Fixture *fixture)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SbTokens *tokens = NULL;

  sb_secret_store_load_async (fixture->store, fixture->account, NULL, sb_test_store_result, &slot);
  result = sb_test_wait_result (&slot);
  g_assert_true (sb_secret_store_load_finish (fixture->store, result, &tokens, &error));
  g_assert_no_error (error);

  return tokens;
}

static void
save (Fixture *fixture, SbTokens *tokens)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sb_secret_store_save_async (fixture->store, fixture->account, tokens, NULL, sb_test_store_result, &slot);
  result = sb_test_wait_result (&slot);
  g_assert_true (sb_secret_store_save_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

static void
clear (Fixture *fixture)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sb_secret_store_clear_async (fixture->store, fixture->account, NULL, sb_test_store_result, &slot);
  result = sb_test_wait_result (&slot);
  g_assert_true (sb_secret_store_clear_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

static void
test_round (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbTokens) first = sb_tokens_new ("a1", "r1", "client", "secret", NULL);
  g_autoptr (SbTokens) second = sb_tokens_new ("a2", NULL, NULL, NULL, NULL);
  g_autoptr (SbTokens) stored_first = NULL;
  g_autoptr (SbTokens) stored_second = NULL;

  g_assert_null (load (fixture));
  clear (fixture);

  save (fixture, first);
  stored_first = load (fixture);
  g_assert_true (sb_tokens_equal (stored_first, first));

  save (fixture, second);
  stored_second = load (fixture);
  g_assert_true (sb_tokens_equal (stored_second, second));

  clear (fixture);
  g_assert_null (load (fixture));
}

static void
test_other_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbTokens) tokens = sb_tokens_new ("a1", NULL, NULL, NULL, NULL);
  g_autoptr (SbTokens) stored = NULL;
  g_autoptr (SbAccount) ours = g_steal_pointer (&fixture->account);

  fixture->account = ours;
  save (fixture, tokens);

  fixture->account = sb_account_new ("https://other.example", sb_account_get_user_id (ours), "ana", "Ana", 2, NULL);
  g_assert_null (load (fixture));
  clear (fixture);
  sb_test_release (fixture->account);

  fixture->account = ours;
  stored = load (fixture);
  g_assert_nonnull (stored);
  fixture->account = g_steal_pointer (&ours);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SbTokens) tokens = sb_tokens_new ("a1", NULL, NULL, NULL, NULL);

  for (guint is_late = 0; is_late < 2; is_late++)
    {
      GAsyncResult *slots[3] = { NULL };
      SbTokens *loaded = NULL;

      g_cancellable_reset (cancellable);
      if (!is_late)
        g_cancellable_cancel (cancellable);
      sb_secret_store_save_async (fixture->store, fixture->account, tokens, cancellable, sb_test_store_result, &slots[0]);
      sb_secret_store_load_async (fixture->store, fixture->account, cancellable, sb_test_store_result, &slots[1]);
      sb_secret_store_clear_async (fixture->store, fixture->account, cancellable, sb_test_store_result, &slots[2]);
      g_cancellable_cancel (cancellable);

      for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
        {
          g_autoptr (GAsyncResult) result = sb_test_wait_result (&slots[i]);
          g_autoptr (GError) error = NULL;
          gboolean is_done = i == 0 ? sb_secret_store_save_finish (fixture->store, result, &error)
                           : i == 1 ? sb_secret_store_load_finish (fixture->store, result, &loaded, &error)
                           : sb_secret_store_clear_finish (fixture->store, result, &error);

          g_assert_false (is_done);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_null (loaded);
        }
    }
}

/* What a newer program, or another one, stored for this account. */
static void
test_strange_content (Fixture *fixture, gconstpointer data)
{
  static const SecretSchema schema = {
    "org.example.Other", SECRET_SCHEMA_DONT_MATCH_NAME,
    { { "application", 0 }, { "origin", 0 }, { "account", 0 }, { "format", 0 }, { NULL, 0 } },
  };
  static const struct { const char *format; const char *text; } rows[] = {
    { "2", "{\"version\":1,\"access\":\"a\"}" },
    { "1", "{\"version\":2,\"access\":\"a\"}" },
    { "1", "not ours" },
    { "1", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SbTokens) tokens = sb_tokens_new ("a1", NULL, NULL, NULL, NULL);
      g_autoptr (SbTokens) stored = NULL;

      secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "label", rows[i].text, NULL, &error,
                                  "application", APPLICATION_ID,
                                  "origin", sb_account_get_origin (fixture->account),
                                  "account", sb_account_get_user_id (fixture->account),
                                  "format", rows[i].format,
                                  NULL);
      g_assert_no_error (error);
      g_assert_null (load (fixture));

      save (fixture, tokens);
      stored = load (fixture);
      g_assert_true (sb_tokens_equal (stored, tokens));

      /* Signing out leaves nothing behind, of no version. */
      clear (fixture);
      g_assert_null (secret_password_lookup_sync (&schema, NULL, &error,
                                                  "origin", sb_account_get_origin (fixture->account),
                                                  "account", sb_account_get_user_id (fixture->account),
                                                  NULL));
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("switchback-secrets-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);
  const gpointer libsecret = GSIZE_TO_POINTER (SB_TYPE_LIBSECRET_STORE);
  const gpointer fake = GSIZE_TO_POINTER (SB_TYPE_FAKE_SECRET_STORE);
  int status;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "for this test", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* libsecret warns since 0.21 that there is no bus. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_test_add ("/secret-store/libsecret/round", Fixture, libsecret, set_up, test_round, tear_down);
  g_test_add ("/secret-store/libsecret/other-account", Fixture, libsecret, set_up, test_other_account, tear_down);
  g_test_add ("/secret-store/libsecret/cancel", Fixture, libsecret, set_up, test_cancel, tear_down);
  g_test_add ("/secret-store/libsecret/strange-content", Fixture, libsecret, set_up, test_strange_content, tear_down);
  g_test_add ("/secret-store/fake/round", Fixture, fake, set_up, test_round, tear_down);
  g_test_add ("/secret-store/fake/other-account", Fixture, fake, set_up, test_other_account, tear_down);
  g_test_add ("/secret-store/fake/cancel", Fixture, fake, set_up, test_cancel, tear_down);

  status = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);

  return status;
}
