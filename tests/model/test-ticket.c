/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A log-in as a text for a ticket, word for word; and the summary that it is made of. */

#include "config.h"

#include "sb-confirm-presenter.h"
#include "sb-history-words.h"
#include "sb-model-fixtures.h"
#include "sb-summary.h"
#include "sb-test-wait.h"
#include "sb-ticket.h"
#include "sb-time.h"

#include <string.h>

#define UUID "0b0e8b1e-8d8e-4b1e-9a67-6a1d3a4a5a6b"

static SbLedgerEntry *
make_entry (const char *name, const char *reason)
{
  SbLedgerEntry *entry = sb_ledger_entry_new ();
  const SbChangeState before = { SB_PROGRESS_IN_PROGRESS, 180, 420 };
  const SbChangeState after = { SB_PROGRESS_COMPLETED, 420, 420 };

  entry->uuid = g_strdup (UUID);
  entry->origin = g_strdup ("https://acme.example");
  entry->administrator_id = g_strdup ("12");
  entry->administrator_name = g_strdup ("Tea Admin");
  entry->learner_id = g_strdup ("4711");
  entry->learner_name = g_strdup (name);
  entry->reason = g_strdup (reason);
  entry->ticket = g_strdup ("HD-1");
  entry->planned_at = sb_time_parse ("2026-11-22T14:01:59Z");
  entry->started_at = sb_time_parse ("2026-11-22T14:02:00Z");
  entry->ended_at = sb_time_parse ("2026-11-22T14:31:10Z");
  entry->look = SB_LOOK_COMPLETE;
  g_ptr_array_add (entry->changes, sb_ledger_change_new_course (SB_CHANGE_ITEM, "1", "Workplace Safety", &before, &after));
  sb_ledger_change_set_item (g_ptr_array_index (entry->changes, 0), "9", "Fire Doors");
  g_ptr_array_add (entry->changes, sb_ledger_change_new (SB_CHANGE_EMAIL, NULL, NULL));

  return entry;
}

static void
test_plain (void)
{
  g_autoptr (SbLedgerEntry) entry = make_entry ("Ana Silva", "Certificate does not open");
  g_autofree char *text = sb_ticket_make_text (entry, "ana.silva", "Ana Silva was told at 14:02 and at 14:31",
                                               SB_TICKET_PLAIN);

  g_assert_cmpstr (text, ==,
                   "Logged in as Ana Silva (ana.silva)\n"
                   "Ticket: HD-1\n"
                   "Reason: Certificate does not open\n"
                   "Account: Tea Admin, https://acme.example\n"
                   "Start: 2026-11-22 14:02:00 +00:00\n"
                   "End: 2026-11-22 14:31:10 +00:00\n"
                   "Duration: 29 minutes\n"
                   "Log-in ID: " UUID "\n"
                   "\n"
                   "What Changed\n"
                   "- “Fire Doors” was completed (Workplace Safety · before: In progress · 3:00 of 7:00)\n"
                   "- The e-mail address was changed\n"
                   "\n"
                   "Ana Silva was told at 14:02 and at 14:31\n");
}

/* Names, titles and what was typed are text, whatever they look like. */
static void
test_markdown (void)
{
  g_autoptr (SbLedgerEntry) entry = make_entry ("<b>R&D</b> *Ana*", "see [this](http://evil.example)\n# now `rm` @all #7 |a_b|~");
  g_autofree char *text = NULL;

  sb_ledger_change_set_item (g_ptr_array_index (entry->changes, 0), "9", "![x](y) \\ $1$");
  text = sb_ticket_make_text (entry, "a_b", "<i> was told", SB_TICKET_MARKDOWN);
  g_assert_cmpstr (text, ==,
                   "**Logged in as \\<b\\>R\\&D\\</b\\> \\*Ana\\* (a\\_b)**\n"
                   "\n"
                   "- **Ticket:** HD-1\n"
                   "- **Reason:** see \\[this\\](http://evil.example) \\# now \\`rm\\` \\@all \\#7 \\|a\\_b\\|\\~\n"
                   "- **Account:** Tea Admin, https://acme.example\n"
                   "- **Start:** 2026-11-22 14:02:00 +00:00\n"
                   "- **End:** 2026-11-22 14:31:10 +00:00\n"
                   "- **Duration:** 29 minutes\n"
                   "- **Log-in ID:** " UUID "\n"
                   "\n"
                   "**What Changed**\n"
                   "\n"
                   "- “!\\[x\\](y) \\\\ \\$1\\$” was completed (Workplace Safety · before: In progress · 3:00 of 7:00)\n"
                   "- The e-mail address was changed\n"
                   "\n"
                   "\\<i\\> was told\n");
}

