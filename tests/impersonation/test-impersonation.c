/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The state machine as a table, and the routine for begin and end over a platform that answers on order. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-fake-platform.h"
#include "sb-impersonation.h"

#include <string.h>

/* ---- the table ---- */

static const char *const state_letters = "PSAEDRO"; /* planned, starting, active, ending, done, refused, owed */

/* One row a state, one letter an event in their order; a dot is "cannot happen". */
static const char *const expected_table[] = {
  /*         begin, begun, refused, lost, kept alive, end, confirmed, unknown, end lost */
  /* P */ "S........",
  /* S */ ".ARE.....",
  /* A */ "....AE...",
  /* E */ "......DRO",
  /* D */ ".........",
  /* R */ ".........",
  /* O */ ".....E...",
};

static void
test_every_pair (void)
{
  for (guint state = SB_IMPERSONATION_PLANNED; state <= SB_IMPERSONATION_OWED; state++)
    for (guint event = SB_IMPERSONATION_EVENT_BEGIN; event <= SB_IMPERSONATION_EVENT_END_LOST; event++)
      {
        const char expected = expected_table[state][event];
        SbImpersonationState next = 99;
        gboolean is_valid = sb_impersonation_next_state (state, event, &next);

        g_test_message ("%c, event %u", state_letters[state], event);
        g_assert_cmpint (is_valid, ==, expected != '.');
        if (is_valid)
          g_assert_cmpint (state_letters[next], ==, expected);
        else
          g_assert_cmpint (next, ==, 99);
      }
}

/* ---- the routine ---- */

typedef struct
{
  SbFakePlatform *platform;
  SbImpersonation *impersonation;
  char *uuid;
  GString *states; /* a letter for each state that was notified */
  gboolean is_begun;
  GError *begin_error;
  guint n_begin_answers;
  guint n_end_answers;
  guint n_end_successes;
  GError *end_error;
} Fixture;

static void
state_cb (SbImpersonation *impersonation, GParamSpec *pspec, Fixture *fixture)
{
  g_string_append_c (fixture->states, state_letters[sb_impersonation_get_state (impersonation)]);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "Certificate", "HD-1", NULL);
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields) { .id = "4711", .user_name = "ana" });

  fixture->platform = sb_fake_platform_new ();
  fixture->impersonation = g_object_new (SB_TYPE_IMPERSONATION,
                                         "platform", fixture->platform,
                                         "learner", learner,
                                         "request", request,
                                         "retry-unit-ms", 0,
                                         NULL);
  fixture->uuid = g_strdup (request->uuid);
  fixture->states = g_string_new (NULL);
  g_signal_connect (fixture->impersonation, "notify::state", G_CALLBACK (state_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint op = 0; op < SB_FAKE_N_OPS; op++)
    {
      g_assert_cmpuint (sb_fake_platform_count_unused (fixture->platform, op), ==, 0);
      g_assert_cmpuint (sb_fake_platform_count_held (fixture->platform, op), ==, 0);
    }

  if (fixture->impersonation != NULL)
    g_assert_finalize_object (fixture->impersonation);
  g_assert_finalize_object (fixture->platform);
  g_clear_error (&fixture->begin_error);
  g_clear_error (&fixture->end_error);
  g_string_free (fixture->states, TRUE);
  g_free (fixture->uuid);
}

/* Bounded, so that an answer that never comes is a failure and not a hang. */
static void
spin_until (guint *count, guint expected)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (*count < expected && g_get_monotonic_time () < deadline)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (100);

  g_assert_cmpuint (*count, ==, expected);
}

/* Until nothing is left to do now; with a retry unit of zero that includes every retry. */
static void
settle (void)
{
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->is_begun = sb_impersonation_begin_finish (SB_IMPERSONATION (source), result, &fixture->begin_error);
  g_assert_true (fixture->is_begun == (fixture->begin_error == NULL));
  fixture->n_begin_answers++;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->end_error);
  if (sb_impersonation_end_finish (SB_IMPERSONATION (source), result, &fixture->end_error))
    fixture->n_end_successes++;
  fixture->n_end_answers++;
}

static void
push_session (Fixture *fixture, SbFakeOp op)
{
  sb_fake_platform_push_answer (fixture->platform, op,
                                sb_session_new (fixture->uuid, "4711", op == SB_FAKE_BEGIN ? "token" : NULL),
                                (GDestroyNotify) sb_session_unref);
}

static void
push_errors (Fixture *fixture, SbFakeOp op, SbApiError code, guint n)
{
  for (guint i = 0; i < n; i++)
    sb_fake_platform_push_error (fixture->platform, op, sb_api_error_new (code, "As ordered"));
}

