/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A course on the learner's home page: picture, name, progress, due date, and the button that goes on with it. */

#include "config.h"

#include "sb-course-card.h"

#include <glib/gi18n.h>

#include "sb-announce.h"
#include "sb-format.h"

struct _SbCourseCard
{
  GtkFlowBoxChild parent_instance;

  /* template widgets */
  GtkLabel *due_label;
  GtkLabel *name_label;
  GtkButton *open_button;
  GtkPicture *picture;
  GtkStack *picture_stack;
  GtkProgressBar *progress_bar;
  GtkLabel *status_label;

  /* owned */
  SbCourse *course;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (SbCourseCard, sb_course_card, GTK_TYPE_FLOW_BOX_CHILD)

static void
show_picture (SbCourseCard *self, GdkTexture *texture)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->picture_stack, "picture");
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbCourseCard) self = user_data;
  g_autoptr (GdkTexture) texture = sb_picture_loader_load_finish (SB_PICTURE_LOADER (source), result, NULL);

  if (texture != NULL)
    show_picture (self, texture);
}

static void
load_picture (SbCourseCard *self, SbPictureLoader *pictures)
{
  const char *url = sb_course_get_image_url (self->course);
  GdkTexture *known = url != NULL ? sb_picture_loader_peek (pictures, url) : NULL;

  if (known != NULL)
    show_picture (self, known);
  else if (url != NULL)
    sb_picture_loader_load_async (pictures, url, self->cancellable, picture_loaded_cb, g_object_ref (self));
}

static const char *
button_label (SbCourse *course)
{
  switch (sb_course_get_status (course))
    {
    case SB_PROGRESS_NOT_STARTED:
      return C_("course", "Start");
    case SB_PROGRESS_COMPLETED:
      return C_("course", "Review");
    case SB_PROGRESS_UNKNOWN:
    case SB_PROGRESS_IN_PROGRESS:
    case SB_PROGRESS_FAILED:
    case SB_PROGRESS_SUSPENDED:
    default:
      return C_("course", "Resume");
    }
}

static void
show_button (SbCourseCard *self)
{
  const char *label = button_label (self->course);
  gboolean can_enter = sb_course_get_can_enter (self->course);
  gboolean is_next = can_enter && sb_course_get_status (self->course) == SB_PROGRESS_IN_PROGRESS;
  g_autofree char *name = g_strdup_printf ("%s: %s", label, sb_course_get_name (self->course));

  gtk_button_set_label (self->open_button, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", sb_course_get_id (self->course));
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), can_enter);
  sb_set_spoken_name (GTK_WIDGET (self->open_button), name);
  if (is_next)
    gtk_widget_add_css_class (GTK_WIDGET (self->open_button), "suggested-action");
}

static void
show_due (SbCourseCard *self, GDateTime *now)
{
  g_autofree char *due = sb_format_course_due (self->course, now);
  const char *locked_reason = sb_course_get_locked_reason (self->course);

  if (!sb_course_get_can_enter (self->course))
    gtk_label_set_text (self->due_label, locked_reason != NULL ? locked_reason : C_("course", "Not open yet"));
  else
    gtk_label_set_text (self->due_label, due != NULL ? due : "");

  if (sb_course_is_overdue (self->course, now))
    gtk_widget_add_css_class (GTK_WIDGET (self->due_label), "error");
}

static void
show_course (SbCourseCard *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *status = sb_format_course_status (self->course, now);

  gtk_label_set_text (self->name_label, sb_course_get_name (self->course));
  gtk_label_set_text (self->status_label, status);
  gtk_progress_bar_set_fraction (self->progress_bar, sb_course_get_fraction (self->course));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, status, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sb_course_get_name (self->course), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, status, -1);
  show_due (self, now);
  show_button (self);
}

static void
sb_course_card_dispose (GObject *object)
{
  SbCourseCard *self = SB_COURSE_CARD (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_COURSE_CARD);
  g_clear_object (&self->course);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (sb_course_card_parent_class)->dispose (object);
}

static void
sb_course_card_class_init (SbCourseCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_course_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-course-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SbCourseCard, due_label);
  gtk_widget_class_bind_template_child (widget_class, SbCourseCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, SbCourseCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, SbCourseCard, picture);
  gtk_widget_class_bind_template_child (widget_class, SbCourseCard, picture_stack);
  gtk_widget_class_bind_template_child (widget_class, SbCourseCard, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, SbCourseCard, status_label);
}

static void
sb_course_card_init (SbCourseCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_course_card_new (SbCourse *course, SbPictureLoader *pictures)
{
  SbCourseCard *self = g_object_new (SB_TYPE_COURSE_CARD, NULL);

  self->course = g_object_ref (course);
  show_course (self);
  load_picture (self, pictures);

  return GTK_WIDGET (self);
}

SbCourse *
sb_course_card_get_course (SbCourseCard *self)
{
  g_return_val_if_fail (SB_IS_COURSE_CARD (self), NULL);

  return self->course;
}
