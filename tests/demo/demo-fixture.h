/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * Demo:
 *
 * A demo platform in a process of its own, with a store in a folder of its own, and a connection to that store.
 */
typedef struct
{
  GSubprocess *process;
  char *folder;
  char *origin;
  SoupSession *session;
  sqlite3 *database;
} Demo;

/* What came back. */
typedef struct
{
  guint status;
  char *text;
  JsonNode *json;       /* NULL if it is none */
  SoupMessageHeaders *headers;
} Reply;

Demo       *demo_start        (const char *const *options);
void        demo_restart      (Demo              *demo,
                               const char *const *options);
void        demo_kill         (Demo              *demo);
void        demo_stop         (Demo              *demo);

Reply      *demo_send         (Demo              *demo,
                               const char        *method,
                               const char        *path,
                               const char        *headers,
                               const char        *type,
                               const char        *body);
Reply      *demo_call         (Demo              *demo,
                               guint              status,
                               const char        *method,
                               const char        *token,
                               const char        *path,
                               const char        *body);
void        demo_refused      (Demo              *demo,
                               guint              status,
                               const char        *reason,
                               const char        *method,
                               const char        *token,
                               const char        *path,
                               const char        *body);
char       *demo_sign_in      (Demo              *demo,
                               const char        *username);
void        reply_free        (Reply             *reply);
const char *reply_string      (Reply             *reply,
                               const char        *path);
gint64      reply_int         (Reply             *reply,
                               const char        *path);
JsonArray  *reply_array       (Reply             *reply,
                               const char        *path);

gint64      demo_ask          (Demo              *demo,
                               const char        *format,
                               ...) G_GNUC_PRINTF (2, 3);
char       *demo_ask_text     (Demo              *demo,
                               const char        *format,
                               ...) G_GNUC_PRINTF (2, 3);
void        demo_change       (Demo              *demo,
                               const char        *format,
                               ...) G_GNUC_PRINTF (2, 3);
char       *demo_new_uuid     (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Demo, demo_stop)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

G_END_DECLS