static void
begin (Fixture *fixture, GCancellable *cancellable)
{
  sb_impersonation_begin_async (fixture->impersonation, cancellable, begun_cb, fixture);
  spin_until (&fixture->n_begin_answers, 1);
}

static void
make_active (Fixture *fixture)
{
  push_session (fixture, SB_FAKE_BEGIN);
  begin (fixture, NULL);
  g_assert_no_error (fixture->begin_error);
  g_assert_cmpint (sb_impersonation_get_state (fixture->impersonation), ==, SB_IMPERSONATION_ACTIVE);
}

static void
assert_log (Fixture *fixture, const char *expected)
{
  g_autofree char *log = sb_fake_platform_dup_log (fixture->platform);
  g_auto (GStrv) parts = g_strsplit (log, fixture->uuid, -1);
  g_autofree char *anonymous = g_strjoinv ("UUID", parts);

  g_assert_cmpstr (anonymous, ==, expected);
}

static void
test_happy_path (Fixture *fixture, gconstpointer data)
{
  make_active (fixture);
  g_assert_cmpstr (sb_impersonation_get_session (fixture->impersonation)->token, ==, "token");
  g_assert_null (sb_impersonation_get_record (fixture->impersonation));

  push_session (fixture, SB_FAKE_END);
  sb_impersonation_end_async (fixture->impersonation, SB_END_SWITCH_BACK, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);

  g_assert_no_error (fixture->end_error);
  g_assert_nonnull (sb_impersonation_get_record (fixture->impersonation));
  g_assert_cmpstr (fixture->states->str, ==, "SAED");
  assert_log (fixture, "begin UUID learner=4711\nend UUID how=switch-back\n");
}

static void
test_refusal (Fixture *fixture, gconstpointer data)
{
  static const SbApiError codes[] = {
    SB_API_ERROR_FORBIDDEN,    SB_API_ERROR_CONFLICT,     SB_API_ERROR_INVALID,  SB_API_ERROR_NOT_FOUND,
    SB_API_ERROR_UNAUTHORIZED, SB_API_ERROR_HOST_UNKNOWN, SB_API_ERROR_INSECURE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (i > 0)
        {
          tear_down (fixture, NULL);
          memset (fixture, 0, sizeof *fixture);
          set_up (fixture, NULL);
        }

      push_errors (fixture, SB_FAKE_BEGIN, codes[i], 1);
      begin (fixture, NULL);
      g_assert_error (fixture->begin_error, SB_API_ERROR, (int) codes[i]);
      g_assert_cmpstr (fixture->states->str, ==, "SR");
      g_assert_null (sb_impersonation_get_session (fixture->impersonation));
      assert_log (fixture, "begin UUID learner=4711\n");
    }
}

static void
test_begin_is_repeated (Fixture *fixture, gconstpointer data)
{
  push_errors (fixture, SB_FAKE_BEGIN, SB_API_ERROR_TIMEOUT, 1);
  push_errors (fixture, SB_FAKE_BEGIN, SB_API_ERROR_NETWORK, 1);
  make_active (fixture);

  g_assert_cmpstr (fixture->states->str, ==, "SA");
  assert_log (fixture, "begin UUID learner=4711\nbegin UUID learner=4711\nbegin UUID learner=4711\n");

  push_session (fixture, SB_FAKE_END);
  sb_impersonation_end_async (fixture->impersonation, SB_END_CLOSED, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);
}

static void
test_lost_then_unknown (Fixture *fixture, gconstpointer data)
{
  push_errors (fixture, SB_FAKE_BEGIN, SB_API_ERROR_NETWORK, 3);
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_NOT_FOUND, 1);
  begin (fixture, NULL);

  g_assert_error (fixture->begin_error, SB_API_ERROR, SB_API_ERROR_NETWORK);
  g_assert_cmpstr (fixture->states->str, ==, "SER");
  g_assert_cmpuint (sb_fake_platform_count_calls (fixture->platform, SB_FAKE_BEGIN), ==, 3);
  g_assert_cmpuint (sb_fake_platform_count_calls (fixture->platform, SB_FAKE_END), ==, 1);
}

static void
test_lost_then_recovered (Fixture *fixture, gconstpointer data)
{
  push_errors (fixture, SB_FAKE_BEGIN, SB_API_ERROR_TIMEOUT, 3);
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_TIMEOUT, 2);
  push_session (fixture, SB_FAKE_END);
  begin (fixture, NULL);

  /* The platform had it open after all: the learner was told both times, and that is on record. */
  g_assert_error (fixture->begin_error, SB_API_ERROR, SB_API_ERROR_TIMEOUT);
  g_assert_cmpstr (fixture->states->str, ==, "SED");
  g_assert_nonnull (sb_impersonation_get_record (fixture->impersonation));
  assert_log (fixture,
              "begin UUID learner=4711\nbegin UUID learner=4711\nbegin UUID learner=4711\n"
              "end UUID how=recovered\nend UUID how=recovered\nend UUID how=recovered\n");
}

