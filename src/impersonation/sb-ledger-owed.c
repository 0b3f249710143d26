/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the ledger has as not over, whoever's account it is: what can be told before anybody has signed in. And a name
 * for a log-in that the platform told us of by the learner's id only. */

#include "config.h"

#include "sb-ledger-private.h"

static GPtrArray *
read_all_unfinished (SbLedger *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sb_ledger_prepare (self,
                                                          "SELECT " SB_LEDGER_COLUMNS " FROM sessions WHERE state NOT IN"
                                                          " ('ended', 'refused') ORDER BY planned_at, uuid",
                                                          error);

  return sb_ledger_read_rows (self, statement, error);
}

/**
 * sb_ledger_list_all_unfinished:
 * @self: a ledger
 * @error: return location for an #SbLedgerError
 *
 * As sb_ledger_list_unfinished(), for all accounts at all platforms. Somebody may be working in some of them.
 *
 * Returns: (transfer full) (nullable) (element-type SbLedgerEntry): the log-ins, the oldest first
 */
GPtrArray *
sb_ledger_list_all_unfinished (SbLedger *self, GError **error)
{
  GPtrArray *entries;

  g_return_val_if_fail (SB_IS_LEDGER (self), NULL);

  if (!sb_ledger_lock (self, error))
    return NULL;

  entries = read_all_unfinished (self, error);
  sb_ledger_unlock (self);

  return entries;
}

/* What was chained before gets another link, as after everything that is learnt late. */
static gboolean
name_learner (SbLedger *self, const char *uuid, const char *name, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (SbLedgerEntry) entry = sb_ledger_read_entry (self, uuid, error);

  if (entry == NULL)
    return FALSE;

  if (sb_ledger_entry_has_name (entry))
    return TRUE;

  statement = sb_ledger_prepare (self,
                                 "UPDATE sessions SET learner_name = ?2, revision = revision + 1 WHERE uuid = ?1",
                                 error);
  sb_ledger_bind_text (statement, 1, uuid);
  sb_ledger_bind_text (statement, 2, name);
  if (statement == NULL || !sb_ledger_run (self, statement, error))
    return FALSE;

  g_clear_pointer (&entry, sb_ledger_entry_free);
  entry = sb_ledger_read_entry (self, uuid, error);

  return entry != NULL && (!sb_ledger_entry_is_final (entry) || sb_ledger_chain_append (self, entry, error));
}

/**
 * sb_ledger_name_learner:
 * @self: a ledger
 * @uuid: which log-in
 * @name: the learner's name
 * @error: return location for an #SbLedgerError
 *
 * Writes down the name of a learner of whom only the id was known. A name that is there stays.
 *
 * Returns: %TRUE if there is a name on the disk
 */
gboolean
sb_ledger_name_learner (SbLedger *self, const char *uuid, const char *name, GError **error)
{
  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (uuid != NULL && name != NULL, FALSE);

  if (!sb_ledger_begin_write (self, error))
    return FALSE;

  return sb_ledger_end_write (self, name_learner (self, uuid, name, error), error);
}

/**
 * sb_ledger_entry_has_name:
 *
 * Returns: %FALSE if of the learner only the id is known
 */
gboolean
sb_ledger_entry_has_name (const SbLedgerEntry *self)
{
  return self->learner_name != NULL && *self->learner_name != '\0'
      && !g_str_equal (self->learner_name, self->learner_id);
}
