/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The history without a display: what is found, in words, checked and exported. */

#include "config.h"

#include "sb-history-presenter.h"
#include "sb-history-words.h"
#include "sb-model-fixtures.h"
#include "sb-test-wait.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>

#define START G_GINT64_CONSTANT (1795356120) /* 2026-11-22, 14:02:00 */

typedef struct
{
  char *folder;
  SbLedger *ledger;
  SbHistoryPresenter *presenter;
  GString *said; /* "+sentence\n" for what went well, "!sentence\n" for what did not */
} Fixture;

static void
checked_cb (SbHistoryPresenter *presenter, gboolean is_good, const char *sentence, Fixture *f)
{
  g_string_append_printf (f->said, "%c%s\n", is_good ? '+' : '!', sentence);
}

static void
exported_cb (SbHistoryPresenter *presenter, const char *sentence, Fixture *f)
{
  g_string_append_printf (f->said, "+%s\n", sentence);
}

static void
failed_cb (SbHistoryPresenter *presenter, const char *sentence, Fixture *f)
{
  g_string_append_printf (f->said, "!%s\n", sentence);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_build_filename (g_get_user_cache_dir (), "switchback", NULL);
  g_mkdir_with_parents (f->folder, 0700);
  f->ledger = sb_ledger_new (f->folder);
  f->presenter = sb_history_presenter_new (f->ledger);
  f->said = g_string_new (NULL);
  g_signal_connect (f->presenter, "checked", G_CALLBACK (checked_cb), f);
  g_signal_connect (f->presenter, "exported", G_CALLBACK (exported_cb), f);
  g_signal_connect (f->presenter, "failed", G_CALLBACK (failed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer watch = f->ledger;

  if (f->presenter != NULL)
    g_assert_finalize_object (f->presenter);

  /* A file that is being written holds it a little longer. */
  g_object_add_weak_pointer (G_OBJECT (f->ledger), &watch);
  g_object_unref (f->ledger);
  sb_test_wait_until (watch == NULL);
  g_string_free (f->said, TRUE);
  g_free (f->folder);
}

/* ---- log-ins ---- */

static SbSession *
new_session (const char *uuid, gint64 at, int minutes, const char *letters)
{
  static const char *const states = "?-qdf";
  SbSession *session = sb_session_new (uuid, "4711", NULL);

  session->started_at = g_date_time_new_from_unix_utc (at);
  session->expires_at = g_date_time_new_from_unix_utc (at + 3600);
  session->begin_notice.is_known = TRUE;
  session->begin_notice.platform = strchr (states, letters[0]) - states;
  session->begin_notice.platform_at = g_date_time_new_from_unix_utc (at);
  session->begin_notice.email = strchr (states, letters[1]) - states;
  if (minutes < 0)
    return session;

  session->ended_at = g_date_time_new_from_unix_utc (at + 60 * minutes);
  session->end_notice.is_known = TRUE;
  session->end_notice.platform = strchr (states, letters[2]) - states;
  session->end_notice.platform_at = g_date_time_new_from_unix_utc (at + 60 * minutes);
  session->end_notice.email = strchr (states, letters[3]) - states;

  return session;
}

typedef struct
{
  const char *learner;
  const char *administrator;
  const char *reason;
  const char *ticket;
  gint64 at;
  SbEndHow how;
  const char *letters;      /* nullable: all delivered */
  SbImpersonationState end; /* ENDED unless set */
  gboolean has_acts;
} Login;

static SbLedgerEntry *
new_entry (const Login *login)
{
  g_autoptr (SbIdentity) administrator
      = sb_identity_new (&(SbIdentityFields){ .id = "12", .display_name = login->administrator });
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = "4711", .first_name = login->learner });
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", login->reason, login->ticket, NULL);
  SbLedgerEntry *entry = sb_ledger_entry_new_planned ("https://learn.acme.example", administrator, learner, request);

  g_date_time_unref (entry->planned_at);
  entry->planned_at = g_date_time_new_from_unix_utc (login->at);

  return entry;
}

static void
add_acts (Fixture *f, const char *uuid)
{
  static const char *const titles[] = { "=cmd|' /C calc'!A0", "Fire \"Doors\", and more" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (SbLedgerAct) act = sb_ledger_act_new (SB_ACT_ITEM_COMPLETED, "31", "Safety", "7", titles[i]);

      g_date_time_unref (act->at);
      act->at = g_date_time_new_from_unix_utc (START + 60);
      g_assert_true (sb_ledger_add_act (f->ledger, uuid, act, NULL));
    }
}

