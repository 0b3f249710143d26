/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard shortcuts. GtkApplication would find gtk/help-overlay.ui by itself and keep a hidden window for it; but the
 * GTK 4.8 that a screen reader asks for one window too many, as it does when a dialog has just gone, hands out the last
 * there is, hidden or not, and crashes if that was never shown. So the window is made when it is asked for, and no window
 * of ours is ever kept hidden. */

#include "config.h"

#include "sb-shortcuts.h"

/**
 * sb_show_shortcuts:
 * @parent: (nullable): the window that it belongs to
 */
void
sb_show_shortcuts (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/switchback_app/Switchback/help-overlay.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
