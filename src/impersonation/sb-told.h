/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger-entry.h"

G_BEGIN_DECLS

/**
 * SbTold:
 * @SB_TOLD_NOT_SAID: the platform does not say
 * @SB_TOLD_NO_ADDRESS: there is nowhere to send it
 * @SB_TOLD_FAILED: it could not be delivered
 * @SB_TOLD_TOO_EARLY: the platform names a time before that of which the notice tells, so it is the notice of something
 *   else
 * @SB_TOLD_ON_ITS_WAY: it is queued
 * @SB_TOLD: it was delivered
 *
 * Whether one notice has reached the learner in one way, as far as it can be believed.
 */
typedef enum
{
  SB_TOLD_NOT_SAID,
  SB_TOLD_NO_ADDRESS,
  SB_TOLD_FAILED,
  SB_TOLD_TOO_EARLY,
  SB_TOLD_ON_ITS_WAY,
  SB_TOLD,
} SbTold;

/**
 * SbToldBoth:
 *
 * What became of one notice in its two forms.
 */
typedef struct
{
  SbTold platform;
  SbTold email;
} SbToldBoth;

SbToldBoth sb_told_judge                    (const SbNoticeOutcome *outcome,
                                             GDateTime             *earliest);
gboolean   sb_told_is_reached               (SbToldBoth             told);
gboolean   sb_told_is_missing               (SbToldBoth             told);
gboolean   sb_told_may_change               (SbToldBoth             told);
SbToldBoth sb_ledger_entry_get_begin_told   (const SbLedgerEntry   *entry);
SbToldBoth sb_ledger_entry_get_end_told     (const SbLedgerEntry   *entry);
gboolean   sb_ledger_entry_needs_attention  (const SbLedgerEntry   *entry);

G_END_DECLS
