/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How deep an answer may nest. A real one needs ten levels; json-glib's parser recurses, so the limit keeps a hostile
 * answer from overflowing the stack. */
#define SB_JSON_MAX_DEPTH 64

/* How many values an answer may hold. A page of 200 users has some 5,000; each costs up to 300 bytes of memory, however
 * short its text is. */
#define SB_JSON_MAX_VALUES 500000

/* As a value for sb_json_object_string(), the flag and not the word. */
extern const char SB_JSON_TRUE[];

JsonNode *sb_json_parse         (GBytes      *bytes,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char     *sb_json_to_string     (JsonNode    *root) G_GNUC_WARN_UNUSED_RESULT;
char     *sb_json_object_string (const char  *name,
                                 ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
