/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sb_get_color (GtkWidget *widget,
                   GdkRGBA   *color);

G_END_DECLS