static void
add_changes (Fixture *f, const char *uuid)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_change_free);
  const SbChangeState before = { SB_PROGRESS_IN_PROGRESS, 180, 420 };
  const SbChangeState after = { SB_PROGRESS_COMPLETED, 420, 420 };

  g_ptr_array_add (changes, sb_ledger_change_new_course (SB_CHANGE_ITEM, "31", "Safety", &before, &after));
  sb_ledger_change_set_item (g_ptr_array_index (changes, 0), "7", "Fire \"Doors\"");
  g_ptr_array_add (changes, sb_ledger_change_new (SB_CHANGE_EMAIL, NULL, NULL));
  g_assert_true (sb_ledger_note_changes (f->ledger, uuid, SB_LOOK_PARTIAL, changes, NULL));
}

/* Through all its states, as it would come about. */
static char *
add (Fixture *f, const Login *login)
{
  g_autoptr (SbLedgerEntry) entry = new_entry (login);
  const char *letters = login->letters != NULL ? login->letters : "dddd";
  const SbImpersonationState end = login->end != 0 ? login->end : SB_IMPERSONATION_ENDED;
  g_autoptr (SbSession) session = new_session (entry->uuid, login->at, -1, letters);
  g_autoptr (SbSession) record = new_session (entry->uuid, login->at, 29, letters);
  g_autoptr (GError) error = NULL;

  sb_ledger_begin (f->ledger, entry, &error);
  if (end == SB_IMPERSONATION_REFUSED)
    sb_ledger_take_event (f->ledger, entry->uuid, SB_IMPERSONATION_EVENT_BEGIN_REFUSED, 0, NULL, &error);
  else
    {
      sb_ledger_take_event (f->ledger, entry->uuid, SB_IMPERSONATION_EVENT_BEGUN, 0, session, &error);
      if (login->has_acts)
        {
          add_acts (f, entry->uuid);
          add_changes (f, entry->uuid);
        }
      sb_ledger_take_event (f->ledger, entry->uuid, SB_IMPERSONATION_EVENT_END, login->how, NULL, &error);
      if (end == SB_IMPERSONATION_OWED)
        sb_ledger_take_event (f->ledger, entry->uuid, SB_IMPERSONATION_EVENT_END_LOST, 0, NULL, &error);
      else
        sb_ledger_take_event (f->ledger, entry->uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, 0, record, &error);
    }
  g_assert_no_error (error);

  return g_strdup (entry->uuid);
}

static void
add_some (Fixture *f)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const Login logins[] = {
    { "Ana Silva", "Tea Admin", "Certificate", "HD-1", START - 86400 * 800, SB_END_SWITCH_BACK },
    { "ÉMILE Straße", "Tea Admin", "Video", "HD-2", START - 86400 * 700, SB_END_CLOSED, "dddf" },
    { "محمد", "Kim Lee", "", "HD-3", now - 86400 * 20, SB_END_EXPIRED, "d-d-" },
    { "Bo", "Tea Admin", "", "", now - 86400 * 3, SB_END_RECOVERED },
    { "Cy", "Tea Admin", "100% _done_", "", now - 600, 0, NULL, SB_IMPERSONATION_REFUSED },
    { "Dee", "Tea Admin", "", "HD-6", now - 300, SB_END_CLOSED, NULL, SB_IMPERSONATION_OWED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (logins); i++)
    g_free (add (f, &logins[i]));
}

static void
settle (Fixture *f)
{
  sb_model_wait_for_ledger (f->ledger);
  sb_test_drain ();
  sb_model_wait_for_ledger (f->ledger);
  sb_test_drain ();
}

/* The first letters of who is shown, in their order. */
static char *
list (Fixture *f)
{
  GListModel *items = sb_history_presenter_get_items (f->presenter);
  GString *text = g_string_new (NULL);

  settle (f);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SbHistoryItem) item = g_list_model_get_item (items, i);

      g_string_append_unichar (text, g_utf8_get_char (sb_history_item_get_entry (item)->learner_name));
    }

  return g_string_free (text, FALSE);
}

