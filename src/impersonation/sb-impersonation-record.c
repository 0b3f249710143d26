/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a log-in gets on record, and who may act on it. The ledger's writes are made in its own thread, in the order of
 * the events: the first before anything is sent, the last before anybody hears that it is over. Those between are not
 * waited for, because what to do if one of them is missing is the same.
 *
 * From before the first write until it is over, or owed, this process holds the log-in's lock; whoever finds it on
 * record as unfinished and gets the lock ends it. Without a ledger, as in tests, every step follows at once. */

#include "config.h"

#include "sb-impersonation-private.h"

typedef struct
{
  SbImpersonation *self; /* nullable: nobody waits */
  SbImpersonationStep step;

  char *uuid;
  SbImpersonationEvent event;
  SbEndHow how;
  SbSession *session;   /* nullable */
  SbLedgerEntry *entry; /* nullable */
  SbLedgerAct *act;     /* nullable */
  SbLook look;
  GPtrArray *changes;   /* (element-type SbLedgerChange) (nullable) */
} Write;

static Write *
write_new (SbImpersonation *self, SbImpersonationEvent event, SbImpersonationStep step)
{
  Write *write = g_new0 (Write, 1);

  write->uuid = g_strdup (self->request->uuid);
  write->event = event;
  write->how = self->how;
  write->step = step;
  write->self = step != NULL ? g_object_ref (self) : NULL;

  return write;
}

static void
write_free (Write *write)
{
  g_free (write->uuid);
  g_clear_object (&write->self);
  g_clear_pointer (&write->session, sb_session_unref);
  g_clear_pointer (&write->entry, sb_ledger_entry_free);
  g_clear_pointer (&write->act, sb_ledger_act_free);
  g_clear_pointer (&write->changes, g_ptr_array_unref);
  g_free (write);
}

/* ---- in the ledger's thread ---- */

static gpointer
begin_job (SbLedger *ledger, gpointer data, GError **error)
{
  sb_ledger_begin (ledger, ((Write *) data)->entry, error);

  return NULL;
}

static gpointer
event_job (SbLedger *ledger, gpointer data, GError **error)
{
  Write *write = data;

  sb_ledger_take_event (ledger, write->uuid, write->event, write->how, write->session, error);

  return NULL;
}

static gpointer
act_job (SbLedger *ledger, gpointer data, GError **error)
{
  Write *write = data;

  sb_ledger_add_act (ledger, write->uuid, write->act, error);

  return NULL;
}

static gpointer
changes_job (SbLedger *ledger, gpointer data, GError **error)
{
  Write *write = data;

  sb_ledger_note_changes (ledger, write->uuid, write->look, write->changes, error);

  return NULL;
}

static gpointer
claim_job (SbLedger *ledger, gpointer data, GError **error)
{
  Write *write = data;

  return sb_ledger_resume_end (ledger, write->uuid, write->how, error);
}

/* ---- in ours ---- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Write *write = user_data;
  g_autoptr (SbImpersonation) self = write->self != NULL ? g_object_ref (write->self) : NULL;
  g_autofree char *uuid = g_strdup (write->uuid);
  SbImpersonationStep step = write->step;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLedgerEntry) entry = sb_ledger_run_finish (SB_LEDGER (source), result, &error);

  if (error != NULL)
    g_message ("Log-in %s is not on record as it should be: %s", uuid, error->message);

  if (step != NULL)
    step (self, entry, error);
}

static void
push (SbImpersonation *self, SbLedgerJob job, Write *write, GDestroyNotify result_free)
{
  /* The task keeps it until the callback is over. */
  sb_ledger_run_async (self->ledger, job, write, (GDestroyNotify) write_free, result_free, written_cb, write);
}