static void
test_lost_then_owed (Fixture *fixture, gconstpointer data)
{
  push_errors (fixture, SB_FAKE_BEGIN, SB_API_ERROR_NETWORK, 3);
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_NETWORK, 4);
  begin (fixture, NULL);

  g_assert_error (fixture->begin_error, SB_API_ERROR, SB_API_ERROR_NETWORK);
  g_assert_cmpstr (fixture->states->str, ==, "SEO");

  /* And once the network is back, it is settled. */
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_NOT_FOUND, 1);
  sb_impersonation_end_async (fixture->impersonation, SB_END_RECOVERED, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);
  g_assert_cmpuint (fixture->n_end_successes, ==, 1);
  g_assert_cmpstr (fixture->states->str, ==, "SEOER");
}

/* The first request may have opened it; that the second is refused does not undo that. */
static void
test_refused_after_lost (Fixture *fixture, gconstpointer data)
{
  push_errors (fixture, SB_FAKE_BEGIN, SB_API_ERROR_TIMEOUT, 1);
  push_errors (fixture, SB_FAKE_BEGIN, SB_API_ERROR_FORBIDDEN, 1);
  push_session (fixture, SB_FAKE_END);
  begin (fixture, NULL);

  g_assert_error (fixture->begin_error, SB_API_ERROR, SB_API_ERROR_FORBIDDEN);
  g_assert_cmpstr (fixture->states->str, ==, "SED");
  assert_log (fixture, "begin UUID learner=4711\nbegin UUID learner=4711\nend UUID how=recovered\n");
}

/* The same, when the first request was repeated below us. */
static void
test_refused_after_busy (Fixture *fixture, gconstpointer data)
{
  GError *error = sb_api_error_new (SB_API_ERROR_UNAUTHORIZED, "As ordered");

  sb_api_error_set_uncertain (error);
  sb_fake_platform_push_error (fixture->platform, SB_FAKE_BEGIN, error);
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_UNAUTHORIZED, 1);
  begin (fixture, NULL);

  g_assert_error (fixture->begin_error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (fixture->states->str, ==, "SEO");
  assert_log (fixture, "begin UUID learner=4711\nend UUID how=recovered\n");
}

/* An error that we have never heard of is no proof that nothing happened. */
static void
test_strange_error (Fixture *fixture, gconstpointer data)
{
  sb_fake_platform_push_error (fixture->platform, SB_FAKE_BEGIN,
                               g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "As ordered"));
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_NOT_FOUND, 1);
  begin (fixture, NULL);

  g_assert_error (fixture->begin_error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (fixture->states->str, ==, "SER");
}

static void
test_cancel_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  begin (fixture, cancellable);

  g_assert_error (fixture->begin_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->states->str, ==, "SR");
  assert_log (fixture, "");
}

static void
test_cancel_during (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  sb_fake_platform_push_hold (fixture->platform, SB_FAKE_BEGIN);
  push_session (fixture, SB_FAKE_END);
  sb_impersonation_begin_async (fixture->impersonation, cancellable, begun_cb, fixture);
  settle ();
  g_assert_cmpuint (fixture->n_begin_answers, ==, 0);

  g_cancellable_cancel (cancellable);
  spin_until (&fixture->n_begin_answers, 1);

  g_assert_error (fixture->begin_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->states->str, ==, "SED");
  assert_log (fixture, "begin UUID learner=4711\nend UUID how=recovered\n");
}

/* The answer is there, but has not been looked at yet, when the administrator gives up. */
static void
test_cancel_with_the_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  push_session (fixture, SB_FAKE_BEGIN);
  push_session (fixture, SB_FAKE_END);
  sb_impersonation_begin_async (fixture->impersonation, cancellable, begun_cb, fixture);
  g_cancellable_cancel (cancellable);
  spin_until (&fixture->n_begin_answers, 1);

  g_assert_error (fixture->begin_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (sb_impersonation_get_session (fixture->impersonation));
  g_assert_cmpstr (fixture->states->str, ==, "SED");
}

