/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The menu of a row: the vendor's own words for the log-in, and under it, where a rule forbids it, the rule in words. The
 * menu belongs to one learner and has actions of its own, because whether one may log in differs from row to row;
 * choosing it activates "users.log-in-as" on the page. */

#include "config.h"

#include "sb-learner-menu.h"

#include <glib/gi18n.h>

#include "sb-help.h"
#include "sb-problem.h"
#include "sb-why-button.h"

static void
log_in (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *menu = user_data;
  SbLearner *learner = g_object_get_data (G_OBJECT (action), "learner");

  gtk_popover_popdown (GTK_POPOVER (menu));
  gtk_widget_activate_action (menu, "users.log-in-as", "s", sb_learner_get_id (learner));
}

static void
copy_email (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SbLearner *learner = g_object_get_data (G_OBJECT (action), "learner");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), sb_learner_get_email (learner));
}

static void
copy_user_name (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SbLearner *learner = g_object_get_data (G_OBJECT (action), "learner");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), sb_learner_get_user_name (learner));
}

static void
toggle_favourite (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *menu = user_data;
  SbLearner *learner = g_object_get_data (G_OBJECT (action), "learner");

  gtk_popover_popdown (GTK_POPOVER (menu));
  gtk_widget_activate_action (menu, "users.toggle-favourite", "s", sb_learner_get_id (learner));
}

typedef void (*ActionFunc) (GSimpleAction *action, GVariant *parameter, gpointer user_data);

static void
add_action (GSimpleActionGroup *group,
            GtkWidget *menu,
            const char *name,
            ActionFunc func,
            SbLearner *learner,
            gboolean is_enabled)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

  g_simple_action_set_enabled (action, is_enabled);
  g_object_set_data_full (G_OBJECT (action), "learner", g_object_ref (learner), g_object_unref);
  g_signal_connect_object (action, "activate", G_CALLBACK (func), menu, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

static GMenuModel *
make_model (SbLearner *learner, gboolean is_favourite, SbRefusal refusal)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) log_in_section = g_menu_new ();
  g_autoptr (GMenu) favourite_section = g_menu_new ();
  g_autoptr (GMenu) copy_section = g_menu_new ();

  g_menu_append (log_in_section,
                 sb_learner_get_level (learner) == SB_LEVEL_POWER_USER ? _("_Log In as This Power User")
                                                                       : _("_Log In as This User"),
                 "menu.log-in");
  if (refusal != SB_REFUSAL_NONE)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

      g_menu_item_set_attribute (item, "custom", "s", "refusal");
      g_menu_append_item (log_in_section, item);
    }

  g_menu_append (favourite_section, is_favourite ? _("Remove from _Favourites") : _("Add to _Favourites"),
                 "menu.toggle-favourite");
  g_menu_append (copy_section, _("Copy _E-mail Address"), "menu.copy-email");
  g_menu_append (copy_section, _("Copy _User Name"), "menu.copy-user-name");

  g_menu_append_section (menu, NULL, G_MENU_MODEL (log_in_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (favourite_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy_section));

  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_refusal_box (SbRefusal refusal)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (sb_refusal_to_sentence (refusal));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), sb_why_button_new (sb_help_get_topic_for_refusal (refusal)));

  return box;
}

/**
 * sb_learner_menu_new:
 * @learner: whose row it is
 * @is_favourite: whether they have a star
 * @refusal: why a log-in is not possible, or %SB_REFUSAL_NONE
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
sb_learner_menu_new (SbLearner *learner, gboolean is_favourite, SbRefusal refusal)
{
  g_autoptr (GMenuModel) model = make_model (learner, is_favourite, refusal);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *menu = gtk_popover_menu_new_from_model (model);

  if (refusal != SB_REFUSAL_NONE)
    gtk_popover_menu_add_child (GTK_POPOVER_MENU (menu), make_refusal_box (refusal), "refusal");

  add_action (group, menu, "log-in", log_in, learner, refusal == SB_REFUSAL_NONE);
  add_action (group, menu, "toggle-favourite", toggle_favourite, learner, TRUE);
  add_action (group, menu, "copy-email", copy_email, learner, sb_learner_get_email (learner) != NULL);
  add_action (group, menu, "copy-user-name", copy_user_name, learner, *sb_learner_get_user_name (learner) != '\0');
  gtk_widget_insert_action_group (menu, "menu", G_ACTION_GROUP (group));

  return menu;
}
