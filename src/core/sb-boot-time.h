/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64   sb_boot_time_now        (void);
GSource *sb_boot_time_source_new (gint64 at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
