/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is owed is tried until it is paid, over a platform that answers on order. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-fake-platform.h"
#include "sb-recovery.h"
#include "sb-session-lock.h"
#include "sb-test-wait.h"

typedef struct
{
  SbFakePlatform *platform;
  SbRecovery *recovery;
  SbIdentity *administrator;
  guint n_paid;
  guint n_lost;
  guint n_rebuilt;
} Fixture;

static void
lost_cb (SbRecovery *recovery, Fixture *f)
{
  f->n_lost++;
}

static void
rebuilt_cb (SbRecovery *recovery, SbPlatform *platform, GPtrArray *open, Fixture *f)
{
  g_assert_cmpuint (open->len, ==, 2);
  f->n_rebuilt++;
}

static void
paid_cb (SbRecovery *recovery, SbImpersonation *impersonation, Fixture *f)
{
  g_assert_cmpint (sb_impersonation_get_state (impersonation), ==, SB_IMPERSONATION_ENDED);
  f->n_paid++;
}

static SbRecovery *
new_with_ledger (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "switchback", NULL);
  g_autoptr (SbLedger) ledger = sb_ledger_new (folder);

  return g_object_new (SB_TYPE_RECOVERY, "ledger", ledger, "retry-unit-ms", 1, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
  f->administrator = sb_identity_new (&(SbIdentityFields){ .id = "12", .display_name = "Tea Admin" });
  f->recovery = data != NULL ? new_with_ledger () : g_object_new (SB_TYPE_RECOVERY, "retry-unit-ms", 1, NULL);
  g_signal_connect (f->recovery, "paid", G_CALLBACK (paid_cb), f);
  g_signal_connect (f->recovery, "record-lost", G_CALLBACK (lost_cb), f);
  g_signal_connect (f->recovery, "record-rebuilt", G_CALLBACK (rebuilt_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  /* It may be looking into the ledger, in another thread. */
  sb_test_wait_until (G_OBJECT (f->recovery)->ref_count == 1);
  g_assert_finalize_object (f->recovery);
  sb_test_drain ();
  g_object_unref (f->administrator);
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
assert_last_error (Fixture *f, int code)
{
  g_autoptr (GError) error = NULL;

  g_object_get (f->recovery, "last-error", &error, NULL);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, SB_API_ERROR, code);
}

static void
trying_cb (SbRecovery *recovery, GParamSpec *pspec, guint *n_changes)
{
  (*n_changes)++;
}

/* Whoever cannot wait for the next try has one now; twice at once is once. Why it failed is told until it is paid. */
static void
test_now (Fixture *f, gconstpointer data)
{
  g_autoptr (SbImpersonation) owed = make_owed (f);
  guint n_changes = 0;

  g_object_unref (f->recovery);
  f->recovery = g_object_new (SB_TYPE_RECOVERY, "retry-unit-ms", 10000, NULL);
  g_signal_connect (f->recovery, "paid", G_CALLBACK (paid_cb), f);
  g_signal_connect (f->recovery, "notify::is-trying", G_CALLBACK (trying_cb), &n_changes);
  sb_recovery_take (f->recovery, owed);
  g_assert_true (sb_recovery_get_owed (f->recovery)->pdata[0] == owed);
  assert_last_error (f, -1);

  push_end_error (f, SB_API_ERROR_UNAUTHORIZED);
  sb_recovery_try_now (f->recovery);
  sb_recovery_try_now (f->recovery);
  g_assert_cmpuint (n_changes, ==, 1);
  sb_test_wait_until (n_changes == 2);
  assert_last_error (f, SB_API_ERROR_UNAUTHORIZED);

  push_ended (f, sb_impersonation_get_request (owed)->uuid);
  sb_recovery_try_now (f->recovery);
  sb_test_wait_until (f->n_paid == 1);
  assert_last_error (f, -1);
  sb_test_drain ();
}

static void
test_dropped_while_waiting (Fixture *f, gconstpointer data)
{
  g_autoptr (SbImpersonation) owed = make_owed (f);

  sb_recovery_take (f->recovery, owed);
}

/* ---- what is in the ledger ---- */

static char *
leave_behind (Fixture *f, const char *administrator_id, gboolean was_seen_open)
{
  SbLedger *ledger = sb_recovery_get_ledger (f->recovery);
  g_autoptr (SbIdentity) administrator = sb_identity_new (&(SbIdentityFields){ .id = administrator_id });
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = "4711", .first_name = "Ana" });
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "", "", NULL);
  g_autoptr (SbLedgerEntry) entry = sb_ledger_entry_new_planned ("https://fake.example", administrator, learner, request);
  g_autoptr (SbSession) session = sb_session_new (request->uuid, "4711", "token");
  g_autoptr (GError) error = NULL;

  session->started_at = g_date_time_new_from_unix_utc (1000000);
  sb_ledger_begin (ledger, entry, &error);
  g_assert_no_error (error);
  if (was_seen_open)
    sb_ledger_take_event (ledger, request->uuid, SB_IMPERSONATION_EVENT_BEGUN, SB_END_CLOSED, session, &error);
  g_assert_no_error (error);

  return g_strdup (request->uuid);
}

static void
assert_on_record (Fixture *f, const char *uuid, SbImpersonationState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLedgerEntry) entry = sb_ledger_load (sb_recovery_get_ledger (f->recovery), uuid, &error);

  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, state);
  if (state == SB_IMPERSONATION_ENDED)
    g_assert_cmpint (entry->how, ==, SB_END_RECOVERED);
}

static void
wait_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
resume (Fixture *f)
{
  sb_recovery_resume (f->recovery, SB_PLATFORM (f->platform), f->administrator);
}

