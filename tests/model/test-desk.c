/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The desk: both answers or none, whichever comes first. */

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

  f->platform = sb_fake_platform_new ();
  f->desk = sb_desk_new (SB_PLATFORM (f->platform), account);
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
test_both (Fixture *f, gconstpointer identity_first)
{
  g_autoptr (GError) error = NULL;

  sb_fake_platform_push_hold (f->platform, SB_FAKE_WHO_AM_I);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_CAPABILITIES);
  load (f);
  sb_test_drain ();

  /* Both questions are out at the same time. */
  g_assert_cmpuint (sb_fake_platform_count_held (f->platform, SB_FAKE_WHO_AM_I), ==, 1);
  g_assert_cmpuint (sb_fake_platform_count_held (f->platform, SB_FAKE_LOAD_CAPABILITIES), ==, 1);

  if (identity_first != NULL)
    sb_fake_platform_release_answer (f->platform, SB_FAKE_WHO_AM_I, sb_model_administrator (SB_LEVEL_POWER_USER),
                                     g_object_unref);
  else
    sb_fake_platform_release_answer (f->platform, SB_FAKE_LOAD_CAPABILITIES, sb_model_capabilities (),
                                     (GDestroyNotify) sb_capabilities_unref);
  sb_test_drain ();
  g_assert_null (f->slot);
  g_assert_null (sb_desk_get_identity (f->desk));
  g_assert_null (sb_desk_get_capabilities (f->desk));

  if (identity_first == NULL)
    sb_fake_platform_release_answer (f->platform, SB_FAKE_WHO_AM_I, sb_model_administrator (SB_LEVEL_POWER_USER),
                                     g_object_unref);
  else
    sb_fake_platform_release_answer (f->platform, SB_FAKE_LOAD_CAPABILITIES, sb_model_capabilities (),
                                     (GDestroyNotify) sb_capabilities_unref);
  finish (f, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sb_identity_get_id (sb_desk_get_identity (f->desk)), ==, "12");
  g_assert_true (sb_desk_get_capabilities (f->desk)->can_log_in_as);
}

static void
test_one_fails (Fixture *f, gconstpointer identity_fails)
{
  g_autoptr (GError) error = NULL;
  SbFakeOp failing = identity_fails != NULL ? SB_FAKE_WHO_AM_I : SB_FAKE_LOAD_CAPABILITIES;
  SbFakeOp held = identity_fails != NULL ? SB_FAKE_LOAD_CAPABILITIES : SB_FAKE_WHO_AM_I;

  sb_model_push_error (f->platform, failing, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  sb_fake_platform_push_hold (f->platform, held);
  load (f);

  /* The other answer is not waited for, and comes too late to count. */
  finish (f, &error);
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  sb_fake_platform_release_error (f->platform, held, sb_api_error_new (SB_API_ERROR_SERVER, "late"));
  sb_test_drain ();
  g_assert_null (sb_desk_get_identity (f->desk));
  g_assert_null (sb_desk_get_capabilities (f->desk));
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sb_fake_platform_push_hold (f->platform, SB_FAKE_WHO_AM_I);
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
  ADD ("identity-first", "yes", test_both);
  ADD ("capabilities-first", NULL, test_both);
  ADD ("identity-fails", "yes", test_one_fails);
  ADD ("capabilities-fail", NULL, test_one_fails);
  ADD ("cancel", NULL, test_cancel);

  return g_test_run ();
}
