/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The demo platform's SQLite store: opening it, statements that are prepared once, transactions. What is in it says
 * sb-demo-schema.c; who writes what is the matter of each part of the platform.
 *
 * One connection, one thread. A statement is looked up by its text, so it must not be asked again while its rows are
 * still being read. A mistake inside a transaction is remembered and makes its commit fail: callers write straight down
 * and look once, at the end. */

#include "config.h"

#include "sb-demo-store.h"

#include <glib/gstdio.h>

struct _SbDemoStore
{
  sqlite3 *database;
  char *folder;
  GHashTable *statements; /* owned text → owned statement */
  gboolean has_failed;    /* since the transaction began */
};

static gboolean
set_up (SbDemoStore *self)
{
  sqlite3_busy_timeout (self->database, 10000);

  return sb_demo_store_execute (self, "PRAGMA journal_mode = WAL;"
                                      "PRAGMA synchronous = NORMAL;"
                                      "PRAGMA foreign_keys = OFF;"
                                      "PRAGMA temp_store = MEMORY;"
                                      "PRAGMA cache_size = -65536;"
                                      "PRAGMA mmap_size = 1073741824;");
}

/**
 * sb_demo_store_open:
 * @folder: the platform's folder; made if it is missing
 * @error: return location for a #GIOError
 *
 * Opens `platform.db` in @folder, or makes an empty one.
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with @error set
 */
