/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing to do in a course, with its state and what one may do with it as the learner. */

#include "config.h"

#include "sb-item-row.h"

#include <glib/gi18n.h>

#include "sb-announce.h"
#include "sb-format.h"

struct _SbItemRow
{
  AdwActionRow parent_instance;

  /* template widgets */
  GtkBox *buttons_box;
  GtkButton *complete_button;
  GtkImage *kind_image;
  GtkImage *state_image;
  GtkButton *start_button;

  /* owned */
  SbCourseItem *item;
};

G_DEFINE_FINAL_TYPE (SbItemRow, sb_item_row, ADW_TYPE_ACTION_ROW)

static const char *
kind_icon (SbItemKind kind)
{
  switch (kind)
    {
    case SB_ITEM_KIND_FOLDER:
      return "folder-symbolic";
    case SB_ITEM_KIND_VIDEO:
      return "video-x-generic-symbolic";
    case SB_ITEM_KIND_FILE:
      return "folder-documents-symbolic";
    case SB_ITEM_KIND_TEST:
      return "object-select-symbolic";
    case SB_ITEM_KIND_SCORM:
      return "package-x-generic-symbolic";
    case SB_ITEM_KIND_UNKNOWN:
    case SB_ITEM_KIND_PAGE:
    default:
      return "text-x-generic-symbolic";
    }
}

static void
sb_item_row_dispose (GObject *object)
{
  SbItemRow *self = SB_ITEM_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_ITEM_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (sb_item_row_parent_class)->dispose (object);
}

static void
sb_item_row_class_init (SbItemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_item_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-item-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbItemRow, buttons_box);
  gtk_widget_class_bind_template_child (widget_class, SbItemRow, complete_button);
  gtk_widget_class_bind_template_child (widget_class, SbItemRow, kind_image);
  gtk_widget_class_bind_template_child (widget_class, SbItemRow, start_button);
  gtk_widget_class_bind_template_child (widget_class, SbItemRow, state_image);
}

static void
sb_item_row_init (SbItemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
name_button (GtkButton *button, const char *label, SbCourseItem *item)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", label, sb_course_item_get_title (item));

  gtk_button_set_label (button, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", sb_course_item_get_id (item));
  sb_set_spoken_name (GTK_WIDGET (button), name);
}

static void
show_buttons (SbItemRow *self)
{
  SbProgress status = sb_course_item_get_status (self->item);
  gboolean is_open = !sb_course_item_get_is_locked (self->item)
                  && sb_course_item_get_kind (self->item) != SB_ITEM_KIND_FOLDER;

  name_button (self->start_button,
               status == SB_PROGRESS_IN_PROGRESS ? C_("course item", "Resume") : C_("course item", "Start"), self->item);
  name_button (self->complete_button, C_("course item", "Complete"), self->item);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), is_open && status != SB_PROGRESS_COMPLETED);
  gtk_widget_set_visible (GTK_WIDGET (self->complete_button),
                          is_open && status != SB_PROGRESS_COMPLETED && sb_course_item_get_is_completable (self->item));
  gtk_widget_set_visible (GTK_WIDGET (self->state_image),
                          status == SB_PROGRESS_COMPLETED || sb_course_item_get_is_locked (self->item));
  gtk_image_set_from_icon_name (self->state_image, status == SB_PROGRESS_COMPLETED ? "object-select-symbolic"
                                                                                   : "changes-prevent-symbolic");
  if (status == SB_PROGRESS_COMPLETED)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_image), "success");
}

GtkWidget *
sb_item_row_new (SbCourseItem *item)
{
  SbItemRow *self = g_object_new (SB_TYPE_ITEM_ROW, NULL);
  g_autofree char *subtitle = sb_format_item_status (item);

  self->item = g_object_ref (item);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), sb_course_item_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->kind_image, kind_icon (sb_course_item_get_kind (item)));
  gtk_widget_set_margin_start (GTK_WIDGET (self->kind_image), 18 * MIN (sb_course_item_get_depth (item), 4));
  show_buttons (self);

  return GTK_WIDGET (self);
}

/* In a narrow window the buttons stand one below the other, or no room is left for the title. */
void
sb_item_row_set_narrow (SbItemRow *self, gboolean is_narrow)
{
  g_return_if_fail (SB_IS_ITEM_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons_box),
                                  is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/* In look only there is nothing to press: what would be done is not done. */
void
sb_item_row_set_look_only (SbItemRow *self, gboolean is_look_only)
{
  g_return_if_fail (SB_IS_ITEM_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->buttons_box), !is_look_only);
}

/**
 * sb_item_row_focus:
 * @self: the row
 *
 * Returns: whether there is something to press, which has the keyboard now
 */
gboolean
sb_item_row_focus (SbItemRow *self)
{
  g_return_val_if_fail (SB_IS_ITEM_ROW (self), FALSE);

  return gtk_widget_child_focus (GTK_WIDGET (self->buttons_box), GTK_DIR_TAB_FORWARD);
}
