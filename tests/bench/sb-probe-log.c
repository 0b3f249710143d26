/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what the probe notes (sb-probe.h): waits for something to happen in the program, and adds up how long its main
 * loop was busy. It knows nothing of what the program is doing. */

#include "config.h"

#include "sb-probe-log.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#define POLL_US 500
#define PATIENCE (120 * G_USEC_PER_SEC)

/**
 * sb_probe_log_new:
 * @path: of the file that is made for it
 *
 * Returns: (transfer full): an empty log, for the programs that get @path in %SB_PROBE_LOG_VARIABLE
 */
SbProbeLog *
sb_probe_log_new (const char *path)
{
  SbProbeLog *self = g_new0 (SbProbeLog, 1);
  const int fd = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_no_errno (fd);
  g_assert_no_errno (ftruncate (fd, sizeof *self->pages));
  self->path = g_strdup (path);
  self->pages = mmap (NULL, sizeof *self->pages, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (self->pages != MAP_FAILED);
  close (fd);

  return self;
}

void
sb_probe_log_free (SbProbeLog *self)
{
  munmap (self->pages, sizeof *self->pages);
  unlink (self->path);
  g_free (self->path);
  g_free (self);
}

/**
 * sb_probe_log_clear:
 *
 * Begins again. Only while no program writes. The places are given back, so that they do not count as anybody's memory.
 */
void
sb_probe_log_clear (SbProbeLog *self)
{
  const int fd = open (self->path, O_RDWR | O_CLOEXEC);

  g_assert_no_errno (fd);
  g_assert_no_errno (ftruncate (fd, 0));
  g_assert_no_errno (ftruncate (fd, sizeof *self->pages));
  close (fd);
}

/**
 * sb_probe_log_count:
 *
 * Returns: how many records there are up to now, which is the place of the next one
 */
guint
sb_probe_log_count (SbProbeLog *self)
{
  if (atomic_load (&self->pages->n_lost) > 0)
    g_error ("The probe's log is full");

  return atomic_load_explicit (&self->pages->n_records, memory_order_acquire);
}

const SbProbeRecord *
sb_probe_log_get (SbProbeLog *self, guint place)
{
  g_assert_cmpuint (place, <, sb_probe_log_count (self));

  return &self->pages->records[place];
}

/**
 * sb_probe_log_find:
 * @from: where to begin
 * @to: where to end, or %SB_PROBE_END
 * @kind: what to look for
 * @pattern: what its text is like, with `*` and `?`
 * @at_least: what its value is at least
 *
 * Returns: the first such place, or %SB_PROBE_END
 */
guint
sb_probe_log_find (SbProbeLog *self, guint from, guint to, SbProbeKind kind, const char *pattern, int at_least)
{
  const guint end = MIN (to, sb_probe_log_count (self));

  for (guint i = from; i < end; i++)
    {
      const SbProbeRecord *record = &self->pages->records[i];

      if (record->kind == (int) kind && record->value >= at_least && g_pattern_match_simple (pattern, record->text))
        return i;
    }

  return SB_PROBE_END;
}

/**
 * sb_probe_log_wait:
 *
 * As sb_probe_log_find(), for what is still to come. That it does not come is an error.
 *
 * Returns: the first such place
 */
guint
sb_probe_log_wait (SbProbeLog *self, guint from, SbProbeKind kind, const char *pattern, int at_least)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE;
  guint next = from;

  for (;;)
    {
      const guint end = sb_probe_log_count (self);
      const guint found = sb_probe_log_find (self, next, end, kind, pattern, at_least);

      if (found != SB_PROBE_END)
        return found;
      if (g_get_monotonic_time () > deadline)
        g_error ("The program never came to %d “%s”, %d", kind, pattern, at_least);
      next = end;
      g_usleep (POLL_US);
    }
}

/**
 * sb_probe_log_write:
 * @path: a file
 * @start: a time by the probe's clock, in nanoseconds
 *
 * Writes everything there for a person to read: milliseconds since @start, kind, value, text.
 */
void
sb_probe_log_write (SbProbeLog *self, const char *path, gint64 start)
{
  static const char *const kinds[] = { "sleep", "wake", "map", "frame", "request", "reply", "list", "startup" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sb_probe_log_count (self); i++)
    {
      const SbProbeRecord *record = sb_probe_log_get (self, i);

      g_string_append_printf (text, "%10.2f %s %d %s\n", (record->time - start) / 1e6,
                              kinds[record->kind], record->value, record->text);
    }
  g_file_set_contents (path, text->str, text->len, NULL);
}

/**
 * sb_probe_log_busy:
 * @from: the place of a beginning, in the middle of an iteration or not
 * @to: the place of an end, likewise
 * @longest: (out) (optional): the longest time without a pause in between, in milliseconds
 *
 * Returns: how long the main loop was busy in between, in milliseconds
 */
double
sb_probe_log_busy (SbProbeLog *self, guint from, guint to, double *longest)
{
  gint64 busy_since = sb_probe_log_get (self, from)->kind == SB_PROBE_SLEEP ? 0 : sb_probe_log_get (self, from)->time;
  gint64 sum = 0;
  gint64 most = 0;

  for (guint i = from + 1; i <= to; i++)
    {
      const SbProbeRecord *record = sb_probe_log_get (self, i);

      if (record->kind == SB_PROBE_WAKE)
        busy_since = record->time;
      else if (busy_since != 0 && (record->kind == SB_PROBE_SLEEP || i == to))
        {
          sum += record->time - busy_since;
          most = MAX (most, record->time - busy_since);
          busy_since = 0;
        }
    }
  if (longest != NULL)
    *longest = most / 1e6;

  return sum / 1e6;
}
