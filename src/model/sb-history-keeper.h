/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger.h"

G_BEGIN_DECLS

#define SB_TYPE_HISTORY_KEEPER (sb_history_keeper_get_type ())

G_DECLARE_FINAL_TYPE (SbHistoryKeeper, sb_history_keeper, SB, HISTORY_KEEPER, GObject)

SbHistoryKeeper *sb_history_keeper_new   (SbLedger        *ledger,
                                          GSettings       *settings) G_GNUC_WARN_UNUSED_RESULT;
void             sb_history_keeper_start (SbHistoryKeeper *self);

guint            sb_history_keeper_find_choice (int        days);
int              sb_history_keeper_get_days    (guint      choice);
const char *const *
                 sb_history_keeper_get_names   (void);

G_END_DECLS
