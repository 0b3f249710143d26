/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-account-store.h"
#include "sb-desk.h"
#include "sb-errand.h"

G_BEGIN_DECLS

/**
 * SbErrandMoment:
 * @SB_ERRAND_MOMENT_FREE: somebody is signed in, and nothing is in the way
 * @SB_ERRAND_MOMENT_SIGNED_OUT: somebody has to sign in first
 * @SB_ERRAND_MOMENT_SIGNING_IN: that is about to happen by itself
 * @SB_ERRAND_MOMENT_ASKING: it is being asked about another log-in
 * @SB_ERRAND_MOMENT_LOGGED_IN: there is a log-in, or one is about to begin or to end
 *
 * Whether an errand comes at a good moment.
 */
typedef enum
{
  SB_ERRAND_MOMENT_FREE,
  SB_ERRAND_MOMENT_SIGNED_OUT,
  SB_ERRAND_MOMENT_SIGNING_IN,
  SB_ERRAND_MOMENT_ASKING,
  SB_ERRAND_MOMENT_LOGGED_IN,
} SbErrandMoment;

typedef SbErrandMoment (*SbErrandMomentFunc) (gpointer data);

#define SB_TYPE_ERRANDS (sb_errands_get_type ())

/* Signals: ask (SbLearner, SbErrand): it has to be asked whether to log in; search (string): these people are to be
 * shown; said (string): a sentence for the user. */
G_DECLARE_FINAL_TYPE (SbErrands, sb_errands, SB, ERRANDS, GObject)

SbErrands      *sb_errands_new        (SbAccountStore     *accounts,
                                       SbErrandMomentFunc  moment,
                                       gpointer            data) G_GNUC_WARN_UNUSED_RESULT;
void            sb_errands_set_desk   (SbErrands          *self,
                                       SbDesk             *desk);
void            sb_errands_take       (SbErrands          *self,
                                       const SbErrand     *errand);
void            sb_errands_go_on      (SbErrands          *self);
void            sb_errands_forget     (SbErrands          *self);
const SbErrand *sb_errands_get_choice (SbErrands          *self,
                                       const char         *text);

G_END_DECLS
