/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts switchback-demo-platform and waits until it says where it listens. The platform watches its standard input, which
 * we hold open, so it goes when we go, whatever the reason. Its store is kept in the cache folder, because the first
 * filling takes a second or two; and so is its address, because an account, and a log-in that is still owed an end, are
 * known by the address of their platform. If somebody else listens there, such as the platform of a program that died, which
 * stays for its guard, it gets another one for this time. */

#include "config.h"

#include "sb-demo-runner.h"

#include <gio/gio.h>

struct _SbDemoRunner
{
  GObject parent_instance;

  /* owned */
  GSubprocess *process;
  GDataInputStream *output;
  char *address;

  gboolean is_elsewhere; /* the port of the last time is not tried again */
};

G_DEFINE_FINAL_TYPE (SbDemoRunner, sb_demo_runner, G_TYPE_OBJECT)

static void
sb_demo_runner_dispose (GObject *object)
{
  SbDemoRunner *self = SB_DEMO_RUNNER (object);

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  g_clear_object (&self->output);
  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (sb_demo_runner_parent_class)->dispose (object);
}

static void
sb_demo_runner_class_init (SbDemoRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_demo_runner_dispose;
}

static void
sb_demo_runner_init (SbDemoRunner *self)
{
}

SbDemoRunner *
sb_demo_runner_new (void)
{
  return g_object_new (SB_TYPE_DEMO_RUNNER, NULL);
}

/* From a build folder the platform is not installed yet; the variable is for developers (docs/debugging.md). */
static char *
dup_program (void)
{
  const char *override = g_getenv ("SWITCHBACK_DEMO_PLATFORM");

  return override != NULL ? g_strdup (override) : g_build_filename (LIBEXECDIR, "switchback-demo-platform", NULL);
}

/**
 * sb_demo_runner_is_installed:
 *
 * Returns: %TRUE if there is a demo platform to start
 */
gboolean
sb_demo_runner_is_installed (void)
{
  g_autofree char *program = dup_program ();

  return g_file_test (program, G_FILE_TEST_IS_EXECUTABLE);
}

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "switchback", "demo", NULL);
}

static char *
dup_address_path (void)
{
  g_autofree char *folder = dup_folder ();

  return g_build_filename (folder, "address", NULL);
}

/**
 * sb_demo_runner_dup_last_address:
 *
 * Returns: (transfer full) (nullable): where the demo platform listened when it was started last
 */
char *
sb_demo_runner_dup_last_address (void)
{
  g_autofree char *path = dup_address_path ();
  char *address = NULL;

  return g_file_get_contents (path, &address, NULL, NULL) ? g_strstrip (address) : NULL;
}

/**
 * sb_demo_runner_is_at:
 * @origin: the address of a platform
 *
 * Returns: %TRUE if it is that of the demo platform, which is not there before somebody starts it
 */
gboolean
sb_demo_runner_is_at (const char *origin)
{
  g_autofree char *address = sb_demo_runner_dup_last_address ();

  return g_strcmp0 (origin, address) == 0 && sb_demo_runner_is_installed ();
}

static void
keep_address (SbDemoRunner *self)
{
  g_autofree char *path = dup_address_path ();
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, self->address, -1, &error))
    g_message ("The demo platform will have another address next time: %s", error->message);
}

/* Of the last time, or any. */
static char *
dup_port (SbDemoRunner *self)
{
  g_autofree char *last = self->is_elsewhere ? NULL : sb_demo_runner_dup_last_address ();
  const char *colon = last != NULL ? strrchr (last, ':') : NULL;
  guint64 port = 0;

  if (colon != NULL)
    g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL);

  return g_strdup_printf ("%" G_GUINT64_FORMAT, port);
}

static void read_line      (GTask *task);
static void start_platform (GTask *task);

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SbDemoRunner *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  if (line == NULL)
    {
      if (error != NULL)
        g_task_return_error (task, g_steal_pointer (&error));
      else if (!self->is_elsewhere)
        {
          self->is_elsewhere = TRUE;
          start_platform (g_steal_pointer (&task));
        }
      else
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The demo platform ended before it listened");
      return;
    }

  if (!g_str_has_prefix (line, "listening on "))
    {
      read_line (g_steal_pointer (&task));
      return;
    }

  self->address = g_strdup (line + strlen ("listening on "));
  if (!self->is_elsewhere)
    keep_address (self);
  g_task_return_pointer (task, g_strdup (self->address), g_free);
}

static void
read_line (GTask *task)
{
  SbDemoRunner *self = g_task_get_source_object (task);

  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), line_read_cb,
                                       task);
}

/* Takes @task. */
static void
start_platform (GTask *task)
{
  g_autoptr (GTask) owned = task;
  SbDemoRunner *self = g_task_get_source_object (task);
  g_autofree char *program = dup_program ();
  g_autofree char *folder = dup_folder ();
  g_autofree char *port = dup_port (self);
  GError *error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_clear_object (&self->process);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                    "--port", port, "--data", folder, "--watch-stdin", NULL);
  if (self->process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_object (&self->output);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  read_line (g_steal_pointer (&owned));
}

/**
 * sb_demo_runner_start_async:
 * @self: a runner
 * @cancellable: (nullable): stops the waiting, not the platform
 * @callback: called when the platform listens
 * @user_data: for @callback
 *
 * Starts the platform; if it runs already, answers at once.
 */
void
sb_demo_runner_start_async (SbDemoRunner *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (SB_IS_DEMO_RUNNER (self));

  g_task_set_source_tag (task, sb_demo_runner_start_async);

  if (self->address != NULL)
    {
      g_task_return_pointer (task, g_strdup (self->address), g_free);
      return;
    }

  self->is_elsewhere = FALSE;
  start_platform (g_steal_pointer (&task));
}

/**
 * sb_demo_runner_start_finish:
 *
 * Returns: (transfer full) (nullable): the address to sign in at, or %NULL with @error set
 */
char *
sb_demo_runner_start_finish (SbDemoRunner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == sb_demo_runner_start_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
