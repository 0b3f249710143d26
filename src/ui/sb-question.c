/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One question over a window. GtkMessageDialog and AdwMessageDialog are deprecated in newer versions and AdwAlertDialog
 * is not in the oldest that we support, so this is a window of our own. There are two kinds. One is answered with yes
 * or no, and answers once, also when it is closed or dies with the window below it. The other stands until whoever asks
 * takes it away, because what it is about may still change: its answers are one below the other, so that each has room
 * for its words. */

#include "config.h"

#include "sb-question.h"

#include "sb-dialog-size.h"
#include "sb-help-viewer.h"
#include "sb-why-button.h"

struct _SbQuestion
{
  AdwWindow parent_instance;

  /* template widgets */
  GtkLabel *body_label;
  GtkBox *button_box;
  GtkCheckButton *check_button;
  GtkEntry *entry;
  GtkLabel *status_label;
  GtkLabel *title_label;
  SbWhyButton *why_button;

  /* owned */
  GWeakRef owner;
  gpointer data;
  GDestroyNotify data_free;

  /* state */
  SbQuestionFunc answered;
};

G_DEFINE_FINAL_TYPE (SbQuestion, sb_question, ADW_TYPE_WINDOW)

static guint answered_signal;

static void
tell (SbQuestion *self, gboolean is_yes)
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
answer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbQuestion *self = SB_QUESTION (widget);
  const char *id = g_variant_get_string (parameter, NULL);

  if (self->answered == NULL)
    {
      g_signal_emit (self, answered_signal, 0, id);
      return;
    }

  g_object_ref (self);
  gtk_widget_set_visible (widget, FALSE);
  tell (self, g_str_equal (id, SB_QUESTION_YES));
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static gboolean
sb_question_close_request (GtkWindow *window)
{
  SbQuestion *self = SB_QUESTION (window);

  if (self->answered == NULL)
    {
      g_signal_emit (self, answered_signal, 0, SB_QUESTION_CANCEL);
      return GDK_EVENT_STOP;
    }

  tell (self, FALSE);

  return GTK_WINDOW_CLASS (sb_question_parent_class)->close_request (window);
}

static void
sb_question_dispose (GObject *object)
{
  SbQuestion *self = SB_QUESTION (object);

  if (self->answered != NULL)
    tell (self, FALSE);
  /* GTK 4.8 would still ask a default button that is gone. */
  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  adw_window_set_content (ADW_WINDOW (self), NULL);
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

  /**
   * SbQuestion::answered:
   * @answer: of the button, or %SB_QUESTION_CANCEL
   *
   * Of a question that stands.
   */
  answered_signal = g_signal_new ("answered", SB_TYPE_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);

  g_type_ensure (SB_TYPE_WHY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-question.ui");
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, body_label);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, button_box);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, check_button);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, entry);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, status_label);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, title_label);
  gtk_widget_class_bind_template_child (widget_class, SbQuestion, why_button);
  gtk_widget_class_install_action (widget_class, "question.answer", "s", answer);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  sb_help_viewer_add_key (widget_class);
}

static void
sb_question_init (SbQuestion *self)
{
  g_weak_ref_init (&self->owner, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_parent (SbQuestion *self, GtkWindow *parent)
{
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  sb_set_dialog_size (GTK_WINDOW (self), parent);
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
  const SbProblem problem = { (char *) title, (char *) body };
  GtkWidget *yes;

  if (GTK_IS_WINDOW (root))
    set_parent (self, GTK_WINDOW (root));
  /* What is asked about has gone from the screen: nobody can say yes to it any more. */
  g_signal_connect_object (parent, "unmap", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);

  sb_question_set_problem (self, &problem);
  if (no_label != NULL)
    sb_question_add_button (self, no_label, SB_QUESTION_CANCEL, NULL);
  yes = sb_question_add_button (self, yes_label, SB_QUESTION_YES, "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), yes);

  return self;
}

/**
 * sb_question_new_standing:
 * @parent: the window that is asked over
 *
 * Returns: (transfer none): a question without words or answers, owned by GTK, that stands until it is destroyed
 */
SbQuestion *
sb_question_new_standing (GtkWindow *parent)
{
  SbQuestion *self = g_object_new (SB_TYPE_QUESTION, NULL);

  set_parent (self, parent);
  /* An answer may take the window below away, and GTK 4.8 would destroy this one twice. */
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), FALSE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->button_box), GTK_ORIENTATION_VERTICAL);
  /* It may name many log-ins, somebody may want to copy that, and it must not be cut. */
  gtk_label_set_selectable (self->body_label, TRUE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->body_label), FALSE);
  gtk_label_set_ellipsize (self->body_label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_lines (self->body_label, -1);
  gtk_label_set_justify (self->body_label, GTK_JUSTIFY_LEFT);
  gtk_label_set_xalign (self->body_label, 0);

  return self;
}

/**
 * sb_question_set_problem:
 * @self: a question
 * @problem: what it is about
 */
void
sb_question_set_problem (SbQuestion *self, const SbProblem *problem)
{
  g_return_if_fail (SB_IS_QUESTION (self));

  gtk_window_set_title (GTK_WINDOW (self), problem->title);
  gtk_label_set_text (self->title_label, problem->title);
  gtk_label_set_text (self->body_label, problem->body == NULL ? "" : problem->body);
  gtk_widget_set_visible (GTK_WIDGET (self->body_label), problem->body != NULL && *problem->body != '\0');
  sb_why_button_set_help (self->why_button, problem->help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem->body == NULL ? "" : problem->body, -1);
}

/**
 * sb_question_set_status:
 * @self: a question
 * @status: (nullable): what is under way, or went wrong
 */
void
sb_question_set_status (SbQuestion *self, const char *status)
{
  g_return_if_fail (SB_IS_QUESTION (self));

  gtk_label_set_text (self->status_label, status != NULL ? status : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), status != NULL && *status != '\0');
}

/**
 * sb_question_add_button:
 * @self: a question
 * @label: with a mnemonic
 * @answer_id: what ::answered says; of %SB_QUESTION_CANCEL there is to be one
 * @style_class: (nullable): e.g. "suggested-action"
 *
 * The first that is added is what Enter means, unless somebody says otherwise.
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
sb_question_add_button (SbQuestion *self, const char *label, const char *answer_id, const char *style_class)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  gboolean is_first;

  g_return_val_if_fail (SB_IS_QUESTION (self), NULL);

  is_first = gtk_widget_get_first_child (GTK_WIDGET (self->button_box)) == NULL;
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

  gtk_widget_remove_css_class (gtk_widget_get_last_child (GTK_WIDGET (self->button_box)), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), gtk_widget_get_first_child (GTK_WIDGET (self->button_box)));
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
