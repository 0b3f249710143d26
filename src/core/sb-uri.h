/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SbUriBuilder SbUriBuilder;

SbUriBuilder *sb_uri_builder_new            (const char   *origin) G_GNUC_WARN_UNUSED_RESULT;
void          sb_uri_builder_free           (SbUriBuilder *self);
void          sb_uri_builder_append_path    (SbUriBuilder *self,
                                             const char   *path);
void          sb_uri_builder_append_segment (SbUriBuilder *self,
                                             const char   *segment);
void          sb_uri_builder_add_query      (SbUriBuilder *self,
                                             const char   *name,
                                             const char   *value);
char         *sb_uri_builder_to_string      (SbUriBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

char         *sb_uri_dup_origin             (const char   *uri) G_GNUC_WARN_UNUSED_RESULT;
gboolean      sb_uri_is_loopback_host       (const char   *host);
char         *sb_uri_resolve                (const char   *origin,
                                             const char   *reference) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbUriBuilder, sb_uri_builder_free)

G_END_DECLS
