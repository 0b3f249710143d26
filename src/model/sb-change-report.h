/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger-change.h"
#include "sb-snapshot.h"

G_BEGIN_DECLS

/**
 * SbChangeReport:
 *
 * What is different for a learner after a log-in, and how much is known of that.
 */
typedef struct
{
  SbLook look;
  GPtrArray *changes; /* (element-type SbLedgerChange) */
} SbChangeReport;

SbChangeReport *sb_change_report_new     (const SbSnapshot     *before,
                                          const SbSnapshot     *after) G_GNUC_WARN_UNUSED_RESULT;
SbChangeReport *sb_change_report_new_for (SbLook                look,
                                          GPtrArray            *changes) G_GNUC_WARN_UNUSED_RESULT;
void            sb_change_report_free    (SbChangeReport       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbChangeReport, sb_change_report_free)

G_END_DECLS
