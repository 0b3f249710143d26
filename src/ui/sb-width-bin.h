/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_WIDTH_BIN (sb_width_bin_get_type ())

/* One child; says by "notify::width" when it has become wider or narrower. */
G_DECLARE_FINAL_TYPE (SbWidthBin, sb_width_bin, SB, WIDTH_BIN, GtkWidget)

int sb_width_bin_get_width (SbWidthBin *self);

G_END_DECLS
