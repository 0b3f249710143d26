/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The ledger on real files: what it writes and refuses to write, two processes at once, disks that are full, read-only
 * or damaged, and edits that have to show. */

#include "config.h"

#include "sb-ledger.h"
#include "sb-test-folder.h"
#include "sb-test-wait.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define ORIGIN "https://acme.example"
#define ADMINISTRATOR "12"
#define NOBODY 65534

typedef struct
{
  char *folder;
  char *path;
  SbLedger *ledger;
} Fixture;

static const char *program;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("switchback-ledger-XXXXXX", &error);

  g_assert_no_error (error);
  f->folder = g_build_filename (parent, "switchback", NULL);
  f->path = g_build_filename (f->folder, "ledger.db", NULL);
  f->ledger = sb_ledger_new (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (f->folder);

  g_assert_finalize_object (f->ledger);
  sb_test_folder_remove (f->folder);
  g_rmdir (parent);
  g_free (f->folder);
  g_free (f->path);
}

/* ---- helpers ---- */

static SbLedgerEntry *
new_entry (const char *uuid)
{
  g_autoptr (SbIdentity) administrator
      = sb_identity_new (&(SbIdentityFields){ .id = ADMINISTRATOR, .display_name = "Tea Admin" });
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = "4711", .first_name = "Ana", .last_name = "Silva" });
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "Certificate", "HD-1", "acme");
  SbLedgerEntry *entry = sb_ledger_entry_new_planned (ORIGIN, administrator, learner, request);

  if (uuid != NULL)
    {
      g_free (entry->uuid);
      entry->uuid = g_strdup (uuid);
    }

  return entry;
}

static SbSession *
new_session (const char *uuid, gint64 started_at, gint64 ended_at)
{
  SbSession *session = sb_session_new (uuid, "4711", "a-token-that-must-not-be-kept");

  session->started_at = g_date_time_new_from_unix_utc (started_at);
  session->expires_at = g_date_time_new_from_unix_utc (started_at + 3600);
  session->begin_notice.is_known = TRUE;
  session->begin_notice.platform = SB_NOTICE_STATE_DELIVERED;
  session->begin_notice.platform_at = g_date_time_new_from_unix_utc (started_at);
  session->begin_notice.email = SB_NOTICE_STATE_QUEUED;
  session->begin_notice.email_address = g_strdup ("an-address-that-must-not-be-kept@acme.example");
  if (ended_at == 0)
    return session;

  session->ended_at = g_date_time_new_from_unix_utc (ended_at);
  session->end_notice.is_known = TRUE;
  session->end_notice.platform = SB_NOTICE_STATE_DELIVERED;
  session->end_notice.platform_at = g_date_time_new_from_unix_utc (ended_at);
  session->end_notice.email = SB_NOTICE_STATE_FAILED;

  return session;
}

static void
take (SbLedger *ledger, const char *uuid, SbImpersonationEvent event, const SbSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_ledger_take_event (ledger, uuid, event, SB_END_SWITCH_BACK, session, &error));
  g_assert_no_error (error);
}

static char *
begin (SbLedger *ledger)
{
  g_autoptr (SbLedgerEntry) entry = new_entry (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_ledger_begin (ledger, entry, &error));
  g_assert_no_error (error);

  return g_strdup (entry->uuid);
}

/* One whole log-in. */
static char *
live_through (SbLedger *ledger, gint64 started_at)
{
  g_autofree char *uuid = begin (ledger);
  g_autoptr (SbSession) session = new_session (uuid, started_at, 0);
  g_autoptr (SbSession) record = new_session (uuid, started_at, started_at + 60);

  take (ledger, uuid, SB_IMPERSONATION_EVENT_BEGUN, session);
  take (ledger, uuid, SB_IMPERSONATION_EVENT_END, NULL);
  take (ledger, uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, record);

  return g_steal_pointer (&uuid);
}

/* Takes a new log-in to @state by the shortest way. */
static char *
make_in_state (SbLedger *ledger, SbImpersonationState state)
{
  static const struct
  {
    SbImpersonationState state;
    int events[4];
  } ways[] = {
    { SB_IMPERSONATION_STARTING, { -1 } },
    { SB_IMPERSONATION_ACTIVE, { SB_IMPERSONATION_EVENT_BEGUN, -1 } },
    { SB_IMPERSONATION_ENDING, { SB_IMPERSONATION_EVENT_BEGIN_LOST, -1 } },
    { SB_IMPERSONATION_ENDED, { SB_IMPERSONATION_EVENT_BEGUN, SB_IMPERSONATION_EVENT_END,
                                SB_IMPERSONATION_EVENT_END_CONFIRMED, -1 } },
    { SB_IMPERSONATION_REFUSED, { SB_IMPERSONATION_EVENT_BEGIN_REFUSED, -1 } },
    { SB_IMPERSONATION_OWED, { SB_IMPERSONATION_EVENT_BEGIN_LOST, SB_IMPERSONATION_EVENT_END_LOST, -1 } },
  };
  char *uuid = begin (ledger);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    for (gsize j = 0; ways[i].state == state && ways[i].events[j] >= 0; j++)
      take (ledger, uuid, ways[i].events[j], NULL);

  return uuid;
}

