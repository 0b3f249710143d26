/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger.h"

G_BEGIN_DECLS

/**
 * SbOwedLook:
 *
 * What the ledger says of what is owed.
 */
typedef struct
{
  GPtrArray *owed; /* (element-type SbLedgerEntry): the oldest first */
  GPtrArray *over; /* (element-type SbLedgerEntry): of those that were known before */
} SbOwedLook;

void        sb_owed_look_free   (SbOwedLook           *self);
void        sb_owed_look_async  (SbLedger             *ledger,
                                 GListModel           *known,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
SbOwedLook *sb_owed_look_finish (SbLedger             *ledger,
                                 GAsyncResult         *result,
                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbOwedLook, sb_owed_look_free)

G_END_DECLS