/* What is not known is not there, and does not look as if nothing was. */
static void
test_little_known (void)
{
  g_autoptr (SbLedgerEntry) entry = make_entry ("Ana Silva", "");
  g_autofree char *text = NULL;

  g_ptr_array_set_size (entry->changes, 0);
  entry->look = SB_LOOK_FAILED;
  g_clear_pointer (&entry->ended_at, g_date_time_unref);
  g_clear_pointer (&entry->started_at, g_date_time_unref);
  g_clear_pointer (&entry->ticket, g_free);
  entry->ticket = g_strdup ("");
  text = sb_ticket_make_text (entry, NULL, NULL, SB_TICKET_PLAIN);
  g_assert_cmpstr (text, ==,
                   "Logged in as Ana Silva\n"
                   "Account: Tea Admin, https://acme.example\n"
                   "Start: 2026-11-22 14:01:59 +00:00\n"
                   "Log-in ID: " UUID "\n"
                   "\n"
                   "What Changed\n"
                   "- Could not look again before switching back\n");

  g_free (text);
  entry->look = SB_LOOK_NONE;
  text = sb_ticket_make_text (entry, NULL, NULL, SB_TICKET_PLAIN);
  g_assert_null (strstr (text, "What Changed"));
}

/* Where the user is, with the zone: TZ is set by this very test. */
static void
test_time_zone (void)
{
  g_autoptr (SbLedgerEntry) entry = make_entry ("Ana Silva", "");

  if (g_test_subprocess ())
    {
      g_autofree char *text = sb_ticket_make_text (entry, NULL, NULL, SB_TICKET_PLAIN);

      g_assert_nonnull (strstr (text, "Start: 2026-11-22 19:32:00 +05:30\n"));
      return;
    }

  g_setenv ("TZ", "Asia/Kolkata", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_trap_assert_passed ();
}

static const struct
{
  const char *ended_at;
  const char *length;
} lengths[] = {
  { "2026-11-22T14:02:59Z", "less than a minute" },
  { "2026-11-22T14:03:00Z", "1 minute" },
  { "2026-11-22T16:01:59Z", "119 minutes" },
  { "2026-11-22T16:07:00Z", "2 h 05 min" },
  { "2026-11-22T14:00:00Z", "less than a minute" },
};

static void
test_lengths (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (SbLedgerEntry) entry = make_entry ("Ana Silva", "");
      g_autofree char *length = NULL;

      g_date_time_unref (entry->ended_at);
      entry->ended_at = sb_time_parse (lengths[i].ended_at);
      length = sb_history_words_make_length (entry);
      g_assert_cmpstr (length, ==, lengths[i].length);
    }
}

/* ---- the summary ---- */

static SbSession *
make_record (SbImpersonation *impersonation, SbNoticeState email)
{
  SbSession *record = sb_session_new (sb_impersonation_get_request (impersonation)->uuid, "4711", NULL);

  record->started_at = sb_time_parse ("2026-11-22T14:02:00Z");
  record->ended_at = sb_time_parse ("2026-11-22T14:31:10Z");
  record->begin_notice.is_known = record->end_notice.is_known = TRUE;
  record->begin_notice.platform = record->end_notice.platform = SB_NOTICE_STATE_DELIVERED;
  record->begin_notice.platform_at = sb_time_parse ("2026-11-22T14:02:00Z");
  record->begin_notice.email = SB_NOTICE_STATE_DELIVERED;
  record->end_notice.platform_at = sb_time_parse ("2026-11-22T14:31:10Z");
  record->end_notice.email = email;

  return record;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = sb_impersonation_end_finish (SB_IMPERSONATION (source), result, NULL);
}

static void
end (SbFakePlatform *platform, SbImpersonation *impersonation)
{
  gboolean is_ended = FALSE;

  sb_fake_platform_push_answer (platform, SB_FAKE_END, make_record (impersonation, SB_NOTICE_STATE_QUEUED),
                                (GDestroyNotify) sb_session_unref);
  sb_impersonation_end_async (impersonation, SB_END_SWITCH_BACK, ended_cb, &is_ended);
  sb_test_wait_until (is_ended);
  sb_fake_platform_push_hold (platform, SB_FAKE_LOAD_SESSION);
}

