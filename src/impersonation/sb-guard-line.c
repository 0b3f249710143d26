/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The line to switchback-guard (src/guard/main.c): a pipe that is never written to. When it is cut, on purpose or
 * because we are dead, the guard looks into the ledger. It is told the log-in's UUID and nothing else. */

#include "config.h"

#include "sb-guard-line.h"

#include <gio/gunixoutputstream.h>

struct _SbGuardLine
{
  char *uuid;
  GSubprocess *process;
};

G_DEFINE_QUARK (sb-guard-error-quark, sb_guard_error)

static char *
dup_program (void)
{
  const char *override = g_getenv ("SWITCHBACK_GUARD");

  return override != NULL ? g_strdup (override) : g_build_filename (LIBEXECDIR, "switchback-guard", NULL);
}

/**
 * sb_guard_line_open:
 * @uuid: a log-in that is on record, or one that may be begun soon
 * @error: return location for %SB_GUARD_ERROR_NOT_STARTED
 *
 * Starts a guard for a log-in. One that never gets on record leaves the guard nothing to do.
 *
 * Returns: (transfer full) (nullable): the line to it
 */
SbGuardLine *
sb_guard_line_open (const char *uuid, GError **error)
{
  g_autofree char *program = dup_program ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &local_error, program, uuid,
                          NULL);
  SbGuardLine *self;

  if (process == NULL)
    {
      g_set_error_literal (error, SB_GUARD_ERROR, SB_GUARD_ERROR_NOT_STARTED, local_error->message);
      return NULL;
    }

  self = g_new0 (SbGuardLine, 1);
  self->uuid = g_strdup (uuid);
  self->process = g_steal_pointer (&process);

  return self;
}

const char *
sb_guard_line_get_uuid (SbGuardLine *self)
{
  return self->uuid;
}

/**
 * sb_guard_line_is_held:
 * @self: a line
 *
 * Returns: whether the guard is alive: nobody else has the other end, and the kernel tells at once when it is let go
 */
gboolean
sb_guard_line_is_held (SbGuardLine *self)
{
  GOutputStream *line = g_subprocess_get_stdin_pipe (self->process);
  GPollFD end = { .fd = g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (line)) };

  return g_poll (&end, 1, 0) == 0;
}

/**
 * sb_guard_line_close:
 * @self: (transfer full): a line
 *
 * Cuts it: the guard looks whether there is anything left to do, and leaves if there is not.
 */
void
sb_guard_line_close (SbGuardLine *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_object_unref (self->process);
  g_free (self->uuid);
  g_free (self);
}
