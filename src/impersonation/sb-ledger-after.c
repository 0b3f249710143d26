/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is written of a log-in besides its way from state to state: the acts inside, what changed, and what is learnt of
 * its notices, even after the end. The history keeps that there was an earlier version. */

#include "config.h"

#include "sb-ledger-private.h"

/* ---- acts ---- */

static gboolean
insert_act (SbLedger *self, const SbLedgerEntry *entry, const SbLedgerAct *act, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sb_ledger_prepare (self, "INSERT INTO acts (uuid, position, at, kind, course_id, course_title, item_id,"
                                 " item_title) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", error);

  sb_ledger_bind_text (statement, 1, entry->uuid);
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 2, (gint64) entry->acts->len + 1);
      sqlite3_bind_int64 (statement, 3, g_date_time_to_unix (act->at));
    }
  sb_ledger_bind_text (statement, 4, act->word);
  sb_ledger_bind_text (statement, 5, act->course_id);
  sb_ledger_bind_text (statement, 6, act->course_title);
  sb_ledger_bind_text (statement, 7, act->item_id);
  sb_ledger_bind_text (statement, 8, act->item_title);

  return sb_ledger_run (self, statement, error);
}

static gboolean
add_act (SbLedger *self, const char *uuid, const SbLedgerAct *act, GError **error)
{
  g_autoptr (SbLedgerEntry) entry = sb_ledger_read_entry (self, uuid, error);

  if (entry == NULL || !insert_act (self, entry, act, error))
    return FALSE;

  g_ptr_array_add (entry->acts, sb_ledger_act_copy (act));

  return sb_ledger_update (self, entry, error);
}

/**
 * sb_ledger_add_act:
 * @self: a ledger
 * @uuid: in which log-in
 * @act: what was done, and confirmed by the platform
 * @error: return location for an #SbLedgerError
 *
 * Puts an act on record. One whose confirmation comes after the end is taken, too: it was done inside.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
sb_ledger_add_act (SbLedger *self, const char *uuid, const SbLedgerAct *act, GError **error)
{
  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (uuid != NULL && act != NULL, FALSE);

  if (!sb_ledger_begin_write (self, error))
    return FALSE;

  return sb_ledger_end_write (self, add_act (self, uuid, act, error), error);
}

/* ---- changes ---- */

static gboolean
insert_change (SbLedger *self, const SbLedgerEntry *entry, const SbLedgerChange *change, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sb_ledger_prepare (self, "INSERT INTO changes (uuid, position, kind, course_id, course_title, item_id, item_title,"
                                 " was, became) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", error);

  sb_ledger_bind_text (statement, 1, entry->uuid);
  if (statement != NULL)
    sqlite3_bind_int64 (statement, 2, (gint64) entry->changes->len + 1);
  sb_ledger_bind_text (statement, 3, change->word);
  sb_ledger_bind_text (statement, 4, change->course_id);
  sb_ledger_bind_text (statement, 5, change->course_title);
  sb_ledger_bind_text (statement, 6, change->item_id);
  sb_ledger_bind_text (statement, 7, change->item_title);
  sb_ledger_bind_text (statement, 8, change->before);
  sb_ledger_bind_text (statement, 9, change->after);

  return sb_ledger_run (self, statement, error);
}

/* Once: what was found first is what was there before the end. */
static gboolean
note_changes (SbLedger *self, const char *uuid, SbLook look, GPtrArray *changes, GError **error)
{
  g_autoptr (SbLedgerEntry) entry = sb_ledger_read_entry (self, uuid, error);

  if (entry == NULL)
    return FALSE;

  if (entry->look != SB_LOOK_NONE)
    return TRUE;

  for (guint i = 0; i < changes->len; i++)
    {
      const SbLedgerChange *change = g_ptr_array_index (changes, i);

      if (!insert_change (self, entry, change, error))
        return FALSE;
      g_ptr_array_add (entry->changes, sb_ledger_change_copy (change));
    }
  entry->look = look;

  return sb_ledger_update (self, entry, error);
}

/**
 * sb_ledger_note_changes:
 * @self: a ledger
 * @uuid: in which log-in
 * @look: how much is known
 * @changes: (element-type SbLedgerChange): what is different for the learner
 * @error: return location for an #SbLedgerError
 *
 * Puts on record what changed during a log-in. A second time it changes nothing.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
sb_ledger_note_changes (SbLedger *self, const char *uuid, SbLook look, GPtrArray *changes, GError **error)
{
  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (uuid != NULL && changes != NULL, FALSE);

  if (!sb_ledger_begin_write (self, error))
    return FALSE;

  return sb_ledger_end_write (self, note_changes (self, uuid, look, changes, error), error);
}

/* ---- what is learnt of the notices ---- */

static gboolean
amend (SbLedger *self, const char *uuid, const SbSession *session, GError **error)
{
  g_autoptr (SbLedgerEntry) entry = sb_ledger_read_entry (self, uuid, error);

  if (entry == NULL)
    return FALSE;

  sb_ledger_entry_take_session (entry, session);

  return sb_ledger_update (self, entry, error);
}

/**
 * sb_ledger_amend:
 * @self: a ledger
 * @uuid: which log-in
 * @session: what the platform says of it now
 * @error: return location for an #SbLedgerError
 *
 * Writes down what was learnt of times and notices without anything having happened, such as a later expiry.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
sb_ledger_amend (SbLedger *self, const char *uuid, const SbSession *session, GError **error)
{
  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (uuid != NULL && session != NULL, FALSE);

  if (!sb_ledger_begin_write (self, error))
    return FALSE;

  return sb_ledger_end_write (self, amend (self, uuid, session, error), error);
}

static gboolean
prove (SbLedger *self, const char *uuid, SbLedgerProof proof, const SbSession *session, GError **error)
{
  g_autoptr (SbLedgerEntry) entry = sb_ledger_read_entry (self, uuid, error);

  if (entry == NULL)
    return FALSE;

  if (session != NULL)
    sb_ledger_entry_take_session (entry, session);
  entry->proof = proof;
  g_clear_pointer (&entry->proof_at, g_date_time_unref);
  entry->proof_at = g_date_time_new_now_utc ();

  return sb_ledger_update (self, entry, error);
}

/**
 * sb_ledger_prove:
 * @self: a ledger
 * @uuid: which log-in
 * @proof: what was found when the platform's record of it was read back
 * @session: (nullable): that record; %NULL if there is none to go by
 * @error: return location for an #SbLedgerError
 *
 * Writes down what the platform's own record says of a log-in that is over, and that it was looked at now.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
sb_ledger_prove (SbLedger *self, const char *uuid, SbLedgerProof proof, const SbSession *session, GError **error)
{
  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  if (!sb_ledger_begin_write (self, error))
    return FALSE;

  return sb_ledger_end_write (self, prove (self, uuid, proof, session, error), error);
}
