/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one routine that begins and ends a log-in. Whoever wants an end, for whatever reason, asks here, and all of them
 * wait for the same request. Begin and end carry the UUID that was made beforehand, so both may be repeated; nothing is
 * given up before the platform has said that it is over, or the state says that we owe it. */

#include "config.h"

#include "sb-impersonation-private.h"

#include "sb-api-error.h"

#define MAX_BEGIN_RETRIES 2
#define MAX_END_RETRIES 3

static void attempt_begin (SbImpersonation *self);
static void attempt_end (SbImpersonation *self);

static gboolean
retry_begin_cb (gpointer user_data)
{
  attempt_begin (SB_IMPERSONATION (user_data));

  return G_SOURCE_REMOVE;
}

static gboolean
retry_end_cb (gpointer user_data)
{
  attempt_end (SB_IMPERSONATION (user_data));

  return G_SOURCE_REMOVE;
}

/* Waits one unit, then two, then four; @cancellable cuts it short. */
static void
wait_and_call (SbImpersonation *self, guint n_retries, GCancellable *cancellable, GSourceFunc func)
{
  g_autoptr (GSource) source = g_timeout_source_new (self->retry_unit_ms << n_retries);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }

  g_source_set_callback (source, func, g_object_ref (self), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* Whoever waits is taken off the object before the state changes, because a handler of that change, or the first who is
 * answered, may ask for another end at once. */
typedef struct
{
  GTask *begin_task;
  GError *begin_error;
  GPtrArray *end_tasks;
} Waiting;

static Waiting
steal_waiting (SbImpersonation *self)
{
  Waiting waiting = {
    .begin_task = g_steal_pointer (&self->begin_task),
    .begin_error = g_steal_pointer (&self->begin_error),
    .end_tasks = g_steal_pointer (&self->end_tasks),
  };

  self->end_tasks = g_ptr_array_new_with_free_func (g_object_unref);

  /* Not g_cancellable_disconnect(), which must not be called while the cancellable fires. */
  if (waiting.begin_task != NULL)
    g_clear_signal_handler (&self->begin_cancelled_id, g_task_get_cancellable (waiting.begin_task));

  return waiting;
}

static void
answer_begin (Waiting *waiting)
{
  g_autoptr (GTask) task = g_steal_pointer (&waiting->begin_task);

  if (task != NULL && waiting->begin_error != NULL)
    g_task_return_error (task, g_steal_pointer (&waiting->begin_error));
  else if (task != NULL)
    g_task_return_boolean (task, TRUE);

  g_clear_error (&waiting->begin_error);
}

static void
answer_ends (Waiting *waiting, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&waiting->end_tasks);

  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

/* ---- the outcome ---- */

/* What is written down is told. */
static void
outcome_recorded (SbImpersonation *self, const SbLedgerEntry *entry, const GError *ledger_error)
{
  const SbImpersonationEvent event = self->outcome;
  g_autoptr (SbSession) record = g_steal_pointer (&self->outcome_record);
  g_autoptr (GError) error = g_steal_pointer (&self->outcome_error);
  Waiting waiting = steal_waiting (self);

  /* If it is over on record already, somebody else was faster. */
  self->is_record_behind = ledger_error != NULL && !g_error_matches (ledger_error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_OVER);
  sb_impersonation_let_go (self, event != SB_IMPERSONATION_EVENT_END_LOST);
  if (record != NULL)
    self->record = sb_session_ref (record);
  sb_impersonation_take_event (self, event);
  if (record != NULL)
    sb_impersonation_notify_record (self);

  answer_begin (&waiting);
  answer_ends (&waiting, error);
}

/* Takes @record and @error, which are what those who wait for the end get. */
static void
set_outcome (SbImpersonation *self, SbImpersonationEvent event, SbSession *record, GError *error)
{
  self->outcome = event;
  self->outcome_record = record;
  self->outcome_error = error;
}

static void
conclude (SbImpersonation *self, SbImpersonationEvent event, SbSession *record, GError *error)
{
  set_outcome (self, event, record, error);
  sb_impersonation_record_event (self, event, record, outcome_recorded);
}

/* ---- the end ---- */

/* We may act on the log-in; nothing is waited for. */
static void
start_end (SbImpersonation *self, SbImpersonationEvent event, SbEndHow how)
{
  self->how = how;
  self->n_end_retries = 0;
  sb_impersonation_record_event (self, event, NULL, NULL);
  sb_impersonation_take_event (self, event);
  attempt_end (self);
}

/* If the ledger cannot say how it stands, the platform can. */
static void
end_claimed (SbImpersonation *self, const SbLedgerEntry *entry, const GError *error)
{
  if (entry == NULL || !sb_ledger_entry_is_final (entry))
    {
      attempt_end (self);
      return;
    }

  if (entry->state == SB_IMPERSONATION_REFUSED)
    set_outcome (self, SB_IMPERSONATION_EVENT_END_UNKNOWN, NULL, NULL);
  else
    set_outcome (self, SB_IMPERSONATION_EVENT_END_CONFIRMED,
                 entry->end_notice.is_known ? sb_ledger_entry_to_session (entry) : NULL, NULL);
  outcome_recorded (self, entry, NULL);
}

/* One that is owed may have been ended by somebody else in the meantime. Takes @task. */
static void
resume_end (SbImpersonation *self, SbEndHow how, GTask *task)
{
  g_autoptr (GTask) owned = task;

  self->how = how;
  self->n_end_retries = 0;
  g_ptr_array_add (self->end_tasks, g_object_ref (owned));

  /* Before the claim, which follows at once if nothing is kept. */
  sb_impersonation_take_event (self, SB_IMPERSONATION_EVENT_END);
  if (!sb_impersonation_claim_end (self, end_claimed))
    {
      set_outcome (self, SB_IMPERSONATION_EVENT_END_LOST, NULL,
                   g_error_new_literal (SB_LEDGER_ERROR, SB_LEDGER_ERROR_BUSY, "Somebody else is ending the log-in"));
      outcome_recorded (self, NULL, NULL);
    }
}

/* The platform does not know the log-in. If it never told us otherwise, then it never began; a log-in that we have seen
 * open is over all the same, there is only no record of its end. */
static SbImpersonationEvent
event_for_missing (SbImpersonation *self)
{
  return self->session == NULL ? SB_IMPERSONATION_EVENT_END_UNKNOWN : SB_IMPERSONATION_EVENT_END_CONFIRMED;
}

static void
end_attempted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbImpersonation) self = SB_IMPERSONATION (user_data);
  g_autoptr (GError) error = NULL;
  SbSession *record = sb_platform_end_finish (SB_PLATFORM (source), result, &error);

  if (sb_api_error_is_transient (error) && self->n_end_retries < MAX_END_RETRIES)
    wait_and_call (self, self->n_end_retries++, NULL, retry_end_cb);
  else if (record != NULL)
    conclude (self, SB_IMPERSONATION_EVENT_END_CONFIRMED, record, NULL);
  else if (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND))
    conclude (self, event_for_missing (self), NULL, NULL);
  else
    conclude (self, SB_IMPERSONATION_EVENT_END_LOST, NULL, g_steal_pointer (&error));
}

