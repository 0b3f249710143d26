/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How log-ins are read from the ledger's file: a row of it, the acts inside and what changed become an SbLedgerEntry.
 * It writes nothing. */

#include "config.h"

#include "sb-ledger-private.h"

/* ---- rows ---- */

static char *
dup_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static GDateTime *
read_time (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return NULL;

  return g_date_time_new_from_unix_utc (sqlite3_column_int64 (statement, column));
}

static void
read_outcome (sqlite3_stmt *statement, int column, SbNoticeOutcome *outcome)
{
  outcome->is_known = sqlite3_column_type (statement, column) != SQLITE_NULL;
  outcome->platform = sb_ledger_notice_from_word ((const char *) sqlite3_column_text (statement, column));
  outcome->platform_at = read_time (statement, column + 1);
  outcome->email = sb_ledger_notice_from_word ((const char *) sqlite3_column_text (statement, column + 2));
  outcome->email_at = read_time (statement, column + 3);
}

/* In the order of SB_LEDGER_COLUMNS. A state that we do not know, which only an edit can make, counts as owed: then the
 * platform is asked. */
static SbLedgerEntry *
read_columns (sqlite3_stmt *statement)
{
  SbLedgerEntry *entry = sb_ledger_entry_new ();

  entry->uuid = dup_text (statement, 0);
  entry->origin = dup_text (statement, 1);
  entry->administrator_id = dup_text (statement, 2);
  entry->administrator_name = dup_text (statement, 3);
  entry->learner_id = dup_text (statement, 4);
  entry->learner_name = dup_text (statement, 5);
  entry->reason = dup_text (statement, 6);
  entry->ticket = dup_text (statement, 7);
  entry->domain = dup_text (statement, 8);
  if (!sb_ledger_state_from_word ((const char *) sqlite3_column_text (statement, 9), &entry->state))
    entry->state = SB_IMPERSONATION_OWED;
  entry->planned_at = read_time (statement, 10);
  entry->started_at = read_time (statement, 11);
  entry->expires_at = read_time (statement, 12);
  entry->ended_at = read_time (statement, 13);
  entry->has_how = sb_end_how_from_string ((const char *) sqlite3_column_text (statement, 14), &entry->how);
  read_outcome (statement, 15, &entry->begin_notice);
  read_outcome (statement, 19, &entry->end_notice);
  entry->revision = sqlite3_column_int64 (statement, 23);
  entry->proof = sb_ledger_proof_from_word ((const char *) sqlite3_column_text (statement, 24));
  entry->proof_at = read_time (statement, 25);
  entry->look = sb_look_from_word ((const char *) sqlite3_column_text (statement, 26));

  return entry;
}

static SbLedgerAct *
read_act (sqlite3_stmt *statement)
{
  SbLedgerAct *act = g_new0 (SbLedgerAct, 1);

  act->at = g_date_time_new_from_unix_utc (sqlite3_column_int64 (statement, 0));
  act->word = dup_text (statement, 1);
  act->kind = sb_act_kind_from_word (act->word);
  act->course_id = dup_text (statement, 2);
  act->course_title = dup_text (statement, 3);
  act->item_id = dup_text (statement, 4);
  act->item_title = dup_text (statement, 5);

  return act;
}

static SbLedgerChange *
read_change (sqlite3_stmt *statement)
{
  SbLedgerChange *change = g_new0 (SbLedgerChange, 1);

  change->word = dup_text (statement, 0);
  change->kind = sb_change_kind_from_word (change->word);
  change->course_id = dup_text (statement, 1);
  change->course_title = dup_text (statement, 2);
  change->item_id = dup_text (statement, 3);
  change->item_title = dup_text (statement, 4);
  change->before = dup_text (statement, 5);
  change->after = dup_text (statement, 6);

  return change;
}

typedef gpointer (*ReadPart) (sqlite3_stmt *statement);