#define assert_list(f, expected)          \
  G_STMT_START                            \
  {                                       \
    g_autofree char *sb_text = list (f);  \
    g_assert_cmpstr (sb_text, ==, expected); \
  }                                       \
  G_STMT_END

/* ---- finding ---- */

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (sb_history_presenter_get_view (f->presenter), ==, SB_HISTORY_VIEW_LOADING);
  sb_history_presenter_load (f->presenter);
  settle (f);
  g_assert_cmpint (sb_history_presenter_get_view (f->presenter), ==, SB_HISTORY_VIEW_EMPTY);
}

static void
test_search (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *found;
  } searches[] = {
    { "", "DCBمÉA" }, { "  ", "DCBمÉA" }, { "silva", "A" },    { "émile", "É" },  { "STRASSE", "É" }, { "محمد", "م" },
    { "kim", "م" },   { "hd-", "DمÉA" },  { "ana cert", "A" }, { "cert ana", "A" }, { "ana video", "" }, { "%", "C" },
    { "_", "C" },     { "' OR 1", "" },   { "acme", "DCBمÉA" },
  };

  add_some (f);
  sb_history_presenter_load (f->presenter);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_test_message ("“%s”", searches[i].text);
      sb_history_presenter_set_text (f->presenter, searches[i].text);
      assert_list (f, searches[i].found);
      g_assert_cmpint (sb_history_presenter_get_view (f->presenter), ==,
                       *searches[i].found != '\0' ? SB_HISTORY_VIEW_LIST : SB_HISTORY_VIEW_NO_MATCH);
    }
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  static const char *const endings[] = { "DCBمÉA", "A", "É", "م", "B", "D", "C" };
  static const char *const periods[] = { "DCBمÉA", NULL, "DCB", "DCBم", "DCBم" };

  add_some (f);
  sb_history_presenter_load (f->presenter);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      sb_history_presenter_set_ending (f->presenter, i);
      assert_list (f, endings[i]);
      g_assert_cmpint (sb_model_get_boolean (f->presenter, "has-filters"), ==, i > 0);
    }
  sb_history_presenter_set_ending (f->presenter, SB_LEDGER_ENDING_ANY);

  /* What is of today depends on the hour. */
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (periods[i] != NULL)
      {
        sb_history_presenter_set_period (f->presenter, i);
        assert_list (f, periods[i]);
      }
  sb_history_presenter_set_period (f->presenter, SB_HISTORY_PERIOD_ANY);

  sb_history_presenter_set_needs_attention (f->presenter, TRUE);
  assert_list (f, "DÉ");
  sb_history_presenter_set_ending (f->presenter, SB_LEDGER_ENDING_CLOSED);
  assert_list (f, "É");
  sb_history_presenter_clear_filters (f->presenter);
  assert_list (f, "DCBمÉA");
  g_assert_false (sb_model_get_boolean (f->presenter, "has-filters"));
}

