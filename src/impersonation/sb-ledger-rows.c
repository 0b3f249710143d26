/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is written into the ledger; sb-ledger-read.c reads it. A write that moves a log-in on asks the state machine
 * first, with the state that is in the file and not the one that the writer has in mind: whoever comes late cannot undo
 * an end. */

#include "config.h"

#include "sb-ledger-private.h"

/* ---- values ---- */

static void
bind_time (sqlite3_stmt *statement, int index, GDateTime *time)
{
  if (time != NULL)
    sqlite3_bind_int64 (statement, index, g_date_time_to_unix (time));
}

static void
bind_outcome (sqlite3_stmt *statement, int index, const SbNoticeOutcome *outcome)
{
  if (!outcome->is_known)
    return;

  sb_ledger_bind_text (statement, index, sb_ledger_notice_to_word (outcome->platform));
  bind_time (statement, index + 1, outcome->platform_at);
  sb_ledger_bind_text (statement, index + 2, sb_ledger_notice_to_word (outcome->email));
  bind_time (statement, index + 3, outcome->email_at);
}

/* In the order of SB_LEDGER_COLUMNS. */
static void
bind_entry (sqlite3_stmt *statement, const SbLedgerEntry *entry)
{
  const char *texts[] = { entry->uuid,       entry->origin, entry->administrator_id, entry->administrator_name,
                          entry->learner_id, entry->learner_name, entry->reason,     entry->ticket,
                          entry->domain,     sb_ledger_state_to_word (entry->state) };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    sb_ledger_bind_text (statement, i + 1, texts[i]);
  bind_time (statement, 11, entry->planned_at);
  bind_time (statement, 12, entry->started_at);
  bind_time (statement, 13, entry->expires_at);
  bind_time (statement, 14, entry->ended_at);
  if (entry->has_how)
    sb_ledger_bind_text (statement, 15, sb_end_how_to_string (entry->how));
  bind_outcome (statement, 16, &entry->begin_notice);
  bind_outcome (statement, 20, &entry->end_notice);
  sqlite3_bind_int64 (statement, 24, entry->revision);
  sb_ledger_bind_text (statement, 25, sb_ledger_proof_to_word (entry->proof));
  bind_time (statement, 26, entry->proof_at);
  sb_ledger_bind_text (statement, 27, sb_look_to_word (entry->look));
}

static gboolean
insert (SbLedger *self, const SbLedgerEntry *entry, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sb_ledger_prepare (self,
                                                          "INSERT INTO sessions (" SB_LEDGER_COLUMNS ") VALUES (?1, ?2, ?3, ?4,"
                                                          " ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
                                                          " ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
                                                          error);

  if (statement != NULL)
    bind_entry (statement, entry);

  return sb_ledger_run (self, statement, error);
}

/**
 * sb_ledger_update:
 * @self: a ledger in a transaction
 * @entry: a log-in as it is now; its revision grows
 * @error: return location for an #SbLedgerError
 *
 * Writes a row anew. Whom, by whom and why never changes. What is over is chained.
 *
 * Returns: %TRUE if it is written
 */
gboolean
sb_ledger_update (SbLedger *self, SbLedgerEntry *entry, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  entry->revision++;
  statement = sb_ledger_prepare (self,
                                 "UPDATE sessions SET state = ?10, started_at = ?12, expires_at = ?13, ended_at = ?14,"
                                 " how = ?15, begin_platform = ?16, begin_platform_at = ?17, begin_email = ?18,"
                                 " begin_email_at = ?19, end_platform = ?20, end_platform_at = ?21, end_email = ?22,"
                                 " end_email_at = ?23, revision = ?24, proof = ?25,"
                                 " proof_at = ?26, look = ?27 WHERE uuid = ?1",
                                 error);
  if (statement != NULL)
    bind_entry (statement, entry);

  return sb_ledger_run (self, statement, error)
      && (!sb_ledger_entry_is_final (entry) || sb_ledger_chain_append (self, entry, error));
}

/* ---- events ---- */

static gboolean
move_on (SbLedgerEntry *entry, SbImpersonationEvent event, GError **error)
{
  if (sb_impersonation_next_state (entry->state, event, &entry->state))
    return TRUE;

  g_set_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_OVER, "The ledger has log-in %s as %s, and event %d cannot happen",
               entry->uuid, sb_ledger_state_to_word (entry->state), event);

  return FALSE;
}

