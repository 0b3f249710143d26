/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Log-ins that the platform may still have open, and could not be told to end: each is ended as soon as the platform can
 * be reached again, for as long as the program runs. It tries after 5, 10, 20 … 60 units of time, and never gives up,
 * because the learner has not been told yet. */

#include "config.h"

#include "sb-recovery.h"

#define FIRST_WAIT 5
#define LONGEST_WAIT 60

struct _SbRecovery
{
  GObject parent_instance;

  /* owned */
  GPtrArray *owed; /* SbImpersonation */

  /* state */
  guint unit_ms;
  guint wait; /* the next one, in units */
  guint timeout_id;
  guint under_way;
};

G_DEFINE_FINAL_TYPE (SbRecovery, sb_recovery, G_TYPE_OBJECT)

enum
{
  PROP_COUNT = 1,
  PROP_UNIT_MS,
  N_PROPS,
};

enum
{
  PAID,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void schedule (SbRecovery *self);

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbRecovery) self = user_data;
  g_autoptr (SbImpersonation) impersonation = g_object_ref (SB_IMPERSONATION (source));
  g_autoptr (GError) error = NULL;

  self->under_way--;

  if (!sb_impersonation_end_finish (impersonation, result, &error))
    {
      g_debug ("Still owed: %s", error->message);
    }
  else if (g_ptr_array_remove (self->owed, impersonation))
    {
      self->wait = FIRST_WAIT;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
      g_signal_emit (self, signals[PAID], 0, impersonation);
    }

  schedule (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  SbRecovery *self = user_data;

  self->timeout_id = 0;
  self->wait = MIN (self->wait * 2, LONGEST_WAIT);
  self->under_way = self->owed->len;

  for (guint i = 0; i < self->owed->len; i++)
    sb_impersonation_end_async (self->owed->pdata[i], SB_END_RECOVERED, ended_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
schedule (SbRecovery *self)
{
  if (self->timeout_id == 0 && self->under_way == 0 && self->owed->len > 0)
    self->timeout_id = g_timeout_add (self->wait * self->unit_ms, timeout_cb, self);
}

static void
sb_recovery_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbRecovery *self = SB_RECOVERY (object);

  switch (property_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, self->owed->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_recovery_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbRecovery *self = SB_RECOVERY (object);

  switch (property_id)
    {
    case PROP_UNIT_MS:
      self->unit_ms = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_recovery_dispose (GObject *object)
{
  SbRecovery *self = SB_RECOVERY (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);

  G_OBJECT_CLASS (sb_recovery_parent_class)->dispose (object);
}

static void
sb_recovery_finalize (GObject *object)
{
  SbRecovery *self = SB_RECOVERY (object);

  g_ptr_array_unref (self->owed);

  G_OBJECT_CLASS (sb_recovery_parent_class)->finalize (object);
}

static void
sb_recovery_class_init (SbRecoveryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sb_recovery_get_property;
  object_class->set_property = sb_recovery_set_property;
  object_class->dispose = sb_recovery_dispose;
  object_class->finalize = sb_recovery_finalize;

  /**
   * SbRecovery:count:
   *
   * How many log-ins are still owed an end.
   */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * SbRecovery:retry-unit-ms:
   *
   * The unit of the waits, in milliseconds; tests make it short.
   */
  properties[PROP_UNIT_MS] = g_param_spec_uint ("retry-unit-ms", NULL, NULL, 1, 10000, 1000,
                                                G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SbRecovery::paid:
   * @impersonation: the log-in
   *
   * The platform has confirmed the end of a log-in that was owed.
   */
  signals[PAID] = g_signal_new ("paid", SB_TYPE_RECOVERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                SB_TYPE_IMPERSONATION);
}

static void
sb_recovery_init (SbRecovery *self)
{
  self->owed = g_ptr_array_new_with_free_func (g_object_unref);
  self->wait = FIRST_WAIT;
}

/**
 * sb_recovery_new:
 *
 * Returns: (transfer full): a recovery that owes nothing
 */
SbRecovery *
sb_recovery_new (void)
{
  return g_object_new (SB_TYPE_RECOVERY, NULL);
}

/**
 * sb_recovery_take:
 * @self: the recovery
 * @impersonation: a log-in in the state %SB_IMPERSONATION_OWED
 *
 * Goes on trying to end @impersonation. Taking the same one again changes nothing.
 */
void
sb_recovery_take (SbRecovery *self, SbImpersonation *impersonation)
{
  g_return_if_fail (SB_IS_RECOVERY (self));
  g_return_if_fail (SB_IS_IMPERSONATION (impersonation));

  if (g_ptr_array_find (self->owed, impersonation, NULL))
    return;

  g_ptr_array_add (self->owed, g_object_ref (impersonation));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
  schedule (self);
}

/**
 * sb_recovery_get_count:
 *
 * Returns: how many log-ins are still owed an end
 */
guint
sb_recovery_get_count (SbRecovery *self)
{
  g_return_val_if_fail (SB_IS_RECOVERY (self), 0);

  return self->owed->len;
}