static SbLedgerEntry *
load (SbLedger *ledger, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  SbLedgerEntry *entry = sb_ledger_load (ledger, uuid, &error);

  g_assert_no_error (error);

  return entry;
}

static void
edit (Fixture *f, const char *sql)
{
  sqlite3 *database = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &database), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);
}

static void
assert_verdict (SbLedger *ledger, SbLedgerFault fault, const char *uuid, guint n_checked)
{
  g_auto (SbLedgerVerdict) verdict = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_ledger_check (ledger, &verdict, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verdict.fault, ==, fault);
  if (uuid != NULL)
    g_assert_cmpstr (verdict.uuid, ==, uuid);
  if (fault == SB_LEDGER_FAULT_NONE)
    g_assert_cmpuint (verdict.n_checked, ==, n_checked);
}

/* ---- what is written ---- */

/* The row may be behind: then what it lacks is caught up with, as far as the event tells what that was. */
static gboolean
next_on_record (SbImpersonationState state, SbImpersonationEvent event, SbImpersonationState *next)
{
  const gboolean is_open = state == SB_IMPERSONATION_STARTING || state == SB_IMPERSONATION_ACTIVE
                        || state == SB_IMPERSONATION_OWED;
  const gboolean is_outcome = event == SB_IMPERSONATION_EVENT_END_CONFIRMED || event == SB_IMPERSONATION_EVENT_END_UNKNOWN
                           || event == SB_IMPERSONATION_EVENT_END_LOST;
  const gboolean is_of_active = event == SB_IMPERSONATION_EVENT_KEPT_ALIVE || event == SB_IMPERSONATION_EVENT_END;

  if (is_open && is_outcome)
    state = SB_IMPERSONATION_ENDING;
  else if (state == SB_IMPERSONATION_STARTING && is_of_active)
    state = SB_IMPERSONATION_ACTIVE;

  return sb_impersonation_next_state (state, event, next);
}

static void
test_every_pair (Fixture *f, gconstpointer data)
{
  for (guint state = SB_IMPERSONATION_STARTING; state <= SB_IMPERSONATION_OWED; state++)
    for (guint event = SB_IMPERSONATION_EVENT_BEGIN; event <= SB_IMPERSONATION_EVENT_END_LOST; event++)
      {
        g_autofree char *uuid = make_in_state (f->ledger, state);
        g_autoptr (SbLedgerEntry) before = load (f->ledger, uuid);
        g_autoptr (SbLedgerEntry) after = NULL;
        g_autoptr (GError) error = NULL;
        SbImpersonationState next = state;
        gboolean is_valid = next_on_record (state, event, &next);

        g_test_message ("state %u, event %u", state, event);
        g_assert_cmpint (before->state, ==, state);
        g_assert_cmpint (sb_ledger_take_event (f->ledger, uuid, event, SB_END_CLOSED, NULL, &error), ==, is_valid);
        if (!is_valid)
          g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_OVER);

        after = load (f->ledger, uuid);
        g_assert_cmpint (after->state, ==, next);
        g_assert_cmpint (after->revision, ==, before->revision + (is_valid ? 1 : 0));
      }

  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 9 + 9 + 1 + 2 + 3 * 2);
}

static void
assert_absent (const char *path, const char *text)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (g_file_get_contents (path, &contents, &length, NULL))
    g_assert_null (memmem (contents, length, text, strlen (text)));
}

static void
assert_mode (const char *path, mode_t mode)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, mode);
}

