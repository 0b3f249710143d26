/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A log-in and its record: what is in the ledger at each step of it, over a platform that answers on order. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-fake-platform.h"
#include "sb-guard-line.h"
#include "sb-ledger.h"
#include "sb-session-lock.h"
#include "sb-test-wait.h"

#include <glib/gstdio.h>

typedef struct
{
  SbFakePlatform *platform;
  SbLedger *ledger;
  SbLedger *observer; /* as another process would see it */
  SbImpersonation *impersonation;
  char *folder;
  char *uuid;
  GAsyncResult *begun;
  GAsyncResult *ended;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "Certificate", "HD-1", NULL);
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = "4711", .first_name = "Ana" });
  g_autoptr (SbIdentity) administrator = sb_identity_new (&(SbIdentityFields){ .id = "12", .display_name = "Tea" });

  f->folder = g_build_filename (g_get_user_cache_dir (), "switchback", NULL);
  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  f->platform = sb_fake_platform_new ();
  f->ledger = sb_ledger_new (f->folder);
  f->observer = sb_ledger_new (f->folder);
  f->uuid = g_strdup (request->uuid);
  f->impersonation = g_object_new (SB_TYPE_IMPERSONATION, "platform", f->platform, "learner", learner, "request",
                                   request, "ledger", f->ledger, "administrator", administrator, "retry-unit-ms", 0,
                                   NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->begun);
  g_clear_object (&f->ended);
  sb_test_drain ();
  for (guint op = 0; op < SB_FAKE_N_OPS; op++)
    g_assert_cmpuint (sb_fake_platform_count_unused (f->platform, op), ==, 0);

  if (f->impersonation != NULL)
    g_assert_finalize_object (f->impersonation);
  g_assert_finalize_object (f->platform);
  g_assert_finalize_object (f->ledger);
  g_assert_finalize_object (f->observer);
  g_free (f->folder);
  g_free (f->uuid);
}

static SbSession *
new_session (Fixture *f, gboolean has_ended)
{
  SbSession *session = sb_session_new (f->uuid, "4711", has_ended ? NULL : "token");

  session->started_at = g_date_time_new_from_unix_utc (1000000);
  session->expires_at = g_date_time_new_from_unix_utc (1003600);
  if (has_ended)
    {
      session->ended_at = g_date_time_new_from_unix_utc (1000060);
      session->end_notice.is_known = TRUE;
      session->end_notice.platform = SB_NOTICE_STATE_DELIVERED;
    }

  return session;
}

static void
push_session (Fixture *f, SbFakeOp op)
{
  sb_fake_platform_push_answer (f->platform, op, new_session (f, op == SB_FAKE_END),
                                (GDestroyNotify) sb_session_unref);
}

static void
push_errors (Fixture *f, SbFakeOp op, SbApiError code, guint n)
{
  for (guint i = 0; i < n; i++)
    sb_fake_platform_push_error (f->platform, op, sb_api_error_new (code, "As ordered"));
}

static void
start (Fixture *f, GCancellable *cancellable)
{
  sb_impersonation_begin_async (f->impersonation, cancellable, sb_test_store_result, &f->begun);
}

static gboolean
finish_begin (Fixture *f, GError **error)
{
  sb_test_wait_until (f->begun != NULL);

  return sb_impersonation_begin_finish (f->impersonation, f->begun, error);
}

static gboolean
end (Fixture *f, SbEndHow how, GError **error)
{
  g_clear_object (&f->ended);
  sb_impersonation_end_async (f->impersonation, how, sb_test_store_result, &f->ended);
  sb_test_wait_until (f->ended != NULL);

  return sb_impersonation_end_finish (f->impersonation, f->ended, error);
}

static void
make_active (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  push_session (f, SB_FAKE_BEGIN);
  start (f, NULL);
  g_assert_true (finish_begin (f, &error));
  g_assert_no_error (error);
}

static SbLedgerEntry *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  SbLedgerEntry *entry = sb_ledger_load (f->observer, f->uuid, &error);

  g_assert_no_error (error);

  return entry;
}

