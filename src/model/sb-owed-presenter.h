/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-desk.h"
#include "sb-owed-names.h"
#include "sb-owed.h"
#include "sb-problem.h"
#include "sb-recovery.h"

G_BEGIN_DECLS

/**
 * SbOwedOccasion:
 *
 * When it is said what is owed.
 */
typedef enum
{
  SB_OWED_OCCASION_SIGN_IN,  /* on the sign-in page */
  SB_OWED_OCCASION_SIGN_OUT, /* before signing out */
  SB_OWED_OCCASION_CLOSE,    /* before the window closes */
} SbOwedOccasion;

#define SB_TYPE_OWED_PRESENTER (sb_owed_presenter_get_type ())

G_DECLARE_FINAL_TYPE (SbOwedPresenter, sb_owed_presenter, SB, OWED_PRESENTER, GObject)

SbOwedPresenter *sb_owed_presenter_new                    (SbRecovery      *recovery) G_GNUC_WARN_UNUSED_RESULT;

void             sb_owed_presenter_set_desk               (SbOwedPresenter *self,
                                                           SbDesk          *desk);
void             sb_owed_presenter_set_is_paused          (SbOwedPresenter *self,
                                                           gboolean         is_paused);
void             sb_owed_presenter_refresh                (SbOwedPresenter *self);
void             sb_owed_presenter_try_now                (SbOwedPresenter *self);
void             sb_owed_presenter_forget_receipts        (SbOwedPresenter *self);

guint            sb_owed_presenter_get_count              (SbOwedPresenter *self);
guint            sb_owed_presenter_get_own_count          (SbOwedPresenter *self);
GListModel      *sb_owed_presenter_get_all                (SbOwedPresenter *self);
char            *sb_owed_presenter_make_line              (SbOwedPresenter *self,
                                                           SbOwed          *owed) G_GNUC_WARN_UNUSED_RESULT;
SbProblem       *sb_owed_presenter_make_problem           (SbOwedPresenter *self,
                                                           SbOwedOccasion   occasion) G_GNUC_WARN_UNUSED_RESULT;
SbOwedNames     *sb_owed_presenter_get_names              (SbOwedPresenter *self);

G_END_DECLS
