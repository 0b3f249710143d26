/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A load that failed, in place of what was to be loaded: what happened, what to do next, and the details to copy.
 * Activates the action named by "retry-action". */

#include "config.h"

#include "sb-problem-page.h"

#include "sb-why-button.h"

struct _SbProblemPage
{
  AdwBin parent_instance;

  /* template widgets */
  AdwStatusPage *status_page;
  GtkButton *retry_button;
  GtkButton *copy_button;
  SbWhyButton *why_button;

  /* owned */
  char *details;
};

G_DEFINE_FINAL_TYPE (SbProblemPage, sb_problem_page, ADW_TYPE_BIN)

enum
{
  PROP_RETRY_ACTION = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
copy_details (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbProblemPage *self = SB_PROBLEM_PAGE (widget);

  if (self->details != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->details);
}

static void
sb_problem_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbProblemPage *self = SB_PROBLEM_PAGE (object);

  switch (property_id)
    {
    case PROP_RETRY_ACTION:
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->retry_button), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_problem_page_dispose (GObject *object)
{
  SbProblemPage *self = SB_PROBLEM_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_PROBLEM_PAGE);
  g_clear_pointer (&self->details, g_free);

  G_OBJECT_CLASS (sb_problem_page_parent_class)->dispose (object);
}

static void
sb_problem_page_class_init (SbProblemPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = sb_problem_page_set_property;
  object_class->dispose = sb_problem_page_dispose;

  properties[PROP_RETRY_ACTION] = g_param_spec_string ("retry-action", NULL, NULL, NULL,
                                                       G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SB_TYPE_WHY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbProblemPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, SbProblemPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, SbProblemPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, SbProblemPage, why_button);
  gtk_widget_class_install_action (widget_class, "problem.copy-details", NULL, copy_details);
}

static void
sb_problem_page_init (SbProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sb_problem_page_set_problem:
 * @self: a problem page
 * @problem: (nullable): the problem to show; %NULL keeps the last one, as the page is about to be hidden
 */
void
sb_problem_page_set_problem (SbProblemPage *self, const SbProblem *problem)
{
  g_autofree char *body = NULL;

  g_return_if_fail (SB_IS_PROBLEM_PAGE (self));

  if (problem == NULL)
    return;

  /* AdwStatusPage reads its description as markup. */
  body = g_markup_escape_text (problem->body, -1);
  /* Not before: GTK draws it as soon as it is set, with a library that a start needs for nothing else. */
  adw_status_page_set_icon_name (self->status_page, "network-error-symbolic");
  adw_status_page_set_title (self->status_page, problem->title);
  adw_status_page_set_description (self->status_page, body);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button), problem->remedy == SB_REMEDY_RETRY);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), problem->details != NULL);
  sb_why_button_set_help (self->why_button, problem->help);

  g_free (self->details);
  self->details = g_strdup (problem->details);
}
