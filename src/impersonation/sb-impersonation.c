/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One log-in as a learner, from the confirmed question to the confirmed end: what is known of it, and in which state it
 * is. How it is begun and ended is in sb-impersonation-routine.c, how it gets on record in sb-impersonation-record.c.
 *
 * It does not decide when to end, and knows neither windows nor sentences. All happens in the main context of the
 * thread that made it; while a request is under way, the object keeps itself alive. If it goes before it has ended, the
 * guard takes over. */

#include "config.h"

#include "sb-impersonation-private.h"

#include "sb-boot-time.h"

enum
{
  PROP_0,
  PROP_PLATFORM,
  PROP_LEARNER,
  PROP_REQUEST,
  PROP_LEDGER,
  PROP_ADMINISTRATOR,
  PROP_RETRY_UNIT_MS,
  PROP_STATE,
  PROP_SESSION,
  PROP_RECORD,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SbImpersonation, sb_impersonation, G_TYPE_OBJECT)

/**
 * sb_impersonation_take_event:
 * @self: a log-in
 * @event: what happened
 *
 * Moves on to the next state, and tells everybody. Every change of state goes through here; what ends it was written
 * down before.
 */
void
sb_impersonation_take_event (SbImpersonation *self, SbImpersonationEvent event)
{
  SbImpersonationState next;

  if (!sb_impersonation_next_state (self->state, event, &next))
    {
      g_critical ("A log-in in state %d cannot take event %d", self->state, event);
      return;
    }

  g_debug ("Log-in %s: state %d → %d", self->request->uuid, self->state, next);
  self->state = next;
  if (event == SB_IMPERSONATION_EVENT_BEGIN)
    self->asked_at = sb_boot_time_now ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * sb_impersonation_notify_session:
 *
 * Says that there is a session now. Whoever hears of it must find the state that belongs to it.
 */
void
sb_impersonation_notify_session (SbImpersonation *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * sb_impersonation_notify_record:
 *
 * Says that there is a record now. Whoever hears of it must find the state that belongs to it.
 */
void
sb_impersonation_notify_record (SbImpersonation *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

static void
sb_impersonation_constructed (GObject *object)
{
  SbImpersonation *self = SB_IMPERSONATION (object);

  G_OBJECT_CLASS (sb_impersonation_parent_class)->constructed (object);

  g_return_if_fail (SB_IS_PLATFORM (self->platform));
  g_return_if_fail (SB_IS_LEARNER (self->learner));
  g_return_if_fail (self->request != NULL);
}

static void
sb_impersonation_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SbImpersonation *self = SB_IMPERSONATION (object);

  switch (id)
    {
    case PROP_PLATFORM:
      self->platform = g_value_dup_object (value);
      break;
    case PROP_LEARNER:
      self->learner = g_value_dup_object (value);
      break;
    case PROP_REQUEST:
      self->request = g_value_dup_boxed (value);
      break;
    case PROP_LEDGER:
      self->ledger = g_value_dup_object (value);
      break;
    case PROP_ADMINISTRATOR:
      self->administrator = g_value_dup_object (value);
      break;
    case PROP_RETRY_UNIT_MS:
      self->retry_unit_ms = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sb_impersonation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SbImpersonation *self = SB_IMPERSONATION (object);

  switch (id)
    {
    case PROP_PLATFORM:
      g_value_set_object (value, self->platform);
      break;
    case PROP_LEARNER:
      g_value_set_object (value, self->learner);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_SESSION:
      g_value_set_boxed (value, self->session);
      break;
    case PROP_RECORD:
      g_value_set_boxed (value, self->record);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sb_impersonation_dispose (GObject *object)
{
  SbImpersonation *self = SB_IMPERSONATION (object);

  sb_impersonation_let_go (self, FALSE);
  g_clear_pointer (&self->guard, sb_guard_line_close);
  g_clear_object (&self->platform);
  g_clear_object (&self->learner);
  g_clear_object (&self->ledger);
  g_clear_object (&self->administrator);
  g_clear_object (&self->begin_cancellable);
  g_clear_pointer (&self->session, sb_session_unref);
  g_clear_pointer (&self->record, sb_session_unref);

  G_OBJECT_CLASS (sb_impersonation_parent_class)->dispose (object);
}

static void
sb_impersonation_finalize (GObject *object)
{
  SbImpersonation *self = SB_IMPERSONATION (object);

  g_clear_pointer (&self->request, sb_begin_request_free);
  g_clear_error (&self->begin_error);
  g_ptr_array_unref (self->end_tasks);

  G_OBJECT_CLASS (sb_impersonation_parent_class)->finalize (object);
}

static void
sb_impersonation_class_init (SbImpersonationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct = G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sb_impersonation_constructed;
  object_class->set_property = sb_impersonation_set_property;
  object_class->get_property = sb_impersonation_get_property;
  object_class->dispose = sb_impersonation_dispose;
  object_class->finalize = sb_impersonation_finalize;

  properties[PROP_PLATFORM] = g_param_spec_object ("platform", NULL, NULL, SB_TYPE_PLATFORM,
                                                   construct | G_PARAM_READWRITE);
  properties[PROP_LEARNER] = g_param_spec_object ("learner", NULL, NULL, SB_TYPE_LEARNER,
                                                  construct | G_PARAM_READWRITE);
  properties[PROP_REQUEST] = g_param_spec_boxed ("request", NULL, NULL, SB_TYPE_BEGIN_REQUEST,
                                                 construct | G_PARAM_WRITABLE);

  /**
   * SbImpersonation:ledger:
   *
   * Where it is put on record before anything is sent; %NULL only in tests.
   */
  properties[PROP_LEDGER] = g_param_spec_object ("ledger", NULL, NULL, SB_TYPE_LEDGER, construct | G_PARAM_WRITABLE);
  /**
   * SbImpersonation:administrator:
   *
   * Who logs in, for the record.
   */
  properties[PROP_ADMINISTRATOR] = g_param_spec_object ("administrator", NULL, NULL, SB_TYPE_IDENTITY,
                                                        construct | G_PARAM_WRITABLE);

  /* How long to wait before the first repetition; a test has less time. */
  properties[PROP_RETRY_UNIT_MS] = g_param_spec_uint ("retry-unit-ms", NULL, NULL, 0, 60000, 1000,
                                                      construct | G_PARAM_WRITABLE);

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, SB_IMPERSONATION_PLANNED, SB_IMPERSONATION_OWED,
                                             SB_IMPERSONATION_PLANNED, readable);
  properties[PROP_SESSION] = g_param_spec_boxed ("session", NULL, NULL, SB_TYPE_SESSION, readable);
  properties[PROP_RECORD] = g_param_spec_boxed ("record", NULL, NULL, SB_TYPE_SESSION, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_impersonation_init (SbImpersonation *self)
{
  self->state = SB_IMPERSONATION_PLANNED;
  self->begin_cancellable = g_cancellable_new ();
  self->end_tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sb_impersonation_new:
 * @platform: where, signed in as the administrator
 * @learner: as whom
 * @request: what to begin it with; copied
 *
 * Returns: (transfer full): a log-in that is planned; nothing is sent yet
 */
SbImpersonation *
sb_impersonation_new (SbPlatform *platform, SbLearner *learner, const SbBeginRequest *request)
{
  return g_object_new (SB_TYPE_IMPERSONATION, "platform", platform, "learner", learner, "request", request, NULL);
}

/**
 * sb_impersonation_get_platform:
 *
 * Returns: (transfer none): where it takes place
 */
SbPlatform *
sb_impersonation_get_platform (SbImpersonation *self)
{
  g_return_val_if_fail (SB_IS_IMPERSONATION (self), NULL);

  return self->platform;
}

/**
 * sb_impersonation_get_learner:
 *
 * Returns: (transfer none): as whom
 */
SbLearner *
sb_impersonation_get_learner (SbImpersonation *self)
{
  g_return_val_if_fail (SB_IS_IMPERSONATION (self), NULL);

  return self->learner;
}

/**
 * sb_impersonation_get_request:
 *
 * Returns: (transfer none): what it is begun with
 */
const SbBeginRequest *
sb_impersonation_get_request (SbImpersonation *self)
{
  g_return_val_if_fail (SB_IS_IMPERSONATION (self), NULL);

  return self->request;
}

/**
 * sb_impersonation_get_state:
 *
 * Returns: how it stands
 */
SbImpersonationState
sb_impersonation_get_state (SbImpersonation *self)
{
  g_return_val_if_fail (SB_IS_IMPERSONATION (self), SB_IMPERSONATION_PLANNED);

  return self->state;
}

/**
 * sb_impersonation_get_session:
 *
 * Returns: (transfer none) (nullable): the session with the learner's token, from the moment at which the platform
 *   confirmed the begin; it stays readable after the end, when its token is dead
 */
SbSession *
sb_impersonation_get_session (SbImpersonation *self)
{
  g_return_val_if_fail (SB_IS_IMPERSONATION (self), NULL);

  return self->session;
}

/**
 * sb_impersonation_get_record:
 *
 * Returns: (transfer none) (nullable): what the platform has on record after the end, with both notices
 */
SbSession *
sb_impersonation_get_record (SbImpersonation *self)
{
  g_return_val_if_fail (SB_IS_IMPERSONATION (self), NULL);

  return self->record;
}

/**
 * sb_impersonation_get_asked_at:
 *
 * Returns: when the platform was first asked to begin, on the clock of sb_boot_time_now(), in microseconds; 0 before
 */
gint64
sb_impersonation_get_asked_at (SbImpersonation *self)
{
  g_return_val_if_fail (SB_IS_IMPERSONATION (self), 0);

  return self->asked_at;
}

/**
 * sb_impersonation_is_record_behind:
 *
 * Returns: %TRUE if it is over, or owed, and that could not be written down: on record it is as it was before, and
 *   whoever finds it there ends it once more, which changes nothing but the record
 */
gboolean
sb_impersonation_is_record_behind (SbImpersonation *self)
{
  g_return_val_if_fail (SB_IS_IMPERSONATION (self), FALSE);

  return self->is_record_behind;
}