/* What belongs to a row and stands in a table of its own. */
static gboolean
read_parts (SbLedger *self, const char *uuid, const char *sql, ReadPart read, GPtrArray *parts, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sb_ledger_prepare (self, sql, error);
  gboolean has_row = TRUE;

  sb_ledger_bind_text (statement, 1, uuid);
  while (has_row)
    {
      if (statement == NULL || !sb_ledger_step (self, statement, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (parts, read (statement));
    }

  return TRUE;
}

static gboolean
read_acts_and_changes (SbLedger *self, SbLedgerEntry *entry, GError **error)
{
  return read_parts (self, entry->uuid, "SELECT at, kind, course_id, course_title, item_id, item_title FROM acts"
                                        " WHERE uuid = ? ORDER BY position",
                     (ReadPart) read_act, entry->acts, error)
      && read_parts (self, entry->uuid, "SELECT kind, course_id, course_title, item_id, item_title, was, became FROM changes"
                                        " WHERE uuid = ? ORDER BY position",
                     (ReadPart) read_change, entry->changes, error);
}

/**
 * sb_ledger_read_row:
 * @self: a ledger that is locked
 * @statement: stands on a row whose columns are SB_LEDGER_COLUMNS
 * @error: return location for an #SbLedgerError
 *
 * Returns: (transfer full) (nullable): the entry, with the acts inside and what changed
 */
SbLedgerEntry *
sb_ledger_read_row (SbLedger *self, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (SbLedgerEntry) entry = read_columns (statement);

  return read_acts_and_changes (self, entry, error) ? g_steal_pointer (&entry) : NULL;
}

/**
 * sb_ledger_read_rows:
 * @self: a ledger that is locked
 * @statement: (nullable): gives rows whose columns are SB_LEDGER_COLUMNS; %NULL if it could not be prepared
 * @error: return location for an #SbLedgerError
 *
 * Returns: (transfer full) (nullable) (element-type SbLedgerEntry): the entries
 */
GPtrArray *
sb_ledger_read_rows (SbLedger *self, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_entry_free);
  gboolean has_row = TRUE;

  while (has_row)
    {
      SbLedgerEntry *entry;

      if (statement == NULL || !sb_ledger_step (self, statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      entry = sb_ledger_read_row (self, statement, error);
      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }

  return g_steal_pointer (&entries);
}

/**
 * sb_ledger_read_entry:
 * @self: a ledger that is locked
 * @uuid: which log-in
 * @error: return location for an #SbLedgerError
 *
 * Returns: (transfer full) (nullable): the entry; %NULL with %SB_LEDGER_ERROR_UNKNOWN if there is none
 */
SbLedgerEntry *
sb_ledger_read_entry (SbLedger *self, const char *uuid, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sb_ledger_prepare (self, "SELECT " SB_LEDGER_COLUMNS " FROM sessions WHERE uuid = ?", error);
  gboolean has_row;

  sb_ledger_bind_text (statement, 1, uuid);
  if (statement == NULL || !sb_ledger_step (self, statement, &has_row, error))
    return NULL;

  if (has_row)
    return sb_ledger_read_row (self, statement, error);

  g_set_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN, "The ledger has no log-in %s", uuid);

  return NULL;
}

/* ---- for everybody ---- */

/**
 * sb_ledger_load:
 * @self: a ledger
 * @uuid: which log-in
 * @error: return location for an #SbLedgerError
 *
 * Returns: (transfer full) (nullable): the log-in; %NULL with %SB_LEDGER_ERROR_UNKNOWN if there is none
 */
SbLedgerEntry *
sb_ledger_load (SbLedger *self, const char *uuid, GError **error)
{
  SbLedgerEntry *entry;

  g_return_val_if_fail (SB_IS_LEDGER (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  if (!sb_ledger_lock (self, error))
    return NULL;

  entry = sb_ledger_read_entry (self, uuid, error);
  sb_ledger_unlock (self);

  return entry;
}

static GPtrArray *
read_all (SbLedger *self, const char *sql, const char *first, const char *second, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sb_ledger_prepare (self, sql, error);

  sb_ledger_bind_text (statement, 1, first);
  sb_ledger_bind_text (statement, 2, second);

  return sb_ledger_read_rows (self, statement, error);
}

/**
 * sb_ledger_list:
 * @self: a ledger
 * @error: return location for an #SbLedgerError
 *
 * Returns: (transfer full) (nullable) (element-type SbLedgerEntry): every log-in, the newest first
 */
GPtrArray *
sb_ledger_list (SbLedger *self, GError **error)
{
  GPtrArray *entries;

  g_return_val_if_fail (SB_IS_LEDGER (self), NULL);

  if (!sb_ledger_lock (self, error))
    return NULL;

  entries = read_all (self, "SELECT " SB_LEDGER_COLUMNS " FROM sessions ORDER BY planned_at DESC, uuid", NULL, NULL, error);
  sb_ledger_unlock (self);

  return entries;
}

/**
 * sb_ledger_list_unfinished:
 * @self: a ledger
 * @origin: a platform's origin
 * @administrator_id: an account's id there
 * @error: return location for an #SbLedgerError
 *
 * Returns: (transfer full) (nullable) (element-type SbLedgerEntry): the account's log-ins that are not known to be
 *   over, the oldest first
 */
GPtrArray *
sb_ledger_list_unfinished (SbLedger *self, const char *origin, const char *administrator_id, GError **error)
{
  GPtrArray *entries;

  g_return_val_if_fail (SB_IS_LEDGER (self), NULL);
  g_return_val_if_fail (origin != NULL && administrator_id != NULL, NULL);

  if (!sb_ledger_lock (self, error))
    return NULL;

  entries = read_all (self, "SELECT " SB_LEDGER_COLUMNS " FROM sessions WHERE state NOT IN ('ended', 'refused')"
                            " AND origin = ?1 AND administrator_id = ?2 ORDER BY planned_at, uuid",
                      origin, administrator_id, error);
  sb_ledger_unlock (self);

  return entries;
}
