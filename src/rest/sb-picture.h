/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many pixels a picture may have: 16 MiB when it is unpacked, and enough for 2560 × 1440. */
#define SB_PICTURE_MAX_PIXELS (4 * 1024 * 1024)

gboolean sb_picture_check (GBytes  *bytes,
                           GError **error);

G_END_DECLS