static void
test_what_is_kept (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = live_through (f->ledger, 1000000);
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);
  g_autoptr (SbLedger) other = sb_ledger_new (f->folder);
  g_autoptr (SbLedgerEntry) entry = load (other, uuid);
  g_autoptr (SbSession) session = sb_ledger_entry_to_session (entry);

  g_assert_cmpstr (entry->origin, ==, ORIGIN);
  g_assert_cmpstr (entry->administrator_id, ==, ADMINISTRATOR);
  g_assert_cmpstr (entry->administrator_name, ==, "Tea Admin");
  g_assert_cmpstr (entry->learner_id, ==, "4711");
  g_assert_cmpstr (entry->learner_name, ==, "Ana Silva");
  g_assert_cmpstr (entry->reason, ==, "Certificate");
  g_assert_cmpstr (entry->ticket, ==, "HD-1");
  g_assert_cmpstr (entry->domain, ==, "acme");
  g_assert_cmpint (entry->state, ==, SB_IMPERSONATION_ENDED);
  g_assert_true (entry->has_how);
  g_assert_cmpint (entry->how, ==, SB_END_SWITCH_BACK);
  g_assert_cmpint (g_date_time_to_unix (entry->started_at), ==, 1000000);
  g_assert_cmpint (g_date_time_to_unix (entry->expires_at), ==, 1003600);
  g_assert_cmpint (g_date_time_to_unix (entry->ended_at), ==, 1000060);
  g_assert_cmpint (session->begin_notice.email, ==, SB_NOTICE_STATE_QUEUED);
  g_assert_null (session->begin_notice.email_at);
  g_assert_cmpint (session->end_notice.platform, ==, SB_NOTICE_STATE_DELIVERED);
  g_assert_cmpint (session->end_notice.email, ==, SB_NOTICE_STATE_FAILED);
  g_assert_cmpint (entry->revision, ==, 4);

  assert_mode (f->folder, 0700);
  assert_mode (f->path, 0600);
  assert_absent (f->path, "must-not-be-kept");
  assert_absent (wal, "must-not-be-kept");
}

static void
test_late_writer (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedger) late = sb_ledger_new (f->folder);
  g_autofree char *uuid = make_in_state (late, SB_IMPERSONATION_ACTIVE);
  g_autoptr (SbLedgerEntry) again = new_entry (uuid);
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  take (f->ledger, uuid, SB_IMPERSONATION_EVENT_END, NULL);
  take (f->ledger, uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, NULL);

  g_assert_false (sb_ledger_take_event (late, uuid, SB_IMPERSONATION_EVENT_END, SB_END_CLOSED, NULL, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_OVER);
  g_clear_error (&error);
  g_assert_false (sb_ledger_begin (late, again, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (sb_ledger_take_event (late, "no-such-uuid", SB_IMPERSONATION_EVENT_END, SB_END_CLOSED, NULL, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN);

  entry = load (late, uuid);
  g_assert_cmpint (entry->state, ==, SB_IMPERSONATION_ENDED);
  g_assert_cmpint (entry->how, ==, SB_END_SWITCH_BACK);
}

/* The disk was full when the end began, and is not any more when the platform confirms it. */
static void
test_write_missed (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = make_in_state (f->ledger, SB_IMPERSONATION_ACTIVE);
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_ledger_take_event (f->ledger, uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, SB_END_RECOVERED, NULL,
                                       &error));
  g_assert_no_error (error);
  entry = load (f->ledger, uuid);
  g_assert_cmpint (entry->state, ==, SB_IMPERSONATION_ENDED);
  g_assert_true (entry->has_how);
  g_assert_cmpint (entry->how, ==, SB_END_RECOVERED);
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 1);
}

static void
test_resume (Fixture *f, gconstpointer data)
{
  for (guint state = SB_IMPERSONATION_STARTING; state <= SB_IMPERSONATION_OWED; state++)
    {
      g_autofree char *uuid = make_in_state (f->ledger, state);
      gboolean is_over = state == SB_IMPERSONATION_ENDED || state == SB_IMPERSONATION_REFUSED;
      g_autoptr (GError) error = NULL;
      g_autoptr (SbLedgerEntry) entry = sb_ledger_resume_end (f->ledger, uuid, SB_END_RECOVERED, &error);

      g_assert_no_error (error);
      g_assert_cmpint (entry->state, ==, is_over ? state : SB_IMPERSONATION_ENDING);
      g_assert_true (is_over || entry->how == SB_END_RECOVERED);
    }
}

static void
test_unfinished (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  for (guint state = SB_IMPERSONATION_STARTING; state <= SB_IMPERSONATION_OWED; state++)
    g_free (make_in_state (f->ledger, state));

  found = sb_ledger_list_unfinished (f->ledger, ORIGIN, ADMINISTRATOR, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 4);
  others = sb_ledger_list_unfinished (f->ledger, ORIGIN, "13", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (others->len, ==, 0);
  all = sb_ledger_list (f->ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 6);
}

static void
test_adopt (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) lost = new_entry ("1b4e28ba-2fa1-41d2-883f-0016d3cca427");
  g_autoptr (SbSession) session = new_session (lost->uuid, 1000000, 0);
  g_autofree char *ended = make_in_state (f->ledger, SB_IMPERSONATION_ENDED);
  g_autoptr (SbLedgerEntry) known = new_entry (ended);
  g_autoptr (SbLedgerEntry) found = NULL;
  g_autoptr (SbLedgerEntry) same = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_ledger_adopt (f->ledger, lost, session, &error));
  g_assert_true (sb_ledger_adopt (f->ledger, known, session, &error));
  g_assert_no_error (error);

  found = load (f->ledger, lost->uuid);
  g_assert_cmpint (found->state, ==, SB_IMPERSONATION_ACTIVE);
  g_assert_cmpint (g_date_time_to_unix (found->started_at), ==, 1000000);
  same = load (f->ledger, ended);
  g_assert_cmpint (same->state, ==, SB_IMPERSONATION_ENDED);
}

