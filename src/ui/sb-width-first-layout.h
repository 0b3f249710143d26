/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_WIDTH_FIRST_LAYOUT (sb_width_first_layout_get_type ())

G_DECLARE_FINAL_TYPE (SbWidthFirstLayout, sb_width_first_layout, SB, WIDTH_FIRST_LAYOUT, GtkLayoutManager)

G_END_DECLS
