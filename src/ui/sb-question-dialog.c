/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A question about the whole window, or something that must not be missed: what it is about, and the answers, one below
 * the other, so that each has room for its words. Closing it is the answer "cancel". Whoever asks closes it. */

#include "config.h"

#include "sb-question-dialog.h"

#include "sb-help-viewer.h"
#include "sb-why-button.h"

struct _SbQuestionDialog
{
  AdwWindow parent_instance;

  /* template widgets */
  GtkLabel *body_label;
  GtkBox *button_box;
  GtkLabel *status_label;
  GtkLabel *title_label;
  SbWhyButton *why_button;
};

G_DEFINE_FINAL_TYPE (SbQuestionDialog, sb_question_dialog, ADW_TYPE_WINDOW)

static guint answered_signal;

static void
answer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, answered_signal, 0, g_variant_get_string (parameter, NULL));
}

static gboolean
sb_question_dialog_close_request (GtkWindow *window)
{
  g_signal_emit (window, answered_signal, 0, "cancel");

  return GDK_EVENT_STOP;
}

static void
sb_question_dialog_dispose (GObject *object)
{
  /* GTK 4.8 would still ask a default button that is gone. */
  gtk_window_set_default_widget (GTK_WINDOW (object), NULL);
  adw_window_set_content (ADW_WINDOW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_QUESTION_DIALOG);

  G_OBJECT_CLASS (sb_question_dialog_parent_class)->dispose (object);
}

static void
sb_question_dialog_class_init (SbQuestionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_question_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sb_question_dialog_close_request;

  /**
   * SbQuestionDialog::answered:
   * @answer: of the button, or "cancel"
   */
  answered_signal = g_signal_new ("answered", SB_TYPE_QUESTION_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SB_TYPE_WHY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-question-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SbQuestionDialog, body_label);
  gtk_widget_class_bind_template_child (widget_class, SbQuestionDialog, button_box);
  gtk_widget_class_bind_template_child (widget_class, SbQuestionDialog, status_label);
  gtk_widget_class_bind_template_child (widget_class, SbQuestionDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, SbQuestionDialog, why_button);

  gtk_widget_class_install_action (widget_class, "question.answer", "s", answer);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  sb_help_viewer_add_key (widget_class);
}

static void
sb_question_dialog_init (SbQuestionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_question_dialog_new (GtkWindow *parent)
{
  SbQuestionDialog *self = g_object_new (SB_TYPE_QUESTION_DIALOG, "transient-for", parent, NULL);
  int width, height;

  /* Never wider than the window that it belongs to, which may be as narrow as a telephone. */
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), MIN (width, gtk_widget_get_width (GTK_WIDGET (parent))), height);

  return GTK_WIDGET (self);
}

/**
 * sb_question_dialog_set_problem:
 * @self: the dialog
 * @problem: what it is about
 */
void
sb_question_dialog_set_problem (SbQuestionDialog *self, const SbProblem *problem)
{
  g_return_if_fail (SB_IS_QUESTION_DIALOG (self));

  gtk_window_set_title (GTK_WINDOW (self), problem->title);
  gtk_label_set_text (self->title_label, problem->title);
  gtk_label_set_text (self->body_label, problem->body);
  sb_why_button_set_help (self->why_button, problem->help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem->body, -1);
}

/**
 * sb_question_dialog_set_status:
 * @self: the dialog
 * @status: (nullable): what is under way, or went wrong
 */
void
sb_question_dialog_set_status (SbQuestionDialog *self, const char *status)
{
  g_return_if_fail (SB_IS_QUESTION_DIALOG (self));

  gtk_label_set_text (self->status_label, status != NULL ? status : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), status != NULL && *status != '\0');
}

/**
 * sb_question_dialog_add_button:
 * @self: the dialog
 * @label: with a mnemonic
 * @answer_id: what ::answered says; of "cancel" there is to be one
 * @style_class: (nullable): e.g. "suggested-action"
 *
 * The first that is added has the keyboard, and is what Enter means.
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
sb_question_dialog_add_button (SbQuestionDialog *self,
                               const char *label,
                               const char *answer_id,
                               const char *style_class)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  const gboolean is_first = gtk_widget_get_first_child (GTK_WIDGET (self->button_box)) == NULL;

  g_return_val_if_fail (SB_IS_QUESTION_DIALOG (self), NULL);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "question.answer");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", answer_id);
  if (style_class != NULL)
    gtk_widget_add_css_class (button, style_class);
  gtk_box_append (self->button_box, button);

  if (is_first)
    {
      gtk_window_set_default_widget (GTK_WINDOW (self), button);
      gtk_widget_grab_focus (button);
    }

  return button;
}
