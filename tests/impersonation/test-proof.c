/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the platform's record back after the end: when it is looked at again and when not, what is believed, and what
 * goes on record. Over a platform that answers on order. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-fake-platform.h"
#include "sb-proof-reader.h"
#include "sb-test-wait.h"
#include "sb-told.h"

#define START G_GINT64_CONSTANT (1000000)

typedef struct
{
  SbFakePlatform *platform;
  SbLedger *ledger;
  SbProofReader *reader;
  char *uuid;
  guint n_changes;
} Fixture;

/* A letter for each of the four: begin in the platform, by e-mail, end in the platform, by e-mail. */
static SbSession *
new_session (const char *uuid, const char *letters)
{
  static const char *const states = "?-qdf";
  SbSession *session = sb_session_new (uuid, "4711", NULL);
  SbNoticeOutcome *outcomes[] = { &session->begin_notice, &session->end_notice };

  session->started_at = g_date_time_new_from_unix_utc (START);
  session->expires_at = g_date_time_new_from_unix_utc (START + 3600);
  session->ended_at = g_date_time_new_from_unix_utc (START + 600);
  for (guint i = 0; i < 2; i++)
    {
      outcomes[i]->is_known = TRUE;
      outcomes[i]->platform = strchr (states, letters[2 * i]) - states;
      outcomes[i]->email = strchr (states, letters[2 * i + 1]) - states;
      outcomes[i]->platform_at = g_date_time_new_from_unix_utc (START + 600 * i);
      outcomes[i]->email_at = g_date_time_new_from_unix_utc (START + 600 * i + 1);
    }

  return session;
}

static void
changed_cb (SbProofReader *reader, Fixture *f)
{
  f->n_changes++;
}

/* One log-in that is over and on record, as the end was answered. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "switchback", NULL);
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "", "", NULL);
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = "4711", .first_name = "Ana" });
  g_autoptr (SbLedgerEntry) entry = sb_ledger_entry_new_planned ("https://acme.example", NULL, learner, request);
  g_autoptr (SbSession) confirmed = new_session (request->uuid, "ddqq");
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  f->uuid = g_strdup (request->uuid);
  f->platform = sb_fake_platform_new ();
  f->ledger = sb_ledger_new (folder);
  sb_ledger_begin (f->ledger, entry, &error);
  sb_ledger_take_event (f->ledger, f->uuid, SB_IMPERSONATION_EVENT_BEGUN, 0, confirmed, &error);
  sb_ledger_take_event (f->ledger, f->uuid, SB_IMPERSONATION_EVENT_END, SB_END_SWITCH_BACK, NULL, &error);
  sb_ledger_take_event (f->ledger, f->uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, 0, confirmed, &error);
  g_assert_no_error (error);

  f->reader = sb_proof_reader_new (SB_PLATFORM (f->platform), f->ledger, confirmed);
  g_object_set (f->reader, "retry-unit-ms", 0, NULL);
  g_signal_connect (f->reader, "changed", G_CALLBACK (changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (sb_fake_platform_count_unused (f->platform, SB_FAKE_LOAD_SESSION), ==, 0);
  if (f->reader != NULL)
    g_assert_finalize_object (f->reader);
  sb_test_drain ();
  g_assert_finalize_object (f->ledger);
  g_assert_finalize_object (f->platform);
  g_free (f->uuid);
}

static void
push (Fixture *f, const char *letters)
{
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_SESSION, new_session (f->uuid, letters),
                                (GDestroyNotify) sb_session_unref);
}

static gpointer
nothing_job (SbLedger *ledger, gpointer data, GError **error)
{
  return NULL;
}

static SbLedgerEntry *
settle (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SbLedgerEntry *entry;

  sb_proof_reader_start (f->reader);
  sb_test_wait_until (sb_proof_reader_is_settled (f->reader));
  sb_ledger_run_async (f->ledger, nothing_job, NULL, NULL, NULL, sb_test_store_result, &result);
  sb_test_wait_until (result != NULL);
  g_assert_null (sb_ledger_run_finish (f->ledger, result, NULL));

  entry = sb_ledger_load (f->ledger, f->uuid, &error);
  g_assert_no_error (error);

  return entry;
}

static void
assert_chain_is_whole (Fixture *f)
{
  g_auto (SbLedgerVerdict) verdict = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_ledger_check (f->ledger, &verdict, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verdict.fault, ==, SB_LEDGER_FAULT_NONE);
}

/* All is there at the first look: there is no second. */
static void
test_at_once (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = NULL;

  push (f, "dddd");
  entry = settle (f);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_SESSION), ==, 1);
  g_assert_cmpuint (f->n_changes, ==, 1);
  g_assert_cmpint (sb_proof_reader_get_proof (f->reader), ==, SB_LEDGER_PROOF_CONFIRMED);
  g_assert_cmpint (entry->proof, ==, SB_LEDGER_PROOF_CONFIRMED);
  g_assert_cmpint (entry->end_notice.email, ==, SB_NOTICE_STATE_DELIVERED);
  g_assert_false (sb_ledger_entry_needs_attention (entry));
  assert_chain_is_whole (f);
}

