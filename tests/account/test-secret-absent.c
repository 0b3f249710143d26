/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A machine without a keyring, and without a bus to ask for one. */

#include "sb-libsecret-store.h"
#include "sb-test-wait.h"

static void
test_absent (void)
{
  SbSecretStore *store = SB_SECRET_STORE (sb_libsecret_store_new ());
  g_autoptr (SbAccount) account = sb_account_new ("https://acme.example", "1", "ana", "Ana", 2, NULL);
  g_autoptr (SbTokens) tokens = sb_tokens_new ("a1", NULL, NULL, NULL, NULL);
  GAsyncResult *slots[3] = { NULL };
  SbTokens *loaded = NULL;

  sb_secret_store_load_async (store, account, NULL, sb_test_store_result, &slots[0]);
  sb_secret_store_save_async (store, account, tokens, NULL, sb_test_store_result, &slots[1]);
  sb_secret_store_clear_async (store, account, NULL, sb_test_store_result, &slots[2]);

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autoptr (GAsyncResult) result = sb_test_wait_result (&slots[i]);
      g_autoptr (GError) error = NULL;
      gboolean is_done = i == 0 ? sb_secret_store_load_finish (store, result, &loaded, &error)
                       : i == 1 ? sb_secret_store_save_finish (store, result, &error)
                       : sb_secret_store_clear_finish (store, result, &error);

      g_assert_false (is_done);
      g_assert_error (error, SB_SECRET_ERROR, SB_SECRET_ERROR_UNAVAILABLE);
    }
  g_assert_null (loaded);

  sb_test_release (store);
}

int
main (int argc, char **argv)
{
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* libsecret warns of it since 0.21. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_test_add_func ("/secret-store/absent", test_absent);

  return g_test_run ();
}
