/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How large a dialog is at first: as its .ui file says, larger where the text is larger, and not wider than the window it
 * belongs to. So are the clamps in it, which newer libadwaita enlarges by itself. */

#include "config.h"
#include "sb-newest.h"

#include "sb-dialog-size.h"

#include <adwaita.h>

#define DOTS_PER_INCH 96
#define MAX_SCALE 2.0

/* How much larger than usual the text is; never less than 1. */
static double
get_text_scale (GtkWidget *widget)
{
  int dots = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dots, NULL);

  return CLAMP (dots / 1024.0 / DOTS_PER_INCH, 1.0, MAX_SCALE);
}

#if !ADW_CHECK_VERSION(1, 4, 0)
static void
enlarge_clamps (GtkWidget *widget, double scale)
{
  if (ADW_IS_CLAMP (widget))
    adw_clamp_set_maximum_size (ADW_CLAMP (widget), (int) (adw_clamp_get_maximum_size (ADW_CLAMP (widget)) * scale));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    enlarge_clamps (child, scale);
}
#endif

/* No higher than the screen that the parent is on, less a bar. */
static int
limit_height (GtkWindow *parent, int height)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (parent));
  GdkMonitor *monitor = surface == NULL ? NULL
                                        : gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface);
  GdkRectangle area;

  if (monitor == NULL)
    return height;

  gdk_monitor_get_geometry (monitor, &area);

  return MIN (height, area.height * 9 / 10);
}

/**
 * sb_set_dialog_size:
 * @dialog: a new dialog with its content, with the default size that it has in usual text
 * @parent: (nullable): the window that it belongs to, which may be as narrow as a telephone
 */
void
sb_set_dialog_size (GtkWindow *dialog, GtkWindow *parent)
{
  double scale = get_text_scale (GTK_WIDGET (dialog));
  int width, height;

  gtk_window_get_default_size (dialog, &width, &height);
  if (scale > 1)
    {
      width = width > 0 ? (int) (width * scale) : width;
      height = height > 0 ? (int) (height * scale) : height;
#if !ADW_CHECK_VERSION(1, 4, 0)
      enlarge_clamps (GTK_WIDGET (dialog), scale);
#endif
    }
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    {
      width = MIN (width, gtk_widget_get_width (GTK_WIDGET (parent)));
      height = limit_height (parent, height);
    }
  gtk_window_set_default_size (dialog, width, height);
}
