/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said when something that was owed is over: once for each log-in, whoever has ended it and whoever has noticed,
 * with the learner's name if the platform knows it, and several that end at once as one message. */

#include "config.h"

#include "sb-owed-receipts.h"

#include "sb-owed-words.h"

struct _SbOwedReceipts
{
  GObject parent_instance;

  /* owned */
  SbOwedNames *names;
  GHashTable *told;   /* UUIDs */
  GPtrArray *waiting; /* (element-type SbOwedReceipt): for a name */
  GPtrArray *shown;   /* (element-type SbOwedReceipt): on the screen */
};

G_DEFINE_FINAL_TYPE (SbOwedReceipts, sb_owed_receipts, G_TYPE_OBJECT)

static guint message_signal;

/* Takes @receipt. */
static void
show (SbOwedReceipts *self, SbOwedReceipt *receipt)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *text = NULL;

  g_ptr_array_add (self->shown, receipt);
  text = sb_owed_words_make_receipt (self->shown, now);
  g_signal_emit (self, message_signal, 0, text);
}

static void
give_out (SbOwedReceipts *self)
{
  guint i = 0;

  while (i < self->waiting->len)
    {
      SbOwedReceipt *receipt = self->waiting->pdata[i];

      if (receipt->learner_name == NULL)
        receipt->learner_name = g_strdup (sb_owed_names_find (self->names, receipt->origin, receipt->learner_id));

      if (sb_owed_names_is_asked (self->names, receipt->origin, receipt->learner_id))
        i++;
      else
        show (self, g_ptr_array_steal_index (self->waiting, i));
    }
}

static void
sb_owed_receipts_finalize (GObject *object)
{
  SbOwedReceipts *self = SB_OWED_RECEIPTS (object);

  g_clear_object (&self->names);
  g_hash_table_unref (self->told);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (sb_owed_receipts_parent_class)->finalize (object);
}

static void
sb_owed_receipts_class_init (SbOwedReceiptsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_owed_receipts_finalize;

  /**
   * SbOwedReceipts::message:
   * @text: what is over, with all that was over before and is on the screen still
   */
  message_signal = g_signal_new ("message", SB_TYPE_OWED_RECEIPTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_STRING);
}

static void
sb_owed_receipts_init (SbOwedReceipts *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_owed_receipt_free);
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_owed_receipt_free);
}

/**
 * sb_owed_receipts_new:
 * @names: who asks for names
 *
 * Returns: (transfer full): nothing was told yet
 */
SbOwedReceipts *
sb_owed_receipts_new (SbOwedNames *names)
{
  SbOwedReceipts *self = g_object_new (SB_TYPE_OWED_RECEIPTS, NULL);

  self->names = g_object_ref (names);
  g_signal_connect_object (names, "answered", G_CALLBACK (give_out), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * sb_owed_receipts_add_entry:
 * @self: the receipts
 * @entry: a log-in that is over, whoever has ended it
 */
void
sb_owed_receipts_add_entry (SbOwedReceipts *self, const SbLedgerEntry *entry)
{
  SbOwedReceipt *receipt;

  g_return_if_fail (SB_IS_OWED_RECEIPTS (self));
  g_return_if_fail (entry != NULL);

  if (!g_hash_table_add (self->told, g_strdup (entry->uuid)))
    return;

  receipt = g_new0 (SbOwedReceipt, 1);
  receipt->origin = g_strdup (entry->origin);
  receipt->learner_id = g_strdup (entry->learner_id);
  receipt->learner_name = sb_ledger_entry_has_name (entry) ? g_strdup (entry->learner_name) : NULL;
  receipt->since = g_date_time_ref (entry->started_at != NULL ? entry->started_at : entry->planned_at);
  receipt->state = entry->state;
  receipt->record = entry->end_notice.is_known ? sb_ledger_entry_to_session (entry) : NULL;
  g_ptr_array_add (self->waiting, receipt);
  give_out (self);
}

/**
 * sb_owed_receipts_add_impersonation:
 * @self: the receipts
 * @impersonation: a log-in that we have ended
 *
 * If only the learner's id is known, the platform is asked for the name.
 */
void
sb_owed_receipts_add_impersonation (SbOwedReceipts *self, SbImpersonation *impersonation)
{
  g_autoptr (SbOwed) owed = NULL;
  SbSession *record;
  SbOwedReceipt *receipt;

  g_return_if_fail (SB_IS_OWED_RECEIPTS (self));
  g_return_if_fail (SB_IS_IMPERSONATION (impersonation));

  owed = sb_owed_new_for_impersonation (impersonation, NULL);
  if (!g_hash_table_add (self->told, g_strdup (sb_owed_get_uuid (owed))))
    return;

  record = sb_impersonation_get_record (impersonation);
  receipt = g_new0 (SbOwedReceipt, 1);
  receipt->origin = g_strdup (sb_owed_get_origin (owed));
  receipt->learner_id = g_strdup (sb_owed_get_learner_id (owed));
  receipt->learner_name = g_strdup (sb_owed_get_learner_name (owed));
  receipt->since = sb_owed_get_since (owed) != NULL ? g_date_time_ref (sb_owed_get_since (owed)) : NULL;
  receipt->state = sb_impersonation_get_state (impersonation);
  receipt->record = record != NULL ? sb_session_ref (record) : NULL;
  g_ptr_array_add (self->waiting, receipt);

  if (receipt->learner_name == NULL)
    sb_owed_names_ask (self->names, sb_impersonation_get_platform (impersonation), sb_owed_get_learner_id (owed),
                       sb_owed_get_uuid (owed));
  give_out (self);
}

/**
 * sb_owed_receipts_forget:
 *
 * What was told is no longer on the screen; what is over from now on is told alone.
 */
void
sb_owed_receipts_forget (SbOwedReceipts *self)
{
  g_return_if_fail (SB_IS_OWED_RECEIPTS (self));

  g_ptr_array_set_size (self->shown, 0);
}