/**
 * sb_ledger_begin:
 * @self: a ledger
 * @entry: a log-in that is planned
 * @error: return location for an #SbLedgerError
 *
 * Puts a log-in on record as starting. Only if this succeeds may the platform be asked.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
sb_ledger_begin (SbLedger *self, const SbLedgerEntry *entry, GError **error)
{
  g_autoptr (SbLedgerEntry) row = NULL;

  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (entry != NULL, FALSE);

  row = sb_ledger_entry_copy (entry);
  row->revision = 1;
  if (!move_on (row, SB_IMPERSONATION_EVENT_BEGIN, error) || !sb_ledger_begin_write (self, error))
    return FALSE;

  return sb_ledger_end_write (self, insert (self, row, error), error);
}

/* By the way of the table from wherever it was left. */
static gboolean
start_end (SbLedgerEntry *entry, SbEndHow how, GError **error)
{
  if (entry->state != SB_IMPERSONATION_ENDING)
    {
      const gboolean is_starting = entry->state == SB_IMPERSONATION_STARTING;

      if (!move_on (entry, is_starting ? SB_IMPERSONATION_EVENT_BEGIN_LOST : SB_IMPERSONATION_EVENT_END, error))
        return FALSE;
    }

  entry->has_how = TRUE;
  entry->how = how;

  return TRUE;
}

/* The write before this one may have failed, for the disk was full; what follows from it must not be lost, too. */
static gboolean
catch_up (SbLedgerEntry *entry, SbImpersonationEvent event, SbEndHow how, GError **error)
{
  if (sb_ledger_entry_is_final (entry))
    return TRUE;

  switch (event)
    {
    case SB_IMPERSONATION_EVENT_END_CONFIRMED:
    case SB_IMPERSONATION_EVENT_END_UNKNOWN:
    case SB_IMPERSONATION_EVENT_END_LOST:
      return entry->state == SB_IMPERSONATION_ENDING || start_end (entry, how, error);

    case SB_IMPERSONATION_EVENT_KEPT_ALIVE:
    case SB_IMPERSONATION_EVENT_END:
      return entry->state != SB_IMPERSONATION_STARTING || move_on (entry, SB_IMPERSONATION_EVENT_BEGUN, error);

    case SB_IMPERSONATION_EVENT_BEGIN:
    case SB_IMPERSONATION_EVENT_BEGUN:
    case SB_IMPERSONATION_EVENT_BEGIN_REFUSED:
    case SB_IMPERSONATION_EVENT_BEGIN_LOST:
    default:
      return TRUE;
    }
}

static gboolean
apply (SbLedger *self,
       const char *uuid,
       SbImpersonationEvent event,
       SbEndHow how,
       const SbSession *session,
       GError **error)
{
  g_autoptr (SbLedgerEntry) entry = sb_ledger_read_entry (self, uuid, error);

  if (entry == NULL || !catch_up (entry, event, how, error) || !move_on (entry, event, error))
    return FALSE;

  if (session != NULL)
    sb_ledger_entry_take_session (entry, session);

  if (event == SB_IMPERSONATION_EVENT_END || event == SB_IMPERSONATION_EVENT_BEGIN_LOST)
    {
      entry->has_how = TRUE;
      entry->how = how;
    }
  else if (entry->state == SB_IMPERSONATION_REFUSED)
    entry->has_how = FALSE;
  else if (entry->state == SB_IMPERSONATION_ENDED && entry->ended_at == NULL)
    entry->ended_at = g_date_time_new_now_utc ();

  return sb_ledger_update (self, entry, error);
}

/**
 * sb_ledger_take_event:
 * @self: a ledger
 * @uuid: which log-in
 * @event: what happened to it
 * @how: why it ends, if @event is what begins an end
 * @session: (nullable): what the platform says of it now
 * @error: return location for an #SbLedgerError; %SB_LEDGER_ERROR_OVER if @event cannot happen in the state that the
 *   ledger has
 *
 * Writes down what happened. If the event before it could not be written, it is caught up with.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
sb_ledger_take_event (SbLedger *self,
                      const char *uuid,
                      SbImpersonationEvent event,
                      SbEndHow how,
                      const SbSession *session,
                      GError **error)
{
  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  if (!sb_ledger_begin_write (self, error))
    return FALSE;

  return sb_ledger_end_write (self, apply (self, uuid, event, how, session, error), error);
}

/**
 * sb_ledger_resume_end:
 * @self: a ledger
 * @uuid: which log-in
 * @how: why it ends
 * @error: return location for an #SbLedgerError
 *
 * For whoever takes the end of a log-in over from somebody who may have died at any moment: moves it to
 * %SB_IMPERSONATION_ENDING from whatever state it was left in. One that is over is left alone.
 *
 * Returns: (transfer full) (nullable): the log-in as it is now; if it is over, there is nothing left to do
 */
