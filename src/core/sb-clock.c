/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The boot clock (see sb-boot-time.c) with one alarm, as an object, so that a test can put a clock of its own in its
 * place: that is the only class derived from it. */

#include "config.h"

#include "sb-clock.h"

#include "sb-boot-time.h"

typedef struct
{
  GSource *alarm; /* nullable */
} SbClockPrivate;

enum
{
  REACHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (SbClock, sb_clock, G_TYPE_OBJECT)

static void
clear_alarm (SbClock *self)
{
  SbClockPrivate *priv = sb_clock_get_instance_private (self);

  if (priv->alarm != NULL)
    g_source_destroy (priv->alarm);
  g_clear_pointer (&priv->alarm, g_source_unref);
}

static gboolean
alarm_cb (gpointer user_data)
{
  SbClock *self = SB_CLOCK (user_data);

  clear_alarm (self);
  sb_clock_emit_reached (self);

  return G_SOURCE_REMOVE;
}

static gint64
sb_clock_real_get_time (SbClock *self)
{
  return sb_boot_time_now ();
}

static gint64
sb_clock_real_from_boot_time (SbClock *self, gint64 at)
{
  return at;
}

static void
sb_clock_real_set_alarm (SbClock *self, gint64 at)
{
  SbClockPrivate *priv = sb_clock_get_instance_private (self);

  clear_alarm (self);
  if (at == G_MAXINT64)
    return;

  priv->alarm = sb_boot_time_source_new (at);
  g_source_set_callback (priv->alarm, alarm_cb, self, NULL);
  g_source_attach (priv->alarm, g_main_context_get_thread_default ());
}

static void
sb_clock_dispose (GObject *object)
{
  clear_alarm (SB_CLOCK (object));

  G_OBJECT_CLASS (sb_clock_parent_class)->dispose (object);
}

static void
sb_clock_class_init (SbClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_clock_dispose;
  klass->get_time = sb_clock_real_get_time;
  klass->from_boot_time = sb_clock_real_from_boot_time;
  klass->set_alarm = sb_clock_real_set_alarm;

  /**
   * SbClock::reached:
   *
   * The alarm's time has come, or has been slept through. There is no alarm any more.
   */
  signals[REACHED] = g_signal_new ("reached", SB_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_clock_init (SbClock *self)
{
}

/**
 * sb_clock_new:
 *
 * Returns: (transfer full): the boot clock, without an alarm
 */
SbClock *
sb_clock_new (void)
{
  return g_object_new (SB_TYPE_CLOCK, NULL);
}

/**
 * sb_clock_get_time:
 *
 * Returns: the time, in microseconds since some fixed moment
 */
gint64
sb_clock_get_time (SbClock *self)
{
  g_return_val_if_fail (SB_IS_CLOCK (self), 0);

  return SB_CLOCK_GET_CLASS (self)->get_time (self);
}

/**
 * sb_clock_from_boot_time:
 * @self: a clock
 * @at: a time on the clock of sb_boot_time_now(), in microseconds
 *
 * Returns: the same time on this clock
 */
gint64
sb_clock_from_boot_time (SbClock *self, gint64 at)
{
  g_return_val_if_fail (SB_IS_CLOCK (self), 0);

  return SB_CLOCK_GET_CLASS (self)->from_boot_time (self, at);
}

/**
 * sb_clock_set_alarm:
 * @self: a clock
 * @at: when #SbClock::reached is to be emitted, from the main loop; %G_MAXINT64 for never
 *
 * There is one alarm: another time takes the place of the one before.
 */
void
sb_clock_set_alarm (SbClock *self, gint64 at)
{
  g_return_if_fail (SB_IS_CLOCK (self));

  SB_CLOCK_GET_CLASS (self)->set_alarm (self, at);
}

/**
 * sb_clock_emit_reached:
 *
 * For derived classes.
 */
void
sb_clock_emit_reached (SbClock *self)
{
  g_return_if_fail (SB_IS_CLOCK (self));

  g_signal_emit (self, signals[REACHED], 0);
}