typedef struct
{
  guint n_done;
  GString *order;
} Async;

static gpointer
append_job (SbLedger *ledger, gpointer letter, GError **error)
{
  g_free (begin (ledger));

  return letter;
}

static void
appended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Async *async = user_data;
  g_autoptr (GError) error = NULL;
  gpointer letter = sb_ledger_run_finish (SB_LEDGER (source), result, &error);

  g_assert_no_error (error);
  g_string_append_c (async->order, GPOINTER_TO_INT (letter));
  async->n_done++;
}

static void
test_order (Fixture *f, gconstpointer data)
{
  Async async = { 0, g_string_new (NULL) };

  for (int letter = 'a'; letter <= 'z'; letter++)
    sb_ledger_run_async (f->ledger, append_job, GINT_TO_POINTER (letter), NULL, NULL, appended_cb, &async);
  sb_test_wait_until (async.n_done == 26);

  g_assert_cmpstr (async.order->str, ==, "abcdefghijklmnopqrstuvwxyz");
  g_string_free (async.order, TRUE);
  sb_test_drain ();
}

/* ---- others at the same file ---- */

#define N_WRITES 40

static int
write_as_child (const char *folder)
{
  g_autoptr (SbLedger) ledger = sb_ledger_new (folder);

  for (guint i = 0; i < N_WRITES; i++)
    g_free (live_through (ledger, 1000000 + i));

  return 0;
}

static GSubprocess *
start_child (const char *what, const char *folder)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, what, folder, NULL);

  g_assert_no_error (error);

  return child;
}

static void
test_two_processes (Fixture *f, gconstpointer data)
{
  g_autoptr (GSubprocess) first = start_child ("--write", f->folder);
  g_autoptr (GSubprocess) second = start_child ("--write", f->folder);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_WRITES; i++)
    g_free (live_through (f->ledger, 2000000 + i));

  g_assert_true (g_subprocess_wait_check (first, NULL, &error));
  g_assert_true (g_subprocess_wait_check (second, NULL, &error));
  g_assert_no_error (error);

  all = sb_ledger_list (f->ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 3 * N_WRITES);
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 3 * N_WRITES);
}

/* ---- disks that are full, or may not be written ---- */

/* Fills it up; 0 if what came then was the right error. */
static int
write_until (const char *folder, SbLedgerError expected, gboolean begins_well)
{
  g_autoptr (SbLedger) ledger = sb_ledger_new (folder);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000 && error == NULL; i++)
    {
      g_autoptr (SbLedgerEntry) entry = new_entry (NULL);

      if (!sb_ledger_begin (ledger, entry, &error) && begins_well && i == 0)
        return 2;
    }

  if (g_error_matches (error, SB_LEDGER_ERROR, (int) expected))
    return 0;

  g_printerr ("%s\n", error != NULL ? error->message : "no error at all");

  return 1;
}

static int
write_with_limit (const char *folder)
{
  const struct rlimit limit = { 512 * 1024, 512 * 1024 };

  signal (SIGXFSZ, SIG_IGN);
  if (setrlimit (RLIMIT_FSIZE, &limit) != 0)
    return 3;

  return write_until (folder, SB_LEDGER_ERROR_FULL, TRUE);
}

static int
write_as_nobody (const char *folder)
{
  if (geteuid () == 0 && setuid (NOBODY) != 0)
    return 3;

  return write_until (folder, SB_LEDGER_ERROR_READ_ONLY, FALSE);
}

static void
run_child (const char *what, const char *folder)
{
  g_autoptr (GSubprocess) child = start_child (what, folder);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
}

static void
test_file_limit (Fixture *f, gconstpointer data)
{
  run_child ("--limit", f->folder);

  /* What was written before is whole. */
  g_free (begin (f->ledger));
}

