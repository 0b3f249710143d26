/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A heading over something that is loaded: it shows that it is on its way, the thing itself, that there is nothing, or
 * what went wrong with a way to try again.
 *
 *   title ─ suffix
 *   stack: spinner | content | empty text | SbProblemPage */

#include "config.h"

#include "sb-section.h"

#include "sb-focus.h"
#include "sb-problem-page.h"
#include "sb-width-first-layout.h"

struct _SbSection
{
  AdwBin parent_instance;

  /* template widgets */
  AdwBin *content_bin;
  GtkLabel *empty_label;
  SbProblemPage *problem_page;
  GtkSpinner *spinner;
  GtkStack *stack;
  AdwBin *suffix_bin;
  GtkWidget *title_box;
  GtkLabel *title_label;

  /* state */
  gboolean has_lent_focus; /* the keyboard was in here when loading began */
};

G_DEFINE_FINAL_TYPE (SbSection, sb_section, ADW_TYPE_BIN)

enum
{
  PROP_TITLE = 1,
  PROP_CONTENT,
  PROP_SUFFIX,
  PROP_BUSY_TEXT,
  PROP_EMPTY_TEXT,
  PROP_RETRY_ACTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
sb_section_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbSection *self = SB_SECTION (object);

  switch (property_id)
    {
    case PROP_TITLE:
      sb_section_set_title (self, g_value_get_string (value));
      break;
    case PROP_CONTENT:
      adw_bin_set_child (self->content_bin, g_value_get_object (value));
      break;
    case PROP_SUFFIX:
      adw_bin_set_child (self->suffix_bin, g_value_get_object (value));
      break;
    case PROP_BUSY_TEXT:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    case PROP_EMPTY_TEXT:
      gtk_label_set_text (self->empty_label, g_value_get_string (value));
      break;
    case PROP_RETRY_ACTION:
      g_object_set_property (G_OBJECT (self->problem_page), "retry-action", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_section_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_SECTION);

  G_OBJECT_CLASS (sb_section_parent_class)->dispose (object);
}

static void
sb_section_class_init (SbSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = sb_section_set_property;
  object_class->dispose = sb_section_dispose;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SUFFIX] = g_param_spec_object ("suffix", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_BUSY_TEXT] = g_param_spec_string ("busy-text", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, flags);
  properties[PROP_RETRY_ACTION] = g_param_spec_string ("retry-action", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SB_TYPE_PROBLEM_PAGE);
  g_type_ensure (SB_TYPE_WIDTH_FIRST_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, SB_TYPE_WIDTH_FIRST_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-section.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSection, content_bin);
  gtk_widget_class_bind_template_child (widget_class, SbSection, empty_label);
  gtk_widget_class_bind_template_child (widget_class, SbSection, problem_page);
  gtk_widget_class_bind_template_child (widget_class, SbSection, spinner);
  gtk_widget_class_bind_template_child (widget_class, SbSection, stack);
  gtk_widget_class_bind_template_child (widget_class, SbSection, suffix_bin);
  gtk_widget_class_bind_template_child (widget_class, SbSection, title_box);
  gtk_widget_class_bind_template_child (widget_class, SbSection, title_label);
}

static void
sb_section_init (SbSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sb_section_set_title (SbSection *self, const char *title)
{
  g_return_if_fail (SB_IS_SECTION (self));

  gtk_label_set_text (self->title_label, title != NULL ? title : "");
  gtk_widget_set_visible (self->title_box, title != NULL);
}

static gboolean
has_focus (SbSection *self, GtkWidget *part)
{
  GtkWidget *focus = sb_get_focus (self);

  return focus != NULL && gtk_widget_is_ancestor (focus, part);
}

/* Where “Retry” was pressed there is nothing to press while it is loaded; unless the user is elsewhere by now, the keyboard
 * goes on to what came. */
static void
take_focus_back (SbSection *self)
{
  gboolean is_nowhere = gtk_widget_get_root (GTK_WIDGET (self)) != NULL && sb_get_focus (self) == NULL;

  if (self->has_lent_focus && (is_nowhere || has_focus (self, GTK_WIDGET (self->problem_page))))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
  self->has_lent_focus = FALSE;
}

/**
 * sb_section_set_loading:
 * @self: a section
 * @loading: what to show
 * @problem: (nullable): what went wrong, for %SB_LOADING_FAILED
 */
void
sb_section_set_loading (SbSection *self, SbLoading loading, const SbProblem *problem)
{
  static const char *names[] = { "busy", "ready", "empty", "failed" };

  g_return_if_fail (SB_IS_SECTION (self));

  if (loading == SB_LOADING_BUSY)
    self->has_lent_focus = has_focus (self, GTK_WIDGET (self->stack));
  sb_problem_page_set_problem (self->problem_page, problem);
  gtk_stack_set_visible_child_name (self->stack, names[loading]);
  if (loading != SB_LOADING_BUSY)
    take_focus_back (self);
}
