/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SB_TYPE_REPLY (sb_reply_get_type ())

typedef struct _SbReply SbReply;

GType       sb_reply_get_type         (void);

SbReply    *sb_reply_new              (guint        status,
                                       const char  *content_type,
                                       const char  *retry_after,
                                       const char  *request_id,
                                       GBytes      *body) G_GNUC_WARN_UNUSED_RESULT;
SbReply    *sb_reply_ref              (SbReply     *self);
void        sb_reply_unref            (SbReply     *self);

guint       sb_reply_get_status       (SbReply     *self);
const char *sb_reply_get_content_type (SbReply     *self);
int         sb_reply_get_retry_after  (SbReply     *self);
const char *sb_reply_get_request_id   (SbReply     *self);
GBytes     *sb_reply_get_body         (SbReply     *self);

JsonNode   *sb_reply_judge            (SbReply     *self,
                                       GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbReply, sb_reply_unref)

G_END_DECLS
