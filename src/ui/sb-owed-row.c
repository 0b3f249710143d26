/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One log-in that is owed: as whom, and since when. */

#include "config.h"

#include "sb-owed-row.h"

struct _SbOwedRow
{
  GtkListBoxRow parent_instance;

  /* template widgets */
  GtkLabel *line_label;
  GtkLabel *name_label;
};

G_DEFINE_FINAL_TYPE (SbOwedRow, sb_owed_row, GTK_TYPE_LIST_BOX_ROW)

static void
sb_owed_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_OWED_ROW);

  G_OBJECT_CLASS (sb_owed_row_parent_class)->dispose (object);
}

static void
sb_owed_row_class_init (SbOwedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_owed_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-owed-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbOwedRow, line_label);
  gtk_widget_class_bind_template_child (widget_class, SbOwedRow, name_label);
}

static void
sb_owed_row_init (SbOwedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_owed_row_new (const char *name, const char *line)
{
  SbOwedRow *self = g_object_new (SB_TYPE_OWED_ROW, NULL);
  g_autofree char *label = g_strdup_printf ("%s. %s", name, line);

  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->line_label, line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}
