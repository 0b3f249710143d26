/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean sb_calendar_has_words (void);
char    *sb_calendar_format    (GDateTime  *time,
                                const char *format) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
