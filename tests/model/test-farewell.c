/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said after a log-in: at once, and when the platform's record was read back. */

#include "config.h"

#include "sb-farewell.h"
#include "sb-model-fixtures.h"
#include "sb-test-wait.h"
#include "sb-time.h"

typedef struct
{
  SbFakePlatform *platform;
  SbImpersonation *impersonation;
  guint n_told;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLearner) learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, NULL);

  f->platform = sb_fake_platform_new ();
  f->impersonation = sb_model_visit (f->platform, learner);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->impersonation);
  g_assert_finalize_object (f->platform);
}

static SbSession *
new_record (Fixture *f, SbNoticeState end, SbNoticeState email)
{
  SbSession *record = sb_model_session (sb_impersonation_get_request (f->impersonation)->uuid, "4711");

  record->ended_at = sb_time_parse ("2026-11-22T14:31:00Z");
  record->begin_notice.is_known = TRUE;
  record->begin_notice.platform = SB_NOTICE_STATE_DELIVERED;
  record->begin_notice.email = email;
  record->end_notice.is_known = TRUE;
  record->end_notice.platform = end;
  record->end_notice.email = email;

  return record;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_done = user_data;
  g_autoptr (GError) error = NULL;

  sb_impersonation_end_finish (SB_IMPERSONATION (source), result, &error);
  g_assert_no_error (error);
  *is_done = TRUE;
}

static void
sentence_cb (SbFarewell *farewell, GParamSpec *pspec, Fixture *f)
{
  f->n_told++;
}

static SbFarewell *
end (Fixture *f, SbNoticeState state, SbNoticeState email)
{
  SbFarewell *farewell;
  gboolean is_done = FALSE;

  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, new_record (f, state, email),
                                (GDestroyNotify) sb_session_unref);
  sb_impersonation_end_async (f->impersonation, SB_END_SWITCH_BACK, ended_cb, &is_done);
  sb_test_wait_until (is_done);

  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_SESSION);
  farewell = sb_farewell_new (f->impersonation, NULL);
  g_signal_connect (farewell, "notify::sentence", G_CALLBACK (sentence_cb), f);
  sb_test_drain ();

  return farewell;
}

static void
read_back (Fixture *f, SbNoticeState state, SbNoticeState email)
{
  sb_fake_platform_release_answer (f->platform, SB_FAKE_LOAD_SESSION, new_record (f, state, email),
                                   (GDestroyNotify) sb_session_unref);
  sb_test_drain ();
}

static void
test_better (Fixture *f, gconstpointer data)
{
  g_autoptr (SbFarewell) farewell = end (f, SB_NOTICE_STATE_DELIVERED, SB_NOTICE_STATE_QUEUED);

  g_assert_cmpstr (sb_farewell_get_sentence (farewell), ==,
                   "Ana Silva was told at 14:02 and at 14:31, in the platform; an e-mail is on its way");
  g_assert_false (sb_farewell_is_settled (farewell));
  read_back (f, SB_NOTICE_STATE_DELIVERED, SB_NOTICE_STATE_DELIVERED);
  g_assert_cmpstr (sb_farewell_get_sentence (farewell), ==,
                   "Ana Silva was told at 14:02 and at 14:31, in the platform and by e-mail");
  g_assert_cmpuint (f->n_told, ==, 1);
  g_assert_false (sb_farewell_get_needs_attention (farewell));
  g_assert_true (sb_farewell_is_settled (farewell));
}

static void
test_worse (Fixture *f, gconstpointer data)
{
  g_autoptr (SbFarewell) farewell = end (f, SB_NOTICE_STATE_DELIVERED, SB_NOTICE_STATE_NONE);

  g_assert_false (sb_farewell_get_needs_attention (farewell));
  read_back (f, SB_NOTICE_STATE_FAILED, SB_NOTICE_STATE_NONE);
  g_assert_cmpstr (sb_farewell_get_sentence (farewell), ==,
                   "You are back. Ana Silva was told at 14:02 that you came, but could not be told that you left");
  g_assert_true (sb_farewell_get_needs_attention (farewell));
}

/* What is read back is what was said: nothing is said again. */
static void
test_same (Fixture *f, gconstpointer data)
{
  g_autoptr (SbFarewell) farewell = end (f, SB_NOTICE_STATE_DELIVERED, SB_NOTICE_STATE_DELIVERED);

  read_back (f, SB_NOTICE_STATE_DELIVERED, SB_NOTICE_STATE_DELIVERED);
  g_assert_cmpuint (f->n_told, ==, 0);
  g_assert_true (sb_farewell_is_settled (farewell));
}

static void
test_dropped (Fixture *f, gconstpointer data)
{
  SbFarewell *farewell = end (f, SB_NOTICE_STATE_DELIVERED, SB_NOTICE_STATE_QUEUED);

  g_assert_finalize_object (farewell);
  sb_test_drain ();
  g_assert_cmpuint (f->n_told, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/farewell/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("better", test_better);
  ADD ("worse", test_worse);
  ADD ("same", test_same);
  ADD ("dropped", test_dropped);
#undef ADD

  return g_test_run ();
}