static SbImpersonationState
state_on_record (Fixture *f)
{
  g_autoptr (SbLedgerEntry) entry = load (f);

  return entry->state;
}

static gint64
expiry_on_record (Fixture *f)
{
  g_autoptr (SbLedgerEntry) entry = load (f);

  return entry->expires_at != NULL ? g_date_time_to_unix (entry->expires_at) : 0;
}

static gboolean
is_locked (Fixture *f)
{
  g_autoptr (SbSessionLock) lock = sb_session_lock_try (f->folder, f->uuid, SB_SESSION_ROLE_OWNER);

  return lock == NULL;
}

static void
test_each_step (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  /* Before the first byte. */
  sb_fake_platform_push_hold (f->platform, SB_FAKE_BEGIN);
  start (f, NULL);
  sb_test_wait_until (sb_fake_platform_count_held (f->platform, SB_FAKE_BEGIN) == 1);
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_STARTING);
  g_assert_true (is_locked (f));

  sb_fake_platform_release_answer (f->platform, SB_FAKE_BEGIN, new_session (f, FALSE),
                                   (GDestroyNotify) sb_session_unref);
  g_assert_true (finish_begin (f, &error));
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_ACTIVE);

  sb_fake_platform_push_hold (f->platform, SB_FAKE_END);
  sb_impersonation_end_async (f->impersonation, SB_END_CLOSED, sb_test_store_result, &f->ended);
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_ENDING);
  g_assert_true (is_locked (f));

  sb_fake_platform_release_answer (f->platform, SB_FAKE_END, new_session (f, TRUE), (GDestroyNotify) sb_session_unref);
  sb_test_wait_until (f->ended != NULL);

  /* And written before we hear of it. */
  entry = load (f);
  g_assert_cmpint (entry->state, ==, SB_IMPERSONATION_ENDED);
  g_assert_cmpint (entry->how, ==, SB_END_CLOSED);
  g_assert_cmpstr (entry->administrator_id, ==, "12");
  g_assert_cmpstr (entry->learner_name, ==, "Ana");
  g_assert_cmpint (entry->end_notice.platform, ==, SB_NOTICE_STATE_DELIVERED);
  g_assert_false (is_locked (f));
}

/* More time is written down, or the log-in would look as if it had expired; and the token stays. */
static void
test_keep_alive (Fixture *f, gconstpointer data)
{
  SbSession *longer = new_session (f, FALSE);
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  make_active (f);
  g_clear_pointer (&longer->token, g_free);
  g_clear_pointer (&longer->expires_at, g_date_time_unref);
  longer->expires_at = g_date_time_new_from_unix_utc (1005400);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_KEEP_ALIVE, longer, (GDestroyNotify) sb_session_unref);
  sb_impersonation_keep_alive_async (f->impersonation, NULL, sb_test_store_result, &kept);
  sb_test_wait_until (kept != NULL);
  g_assert_true (sb_impersonation_keep_alive_finish (f->impersonation, kept, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_date_time_to_unix (sb_impersonation_get_session (f->impersonation)->expires_at), ==, 1005400);
  g_assert_cmpstr (sb_impersonation_get_session (f->impersonation)->token, ==, "token");
  sb_test_wait_until (expiry_on_record (f) == 1005400);
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_ACTIVE);

  push_session (f, SB_FAKE_END);
  g_assert_true (end (f, SB_END_SWITCH_BACK, &error));
}

/* The end overtakes the answer: what is over gets no more time. */
static void
test_keep_alive_too_late (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GError) error = NULL;

  make_active (f);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_KEEP_ALIVE);
  sb_impersonation_keep_alive_async (f->impersonation, NULL, sb_test_store_result, &kept);
  push_session (f, SB_FAKE_END);
  g_assert_true (end (f, SB_END_SWITCH_BACK, &error));
  sb_fake_platform_release_answer (f->platform, SB_FAKE_KEEP_ALIVE, new_session (f, FALSE),
                                   (GDestroyNotify) sb_session_unref);
  sb_test_wait_until (kept != NULL);
  g_assert_cmpint (sb_impersonation_get_state (f->impersonation), ==, SB_IMPERSONATION_ENDED);
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_ENDED);

  sb_impersonation_keep_alive_async (f->impersonation, NULL, sb_test_store_result, &refused);
  sb_test_wait_until (refused != NULL);
  g_assert_false (sb_impersonation_keep_alive_finish (f->impersonation, refused, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_CONFLICT);
}

