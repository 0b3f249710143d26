/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One log-in of the history, for a list. It does not change. */

#include "config.h"

#include "sb-history-item.h"

struct _SbHistoryItem
{
  GObject parent_instance;

  /* owned */
  SbLedgerEntry *entry;
};

G_DEFINE_FINAL_TYPE (SbHistoryItem, sb_history_item, G_TYPE_OBJECT)

static void
sb_history_item_finalize (GObject *object)
{
  sb_ledger_entry_free (SB_HISTORY_ITEM (object)->entry);

  G_OBJECT_CLASS (sb_history_item_parent_class)->finalize (object);
}

static void
sb_history_item_class_init (SbHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_history_item_finalize;
}

static void
sb_history_item_init (SbHistoryItem *self)
{
}

/**
 * sb_history_item_new:
 * @entry: a log-in; copied
 *
 * Returns: (transfer full): an item for it
 */
SbHistoryItem *
sb_history_item_new (const SbLedgerEntry *entry)
{
  SbHistoryItem *self = g_object_new (SB_TYPE_HISTORY_ITEM, NULL);

  self->entry = sb_ledger_entry_copy (entry);

  return self;
}

/**
 * sb_history_item_get_entry:
 *
 * Returns: (transfer none): the log-in
 */
const SbLedgerEntry *
sb_history_item_get_entry (SbHistoryItem *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_ITEM (self), NULL);

  return self->entry;
}

/**
 * sb_history_item_get_uuid:
 *
 * Returns: (transfer none): what tells it from others
 */
const char *
sb_history_item_get_uuid (SbHistoryItem *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_ITEM (self), NULL);

  return self->entry->uuid;
}
