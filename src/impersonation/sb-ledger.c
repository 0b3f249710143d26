/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The record of every log-in, in one SQLite file: opening it, its transactions and its errors. What is in it is in
 * sb-ledger-schema.c, what is written in sb-ledger-rows.c, and how edits show in sb-ledger-chain.c.
 *
 * The program, a second instance of it and the guard may all write: each write is one transaction that takes the file
 * for itself before it reads. The calls block, and may be made from any thread; sb_ledger_run_async() makes them in a
 * thread of the ledger's own, one after the other.
 *
 * The file is opened when it is first needed, and anew if it was moved away. One that makes no sense is set aside,
 * never deleted, and a new one says that its past is unknown. No token ever gets here. */

#include "config.h"

#include "sb-ledger-private.h"

#include "sb-ledger-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define BUSY_MS 5000

struct _SbLedger
{
  GObject parent_instance;

  /* owned */
  char *folder;
  char *path;
  char *set_aside; /* nullable: where the damaged file is now */
  GMutex mutex;    /* guards all below, and set_aside */
  sqlite3 *database; /* nullable: not open */
  gboolean is_suspect; /* it said that the file is damaged: open it anew */
  GThreadPool *pool;
};

G_DEFINE_FINAL_TYPE (SbLedger, sb_ledger, G_TYPE_OBJECT)
G_DEFINE_QUARK (sb-ledger-error-quark, sb_ledger_error)

/* ---- errors ---- */

static SbLedgerError
error_for_errno (int number, SbLedgerError fallback)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return SB_LEDGER_ERROR_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return SB_LEDGER_ERROR_READ_ONLY;
    default:
      return fallback;
    }
}

static SbLedgerError
error_for_code (int code, int number)
{
  /* SQLite knows one way of being full. A quota and a limit are others, and by the time it tells, the number that would
   * say so may be another one's. */
  if (code == SQLITE_IOERR_WRITE && number != EIO)
    return SB_LEDGER_ERROR_FULL;

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return SB_LEDGER_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return SB_LEDGER_ERROR_READ_ONLY;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return error_for_errno (number, SB_LEDGER_ERROR_FAILED);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return SB_LEDGER_ERROR_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return SB_LEDGER_ERROR_BUSY;
    default:
      return SB_LEDGER_ERROR_FAILED;
    }
}

/**
 * sb_ledger_take_error:
 * @self: a ledger whose database has just refused something
 * @error: return location for an #SbLedgerError
 */
void
sb_ledger_take_error (SbLedger *self, GError **error)
{
  const int code = sqlite3_extended_errcode (self->database);
  const SbLedgerError kind = error_for_code (code, sqlite3_system_errno (self->database));

  if (kind == SB_LEDGER_ERROR_DAMAGED)
    self->is_suspect = TRUE;

  g_set_error (error, SB_LEDGER_ERROR, kind, "The ledger: %s (%d)", sqlite3_errmsg (self->database), code);
}

static void
take_errno (int number, const char *what, GError **error)
{
  g_set_error (error, SB_LEDGER_ERROR, error_for_errno (number, SB_LEDGER_ERROR_FAILED), "The ledger: %s: %s", what,
               g_strerror (number));
}

/* ---- opening ---- */

static void
close_database (SbLedger *self)
{
  /* Whoever has a statement left keeps its memory until it is finalized. */
  sqlite3_close_v2 (g_steal_pointer (&self->database));
  self->is_suspect = FALSE;
}

/* SQLite gives its other files the permissions of this one. */
static gboolean
make_file (SbLedger *self, GError **error)
{
  int fd;

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      take_errno (errno, "cannot make its folder", error);
      return FALSE;
    }

  fd = open (self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    {
      take_errno (errno, "cannot open it", error);
      return FALSE;
    }

  close (fd);

  return TRUE;
}

static gboolean
execute (SbLedger *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->database, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  sb_ledger_take_error (self, error);

  return FALSE;
}

static gboolean
quick_check (SbLedger *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sb_ledger_prepare (self, "PRAGMA quick_check (1)", error);
  gboolean has_row;

  if (statement == NULL || !sb_ledger_step (self, statement, &has_row, error))
    return FALSE;

  if (has_row && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0)
    return TRUE;

  g_set_error_literal (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_DAMAGED, "The ledger is damaged");

  return FALSE;
}

