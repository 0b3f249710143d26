/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What changed during a log-in, in the ledger: kept as it was found, chained, deleted with its log-in, and added to a
 * file that an earlier version has written. */

#include "config.h"

#include "sb-ledger.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

typedef struct
{
  char *folder;
  char *path;
  SbLedger *ledger;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("switchback-changes-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "ledger.db", NULL);
  f->ledger = sb_ledger_new (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_assert_finalize_object (f->ledger);
  folder = g_dir_open (f->folder, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (f->folder, name, NULL);

      g_remove (child);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static void
run_sql (Fixture *f, const char *sql)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

static int
count (Fixture *f, const char *sql)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  int number;

  g_assert_cmpint (sqlite3_open (f->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (database);

  return number;
}

static char *
begin (Fixture *f)
{
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = "4711", .first_name = "Ana", .last_name = "Silva" });
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "Certificate", "HD-1", NULL);
  g_autoptr (SbLedgerEntry) entry = sb_ledger_entry_new_planned ("https://acme.example", NULL, learner, request);
  g_autoptr (GError) error = NULL;

  sb_ledger_begin (f->ledger, entry, &error);
  g_assert_no_error (error);

  return g_strdup (entry->uuid);
}

static void
take (Fixture *f, const char *uuid, SbImpersonationEvent event)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_take_event (f->ledger, uuid, event, SB_END_SWITCH_BACK, NULL, &error);
  g_assert_no_error (error);
}

static void
end (Fixture *f, const char *uuid)
{
  take (f, uuid, SB_IMPERSONATION_EVENT_END);
  take (f, uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED);
}

static GPtrArray *
make_changes (void)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_change_free);
  const SbChangeState before = { SB_PROGRESS_IN_PROGRESS, 180, 420 };
  const SbChangeState after = { SB_PROGRESS_COMPLETED, 420, 420 };

  g_ptr_array_add (changes, sb_ledger_change_new_course (SB_CHANGE_ITEM, "1", "Workplace\nSafety", &before, &after));
  sb_ledger_change_set_item (g_ptr_array_index (changes, 0), "9", "Fire 'Doors'");
  g_ptr_array_add (changes, sb_ledger_change_new (SB_CHANGE_UNREAD, "2", "1"));
  g_ptr_array_add (changes, sb_ledger_change_new (SB_CHANGE_EMAIL, NULL, NULL));

  return changes;
}

static void
note (Fixture *f, const char *uuid, SbLook look, GPtrArray *changes)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_ledger_note_changes (f->ledger, uuid, look, changes, &error));
  g_assert_no_error (error);
}

static SbLedgerEntry *
load (Fixture *f, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  SbLedgerEntry *entry = sb_ledger_load (f->ledger, uuid, &error);

  g_assert_no_error (error);

  return entry;
}

static void
assert_fault (Fixture *f, SbLedgerFault fault)
{
  g_auto (SbLedgerVerdict) verdict = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_ledger_check (f->ledger, &verdict, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verdict.fault, ==, fault);
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = begin (f);
  g_autoptr (GPtrArray) changes = make_changes ();
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (SbLedgerEntry) copy = NULL;
  const SbLedgerChange *change;

  take (f, uuid, SB_IMPERSONATION_EVENT_BEGUN);
  note (f, uuid, SB_LOOK_PARTIAL, changes);
  end (f, uuid);

  entry = load (f, uuid);
  copy = sb_ledger_entry_copy (entry);
  g_assert_cmpint (copy->look, ==, SB_LOOK_PARTIAL);
  g_assert_cmpuint (copy->changes->len, ==, 3);
  change = g_ptr_array_index (copy->changes, 0);
  g_assert_cmpint (change->kind, ==, SB_CHANGE_ITEM);
  g_assert_cmpstr (change->course_id, ==, "1");
  g_assert_cmpstr (change->course_title, ==, "Workplace Safety");
  g_assert_cmpstr (change->item_id, ==, "9");
  g_assert_cmpstr (change->item_title, ==, "Fire 'Doors'");
  g_assert_cmpstr (change->before, ==, "in-progress 180/420");
  g_assert_cmpstr (change->after, ==, "completed 420/420");
  change = g_ptr_array_index (copy->changes, 2);
  g_assert_cmpint (change->kind, ==, SB_CHANGE_EMAIL);
  g_assert_null (change->before);
  assert_fault (f, SB_LEDGER_FAULT_NONE);
}

