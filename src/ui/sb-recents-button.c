/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The learners at hand in the header bar: the favourites, and those whom one logged in as last. Choosing one activates
 * "users.log-in-as". */

#include "config.h"

#include "sb-recents-button.h"

#include <glib/gi18n.h>

#include "sb-focus.h"
#include "sb-learner-cell.h"

struct _SbRecentsButton
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *favourites_group;
  GtkListBox *favourites_list;
  GtkMenuButton *menu_button;
  GtkPopover *popover;
  GtkWidget *recents_group;
  GtkListBox *recents_list;

  /* owned */
  GSignalGroup *favourites_signals;
  GSignalGroup *recents_signals;

  /* state */
  int focused_row; /* of the favourites, while they change; -1 for none */
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

static GtkWidget *
make_favourite_row (gpointer item, gpointer user_data)
{
  SbLearner *learner = SB_LEARNER (item);
  /* Translators: a button; %s is the name of a person. */
  g_autofree char *label = g_strdup_printf (_("Remove %s from favourites"), sb_learner_get_display_name (learner));
  GtkWidget *row = make_row (item, user_data);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("starred-symbolic");
  GtkWidget *cell = g_object_ref (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_box_append (GTK_BOX (box), cell);
  gtk_box_append (GTK_BOX (box), button);
  g_object_unref (cell);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", sb_learner_get_id (learner));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "users.toggle-favourite");

  return row;
}

static gboolean
show_group (GSignalGroup *signals, GtkWidget *group)
{
  g_autoptr (GListModel) people = g_signal_group_dup_target (signals);
  const gboolean has_any = people != NULL && g_list_model_get_n_items (people) > 0;

  gtk_widget_set_visible (group, has_any);

  return has_any;
}

static void
update_groups (SbRecentsButton *self)
{
  const gboolean has_favourites = show_group (self->favourites_signals, self->favourites_group);
  const gboolean has_recents = show_group (self->recents_signals, self->recents_group);

  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), has_favourites || has_recents);
}

/* Before the list hears that a favourite has gone. */
static void
favourites_change_cb (SbRecentsButton *self)
{
  GtkWidget *focus = sb_get_focus (self);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  gboolean is_favourite = row != NULL && gtk_widget_get_parent (row) == GTK_WIDGET (self->favourites_list);

  self->focused_row = is_favourite ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

/* And after: the keyboard goes to who moved up, or to whoever is there. */
static void
favourites_changed_cb (SbRecentsButton *self)
{
  GtkListBoxRow *row = NULL;

  if (self->focused_row < 0)
    return;

  for (int i = self->focused_row; row == NULL && i >= 0; i--)
    row = gtk_list_box_get_row_at_index (self->favourites_list, i);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->recents_list, 0);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else
    gtk_popover_popdown (self->popover);
}

static void
sb_recents_button_dispose (GObject *object)
{
  SbRecentsButton *self = SB_RECENTS_BUTTON (object);

  g_clear_object (&self->favourites_signals);
  g_clear_object (&self->recents_signals);
  if (self->recents_list != NULL)
    gtk_list_box_bind_model (self->recents_list, NULL, NULL, NULL, NULL);
  if (self->favourites_list != NULL)
    gtk_list_box_bind_model (self->favourites_list, NULL, NULL, NULL, NULL);
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
  gtk_widget_class_bind_template_child (widget_class, SbRecentsButton, favourites_group);
  gtk_widget_class_bind_template_child (widget_class, SbRecentsButton, favourites_list);
  gtk_widget_class_bind_template_child (widget_class, SbRecentsButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SbRecentsButton, popover);
  gtk_widget_class_bind_template_child (widget_class, SbRecentsButton, recents_group);
  gtk_widget_class_bind_template_child (widget_class, SbRecentsButton, recents_list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sb_recents_button_init (SbRecentsButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->favourites_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->favourites_signals, "items-changed", G_CALLBACK (update_groups), self);
  g_signal_group_connect_swapped (self->favourites_signals, "items-changed", G_CALLBACK (favourites_change_cb), self);
  g_signal_group_connect_data (self->favourites_signals, "items-changed", G_CALLBACK (favourites_changed_cb), self,
                               NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  self->recents_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->recents_signals, "items-changed", G_CALLBACK (update_groups), self);
}

/**
 * sb_recents_button_set_people:
 * @self: the button
 * @recents: (element-type SbLearner): newest first
 * @favourites: (element-type SbLearner): newest first
 */
void
sb_recents_button_set_people (SbRecentsButton *self, GListModel *recents, GListModel *favourites)
{
  g_return_if_fail (SB_IS_RECENTS_BUTTON (self));

  g_signal_group_set_target (self->recents_signals, recents);
  g_signal_group_set_target (self->favourites_signals, favourites);
  gtk_list_box_bind_model (self->recents_list, recents, make_row, NULL, NULL);
  gtk_list_box_bind_model (self->favourites_list, favourites, make_favourite_row, NULL, NULL);
  update_groups (self);
}