static void
test_cancel_after (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  push_session (fixture, SB_FAKE_BEGIN);
  begin (fixture, cancellable);
  g_cancellable_cancel (cancellable);
  settle ();
  g_assert_cmpstr (fixture->states->str, ==, "SA");

  push_session (fixture, SB_FAKE_END);
  sb_impersonation_end_async (fixture->impersonation, SB_END_SWITCH_BACK, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);
  g_assert_no_error (fixture->end_error);
}

static void
test_begin_twice (Fixture *fixture, gconstpointer data)
{
  make_active (fixture);
  sb_impersonation_begin_async (fixture->impersonation, NULL, begun_cb, fixture);
  spin_until (&fixture->n_begin_answers, 2);
  g_assert_error (fixture->begin_error, SB_API_ERROR, SB_API_ERROR_CONFLICT);
  g_assert_cmpstr (fixture->states->str, ==, "SA");
  assert_log (fixture, "begin UUID learner=4711\n");

  push_session (fixture, SB_FAKE_END);
  sb_impersonation_end_async (fixture->impersonation, SB_END_SWITCH_BACK, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);
}

static void
test_end_twice (Fixture *fixture, gconstpointer data)
{
  make_active (fixture);
  sb_fake_platform_push_hold (fixture->platform, SB_FAKE_END);
  sb_impersonation_end_async (fixture->impersonation, SB_END_SWITCH_BACK, ended_cb, fixture);
  sb_impersonation_end_async (fixture->impersonation, SB_END_CLOSED, ended_cb, fixture);
  settle ();
  g_assert_cmpuint (fixture->n_end_answers, ==, 0);

  sb_fake_platform_release_answer (fixture->platform, SB_FAKE_END, sb_session_new (fixture->uuid, "4711", NULL),
                                   (GDestroyNotify) sb_session_unref);
  spin_until (&fixture->n_end_answers, 2);
  g_assert_cmpuint (fixture->n_end_successes, ==, 2);

  /* And a third, when all is over. */
  sb_impersonation_end_async (fixture->impersonation, SB_END_CLOSED, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 3);
  g_assert_cmpuint (fixture->n_end_successes, ==, 3);
  assert_log (fixture, "begin UUID learner=4711\nend UUID how=switch-back\n");
}

static void
test_end_cuts_begin_short (Fixture *fixture, gconstpointer data)
{
  sb_fake_platform_push_hold (fixture->platform, SB_FAKE_BEGIN);
  push_session (fixture, SB_FAKE_END);
  sb_impersonation_begin_async (fixture->impersonation, NULL, begun_cb, fixture);
  settle ();
  sb_impersonation_end_async (fixture->impersonation, SB_END_CLOSED, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);
  spin_until (&fixture->n_begin_answers, 1);

  g_assert_cmpuint (fixture->n_end_successes, ==, 1);
  g_assert_error (fixture->begin_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->states->str, ==, "SED");
  assert_log (fixture, "begin UUID learner=4711\nend UUID how=recovered\n");
}

static void
test_end_before_begin (Fixture *fixture, gconstpointer data)
{
  sb_impersonation_end_async (fixture->impersonation, SB_END_CLOSED, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);

  g_assert_cmpuint (fixture->n_end_successes, ==, 1);
  g_assert_cmpstr (fixture->states->str, ==, "");
  assert_log (fixture, "");
}

static void
test_end_is_repeated (Fixture *fixture, gconstpointer data)
{
  make_active (fixture);
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_SERVER, 3);
  push_session (fixture, SB_FAKE_END);
  sb_impersonation_end_async (fixture->impersonation, SB_END_EXPIRED, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);

  g_assert_no_error (fixture->end_error);
  g_assert_cmpstr (fixture->states->str, ==, "SAED");
}

static void
test_owed_and_tried_again (Fixture *fixture, gconstpointer data)
{
  make_active (fixture);
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_NETWORK, 4);
  sb_impersonation_end_async (fixture->impersonation, SB_END_SWITCH_BACK, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);
  g_assert_error (fixture->end_error, SB_API_ERROR, SB_API_ERROR_NETWORK);
  g_assert_cmpstr (fixture->states->str, ==, "SAEO");

  /* A new try has all its retries again. */
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_NETWORK, 3);
  push_session (fixture, SB_FAKE_END);
  sb_impersonation_end_async (fixture->impersonation, SB_END_SWITCH_BACK, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 2);
  g_assert_no_error (fixture->end_error);
  g_assert_cmpstr (fixture->states->str, ==, "SAEOED");
}

static void
test_signed_out_at_the_end (Fixture *fixture, gconstpointer data)
{
  make_active (fixture);
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_UNAUTHORIZED, 1);
  sb_impersonation_end_async (fixture->impersonation, SB_END_SWITCH_BACK, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);

  g_assert_error (fixture->end_error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (fixture->states->str, ==, "SAEO");
}

