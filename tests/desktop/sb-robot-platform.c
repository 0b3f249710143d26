/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts the demo platform on a folder and a port of its own, kills it and starts it again on the same, and reads its
 * store behind its back, as docs/platform-api.md, section 8, describes it: what a test asserts is what the platform
 * knows, not what the program says. */

#include "config.h"

#include "sb-robot-platform.h"

#include <signal.h>
#include <sqlite3.h>

#define READY "listening on "

struct _SbRobotPlatform
{
  SbRobotDesk *desk; /* borrowed */
  GSubprocess *process;
  char **environment;
  char **arguments;
  char *folder;
  char *address;
};

static char *
wait_until_ready (GSubprocess *process)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

      if (line == NULL)
        g_error ("The demo platform ended before it was ready");
      if (g_str_has_prefix (line, READY))
        return g_strdup (line + strlen (READY));
    }
}

static void
start (SbRobotPlatform *platform, const char *port)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  g_strv_builder_add_many (arguments, g_getenv ("SWITCHBACK_DEMO_PLATFORM"), "--port", port,
                           "--data", platform->folder, NULL);
  g_strv_builder_addv (arguments, (const char **) platform->arguments);
  strings = g_strv_builder_end (arguments);

  g_clear_object (&platform->process);
  g_clear_pointer (&platform->address, g_free);
  platform->process = sb_robot_desk_start (platform->desk,
                                           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                           (const char *const *) platform->environment, (const char *const *) strings);
  platform->address = wait_until_ready (platform->process);
}

/**
 * sb_robot_platform_new:
 * @desk: where to start it; has to outlive the platform
 * @folder: (nullable): where its store is, or is to be, and stays; %NULL: a new one, which goes with the desk
 * @environment: (nullable) (array zero-terminated=1): "NAME=value" for it
 * @arguments: (nullable) (array zero-terminated=1): more arguments for it
 *
 * Starts a demo platform and waits until it is ready.
 *
 * Returns: (transfer full): the platform
 */
SbRobotPlatform *
sb_robot_platform_new (SbRobotDesk        *desk,
                       const char         *folder,
                       const char *const  *environment,
                       const char *const  *arguments)
{
  g_autoptr (SbRobotPlatform) platform = g_new0 (SbRobotPlatform, 1);
  g_autofree char *template = g_build_filename (sb_robot_desk_get_folder (desk), "platform-XXXXXX", NULL);

  platform->desk = desk;
  platform->environment = environment == NULL ? g_new0 (char *, 1) : g_strdupv ((char **) environment);
  platform->arguments = arguments == NULL ? g_new0 (char *, 1) : g_strdupv ((char **) arguments);
  platform->folder = g_strdup (folder != NULL ? folder : g_mkdtemp (template));
  g_assert_nonnull (platform->folder);
  start (platform, "0");

  return g_steal_pointer (&platform);
}

/**
 * sb_robot_platform_new_elsewhere:
 * @desk: a desk
 * @folder: where the store of a platform is that somebody else has started
 *
 * Returns: (transfer full): that platform, to be asked only
 */
SbRobotPlatform *
sb_robot_platform_new_elsewhere (SbRobotDesk *desk, const char *folder)
{
  SbRobotPlatform *platform = g_new0 (SbRobotPlatform, 1);

  platform->desk = desk;
  platform->folder = g_strdup (folder);

  return platform;
}

/**
 * sb_robot_platform_kill:
 * @platform: a running #SbRobotPlatform
 *
 * Takes it away without a warning.
 */
void
sb_robot_platform_kill (SbRobotPlatform *platform)
{
  g_subprocess_send_signal (platform->process, SIGKILL);
  g_subprocess_wait (platform->process, NULL, NULL);
}

/**
 * sb_robot_platform_start_again:
 * @platform: a killed #SbRobotPlatform
 *
 * Starts it on the same store and port.
 */
void
sb_robot_platform_start_again (SbRobotPlatform *platform)
{
  g_autofree char *port = g_strdup (strrchr (platform->address, ':') + 1);

  start (platform, port);
}

void
sb_robot_platform_free (SbRobotPlatform *platform)
{
  if (platform->process != NULL)
    {
      g_subprocess_send_signal (platform->process, SIGTERM);
      g_subprocess_wait (platform->process, NULL, NULL);
    }
  g_clear_object (&platform->process);
  g_strfreev (platform->environment);
  g_strfreev (platform->arguments);
  g_free (platform->folder);
  g_free (platform->address);
  g_free (platform);
}

const char *
sb_robot_platform_get_address (SbRobotPlatform *platform)
{
  return platform->address;
}

const char *
sb_robot_platform_get_folder (SbRobotPlatform *platform)
{
  return platform->folder;
}

