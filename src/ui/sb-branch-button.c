/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The branch filter: a button that names the branch, and a popover that walks the tree one level at a time. The children
 * of a branch are fetched when it is opened, so a tree of any size costs nothing until it is looked at.
 *
 *   popover → stack: list of the branch's children (the first row chooses the branch itself) | spinner | failed */

#include "config.h"

#include "sb-branch-button.h"

#include <glib/gi18n.h>

#include "sb-problem.h"
#include "sb-why-button.h"

struct _SbBranchButton
{
  AdwBin parent_instance;

  /* template widgets */
  GtkMenuButton *menu_button;
  GtkPopover *popover;
  GtkButton *up_button;
  GtkLabel *level_label;
  GtkStack *stack;
  GtkListBox *list_box;
  GtkLabel *problem_label;
  SbWhyButton *why_button;

  /* owned */
  SbPlatform *platform;
  SbBranch *branch;   /* the one that is chosen */
  GPtrArray *path;    /* SbBranch, from the top to the level that is shown */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (SbBranchButton, sb_branch_button, ADW_TYPE_BIN)

enum
{
  PROP_BRANCH = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void load_level (SbBranchButton *self);

static void
choose (SbBranchButton *self, SbBranch *branch)
{
  gtk_popover_popdown (self->popover);

  if (!g_set_object (&self->branch, branch))
    return;

  gtk_menu_button_set_label (self->menu_button, branch != NULL ? sb_branch_get_title (branch) : _("All Branches"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BRANCH]);
}

static SbBranch *
current_level (SbBranchButton *self)
{
  return self->path->len > 0 ? self->path->pdata[self->path->len - 1] : NULL;
}

static void
open_button_clicked_cb (GtkButton *button, SbBranchButton *self)
{
  g_ptr_array_add (self->path, g_object_ref (g_object_get_data (G_OBJECT (button), "branch")));
  load_level (self);
}

static GtkWidget *
make_row (SbBranchButton *self, SbBranch *branch, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (branch != NULL)
    g_object_set_data_full (G_OBJECT (row), "branch", g_object_ref (branch), g_object_unref);

  if (branch != NULL && branch != current_level (self) && sb_branch_get_has_children (branch))
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");
      g_autofree char *label = g_strdup_printf (_("Sub-branches of %s"), title);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, label);
      g_object_set_data_full (G_OBJECT (button), "branch", g_object_ref (branch), g_object_unref);
      g_signal_connect_object (button, "clicked", G_CALLBACK (open_button_clicked_cb), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }

  return row;
}

static void
fill (SbBranchButton *self, GPtrArray *branches)
{
  SbBranch *level = current_level (self);
  g_autofree char *all = level == NULL ? g_strdup (_("All Branches"))
                                       : g_strdup_printf (C_("branch", "All of %s"), sb_branch_get_title (level));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, child);

  gtk_list_box_append (self->list_box, make_row (self, level, all));
  for (guint i = 0; i < branches->len; i++)
    gtk_list_box_append (self->list_box,
                         make_row (self, branches->pdata[i], sb_branch_get_title (branches->pdata[i])));
}

static void
branches_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbBranchButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) branches = sb_platform_list_branches_finish (SB_PLATFORM (source), result, &error);
  g_autoptr (SbProblem) problem = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (branches != NULL)
    {
      fill (self, branches);
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }

  problem = sb_problem_new_for_error (error);
  gtk_label_set_text (self->problem_label, problem->title);
  sb_why_button_set_help (self->why_button, problem->help);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
load_level (SbBranchButton *self)
{
  SbBranch *level = current_level (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  gtk_widget_set_visible (GTK_WIDGET (self->up_button), level != NULL);
  gtk_label_set_text (self->level_label, level != NULL ? sb_branch_get_title (level) : _("Branches"));
  gtk_stack_set_visible_child_name (self->stack, "loading");

  sb_platform_list_branches_async (self->platform, level != NULL ? sb_branch_get_id (level) : NULL, self->cancellable,
                                   branches_listed_cb, g_object_ref (self));
}

static void
go_up (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbBranchButton *self = SB_BRANCH_BUTTON (widget);

  if (self->path->len > 0)
    g_ptr_array_remove_index (self->path, self->path->len - 1);

  load_level (self);
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  load_level (SB_BRANCH_BUTTON (widget));
}

static void
popover_show_cb (SbBranchButton *self)
{
  if (self->platform != NULL)
    load_level (self);
}

static void
row_activated_cb (SbBranchButton *self, GtkListBoxRow *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), "branch"));
}

static void
sb_branch_button_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbBranchButton *self = SB_BRANCH_BUTTON (object);

  switch (property_id)
    {
    case PROP_BRANCH:
      g_value_set_object (value, self->branch);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_branch_button_dispose (GObject *object)
{
  SbBranchButton *self = SB_BRANCH_BUTTON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_BRANCH_BUTTON);
  g_clear_object (&self->platform);
  g_clear_object (&self->branch);
  g_clear_pointer (&self->path, g_ptr_array_unref);

  G_OBJECT_CLASS (sb_branch_button_parent_class)->dispose (object);
}

static void
sb_branch_button_class_init (SbBranchButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sb_branch_button_get_property;
  object_class->dispose = sb_branch_button_dispose;

  properties[PROP_BRANCH] = g_param_spec_object ("branch", NULL, NULL, SB_TYPE_BRANCH,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SB_TYPE_WHY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-branch-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SbBranchButton, level_label);
  gtk_widget_class_bind_template_child (widget_class, SbBranchButton, list_box);
  gtk_widget_class_bind_template_child (widget_class, SbBranchButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SbBranchButton, popover);
  gtk_widget_class_bind_template_child (widget_class, SbBranchButton, problem_label);
  gtk_widget_class_bind_template_child (widget_class, SbBranchButton, stack);
  gtk_widget_class_bind_template_child (widget_class, SbBranchButton, up_button);
  gtk_widget_class_bind_template_child (widget_class, SbBranchButton, why_button);
  gtk_widget_class_bind_template_callback (widget_class, popover_show_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "branch.up", NULL, go_up);
  gtk_widget_class_install_action (widget_class, "branch.retry", NULL, retry);
}

static void
sb_branch_button_init (SbBranchButton *self)
{
  self->path = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sb_branch_button_set_platform (SbBranchButton *self, SbPlatform *platform)
{
  g_return_if_fail (SB_IS_BRANCH_BUTTON (self));

  if (!g_set_object (&self->platform, platform))
    return;

  g_ptr_array_set_size (self->path, 0);
  sb_branch_button_clear (self);
}

/**
 * sb_branch_button_get_branch:
 *
 * Returns: (transfer none) (nullable): the chosen branch, or %NULL for all
 */
SbBranch *
sb_branch_button_get_branch (SbBranchButton *self)
{
  g_return_val_if_fail (SB_IS_BRANCH_BUTTON (self), NULL);

  return self->branch;
}

void
sb_branch_button_clear (SbBranchButton *self)
{
  g_return_if_fail (SB_IS_BRANCH_BUTTON (self));

  g_ptr_array_set_size (self->path, 0);
  choose (self, NULL);
}