/* The administrator's cancellable is never passed on: an end that was begun is seen through. */
static void
attempt_end (SbImpersonation *self)
{
  sb_platform_end_async (self->platform, self->request->uuid, self->how, NULL, end_attempted_cb, g_object_ref (self));
}

/* Errors after which we know that the platform did not act on the request: it said so, or it was never asked. Whatever
 * is not listed may have happened; that includes a broken TLS connection, which need not have broken at its start. So
 * may what was repeated because somebody was busy: that they were is no proof that nothing was done. */
static gboolean
is_refusal (const GError *error)
{
  static const SbApiError refusals[] = {
    SB_API_ERROR_FORBIDDEN,    SB_API_ERROR_CONFLICT,     SB_API_ERROR_INVALID,  SB_API_ERROR_NOT_FOUND,
    SB_API_ERROR_UNAUTHORIZED, SB_API_ERROR_HOST_UNKNOWN, SB_API_ERROR_INSECURE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals) && !sb_api_error_is_uncertain (error); i++)
    if (g_error_matches (error, SB_API_ERROR, refusals[i]))
      return TRUE;

  return FALSE;
}

/* Takes @error. What counts is whether any of our requests may have been acted on: a refusal of the second says nothing
 * about the first. */
static void
give_up_begin (SbImpersonation *self, GError *error)
{
  self->begin_error = error;

  if (self->may_be_open)
    start_end (self, SB_IMPERSONATION_EVENT_BEGIN_LOST, SB_END_RECOVERED);
  else
    conclude (self, SB_IMPERSONATION_EVENT_BEGIN_REFUSED, NULL, NULL);
}

static void
accept_begin (SbImpersonation *self, SbSession *session)
{
  Waiting waiting = steal_waiting (self);

  /* Nobody waits for an end here, since asking for one cancels the begin. */
  self->session = sb_session_ref (session);
  sb_impersonation_record_event (self, SB_IMPERSONATION_EVENT_BEGUN, session, NULL);
  sb_impersonation_take_event (self, SB_IMPERSONATION_EVENT_BEGUN);
  sb_impersonation_notify_session (self);
  answer_begin (&waiting);
  answer_ends (&waiting, NULL);
}

static void
begin_attempted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbImpersonation) self = SB_IMPERSONATION (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbSession) session = sb_platform_begin_finish (SB_PLATFORM (source), result, &error);

  /* Somebody gave up waiting while the answer was on its way in: they must not find themselves logged in. */
  if (session != NULL && g_cancellable_set_error_if_cancelled (self->begin_cancellable, &error))
    g_clear_pointer (&session, sb_session_unref);

  if (session != NULL)
    {
      accept_begin (self, session);
      return;
    }

  if (!is_refusal (error))
    self->may_be_open = TRUE;

  if (sb_api_error_is_transient (error) && self->n_begin_retries < MAX_BEGIN_RETRIES)
    wait_and_call (self, self->n_begin_retries++, self->begin_cancellable, retry_begin_cb);
  else
    give_up_begin (self, g_steal_pointer (&error));
}

