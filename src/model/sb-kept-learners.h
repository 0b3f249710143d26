/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-learner.h"

G_BEGIN_DECLS

/* The settings' keys; sb-account-store.c drops them with their account. */
#define SB_KEPT_RECENTS "recents"
#define SB_KEPT_FAVOURITES "favourites"

#define SB_KEPT_MAX_RECENTS 8
#define SB_KEPT_MAX_FAVOURITES 50

#define SB_TYPE_KEPT_LEARNERS (sb_kept_learners_get_type ())

G_DECLARE_FINAL_TYPE (SbKeptLearners, sb_kept_learners, SB, KEPT_LEARNERS, GObject)

SbKeptLearners *sb_kept_learners_new          (const char     *account_id,
                                               GSettings      *settings,
                                               const char     *key,
                                               guint           max) G_GNUC_WARN_UNUSED_RESULT;

GListModel     *sb_kept_learners_get_learners (SbKeptLearners *self);
void            sb_kept_learners_add          (SbKeptLearners *self,
                                               SbLearner      *learner);
void            sb_kept_learners_remove       (SbKeptLearners *self,
                                               const char     *id);
void            sb_kept_learners_refresh      (SbKeptLearners *self,
                                               SbLearner      *learner);
void            sb_kept_learners_clear        (SbKeptLearners *self);
gboolean        sb_kept_learners_has          (SbKeptLearners *self,
                                               const char     *id);
gboolean        sb_kept_learners_contains     (SbKeptLearners *self,
                                               SbLearner      *learner);

G_END_DECLS
