/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger.h"
#include "sb-told.h"

G_BEGIN_DECLS

char       *sb_history_words_make_learner   (const SbLedgerEntry   *entry) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_history_words_make_account   (const SbLedgerEntry   *entry) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_history_words_make_moment    (GDateTime             *time) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_history_words_make_length    (const SbLedgerEntry   *entry) G_GNUC_WARN_UNUSED_RESULT;
const char *sb_history_words_get_ending     (const SbLedgerEntry   *entry);
char       *sb_history_words_make_attention (const SbLedgerEntry   *entry) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_history_words_make_told      (SbTold                 told,
                                             GDateTime             *at) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_history_words_make_act       (const SbLedgerAct     *act) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_history_words_make_proof     (const SbLedgerEntry   *entry) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_history_words_make_verdict   (const SbLedgerVerdict *verdict,
                                             const SbLedgerEntry   *entry) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_history_words_make_text      (const SbLedgerEntry   *entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
