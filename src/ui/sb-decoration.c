/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sb-decoration.h"

/**
 * sb_narrow_decoration_layout:
 * @widget: a widget
 *
 * Returns: (transfer none): the desktop's layout of the window buttons, reduced to the close button on its side, for a
 *   header bar that has no room for more
 */
const char *
sb_narrow_decoration_layout (GtkWidget *widget)
{
  g_autofree char *layout = NULL;
  const char *close, *colon;

  g_object_get (gtk_widget_get_settings (widget), "gtk-decoration-layout", &layout, NULL);
  close = layout != NULL ? strstr (layout, "close") : NULL;
  colon = layout != NULL ? strchr (layout, ':') : NULL;

  if (close == NULL)
    return ":";

  return colon == NULL || close < colon ? "close:" : ":close";
}
