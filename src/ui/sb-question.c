/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One question over a window. GtkMessageDialog and AdwMessageDialog are deprecated in newer versions and AdwAlertDialog
 * is not in the oldest that we support, so this is a window of our own. It answers once, also when it is closed or dies
 * with the window below it. */

#include "config.h"

#include "sb-question.h"

#include "sb-help-viewer.h"

struct _SbQuestion
{
  AdwWindow parent_instance;

  /* template widgets */
  GtkLabel *body_label;
  GtkCheckButton *check_button;
  GtkEntry *entry;
  GtkButton *no_button;
  GtkLabel *title_label;
  GtkButton *yes_button;

  /* owned */
  GWeakRef owner;
  gpointer data;
  GDestroyNotify data_free;

  /* state */
  SbQuestionFunc answered;
};

G_DEFINE_FINAL_TYPE (SbQuestion, sb_question, ADW_TYPE_WINDOW)

static void
answer (SbQuestion *self, gboolean is_yes)
{
  SbQuestionFunc answered = g_steal_pointer (&self->answered);
  gpointer data = g_steal_pointer (&self->data);
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  gboolean has_entry;

  if (answered == NULL)
    return;

  has_entry = gtk_widget_get_visible (GTK_WIDGET (self->entry));
  if (owner != NULL)
    answered (owner, is_yes, gtk_check_button_get_active (self->check_button),
              has_entry ? gtk_editable_get_text (GTK_EDITABLE (self->entry)) : NULL, data);
  if (self->data_free != NULL && data != NULL)
    self->data_free (data);
}

static void
yes (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (SbQuestion) self = g_object_ref (SB_QUESTION (widget));

  gtk_widget_set_visible (widget, FALSE);
  answer (self, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
sb_question_close_request (GtkWindow *window)
{
  answer (SB_QUESTION (window), FALSE);

  return GTK_WINDOW_CLASS (sb_question_parent_class)->close_request (window);
}

static void
sb_question_dispose (GObject *object)
{
  SbQuestion *self = SB_QUESTION (object);

  if (self->answered != NULL)
    answer (self, FALSE);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_QUESTION);

  G_OBJECT_CLASS (sb_question_parent_class)->dispose (object);
}

static void
sb_question_finalize (GObject *object)
{
  g_weak_ref_clear (&SB_QUESTION (object)->owner);

  G_OBJECT_CLASS (sb_question_parent_class)->finalize (object);
}

static void
sb_question_class_init (SbQuestionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sb_question_dispose;
  object_class->finalize = sb_question_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = sb_question_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-question.ui");
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, body_label);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, check_button);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, entry);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, no_button);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, title_label);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, yes_button);
  gtk_widget_class_install_action (widget_class, "question.yes", NULL, yes);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  sb_help_viewer_add_key (widget_class);
}

static void
sb_question_init (SbQuestion *self)
{
  g_weak_ref_init (&self->owner, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sb_question_new:
 * @parent: a widget of the window that is asked over
 * @title: the question
 * @body: (nullable): what to know before answering
 * @yes_label: the button, with a mnemonic
 * @no_label: (nullable): the other button, with a mnemonic; %NULL if there is nothing to choose
 *
 * Returns: (transfer none): a question, owned by GTK, to be shown with sb_question_ask()
 */
SbQuestion *
sb_question_new (GtkWidget *parent, const char *title, const char *body, const char *yes_label, const char *no_label)
{
  SbQuestion *self = g_object_new (SB_TYPE_QUESTION, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  /* What is asked about has gone from the screen: nobody can say yes to it any more. */
  g_signal_connect_object (parent, "unmap", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->body_label, body == NULL ? "" : body);
  gtk_widget_set_visible (GTK_WIDGET (self->body_label), body != NULL && *body != '\0');
  gtk_button_set_label (self->yes_button, yes_label);
  gtk_button_set_label (self->no_button, no_label == NULL ? "" : no_label);
  gtk_widget_set_visible (GTK_WIDGET (self->no_button), no_label != NULL);

  return self;
}

void
sb_question_add_check (SbQuestion *self, const char *label)
{
  g_return_if_fail (SB_IS_QUESTION (self));

  gtk_check_button_set_label (self->check_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->check_button), TRUE);
}

void
sb_question_add_entry (SbQuestion *self, const char *text)
{
  GtkLabel *name = self->title_label;

  g_return_if_fail (SB_IS_QUESTION (self));

  /* It is named after what is asked. Not by a relation: see build-aux/check-ui. */
  if (gtk_widget_get_visible (GTK_WIDGET (self->body_label)))
    name = self->body_label;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (name), -1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), TRUE);
}

/**
 * sb_question_set_dangerous:
 * @self: a question
 *
 * Return does not say yes, and the button does not invite to.
 */
void
sb_question_set_dangerous (SbQuestion *self)
{
  g_return_if_fail (SB_IS_QUESTION (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->yes_button), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->no_button));
}

/**
 * sb_question_ask:
 * @self: (transfer none): a question
 * @owner: who asks; held weakly, and told nothing when gone
 * @answered: told the answer, once
 * @data: (nullable): for @answered
 * @data_free: (nullable): frees @data, whatever becomes of the question
 *
 * Shows the question.
 */
void
sb_question_ask (SbQuestion *self, GObject *owner, SbQuestionFunc answered, gpointer data, GDestroyNotify data_free)
{
  GtkWidget *focus;

  g_return_if_fail (SB_IS_QUESTION (self));
  g_return_if_fail (answered != NULL);

  g_weak_ref_set (&self->owner, owner);
  self->answered = answered;
  self->data = data;
  self->data_free = data_free;

  focus = gtk_window_get_default_widget (GTK_WINDOW (self));
  if (gtk_widget_get_visible (GTK_WIDGET (self->entry)))
    focus = GTK_WIDGET (self->entry);
  gtk_widget_grab_focus (focus);
  gtk_window_present (GTK_WINDOW (self));
}
