/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger-change.h"

G_BEGIN_DECLS

char       *sb_change_words_make_sentence (const SbLedgerChange *change) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_change_words_make_detail   (const SbLedgerChange *change) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_change_words_make_line     (const SbLedgerChange *change) G_GNUC_WARN_UNUSED_RESULT;
const char *sb_change_words_for_look      (SbLook                look,
                                           guint                 n_changes);

G_END_DECLS