/* The platform has forgotten a log-in that we were in: it is over, without a record. */
static void
test_forgotten_by_the_platform (Fixture *fixture, gconstpointer data)
{
  make_active (fixture);
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_NOT_FOUND, 1);
  sb_impersonation_end_async (fixture->impersonation, SB_END_SWITCH_BACK, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);

  g_assert_no_error (fixture->end_error);
  g_assert_null (sb_impersonation_get_record (fixture->impersonation));
  g_assert_cmpstr (fixture->states->str, ==, "SAED");
}

static void
end_when_owed_cb (SbImpersonation *impersonation, GParamSpec *pspec, Fixture *fixture)
{
  if (sb_impersonation_get_state (impersonation) == SB_IMPERSONATION_OWED)
    sb_impersonation_end_async (impersonation, SB_END_RECOVERED, ended_cb, fixture);
}

/* Whoever asks from within a notification waits for the new end and is not given the answer to the old one. */
static void
test_end_from_a_notification (Fixture *fixture, gconstpointer data)
{
  make_active (fixture);
  g_signal_connect (fixture->impersonation, "notify::state", G_CALLBACK (end_when_owed_cb), fixture);
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_FORBIDDEN, 1);
  sb_fake_platform_push_hold (fixture->platform, SB_FAKE_END);
  sb_impersonation_end_async (fixture->impersonation, SB_END_SWITCH_BACK, ended_cb, fixture);
  spin_until (&fixture->n_end_answers, 1);
  settle ();
  g_assert_cmpuint (fixture->n_end_answers, ==, 1);
  g_assert_error (fixture->end_error, SB_API_ERROR, SB_API_ERROR_FORBIDDEN);

  sb_fake_platform_release_answer (fixture->platform, SB_FAKE_END, sb_session_new (fixture->uuid, "4711", NULL),
                                   (GDestroyNotify) sb_session_unref);
  spin_until (&fixture->n_end_answers, 2);
  g_assert_no_error (fixture->end_error);
}

static void
finalized_cb (gpointer data, GObject *object)
{
  (*(guint *) data)++;
}

/* Nobody holds it any more, and still the end is seen through; then it goes. */
static void
test_dropped_while_ending (Fixture *fixture, gconstpointer data)
{
  guint n_finalized = 0;

  make_active (fixture);
  push_errors (fixture, SB_FAKE_END, SB_API_ERROR_NETWORK, 1);
  push_session (fixture, SB_FAKE_END);
  g_object_weak_ref (G_OBJECT (fixture->impersonation), finalized_cb, &n_finalized);
  sb_impersonation_end_async (fixture->impersonation, SB_END_SWITCH_BACK, NULL, NULL);
  g_clear_object (&fixture->impersonation);

  spin_until (&n_finalized, 1);
  g_assert_cmpuint (sb_fake_platform_count_calls (fixture->platform, SB_FAKE_END), ==, 2);
  g_assert_cmpstr (fixture->states->str, ==, "SAED");
}

#define ADD(name, func) g_test_add ("/impersonation/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/impersonation/every-pair", test_every_pair);
  ADD ("happy-path", test_happy_path);
  ADD ("refusal", test_refusal);
  ADD ("begin-is-repeated", test_begin_is_repeated);
  ADD ("lost-then-unknown", test_lost_then_unknown);
  ADD ("lost-then-recovered", test_lost_then_recovered);
  ADD ("lost-then-owed", test_lost_then_owed);
  ADD ("refused-after-lost", test_refused_after_lost);
  ADD ("refused-after-busy", test_refused_after_busy);
  ADD ("strange-error", test_strange_error);
  ADD ("cancel-before", test_cancel_before);
  ADD ("cancel-during", test_cancel_during);
  ADD ("cancel-with-the-answer", test_cancel_with_the_answer);
  ADD ("cancel-after", test_cancel_after);
  ADD ("begin-twice", test_begin_twice);
  ADD ("end-twice", test_end_twice);
  ADD ("end-cuts-begin-short", test_end_cuts_begin_short);
  ADD ("end-before-begin", test_end_before_begin);
  ADD ("end-is-repeated", test_end_is_repeated);
  ADD ("owed-and-tried-again", test_owed_and_tried_again);
  ADD ("signed-out-at-the-end", test_signed_out_at_the_end);
  ADD ("forgotten-by-the-platform", test_forgotten_by_the_platform);
  ADD ("end-from-a-notification", test_end_from_a_notification);
  ADD ("dropped-while-ending", test_dropped_while_ending);

  return g_test_run ();
}