SbDemoStore *
sb_demo_store_open (const char *folder, GError **error)
{
  g_autoptr (SbDemoStore) self = g_new0 (SbDemoStore, 1);
  g_autofree char *path = g_build_filename (folder, "platform.db", NULL);

  self->folder = g_strdup (folder);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Cannot make the folder %s: %s", folder, g_strerror (errno));
      return NULL;
    }

  if (sqlite3_open_v2 (path, &self->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK
      || !set_up (self))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Cannot open %s: %s", path, sqlite3_errmsg (self->database));
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
sb_demo_store_close (SbDemoStore *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close (self->database);
  g_free (self->folder);
  g_free (self);
}

/**
 * sb_demo_store_get_database:
 *
 * Returns: (transfer none): the connection, for the fill and for tests
 */
sqlite3 *
sb_demo_store_get_database (SbDemoStore *self)
{
  return self->database;
}

/**
 * sb_demo_store_get_folder:
 *
 * Returns: (transfer none): the folder that the store is in
 */
const char *
sb_demo_store_get_folder (SbDemoStore *self)
{
  return self->folder;
}

static void
note_failure (SbDemoStore *self, const char *sql)
{
  self->has_failed = TRUE;
  g_warning ("The store refused “%s”: %s", sql, sqlite3_errmsg (self->database));
}

/**
 * sb_demo_store_execute:
 * @self: a store
 * @script: one or more statements without parameters
 *
 * Returns: %TRUE if all of them went well
 */
gboolean
sb_demo_store_execute (SbDemoStore *self, const char *script)
{
  if (sqlite3_exec (self->database, script, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  note_failure (self, script);

  return FALSE;
}

static sqlite3_stmt *
prepare (SbDemoStore *self, const char *sql)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      return statement;
    }

  if (sqlite3_prepare_v3 (self->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      note_failure (self, sql);
      return NULL;
    }

  g_hash_table_insert (self->statements, g_strdup (sql), statement);

  return statement;
}

static sqlite3_stmt *
prepare_and_bind (SbDemoStore *self, const char *sql, const char *types, va_list args)
{
  sqlite3_stmt *statement = prepare (self, sql);

  if (statement == NULL)
    return NULL;

  for (int i = 0; types[i] != '\0'; i++)
    {
      const char *text;

      switch (types[i])
        {
        case 'i':
          sqlite3_bind_int64 (statement, i + 1, va_arg (args, gint64));
          break;
        case 's':
          text = va_arg (args, const char *);
          sqlite3_bind_text (statement, i + 1, text, -1, SQLITE_TRANSIENT);
          break;
        default:
          g_assert_not_reached ();
        }
    }

  return statement;
}

/**
 * sb_demo_store_query:
 * @self: a store
 * @sql: a statement, in the program's own words: whatever comes from outside is a parameter
 * @types: one letter a parameter: `i` for a #gint64, `s` for a nullable string
 *
 * Returns: (transfer none) (nullable): the rows, before the first; release with sb_demo_rows_done(), which
 *   g_autoptr() does
 */
SbDemoRows *
sb_demo_store_query (SbDemoStore *self, const char *sql, const char *types, ...)
{
  va_list args;
  sqlite3_stmt *statement;

  va_start (args, types);
  statement = prepare_and_bind (self, sql, types, args);
  va_end (args);

  return statement;
}

/**
 * sb_demo_rows_next:
 * @rows: (nullable): rows
 *
 * Returns: %TRUE if there is another row
 */
gboolean
sb_demo_rows_next (SbDemoRows *rows)
{
  int code = rows == NULL ? SQLITE_DONE : sqlite3_step (rows);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    g_warning ("The store cannot read “%s”: %s", sqlite3_sql (rows), sqlite3_errmsg (sqlite3_db_handle (rows)));

  return code == SQLITE_ROW;
}

/**
 * sb_demo_rows_done:
 * @rows: (nullable): rows that were read as far as needed
 *
 * Lets go of them, so that the statement can be asked again.
 */
void
sb_demo_rows_done (SbDemoRows *rows)
{
  if (rows == NULL)
    return;

  sqlite3_reset (rows);
  sqlite3_clear_bindings (rows);
}

/**
 * sb_demo_rows_text:
 *
 * Returns: (transfer none) (nullable): a column of the row, good until the next; %NULL is NULL
 */
const char *
sb_demo_rows_text (SbDemoRows *rows, int column)
{
  return (const char *) sqlite3_column_text (rows, column);
}

/**
 * sb_demo_rows_int:
 *
 * Returns: a column of the row; NULL is 0
 */
gint64
sb_demo_rows_int (SbDemoRows *rows, int column)
{
  return sqlite3_column_int64 (rows, column);
}

/**
 * sb_demo_rows_is_null:
 *
 * Returns: %TRUE if that column of the row is NULL
 */
gboolean
sb_demo_rows_is_null (SbDemoRows *rows, int column)
{
  return sqlite3_column_type (rows, column) == SQLITE_NULL;
}

static gboolean
step_to_end (SbDemoStore *self, sqlite3_stmt *statement)
{
  int code = SQLITE_ERROR;

  if (statement != NULL)
    {
      while ((code = sqlite3_step (statement)) == SQLITE_ROW)
        ;
      if (code != SQLITE_DONE)
        note_failure (self, sqlite3_sql (statement));
      sb_demo_rows_done (statement);
    }

  return code == SQLITE_DONE;
}

/**
 * sb_demo_store_run:
 *
 * As sb_demo_store_query(), for a statement that changes something.
 *
 * Returns: how many rows it changed; -1 if it failed
 */
int
sb_demo_store_run (SbDemoStore *self, const char *sql, const char *types, ...)
{
  va_list args;
  gboolean is_done;

  va_start (args, types);
  is_done = step_to_end (self, prepare_and_bind (self, sql, types, args));
  va_end (args);

  return is_done ? sqlite3_changes (self->database) : -1;
}

/**
 * sb_demo_store_insert:
 *
 * As sb_demo_store_run(), for one new row.
 *
 * Returns: the row's id; -1 if it failed
 */
gint64
sb_demo_store_insert (SbDemoStore *self, const char *sql, const char *types, ...)
{
  va_list args;
  gboolean is_done;

  va_start (args, types);
  is_done = step_to_end (self, prepare_and_bind (self, sql, types, args));
  va_end (args);

  return is_done ? sqlite3_last_insert_rowid (self->database) : -1;
}

/**
 * sb_demo_store_get_int:
 *
 * Returns: the first column of the first row, or @fallback if there is no row or it is NULL
 */
gint64
sb_demo_store_get_int (SbDemoStore *self, const char *sql, gint64 fallback, const char *types, ...)
{
  va_list args;
  g_autoptr (SbDemoRows) rows = NULL;

  va_start (args, types);
  rows = prepare_and_bind (self, sql, types, args);
  va_end (args);

  return sb_demo_rows_next (rows) && !sb_demo_rows_is_null (rows, 0) ? sb_demo_rows_int (rows, 0) : fallback;
}

/**
 * sb_demo_store_dup_text:
 *
 * Returns: (transfer full) (nullable): the first column of the first row, or %NULL if there is no row or it is NULL
 */
char *
sb_demo_store_dup_text (SbDemoStore *self, const char *sql, const char *types, ...)
{
  va_list args;
  g_autoptr (SbDemoRows) rows = NULL;

  va_start (args, types);
  rows = prepare_and_bind (self, sql, types, args);
  va_end (args);

  return sb_demo_rows_next (rows) ? g_strdup (sb_demo_rows_text (rows, 0)) : NULL;
}

/**
 * sb_demo_store_begin:
 *
 * Begins a transaction; they do not nest.
 */
void
sb_demo_store_begin (SbDemoStore *self)
{
  g_return_if_fail (sqlite3_get_autocommit (self->database));

  self->has_failed = FALSE;
  sb_demo_store_execute (self, "BEGIN IMMEDIATE");
}

/**
 * sb_demo_store_commit:
 * @self: a store
 * @error: return location for a #GIOError
 *
 * Ends a transaction: everything since sb_demo_store_begin() is stored, or, if any of it failed, nothing.
 *
 * Returns: %TRUE if it is stored
 */
gboolean
sb_demo_store_commit (SbDemoStore *self, GError **error)
{
  if (!self->has_failed && sb_demo_store_execute (self, "COMMIT"))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The store refused the change: %s",
               sqlite3_errmsg (self->database));
  sb_demo_store_rollback (self);

  return FALSE;
}

/**
 * sb_demo_store_rollback:
 *
 * Takes back everything since sb_demo_store_begin().
 */
void
sb_demo_store_rollback (SbDemoStore *self)
{
  if (!sqlite3_get_autocommit (self->database))
    sb_demo_store_execute (self, "ROLLBACK");
}

/**
 * sb_demo_store_dup_setting:
 *
 * Returns: (transfer full) (nullable): a setting's value, or @fallback
 */
char *
sb_demo_store_dup_setting (SbDemoStore *self, const char *key, const char *fallback)
{
  char *value = sb_demo_store_dup_text (self, "SELECT value FROM settings WHERE key = ?", "s", key);

  return value == NULL ? g_strdup (fallback) : value;
}

/**
 * sb_demo_store_get_setting:
 *
 * Returns: a setting's value as a number, or @fallback
 */
gint64
sb_demo_store_get_setting (SbDemoStore *self, const char *key, gint64 fallback)
{
  return sb_demo_store_get_int (self, "SELECT CAST (value AS INTEGER) FROM settings WHERE key = ?", fallback, "s", key);
}

/**
 * sb_demo_store_put_setting:
 *
 * Stores a setting's value in place of an older one.
 */
void
sb_demo_store_put_setting (SbDemoStore *self, const char *key, const char *value)
{
  sb_demo_store_run (self, "INSERT INTO settings (key, value) VALUES (?, ?) "
                           "ON CONFLICT (key) DO UPDATE SET value = excluded.value", "ss", key, value);
}