/* Ten thousand log-ins, put there by the short way: a page is all that is loaded of them. */
static void
test_many (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "ledger.db", NULL);
  g_autofree char *uuid
      = add (f, &(Login){ "Zoe", "Tea Admin", "", "HD-1", START, SB_END_SWITCH_BACK });
  g_autoptr (SbHistoryItem) last = NULL;
  GListModel *items = sb_history_presenter_get_items (f->presenter);
  sqlite3 *database = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_exec (database,
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
                " INSERT INTO sessions (uuid, origin, administrator_id, administrator_name, learner_id, learner_name,"
                "  reason, ticket, state, planned_at, revision)"
                " SELECT 'uuid-' || i, origin, administrator_id, administrator_name, i, 'Learner ' || i, '', 'HD-' || i,"
                "  'refused', planned_at - i, 1 FROM n, sessions",
                NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);

  sb_history_presenter_load (f->presenter);
  settle (f);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 100);
  g_assert_cmpstr (sb_history_presenter_get_summary (f->presenter), ==, "1–100 of 10000");

  for (guint i = 1; i < 100; i++)
    {
      sb_history_presenter_load_more (f->presenter);
      settle (f);
    }
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 10000);
  last = g_list_model_get_item (items, 9999);
  g_assert_cmpstr (sb_history_item_get_uuid (last), ==, "uuid-9999");

  sb_history_presenter_set_text (f->presenter, "learner 9999");
  settle (f);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 1);
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "ledger.db", NULL);
  sqlite3 *database = NULL;

  add_some (f);
  sb_history_presenter_load (f->presenter);
  settle (f);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "ALTER TABLE acts RENAME TO acts_of_yore", NULL, NULL, NULL), ==, SQLITE_OK);
  sb_history_presenter_set_text (f->presenter, "ana");
  settle (f);
  g_assert_cmpint (sb_history_presenter_get_view (f->presenter), ==, SB_HISTORY_VIEW_FAILED);
  g_assert_nonnull (sb_history_presenter_get_problem (f->presenter));

  g_assert_cmpint (sqlite3_exec (database, "ALTER TABLE acts_of_yore RENAME TO acts", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  sb_history_presenter_retry (f->presenter);
  assert_list (f, "A");
  g_assert_null (sb_history_presenter_get_problem (f->presenter));
}

/* ---- checking ---- */

static void
check (Fixture *f)
{
  g_string_truncate (f->said, 0);
  sb_history_presenter_check (f->presenter);
  sb_history_presenter_check (f->presenter);
  g_assert_true (sb_model_get_boolean (f->presenter, "is-checking"));
  sb_test_wait_until (f->said->len > 0);
  g_assert_false (sb_model_get_boolean (f->presenter, "is-checking"));
}

static void
edit (Fixture *f, const char *sql)
{
  g_autofree char *path = g_build_filename (f->folder, "ledger.db", NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

static void
test_check (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = NULL;
  g_autofree char *removed = NULL;

  check (f);
  g_assert_cmpstr (f->said->str, ==, "+There is nothing to check yet.\n");

  uuid = add (f, &(Login){ "Ana Silva", "Tea", "", "", START, SB_END_SWITCH_BACK });
  check (f);
  g_assert_cmpstr (f->said->str, ==, "+Nothing in the history was changed or removed.\n");
  g_assert_null (sb_history_presenter_get_fault (f->presenter));

  edit (f, "UPDATE sessions SET reason = 'Another'");
  check (f);
  g_assert_nonnull (strstr (f->said->str, "!The log-in as Ana Silva on 22 November"));
  g_assert_nonnull (strstr (sb_history_presenter_get_fault (f->presenter)->body, "was changed after"));

  edit (f, "UPDATE sessions SET reason = ''");
  check (f);
  g_assert_null (sb_history_presenter_get_fault (f->presenter));

  edit (f, "DELETE FROM sessions");
  check (f);
  removed = g_strdup_printf ("!The log-in with the id %s was removed from the history.\n", uuid);
  g_assert_cmpstr (f->said->str, ==, removed);
}

/* ---- words ---- */

static SbLedgerEntry *
load_only (Fixture *f)
{
  g_autoptr (GPtrArray) entries = sb_ledger_list (f->ledger, NULL);

  g_assert_cmpuint (entries->len, ==, 1);

  return sb_ledger_entry_copy (g_ptr_array_index (entries, 0));
}

static void
test_text (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = add (f, &(Login){ "Ana Silva", "Tea Admin", "Certificate", "HD-1", START, SB_END_SWITCH_BACK,
                                            "d-d-", 0, TRUE });
  g_autoptr (SbLedgerEntry) entry = load_only (f);
  g_autofree char *text = sb_history_words_make_text (entry);
  g_autofree char *expected = g_strdup_printf (
      "Log-in as: Ana Silva\nBy: Tea Admin at learn.acme.example\nReason: Certificate\nTicket: HD-1\n"
      "Began: 22 November, 14:02\nEnded: 22 November, 14:31\nHow it ended: Switched back\n"
      "Notice of the beginning, in the platform: Delivered on 22 November, 14:02\n"
      "Notice of the beginning, by e-mail: None: there is no address\n"
      "Notice of the end, in the platform: Delivered on 22 November, 14:31\n"
      "Notice of the end, by e-mail: None: there is no address\n"
      "22 November, 14:03: “=cmd|' /C calc'!A0” completed\n22 November, 14:03: “Fire \"Doors\", and more” completed\n"
      "What Changed: “Fire \"Doors\"” was completed (Safety · before: In progress · 3:00 of 7:00)\n"
      "What Changed: The e-mail address was changed\n"
      "What Changed: There may be more: not everything could be compared\n"
      "Id: %s\n",
      uuid);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  /* Another year would be named. */
  if (g_date_time_get_year (now) == 2026)
    g_assert_cmpstr (text, ==, expected);
}

static void
test_attention (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *letters;
    SbLedgerProof proof;
    const char *sentence; /* nullable */
  } cases[] = {
    { "dddd", SB_LEDGER_PROOF_CONFIRMED, NULL },
    { "d-d-", SB_LEDGER_PROOF_UNAVAILABLE, NULL },
    { "?d?d", SB_LEDGER_PROOF_NONE, NULL },
    { "dddf", SB_LEDGER_PROOF_CONFIRMED, "An e-mail could not be sent" },
    { "dd?-", SB_LEDGER_PROOF_CONFIRMED, "The notice of the end is not confirmed" },
    { "-fdd", SB_LEDGER_PROOF_CONFIRMED, "The notice of the beginning is not confirmed" },
    { "??ff", SB_LEDGER_PROOF_CONFIRMED, "Neither notice is confirmed" },
    { "dddd", SB_LEDGER_PROOF_OPEN, "The platform still has it as open" },
    { "dddd", SB_LEDGER_PROOF_MISSING, "The platform has no record of it" },
    { "dddd", SB_LEDGER_PROOF_CONTRADICTED, "The platform’s record contradicts it" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SbLedgerEntry) entry = sb_ledger_entry_new ();
      g_autoptr (SbSession) session = new_session ("uuid", START, 29, cases[i].letters);
      g_autofree char *attention = NULL;

      entry->state = SB_IMPERSONATION_ENDED;
      entry->proof = cases[i].proof;
      sb_ledger_entry_take_session (entry, session);
      attention = sb_history_words_make_attention (entry);
      g_assert_cmpstr (attention, ==, cases[i].sentence);
    }
}

/* ---- exporting ---- */

static char *
export (Fixture *f, SbHistoryFormat format)
{
  g_autofree char *name = sb_history_presenter_make_file_name (format);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  char *text = NULL;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_string_truncate (f->said, 0);
  sb_history_presenter_export (f->presenter, format, file);
  sb_test_wait_until (f->said->len > 0);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  return text;
}

/* Names that a spreadsheet would run, or that would break the table; RFC 4180, section 2. */
static void
test_csv (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *learner;
    const char *cell;
  } names[] = {
    { "=1+1", "\"'=1+1\"" },
    { "+41", "\"'+41\"" },
    { "-2", "\"'-2\"" },
    { "@SUM(A1)", "\"'@SUM(A1)\"" },
    { "＝1+1", "\"'＝1+1\"" },
    { "A \"B\", C", "\"A \"\"B\"\", C\"" },
    { "Zoë; 王", "\"Zoë; 王\"" },
  };
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (add (f, &(Login){ names[i].learner, "Tea", "", "", START - (gint64) i, SB_END_SWITCH_BACK }));
  sb_history_presenter_load (f->presenter);
  settle (f);
  csv = export (f, SB_HISTORY_FORMAT_CSV);
  g_assert_cmpstr (f->said->str, ==, "+7 log-ins exported\n");

  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (names) + 2);
  g_assert_cmpstr (lines[G_N_ELEMENTS (names) + 1], ==, "");
  g_assert_true (g_str_has_prefix (lines[0], "\"id\",\"platform\",\"administrator_id\",\"administrator\",\"learner_id\","
                                             "\"learner\",\"reason\",\"ticket\""));
  g_assert_true (g_str_has_suffix (lines[0], "\"needs_attention\",\"acts\",\"look\",\"changes\""));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *cell = g_strconcat (",\"4711\",", names[i].cell, ",\"\",\"\",", NULL);

      g_assert_nonnull (strstr (lines[i + 1], cell));
      g_assert_nonnull (strstr (lines[i + 1], "\"2026-11-22T14:0"));
      g_assert_true (g_str_has_suffix (lines[i + 1], ",\"false\",\"\",\"\",\"\""));
    }
}

