/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Starting the demo platform, with scripts in its place. */

#include "config.h"

#include "sb-demo-runner.h"
#include "sb-ui-fixtures.h"

#include <glib/gstdio.h>

typedef struct
{
  char *script;
  char *trace; /* what the script writes of itself */
  SbDemoRunner *runner;
  GAsyncResult *slot;
} Fixture;

/* Puts a shell script in place of the platform. */
static void
write_script (Fixture *f, const char *body)
{
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\ntrace=%s\necho \"$@\" > $trace.arguments\n%s\n", f->trace, body);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (f->script, text, -1, G_FILE_SET_CONTENTS_NONE, 0755, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->script = g_build_filename (g_get_home_dir (), "platform", NULL);
  f->trace = g_build_filename (g_get_home_dir (), "trace", NULL);
  f->runner = sb_demo_runner_new ();
  g_setenv ("SWITCHBACK_DEMO_PLATFORM", f->script, TRUE);
}

static void
forget_address (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "switchback", "demo", "address", NULL);

  g_unlink (path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->runner != NULL)
    g_assert_finalize_object (f->runner);
  g_unlink (f->script);
  forget_address ();
  g_free (f->script);
  g_free (f->trace);
}

static char *
start (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sb_demo_runner_start_async (f->runner, NULL, sb_test_store_result, &f->slot);
  result = sb_test_wait_result (&f->slot);

  return sb_demo_runner_start_finish (f->runner, result, error);
}

static gboolean
has_trace (Fixture *f, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s.%s", f->trace, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The address is in one line among others; the second time it is known already. */
static void
test_address (Fixture *f, gconstpointer data)
{
  g_autofree char *address = NULL;
  g_autofree char *again = NULL;
  g_autofree char *arguments = NULL;
  g_autofree char *path = g_strdup_printf ("%s.arguments", f->trace);
  g_autoptr (GError) error = NULL;

  write_script (f, "echo hello\necho 'listening on http://127.0.0.1:4711'\ncat > /dev/null\n: > $trace.gone");
  g_assert_true (sb_demo_runner_is_installed ());
  address = start (f, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (address, ==, "http://127.0.0.1:4711");

  g_file_get_contents (path, &arguments, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (arguments, "--port 0 --data "));
  g_assert_true (g_str_has_suffix (arguments, "/switchback/demo --watch-stdin\n"));

  g_unlink (path);
  again = start (f, &error);
  g_assert_cmpstr (again, ==, address);
  g_assert_false (has_trace (f, "arguments"));
}

static char *
dup_arguments (Fixture *f)
{
  g_autofree char *path = g_strdup_printf ("%s.arguments", f->trace);
  char *arguments = NULL;

  g_assert_true (g_file_get_contents (path, &arguments, NULL, NULL));

  return arguments;
}

/* An account is known by its address, and so is what is owed there. */
static void
test_same_address (Fixture *f, gconstpointer data)
{
  g_autofree char *address = NULL;
  g_autofree char *last = NULL;
  g_autofree char *again = NULL;
  g_autofree char *arguments = NULL;

  write_script (f, "echo 'listening on http://127.0.0.1:4711'\ncat > /dev/null");
  address = start (f, NULL);
  last = sb_demo_runner_dup_last_address ();
  g_assert_cmpstr (last, ==, address);

  g_assert_finalize_object (g_steal_pointer (&f->runner));
  f->runner = sb_demo_runner_new ();
  again = start (f, NULL);
  g_assert_cmpstr (again, ==, address);
  arguments = dup_arguments (f);
  g_assert_true (g_str_has_prefix (arguments, "--port 4711 --data "));
}

/* Somebody else listens there, perhaps not for long. */
static void
test_other_address (Fixture *f, gconstpointer data)
{
  g_autofree char *address = NULL;
  g_autofree char *again = NULL;
  g_autofree char *last = NULL;

  write_script (f, "echo 'listening on http://127.0.0.1:4711'\ncat > /dev/null");
  address = start (f, NULL);
  g_assert_finalize_object (g_steal_pointer (&f->runner));
  f->runner = sb_demo_runner_new ();

  write_script (f, "[ \"$2\" = 0 ] || exit 1\necho 'listening on http://127.0.0.1:4712'\ncat > /dev/null");
  again = start (f, NULL);
  g_assert_cmpstr (again, ==, "http://127.0.0.1:4712");
  last = sb_demo_runner_dup_last_address ();
  g_assert_cmpstr (last, ==, address);
}

/* It goes when the program goes, however that goes: its standard input is closed, or it gets a SIGTERM. */
static void
test_goes_with_us (Fixture *f, gconstpointer data)
{
  g_autofree char *address = NULL;

  write_script (f, "trap ': > $trace.gone; exit' TERM\necho 'listening on http://127.0.0.1:4711'\nread line\n"
                   ": > $trace.gone");
  address = start (f, NULL);
  g_assert_nonnull (address);
  g_assert_false (has_trace (f, "gone"));
  g_assert_finalize_object (g_steal_pointer (&f->runner));
  sb_test_wait_until (has_trace (f, "gone"));
}

static void
test_exits (Fixture *f, gconstpointer data)
{
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  write_script (f, "echo hello\nexit 1");
  g_assert_null (start (f, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);

  /* It can be tried again. */
  write_script (f, "echo 'listening on http://127.0.0.1:4712'\ncat > /dev/null");
  address = start (f, NULL);
  g_assert_cmpstr (address, ==, "http://127.0.0.1:4712");
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sb_demo_runner_is_installed ());
  g_assert_null (start (f, &error));
  g_assert_nonnull (error);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  write_script (f, "cat > /dev/null");
  sb_demo_runner_start_async (f->runner, cancellable, sb_test_store_result, &f->slot);
  g_cancellable_cancel (cancellable);
  result = sb_test_wait_result (&f->slot);
  g_assert_null (sb_demo_runner_start_finish (f->runner, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, func) g_test_add ("/ui/demo-runner/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  ADD ("address", test_address);
  ADD ("same-address", test_same_address);
  ADD ("other-address", test_other_address);
  ADD ("goes-with-us", test_goes_with_us);
  ADD ("exits", test_exits);
  ADD ("missing", test_missing);
  ADD ("cancelled", test_cancelled);

  return sb_ui_run ();
}