/* Looked at again while something is on its way; only news is told and written. */
static void
test_later (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = NULL;

  push (f, "ddqq");
  push (f, "dddq");
  push (f, "dddq");
  push (f, "dddf");
  entry = settle (f);
  g_assert_cmpuint (f->n_changes, ==, 3);
  g_assert_cmpint (entry->end_notice.email, ==, SB_NOTICE_STATE_FAILED);
  g_assert_true (sb_ledger_entry_needs_attention (entry));
  assert_chain_is_whole (f);
}

/* It is given up at last; a mail that never leaves does not keep us busy for ever. */
static void
test_bounded (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = NULL;

  for (guint i = 0; i < 5; i++)
    push (f, "dddq");
  entry = settle (f);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_SESSION), ==, 5);
  g_assert_cmpint (entry->end_notice.email, ==, SB_NOTICE_STATE_QUEUED);
}

static void
test_unreachable (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = NULL;

  sb_fake_platform_push_error (f->platform, SB_FAKE_LOAD_SESSION, sb_api_error_new (SB_API_ERROR_NETWORK, "No"));
  sb_fake_platform_push_error (f->platform, SB_FAKE_LOAD_SESSION, sb_api_error_new (SB_API_ERROR_SERVER, "No"));
  push (f, "dddd");
  entry = settle (f);
  g_assert_cmpint (entry->proof, ==, SB_LEDGER_PROOF_CONFIRMED);
  g_assert_cmpuint (f->n_changes, ==, 2);
}

/* A platform without the call: what was said stays, and that nobody could look is on record. */
static void
test_no_call (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = settle (f);

  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_SESSION), ==, 1);
  g_assert_cmpint (entry->proof, ==, SB_LEDGER_PROOF_UNAVAILABLE);
  g_assert_cmpint (entry->end_notice.email, ==, SB_NOTICE_STATE_QUEUED);
  g_assert_false (sb_ledger_entry_needs_attention (entry));
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = NULL;

  for (guint i = 0; i < 5; i++)
    sb_fake_platform_push_error (f->platform, SB_FAKE_LOAD_SESSION,
                                 sb_api_error_new_for_reply (SB_API_ERROR_NOT_FOUND, 404, "session_not_found", "No"));
  entry = settle (f);
  g_assert_cmpint (entry->proof, ==, SB_LEDGER_PROOF_MISSING);
  g_assert_true (sb_ledger_entry_needs_attention (entry));
}

/* A lie is looked at again, and what it says is not taken over; if it is put right, that is believed. */
static void
test_put_right (Fixture *f, gconstpointer data)
{
  SbSession *open = new_session (f->uuid, "ddff");
  SbSession *another = new_session ("11111111-2222-4333-8444-555555555555", "ddff");
  g_autoptr (SbLedgerEntry) entry = NULL;

  g_clear_pointer (&open->ended_at, g_date_time_unref);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_SESSION, open, (GDestroyNotify) sb_session_unref);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_SESSION, another, (GDestroyNotify) sb_session_unref);
  push (f, "dddd");
  entry = settle (f);
  g_assert_cmpuint (f->n_changes, ==, 3);
  g_assert_cmpint (entry->proof, ==, SB_LEDGER_PROOF_CONFIRMED);
  g_assert_cmpint (entry->end_notice.email, ==, SB_NOTICE_STATE_DELIVERED);
}

static void
test_dropped (Fixture *f, gconstpointer data)
{
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_SESSION);
  sb_proof_reader_start (f->reader);
  sb_test_drain ();
  g_object_run_dispose (G_OBJECT (f->reader));
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&f->reader));
  g_assert_cmpuint (f->n_changes, ==, 0);
}

/* ---- judging ---- */

static void
test_too_early (void)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (START);
  g_autoptr (GDateTime) before = g_date_time_add_minutes (start, -2);
  g_autoptr (GDateTime) nearly = g_date_time_add_seconds (start, -30);
  SbNoticeOutcome outcome = { .is_known = TRUE, .platform = SB_NOTICE_STATE_DELIVERED, .platform_at = before,
                              .email = SB_NOTICE_STATE_NONE };

  g_assert_cmpint (sb_told_judge (&outcome, start).platform, ==, SB_TOLD_TOO_EARLY);
  g_assert_true (sb_told_is_missing (sb_told_judge (&outcome, start)));
  outcome.platform_at = nearly;
  g_assert_cmpint (sb_told_judge (&outcome, start).platform, ==, SB_TOLD);
  g_assert_false (sb_told_is_missing (sb_told_judge (&outcome, start)));
  outcome.email = SB_NOTICE_STATE_FAILED;
  g_assert_true (sb_told_is_missing (sb_told_judge (&outcome, start)));
  outcome.is_known = FALSE;
  g_assert_cmpint (sb_told_judge (&outcome, start).platform, ==, SB_TOLD_NOT_SAID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/proof/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("at-once", test_at_once);
  ADD ("later", test_later);
  ADD ("bounded", test_bounded);
  ADD ("unreachable", test_unreachable);
  ADD ("no-call", test_no_call);
  ADD ("missing", test_missing);
  ADD ("put-right", test_put_right);
  ADD ("dropped", test_dropped);
#undef ADD
  g_test_add_func ("/proof/too-early", test_too_early);

  return g_test_run ();
}