static gboolean
prepare_schema (SbLedger *self, GError **error)
{
  int code;

  if (!execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  code = sb_ledger_schema_prepare (self->database);
  if (code == SQLITE_SCHEMA)
    g_set_error_literal (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_FAILED, "A newer Switchback has written the ledger");
  else if (code != SQLITE_OK)
    sb_ledger_take_error (self, error);
  else
    return execute (self, "COMMIT", error);

  execute (self, "ROLLBACK", NULL);

  return FALSE;
}

static gboolean
open_database (SbLedger *self, GError **error)
{
  /* Not SQLITE_OPEN_NOFOLLOW, which refuses a home folder behind a link, too; make_file() looks at the file itself. */
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX;
  gboolean is_good;

  if (!make_file (self, error))
    return FALSE;

  if (sqlite3_open_v2 (self->path, &self->database, flags, NULL) != SQLITE_OK)
    {
      sb_ledger_take_error (self, error);
      close_database (self);
      return FALSE;
    }

  sqlite3_extended_result_codes (self->database, 1);
  sqlite3_busy_timeout (self->database, BUSY_MS);
  is_good = quick_check (self, error)
         && execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;", error)
         && prepare_schema (self, error);
  if (!is_good)
    close_database (self);

  return is_good;
}

static gboolean
move_file (SbLedger *self, const char *suffix, const char *to, GError **error)
{
  g_autofree char *source = g_strconcat (self->path, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);

  if (g_rename (source, target) == 0 || errno == ENOENT)
    return TRUE;

  take_errno (errno, "cannot set it aside", error);

  return FALSE;
}

/* The new file says that there was another one, so that the platforms are asked for what is not known here any more. */
static gboolean
replace_damaged (SbLedger *self, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s-%06d", self->path, stamp, g_date_time_get_microsecond (now));

  if (!move_file (self, "", aside, error) || !move_file (self, "-wal", aside, error)
      || !move_file (self, "-shm", aside, error))
    return FALSE;

  g_message ("The ledger was damaged, and was set aside as %s", aside);
  g_free (self->set_aside);
  self->set_aside = g_steal_pointer (&aside);

  if (!open_database (self, error))
    return FALSE;

  if (sb_ledger_set_fact (self, "damaged_at", stamp, error))
    return TRUE;

  close_database (self);

  return FALSE;
}

/* One process at a time opens, so that two cannot set each other's new file aside. */
static gboolean
open_or_replace (SbLedger *self, GError **error)
{
  g_autofree char *lock_path = g_build_filename (self->folder, "ledger.lock", NULL);
  g_autoptr (GError) local_error = NULL;
  int fd;
  gboolean is_good;

  g_mkdir_with_parents (self->folder, 0700);
  fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd >= 0)
    while (flock (fd, LOCK_EX) != 0 && errno == EINTR)
      ;

  is_good = open_database (self, &local_error);
  if (!is_good && g_error_matches (local_error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_DAMAGED))
    is_good = replace_damaged (self, error);
  else if (!is_good)
    g_propagate_error (error, g_steal_pointer (&local_error));

  if (fd >= 0)
    close (fd);

  return is_good;
}

static gboolean
was_moved (SbLedger *self)
{
  int has_moved = 0;

  return sqlite3_file_control (self->database, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved) == SQLITE_OK && has_moved;
}

/* ---- for the other files of the ledger ---- */

/**
 * sb_ledger_lock:
 * @self: a ledger
 * @error: return location for an #SbLedgerError
 *
 * Opens the file if need be, and keeps other threads away until sb_ledger_unlock().
 *
 * Returns: %FALSE if the file cannot be opened; then nothing is locked
 */
gboolean
sb_ledger_lock (SbLedger *self, GError **error)
{
  g_mutex_lock (&self->mutex);

  if (self->database != NULL && (self->is_suspect || was_moved (self)))
    close_database (self);

  if (self->database != NULL || open_or_replace (self, error))
    return TRUE;

  g_mutex_unlock (&self->mutex);

  return FALSE;
}

void
sb_ledger_unlock (SbLedger *self)
{
  g_mutex_unlock (&self->mutex);
}

/**
 * sb_ledger_begin_write:
 * @self: a ledger
 * @error: return location for an #SbLedgerError
 *
 * Begins a transaction that nobody else can write beside.
 *
 * Returns: %TRUE if it is to be ended with sb_ledger_end_write()
 */
gboolean
sb_ledger_begin_write (SbLedger *self, GError **error)
{
  if (!sb_ledger_lock (self, error))
    return FALSE;

  if (execute (self, "BEGIN IMMEDIATE", error))
    return TRUE;

  sb_ledger_unlock (self);

  return FALSE;
}

/**
 * sb_ledger_end_write:
 * @self: a ledger
 * @is_good: whether to keep what was written
 * @error: return location for an #SbLedgerError; if not @is_good, it may be set already
 *
 * Ends the transaction.
 *
 * Returns: %TRUE if it was kept, and is on the disk
 */
gboolean
sb_ledger_end_write (SbLedger *self, gboolean is_good, GError **error)
{
  is_good = is_good && execute (self, "COMMIT", error);

  /* An error may have rolled it back already. */
  if (!is_good && !sqlite3_get_autocommit (self->database))
    execute (self, "ROLLBACK", NULL);

  sb_ledger_unlock (self);

  return is_good;
}

sqlite3 *
sb_ledger_get_database (SbLedger *self)
{
  return self->database;
}

sqlite3_stmt *
sb_ledger_prepare (SbLedger *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->database, sql, -1, &statement, NULL) != SQLITE_OK)
    sb_ledger_take_error (self, error);

  return statement;
}

gboolean
sb_ledger_step (SbLedger *self, sqlite3_stmt *statement, gboolean *has_row, GError **error)
{
  const int code = sqlite3_step (statement);

  *has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;

  sb_ledger_take_error (self, error);

  return FALSE;
}

