/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Another host than the platform's, in the clear or with a certificate that nobody vouches for, and the desktop's
 * browser, which is the test program itself, started with an address. */

#include "config.h"

#include "sb-robot-world.h"

#include <string.h>

#define END_OF_HEAD "\r\n\r\n"

struct _SbRobotWorld
{
  GSocketService *service;
  GTlsCertificate *certificate; /* nullable */
  char *address;
  GCancellable *cancellable;
  GMutex mutex;
  GCond cond;
  GString *heard;
  guint n_visits;
  guint n_visitors; /* who are still there */
};

/* In a thread: up to the end of the head, and what came before the connection broke. */
static gboolean
visited_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, SbRobotWorld *world)
{
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GString) head = g_string_new (NULL);
  const char *answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nHello";
  char byte;

  g_mutex_lock (&world->mutex);
  world->n_visits++;
  world->n_visitors++;
  g_mutex_unlock (&world->mutex);

  if (world->certificate != NULL)
    stream = g_tls_server_connection_new (G_IO_STREAM (connection), world->certificate, NULL);
  else
    stream = g_object_ref (G_IO_STREAM (connection));

  while (stream != NULL && !g_str_has_suffix (head->str, END_OF_HEAD)
         && g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, world->cancellable,
                                 NULL) == 1)
    g_string_append_c (head, byte);
  if (g_str_has_suffix (head->str, END_OF_HEAD))
    g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer, strlen (answer), NULL,
                               world->cancellable, NULL);

  g_mutex_lock (&world->mutex);
  g_string_append (world->heard, head->str);
  world->n_visitors--;
  g_cond_signal (&world->cond);
  g_mutex_unlock (&world->mutex);

  return TRUE;
}

/**
 * sb_robot_world_new:
 * @certificate: (nullable): the file of a certificate and its key, for https
 *
 * Returns: (transfer full): a server that has heard nothing yet
 */
SbRobotWorld *
sb_robot_world_new (const char *certificate)
{
  SbRobotWorld *world = g_new0 (SbRobotWorld, 1);
  g_autoptr (GSocketAddress) loopback = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&world->mutex);
  g_cond_init (&world->cond);
  world->cancellable = g_cancellable_new ();
  world->heard = g_string_new (NULL);
  if (certificate != NULL)
    {
      world->certificate = g_tls_certificate_new_from_file (certificate, &error);
      g_assert_no_error (error);
    }
  world->service = g_threaded_socket_service_new (4);
  g_signal_connect (world->service, "run", G_CALLBACK (visited_cb), world);
  g_socket_listener_add_address (G_SOCKET_LISTENER (world->service), loopback, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  world->address = g_strdup_printf ("%s://127.0.0.1:%u", certificate != NULL ? "https" : "http",
                                    g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));

  return world;
}

void
sb_robot_world_free (SbRobotWorld *world)
{
  g_socket_service_stop (world->service);
  g_socket_listener_close (G_SOCKET_LISTENER (world->service));
  g_cancellable_cancel (world->cancellable);
  g_mutex_lock (&world->mutex);
  while (world->n_visitors > 0)
    g_cond_wait (&world->cond, &world->mutex);
  g_mutex_unlock (&world->mutex);
  g_object_unref (world->service);
  g_clear_object (&world->certificate);
  g_string_free (world->heard, TRUE);
  g_object_unref (world->cancellable);
  g_mutex_clear (&world->mutex);
  g_cond_clear (&world->cond);
  g_free (world->address);
  g_free (world);
}

const char *
sb_robot_world_get_address (SbRobotWorld *world)
{
  return world->address;
}

/**
 * sb_robot_world_dup_heard:
 *
 * Returns: (transfer full): the heads of all requests up to now
 */
char *
sb_robot_world_dup_heard (SbRobotWorld *world)
{
  char *heard;

  g_mutex_lock (&world->mutex);
  heard = g_strdup (world->heard->str);
  g_mutex_unlock (&world->mutex);

  return heard;
}

/**
 * sb_robot_world_get_n_visits:
 *
 * Returns: how often somebody connected, whether they asked for something or not
 */
guint
sb_robot_world_get_n_visits (SbRobotWorld *world)
{
  guint n_visits;

  g_mutex_lock (&world->mutex);
  n_visits = world->n_visits;
  g_mutex_unlock (&world->mutex);

  return n_visits;
}

/**
 * sb_robot_world_set_browser:
 * @command: what to start with an address
 *
 * Makes it the browser of the desktop that there is.
 */
void
sb_robot_world_set_browser (const char *command)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *entry_path = g_build_filename (folder, "browser.desktop", NULL);
  g_autofree char *list_path = g_build_filename (folder, "mimeapps.list", NULL);
  g_autofree char *entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec=%s %%u\n"
                                            "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n", command);

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (entry_path, entry, -1, NULL));
  g_assert_true (g_file_set_contents (list_path, "[Default Applications]\nx-scheme-handler/http=browser.desktop\n"
                                                 "x-scheme-handler/https=browser.desktop\n", -1, NULL));
}

/**
 * sb_robot_world_browse:
 * @address: an http address
 *
 * What the browser does.
 *
 * Returns: an exit status
 */
int
sb_robot_world_browse (const char *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_uri (client, address, 80, NULL, NULL);
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: robot-browser" END_OF_HEAD,
                                              uri == NULL ? "" : g_uri_get_path (uri),
                                              uri == NULL ? "" : g_uri_get_host (uri));
  char answer[64];

  if (connection == NULL
      || !g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                                     strlen (request), NULL, NULL, NULL))
    return 1;

  return g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer, sizeof answer, NULL,
                              NULL) > 0 ? 0 : 1;
}
