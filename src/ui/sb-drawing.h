/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*SbDraw) (cairo_t  *cr,
                        gpointer  user_data);

GdkTexture *sb_draw (int      size,
                     int      scale,
                     SbDraw   draw,
                     gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
