/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Time that passes when the test says so: with every alarm on the way, as while the machine is awake, or past them, as while
 * it sleeps. */

#include "config.h"

#include "sb-test-clock.h"

struct _SbTestClock
{
  SbClock parent_instance;

  gint64 now;
  gint64 alarm;
};

G_DEFINE_FINAL_TYPE (SbTestClock, sb_test_clock, SB_TYPE_CLOCK)

static gint64
sb_test_clock_get_time (SbClock *clock)
{
  return SB_TEST_CLOCK (clock)->now;
}

/* What happened before the test asked for the time has just happened. */
static gint64
sb_test_clock_from_boot_time (SbClock *clock, gint64 at)
{
  return SB_TEST_CLOCK (clock)->now;
}

static void
sb_test_clock_set_alarm (SbClock *clock, gint64 at)
{
  SB_TEST_CLOCK (clock)->alarm = at;
}

static void
sb_test_clock_class_init (SbTestClockClass *klass)
{
  SB_CLOCK_CLASS (klass)->get_time = sb_test_clock_get_time;
  SB_CLOCK_CLASS (klass)->from_boot_time = sb_test_clock_from_boot_time;
  SB_CLOCK_CLASS (klass)->set_alarm = sb_test_clock_set_alarm;
}

static void
sb_test_clock_init (SbTestClock *self)
{
  self->now = 5000 * G_TIME_SPAN_SECOND;
  self->alarm = G_MAXINT64;
}

SbTestClock *
sb_test_clock_new (void)
{
  return g_object_new (SB_TYPE_TEST_CLOCK, NULL);
}

/* The alarm rings if its time has come. */
void
sb_test_clock_ring (SbTestClock *self)
{
  if (self->alarm > self->now)
    return;

  self->alarm = G_MAXINT64;
  sb_clock_emit_reached (SB_CLOCK (self));
}

/* A second is a thousand alarms at the most, or somebody runs in circles. */
void
sb_test_clock_pass (SbTestClock *self, double seconds)
{
  const gint64 until = self->now + (gint64) (seconds * G_TIME_SPAN_SECOND);
  guint n_alarms = 0;

  while (self->alarm <= until)
    {
      self->now = MAX (self->now, self->alarm);
      sb_test_clock_ring (self);
      g_assert_cmpuint (++n_alarms, <, 1000 + (guint) seconds * 1000);
    }
  self->now = until;
}

/* Nothing rings: the machine sleeps. */
void
sb_test_clock_jump (SbTestClock *self, double seconds)
{
  self->now += (gint64) (seconds * G_TIME_SPAN_SECOND);
}

gboolean
sb_test_clock_has_alarm (SbTestClock *self)
{
  return self->alarm != G_MAXINT64;
}
