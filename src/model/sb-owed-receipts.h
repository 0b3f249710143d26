/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-owed-names.h"

G_BEGIN_DECLS

#define SB_TYPE_OWED_RECEIPTS (sb_owed_receipts_get_type ())

G_DECLARE_FINAL_TYPE (SbOwedReceipts, sb_owed_receipts, SB, OWED_RECEIPTS, GObject)

SbOwedReceipts *sb_owed_receipts_new               (SbOwedNames         *names) G_GNUC_WARN_UNUSED_RESULT;
void            sb_owed_receipts_add_entry         (SbOwedReceipts      *self,
                                                    const SbLedgerEntry *entry);
void            sb_owed_receipts_add_impersonation (SbOwedReceipts      *self,
                                                    SbImpersonation     *impersonation);
void            sb_owed_receipts_forget            (SbOwedReceipts      *self);

G_END_DECLS
