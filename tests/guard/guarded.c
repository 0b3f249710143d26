/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* As much of the program as there is to kill: without an interface, with the real ledger, keyring and guard.
 *
 *   guarded begin ORIGIN LEARNER   signs in, logs in as somebody, prints "begun UUID", and waits for the line "end"
 *   guarded recover ORIGIN         a next start: goes on with what the keyring has, prints "paid UUID" for all that it
 *                                  finds, and leaves when it has found something and nothing is owed
 *   guarded renew ORIGIN           asks the platform who it is, with what the keyring has, and leaves when the keyring
 *                                  has what it got instead
 *   guarded show ORIGIN            prints "token " and a digest of what the keyring has */

#include "config.h"

#include "sb-account.h"
#include "sb-ledger.h"
#include "sb-libsecret-store.h"
#include "sb-recovery.h"
#include "sb-test-wait.h"
#include "sb-token-keeper.h"

#include <glib-unix.h>
#include <stdio.h>
#include <unistd.h>

#define ADMINISTRATOR "12"

static GAsyncResult *slot;

static GAsyncResult *
wait_for (void)
{
  return sb_test_wait_result (&slot);
}

static void
sign_in (SbPlatform *platform)
{
  g_autoptr (SbCredentials) credentials = sb_credentials_new_password ("tea.admin", "demo", NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sb_platform_sign_in_async (platform, credentials, NULL, sb_test_store_result, &slot);
  result = wait_for ();
  sb_platform_sign_in_finish (platform, result, &error);
  g_assert_no_error (error);
}

static SbAccount *
new_account (const char *origin)
{
  return sb_account_new (origin, ADMINISTRATOR, "tea.admin", "Tea Admin", SB_LEVEL_POWER_USER, NULL);
}

static void
save_with_libsecret (SbPlatform *platform)
{
  g_autoptr (SbLibsecretStore) secrets = sb_libsecret_store_new ();
  g_autoptr (SbAccount) account = new_account (sb_platform_get_origin (platform));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sb_secret_store_save_async (SB_SECRET_STORE (secrets), account, sb_platform_get_tokens (platform), NULL,
                              sb_test_store_result, &slot);
  result = wait_for ();
  sb_secret_store_save_finish (SB_SECRET_STORE (secrets), result, &error);
  g_assert_no_error (error);
}

static void
load_tokens (SbPlatform *platform)
{
  g_autoptr (SbLibsecretStore) secrets = sb_libsecret_store_new ();
  g_autoptr (SbAccount) account = new_account (sb_platform_get_origin (platform));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SbTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  sb_secret_store_load_async (SB_SECRET_STORE (secrets), account, NULL, sb_test_store_result, &slot);
  result = wait_for ();
  sb_secret_store_load_finish (SB_SECRET_STORE (secrets), result, &tokens, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tokens);
  sb_platform_set_tokens (platform, tokens);
}

static SbIdentity *
new_identity (void)
{
  return sb_identity_new (&(SbIdentityFields){ .id = ADMINISTRATOR, .display_name = "Tea Admin" });
}

static void
say (const char *what, const char *uuid)
{
  g_print ("%s %s\n", what, uuid);
}

/* Who asks has gone: so do we, without another word. */
static gboolean
told_cb (int fd, GIOCondition condition, gpointer has_been_told)
{
  char text[8];

  if (read (fd, text, sizeof text) <= 0)
    _exit (3);

  *(gboolean *) has_been_told = TRUE;

  return G_SOURCE_REMOVE;
}

static int
run_begin (SbPlatform *platform, const char *learner_id)
{
  g_autoptr (SbLibsecretStore) secrets = sb_libsecret_store_new ();
  g_autoptr (SbTokenKeeper) keeper = sb_token_keeper_new (SB_SECRET_STORE (secrets));
  g_autoptr (SbAccount) account = new_account (sb_platform_get_origin (platform));
  g_autoptr (SbLedger) ledger = sb_ledger_new (NULL);
  g_autoptr (SbIdentity) administrator = new_identity ();
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = learner_id, .first_name = "Ana" });
  g_autoptr (SbBeginRequest) request = sb_begin_request_new (learner_id, "Certificate", "HD-1", NULL);
  g_autoptr (SbImpersonation) impersonation = NULL;
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_been_told = FALSE;

  sign_in (platform);
  save_with_libsecret (platform);
  sb_token_keeper_watch (keeper, account, platform);
  say ("beginning", request->uuid);

  impersonation = g_object_new (SB_TYPE_IMPERSONATION, "platform", platform, "learner", learner, "request", request,
                                "ledger", ledger, "administrator", administrator, NULL);
  sb_impersonation_begin_async (impersonation, NULL, sb_test_store_result, &slot);
  begun = wait_for ();
  sb_impersonation_begin_finish (impersonation, begun, &error);
  g_assert_no_error (error);
  say ("begun", request->uuid);

  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, told_cb, &has_been_told);
  while (!has_been_told)
    g_main_context_iteration (NULL, TRUE);

  sb_impersonation_end_async (impersonation, SB_END_SWITCH_BACK, sb_test_store_result, &slot);
  ended = wait_for ();
  sb_impersonation_end_finish (impersonation, ended, &error);
  g_assert_no_error (error);
  say ("ended", request->uuid);

  return 0;
}

static void
paid_cb (SbRecovery *recovery, SbImpersonation *impersonation, guint *n_paid)
{
  say ("paid", sb_impersonation_get_request (impersonation)->uuid);
  (*n_paid)++;
}

static int
run_recover (SbPlatform *platform)
{
  g_autoptr (SbLedger) ledger = sb_ledger_new (NULL);
  g_autoptr (SbRecovery) recovery = sb_recovery_new (ledger);
  g_autoptr (SbIdentity) administrator = new_identity ();
  guint n_paid = 0;

  load_tokens (platform);
  g_signal_connect (recovery, "paid", G_CALLBACK (paid_cb), &n_paid);
  sb_recovery_resume (recovery, platform, administrator);
  while (n_paid == 0 || sb_recovery_get_count (recovery) > 0)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}

static int
run_renew (SbPlatform *platform)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SbIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  load_tokens (platform);
  sb_platform_who_am_i_async (platform, NULL, sb_test_store_result, &slot);
  result = wait_for ();
  identity = sb_platform_who_am_i_finish (platform, result, &error);
  g_assert_no_error (error);
  save_with_libsecret (platform);

  return 0;
}

static int
run_show (SbPlatform *platform)
{
  g_autofree char *digest = NULL;

  load_tokens (platform);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sb_tokens_get_access (sb_platform_get_tokens (platform)), -1);
  say ("token", digest);

  return 0;
}

int
main (int argc, char *argv[])
{
  g_autoptr (SbPlatform) platform = NULL;

  if (argc < 3)
    return 2;

  setvbuf (stdout, NULL, _IOLBF, 0);
  platform = sb_platform_for_origin (argv[2]);

  if (g_str_equal (argv[1], "begin") && argc == 4)
    return run_begin (platform, argv[3]);

  if (g_str_equal (argv[1], "renew"))
    return run_renew (platform);

  return g_str_equal (argv[1], "show") ? run_show (platform) : run_recover (platform);
}
