/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The desk: what it loads, and what it does not ask again. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-model-fixtures.h"
#include "sb-test-wait.h"

typedef struct
{
  SbFakePlatform *platform;
  SbDesk *desk;
  GAsyncResult *slot;
  GCancellable *cancellable;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account
      = sb_account_new ("https://fake.example", "12", "tea", "Tea", SB_LEVEL_POWER_USER, NULL);
  g_autoptr (SbIdentity) identity = sb_model_administrator (SB_LEVEL_POWER_USER);

  f->platform = sb_fake_platform_new ();
  f->desk = sb_desk_new (SB_PLATFORM (f->platform), account, identity);
  f->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->desk);
  g_assert_finalize_object (f->platform);
  g_object_unref (f->cancellable);
}

static void
load (Fixture *f)
{
  sb_desk_load_async (f->desk, f->cancellable, sb_test_store_result, &f->slot);
}

static void
finish (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = sb_test_wait_result (&f->slot);

  g_assert_true (sb_desk_load_finish (f->desk, result, error) == (*error == NULL));
}

static void
push_capabilities (Fixture *f, gboolean can_log_in_as)
{
  SbCapabilities *capabilities = sb_model_capabilities ();

  capabilities->can_log_in_as = can_log_in_as;
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_CAPABILITIES, capabilities,
                                (GDestroyNotify) sb_capabilities_unref);
}

/* Who it is was found out before, and is not asked again. */
static void
test_load (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (sb_identity_get_id (sb_desk_get_identity (f->desk)), ==, "12");
  g_assert_null (sb_desk_get_capabilities (f->desk));

  push_capabilities (f, TRUE);
  load (f);
  finish (f, &error);
  g_assert_no_error (error);
  g_assert_true (sb_desk_get_capabilities (f->desk)->can_log_in_as);

  push_capabilities (f, FALSE);
  load (f);
  finish (f, &error);
  g_assert_no_error (error);
  g_assert_false (sb_desk_get_capabilities (f->desk)->can_log_in_as);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_WHO_AM_I), ==, 0);
}

static void
test_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later = NULL;

  sb_model_push_error (f->platform, SB_FAKE_LOAD_CAPABILITIES, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  load (f);
  finish (f, &error);
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_null (sb_desk_get_capabilities (f->desk));

  /* What was loaded stays. */
  push_capabilities (f, TRUE);
  load (f);
  finish (f, &later);
  g_assert_no_error (later);
  sb_model_push_error (f->platform, SB_FAKE_LOAD_CAPABILITIES, SB_API_ERROR_SERVER, 500, NULL);
  load (f);
  finish (f, &later);
  g_assert_error (later, SB_API_ERROR, SB_API_ERROR_SERVER);
  g_assert_nonnull (sb_desk_get_capabilities (f->desk));
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_CAPABILITIES);
  load (f);
  g_cancellable_cancel (f->cancellable);
  finish (f, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, data, func) g_test_add ("/desk/" name, Fixture, data, set_up, func, tear_down)
  ADD ("load", NULL, test_load);
  ADD ("fails", NULL, test_fails);
  ADD ("cancel", NULL, test_cancel);

  return g_test_run ();
}
