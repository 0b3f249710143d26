/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger.h"

G_BEGIN_DECLS

#define SB_TYPE_PROOF_READER (sb_proof_reader_get_type ())

/* Properties: retry-unit-ms (uint, write-only; 5000), is-settled (boolean, read-only). */
G_DECLARE_FINAL_TYPE (SbProofReader, sb_proof_reader, SB, PROOF_READER, GObject)

SbProofReader *sb_proof_reader_new        (SbPlatform    *platform,
                                           SbLedger      *ledger,
                                           SbSession     *confirmed) G_GNUC_WARN_UNUSED_RESULT;
void           sb_proof_reader_start      (SbProofReader *self);
SbSession     *sb_proof_reader_get_record (SbProofReader *self);
SbLedgerProof  sb_proof_reader_get_proof  (SbProofReader *self);
gboolean       sb_proof_reader_is_settled (SbProofReader *self);

SbLedgerProof  sb_proof_compare           (const SbSession *confirmed,
                                           const SbSession *record);

G_END_DECLS
