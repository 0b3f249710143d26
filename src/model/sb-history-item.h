/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger.h"

G_BEGIN_DECLS

#define SB_TYPE_HISTORY_ITEM (sb_history_item_get_type ())

G_DECLARE_FINAL_TYPE (SbHistoryItem, sb_history_item, SB, HISTORY_ITEM, GObject)

SbHistoryItem       *sb_history_item_new       (const SbLedgerEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
const SbLedgerEntry *sb_history_item_get_entry (SbHistoryItem       *self);
const char          *sb_history_item_get_uuid  (SbHistoryItem       *self);

G_END_DECLS
