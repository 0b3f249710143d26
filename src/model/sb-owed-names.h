/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger.h"
#include "sb-platform.h"

G_BEGIN_DECLS

#define SB_TYPE_OWED_NAMES (sb_owed_names_get_type ())

G_DECLARE_FINAL_TYPE (SbOwedNames, sb_owed_names, SB, OWED_NAMES, GObject)

SbOwedNames *sb_owed_names_new     (SbLedger    *ledger) G_GNUC_WARN_UNUSED_RESULT;
const char  *sb_owed_names_find    (SbOwedNames *self,
                                    const char  *origin,
                                    const char  *learner_id);
gboolean     sb_owed_names_is_asked (SbOwedNames *self,
                                    const char  *origin,
                                    const char  *learner_id);
void         sb_owed_names_ask     (SbOwedNames *self,
                                    SbPlatform  *platform,
                                    const char  *learner_id,
                                    const char  *uuid);

G_END_DECLS
