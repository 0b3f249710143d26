/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-test-platform.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * Demo:
 *
 * A demo platform, and what one speaks to it with.
 */
typedef struct
{
  SbTestPlatform *platform;
  SoupSession *session;
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

/* What the store knows: docs/platform-api.md, section 8. */
#define demo_ask(demo, ...) sb_test_platform_ask ((demo)->platform, __VA_ARGS__)
#define demo_ask_text(demo, ...) sb_test_platform_ask_text ((demo)->platform, __VA_ARGS__)
#define demo_change(demo, ...) sb_test_platform_change ((demo)->platform, __VA_ARGS__)

char       *demo_new_uuid     (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Demo, demo_stop)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

G_END_DECLS
