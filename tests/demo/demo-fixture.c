/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts the demo platform as its users do, talks to it over HTTP, and asks its store with a connection of its own. */

#include "config.h"

#include "demo-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static void
read_origin (Demo *demo)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (demo->process));
  char *line;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      if (g_str_has_prefix (line, "listening on "))
        demo->origin = g_strdup (line + strlen ("listening on "));
      g_free (line);
      if (demo->origin != NULL)
        break;
    }

  g_assert_nonnull (demo->origin);
}

static void
launch (Demo *demo, const char *const *options)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (demo->folder, "platform.db", NULL);

  g_ptr_array_add (argv, (char *) DEMO_PLATFORM);
  g_ptr_array_add (argv, (char *) "--port=0");
  g_ptr_array_add (argv, (char *) "--watch-stdin");
  g_ptr_array_add (argv, (char *) "--learners=200");
  g_ptr_array_add (argv, (char *) "--data");
  g_ptr_array_add (argv, demo->folder);
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) options[i]);
  g_ptr_array_add (argv, NULL);

  demo->process = g_subprocess_newv ((const char *const *) argv->pdata,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                       | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  read_origin (demo);

  demo->session = soup_session_new ();
  soup_session_set_proxy_resolver (demo->session, NULL);
  g_assert_cmpint (sqlite3_open (path, &demo->database), ==, SQLITE_OK);
  sqlite3_busy_timeout (demo->database, 10000);
}

Demo *
demo_start (const char *const *options)
{
  Demo *demo = g_new0 (Demo, 1);
  g_autoptr (GError) error = NULL;

  demo->folder = g_dir_make_tmp ("switchback-demo-XXXXXX", &error);
  g_assert_no_error (error);
  launch (demo, options);

  return demo;
}

static void
leave (Demo *demo)
{
  g_clear_object (&demo->session);
  g_clear_pointer (&demo->database, sqlite3_close);
  g_clear_pointer (&demo->origin, g_free);
  g_clear_object (&demo->process);
}

/* Without a word, as when the machine runs out of memory. */
void
demo_kill (Demo *demo)
{
  g_subprocess_force_exit (demo->process);
  g_subprocess_wait (demo->process, NULL, NULL);
  leave (demo);
}

void
demo_restart (Demo *demo, const char *const *options)
{
  if (demo->process != NULL)
    demo_kill (demo);
  launch (demo, options);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}

void
demo_stop (Demo *demo)
{
  if (demo->process != NULL)
    {
      g_subprocess_send_signal (demo->process, SIGTERM);
      g_subprocess_wait (demo->process, NULL, NULL);
      g_assert_true (g_subprocess_get_successful (demo->process));
    }
  leave (demo);
  remove_folder (demo->folder);
  g_free (demo->folder);
  g_free (demo);
}

static void
add_headers (SoupMessage *message, const char *headers)
{
  g_auto (GStrv) lines = g_strsplit (headers == NULL ? "" : headers, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

      soup_message_headers_append (soup_message_get_request_headers (message), parts[0], parts[1]);
    }
}

/* @headers is one a line. A status of 0 is a connection that broke. */
Reply *
demo_send (Demo *demo, const char *method, const char *path, const char *headers, const char *type, const char *body)
{
  g_autofree char *uri = g_strconcat (demo->origin, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) request = body == NULL ? NULL : g_bytes_new (body, strlen (body));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  Reply *reply = g_new0 (Reply, 1);

  add_headers (message, headers);
  /* On a connection that it has used before, libsoup quietly sends a request again when the connection breaks. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  if (request != NULL)
    soup_message_set_request_body_from_bytes (message, type, request);

  bytes = soup_session_send_and_read (demo->session, message, NULL, NULL);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (bytes == NULL)
    return reply;

  reply->status = soup_message_get_status (message);
  reply->text = g_bytes_get_size (bytes) == 0 ? g_strdup ("")
                                              : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (*reply->text != '\0' && json_parser_load_from_data (parser, reply->text, -1, NULL))
    reply->json = json_parser_steal_root (parser);

  return reply;
}

Reply *
demo_call (Demo *demo, guint status, const char *method, const char *token, const char *path, const char *body)
{
  g_autofree char *headers = token == NULL ? NULL : g_strconcat ("Authorization: Bearer ", token, NULL);
  Reply *reply = demo_send (demo, method, path, headers, "application/json", body);

  if (reply->status != status)
    g_error ("%s %s answered %u: %s", method, path, reply->status, reply->text);

  return reply;
}

void
demo_refused (Demo *demo, guint status, const char *reason, const char *method, const char *token, const char *path,
              const char *body)
{
  g_autoptr (Reply) reply = demo_call (demo, status, method, token, path, body);

  g_assert_cmpstr (reply_string (reply, "reason"), ==, reason);
  g_assert_cmpint (reply_int (reply, "status"), ==, status);
}

char *
demo_sign_in (Demo *demo, const char *username)
{
  g_autofree char *body = g_strdup_printf ("{\"username\": \"%s\", \"password\": \"demo\"}", username);
  g_autoptr (Reply) reply = demo_call (demo, 200, "POST", NULL, "/manage/v1/user/login", body);

  return g_strdup (reply_string (reply, "data.access_token"));
}

void
reply_free (Reply *reply)
{
  g_clear_pointer (&reply->json, json_node_unref);
  soup_message_headers_unref (reply->headers);
  g_free (reply->text);
  g_free (reply);
}

static JsonNode *
find (Reply *reply, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  JsonNode *node = reply->json;

  for (guint i = 0; node != NULL && parts[i] != NULL; i++)
    if (JSON_NODE_HOLDS_ARRAY (node))
      node = json_array_get_element (json_node_get_array (node), (guint) g_ascii_strtoull (parts[i], NULL, 10));
    else
      node = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), parts[i]) : NULL;

  if (node == NULL)
    g_error ("There is no %s in %s", path, reply->text);

  return node;
}

const char *
reply_string (Reply *reply, const char *path)
{
  JsonNode *node = find (reply, path);

  return JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node);
}

gint64
reply_int (Reply *reply, const char *path)
{
  return json_node_get_int (find (reply, path));
}

JsonArray *
reply_array (Reply *reply, const char *path)
{
  return json_node_get_array (find (reply, path));
}

static sqlite3_stmt *
ask (Demo *demo, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (demo->database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (demo->database));
  if (sqlite3_step (statement) == SQLITE_ERROR)
    g_error ("%s: %s", sql, sqlite3_errmsg (demo->database));

  return statement;
}

/* The first column of the first row; -1 without a row, or NULL. */
gint64
demo_ask (Demo *demo, const char *format, ...)
{
  va_list args;
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement;
  gint64 value = -1;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);

  statement = ask (demo, sql);
  if (sqlite3_data_count (statement) > 0 && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return value;
}

char *
demo_ask_text (Demo *demo, const char *format, ...)
{
  va_list args;
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement;
  char *value = NULL;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);

  statement = ask (demo, sql);
  if (sqlite3_data_count (statement) > 0)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);

  return value;
}

void
demo_change (Demo *demo, const char *format, ...)
{
  va_list args;
  g_autofree char *sql = NULL;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);

  sqlite3_finalize (ask (demo, sql));
}

char *
demo_new_uuid (void)
{
  return g_uuid_string_random ();
}