/**
 * sb_ledger_run:
 * @self: a ledger
 * @statement: (nullable): what to run, with its values; %NULL if it could not be prepared
 * @error: return location for an #SbLedgerError
 *
 * Returns: %TRUE if it went well; its rows are of no interest
 */
gboolean
sb_ledger_run (SbLedger *self, sqlite3_stmt *statement, GError **error)
{
  gboolean has_row;

  return statement != NULL && sb_ledger_step (self, statement, &has_row, error);
}

void
sb_ledger_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  if (statement != NULL)
    sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

char *
sb_ledger_dup_fact (SbLedger *self, const char *key, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sb_ledger_prepare (self, "SELECT value FROM facts WHERE key = ?", error);
  gboolean has_row;

  sb_ledger_bind_text (statement, 1, key);
  if (statement == NULL || !sb_ledger_step (self, statement, &has_row, error) || !has_row)
    return NULL;

  return g_strdup ((const char *) sqlite3_column_text (statement, 0));
}

gboolean
sb_ledger_set_fact (SbLedger *self, const char *key, const char *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sb_ledger_prepare (self, "REPLACE INTO facts VALUES (?, ?)", error);

  sb_ledger_bind_text (statement, 1, key);
  sb_ledger_bind_text (statement, 2, value);

  return sb_ledger_run (self, statement, error);
}

/* ---- the thread ---- */

typedef struct
{
  SbLedgerJob job;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  gpointer result;
  GError *error;
} Job;

static void
job_free (Job *job)
{
  if (job->data_free != NULL)
    job->data_free (job->data);

  g_free (job);
}

/* In the context of whoever waits, where also the last reference to the task is dropped. */
static gboolean
return_cb (gpointer data)
{
  GTask *task = G_TASK (data);
  Job *job = g_task_get_task_data (task);

  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (task, job->result, job->result_free);

  return G_SOURCE_REMOVE;
}

static void
work (gpointer data, gpointer user_data)
{
  GTask *task = G_TASK (data);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_idle_source_new ();

  job->result = job->job (g_task_get_source_object (task), job->data, &job->error);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, return_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

/* ---- object ---- */

static void
sb_ledger_finalize (GObject *object)
{
  SbLedger *self = SB_LEDGER (object);

  /* Nothing is left to do, since each job keeps the ledger alive. */
  g_thread_pool_free (self->pool, FALSE, FALSE);
  close_database (self);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->set_aside);

  G_OBJECT_CLASS (sb_ledger_parent_class)->finalize (object);
}

static void
sb_ledger_class_init (SbLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_ledger_finalize;
}

static void
sb_ledger_init (SbLedger *self)
{
  g_mutex_init (&self->mutex);
  self->pool = g_thread_pool_new (work, NULL, 1, FALSE, NULL);
}

/**
 * sb_ledger_new:
 * @folder: (nullable): where it is; %NULL for the folder that the program and its guard share
 *
 * Returns: (transfer full): the ledger; nothing is opened yet
 */
SbLedger *
sb_ledger_new (const char *folder)
{
  SbLedger *self = g_object_new (SB_TYPE_LEDGER, NULL);

  self->folder = folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_state_dir (), "switchback", NULL);
  self->path = g_build_filename (self->folder, "ledger.db", NULL);

  return self;
}

/**
 * sb_ledger_get_folder:
 *
 * Returns: (transfer none): the folder that it is in
 */
const char *
sb_ledger_get_folder (SbLedger *self)
{
  g_return_val_if_fail (SB_IS_LEDGER (self), NULL);

  return self->folder;
}

/**
 * sb_ledger_dup_set_aside:
 *
 * Returns: (transfer full) (nullable): where the damaged file is, if this object had to set one aside
 */
char *
sb_ledger_dup_set_aside (SbLedger *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (SB_IS_LEDGER (self), NULL);

  locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->set_aside);
}

/**
 * sb_ledger_run_async:
 * @self: a ledger
 * @job: what to do
 * @data: (nullable): for @job
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result that nobody takes
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Does something with the ledger in its own thread. The jobs are done in the order in which they came, one at a time;
 * what was asked for is done even if nobody waits for it.
 */
void
sb_ledger_run_async (SbLedger *self,
                     SbLedgerJob job,
                     gpointer data,
                     GDestroyNotify data_free,
                     GDestroyNotify result_free,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task;
  Job *copy;

  g_return_if_fail (SB_IS_LEDGER (self));
  g_return_if_fail (job != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sb_ledger_run_async);
  copy = g_new0 (Job, 1);
  copy->job = job;
  copy->data = data;
  copy->data_free = data_free;
  copy->result_free = result_free;
  g_task_set_task_data (task, copy, (GDestroyNotify) job_free);
  g_thread_pool_push (self->pool, task, NULL);
}

/**
 * sb_ledger_run_finish:
 * @self: a ledger
 * @result: what the callback was given
 * @error: return location for an #SbLedgerError
 *
 * Returns: (transfer full) (nullable): what the job returned
 */
gpointer
sb_ledger_run_finish (SbLedger *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_ledger_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