/* Lines within a cell stay within it; a formula in an act is not at the beginning of one. */
static void
test_csv_lines (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = add (f, &(Login){ "Ana", "Tea", "First line\n=2+2", "=1", START, SB_END_CLOSED, NULL, 0, TRUE });
  g_autofree char *csv = NULL;

  csv = export (f, SB_HISTORY_FORMAT_CSV);
  g_assert_nonnull (strstr (csv, ",\"First line\n=2+2\",\"'=1\","));
  g_assert_nonnull (strstr (csv, "\"2026-11-22T14:03:00Z item-completed “=cmd|' /C calc'!A0” (Safety)\n2026-"));
  g_assert_nonnull (strstr (csv, "“Fire \"\"Doors\"\", and more”"));
  g_assert_nonnull (strstr (csv, ",\"partial\",\"item “Fire \"\"Doors\"\"” (Safety): in-progress 180/420 → completed 420/420\n"
                                 "email\"\r\n"));
}

static void
test_json (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid
      = add (f, &(Login){ "Ana \"B\"", "Tea", "<b>\n", "HD-1", START, SB_END_SWITCH_BACK, "dddf", 0, TRUE });
  g_autofree char *text = export (f, SB_HISTORY_FORMAT_JSON);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *root;
  JsonObject *entry;
  JsonObject *act;
  JsonObject *change;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "format"), ==, "switchback-history");
  g_assert_cmpint (json_object_get_int_member (root, "version"), ==, 1);
  entry = json_array_get_object_element (json_object_get_array_member (root, "log_ins"), 0);
  g_assert_cmpstr (json_object_get_string_member (entry, "id"), ==, uuid);
  g_assert_cmpstr (json_object_get_string_member (entry, "learner"), ==, "Ana \"B\"");
  g_assert_cmpstr (json_object_get_string_member (entry, "how"), ==, "switch-back");
  g_assert_cmpstr (json_object_get_string_member (entry, "started_at"), ==, "2026-11-22T14:02:00Z");
  g_assert_cmpstr (json_object_get_string_member (entry, "end_email"), ==, "failed");
  g_assert_true (json_object_get_null_member (entry, "end_email_at"));
  g_assert_true (json_object_get_boolean_member (entry, "needs_attention"));
  act = json_array_get_object_element (json_object_get_array_member (entry, "acts"), 1);
  g_assert_cmpstr (json_object_get_string_member (act, "kind"), ==, "item-completed");
  g_assert_cmpstr (json_object_get_string_member (act, "item"), ==, "Fire \"Doors\", and more");
  g_assert_cmpstr (json_object_get_string_member (entry, "look"), ==, "partial");
  change = json_array_get_object_element (json_object_get_array_member (entry, "changes"), 0);
  g_assert_cmpstr (json_object_get_string_member (change, "kind"), ==, "item");
  g_assert_cmpstr (json_object_get_string_member (change, "after"), ==, "completed 420/420");
}

