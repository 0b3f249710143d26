/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the keyboard is, for whoever has to put it back. */

#include "config.h"

#include "sb-focus.h"

/**
 * sb_get_focus:
 * @widget: a #GtkWidget
 *
 * Returns: (transfer none) (nullable): what has the keyboard in the window of @widget; %NULL without one, too
 */
GtkWidget *
sb_get_focus (gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}