/* The first end arrived and its answer did not: the platform knows better than we how it ended. */
static void
test_how_by_the_platform (Fixture *f, gconstpointer data)
{
  SbSession *record = new_session (f, TRUE);
  g_autoptr (SbLedgerEntry) entry = NULL;

  make_active (f);
  push_errors (f, SB_FAKE_END, SB_API_ERROR_UNAUTHORIZED, 1);
  g_assert_false (end (f, SB_END_SWITCH_BACK, NULL));

  record->has_how = TRUE;
  record->how = SB_END_SWITCH_BACK;
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, record, (GDestroyNotify) sb_session_unref);
  g_assert_true (end (f, SB_END_RECOVERED, NULL));
  entry = load (f);
  g_assert_cmpint (entry->how, ==, SB_END_SWITCH_BACK);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  push_errors (f, SB_FAKE_BEGIN, SB_API_ERROR_FORBIDDEN, 1);
  start (f, NULL);
  g_assert_false (finish_begin (f, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_FORBIDDEN);
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_REFUSED);
  g_assert_false (is_locked (f));
}

/* Given up while it is being written: nothing ever leaves. */
static void
test_cancelled_at_once (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  start (f, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_false (finish_begin (f, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_REFUSED);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 0);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_END), ==, 0);
}

/* Where there should be a folder is a file. */
static void
test_no_record_no_begin (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (f->folder, "", 0, NULL));
  start (f, NULL);
  g_assert_false (finish_begin (f, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_FAILED);
  g_assert_cmpint (sb_impersonation_get_state (f->impersonation), ==, SB_IMPERSONATION_REFUSED);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 0);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_END), ==, 0);
}

