/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-impersonation.h"

G_BEGIN_DECLS

/* What the object and its routine share. */

struct _SbImpersonation
{
  GObject parent_instance;

  /* owned */
  SbPlatform *platform;
  SbLearner *learner;
  SbBeginRequest *request;
  SbSession *session; /* nullable: it never began, as far as we know */
  SbSession *record;  /* nullable: the end is not confirmed */

  /* state */
  SbImpersonationState state;
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
};

void sb_impersonation_take_event     (SbImpersonation      *self,
                                      SbImpersonationEvent  event);
void sb_impersonation_notify_session (SbImpersonation      *self);
void sb_impersonation_notify_record  (SbImpersonation      *self);

G_END_DECLS
