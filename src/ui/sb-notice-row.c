/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A notification of the learner. It can be read here, and nothing here marks it as read there. The notice of this very
 * log-in wears a lock: it is the learner's to open. */

#include "config.h"

#include "sb-notice-row.h"

#include <glib/gi18n.h>

#include "sb-format.h"
#include "sb-width-first-layout.h"

struct _SbNoticeRow
{
  GtkListBoxRow parent_instance;

  /* template widgets */
  GtkLabel *detail_label;
  GtkImage *lock_image;
  GtkLabel *subject_label;
  GtkLabel *text_label;
  GtkWidget *unread_dot;
};

G_DEFINE_FINAL_TYPE (SbNoticeRow, sb_notice_row, GTK_TYPE_LIST_BOX_ROW)

static void
sb_notice_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_NOTICE_ROW);

  G_OBJECT_CLASS (sb_notice_row_parent_class)->dispose (object);
}

static void
sb_notice_row_class_init (SbNoticeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_notice_row_dispose;

  g_type_ensure (SB_TYPE_WIDTH_FIRST_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-notice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbNoticeRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, SbNoticeRow, lock_image);
  gtk_widget_class_bind_template_child (widget_class, SbNoticeRow, subject_label);
  gtk_widget_class_bind_template_child (widget_class, SbNoticeRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, SbNoticeRow, unread_dot);
}

static void
sb_notice_row_init (SbNoticeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sb_notice_row_new:
 * @notice: the notification
 * @left_for: (nullable): the first name of the learner, if this is the notice of the present log-in
 */
GtkWidget *
sb_notice_row_new (SbNotice *notice, const char *left_for)
{
  SbNoticeRow *self = g_object_new (SB_TYPE_NOTICE_ROW, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = sb_format_when (sb_notice_get_date (notice), now);
  g_autofree char *detail = NULL;
  const char *state = sb_notice_get_is_read (notice) ? C_("notification", "Read") : C_("notification", "Unread");

  if (left_for != NULL)
    {
      g_autofree char *name = sb_format_isolated (left_for);

      /* Translators: of the notice that tells of this log-in: we do not open it; %1$s is the learner's first name,
       * %2$s a time, as in "Left for Ana to read · just now" */
      detail = g_strdup_printf (_("Left for %1$s to read · %2$s"), name, when);
    }
  else
    detail = g_steal_pointer (&when);

  gtk_label_set_text (self->subject_label, sb_notice_get_subject (notice));
  gtk_label_set_text (self->text_label, sb_notice_get_text (notice));
  gtk_widget_set_visible (GTK_WIDGET (self->text_label), *sb_notice_get_text (notice) != '\0' && left_for == NULL);
  gtk_label_set_text (self->detail_label, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->lock_image), left_for != NULL);
  gtk_widget_set_opacity (self->unread_dot, sb_notice_get_is_read (notice) ? 0.0 : 1.0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sb_notice_get_subject (notice),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state, -1);

  return GTK_WIDGET (self);
}
