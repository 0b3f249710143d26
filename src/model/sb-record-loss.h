/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-owed-names.h"
#include "sb-recovery.h"

G_BEGIN_DECLS

#define SB_TYPE_RECORD_LOSS (sb_record_loss_get_type ())

G_DECLARE_FINAL_TYPE (SbRecordLoss, sb_record_loss, SB, RECORD_LOSS, GObject)

SbRecordLoss *sb_record_loss_new (SbRecovery  *recovery,
                                  SbOwedNames *names) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