static sqlite3 *
open_store (SbRobotPlatform *platform, int flags)
{
  g_autofree char *path = g_build_filename (platform->folder, "platform.db", NULL);
  sqlite3 *store = NULL;

  if (sqlite3_open_v2 (path, &store, flags, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (store));
  sqlite3_busy_timeout (store, 10000);

  return store;
}

/**
 * sb_robot_platform_change:
 * @platform: a #SbRobotPlatform
 * @sql: a short change of its store, behind its back
 */
void
sb_robot_platform_change (SbRobotPlatform *platform, const char *sql)
{
  sqlite3 *store = open_store (platform, SQLITE_OPEN_READWRITE);

  if (sqlite3_exec (store, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (store));
  sqlite3_close (store);
}

/**
 * sb_robot_platform_ask:
 * @platform: a #SbRobotPlatform
 * @sql: a query
 *
 * Returns: (transfer full): the answer, its columns parted by `|` and its rows by line breaks, "" for none and for nothing
 */
char *
sb_robot_platform_ask (SbRobotPlatform *platform, const char *sql)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  sqlite3 *store = open_store (platform, SQLITE_OPEN_READONLY);
  sqlite3_stmt *statement = NULL;
  int status;

  if (sqlite3_prepare_v2 (store, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (store));

  while ((status = sqlite3_step (statement)) == SQLITE_ROW)
    {
      if (answer->len > 0)
        g_string_append_c (answer, '\n');
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        {
          const char *text = (const char *) sqlite3_column_text (statement, i);

          g_string_append_printf (answer, "%s%s", i == 0 ? "" : "|", text == NULL ? "" : text);
        }
    }
  if (status != SQLITE_DONE)
    g_error ("%s: %s", sql, sqlite3_errmsg (store));
  sqlite3_finalize (statement);
  sqlite3_close (store);

  return g_string_free (g_steal_pointer (&answer), FALSE);
}

typedef struct
{
  SbRobotPlatform *platform;
  const char *sql;
  const char *answer;
} Question;

static gboolean
is_answered_cb (gpointer data)
{
  Question *question = data;
  g_autofree char *answer = sb_robot_platform_ask (question->platform, question->sql);

  return g_strcmp0 (answer, question->answer) == 0;
}

/**
 * sb_robot_platform_wait_for:
 * @platform: a #SbRobotPlatform
 * @sql: a query
 * @answer: what sb_robot_platform_ask() should answer
 *
 * Returns: whether it did, before long
 */
gboolean
sb_robot_platform_wait_for (SbRobotPlatform *platform, const char *sql, const char *answer)
{
  Question question = { platform, sql, answer };

  return sb_robot_wait_until (is_answered_cb, &question);
}

/**
 * sb_robot_platform_count_requests:
 * @platform: a #SbRobotPlatform that was started with `--log-requests`
 * @pattern: method and path, with `*` and `?`
 *
 * Returns: how many such requests there were up to now
 */
guint
sb_robot_platform_count_requests (SbRobotPlatform *platform, const char *pattern)
{
  g_autofree char *path = g_build_filename (platform->folder, "requests.log", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint count = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    count += g_pattern_match_simple (pattern, lines[i]);

  return count;
}

typedef struct
{
  SbRobotPlatform *platform;
  const char *pattern;
  guint count;
} Requests;

static gboolean
are_asked_cb (gpointer data)
{
  Requests *requests = data;

  return sb_robot_platform_count_requests (requests->platform, requests->pattern) >= requests->count;
}

/**
 * sb_robot_platform_wait_for_requests:
 * @platform: a #SbRobotPlatform that was started with `--log-requests`
 * @pattern: method and path, with `*` and `?`
 * @count: how many such requests there should be, or more
 *
 * Returns: whether there were, before long
 */
gboolean
sb_robot_platform_wait_for_requests (SbRobotPlatform *platform, const char *pattern, guint count)
{
  Requests requests = { platform, pattern, count };

  return sb_robot_wait_until (are_asked_cb, &requests);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/**
 * sb_robot_platform_read_outbox:
 * @platform: a #SbRobotPlatform
 *
 * Returns: (transfer full) (element-type utf8): the e-mails in the outbox as they would go over the wire, by file name
 */
GPtrArray *
sb_robot_platform_read_outbox (SbRobotPlatform *platform)
{
  g_autofree char *folder = g_build_filename (platform->folder, "outbox", NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".eml"))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      char *message = NULL;

      if (g_file_get_contents (g_ptr_array_index (names, i), &message, NULL, NULL))
        g_ptr_array_add (messages, message);
    }

  return g_steal_pointer (&messages);
}