static void
test_resume (Fixture *f, gconstpointer data)
{
  g_autofree char *first = leave_behind (f, "12", TRUE);
  g_autofree char *other = leave_behind (f, "13", TRUE);
  g_autofree char *log = NULL;
  g_autofree char *expected = g_strdup_printf ("end %s how=recovered\n", first);

  push_ended (f, first);
  resume (f);
  sb_test_wait_until (f->n_paid == 1);
  assert_on_record (f, first, SB_IMPERSONATION_ENDED);
  assert_on_record (f, other, SB_IMPERSONATION_ACTIVE);
  log = sb_fake_platform_dup_log (f->platform);
  g_assert_cmpstr (log, ==, expected);

  /* There is nothing left to find. */
  resume (f);
  sb_test_wait_until (G_OBJECT (f->recovery)->ref_count == 1);
  g_assert_cmpuint (sb_recovery_get_count (f->recovery), ==, 0);
}

static void
test_resume_unreachable (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = leave_behind (f, "12", FALSE);

  push_end_error (f, SB_API_ERROR_UNAUTHORIZED);
  push_end_error (f, SB_API_ERROR_UNAUTHORIZED);
  push_ended (f, uuid);
  resume (f);
  sb_test_wait_until (f->n_paid == 1);
  assert_on_record (f, uuid, SB_IMPERSONATION_ENDED);
}

/* Another account signs in while the ledger is looked into: what the first owes is not ended with the second's tokens,
 * since a platform that does not know it would seem to say that it never began. */
static void
test_other_account (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = leave_behind (f, "12", TRUE);
  g_autoptr (SbFakePlatform) other = sb_fake_platform_new ();
  g_autoptr (SbIdentity) administrator = sb_identity_new (&(SbIdentityFields){ .id = "13" });

  resume (f);
  sb_recovery_resume (f->recovery, SB_PLATFORM (other), administrator);
  sb_test_wait_until (G_OBJECT (f->recovery)->ref_count == 1);
  g_assert_cmpuint (sb_recovery_get_count (f->recovery), ==, 0);
  g_assert_cmpuint (sb_fake_platform_count_calls (other, SB_FAKE_END), ==, 0);
  assert_on_record (f, uuid, SB_IMPERSONATION_ACTIVE);

  /* Nobody is signed in any more. */
  resume (f);
  sb_recovery_let_go (f->recovery);
  sb_test_wait_until (G_OBJECT (f->recovery)->ref_count == 1);
  g_assert_cmpuint (sb_recovery_get_count (f->recovery), ==, 0);
}

/* Somebody works in it: it is theirs until they die. */
static void
test_resume_owned (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = leave_behind (f, "12", TRUE);
  const char *folder = sb_ledger_get_folder (sb_recovery_get_ledger (f->recovery));
  SbSessionLock *lock = sb_session_lock_try (folder, uuid, SB_SESSION_ROLE_OWNER);
  gboolean has_waited = FALSE;

  resume (f);
  g_timeout_add_once (100, wait_over_cb, &has_waited);
  sb_test_wait_until (has_waited);
  g_assert_cmpuint (sb_recovery_get_count (f->recovery), ==, 0);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_END), ==, 0);

  push_ended (f, uuid);
  sb_session_lock_release (lock);
  sb_test_wait_until (f->n_paid == 1);
  assert_on_record (f, uuid, SB_IMPERSONATION_ENDED);
}

/* The ledger has lost its past: the platform is asked, again if it does not answer, and once only if it does. */
static void
test_record_lost (Fixture *f, gconstpointer data)
{
  const char *folder = sb_ledger_get_folder (sb_recovery_get_ledger (f->recovery));
  g_autofree char *path = g_build_filename (folder, "ledger.db", NULL);
  g_autofree char *garbage = g_strnfill (8192, 'x');
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_session_unref);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, garbage, -1, NULL));
  g_ptr_array_add (open, sb_session_new (uuid, "4711", NULL));
  g_ptr_array_add (open, sb_session_new ("../../etc/passwd", "4712", NULL));
  ((SbSession *) open->pdata[0])->started_at = g_date_time_new_from_unix_utc (1000000);

  sb_fake_platform_push_error (f->platform, SB_FAKE_LIST_OPEN_SESSIONS,
                               sb_api_error_new (SB_API_ERROR_NETWORK, "scripted"));
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_OPEN_SESSIONS, g_steal_pointer (&open),
                                (GDestroyNotify) g_ptr_array_unref);
  push_ended (f, uuid);
  resume (f);
  sb_test_wait_until (f->n_paid == 1);
  g_assert_cmpuint (f->n_lost, ==, 1);
  g_assert_cmpuint (f->n_rebuilt, ==, 1);
  assert_on_record (f, uuid, SB_IMPERSONATION_ENDED);

  resume (f);
  sb_test_wait_until (G_OBJECT (f->recovery)->ref_count == 1);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_OPEN_SESSIONS), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/recovery/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("paid-in-the-end", test_paid_in_the_end);
  ADD ("two", test_two);
  ADD ("now", test_now);
  ADD ("dropped-while-waiting", test_dropped_while_waiting);
#undef ADD
#define ADD(path, function) g_test_add ("/recovery/ledger/" path, Fixture, "", set_up, function, tear_down)
  ADD ("resume", test_resume);
  ADD ("resume-unreachable", test_resume_unreachable);
  ADD ("resume-owned", test_resume_owned);
  ADD ("other-account", test_other_account);
  ADD ("record-lost", test_record_lost);
#undef ADD

  return g_test_run ();
}
