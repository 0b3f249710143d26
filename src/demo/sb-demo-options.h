/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SbDemoOptions:
 * @port: the port to listen on, 0 for any
 * @data: the folder that holds the store and the outbox
 * @learners: how many learners a new store gets
 * @seed: what a new store's people are made from
 * @session_minutes: how long a log-in as a learner lasts before it must be kept alive
 * @token_seconds: how long an ordinary access token lasts
 * @smtp: (nullable): host and port of a mail server
 * @log_requests: whether each request gets a line in `requests.log`, beside the store
 * @allow_faults: whether `/_faults` exists
 * @watch_stdin: whether the end of standard input ends the server
 *
 * What the command line said.
 */
typedef struct
{
  int port;
  char *data;
  gint64 learners;
  gint64 seed;
  int session_minutes;
  int token_seconds;
  char *smtp;
  gboolean log_requests;
  gboolean allow_faults;
  gboolean watch_stdin;
} SbDemoOptions;

SbDemoOptions *sb_demo_options_parse (char         ***argv,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void           sb_demo_options_free  (SbDemoOptions  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDemoOptions, sb_demo_options_free)

G_END_DECLS
