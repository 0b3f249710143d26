/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* In the header bar of every page, while something is owed: how many log-ins; and, when it is opened, as whom, since when,
 * what is being done and what went wrong last. It activates win.try-owed. */

#include "config.h"

#include "sb-owed-button.h"

#include "sb-owed-row.h"
#include "sb-owed-words.h"

#define CONTENT_WIDTH 260

struct _SbOwedButton
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *error_label;
  GtkLabel *label;
  GtkListBox *list_box;
  GtkMenuButton *menu_button;
  GtkPopover *popover;
  GtkLabel *status_label;
  GtkLabel *title_label;
  GtkWidget *try_button;

  /* owned */
  SbOwedPresenter *presenter;

  /* state */
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (SbOwedButton, sb_owed_button, ADW_TYPE_BIN)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* GTK 4.8 measures a popover as if it had no shadow, wider than it gets; where a line breaks in between, the last of what is
 * in it is cut. So it is told how high it has to be. */
static void
fit_popover (SbOwedButton *self)
{
  GtkWidget *content = gtk_popover_get_child (self->popover);
  int width, height;

  gtk_widget_set_size_request (content, CONTENT_WIDTH, -1);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_set_size_request (content, CONTENT_WIDTH, height);
}

static void
update (SbOwedButton *self)
{
  g_autofree char *label = NULL;
  g_autofree char *title = NULL;
  g_autofree char *status = NULL;
  g_autofree char *error_text = NULL;
  g_autofree char *number = NULL;
  guint count;
  gboolean is_ours = sb_owed_presenter_get_own_count (self->presenter) > 0;

  g_object_get (self->presenter, "count", &count, "label", &label, "title", &title, "status", &status, "error-text",
                &error_text, NULL);
  number = g_strdup_printf ("%u", count);
  gtk_label_set_text (self->label, self->is_narrow ? number : label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
  show_text (self->title_label, title);
  show_text (self->status_label, status);
  show_text (self->error_label, is_ours ? error_text : NULL);
  gtk_widget_set_visible (self->try_button, is_ours);
  fit_popover (self);

  if (count == 0)
    gtk_popover_popdown (self->popover);
  gtk_widget_set_visible (GTK_WIDGET (self), count > 0);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  SbOwedButton *self = user_data;
  g_autofree char *name = sb_owed_words_make_name (item);
  g_autofree char *line = sb_owed_presenter_make_line (self->presenter, item);

  return sb_owed_row_new (name, line);
}

static void
sb_owed_button_dispose (GObject *object)
{
  SbOwedButton *self = SB_OWED_BUTTON (object);

  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_OWED_BUTTON);
  g_clear_object (&self->presenter);

  G_OBJECT_CLASS (sb_owed_button_parent_class)->dispose (object);
}

static void
sb_owed_button_class_init (SbOwedButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_owed_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-owed-button.ui");
  gtk_widget_class_bind_template_callback (widget_class, fit_popover);
  gtk_widget_class_bind_template_child (widget_class, SbOwedButton, error_label);
  gtk_widget_class_bind_template_child (widget_class, SbOwedButton, label);
  gtk_widget_class_bind_template_child (widget_class, SbOwedButton, list_box);
  gtk_widget_class_bind_template_child (widget_class, SbOwedButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SbOwedButton, popover);
  gtk_widget_class_bind_template_child (widget_class, SbOwedButton, status_label);
  gtk_widget_class_bind_template_child (widget_class, SbOwedButton, title_label);
  gtk_widget_class_bind_template_child (widget_class, SbOwedButton, try_button);
}

static void
sb_owed_button_init (SbOwedButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sb_owed_button_set_presenter:
 * @self: the button
 * @presenter: what it shows
 *
 * To be called once.
 */
void
sb_owed_button_set_presenter (SbOwedButton *self, SbOwedPresenter *presenter)
{
  static const char *const properties[] = { "count", "label", "title", "status", "error-text" };

  g_return_if_fail (SB_IS_OWED_BUTTON (self));
  g_return_if_fail (self->presenter == NULL);

  self->presenter = g_object_ref (presenter);
  gtk_list_box_bind_model (self->list_box, sb_owed_presenter_get_all (presenter), make_row, self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", properties[i], NULL);

      g_signal_connect_object (presenter, signal, G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }

  update (self);
}

/**
 * sb_owed_button_set_narrow:
 * @self: the button
 * @is_narrow: whether there is room for a number only
 */
void
sb_owed_button_set_narrow (SbOwedButton *self, gboolean is_narrow)
{
  g_return_if_fail (SB_IS_OWED_BUTTON (self));

  self->is_narrow = is_narrow;
  if (self->presenter != NULL)
    update (self);
}