static void
attempt_begin (SbImpersonation *self)
{
  GError *error = NULL;

  /* Cancelled while we waited for the next try; or before the first, and then nothing has left this machine. */
  if (g_cancellable_set_error_if_cancelled (self->begin_cancellable, &error))
    give_up_begin (self, error);
  else
    sb_platform_begin_async (self->platform, self->request, self->begin_cancellable, begin_attempted_cb,
                             g_object_ref (self));
}

/* What is not on record, or has no guard, is not begun. */
static void
begin_recorded (SbImpersonation *self, const SbLedgerEntry *entry, const GError *error)
{
  if (error != NULL)
    give_up_begin (self, g_error_copy (error));
  else
    attempt_begin (self);
}

static void
begin_cancelled_cb (GCancellable *cancellable, GCancellable *begin_cancellable)
{
  g_cancellable_cancel (begin_cancellable);
}

/**
 * sb_impersonation_begin_async:
 * @self: a log-in that is planned
 * @cancellable: (nullable): the administrator gives up waiting
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Puts the log-in on record, starts its guard, and begins it; what cannot be put on record is not begun, and answered
 * with an #SbLedgerError; nor is what has no guard, which is answered with an #SbGuardError. A request that is not
 * answered is repeated twice. If it stays unanswered, or is cancelled, the log-in may be open at the platform: it is
 * ended there before @callback is called, or the state is %SB_IMPERSONATION_OWED.
 */
void
sb_impersonation_begin_async (SbImpersonation *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SB_IS_IMPERSONATION (self));

  /* The task answers when we know how things stand, not when the cancellable fires. */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_impersonation_begin_async);
  g_task_set_check_cancellable (task, FALSE);

  if (self->state != SB_IMPERSONATION_PLANNED)
    {
      g_task_return_error (task, sb_api_error_new (SB_API_ERROR_CONFLICT, "The log-in was begun before"));
      return;
    }

  self->begin_task = g_object_ref (task);
  sb_impersonation_take_event (self, SB_IMPERSONATION_EVENT_BEGIN);

  if (cancellable != NULL)
    self->begin_cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (begin_cancelled_cb),
                                                      g_object_ref (self->begin_cancellable), g_object_unref);

  sb_impersonation_record_begin (self, begin_recorded);
}

/**
 * sb_impersonation_begin_finish:
 * @self: a log-in
 * @result: what the callback was given
 * @error: return location for an #SbApiError, an #SbLedgerError, an #SbGuardError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if it is active. If not, the state says whether it was refused, was ended again, or is owed; @error is
 *   what went wrong with the begin in each of these cases
 */
gboolean
sb_impersonation_begin_finish (SbImpersonation *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_impersonation_begin_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sb_impersonation_end_async:
 * @self: a log-in
 * @how: why it ends; the first caller's stays
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Ends the log-in, and tells the learner. There is one end, however often it is asked for; it cannot be cancelled. A
 * begin that is under way is cut short. A log-in that was not begun, or is over, has nothing to end: that is a success.
 * A log-in that is owed is tried again.
 */
void
sb_impersonation_end_async (SbImpersonation *self, SbEndHow how, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SB_IS_IMPERSONATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sb_impersonation_end_async);

  switch (self->state)
    {
    case SB_IMPERSONATION_STARTING:
      g_ptr_array_add (self->end_tasks, g_steal_pointer (&task));
      g_cancellable_cancel (self->begin_cancellable);
      break;

    case SB_IMPERSONATION_OWED:
      resume_end (self, how, g_steal_pointer (&task));
      break;

    case SB_IMPERSONATION_ACTIVE:
      g_ptr_array_add (self->end_tasks, g_steal_pointer (&task));
      start_end (self, SB_IMPERSONATION_EVENT_END, how);
      break;

    case SB_IMPERSONATION_ENDING:
      g_ptr_array_add (self->end_tasks, g_steal_pointer (&task));
      break;

    case SB_IMPERSONATION_PLANNED:
    case SB_IMPERSONATION_ENDED:
    case SB_IMPERSONATION_REFUSED:
    default:
      g_task_return_boolean (task, TRUE);
      break;
    }
}

/**
 * sb_impersonation_end_finish:
 * @self: a log-in
 * @result: what the callback was given
 * @error: return location for an #SbApiError, or %SB_LEDGER_ERROR_BUSY if another process is ending it at this moment
 *
 * Returns: %TRUE if the platform has nothing open any more; if not, the state is %SB_IMPERSONATION_OWED
 */
gboolean
sb_impersonation_end_finish (SbImpersonation *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_impersonation_end_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