static void
test_owed_then_paid (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  make_active (f);
  push_errors (f, SB_FAKE_END, SB_API_ERROR_UNAUTHORIZED, 1);
  g_assert_false (end (f, SB_END_SWITCH_BACK, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_clear_error (&error);
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_OWED);
  g_assert_false (is_locked (f));

  push_session (f, SB_FAKE_END);
  g_assert_true (end (f, SB_END_RECOVERED, &error));
  entry = load (f);
  g_assert_cmpint (entry->state, ==, SB_IMPERSONATION_ENDED);
  g_assert_cmpint (entry->how, ==, SB_END_RECOVERED);
}

/* While somebody else is at it, we are not; and when they are done, there is nothing left to do. */
static void
test_somebody_else (Fixture *f, gconstpointer data)
{
  g_autoptr (SbSessionLock) lock = NULL;
  g_autoptr (SbLedgerEntry) claimed = NULL;
  g_autoptr (SbSession) record = new_session (f, TRUE);
  g_autoptr (GError) error = NULL;

  make_active (f);
  push_errors (f, SB_FAKE_END, SB_API_ERROR_UNAUTHORIZED, 1);
  g_assert_false (end (f, SB_END_SWITCH_BACK, NULL));

  lock = sb_session_lock_try (f->folder, f->uuid, SB_SESSION_ROLE_OWNER);
  g_assert_nonnull (lock);
  g_assert_false (end (f, SB_END_RECOVERED, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (sb_impersonation_get_state (f->impersonation), ==, SB_IMPERSONATION_OWED);

  claimed = sb_ledger_resume_end (f->observer, f->uuid, SB_END_RECOVERED, &error);
  g_assert_true (sb_ledger_take_event (f->observer, f->uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, SB_END_RECOVERED,
                                       record, &error));
  g_assert_no_error (error);
  sb_session_lock_remove (g_steal_pointer (&lock));

  g_assert_true (end (f, SB_END_RECOVERED, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sb_impersonation_get_state (f->impersonation), ==, SB_IMPERSONATION_ENDED);
  g_assert_cmpint (sb_impersonation_get_record (f->impersonation)->end_notice.platform, ==, SB_NOTICE_STATE_DELIVERED);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_END), ==, 1);
}

/* It works in the log-in, and has not ended it in time: it hangs. When it comes back, its own end finds it over. */
static void
test_take_over (Fixture *f, gconstpointer data)
{
  g_autoptr (SbImpersonation) other = NULL;
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (SbLedgerEntry) after = NULL;
  g_autoptr (SbLedgerEntry) last = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  g_autoptr (GError) error = NULL;

  make_active (f);
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_ACTIVE);
  entry = load (f);
  other = sb_impersonation_new_from_entry (SB_PLATFORM (f->platform), f->observer, entry);

  sb_impersonation_end_async (other, SB_END_EXPIRED, sb_test_store_result, &refused);
  sb_test_wait_until (refused != NULL);
  g_assert_false (sb_impersonation_end_finish (other, refused, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_BUSY);
  g_clear_error (&error);

  sb_impersonation_take_over (other);
  push_session (f, SB_FAKE_END);
  sb_impersonation_end_async (other, SB_END_EXPIRED, sb_test_store_result, &ended);
  sb_test_wait_until (ended != NULL);
  g_assert_true (sb_impersonation_end_finish (other, ended, &error));
  g_assert_no_error (error);
  after = load (f);
  g_assert_cmpint (after->state, ==, SB_IMPERSONATION_ENDED);
  g_assert_cmpint (after->how, ==, SB_END_EXPIRED);

  push_session (f, SB_FAKE_END);
  g_assert_true (end (f, SB_END_SWITCH_BACK, &error));
  g_assert_no_error (error);
  g_assert_false (sb_impersonation_is_record_behind (f->impersonation));
  last = load (f);
  g_assert_cmpint (last->how, ==, SB_END_EXPIRED);
  g_assert_cmpint (last->revision, ==, after->revision);
}

/* What is left behind in any state is ended by whoever finds it. */
static void
test_left_behind (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (SbLedgerEntry) after = NULL;
  g_autoptr (GError) error = NULL;

  make_active (f);
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_ACTIVE);
  g_clear_object (&f->begun);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&f->impersonation));
  g_assert_false (is_locked (f));

  entry = load (f);
  f->impersonation = sb_impersonation_new_from_entry (SB_PLATFORM (f->platform), f->ledger, entry);
  g_assert_cmpint (sb_impersonation_get_state (f->impersonation), ==, SB_IMPERSONATION_OWED);
  g_assert_cmpstr (sb_learner_get_display_name (sb_impersonation_get_learner (f->impersonation)), ==, "Ana");

  push_session (f, SB_FAKE_END);
  g_assert_true (end (f, SB_END_RECOVERED, &error));
  g_assert_no_error (error);
  after = load (f);
  g_assert_cmpint (after->state, ==, SB_IMPERSONATION_ENDED);
  g_assert_cmpint (after->how, ==, SB_END_RECOVERED);
}

/* The begin was never answered and never happened. */
static void
test_left_behind_before_it_began (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) planned = NULL;
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  planned = sb_ledger_entry_new_planned ("https://fake.example", NULL,
                                         sb_impersonation_get_learner (f->impersonation),
                                         sb_impersonation_get_request (f->impersonation));
  g_assert_true (sb_ledger_begin (f->ledger, planned, &error));
  entry = load (f);
  g_clear_object (&f->impersonation);
  f->impersonation = sb_impersonation_new_from_entry (SB_PLATFORM (f->platform), f->ledger, entry);

  push_errors (f, SB_FAKE_END, SB_API_ERROR_NOT_FOUND, 1);
  g_assert_true (end (f, SB_END_RECOVERED, &error));
  g_assert_no_error (error);
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_REFUSED);
}

