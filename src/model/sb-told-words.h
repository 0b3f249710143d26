/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger-entry.h"

G_BEGIN_DECLS

char *sb_told_words_make_farewell (const SbSession *record,
                                   SbLedgerProof    proof,
                                   const char      *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