static void
test_full_disk (Fixture *f, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (f->folder);

  /* Who may not mount a small disk has the limit of before only. */
  if (geteuid () != 0 || mount ("tmpfs", parent, "tmpfs", 0, "size=512k") != 0)
    {
      run_child ("--limit", f->folder);
      return;
    }

  g_assert_cmpint (write_until (f->folder, SB_LEDGER_ERROR_FULL, TRUE), ==, 0);
  g_assert_cmpint (umount2 (parent, MNT_DETACH), ==, 0);
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (f->folder);

  /* The folder is not there yet. */
  g_chmod (parent, 0555);
  run_child ("--nobody", f->folder);

  /* It is there, and so is the file. */
  g_chmod (parent, 0755);
  g_free (begin (f->ledger));
  g_clear_object (&f->ledger);
  g_chmod (f->path, 0444);
  g_chmod (f->folder, 0555);
  run_child ("--nobody", f->folder);

  g_chmod (f->folder, 0700);
  g_chmod (f->path, 0600);
  f->ledger = sb_ledger_new (f->folder);
  g_free (begin (f->ledger));
}

/* ---- damage ---- */

static guint
count_set_aside (Fixture *f)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    n += g_str_has_prefix (name, "ledger.db.damaged-") && !g_str_has_suffix (name, "-wal")
      && !g_str_has_suffix (name, "-shm");

  return n;
}

static void
assert_must_ask (SbLedger *ledger, const char *administrator_id, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  gboolean must_ask = !expected;

  g_assert_true (sb_ledger_must_ask (ledger, ORIGIN, administrator_id, &must_ask, &error));
  g_assert_no_error (error);
  g_assert_cmpint (must_ask, ==, expected);
}

static void
assert_replaced (Fixture *f)
{
  g_autoptr (SbLedger) second = sb_ledger_new (f->folder);
  g_autofree char *uuid = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  g_test_expect_message ("switchback", G_LOG_LEVEL_MESSAGE, "*set aside*");
  uuid = begin (f->ledger);
  g_test_assert_expected_messages ();
  aside = sb_ledger_dup_set_aside (f->ledger);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_set_aside (f), ==, 1);

  /* Another process learns of it, too, and each account is asked once. */
  assert_must_ask (second, ADMINISTRATOR, TRUE);
  g_assert_true (sb_ledger_note_asked (second, ORIGIN, ADMINISTRATOR, &error));
  g_assert_no_error (error);
  assert_must_ask (f->ledger, ADMINISTRATOR, FALSE);
  assert_must_ask (f->ledger, "13", TRUE);
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 0);
}

static void
test_no_database (Fixture *f, gconstpointer data)
{
  g_autofree char *garbage = g_strnfill (8192, 'x');

  assert_must_ask (f->ledger, ADMINISTRATOR, FALSE);
  g_clear_object (&f->ledger);
  g_assert_true (g_file_set_contents (f->path, garbage, -1, NULL));
  f->ledger = sb_ledger_new (f->folder);
  assert_replaced (f);
}

static void
test_scribbled_over (Fixture *f, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;

  for (guint i = 0; i < 50; i++)
    g_free (live_through (f->ledger, 1000000 + i));
  g_clear_object (&f->ledger);

  g_assert_true (g_file_get_contents (f->path, &contents, &length, NULL));
  memset (contents + 4096, 0xa5, length - 4096);
  g_assert_true (g_file_set_contents (f->path, contents, length, NULL));
  f->ledger = sb_ledger_new (f->folder);
  assert_replaced (f);
}

