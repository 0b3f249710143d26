/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A demo platform, and how one talks to it over HTTP. */

#include "config.h"

#include "demo-fixture.h"

#include <string.h>

/* A small town, unless the options ask for another. */
static char **
complete (const char *const *options)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, "--learners=200");
  if (options != NULL)
    g_strv_builder_addv (builder, (const char **) options);

  return g_strv_builder_end (builder);
}

Demo *
demo_start (const char *const *options)
{
  g_auto (GStrv) all = complete (options);
  Demo *demo = g_new0 (Demo, 1);

  demo->platform = sb_test_platform_start (DEMO_PLATFORM, (const char *const *) all);
  demo->session = soup_session_new ();
  soup_session_set_proxy_resolver (demo->session, NULL);

  return demo;
}

/* Killed, and started again on the same store and port. */
void
demo_restart (Demo *demo, const char *const *options)
{
  g_auto (GStrv) all = complete (options);

  sb_test_platform_start_again (demo->platform, (const char *const *) all);
}

void
demo_stop (Demo *demo)
{
  g_object_unref (demo->session);
  sb_test_platform_stop (demo->platform);
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
  g_autofree char *uri = g_strconcat (demo->platform->origin, path, NULL);
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

char *
demo_new_uuid (void)
{
  return g_uuid_string_random ();
}
