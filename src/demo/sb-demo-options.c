/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line of the demo platform, read and checked. It starts nothing. */

#include "config.h"

#include "sb-demo-options.h"

#define DEFAULT_LEARNERS 12345
#define MAX_LEARNERS 5000000
#define MAX_SESSION_MINUTES (7 * 24 * 60)

static gboolean
check (const SbDemoOptions *self, GError **error)
{
  const char *wrong = NULL;

  if (self->port < 0 || self->port > 65535)
    wrong = "--port must be from 0 to 65535";
  else if (self->learners < 0 || self->learners > MAX_LEARNERS)
    wrong = "--learners must be from 0 to 5000000";
  else if (self->session_minutes < 1 || self->session_minutes > MAX_SESSION_MINUTES)
    wrong = "--session-minutes must be from 1 to 10080";
  else if (self->token_seconds < 1)
    wrong = "--token-seconds must be at least 1";
  else if (self->smtp != NULL && strchr (self->smtp, ':') == NULL)
    wrong = "--smtp must be HOST:PORT";

  if (wrong != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong);

  return wrong == NULL;
}

/**
 * sb_demo_options_parse:
 * @argv: (inout) (array zero-terminated=1) (transfer full): the command line; what is understood is removed
 * @error: return location for a #GOptionError
 *
 * Returns: (transfer full) (nullable): the options, or %NULL with @error set
 */
SbDemoOptions *
sb_demo_options_parse (char ***argv, GError **error)
{
  g_autoptr (SbDemoOptions) self = g_new0 (SbDemoOptions, 1);
  g_autoptr (GOptionContext) context = g_option_context_new ("— a small learning platform for Switchback");
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, "Port to listen on, 0 for any", "PORT" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->data, "Folder of the store and the outbox", "DIR" },
    { "learners", 0, 0, G_OPTION_ARG_INT64, &self->learners, "How many learners a new store gets", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &self->seed, "What a new store's people are made from", "N" },
    { "session-minutes", 0, 0, G_OPTION_ARG_INT, &self->session_minutes, "How long a log-in lasts", "M" },
    { "token-seconds", 0, 0, G_OPTION_ARG_INT, &self->token_seconds, "How long an access token lasts", "S" },
    { "smtp", 0, 0, G_OPTION_ARG_STRING, &self->smtp, "Mail server; without it, e-mail goes to the outbox",
      "HOST:PORT" },
    { "log-requests", 0, 0, G_OPTION_ARG_NONE, &self->log_requests, "Keep a list of what is asked for", NULL },
    { "allow-faults", 0, 0, G_OPTION_ARG_NONE, &self->allow_faults, "Misbehave on order, for tests", NULL },
    { "watch-stdin", 0, 0, G_OPTION_ARG_NONE, &self->watch_stdin, "End when standard input ends", NULL },
    G_OPTION_ENTRY_NULL,
  };

  self->learners = DEFAULT_LEARNERS;
  self->seed = 1;
  self->session_minutes = 60;
  self->token_seconds = 3600;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, argv, error) || !check (self, error))
    return NULL;

  if (g_strv_length (*argv) > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, "Unknown argument “%s”", (*argv)[1]);
      return NULL;
    }

  if (self->data == NULL)
    self->data = g_build_filename (g_get_user_data_dir (), "switchback-demo-platform", NULL);

  return g_steal_pointer (&self);
}

void
sb_demo_options_free (SbDemoOptions *self)
{
  g_free (self->data);
  g_free (self->smtp);
  g_free (self);
}
