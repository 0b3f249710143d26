/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One line of the pre-flight card. */

#include "config.h"

#include "sb-fact-row.h"

#include "sb-why-button.h"

struct _SbFactRow
{
  GtkListBoxRow parent_instance;

  /* template widgets */
  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  SbWhyButton *why_button;
};

G_DEFINE_FINAL_TYPE (SbFactRow, sb_fact_row, GTK_TYPE_LIST_BOX_ROW)

static void
sb_fact_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_FACT_ROW);

  G_OBJECT_CLASS (sb_fact_row_parent_class)->dispose (object);
}

static void
sb_fact_row_class_init (SbFactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_fact_row_dispose;

  g_type_ensure (SB_TYPE_WHY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-fact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbFactRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SbFactRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, SbFactRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, SbFactRow, why_button);
}

static void
sb_fact_row_init (SbFactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_fact_row_new (SbFact *fact)
{
  SbFactRow *self = g_object_new (SB_TYPE_FACT_ROW, NULL);
  const char *subtitle = sb_fact_get_subtitle (fact);

  gtk_image_set_from_icon_name (self->icon, sb_fact_get_icon_name (fact));
  gtk_label_set_text (self->title_label, sb_fact_get_title (fact));
  gtk_label_set_text (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL && *subtitle != '\0');

  if (sb_fact_get_whole (fact) != NULL)
    {
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle_label), sb_fact_get_whole (fact));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->subtitle_label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      sb_fact_get_whole (fact), -1);
    }

  sb_why_button_set_help (self->why_button, sb_fact_get_help (fact));

  if (sb_fact_get_kind (fact) == SB_FACT_WARNING)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
  else if (sb_fact_get_kind (fact) == SB_FACT_BLOCKER)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "error");

  return GTK_WIDGET (self);
}
