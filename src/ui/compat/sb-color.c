/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The colour of a widget that draws its own text: GTK has gtk_widget_get_color() since 4.10, and what was there before is
 * deprecated since then. */

#include "config.h"

#include "sb-newest.h"

#include "sb-color.h"

/**
 * sb_get_color:
 * @color: (out): what the style says, in the widget's present state
 */
void
sb_get_color (GtkWidget *widget, GdkRGBA *color)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  gtk_widget_get_color (widget, color);
#else
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
#endif
}
