/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What SbConfirmPresenter does once it is confirmed: it begins the log-in, and never leaves one behind that nobody
 * looks after. If the presenter goes while a log-in begins, that log-in is ended; if one cannot be ended, it is
 * handed over with ::owed, and ended before another is begun.
 *
 * What takes time and tells nobody anything is done while the question is being read: the guard is started, with nothing
 * to guard. If the question is not confirmed it is sent away, and nothing was written or sent. */

#include "config.h"

#include "sb-confirm-presenter-private.h"

#include "sb-call-private.h"
#include "sb-preflight-private.h"

static void
begin_failed (SbConfirmPresenter *self, SbImpersonation *impersonation, const GError *error)
{
  SbImpersonationState state = sb_impersonation_get_state (impersonation);
  SbProblem *problem = sb_preflight_make_begin_problem (impersonation, error);

  if (sb_refusal_from_error (error) == SB_REFUSAL_REASON_REQUIRED)
    sb_confirm_presenter_require_reason (self);

  if (state == SB_IMPERSONATION_OWED)
    {
      g_set_object (&self->owed, impersonation);
      g_signal_emit_by_name (self, "owed", impersonation);
    }

  /* No problem: it was cancelled, and the platform has never heard of it. */
  sb_confirm_presenter_set_state (self, problem != NULL ? SB_CONFIRM_FAILED : SB_CONFIRM_READY, problem);
}

static void
abandoned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbConfirmPresenter) self = sb_call_end (user_data, NULL);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;

  if (sb_impersonation_end_finish (SB_IMPERSONATION (source), result, &error))
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The log-in was cancelled");

  begin_failed (self, SB_IMPERSONATION (source), error);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbConfirmPresenter) self = sb_call_end (user_data, NULL);
  SbImpersonation *impersonation = SB_IMPERSONATION (source);
  g_autoptr (GError) error = NULL;
  gboolean has_begun = sb_impersonation_begin_finish (impersonation, result, &error);

  /* It began while the dialog went away, or just before it was given up: nobody is there to switch back. */
  if (has_begun && (self == NULL || g_cancellable_is_cancelled (self->cancellable)))
    {
      sb_impersonation_end_async (impersonation, SB_END_CLOSED, abandoned_cb, sb_call_new (self, 0));
      return;
    }

  if (self == NULL)
    return;

  if (!has_begun)
    {
      begin_failed (self, impersonation, error);
      return;
    }

  sb_confirm_presenter_set_state (self, SB_CONFIRM_READY, NULL);
  g_signal_emit_by_name (self, "begun", impersonation);
}

/* ---- the guard ---- */

static gboolean
call_guard_cb (gpointer user_data)
{
  SbConfirmPresenter *self = user_data;
  g_autofree char *uuid = g_uuid_string_random ();

  /* If it cannot be started, the log-in will say so. */
  self->guard_id = 0;
  self->guard = sb_guard_line_open (uuid, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * sb_confirm_presenter_call_guard:
 *
 * Has a guard started for the log-in that may follow, as soon as there is nothing else to do.
 */
void
sb_confirm_presenter_call_guard (SbConfirmPresenter *self)
{
  if (self->ledger != NULL && self->guard == NULL && self->guard_id == 0)
    self->guard_id = g_idle_add_full (G_PRIORITY_LOW, call_guard_cb, self, NULL);
}

/**
 * sb_confirm_presenter_dismiss_guard:
 *
 * There will be no log-in: the guard finds nothing on record, and leaves.
 */
void
sb_confirm_presenter_dismiss_guard (SbConfirmPresenter *self)
{
  g_clear_handle_id (&self->guard_id, g_source_remove);
  g_clear_pointer (&self->guard, sb_guard_line_close);
}

/* The log-in that it was started for. */
static void
use_guard (SbConfirmPresenter *self, SbBeginRequest *request)
{
  g_clear_handle_id (&self->guard_id, g_source_remove);
  if (self->guard == NULL)
    return;

  g_free (request->uuid);
  request->uuid = g_strdup (sb_guard_line_get_uuid (self->guard));
}

/* ---- the begin ---- */

static void
begin (SbConfirmPresenter *self)
{
  g_autoptr (SbBeginRequest) request = NULL;
  g_autoptr (SbImpersonation) impersonation = NULL;
  gboolean needs_domain = sb_capabilities_needs_domain (sb_desk_get_capabilities (self->desk));

  request = sb_begin_request_new (sb_learner_get_id (self->learner), self->reason, self->ticket,
                                  needs_domain ? self->domain : NULL);
  use_guard (self, request);
  impersonation = g_object_new (SB_TYPE_IMPERSONATION,
                                "platform", sb_desk_get_platform (self->desk),
                                "learner", self->learner,
                                "request", request,
                                "ledger", self->ledger,
                                "administrator", sb_desk_get_identity (self->desk),
                                NULL);
  if (self->guard != NULL)
    sb_impersonation_take_guard (impersonation, g_steal_pointer (&self->guard));
  sb_impersonation_begin_async (impersonation, self->cancellable, begun_cb, sb_call_new (self, self->generation));
}

static void
owed_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbConfirmPresenter) self = sb_call_end (user_data, NULL);
  SbImpersonation *impersonation = SB_IMPERSONATION (source);
  g_autoptr (GError) error = NULL;
  gboolean has_ended = sb_impersonation_end_finish (impersonation, result, &error);

  if (self == NULL)
    return;

  if (has_ended)
    g_clear_object (&self->owed);

  if (!has_ended)
    begin_failed (self, impersonation, error);
  else if (g_cancellable_is_cancelled (self->cancellable))
    sb_confirm_presenter_set_state (self, SB_CONFIRM_READY, NULL);
  else
    begin (self);
}

/**
 * sb_confirm_presenter_confirm:
 *
 * Begins the log-in, if it can be confirmed. A log-in that an earlier try has left open is ended before.
 */
void
sb_confirm_presenter_confirm (SbConfirmPresenter *self)
{
  g_return_if_fail (SB_IS_CONFIRM_PRESENTER (self));

  if (!self->can_confirm)
    return;

  self->generation++;
  sb_call_renew_cancellable (&self->cancellable);
  sb_confirm_presenter_set_state (self, SB_CONFIRM_STARTING, NULL);
  if (self->owed != NULL)
    sb_impersonation_end_async (self->owed, SB_END_RECOVERED, owed_ended_cb, sb_call_new (self, self->generation));
  else
    begin (self);
}

/**
 * sb_confirm_presenter_cancel:
 *
 * Gives up what is under way. A log-in that is beginning is ended at the platform if it has begun there; until that is
 * known, the state stays %SB_CONFIRM_STARTING.
 */
void
sb_confirm_presenter_cancel (SbConfirmPresenter *self)
{
  g_return_if_fail (SB_IS_CONFIRM_PRESENTER (self));

  sb_confirm_presenter_dismiss_guard (self);
  if (self->state == SB_CONFIRM_STARTING)
    {
      /* Kept: it tells a log-in that still arrives that nobody wants it. */
      g_autoptr (GCancellable) cancellable = g_object_ref (self->cancellable);

      g_cancellable_cancel (cancellable);
    }
  else if (self->is_loading)
    {
      self->is_loading = FALSE;
      self->generation++;
      sb_call_cancel (&self->cancellable);
    }
}
