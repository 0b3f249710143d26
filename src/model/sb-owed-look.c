/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One look into the ledger: what is owed now, and what has become of what was owed at the look before. */

#include "config.h"

#include "sb-owed-look.h"

#include "sb-owed.h"
#include "sb-session-lock.h"

void
sb_owed_look_free (SbOwedLook *self)
{
  g_clear_pointer (&self->owed, g_ptr_array_unref);
  g_clear_pointer (&self->over, g_ptr_array_unref);
  g_free (self);
}

/* In the ledger's thread. What was deleted in the meantime is not asked for again. */
static gpointer
look_job (SbLedger *ledger, gpointer data, GError **error)
{
  GPtrArray *known = data;
  g_autoptr (SbOwedLook) self = g_new0 (SbOwedLook, 1);

  self->owed = sb_ledger_list_all_unfinished (ledger, error);
  if (self->owed == NULL)
    return NULL;

  self->over = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_entry_free);
  for (guint i = 0; i < known->len; i++)
    {
      g_autoptr (SbLedgerEntry) entry = sb_ledger_load (ledger, known->pdata[i], NULL);

      if (entry != NULL && sb_ledger_entry_is_final (entry))
        g_ptr_array_add (self->over, g_steal_pointer (&entry));
    }

  return g_steal_pointer (&self);
}

/* Whether a living process works in it. The lock says nothing of what is being ended: whoever ends it holds it. */
static gboolean
is_in_use (SbLedger *ledger, const SbLedgerEntry *entry)
{
  SbSessionLock *lock;

  if (entry->state == SB_IMPERSONATION_OWED || entry->state == SB_IMPERSONATION_ENDING)
    return FALSE;

  lock = sb_session_lock_try (sb_ledger_get_folder (ledger), entry->uuid, SB_SESSION_ROLE_OWNER);
  if (lock == NULL)
    return TRUE;

  sb_session_lock_release (lock);

  return FALSE;
}

/**
 * sb_owed_look_async:
 * @ledger: where to look
 * @known: (element-type SbOwed): what was owed before
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks into the ledger in its thread.
 */
void
sb_owed_look_async (SbLedger *ledger, GListModel *known, GAsyncReadyCallback callback, gpointer user_data)
{
  GPtrArray *uuids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (known); i++)
    {
      g_autoptr (SbOwed) owed = g_list_model_get_item (known, i);

      g_ptr_array_add (uuids, g_strdup (sb_owed_get_uuid (owed)));
    }

  sb_ledger_run_async (ledger, look_job, uuids, (GDestroyNotify) g_ptr_array_unref, (GDestroyNotify) sb_owed_look_free,
                       callback, user_data);
}

/**
 * sb_owed_look_finish:
 * @ledger: where it was looked
 * @result: what the callback was given
 * @error: return location for an #SbLedgerError
 *
 * In the thread that ends log-ins: it takes their locks for a moment, and must not find that somebody else has them.
 *
 * Returns: (transfer full) (nullable): what was found, without what a living process works in
 */
SbOwedLook *
sb_owed_look_finish (SbLedger *ledger, GAsyncResult *result, GError **error)
{
  SbOwedLook *self = sb_ledger_run_finish (ledger, result, error);

  for (guint i = self != NULL ? self->owed->len : 0; i > 0; i--)
    if (is_in_use (ledger, self->owed->pdata[i - 1]))
      g_ptr_array_remove_index (self->owed, i - 1);

  return self;
}