static void
begun_on_record (SbImpersonation *self, const SbLedgerEntry *entry, const GError *error)
{
  SbImpersonationStep step = self->begin_step;
  g_autoptr (GError) guard_error = NULL;

  self->is_on_record = error == NULL;
  if (error != NULL || (self->guard != NULL && !sb_guard_line_is_held (self->guard)))
    g_clear_pointer (&self->guard, sb_guard_line_close);
  if (error == NULL && self->guard == NULL)
    self->guard = sb_guard_line_open (self->request->uuid, &guard_error);

  step (self, NULL, error != NULL ? error : guard_error);
}

/**
 * sb_impersonation_take_guard:
 * @self: a log-in that is planned
 * @guard: (transfer full): of this very log-in
 *
 * Has the guard that was started beforehand watch over it. Should that be dead when the log-in is on record, another one
 * is started.
 */
void
sb_impersonation_take_guard (SbImpersonation *self, SbGuardLine *guard)
{
  g_return_if_fail (SB_IS_IMPERSONATION (self));
  g_return_if_fail (g_str_equal (sb_guard_line_get_uuid (guard), self->request->uuid));

  g_clear_pointer (&self->guard, sb_guard_line_close);
  self->guard = guard;
}

/**
 * sb_impersonation_record_begin:
 * @self: a log-in that is about to be asked for
 * @step: what to do when it is on record and there is a guard, with an error if one of the two is not
 */
void
sb_impersonation_record_begin (SbImpersonation *self, SbImpersonationStep step)
{
  Write *write;

  if (self->ledger == NULL)
    {
      step (self, NULL, NULL);
      return;
    }

  self->lock = sb_session_lock_try (sb_ledger_get_folder (self->ledger), self->request->uuid, SB_SESSION_ROLE_OWNER);
  self->begin_step = step;
  write = write_new (self, SB_IMPERSONATION_EVENT_BEGIN, begun_on_record);
  write->entry = sb_ledger_entry_new_planned (sb_platform_get_origin (self->platform), self->administrator,
                                              self->learner, self->request);
  push (self, begin_job, write, NULL);
}

/**
 * sb_impersonation_record_event:
 * @self: a log-in
 * @event: what happened
 * @session: (nullable): what the platform says of it now
 * @step: (nullable): what to do when it is written down, or cannot be
 */
void
sb_impersonation_record_event (SbImpersonation *self,
                               SbImpersonationEvent event,
                               SbSession *session,
                               SbImpersonationStep step)
{
  Write *write;

  if (!self->is_on_record)
    {
      if (step != NULL)
        step (self, NULL, NULL);
      return;
    }

  write = write_new (self, event, step);
  write->session = session != NULL ? sb_session_ref (session) : NULL;
  push (self, event_job, write, NULL);
}

/**
 * sb_impersonation_note_act:
 * @self: a log-in
 * @act: (transfer full): what was done inside it, and confirmed by the platform
 *
 * Puts an act on record. It is not waited for, and nothing depends on it: what was done is done.
 */
void
sb_impersonation_note_act (SbImpersonation *self, SbLedgerAct *act)
{
  g_autoptr (SbLedgerAct) owned = act;
  Write *write;

  g_return_if_fail (SB_IS_IMPERSONATION (self));
  g_return_if_fail (act != NULL);

  if (!self->is_on_record)
    return;

  g_clear_pointer (&act->at, g_date_time_unref);
  act->at = g_date_time_new_now_utc ();

  /* The event is not looked at. */
  write = write_new (self, SB_IMPERSONATION_EVENT_BEGUN, NULL);
  write->act = g_steal_pointer (&owned);
  push (self, act_job, write, NULL);
}

/**
 * sb_impersonation_note_changes:
 * @self: a log-in
 * @look: how much is known of what changed for the learner
 * @changes: (element-type SbLedgerChange): what is different; copied
 *
 * Puts on record what changed. As with an act, nothing waits for it or depends on it.
 */
