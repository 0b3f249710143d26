/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-impersonation.h"
#include "sb-ledger.h"

G_BEGIN_DECLS

#define SB_TYPE_RECOVERY (sb_recovery_get_type ())

G_DECLARE_FINAL_TYPE (SbRecovery, sb_recovery, SB, RECOVERY, GObject)

SbRecovery *sb_recovery_new        (SbLedger        *ledger) G_GNUC_WARN_UNUSED_RESULT;
SbLedger   *sb_recovery_get_ledger (SbRecovery      *self);
void        sb_recovery_resume     (SbRecovery      *self,
                                    SbPlatform      *platform,
                                    SbIdentity      *administrator);
void        sb_recovery_take       (SbRecovery      *self,
                                    SbImpersonation *impersonation);
void        sb_recovery_let_go     (SbRecovery      *self);
guint       sb_recovery_get_count  (SbRecovery      *self);
GPtrArray  *sb_recovery_get_owed   (SbRecovery      *self);
void        sb_recovery_try_now    (SbRecovery      *self);

G_END_DECLS