static void
assert_ticket (SbSummary *summary, const char *line)
{
  g_autofree char *text = sb_summary_dup_ticket (summary, SB_TICKET_PLAIN);

  g_assert_nonnull (strstr (text, line));
}

/* The changes are there at once; who was told becomes more certain when the record is read back. */
static void
test_summary (void)
{
  g_autoptr (SbFakePlatform) platform = sb_fake_platform_new ();
  g_autoptr (SbLearner) learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, "Lisbon");
  g_autoptr (SbIdentity) administrator = sb_model_administrator (SB_LEVEL_POWER_USER);
  g_autoptr (SbImpersonation) impersonation = sb_model_visit (platform, learner);
  g_autoptr (SbLedgerEntry) entry = make_entry ("Ana Silva", "");
  g_autoptr (SbChangeReport) report = sb_change_report_new_for (SB_LOOK_PARTIAL, entry->changes);
  g_autoptr (SbFarewell) farewell = NULL;
  g_autofree char *visit = NULL;
  SbSummary *summary;
  SbNotifyLog log;

  end (platform, impersonation);
  farewell = sb_farewell_new (impersonation, NULL);
  summary = sb_summary_new (impersonation, administrator, report, farewell);
  sb_model_log_notifies (summary, &log);

  visit = sb_summary_dup_visit (summary);
  g_assert_cmpstr (visit, ==, "You were logged in as Ana Silva for 29 minutes");
  g_assert_cmpuint (g_list_model_get_n_items (sb_summary_get_facts (summary)), ==, 3);
  g_assert_false (sb_summary_get_needs_attention (summary));
  assert_ticket (summary, "Logged in as Ana Silva (ana.silva)\n");
  assert_ticket (summary, "Account: Tea Admin, https://fake.example\n");
  assert_ticket (summary, "There may be more: not everything could be compared\n");
  assert_ticket (summary, "Ana Silva was told at 14:02 and at 14:31, in the platform; an e-mail is on its way\n");

  sb_test_drain ();
  sb_fake_platform_release_answer (platform, SB_FAKE_LOAD_SESSION, make_record (impersonation, SB_NOTICE_STATE_DELIVERED),
                                   (GDestroyNotify) sb_session_unref);
  sb_test_drain ();
  g_assert_cmpstr (log.names->str, ==, "told ");
  g_assert_cmpstr (sb_summary_get_told (summary), ==,
                   "Ana Silva was told at 14:02 and at 14:31, in the platform and by e-mail");
  assert_ticket (summary, "Ana Silva was told at 14:02 and at 14:31, in the platform and by e-mail\n");

  sb_model_clear_log (&log);
  g_assert_finalize_object (summary);
}

/* Nothing changed, and nobody could look, are different things. */
static void
test_nothing_changed (void)
{
  static const struct
  {
    SbLook look;
    SbFactKind kind;
    const char *title;
  } rows[] = {
    { SB_LOOK_COMPLETE, SB_FACT_INFO, "Nothing changed" },
    { SB_LOOK_FAILED, SB_FACT_WARNING, "Could not look again before switching back" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SbFakePlatform) platform = sb_fake_platform_new ();
      g_autoptr (SbLearner) learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, "Lisbon");
      g_autoptr (SbImpersonation) impersonation = sb_model_visit (platform, learner);
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      g_autoptr (SbChangeReport) report = sb_change_report_new_for (rows[i].look, none);
      g_autoptr (SbFarewell) farewell = NULL;
      g_autoptr (SbSummary) summary = NULL;
      g_autoptr (SbFact) fact = NULL;

      end (platform, impersonation);
      farewell = sb_farewell_new (impersonation, NULL);
      summary = sb_summary_new (impersonation, NULL, report, farewell);
      g_assert_cmpuint (g_list_model_get_n_items (sb_summary_get_facts (summary)), ==, 1);
      fact = g_list_model_get_item (sb_summary_get_facts (summary), 0);
      g_assert_cmpstr (sb_fact_get_title (fact), ==, rows[i].title);
      g_assert_cmpint (sb_fact_get_kind (fact), ==, rows[i].kind);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ticket/plain", test_plain);
  g_test_add_func ("/ticket/markdown", test_markdown);
  g_test_add_func ("/ticket/little-known", test_little_known);
  g_test_add_func ("/ticket/time-zone", test_time_zone);
  g_test_add_func ("/ticket/lengths", test_lengths);
  g_test_add_func ("/ticket/summary", test_summary);
  g_test_add_func ("/ticket/nothing-changed", test_nothing_changed);

  return g_test_run ();
}
