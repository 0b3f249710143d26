/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program itself, as it was built: it starts, shows its window and ends, and has nothing to complain about. */

#include "config.h"

#include "sb-ui-fixtures.h"

#include <string.h>

static const char *program;

typedef struct
{
  const char *argument;
  const char *output; /* how what it prints begins */
} Case;

static const Case version = { "--version", "Switchback " VERSION "\n" };
static const Case startup = { "--exit-after-startup", "" };

static void
communicated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **streams = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, &streams[0], &streams[1], &error);
  g_assert_no_error (error);
}

static void
test_run (gconstpointer data)
{
  const Case *run = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                                      &error, program, run->argument, NULL);
  char *streams[2] = { NULL, NULL };
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, communicated_cb, streams);
  sb_test_wait_until (streams[1] != NULL);
  out = streams[0];
  err = streams[1];

  /* A warning is fatal, so it would show here as well. */
  if (*err != '\0')
    g_test_message ("%s", err);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_null (strstr (err, "WARNING"));
  g_assert_null (strstr (err, "CRITICAL"));
  g_assert_true (g_str_has_prefix (out, run->output));
}

int
main (int argc, char *argv[])
{
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  int status;

  /* A bus that starts nobody: GTK warns of a portal that is there and can do nothing. The display is still wanted. */
  g_test_dbus_up (bus);
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
  sb_ui_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];

  g_test_add_data_func ("/ui/program/version", &version, test_run);
  g_test_add_data_func ("/ui/program/startup", &startup, test_run);

  status = sb_ui_run ();
  g_test_dbus_stop (bus);

  return status;
}
