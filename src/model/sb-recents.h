/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-learner.h"

G_BEGIN_DECLS

#define SB_TYPE_RECENTS (sb_recents_get_type ())

G_DECLARE_FINAL_TYPE (SbRecents, sb_recents, SB, RECENTS, GObject)

SbRecents  *sb_recents_new          (const char *account_id,
                                     GSettings  *settings) G_GNUC_WARN_UNUSED_RESULT;

GListModel *sb_recents_get_learners (SbRecents  *self);
void        sb_recents_add          (SbRecents  *self,
                                     SbLearner  *learner);
void        sb_recents_clear        (SbRecents  *self);
gboolean    sb_recents_contains     (SbRecents  *self,
                                     SbLearner  *learner);

G_END_DECLS
