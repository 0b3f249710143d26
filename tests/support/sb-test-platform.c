/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts the demo platform as its users do, and asks its store with a connection of its own (docs/platform-api.md,
 * section 8): what a test asserts is what the platform knows, not what our program says. */

#include "config.h"

#include "sb-test-platform.h"

#include "sb-test-folder.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

#define READY "listening on "

static void
wait_until_ready (SbTestPlatform *self)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL)
    {
      if (g_str_has_prefix (line, READY))
        {
          g_free (self->origin);
          self->origin = g_strdup (line + strlen (READY));
          return;
        }
      g_clear_pointer (&line, g_free);
    }

  g_assert_no_error (error);
  g_error ("The demo platform ended before it was ready");
}

static void
launch (SbTestPlatform *self, const char *port, const char *const *options)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;

  /* It ends when its standard input does, so it cannot outlive the test. */
  g_strv_builder_add_many (builder, self->program, "--watch-stdin", "--port", port, "--data", self->folder, NULL);
  if (options != NULL)
    g_strv_builder_addv (builder, (const char **) options);
  argv = g_strv_builder_end (builder);

  self->process = g_subprocess_newv ((const char *const *) argv,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                       | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                     &error);
  g_assert_no_error (error);
  wait_until_ready (self);
}

/**
 * sb_test_platform_start:
 * @program: the path of `switchback-demo-platform`
 * @options: (nullable) (array zero-terminated=1): more of its options
 *
 * Starts it with a new store and waits until it is ready.
 *
 * Returns: (transfer full): the platform; to be given back with sb_test_platform_stop()
 */
SbTestPlatform *
sb_test_platform_start (const char *program, const char *const *options)
{
  SbTestPlatform *self = g_new0 (SbTestPlatform, 1);

  self->program = g_strdup (program);
  self->folder = sb_test_folder_new ();
  launch (self, "0", options);

  return self;
}

/**
 * sb_test_platform_kill:
 * @self: a running platform
 *
 * Takes it away without a word, as when the machine runs out of memory.
 */
void
sb_test_platform_kill (SbTestPlatform *self)
{
  g_subprocess_send_signal (self->process, SIGKILL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

/**
 * sb_test_platform_start_again:
 * @self: a platform; if it runs, it is killed first
 * @options: (nullable) (array zero-terminated=1): more of its options
 *
 * Starts it on the same store and port.
 */
void
sb_test_platform_start_again (SbTestPlatform *self, const char *const *options)
{
  g_autofree char *port = g_strdup (strrchr (self->origin, ':') + 1);

  if (self->process != NULL)
    sb_test_platform_kill (self);
  launch (self, port, options);
}

/**
 * sb_test_platform_stop:
 * @self: (transfer full): a platform
 *
 * Stops it as a user would, which has to succeed, and removes its store.
 */
void
sb_test_platform_stop (SbTestPlatform *self)
{
  g_autoptr (GError) error = NULL;

  if (self->process != NULL)
    {
      g_subprocess_send_signal (self->process, SIGTERM);
      g_subprocess_wait_check (self->process, NULL, &error);
      g_assert_no_error (error);
    }

  sb_test_folder_remove (self->folder);
  g_clear_object (&self->process);
  g_free (self->program);
  g_free (self->folder);
  g_free (self->origin);
  g_free (self);
}

/* The first column of the first row; NULL without a row, or where it is NULL. */
static char *
run (SbTestPlatform *self, const char *format, va_list args)
{
  g_autofree char *path = g_build_filename (self->folder, "platform.db", NULL);
  g_autofree char *sql = g_strdup_vprintf (format, args);
  sqlite3 *store = NULL;
  sqlite3_stmt *statement = NULL;
  char *value = NULL;
  int status = SQLITE_ERROR;

  if (sqlite3_open_v2 (path, &store, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    {
      sqlite3_busy_timeout (store, 10000);
      if (sqlite3_prepare_v2 (store, sql, -1, &statement, NULL) == SQLITE_OK)
        status = sqlite3_step (statement);
    }
  if (status != SQLITE_ROW && status != SQLITE_DONE)
    g_error ("%s: %s: %s", path, sql, sqlite3_errmsg (store));

  if (status == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (store);

  return value;
}

/**
 * sb_test_platform_ask:
 * @self: a platform, running or not
 * @format: a query, with what follows put in as printf() does
 *
 * Returns: the first column of the first row; -1 without a row, or where it is NULL
 */
gint64
sb_test_platform_ask (SbTestPlatform *self, const char *format, ...)
{
  g_autofree char *value = NULL;
  va_list args;

  va_start (args, format);
  value = run (self, format, args);
  va_end (args);

  return value == NULL ? -1 : g_ascii_strtoll (value, NULL, 10);
}

/**
 * sb_test_platform_ask_text:
 * @self: a platform, running or not
 * @format: a query, with what follows put in as printf() does
 *
 * Returns: (transfer full) (nullable): the first column of the first row; NULL without a row, or where it is NULL
 */
char *
sb_test_platform_ask_text (SbTestPlatform *self, const char *format, ...)
{
  char *value;
  va_list args;

  va_start (args, format);
  value = run (self, format, args);
  va_end (args);

  return value;
}

/**
 * sb_test_platform_change:
 * @self: a platform, running or not
 * @format: one change of its store, behind its back, with what follows put in as printf() does
 */
void
sb_test_platform_change (SbTestPlatform *self, const char *format, ...)
{
  g_autofree char *value = NULL;
  va_list args;

  va_start (args, format);
  value = run (self, format, args);
  va_end (args);
}
