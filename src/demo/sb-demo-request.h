/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-options.h"
#include "sb-demo-store.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _SbDemoFaults SbDemoFaults;
typedef struct _SbDemoMailer SbDemoMailer;

/**
 * SbDemoPlatform:
 *
 * What every part of the platform works with. It owns nothing: main does.
 */
typedef struct
{
  SbDemoStore *store;
  SbDemoMailer *mailer;
  SbDemoFaults *faults; /* NULL unless it may misbehave */
  const SbDemoOptions *options;
  const char *secret;
} SbDemoPlatform;

/**
 * SbDemoCaller:
 * @user_id: who acts; 0 if nobody is known
 * @impersonator_id: who acts as them; 0 if they do it themselves
 * @session_uuid: (nullable): the log-in that this happens in
 * @level: (nullable): the user's level
 * @token: (nullable): the token itself
 */
typedef struct
{
  gint64 user_id;
  gint64 impersonator_id;
  char *session_uuid;
  char *level;
  char *token;
} SbDemoCaller;

#define SB_DEMO_MAX_ARGS 4

typedef struct
{
  SbDemoPlatform *platform;
  SbDemoStore *store;
  SoupServerMessage *message; /* borrowed */
  const char *path;
  GHashTable *query; /* (nullable) (owned) */
  GHashTable *form;  /* (nullable) (owned) */
  JsonNode *body;    /* (nullable) (owned) */
  char *file_name;   /* (nullable) (owned) of the file in the form */
  GBytes *file;      /* (nullable) (owned) */
  char *args[SB_DEMO_MAX_ARGS]; /* (owned) what stands at the stars of the route */
  SbDemoCaller caller;
  gint64 now;
} SbDemoRequest;

typedef void (*SbDemoHandler) (SbDemoRequest *request);

typedef enum
{
  SB_DEMO_ROUTE_TOKEN,    /* any good token */
  SB_DEMO_ROUTE_ADMIN,    /* a token of a Power User or a Superadmin */
  SB_DEMO_ROUTE_NO_TOKEN,
} SbDemoRouteAccess;

/* One call: its handler is asked only if the token is good. A table ends with a row without method. */
typedef struct
{
  const char *method;
  const char *pattern; /* a star is any one segment */
  SbDemoRouteAccess access;
  SbDemoHandler handler;
} SbDemoRoute;

const char *sb_demo_request_get_query    (SbDemoRequest *self,
                                          const char    *name);
const char *sb_demo_request_get_form     (SbDemoRequest *self,
                                          const char    *name);
gint64      sb_demo_request_get_page     (SbDemoRequest *self,
                                          gint64        *page_size);
char       *sb_demo_request_dup_body     (SbDemoRequest *self,
                                          const char    *member) G_GNUC_WARN_UNUSED_RESULT;
gint64      sb_demo_request_get_id       (SbDemoRequest *self,
                                          guint          arg);
gboolean    sb_demo_request_is_admin     (SbDemoRequest *self);

void        sb_demo_request_reply_json   (SbDemoRequest *self,
                                          guint          status,
                                          JsonBuilder   *builder);
void        sb_demo_request_reply_bytes  (SbDemoRequest *self,
                                          guint          status,
                                          const char    *content_type,
                                          GBytes        *bytes);
void        sb_demo_request_refuse       (SbDemoRequest *self,
                                          guint          status,
                                          const char    *reason,
                                          const char    *message);
void        sb_demo_request_audit        (SbDemoRequest *self,
                                          const char    *action,
                                          const char    *target_type,
                                          const char    *target_id,
                                          const char    *detail);
void        sb_demo_request_free         (SbDemoRequest *self);

JsonBuilder *sb_demo_json_begin_data     (void) G_GNUC_WARN_UNUSED_RESULT;
void         sb_demo_json_end_data       (JsonBuilder   *builder);
void         sb_demo_json_add_string     (JsonBuilder   *builder,
                                          const char    *name,
                                          const char    *value);
void         sb_demo_json_add_id         (JsonBuilder   *builder,
                                          const char    *name,
                                          gint64         id);
void         sb_demo_json_add_int        (JsonBuilder   *builder,
                                          const char    *name,
                                          gint64         value);
void         sb_demo_json_add_bool       (JsonBuilder   *builder,
                                          const char    *name,
                                          gboolean       value);
void         sb_demo_json_add_time       (JsonBuilder   *builder,
                                          const char    *name,
                                          gint64         at);
void         sb_demo_json_add_open_time  (JsonBuilder   *builder,
                                          const char    *name,
                                          gint64         at);
void         sb_demo_json_add_page       (JsonBuilder   *builder,
                                          gint64         page,
                                          gint64         page_size,
                                          gint64         count,
                                          gboolean       has_more,
                                          gint64         total);

char        *sb_demo_dup_time            (gint64         at) G_GNUC_WARN_UNUSED_RESULT;
char        *sb_demo_dup_open_time       (gint64         at) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDemoRequest, sb_demo_request_free)

G_END_DECLS
