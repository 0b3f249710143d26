/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-confirm-presenter.h"
#include "sb-ledger.h"

G_BEGIN_DECLS

/* What the question and the beginning of a log-in share. */

struct _SbConfirmPresenter
{
  GObject parent_instance;

  /* owned */
  SbDesk *desk;
  SbLearner *learner;
  GSettings *settings;     /* nullable */
  SbLedger *ledger;        /* nullable */
  GPtrArray *look_alikes;  /* nullable until the learner is loaded in full */
  GListStore *facts;
  SbImpersonation *owed;   /* nullable: begun by us, and not known to be over */
  SbGuardLine *guard;      /* nullable: started for the log-in that may follow */
  GCancellable *cancellable;
  SbProblem *problem;      /* nullable */
  char *title;
  char *identification;
  char *confirm_label;
  char *reason;
  char *ticket;
  char *domain;
  char *course;

  /* state */
  SbConfirmState state;
  gboolean is_reason_required;
  gboolean is_reason_required_there; /* at the platform, whatever our settings say */
  gboolean can_confirm;    /* as it was notified last */
  gboolean is_loading;
  guint generation;
  guint guard_id; /* a guard that is about to be started */
};

/* Takes @problem. */
void sb_confirm_presenter_set_state      (SbConfirmPresenter *self,
                                          SbConfirmState      state,
                                          SbProblem          *problem);
void sb_confirm_presenter_require_reason (SbConfirmPresenter *self);
void sb_confirm_presenter_call_guard     (SbConfirmPresenter *self);
void sb_confirm_presenter_dismiss_guard  (SbConfirmPresenter *self);

G_END_DECLS
