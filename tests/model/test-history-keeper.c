/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the history is kept: what is deleted at the start and when the preferences change, and what never is. */

#include "config.h"

#include "sb-history-keeper.h"
#include "sb-model-fixtures.h"

#define DAY 86400

typedef struct
{
  SbLedger *ledger;
  GSettings *settings;
  SbHistoryKeeper *keeper;
} Fixture;

/* Begun and, unless it is open, ended @days ago. */
static void
add (Fixture *f, int days, gboolean is_open)
{
  const gint64 at = g_get_real_time () / G_USEC_PER_SEC - (gint64) days * DAY;
  g_autoptr (SbIdentity) administrator = sb_identity_new (&(SbIdentityFields){ .id = "12", .display_name = "Tea" });
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = "4711", .first_name = "Ana" });
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "", "", NULL);
  g_autoptr (SbLedgerEntry) entry
      = sb_ledger_entry_new_planned ("https://acme.example", administrator, learner, request);
  g_autoptr (SbSession) session = sb_session_new (request->uuid, "4711", NULL);
  g_autoptr (GError) error = NULL;

  g_date_time_unref (entry->planned_at);
  entry->planned_at = g_date_time_new_from_unix_utc (at);
  session->started_at = g_date_time_new_from_unix_utc (at);
  session->expires_at = g_date_time_new_from_unix_utc (at + 3600);
  sb_ledger_begin (f->ledger, entry, &error);
  sb_ledger_take_event (f->ledger, request->uuid, SB_IMPERSONATION_EVENT_BEGUN, 0, session, &error);
  if (!is_open)
    {
      session->ended_at = g_date_time_new_from_unix_utc (at + 60);
      sb_ledger_take_event (f->ledger, request->uuid, SB_IMPERSONATION_EVENT_END, 0, NULL, &error);
      sb_ledger_take_event (f->ledger, request->uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, 0, session, &error);
    }
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "switchback", NULL);

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  f->ledger = sb_ledger_new (folder);
  f->settings = g_settings_new ("io.github.switchback_app.Switchback");
  g_settings_reset (f->settings, "history-keep-days");
  f->keeper = sb_history_keeper_new (f->ledger, f->settings);
  add (f, 800, TRUE);
  add (f, 800, FALSE);
  add (f, 400, FALSE);
  add (f, 100, FALSE);
  add (f, 2, FALSE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->keeper);
  sb_model_wait_for_ledger (f->ledger);
  g_assert_finalize_object (f->ledger);
  g_settings_reset (f->settings, "history-keep-days");
  g_object_unref (f->settings);
}

/* How many are left, with a chain that is whole. */
static guint
count (Fixture *f)
{
  g_auto (SbLedgerVerdict) verdict = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  sb_model_wait_for_ledger (f->ledger);
  entries = sb_ledger_list (f->ledger, &error);
  g_assert_no_error (error);
  g_assert_true (sb_ledger_check (f->ledger, &verdict, &error));
  g_assert_cmpint (verdict.fault, ==, SB_LEDGER_FAULT_NONE);

  return entries->len;
}

static void
test_keep (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (count (f), ==, 5);
  sb_history_keeper_start (f->keeper);
  g_assert_cmpuint (count (f), ==, 3);

  g_settings_set_int (f->settings, "history-keep-days", 90);
  g_assert_cmpuint (count (f), ==, 2);

  /* What is open is not over, however old it is. */
  g_settings_set_int (f->settings, "history-keep-days", 1);
  g_assert_cmpuint (count (f), ==, 1);
}

static void
test_for_ever (Fixture *f, gconstpointer data)
{
  g_settings_set_int (f->settings, "history-keep-days", 0);
  sb_history_keeper_start (f->keeper);
  g_assert_cmpuint (count (f), ==, 5);
}

static void
test_choices (void)
{
  const char *const *names = sb_history_keeper_get_names ();

  g_assert_cmpuint (g_strv_length ((char **) names), ==, 6);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpuint (sb_history_keeper_find_choice (sb_history_keeper_get_days (i)), ==, i);

  /* Set by hand: nothing is deleted that somebody wanted to keep. */
  g_assert_cmpuint (sb_history_keeper_find_choice (31), ==, 1);
  g_assert_cmpuint (sb_history_keeper_find_choice (5000), ==, 5);
  g_assert_cmpuint (sb_history_keeper_find_choice (0), ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/history-keeper/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("keep", test_keep);
  ADD ("for-ever", test_for_ever);
#undef ADD
  g_test_add_func ("/history-keeper/choices", test_choices);

  return g_test_run ();
}
