/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean   sb_time_is_never     (const char *text);
GDateTime *sb_time_parse        (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_time_to_wire      (GDateTime  *time) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_time_to_rfc3339   (GDateTime  *time) G_GNUC_WARN_UNUSED_RESULT;
int        sb_time_compare      (GDateTime  *a,
                                 GDateTime  *b);

G_END_DECLS
