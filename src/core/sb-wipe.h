/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void    sb_wipe_free           (char       *text);
void    sb_wipe_array          (GByteArray *array);
GBytes *sb_wipe_to_bytes       (char       *text) G_GNUC_WARN_UNUSED_RESULT;
GBytes *sb_wipe_array_to_bytes (GByteArray *array) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
