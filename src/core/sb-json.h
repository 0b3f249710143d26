/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How deep an answer may nest. A real one needs ten levels; json-glib's parser recurses, so the limit keeps a hostile
 * answer from overflowing the stack. */
#define SB_JSON_MAX_DEPTH 64

JsonNode *sb_json_parse     (GBytes    *bytes,
                             GError   **error) G_GNUC_WARN_UNUSED_RESULT;
char     *sb_json_to_string (JsonNode  *root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