/* A record that cannot be kept any more does not keep us from ending. */
static void
test_record_lost_inside (Fixture *f, gconstpointer data)
{
  g_autofree char *moved = g_strconcat (f->folder, ".moved", NULL);
  g_autoptr (GError) error = NULL;

  make_active (f);
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_ACTIVE);
  g_assert_cmpint (g_rename (f->folder, moved), ==, 0);
  g_assert_true (g_file_set_contents (f->folder, "", 0, NULL));

  push_session (f, SB_FAKE_END);
  g_assert_true (end (f, SB_END_SWITCH_BACK, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sb_impersonation_get_state (f->impersonation), ==, SB_IMPERSONATION_ENDED);
}

static gpointer
nothing_job (SbLedger *ledger, gpointer data, GError **error)
{
  return NULL;
}

/* What was pushed before is done. */
static void
wait_for_ledger (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  sb_ledger_run_async (f->ledger, nothing_job, NULL, NULL, NULL, sb_test_store_result, &result);
  sb_test_wait_until (result != NULL);
  g_assert_null (sb_ledger_run_finish (f->ledger, result, NULL));
}

/* What was done inside is on record, also if the platform confirms it after the end; without a ledger it is not. */
static void
test_acts (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  const SbLedgerAct *act;

  sb_impersonation_note_act (f->impersonation, sb_ledger_act_new (SB_ACT_ITEM_STARTED, "31", "Safety", "6", "Ladders"));
  make_active (f);
  sb_impersonation_note_act (f->impersonation, sb_ledger_act_new (SB_ACT_ITEM_COMPLETED, "31", "Safety", "7", "Doors"));
  push_session (f, SB_FAKE_END);
  g_assert_true (end (f, SB_END_SWITCH_BACK, &error));
  g_assert_no_error (error);
  sb_impersonation_note_act (f->impersonation, sb_ledger_act_new (SB_ACT_ITEM_STARTED, "31", "Safety", "8", "Exits"));
  wait_for_ledger (f);

  entry = load (f);
  g_assert_cmpuint (entry->acts->len, ==, 2);
  act = g_ptr_array_index (entry->acts, 0);
  g_assert_cmpint (act->kind, ==, SB_ACT_ITEM_COMPLETED);
  g_assert_cmpstr (act->item_title, ==, "Doors");
  act = g_ptr_array_index (entry->acts, 1);
  g_assert_cmpstr (act->item_title, ==, "Exits");
}

/* Who is to be promised an end, if nobody watches? */
static void
test_no_guard_no_begin (Fixture *f, gconstpointer data)
{
  g_autofree char *guard = g_strdup (g_getenv ("SWITCHBACK_GUARD"));
  g_autoptr (GError) error = NULL;

  g_setenv ("SWITCHBACK_GUARD", "/nonexistent/switchback-guard", TRUE);
  start (f, NULL);
  g_assert_false (finish_begin (f, &error));
  g_setenv ("SWITCHBACK_GUARD", guard, TRUE);

  g_assert_error (error, SB_GUARD_ERROR, SB_GUARD_ERROR_NOT_STARTED);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 0);
  g_assert_cmpint (sb_impersonation_get_state (f->impersonation), ==, SB_IMPERSONATION_REFUSED);
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_REFUSED);
  g_assert_false (is_locked (f));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/recorded/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("each-step", test_each_step);
  ADD ("acts", test_acts);
  ADD ("keep-alive", test_keep_alive);
  ADD ("keep-alive-too-late", test_keep_alive_too_late);
  ADD ("how-by-the-platform", test_how_by_the_platform);
  ADD ("refused", test_refused);
  ADD ("cancelled-at-once", test_cancelled_at_once);
  ADD ("no-record-no-begin", test_no_record_no_begin);
  ADD ("no-guard-no-begin", test_no_guard_no_begin);
  ADD ("take-over", test_take_over);
  ADD ("owed-then-paid", test_owed_then_paid);
  ADD ("somebody-else", test_somebody_else);
  ADD ("left-behind", test_left_behind);
  ADD ("left-behind-before-it-began", test_left_behind_before_it_began);
  ADD ("record-lost-inside", test_record_lost_inside);
#undef ADD

  return g_test_run ();
}