/* Found once; and that nothing changed, or could not be seen, is on record, too. */
static void
test_once (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = begin (f);
  g_autoptr (GPtrArray) changes = make_changes ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (SbLedgerEntry) entry = NULL;

  take (f, uuid, SB_IMPERSONATION_EVENT_BEGUN);
  entry = load (f, uuid);
  g_assert_cmpint (entry->look, ==, SB_LOOK_NONE);
  note (f, uuid, SB_LOOK_COMPLETE, none);
  note (f, uuid, SB_LOOK_PARTIAL, changes);

  g_clear_pointer (&entry, sb_ledger_entry_free);
  entry = load (f, uuid);
  g_assert_cmpint (entry->look, ==, SB_LOOK_COMPLETE);
  g_assert_cmpuint (entry->changes->len, ==, 0);
}

/* Late, it makes another link. */
static void
test_after_end (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = begin (f);
  g_autoptr (GPtrArray) changes = make_changes ();

  take (f, uuid, SB_IMPERSONATION_EVENT_BEGUN);
  end (f, uuid);
  note (f, uuid, SB_LOOK_COMPLETE, changes);
  g_assert_cmpint (count (f, "SELECT count(*) FROM chain"), ==, 2);
  assert_fault (f, SB_LEDGER_FAULT_NONE);
}

static void
test_edits_show (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = begin (f);
  g_autoptr (GPtrArray) changes = make_changes ();

  take (f, uuid, SB_IMPERSONATION_EVENT_BEGUN);
  note (f, uuid, SB_LOOK_COMPLETE, changes);
  end (f, uuid);
  assert_fault (f, SB_LEDGER_FAULT_NONE);
  run_sql (f, data);
  assert_fault (f, SB_LEDGER_FAULT_CHANGED);
}

static void
test_deleted_with_its_log_in (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = begin (f);
  g_autoptr (GPtrArray) changes = make_changes ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autoptr (GError) error = NULL;
  guint n_deleted;

  take (f, uuid, SB_IMPERSONATION_EVENT_BEGUN);
  note (f, uuid, SB_LOOK_COMPLETE, changes);
  end (f, uuid);
  g_assert_cmpint (count (f, "SELECT count(*) FROM changes"), ==, 3);
  g_assert_true (sb_ledger_expire (f->ledger, tomorrow, &n_deleted, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_deleted, ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM changes"), ==, 0);
  assert_fault (f, SB_LEDGER_FAULT_NONE);
}

static void
test_unknown (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (sb_ledger_note_changes (f->ledger, "nobody", SB_LOOK_COMPLETE, none, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN);
}

/* Written by the program when its ledger had version 2: two log-ins that are over, one of them proved, and one open. */
static void
test_version_2 (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "ledger", "version-2.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) changes = make_changes ();
  g_autoptr (GPtrArray) unfinished = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  const SbLedgerEntry *open;

  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  run_sql (f, sql);

  all = sb_ledger_list (f->ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (((SbLedgerEntry *) all->pdata[2])->acts->len, ==, 1);
  g_assert_cmpint (((SbLedgerEntry *) all->pdata[2])->look, ==, SB_LOOK_NONE);
  assert_fault (f, SB_LEDGER_FAULT_NONE);

  unfinished = sb_ledger_list_all_unfinished (f->ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (unfinished->len, ==, 1);
  open = g_ptr_array_index (unfinished, 0);
  note (f, open->uuid, SB_LOOK_COMPLETE, changes);
  end (f, open->uuid);
  g_assert_cmpint (count (f, "SELECT count(*) FROM changes"), ==, 3);
  g_assert_cmpint (count (f, "PRAGMA user_version"), ==, 3);
  assert_fault (f, SB_LEDGER_FAULT_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, data, func) g_test_add ("/ledger-changes/" name, Fixture, data, set_up, func, tear_down)
  ADD ("kept", NULL, test_kept);
  ADD ("once", NULL, test_once);
  ADD ("after-end", NULL, test_after_end);
  ADD ("edits-show/changed", "UPDATE changes SET became = 'in-progress 181/420' WHERE position = 1", test_edits_show);
  ADD ("edits-show/removed", "DELETE FROM changes WHERE position = 3", test_edits_show);
  ADD ("edits-show/added", "INSERT INTO changes SELECT uuid, 4, kind, NULL, NULL, NULL, NULL, '0', '1' FROM changes"
                           " WHERE position = 2", test_edits_show);
  ADD ("edits-show/look", "UPDATE sessions SET look = 'partial'", test_edits_show);
  ADD ("deleted-with-its-log-in", NULL, test_deleted_with_its_log_in);
  ADD ("unknown", NULL, test_unknown);
  ADD ("version-2", NULL, test_version_2);

  return g_test_run ();
}