/* What the search lets through is exported, all of it. */
static void
test_export_filtered (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = NULL;

  add_some (f);
  sb_history_presenter_load (f->presenter);
  sb_history_presenter_set_text (f->presenter, "kim");
  settle (f);
  csv = export (f, SB_HISTORY_FORMAT_CSV);
  g_assert_cmpstr (f->said->str, ==, "+1 log-in exported\n");
  g_assert_null (strstr (csv, "Silva"));
}

static void
test_export_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/there-is-no-such-folder/history.csv");

  add_some (f);
  sb_history_presenter_export (f->presenter, SB_HISTORY_FORMAT_CSV, file);
  g_assert_true (sb_model_get_boolean (f->presenter, "is-exporting"));
  sb_test_wait_until (f->said->len > 0);
  g_assert_true (g_str_has_prefix (f->said->str, "!The file could not be written: "));
  g_assert_false (sb_model_get_boolean (f->presenter, "is-exporting"));
}

static void
test_dropped (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "dropped.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  add_some (f);
  sb_history_presenter_load (f->presenter);
  sb_history_presenter_check (f->presenter);
  sb_history_presenter_export (f->presenter, SB_HISTORY_FORMAT_JSON, file);
  g_assert_finalize_object (g_steal_pointer (&f->presenter));
  sb_model_wait_for_ledger (f->ledger);
  sb_test_drain ();
  g_assert_cmpuint (f->said->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/history/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("search", test_search);
  ADD ("filters", test_filters);
  ADD ("many", test_many);
  ADD ("damaged", test_damaged);
  ADD ("check", test_check);
  ADD ("text", test_text);
  ADD ("attention", test_attention);
  ADD ("csv", test_csv);
  ADD ("csv-lines", test_csv_lines);
  ADD ("json", test_json);
  ADD ("export-filtered", test_export_filtered);
  ADD ("export-fails", test_export_fails);
  ADD ("dropped", test_dropped);
#undef ADD

  return g_test_run ();
}
