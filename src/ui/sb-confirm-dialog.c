/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pre-flight card: who exactly, what they will receive, what stands in the way, and why. Nothing is sent before the
 * default button, which says the name. All it knows it has from SbConfirmPresenter. */

#include "config.h"

#include "sb-confirm-dialog.h"

#include <glib/gi18n.h>

#include "sb-capabilities.h"
#include "sb-dialog-size.h"
#include "sb-fact-row.h"
#include "sb-help-viewer.h"
#include "sb-why-button.h"

struct _SbConfirmDialog
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwAvatar *avatar;
  GtkButton *cancel_button;
  GtkWidget *confirm_button;
  GtkLabel *confirm_label;
  GtkSpinner *confirm_spinner;
  AdwEntryRow *course_row;
  AdwComboRow *domain_row;
  GtkWidget *entries;
  GtkListBox *facts_list;
  GtkLabel *identification_label;
  GtkSwitch *look_only_switch;
  GtkLabel *problem_label;
  GtkRevealer *problem_revealer;
  AdwEntryRow *reason_row;
  GtkScrolledWindow *scrolled_window;
  AdwEntryRow *ticket_row;
  GtkLabel *title_label;
  SbWhyButton *why_button;

  /* owned */
  SbConfirmPresenter *presenter;

  /* borrowed */
  GtkWidget *focus_before; /* weak: where the keyboard was before the entries could not be used */
};

G_DEFINE_FINAL_TYPE (SbConfirmDialog, sb_confirm_dialog, ADW_TYPE_WINDOW)

static void
confirm (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_confirm_presenter_confirm (SB_CONFIRM_DIALOG (widget)->presenter);
}

/* While it starts there is nothing to do but to cancel. The keyboard goes there before the entries become
 * insensitive: GTK 4.8 never tells a text in them that it has lost the focus, and complains when its cursor blinks.
 * */
static void
move_focus (SbConfirmDialog *self, SbConfirmState state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean is_in_entries = focus != NULL && gtk_widget_is_ancestor (focus, self->entries);
  gboolean is_usable = state != SB_CONFIRM_STARTING && state != SB_CONFIRM_BLOCKED;

  if (is_usable && self->focus_before != NULL)
    {
      gtk_widget_grab_focus (self->focus_before);
      g_clear_weak_pointer (&self->focus_before);
    }
  else if (!is_usable && is_in_entries)
    {
      g_set_weak_pointer (&self->focus_before, focus);
      gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
    }
}

static void
update_state (SbConfirmDialog *self)
{
  SbConfirmState state = sb_confirm_presenter_get_state (self->presenter);
  const SbProblem *problem = sb_confirm_presenter_get_problem (self->presenter);
  gboolean can_confirm;
  gboolean is_starting = state == SB_CONFIRM_STARTING;

  g_object_get (self->presenter, "can-confirm", &can_confirm, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "confirm.confirm", can_confirm);
  if (is_starting || state == SB_CONFIRM_BLOCKED)
    move_focus (self, state);
  gtk_widget_set_visible (self->entries, state != SB_CONFIRM_BLOCKED);
  gtk_widget_set_sensitive (self->entries, !is_starting);
  move_focus (self, state);
  gtk_spinner_set_spinning (self->confirm_spinner, is_starting);
  gtk_widget_set_visible (GTK_WIDGET (self->confirm_spinner), is_starting);

  if (problem != NULL)
    {
      g_autofree char *text = g_strdup_printf ("%s\n%s", problem->title, problem->body);

      gtk_label_set_text (self->problem_label, text);
      sb_why_button_set_help (self->why_button, problem->help);
    }

  gtk_revealer_set_reveal_child (self->problem_revealer, problem != NULL);
}

static void
update_texts (SbConfirmDialog *self)
{
  g_autofree char *title = NULL;
  g_autofree char *identification = NULL;
  g_autofree char *label = NULL;

  g_object_get (self->presenter, "title", &title, "identification", &identification, "confirm-label", &label, NULL);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->identification_label, identification);
  gtk_label_set_text (self->confirm_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->confirm_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* In large text the reason, which has the focus at first, is below what is to be read first. Nobody should have to type
 * what they do not see. */
static void
show_reason_cb (SbConfirmDialog *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (self->reason_row), GTK_WIDGET (self->scrolled_window), &bounds))
    gtk_adjustment_clamp_page (adjustment, value + bounds.origin.y, value + bounds.origin.y + bounds.size.height);
}

static void
update_reason_title (SbConfirmDialog *self)
{
  gboolean is_required;

  g_object_get (self->presenter, "is-reason-required", &is_required, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason_row),
                                 is_required ? _("Reason") : _("Reason (optional)"));
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbConfirmDialog) self = user_data;
  g_autoptr (GdkTexture) texture = sb_picture_loader_load_finish (SB_PICTURE_LOADER (source), result, NULL);

  if (texture != NULL && self->avatar != NULL)
    adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
}

