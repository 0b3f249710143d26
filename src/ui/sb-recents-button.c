/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The learners whom one logged in as last, at hand in the header bar. Choosing one activates "users.log-in-as". */

#include "config.h"

#include "sb-recents-button.h"

#include <glib/gi18n.h>

#include "sb-learner-cell.h"

struct _SbRecentsButton
{
  AdwBin parent_instance;

  /* template widgets */
  GtkListBox *list_box;
  GtkMenuButton *menu_button;
  GtkPopover *popover;

  /* owned */
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (SbRecentsButton, sb_recents_button, ADW_TYPE_BIN)

static void
row_activated_cb (SbRecentsButton *self, GtkListBoxRow *row)
{
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "users.log-in-as", "s",
                              g_object_get_data (G_OBJECT (row), "learner-id"));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  SbLearner *learner = SB_LEARNER (item);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *cell = sb_learner_cell_new (NULL);

  sb_learner_cell_set_learner (SB_LEARNER_CELL (cell), learner);
  gtk_widget_set_margin_top (cell, 6);
  gtk_widget_set_margin_bottom (cell, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), cell);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sb_learner_get_display_name (learner), -1);
  g_object_set_data_full (G_OBJECT (row), "learner-id", g_strdup (sb_learner_get_id (learner)), g_free);

  return row;
}

static void
update_sensitive (SbRecentsButton *self)
{
  g_autoptr (GListModel) recents = g_signal_group_dup_target (self->signals);

  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), recents != NULL && g_list_model_get_n_items (recents) > 0);
}

static void
sb_recents_button_dispose (GObject *object)
{
  SbRecentsButton *self = SB_RECENTS_BUTTON (object);

  g_clear_object (&self->signals);
  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_RECENTS_BUTTON);

  G_OBJECT_CLASS (sb_recents_button_parent_class)->dispose (object);
}

static void
sb_recents_button_class_init (SbRecentsButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_recents_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-recents-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SbRecentsButton, list_box);
  gtk_widget_class_bind_template_child (widget_class, SbRecentsButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SbRecentsButton, popover);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sb_recents_button_init (SbRecentsButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (update_sensitive), self);
}

/**
 * sb_recents_button_set_recents:
 * @self: the button
 * @recents: (element-type SbLearner): newest first
 */
void
sb_recents_button_set_recents (SbRecentsButton *self, GListModel *recents)
{
  g_return_if_fail (SB_IS_RECENTS_BUTTON (self));

  g_signal_group_set_target (self->signals, recents);
  gtk_list_box_bind_model (self->list_box, recents, make_row, NULL, NULL);
  update_sensitive (self);
}
