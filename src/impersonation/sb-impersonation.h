/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-guard-line.h"
#include "sb-learner.h"
#include "sb-platform.h"

G_BEGIN_DECLS

/**
 * SbImpersonationState:
 * @SB_IMPERSONATION_PLANNED: nothing was sent yet
 * @SB_IMPERSONATION_STARTING: the platform was asked, and has not answered
 * @SB_IMPERSONATION_ACTIVE: we act as the learner
 * @SB_IMPERSONATION_ENDING: the end was sent, and is not confirmed
 * @SB_IMPERSONATION_ENDED: the platform has confirmed the end
 * @SB_IMPERSONATION_REFUSED: it never began, and the learner was not told
 * @SB_IMPERSONATION_OWED: the platform may have it open, and could not be told to end it
 */
typedef enum
{
  SB_IMPERSONATION_PLANNED,
  SB_IMPERSONATION_STARTING,
  SB_IMPERSONATION_ACTIVE,
  SB_IMPERSONATION_ENDING,
  SB_IMPERSONATION_ENDED,
  SB_IMPERSONATION_REFUSED,
  SB_IMPERSONATION_OWED,
} SbImpersonationState;

/**
 * SbImpersonationEvent:
 *
 * What can happen to a log-in.
 */
typedef enum
{
  SB_IMPERSONATION_EVENT_BEGIN,        /* the administrator confirmed */
  SB_IMPERSONATION_EVENT_BEGUN,        /* the platform says it is open */
  SB_IMPERSONATION_EVENT_BEGIN_REFUSED,/* the platform says no */
  SB_IMPERSONATION_EVENT_BEGIN_LOST,   /* no answer, or the administrator gave up waiting: it may be open */
  SB_IMPERSONATION_EVENT_KEPT_ALIVE,   /* the platform gives more time */
  SB_IMPERSONATION_EVENT_END,          /* end it, for whatever reason */
  SB_IMPERSONATION_EVENT_END_CONFIRMED,/* the platform says it is ended */
  SB_IMPERSONATION_EVENT_END_UNKNOWN,  /* the platform never heard of it, and now never will let it begin */
  SB_IMPERSONATION_EVENT_END_LOST,     /* no answer, or no permission: we still owe it */
} SbImpersonationEvent;

gboolean sb_impersonation_next_state (SbImpersonationState  state,
                                      SbImpersonationEvent  event,
                                      SbImpersonationState *next);

#define SB_TYPE_IMPERSONATION (sb_impersonation_get_type ())

G_DECLARE_FINAL_TYPE (SbImpersonation, sb_impersonation, SB, IMPERSONATION, GObject)

SbImpersonation      *sb_impersonation_new          (SbPlatform           *platform,
                                                     SbLearner            *learner,
                                                     const SbBeginRequest *request) G_GNUC_WARN_UNUSED_RESULT;

SbPlatform           *sb_impersonation_get_platform (SbImpersonation *self);
SbLearner            *sb_impersonation_get_learner  (SbImpersonation *self);
const SbBeginRequest *sb_impersonation_get_request  (SbImpersonation *self);
SbImpersonationState  sb_impersonation_get_state    (SbImpersonation *self);
SbSession            *sb_impersonation_get_session  (SbImpersonation *self);
SbSession            *sb_impersonation_get_record   (SbImpersonation *self);
gint64                sb_impersonation_get_asked_at (SbImpersonation *self);
gboolean              sb_impersonation_is_record_behind
                                                    (SbImpersonation *self);

void                  sb_impersonation_take_guard   (SbImpersonation      *self,
                                                     SbGuardLine          *guard);
void                  sb_impersonation_begin_async  (SbImpersonation      *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean              sb_impersonation_begin_finish (SbImpersonation      *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void                  sb_impersonation_keep_alive_async
                                                    (SbImpersonation      *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean              sb_impersonation_keep_alive_finish
                                                    (SbImpersonation      *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void                  sb_impersonation_take_over    (SbImpersonation      *self);
void                  sb_impersonation_end_async    (SbImpersonation      *self,
                                                     SbEndHow              how,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean              sb_impersonation_end_finish   (SbImpersonation      *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