static void
test_newer (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = new_entry (NULL);
  g_autoptr (GError) error = NULL;

  g_free (begin (f->ledger));
  edit (f, "PRAGMA user_version = 99");
  g_clear_object (&f->ledger);
  f->ledger = sb_ledger_new (f->folder);

  g_assert_false (sb_ledger_begin (f->ledger, entry, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_FAILED);
  g_assert_cmpuint (count_set_aside (f), ==, 0);
}

/* A home folder behind a link is one; a link in place of the file is not. */
static void
test_links (Fixture *f, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (f->folder);
  g_autofree char *link = g_build_filename (parent, "link", NULL);
  g_autofree char *elsewhere = g_build_filename (parent, "elsewhere", NULL);
  g_autoptr (SbLedger) linked = sb_ledger_new (link);
  g_autoptr (SbLedgerEntry) entry = new_entry (NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir (f->folder, 0700);
  g_assert_cmpint (symlink (f->folder, link), ==, 0);
  g_free (begin (linked));
  g_clear_object (&linked);

  g_assert_cmpint (g_rename (f->path, elsewhere), ==, 0);
  g_assert_cmpint (symlink (elsewhere, f->path), ==, 0);
  g_assert_false (sb_ledger_begin (f->ledger, entry, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_FAILED);
  g_remove (link);
  g_remove (elsewhere);
}

/* Somebody takes the file away while we have it open. */
static void
test_taken_away (Fixture *f, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (f->path, "-shm", NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (SbLedger) other = sb_ledger_new (f->folder);
  g_autoptr (SbLedgerEntry) entry = NULL;

  g_free (begin (f->ledger));
  g_remove (f->path);
  g_remove (wal);
  g_remove (shm);

  uuid = begin (f->ledger);
  entry = load (other, uuid);
  g_assert_cmpint (entry->state, ==, SB_IMPERSONATION_STARTING);
}

/* ---- edits ---- */

static void
test_edits (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    SbLedgerFault fault;
    int which; /* the log-in that is named, or -1 */
  } edits[] = {
    { "UPDATE sessions SET reason = 'Something else' WHERE rowid = 2", SB_LEDGER_FAULT_CHANGED, 1 },
    { "UPDATE sessions SET ended_at = ended_at - 1 WHERE rowid = 3", SB_LEDGER_FAULT_CHANGED, 2 },
    { "UPDATE sessions SET domain = NULL WHERE rowid = 1", SB_LEDGER_FAULT_CHANGED, 0 },
    { "DROP TRIGGER sessions_final; UPDATE sessions SET state = 'owed' WHERE rowid = 2", SB_LEDGER_FAULT_CHANGED, 1 },
    { "DELETE FROM sessions WHERE rowid = 2", SB_LEDGER_FAULT_MISSING, 1 },
    { "DELETE FROM chain WHERE position = 2", SB_LEDGER_FAULT_MISSING, -1 },
    { "DELETE FROM sessions WHERE rowid = 2; DELETE FROM chain WHERE position = 2", SB_LEDGER_FAULT_MISSING, -1 },
    { "DELETE FROM sessions WHERE rowid = 3; DELETE FROM chain WHERE position = 3", SB_LEDGER_FAULT_MISSING, -1 },
    { "UPDATE chain SET digest = '' WHERE position = 2", SB_LEDGER_FAULT_CHANGED, 1 },
    { "DELETE FROM chain", SB_LEDGER_FAULT_MISSING, -1 },
    { "INSERT INTO sessions SELECT 'stranger', origin, administrator_id, administrator_name, learner_id, learner_name,"
      " reason, ticket, domain, state, planned_at, started_at, expires_at, ended_at, how, begin_platform,"
      " begin_platform_at, begin_email, begin_email_at, end_platform, end_platform_at, end_email, end_email_at,"
      " revision, proof, proof_at, look FROM sessions WHERE rowid = 1", SB_LEDGER_FAULT_CHANGED, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *uuids[3] = { NULL };

      for (gsize j = 0; j < G_N_ELEMENTS (uuids); j++)
        uuids[j] = live_through (f->ledger, 1000000);
      assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, G_N_ELEMENTS (uuids));

      g_test_message ("%s", edits[i].sql);
      edit (f, edits[i].sql);
      assert_verdict (f->ledger, edits[i].fault, edits[i].which >= 0 ? uuids[edits[i].which] : NULL, 0);

      for (gsize j = 0; j < G_N_ELEMENTS (uuids); j++)
        g_clear_pointer (&uuids[j], g_free);
      tear_down (f, NULL);
      set_up (f, NULL);
    }
}

/* What is learnt after the end is added, not changed. */
static void
test_amend (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = live_through (f->ledger, 1000000);
  g_autofree char *other = live_through (f->ledger, 1000000);
  g_autoptr (SbSession) session = new_session (uuid, 1000000, 1000060);
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  session->end_notice.email = SB_NOTICE_STATE_DELIVERED;
  g_assert_true (sb_ledger_amend (f->ledger, uuid, session, &error));
  g_assert_no_error (error);

  entry = load (f->ledger, uuid);
  g_assert_cmpint (entry->end_notice.email, ==, SB_NOTICE_STATE_DELIVERED);
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 3);

  edit (f, "UPDATE sessions SET end_email = 'failed' WHERE rowid = 1");
  assert_verdict (f->ledger, SB_LEDGER_FAULT_CHANGED, uuid, 0);
}

/* ---- acts ---- */

static void
add_act (SbLedger *ledger, const char *uuid, SbActKind kind, const char *item_title)
{
  g_autoptr (SbLedgerAct) act = sb_ledger_act_new (kind, "31", "Fire Safety", "7", item_title);
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_ledger_add_act (ledger, uuid, act, &error));
  g_assert_no_error (error);
}

/* With two acts inside, and one whose confirmation came after the end. */
static char *
live_and_act (SbLedger *ledger)
{
  g_autofree char *uuid = begin (ledger);
  g_autoptr (SbSession) session = new_session (uuid, 1000000, 0);
  g_autoptr (SbSession) record = new_session (uuid, 1000000, 1000060);

  take (ledger, uuid, SB_IMPERSONATION_EVENT_BEGUN, session);
  add_act (ledger, uuid, SB_ACT_ITEM_STARTED, "Fire\nDoors");
  add_act (ledger, uuid, SB_ACT_ITEM_COMPLETED, "Fire Doors");
  take (ledger, uuid, SB_IMPERSONATION_EVENT_END, NULL);
  take (ledger, uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, record);
  add_act (ledger, uuid, SB_ACT_ITEM_COMPLETED, "Extinguishers");

  return g_steal_pointer (&uuid);
}

static void
test_acts (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = live_and_act (f->ledger);
  g_autofree char *other = live_through (f->ledger, 1000000);
  g_autoptr (SbLedgerEntry) entry = load (f->ledger, uuid);
  g_autoptr (SbLedgerEntry) without = load (f->ledger, other);
  g_autoptr (SbLedgerAct) act = sb_ledger_act_new (SB_ACT_OTHER, NULL, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  const SbLedgerAct *first;
  const SbLedgerAct *last;

  g_assert_cmpuint (without->acts->len, ==, 0);
  g_assert_cmpuint (entry->acts->len, ==, 3);
  first = g_ptr_array_index (entry->acts, 0);
  last = g_ptr_array_index (entry->acts, 2);
  g_assert_cmpint (first->kind, ==, SB_ACT_ITEM_STARTED);
  g_assert_cmpstr (first->course_id, ==, "31");
  g_assert_cmpstr (first->course_title, ==, "Fire Safety");
  g_assert_cmpstr (first->item_id, ==, "7");
  g_assert_cmpstr (first->item_title, ==, "Fire Doors");
  g_assert_cmpint (last->kind, ==, SB_ACT_ITEM_COMPLETED);
  g_assert_cmpstr (last->item_title, ==, "Extinguishers");
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 3);

  g_assert_false (sb_ledger_add_act (f->ledger, "nobody", act, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN);
}

static void
test_edited_acts (Fixture *f, gconstpointer data)
{
  static const char *const edits[] = {
    "DELETE FROM acts WHERE position = 2",
    "DELETE FROM acts",
    "UPDATE acts SET item_title = 'Something Else' WHERE position = 1",
    "UPDATE acts SET kind = 'a-word-of-tomorrow' WHERE position = 1",
    "UPDATE acts SET at = at - 1 WHERE position = 3",
    "UPDATE acts SET course_id = NULL WHERE position = 3",
    "INSERT INTO acts SELECT uuid, 4, at, kind, course_id, course_title, item_id, item_title FROM acts LIMIT 1",
    "UPDATE sessions SET proof = 'confirmed', proof_at = 1 WHERE rowid = 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *uuid = live_and_act (f->ledger);

      g_test_message ("%s", edits[i]);
      edit (f, edits[i]);
      assert_verdict (f->ledger, SB_LEDGER_FAULT_CHANGED, uuid, 0);
      tear_down (f, NULL);
      set_up (f, NULL);
    }
}

/* What the record of the platform says after the end is added, too. */
static void
test_proof (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = live_through (f->ledger, 1000000);
  g_autoptr (SbSession) session = new_session (uuid, 1000000, 1000060);
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  session->end_notice.email = SB_NOTICE_STATE_DELIVERED;
  g_assert_true (sb_ledger_prove (f->ledger, uuid, SB_LEDGER_PROOF_UNAVAILABLE, NULL, &error));
  g_assert_true (sb_ledger_prove (f->ledger, uuid, SB_LEDGER_PROOF_CONFIRMED, session, &error));
  g_assert_no_error (error);

  entry = load (f->ledger, uuid);
  g_assert_cmpint (entry->proof, ==, SB_LEDGER_PROOF_CONFIRMED);
  g_assert_nonnull (entry->proof_at);
  g_assert_cmpint (entry->end_notice.email, ==, SB_NOTICE_STATE_DELIVERED);
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 3);

  edit (f, "UPDATE sessions SET proof = 'open'");
  assert_verdict (f->ledger, SB_LEDGER_FAULT_CHANGED, uuid, 0);
}

/* ---- a file of an earlier version ---- */

static void
run_sql_file (Fixture *f, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "ledger", name, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *database = NULL;

  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (f->folder, 0700), ==, 0);
  g_assert_cmpint (sqlite3_open (f->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

/* Written by the program when its ledger had version 1: three log-ins that are over, one of them amended, and one
 * open. */
static void
test_version_1 (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime) before = g_date_time_new_from_unix_utc (1500000);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) unfinished = NULL;
  g_autoptr (GError) error = NULL;
  const SbLedgerEntry *open;
  guint n_deleted;

  run_sql_file (f, "version-1.sql");
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 4);
  all = sb_ledger_list (f->ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 4);

  unfinished = sb_ledger_list_unfinished (f->ledger, ORIGIN, ADMINISTRATOR, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (unfinished->len, ==, 1);
  open = g_ptr_array_index (unfinished, 0);
  add_act (f->ledger, open->uuid, SB_ACT_ITEM_COMPLETED, "Fire Doors");
  take (f->ledger, open->uuid, SB_IMPERSONATION_EVENT_END, NULL);
  take (f->ledger, open->uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, NULL);
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 5);

  g_assert_true (sb_ledger_expire (f->ledger, before, &n_deleted, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_deleted, ==, 1);
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 3);
  g_assert_cmpuint (count_set_aside (f), ==, 0);

  edit (f, "UPDATE sessions SET reason = 'Something else' WHERE rowid = 2");
  assert_verdict (f->ledger, SB_LEDGER_FAULT_CHANGED, NULL, 0);
}

