/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is owed is tried until it is paid, over a platform that answers on order. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-fake-platform.h"
#include "sb-recovery.h"
#include "sb-test-wait.h"

typedef struct
{
  SbFakePlatform *platform;
  SbRecovery *recovery;
  guint n_paid;
} Fixture;

static void
paid_cb (SbRecovery *recovery, SbImpersonation *impersonation, Fixture *f)
{
  g_assert_cmpint (sb_impersonation_get_state (impersonation), ==, SB_IMPERSONATION_ENDED);
  f->n_paid++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
  f->recovery = g_object_new (SB_TYPE_RECOVERY, "retry-unit-ms", 1, NULL);
  g_signal_connect (f->recovery, "paid", G_CALLBACK (paid_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->recovery);
  sb_test_drain ();
  g_assert_cmpuint (sb_fake_platform_count_unused (f->platform, SB_FAKE_END), ==, 0);
  g_assert_finalize_object (f->platform);
}

static void
push_end_error (Fixture *f, SbApiError code)
{
  sb_fake_platform_push_error (f->platform, SB_FAKE_END, sb_api_error_new (code, "scripted"));
}

static void
push_ended (Fixture *f, const char *uuid)
{
  SbSession *record = sb_session_new (uuid, "4711", NULL);

  record->ended_at = g_date_time_new_now_utc ();
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, record, (GDestroyNotify) sb_session_unref);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sb_impersonation_end_finish (SB_IMPERSONATION (source), result, &error));
  g_assert_nonnull (error);
  *(gboolean *) user_data = TRUE;
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (sb_impersonation_begin_finish (SB_IMPERSONATION (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* A log-in whose end was refused for now. */
static SbImpersonation *
make_owed (Fixture *f)
{
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "", "", NULL);
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = "4711" });
  SbImpersonation *impersonation = g_object_new (SB_TYPE_IMPERSONATION, "platform", f->platform, "learner", learner,
                                                 "request", request, "retry-unit-ms", 0, NULL);
  gboolean is_done = FALSE;

  sb_fake_platform_push_answer (f->platform, SB_FAKE_BEGIN, sb_session_new (request->uuid, "4711", "token"),
                                (GDestroyNotify) sb_session_unref);
  sb_impersonation_begin_async (impersonation, NULL, begun_cb, &is_done);
  sb_test_wait_until (is_done);

  is_done = FALSE;
  push_end_error (f, SB_API_ERROR_UNAUTHORIZED);
  sb_impersonation_end_async (impersonation, SB_END_SWITCH_BACK, done_cb, &is_done);
  sb_test_wait_until (is_done);
  g_assert_cmpint (sb_impersonation_get_state (impersonation), ==, SB_IMPERSONATION_OWED);

  return impersonation;
}

static void
test_paid_in_the_end (Fixture *f, gconstpointer data)
{
  g_autoptr (SbImpersonation) owed = make_owed (f);

  push_end_error (f, SB_API_ERROR_UNAUTHORIZED);
  push_end_error (f, SB_API_ERROR_UNAUTHORIZED);
  push_ended (f, sb_impersonation_get_request (owed)->uuid);

  sb_recovery_take (f->recovery, owed);
  sb_recovery_take (f->recovery, owed);
  g_assert_cmpuint (sb_recovery_get_count (f->recovery), ==, 1);
  sb_test_wait_until (f->n_paid == 1);

  g_assert_cmpuint (sb_recovery_get_count (f->recovery), ==, 0);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_END), ==, 4);
  sb_test_drain ();
}

/* One that still fails does not keep the other from being paid, nor is it forgotten. */
static void
test_two (Fixture *f, gconstpointer data)
{
  g_autoptr (SbImpersonation) first = make_owed (f);
  g_autoptr (SbImpersonation) second = make_owed (f);

  push_end_error (f, SB_API_ERROR_UNAUTHORIZED);
  push_ended (f, sb_impersonation_get_request (second)->uuid);
  push_ended (f, sb_impersonation_get_request (first)->uuid);

  sb_recovery_take (f->recovery, first);
  sb_recovery_take (f->recovery, second);
  sb_test_wait_until (f->n_paid == 1);
  g_assert_cmpuint (sb_recovery_get_count (f->recovery), ==, 1);
  sb_test_wait_until (f->n_paid == 2);
  g_assert_cmpuint (sb_recovery_get_count (f->recovery), ==, 0);
  sb_test_drain ();
}

static void
test_dropped_while_waiting (Fixture *f, gconstpointer data)
{
  g_autoptr (SbImpersonation) owed = make_owed (f);

  sb_recovery_take (f->recovery, owed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/recovery/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("paid-in-the-end", test_paid_in_the_end);
  ADD ("two", test_two);
  ADD ("dropped-while-waiting", test_dropped_while_waiting);
#undef ADD

  return g_test_run ();
}