SbLedgerEntry *
sb_ledger_resume_end (SbLedger *self, const char *uuid, SbEndHow how, GError **error)
{
  g_autoptr (SbLedgerEntry) entry = NULL;
  gboolean is_done;

  g_return_val_if_fail (SB_IS_LEDGER (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  if (!sb_ledger_begin_write (self, error))
    return NULL;

  entry = sb_ledger_read_entry (self, uuid, error);
  is_done = entry != NULL
         && (sb_ledger_entry_is_final (entry) || (start_end (entry, how, error) && sb_ledger_update (self, entry, error)));
  if (!sb_ledger_end_write (self, is_done, error))
    return NULL;

  return g_steal_pointer (&entry);
}

static gboolean
adopt (SbLedger *self, SbLedgerEntry *entry, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SbLedgerEntry) known = sb_ledger_read_entry (self, entry->uuid, &local_error);

  if (known != NULL)
    return TRUE;

  if (g_error_matches (local_error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN))
    return move_on (entry, SB_IMPERSONATION_EVENT_BEGIN, error) && move_on (entry, SB_IMPERSONATION_EVENT_BEGUN, error)
        && insert (self, entry, error);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * sb_ledger_adopt:
 * @self: a ledger
 * @entry: a log-in that is planned
 * @session: what the platform says of it: it is open
 * @error: return location for an #SbLedgerError
 *
 * Puts a log-in on record that the platform has open and the ledger has lost. One that it has is left alone.
 *
 * Returns: %TRUE if it is on record
 */
gboolean
sb_ledger_adopt (SbLedger *self, const SbLedgerEntry *entry, const SbSession *session, GError **error)
{
  g_autoptr (SbLedgerEntry) row = NULL;

  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (entry != NULL && session != NULL, FALSE);

  row = sb_ledger_entry_copy (entry);
  row->revision = 1;
  sb_ledger_entry_take_session (row, session);
  if (!sb_ledger_begin_write (self, error))
    return FALSE;

  return sb_ledger_end_write (self, adopt (self, row, error), error);
}

/* ---- after a damage ---- */

static gboolean
was_asked (SbLedger *self, const char *origin, const char *administrator_id, gboolean *asked, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sb_ledger_prepare (self, "SELECT 1 FROM asked WHERE origin = ? AND administrator_id = ?", error);

  sb_ledger_bind_text (statement, 1, origin);
  sb_ledger_bind_text (statement, 2, administrator_id);

  return statement != NULL && sb_ledger_step (self, statement, asked, error);
}

/**
 * sb_ledger_must_ask:
 * @self: a ledger
 * @origin: a platform's origin
 * @administrator_id: an account's id there
 * @must_ask: (out): whether the ledger has lost its past, and this account was not asked about it since
 * @error: return location for an #SbLedgerError
 *
 * If so, the platform has to be asked what is open, see sb_platform_list_open_sessions_async().
 *
 * Returns: %TRUE if @must_ask is set
 */
gboolean
sb_ledger_must_ask (SbLedger *self,
                    const char *origin,
                    const char *administrator_id,
                    gboolean *must_ask,
                    GError **error)
{
  g_autofree char *damaged_at = NULL;
  gboolean asked = FALSE;
  gboolean is_good;

  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);

  if (!sb_ledger_lock (self, error))
    return FALSE;

  damaged_at = sb_ledger_dup_fact (self, "damaged_at", NULL);
  is_good = was_asked (self, origin, administrator_id, &asked, error);
  sb_ledger_unlock (self);
  *must_ask = damaged_at != NULL && !asked;

  return is_good;
}

static gboolean
insert_asked (SbLedger *self, const char *origin, const char *administrator_id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sb_ledger_prepare (self, "INSERT OR IGNORE INTO asked VALUES (?, ?)", error);

  sb_ledger_bind_text (statement, 1, origin);
  sb_ledger_bind_text (statement, 2, administrator_id);

  return sb_ledger_run (self, statement, error);
}

/**
 * sb_ledger_note_asked:
 * @self: a ledger
 * @origin: a platform's origin
 * @administrator_id: an account's id there
 * @error: return location for an #SbLedgerError
 *
 * Notes that all that the platform has open for this account is on record again.
 *
 * Returns: %TRUE if that is on the disk
 */
gboolean
sb_ledger_note_asked (SbLedger *self, const char *origin, const char *administrator_id, GError **error)
{
  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);

  if (!sb_ledger_begin_write (self, error))
    return FALSE;

  return sb_ledger_end_write (self, insert_asked (self, origin, administrator_id, error), error);
}
