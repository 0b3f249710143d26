/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-impersonation.h"
#include "sb-ledger.h"
#include "sb-session-lock.h"

G_BEGIN_DECLS

/* What the object, its routine and its record share. */

/**
 * SbImpersonationStep:
 * @self: a log-in
 * @entry: (nullable): it as it is on record, where that was asked
 * @error: (nullable): why it is not on record as it should be
 *
 * What follows when something is written down.
 */
typedef void (*SbImpersonationStep) (SbImpersonation     *self,
                                     const SbLedgerEntry *entry,
                                     const GError        *error);

struct _SbImpersonation
{
  GObject parent_instance;

  /* owned */
  SbPlatform *platform;
  SbLearner *learner;
  SbBeginRequest *request;
  SbSession *session; /* nullable: it never began, as far as we know */
  SbSession *record;  /* nullable: the end is not confirmed */
  SbLedger *ledger;          /* nullable: nothing is kept */
  SbIdentity *administrator; /* nullable: nobody says who it is */
  SbSessionLock *lock;       /* nullable: somebody else may act on it */
  SbGuardLine *guard;        /* nullable: nobody watches over it */

  /* state */
  SbImpersonationState state;
  gint64 asked_at; /* on the boot clock, or 0 */
  guint retry_unit_ms;

  GTask *begin_task;               /* nullable: nobody waits for the begin */
  GError *begin_error;             /* nullable: why the begin was given up */
  GCancellable *begin_cancellable; /* ours, so that an end can cut a begin short */
  gulong begin_cancelled_id;
  guint n_begin_retries;
  gboolean may_be_open;            /* some request of the begin was not answered */

  GPtrArray *end_tasks; /* (element-type GTask): all who wait for the end */
  SbEndHow how;
  guint n_end_retries;

  SbImpersonationEvent outcome; /* what is being written down before it is told */
  SbSession *outcome_record;    /* nullable */
  GError *outcome_error;        /* nullable */
  SbImpersonationStep begin_step;
  gboolean is_on_record;
  gboolean is_record_behind; /* how it came out could not be written */
  gboolean is_taken_over; /* nobody's lock counts any more */
};

void sb_impersonation_take_event     (SbImpersonation      *self,
                                      SbImpersonationEvent  event);
void sb_impersonation_notify_session (SbImpersonation      *self);
void sb_impersonation_notify_record  (SbImpersonation      *self);

void     sb_impersonation_record_begin (SbImpersonation      *self,
                                        SbImpersonationStep   step);
void     sb_impersonation_record_event (SbImpersonation      *self,
                                        SbImpersonationEvent  event,
                                        SbSession            *session,
                                        SbImpersonationStep   step);
gboolean sb_impersonation_claim_end    (SbImpersonation      *self,
                                        SbImpersonationStep   step) G_GNUC_WARN_UNUSED_RESULT;
void     sb_impersonation_let_go       (SbImpersonation      *self,
                                        gboolean              is_over);

G_END_DECLS
