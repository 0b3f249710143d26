/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Time as it passes for everybody else: a clock that nobody can set, and that goes on while the machine sleeps
 * (CLOCK_BOOTTIME). GLib's monotonic clock stands still then, and so do its timeouts. */

#include "config.h"

#include "sb-boot-time.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/**
 * sb_boot_time_now:
 *
 * Returns: the time since the machine was started, in microseconds, sleep included
 */
gint64
sb_boot_time_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);

  return now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

typedef struct
{
  GSource source;
  int fd;
} BootSource;

static gboolean
boot_source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback != NULL ? callback (user_data) : G_SOURCE_REMOVE;
}

static void
boot_source_finalize (GSource *source)
{
  BootSource *self = (BootSource *) source;

  if (self->fd >= 0)
    close (self->fd);
}

static GSourceFuncs boot_source_funcs = {
  .dispatch = boot_source_dispatch,
  .finalize = boot_source_finalize,
};

/**
 * sb_boot_time_source_new:
 * @at: a time on the clock of sb_boot_time_now(), in microseconds
 *
 * Makes a source that is ready from @at on. If the machine sleeps then, it is ready as soon as the machine wakes. Its
 * callback is a #GSourceFunc; it should return %G_SOURCE_REMOVE, because the time stays reached.
 *
 * Returns: (transfer full): the source
 */
GSource *
sb_boot_time_source_new (gint64 at)
{
  GSource *source = g_source_new (&boot_source_funcs, sizeof (BootSource));
  BootSource *self = (BootSource *) source;
  /* A time of zero would disarm it. */
  const gint64 reached = MAX (at, 1);
  const struct itimerspec spec = {
    .it_value = { .tv_sec = reached / G_TIME_SPAN_SECOND, .tv_nsec = reached % G_TIME_SPAN_SECOND * 1000 },
  };

  g_source_set_static_name (source, "SbBootTime");
  self->fd = timerfd_create (CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->fd >= 0 && timerfd_settime (self->fd, TFD_TIMER_ABSTIME, &spec, NULL) == 0)
    g_source_add_unix_fd (source, self->fd, G_IO_IN);
  else
    {
      /* No descriptor is left: a clock that sleeps with the machine is better than none. */
      g_warning ("There is no timer on the boot clock: %s", g_strerror (errno));
      g_source_set_ready_time (source, g_get_monotonic_time () + MAX (at - sb_boot_time_now (), 0));
    }

  return source;
}