static void
test_expiry (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime) before = g_date_time_new_from_unix_utc (2500000);
  g_autofree char *first = live_through (f->ledger, 1000000);
  g_autofree char *second = live_through (f->ledger, 2000000);
  g_autofree char *open = make_in_state (f->ledger, SB_IMPERSONATION_ACTIVE);
  g_autofree char *third = live_through (f->ledger, 3000000);
  g_autofree char *fourth = live_through (f->ledger, 4000000);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  guint n_deleted = 0;

  g_assert_true (sb_ledger_expire (f->ledger, before, &n_deleted, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_deleted, ==, 2);
  left = sb_ledger_list (f->ledger, &error);
  g_assert_cmpuint (left->len, ==, 3);
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 2);

  /* Nothing more to do; and the history goes on. */
  g_assert_true (sb_ledger_expire (f->ledger, before, &n_deleted, &error));
  g_assert_cmpuint (n_deleted, ==, 0);
  g_free (live_through (f->ledger, 5000000));
  assert_verdict (f->ledger, SB_LEDGER_FAULT_NONE, NULL, 3);

  /* The rest is still checked, and what was changed is not made to disappear. */
  edit (f, "UPDATE sessions SET reason = '' WHERE started_at = 3000000");
  assert_verdict (f->ledger, SB_LEDGER_FAULT_CHANGED, third, 0);
  g_clear_pointer (&before, g_date_time_unref);
  before = g_date_time_new_from_unix_utc (3500000);
  g_assert_false (sb_ledger_expire (f->ledger, before, &n_deleted, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_FAILED);
  assert_verdict (f->ledger, SB_LEDGER_FAULT_CHANGED, third, 0);
}