void
sb_impersonation_note_changes (SbImpersonation *self, SbLook look, GPtrArray *changes)
{
  Write *write;

  g_return_if_fail (SB_IS_IMPERSONATION (self));
  g_return_if_fail (changes != NULL);

  if (!self->is_on_record)
    return;

  write = write_new (self, SB_IMPERSONATION_EVENT_BEGUN, NULL);
  write->look = look;
  write->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_change_free);
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (write->changes, sb_ledger_change_copy (g_ptr_array_index (changes, i)));
  push (self, changes_job, write, NULL);
}

/**
 * sb_impersonation_claim_end:
 * @self: a log-in that is owed, and that somebody else may be ending
 * @step: what to do then, with the log-in as it is on record, or %NULL if that cannot be told; not called if %FALSE is
 *   returned
 *
 * Returns: %FALSE if somebody else is at it
 */
gboolean
sb_impersonation_claim_end (SbImpersonation *self, SbImpersonationStep step)
{
  if (!self->is_on_record)
    {
      step (self, NULL, NULL);
      return TRUE;
    }

  if (self->lock == NULL)
    self->lock = sb_session_lock_try (sb_ledger_get_folder (self->ledger), self->request->uuid, SB_SESSION_ROLE_OWNER);
  if (self->lock == NULL && !self->is_taken_over)
    return FALSE;

  push (self, claim_job, write_new (self, SB_IMPERSONATION_EVENT_END, step), (GDestroyNotify) sb_ledger_entry_free);

  return TRUE;
}

/**
 * sb_impersonation_take_over:
 * @self: a log-in that is owed
 *
 * From now on its end does not wait for whoever works in it: its time at the platform is over, and they have not ended
 * it. They may hang, or have been stopped. Should they come back, their end is answered like any other that is
 * repeated.
 */
void
sb_impersonation_take_over (SbImpersonation *self)
{
  g_return_if_fail (SB_IS_IMPERSONATION (self));

  self->is_taken_over = TRUE;
}

/**
 * sb_impersonation_let_go:
 * @self: a log-in
 * @is_over: whether there is nothing left to do; if not, the guard stays
 *
 * Lets others act on it, after the ledger has been told.
 */
void
sb_impersonation_let_go (SbImpersonation *self, gboolean is_over)
{
  if (is_over)
    {
      g_clear_pointer (&self->lock, sb_session_lock_remove);
      g_clear_pointer (&self->guard, sb_guard_line_close);
    }
  else
    g_clear_pointer (&self->lock, sb_session_lock_release);
}

/**
 * sb_impersonation_new_from_entry:
 * @platform: where, signed in as the administrator
 * @ledger: where @entry is from
 * @entry: a log-in that is not known to be over
 *
 * Makes a log-in of one that another process, or an earlier one, has left behind. It is in the state
 * %SB_IMPERSONATION_OWED, whatever the ledger says: all that can be done with it is to end it.
 *
 * Returns: (transfer full): the log-in
 */
SbImpersonation *
sb_impersonation_new_from_entry (SbPlatform *platform, SbLedger *ledger, const SbLedgerEntry *entry)
{
  g_autoptr (SbLearner) learner = NULL;
  g_autoptr (SbBeginRequest) request = NULL;
  SbImpersonation *self;

  g_return_val_if_fail (SB_IS_PLATFORM (platform), NULL);
  g_return_val_if_fail (SB_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  learner = sb_learner_new (&(SbLearnerFields){ .id = entry->learner_id, .first_name = entry->learner_name });
  request = sb_begin_request_new (entry->learner_id, entry->reason, entry->ticket, entry->domain);
  g_free (request->uuid);
  request->uuid = g_strdup (entry->uuid);

  self = g_object_new (SB_TYPE_IMPERSONATION, "platform", platform, "learner", learner, "request", request, "ledger",
                       ledger, NULL);
  self->state = SB_IMPERSONATION_OWED;
  self->session = sb_ledger_entry_to_session (entry);
  self->is_on_record = TRUE;

  return self;
}
