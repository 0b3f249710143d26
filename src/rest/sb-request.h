/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  SB_METHOD_GET,
  SB_METHOD_POST,
  SB_METHOD_PUT,
  SB_METHOD_DELETE,
} SbMethod;

#define SB_TYPE_REQUEST (sb_request_get_type ())

typedef struct _SbRequest SbRequest;

GType       sb_request_get_type              (void);

SbRequest  *sb_request_new                   (SbMethod     method,
                                              const char  *path) G_GNUC_WARN_UNUSED_RESULT;
SbRequest  *sb_request_ref                   (SbRequest   *self);
void        sb_request_unref                 (SbRequest   *self);

void        sb_request_append_segment        (SbRequest   *self,
                                              const char  *segment);
void        sb_request_add_query             (SbRequest   *self,
                                              const char  *name,
                                              const char  *value);
void        sb_request_add_query_int         (SbRequest   *self,
                                              const char  *name,
                                              gint64       value);
void        sb_request_set_absolute_url      (SbRequest   *self,
                                              const char  *url);
void        sb_request_set_json              (SbRequest   *self,
                                              JsonNode    *root);
void        sb_request_take_secret_json      (SbRequest   *self,
                                              char        *text);
void        sb_request_add_form              (SbRequest   *self,
                                              const char  *name,
                                              const char  *value);
void        sb_request_set_authorised        (SbRequest   *self,
                                              gboolean     is_authorised);
void        sb_request_set_repeatable        (SbRequest   *self,
                                              gboolean     is_repeatable);
void        sb_request_set_redirects_allowed (SbRequest   *self,
                                              gboolean     are_allowed);
void        sb_request_set_max_size          (SbRequest   *self,
                                              gsize        bytes);
void        sb_request_set_max_seconds       (SbRequest   *self,
                                              guint        seconds);

SbMethod    sb_request_get_method            (SbRequest   *self);
const char *sb_request_get_method_name       (SbRequest   *self);
const char *sb_request_get_path              (SbRequest   *self);
char       *sb_request_dup_url               (SbRequest   *self,
                                              const char  *origin) G_GNUC_WARN_UNUSED_RESULT;
const char *sb_request_get_content_type      (SbRequest   *self);
GBytes     *sb_request_get_body              (SbRequest   *self);
const char *sb_request_get_id                (SbRequest   *self);
gboolean    sb_request_is_authorised         (SbRequest   *self);
gboolean    sb_request_is_repeatable         (SbRequest   *self);
gboolean    sb_request_are_redirects_allowed (SbRequest   *self);
gsize       sb_request_get_max_size          (SbRequest   *self);
guint       sb_request_get_max_seconds       (SbRequest   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRequest, sb_request_unref)

G_END_DECLS