static const struct
{
  const char *name;
  int (*run) (const char *folder);
} children[] = {
  { "--write", write_as_child },
  { "--limit", write_with_limit },
  { "--nobody", write_as_nobody },
};

int
main (int argc, char *argv[])
{
  program = argv[0];
  for (gsize i = 0; argc == 3 && i < G_N_ELEMENTS (children); i++)
    if (g_str_equal (argv[1], children[i].name))
      return children[i].run (argv[2]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/ledger/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("every-pair", test_every_pair);
  ADD ("what-is-kept", test_what_is_kept);
  ADD ("late-writer", test_late_writer);
  ADD ("write-missed", test_write_missed);
  ADD ("resume", test_resume);
  ADD ("unfinished", test_unfinished);
  ADD ("adopt", test_adopt);
  ADD ("order", test_order);
  ADD ("two-processes", test_two_processes);
  ADD ("file-limit", test_file_limit);
  ADD ("full-disk", test_full_disk);
  ADD ("read-only", test_read_only);
  ADD ("no-database", test_no_database);
  ADD ("scribbled-over", test_scribbled_over);
  ADD ("newer", test_newer);
  ADD ("links", test_links);
  ADD ("taken-away", test_taken_away);
  ADD ("edits", test_edits);
  ADD ("amend", test_amend);
  ADD ("acts", test_acts);
  ADD ("edited-acts", test_edited_acts);
  ADD ("proof", test_proof);
  ADD ("version-1", test_version_1);
  ADD ("expiry", test_expiry);
#undef ADD

  return g_test_run ();
}