static void
show_learner (SbConfirmDialog *self, SbPictureLoader *pictures)
{
  SbLearner *learner = sb_confirm_presenter_get_learner (self->presenter);
  const char *url = sb_learner_get_avatar_url (learner);

  /* The title may have been shortened. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), sb_learner_get_display_name (learner));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title_label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sb_learner_get_display_name (learner), -1);
  /* So may the user name. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->identification_label), sb_learner_get_user_name (learner));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->identification_label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sb_learner_get_user_name (learner), -1);
  adw_avatar_set_text (self->avatar, sb_learner_get_display_name (learner));
  if (url != NULL && pictures != NULL)
    sb_picture_loader_load_async (pictures, url, NULL, picture_loaded_cb, g_object_ref (self));
}

static void
domain_chosen_cb (SbConfirmDialog *self)
{
  GPtrArray *domains = sb_confirm_presenter_get_domains (self->presenter);
  guint selected = adw_combo_row_get_selected (self->domain_row);

  /* The first entry is "choose one". */
  g_object_set (self->presenter, "domain",
                selected > 0 && selected <= domains->len ? ((SbDomain *) domains->pdata[selected - 1])->id : NULL, NULL);
}

static void
show_domains (SbConfirmDialog *self)
{
  GPtrArray *domains = sb_confirm_presenter_get_domains (self->presenter);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->domain_row), domains->len > 1);
  if (domains->len < 2)
    return;

  gtk_string_list_append (titles, C_("domain", "Choose"));
  for (guint i = 0; i < domains->len; i++)
    gtk_string_list_append (titles, ((SbDomain *) domains->pdata[i])->title);

  adw_combo_row_set_model (self->domain_row, G_LIST_MODEL (titles));
  g_signal_connect_object (self->domain_row, "notify::selected", G_CALLBACK (domain_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
make_fact_row (gpointer item, gpointer user_data)
{
  return sb_fact_row_new (item);
}

static void
begun_cb (SbConfirmDialog *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Closing is cancelling, however it is done; a request that is on its way is given up by the presenter. */
static gboolean
sb_confirm_dialog_close_request (GtkWindow *window)
{
  sb_confirm_presenter_cancel (SB_CONFIRM_DIALOG (window)->presenter);

  return GTK_WINDOW_CLASS (sb_confirm_dialog_parent_class)->close_request (window);
}

static void
sb_confirm_dialog_dispose (GObject *object)
{
  SbConfirmDialog *self = SB_CONFIRM_DIALOG (object);

  g_clear_weak_pointer (&self->focus_before);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_CONFIRM_DIALOG);
  g_clear_object (&self->presenter);

  G_OBJECT_CLASS (sb_confirm_dialog_parent_class)->dispose (object);
}

static void
sb_confirm_dialog_class_init (SbConfirmDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_confirm_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sb_confirm_dialog_close_request;

  g_type_ensure (SB_TYPE_WHY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-confirm-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, avatar);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, confirm_label);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, confirm_spinner);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, course_row);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, domain_row);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, entries);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, facts_list);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, identification_label);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, look_only_switch);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, ticket_row);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, SbConfirmDialog, why_button);

  gtk_widget_class_install_action (widget_class, "confirm.confirm", NULL, confirm);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  sb_help_viewer_add_key (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "confirm.confirm", NULL);
}

static void
sb_confirm_dialog_init (SbConfirmDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sb_confirm_dialog_new:
 * @presenter: what is asked about
 * @pictures: (nullable): where pictures come from
 * @parent: the window that it belongs to
 *
 * Returns: (transfer floating): the dialog, not shown yet
 */
GtkWidget *
sb_confirm_dialog_new (SbConfirmPresenter *presenter, SbPictureLoader *pictures, GtkWindow *parent)
{
  SbConfirmDialog *self = g_object_new (SB_TYPE_CONFIRM_DIALOG, "transient-for", parent, NULL);

  sb_set_dialog_size (GTK_WINDOW (self), parent);

  self->presenter = g_object_ref (presenter);
  g_object_bind_property (presenter, "reason", self->reason_row, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (presenter, "ticket", self->ticket_row, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (presenter, "course", self->course_row, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_list_box_bind_model (self->facts_list, sb_confirm_presenter_get_facts (presenter), make_fact_row, NULL, NULL);

  g_signal_connect_object (presenter, "notify::state", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "notify::can-confirm", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "notify::problem", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "notify::is-reason-required", G_CALLBACK (update_reason_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "notify::identification", G_CALLBACK (update_texts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "notify::confirm-label", G_CALLBACK (update_texts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "begun", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (self->reason_row, "changed", G_CALLBACK (show_reason_cb), self, G_CONNECT_SWAPPED);

  show_learner (self, pictures);
  show_domains (self);
  update_texts (self);
  update_reason_title (self);
  update_state (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_row));
  sb_confirm_presenter_load (presenter);

  return GTK_WIDGET (self);
}

/**
 * sb_confirm_dialog_set_policy:
 * @self: the dialog
 * @policy: the seat belts of the log-in that is asked about, to be set here
 */
void
sb_confirm_dialog_set_policy (SbConfirmDialog *self, SbVisitPolicy *policy)
{
  g_return_if_fail (SB_IS_CONFIRM_DIALOG (self));

  g_object_bind_property (policy, "look-only", self->look_only_switch, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}
