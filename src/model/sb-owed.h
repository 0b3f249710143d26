/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-account-store.h"
#include "sb-ledger.h"

G_BEGIN_DECLS

#define SB_TYPE_OWED (sb_owed_get_type ())

/* One log-in that the platform may still have open, as it is shown. It does not change. */
G_DECLARE_FINAL_TYPE (SbOwed, sb_owed, SB, OWED, GObject)

SbOwed     *sb_owed_new_for_entry          (const SbLedgerEntry *entry,
                                            const char          *learner_name) G_GNUC_WARN_UNUSED_RESULT;
SbOwed     *sb_owed_new_for_impersonation  (SbImpersonation     *impersonation,
                                            const char          *learner_name) G_GNUC_WARN_UNUSED_RESULT;
SbOwed     *sb_owed_with_name              (SbOwed              *self,
                                            const char          *learner_name) G_GNUC_WARN_UNUSED_RESULT;

const char *sb_owed_get_uuid               (SbOwed              *self);
const char *sb_owed_get_origin             (SbOwed              *self);
const char *sb_owed_get_administrator_id   (SbOwed              *self);
const char *sb_owed_get_administrator_name (SbOwed              *self);
const char *sb_owed_get_learner_id         (SbOwed              *self);
const char *sb_owed_get_learner_name       (SbOwed              *self);
GDateTime  *sb_owed_get_since              (SbOwed              *self);
gboolean    sb_owed_equal                  (SbOwed              *a,
                                            SbOwed              *b);
SbAccount  *sb_owed_find_account           (GListModel          *all,
                                            SbAccountStore      *accounts);

G_END_DECLS
