/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The main menu, the same on every page that has one. An entry whose action the page does not have is hidden. */

#include "config.h"

#include "sb-main-menu-button.h"

struct _SbMainMenuButton
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (SbMainMenuButton, sb_main_menu_button, ADW_TYPE_BIN)

static void
sb_main_menu_button_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_MAIN_MENU_BUTTON);

  G_OBJECT_CLASS (sb_main_menu_button_parent_class)->dispose (object);
}

static void
sb_main_menu_button_class_init (SbMainMenuButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_main_menu_button_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/switchback_app/Switchback/sb-main-menu-button.ui");
}

static void
sb_main_menu_button_init (SbMainMenuButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
