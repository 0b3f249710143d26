/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether WebKit can put its processes into a sandbox. Inside a Flatpak it asks the desktop's Flatpak portal for one; since
 * 2.47 a portal that does not make it is the end of the whole program (WebKit bug 278578), which must not happen during a
 * log-in. So the same is tried before, with a process that does nothing. */

#include "config.h"

#include "sb-web-sandbox.h"

#define FLATPAK_INFO "/.flatpak-info"

G_DEFINE_QUARK (sb-web-sandbox-error-quark, sb_web_sandbox_error)

/* For tests: a program that takes the portal's place, by its exit status, or an empty text for no doubt. */
static const char *
get_override (void)
{
  return g_getenv ("SWITCHBACK_WEB_SANDBOX");
}

/**
 * sb_web_sandbox_is_in_doubt:
 *
 * Returns: whether it has to be checked; outside of a Flatpak WebKit brings its own
 */
gboolean
sb_web_sandbox_is_in_doubt (void)
{
  const char *override = get_override ();

  return override != NULL ? *override != '\0' : g_file_test (FLATPAK_INFO, G_FILE_TEST_EXISTS);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, error);
  else
    {
      g_task_return_new_error (task, SB_WEB_SANDBOX_ERROR, SB_WEB_SANDBOX_ERROR_ABSENT,
                               "The Flatpak portal made no sandbox: %s", error->message);
      g_error_free (error);
    }
}

/**
 * sb_web_sandbox_check_async:
 * @cancellable: (nullable): stops the waiting
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Has a sandbox made and used. It takes as long as starting a program.
 */
void
sb_web_sandbox_check_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  const GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE;

  g_task_set_source_tag (task, sb_web_sandbox_check_async);
  /* With a folder that is there inside, whatever the one is that we were started in. */
  process = get_override () != NULL
              ? g_subprocess_new (flags, &error, get_override (), NULL)
              : g_subprocess_new (flags, &error, "flatpak-spawn", "--sandbox", "--directory=/", "true", NULL);
  if (process == NULL)
    g_task_return_new_error (task, SB_WEB_SANDBOX_ERROR, SB_WEB_SANDBOX_ERROR_ABSENT,
                             "The Flatpak portal cannot be asked: %s", error->message);
  else
    g_subprocess_wait_check_async (process, cancellable, checked_cb, g_steal_pointer (&task));
}

/**
 * sb_web_sandbox_check_finish:
 * @result: what the callback was given
 * @error: return location for %SB_WEB_SANDBOX_ERROR
 *
 * Returns: whether there can be a sandbox
 */
gboolean
sb_web_sandbox_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_web_sandbox_check_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
