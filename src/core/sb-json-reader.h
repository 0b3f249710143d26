/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How long a string may be, in bytes: much longer than any name, address or token, and short enough to be laid out. */
#define SB_JSON_MAX_STRING (64 * 1024)

typedef struct _SbJsonReader SbJsonReader;

SbJsonReader *sb_json_reader_new             (JsonNode      *root) G_GNUC_WARN_UNUSED_RESULT;
void          sb_json_reader_free            (SbJsonReader  *self);

gboolean      sb_json_reader_enter_object    (SbJsonReader  *self,
                                              const char    *member);
gboolean      sb_json_reader_enter_optional_object
                                             (SbJsonReader  *self,
                                              const char    *member);
gboolean      sb_json_reader_enter_object_or_first
                                             (SbJsonReader  *self,
                                              const char    *member);
guint         sb_json_reader_enter_array     (SbJsonReader  *self,
                                              const char    *member);
guint         sb_json_reader_enter_optional_array
                                             (SbJsonReader  *self,
                                              const char    *member);
gboolean      sb_json_reader_enter_element   (SbJsonReader  *self,
                                              guint          index);
void          sb_json_reader_leave           (SbJsonReader  *self);

gboolean      sb_json_reader_has_value       (SbJsonReader  *self,
                                              const char    *member);
const char   *sb_json_reader_require_string  (SbJsonReader  *self,
                                              const char    *member);
const char   *sb_json_reader_optional_string (SbJsonReader  *self,
                                              const char    *member);
const char   *sb_json_reader_optional_text   (SbJsonReader  *self,
                                              const char    *member);
char         *sb_json_reader_require_id      (SbJsonReader  *self,
                                              const char    *member) G_GNUC_WARN_UNUSED_RESULT;
char         *sb_json_reader_optional_id     (SbJsonReader  *self,
                                              const char    *member) G_GNUC_WARN_UNUSED_RESULT;
gint64        sb_json_reader_require_int     (SbJsonReader  *self,
                                              const char    *member);
gint64        sb_json_reader_optional_int    (SbJsonReader  *self,
                                              const char    *member,
                                              gint64         fallback);
gboolean      sb_json_reader_optional_bool   (SbJsonReader  *self,
                                              const char    *member,
                                              gboolean       fallback);
GDateTime    *sb_json_reader_optional_time   (SbJsonReader  *self,
                                              const char    *member) G_GNUC_WARN_UNUSED_RESULT;
GDateTime    *sb_json_reader_require_time    (SbJsonReader  *self,
                                              const char    *member) G_GNUC_WARN_UNUSED_RESULT;
const char   *sb_json_reader_element_string  (SbJsonReader  *self,
                                              guint          index);

gboolean      sb_json_reader_has_failed      (SbJsonReader  *self);
gboolean      sb_json_reader_finish          (SbJsonReader  *self,
                                              GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbJsonReader, sb_json_reader_free)

G_END_DECLS
