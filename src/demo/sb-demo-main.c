/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The demo platform: a small, real learning platform on this machine, for trying Switchback out and for testing it.
 * This file starts it, tells the world where it listens, and stops it. */

#include "config.h"

#include "sb-demo-faults.h"
#include "sb-demo-mailer.h"
#include "sb-demo-secrets.h"
#include "sb-demo-seed.h"
#include "sb-demo-server.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
stop_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

/* How long the platform outlives whoever started it, if they left a log-in open: time enough for Switchback's guard,
 * which is what a real platform would give it as well. */
#define LINGER_SECONDS 60

typedef struct
{
  SbDemoStore *store;
  GMainLoop *loop;
  guint seconds_left;
} Watch;

static gboolean
linger_cb (gpointer user_data)
{
  Watch *watch = user_data;
  const gint64 n_open = sb_demo_store_get_int (watch->store, "SELECT count (*) FROM sessions WHERE state = 'open' "
                                                             "AND expires_at > unixepoch ()", 0, "");

  if (n_open > 0 && watch->seconds_left-- > 0)
    return G_SOURCE_CONTINUE;

  g_main_loop_quit (watch->loop);

  return G_SOURCE_REMOVE;
}

static gboolean
stdin_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char buffer[256];

  if (read (fd, buffer, sizeof buffer) > 0)
    return G_SOURCE_CONTINUE;

  if (linger_cb (user_data) == G_SOURCE_CONTINUE)
    g_timeout_add_seconds (1, linger_cb, user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
serve (SbDemoPlatform *platform, GMainLoop *loop, GError **error)
{
  g_autoptr (SoupServer) server = sb_demo_server_start (platform, error);

  if (server == NULL)
    return FALSE;

  sb_demo_seed_print_accounts ();
  g_print ("listening on http://127.0.0.1:%d\n", sb_demo_server_get_port (server));
  fflush (stdout);

  g_main_loop_run (loop);
  soup_server_disconnect (server);

  return TRUE;
}

static gboolean
run (const SbDemoOptions *options, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SbDemoStore) store = NULL;
  g_autoptr (SbDemoMailer) mailer = NULL;
  g_autoptr (SbDemoFaults) faults = options->allow_faults ? sb_demo_faults_new () : NULL;
  g_autofree char *secret = NULL;
  SbDemoPlatform platform = { .options = options, .faults = faults };
  Watch watch = { .loop = loop, .seconds_left = LINGER_SECONDS };

  store = sb_demo_seed_open_store (options, error);
  secret = store == NULL ? NULL : sb_demo_secrets_load (options->data, error);
  if (secret == NULL)
    return FALSE;

  mailer = sb_demo_mailer_new (store, options->smtp);
  platform.store = store;
  watch.store = store;
  platform.mailer = mailer;
  platform.secret = secret;

  /* Not before: a fill that is interrupted just ends, and is done again. */
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  if (options->watch_stdin)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, stdin_cb, &watch);

  return serve (&platform, loop, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDemoOptions) options = NULL;
  g_auto (GStrv) arguments = NULL;

  setlocale (LC_ALL, "");
  signal (SIGPIPE, SIG_IGN);
  arguments = g_strdupv (argv);

  options = sb_demo_options_parse (&arguments, &error);
  if (options == NULL || !run (options, &error))
    {
      g_printerr ("switchback-demo-platform: %s\n", error->message);
      return 1;
    }

  return 0;
}
