/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who a row is about: picture, name, whether it is a favourite, and user name. In a narrow window, where the other
 * columns are hidden, the second line names the branch and the state of the account too, so that people of the same
 * name can still be told apart.
 *
 * The picture is asked for when the row is drawn, and no longer waited for when it is out of sight. */

#include "config.h"

#include "sb-learner-cell.h"

#include <glib/gi18n.h>

#include "sb-face.h"
#include "sb-format.h"
#include "sb-row-button.h"
#include "sb-text-cell.h"

#define FACE_SPACING 12
#define STAR_SPACING 6
#define STAR_SIZE 12
#define LINE_SPACING 2

struct _SbLearnerCell
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *face;
  GtkWidget *name;
  GtkWidget *detail;
  GtkWidget *star; /* nullable: of a favourite only */

  /* owned */
  SbPictureLoader *pictures;
  SbLearner *learner;
  GCancellable *cancellable;

  /* state */
  gboolean is_narrow;
  gboolean wants_picture; /* and has not asked for it yet */
};

G_DEFINE_FINAL_TYPE (SbLearnerCell, sb_learner_cell, GTK_TYPE_WIDGET)

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbLearnerCell) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = sb_picture_loader_load_finish (SB_PICTURE_LOADER (source), result, &error);

  /* A cell that was given to somebody else meanwhile has cancelled; others without a picture show initials. */
  if (texture != NULL && self->face != NULL)
    {
      g_autoptr (GdkTexture) face = sb_face_make_round (texture, gtk_widget_get_scale_factor (GTK_WIDGET (self)));

      sb_picture_loader_keep_face (self->pictures, sb_learner_get_avatar_url (self->learner), face);
      sb_face_set_picture (SB_FACE (self->face), face);
    }
}

static void
stop_waiting (SbLearnerCell *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
update_picture (SbLearnerCell *self)
{
  const char *url = self->learner != NULL ? sb_learner_get_avatar_url (self->learner) : NULL;
  GdkTexture *known = url != NULL && self->pictures != NULL ? sb_picture_loader_peek_face (self->pictures, url) : NULL;

  stop_waiting (self);
  sb_face_set_picture (SB_FACE (self->face), known);
  self->wants_picture = url != NULL && known == NULL && self->pictures != NULL;
}

static void
ask_for_picture (SbLearnerCell *self)
{
  self->wants_picture = FALSE;
  self->cancellable = g_cancellable_new ();
  sb_picture_loader_load_async (self->pictures, sb_learner_get_avatar_url (self->learner), self->cancellable,
                                picture_loaded_cb, g_object_ref (self));
}

static char *
make_detail (SbLearnerCell *self)
{
  const char *branch = sb_learner_get_branch_title (self->learner);
  GString *detail = g_string_new (sb_learner_get_user_name (self->learner));

  if (self->is_narrow && branch != NULL)
    g_string_append_printf (detail, " · %s", branch);

  if (self->is_narrow && !sb_learner_get_is_active (self->learner))
    g_string_append_printf (detail, " · %s", C_("account status", "Inactive"));
  else if (self->is_narrow && sb_learner_get_last_access (self->learner) == NULL)
    g_string_append_printf (detail, " · %s", C_("account status", "Never signed in"));

  return g_string_free (detail, FALSE);
}

static void
update_labels (SbLearnerCell *self)
{
  g_autofree char *detail = NULL;

  if (self->learner == NULL)
    return;

  detail = make_detail (self);
  sb_text_cell_set_text (SB_TEXT_CELL (self->name), sb_learner_get_display_name (self->learner));
  sb_text_cell_set_text (SB_TEXT_CELL (self->detail), detail);
  sb_face_set_name (SB_FACE (self->face), sb_learner_get_display_name (self->learner));
}

static int
measure_child (GtkWidget *child, GtkOrientation orientation)
{
  int natural;

  gtk_widget_measure (child, orientation, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static void
sb_learner_cell_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  SbLearnerCell *self = SB_LEARNER_CELL (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = SB_FACE_SIZE + FACE_SPACING;
  else
    *minimum = *natural = MAX (SB_FACE_SIZE, measure_child (self->name, orientation) + LINE_SPACING
                                               + measure_child (self->detail, orientation));
}

/* From where a line begins, in either direction. */
static void
place_child (SbLearnerCell *self, GtkWidget *child, int start, int y, int width, int height)
{
  const gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const int x = is_rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - start - width : start;

  gtk_widget_allocate (child, width, height, -1, gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (x, y)));
}

static void
sb_learner_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SbLearnerCell *self = SB_LEARNER_CELL (widget);
  const int name_height = measure_child (self->name, GTK_ORIENTATION_VERTICAL);
  const int detail_height = measure_child (self->detail, GTK_ORIENTATION_VERTICAL);
  const int start = SB_FACE_SIZE + FACE_SPACING;
  const int room = MAX (width - start, 0);
  const int y = (height - name_height - LINE_SPACING - detail_height) / 2;
  int name_width = room;

  if (self->star != NULL)
    name_width = CLAMP (sb_text_cell_get_text_width (SB_TEXT_CELL (self->name)), 0, MAX (room - STAR_SPACING - STAR_SIZE, 0));

  place_child (self, self->face, 0, (height - SB_FACE_SIZE) / 2, SB_FACE_SIZE, SB_FACE_SIZE);
  place_child (self, self->name, start, y, name_width, name_height);
  place_child (self, self->detail, start, y + name_height + LINE_SPACING, room, detail_height);
  if (self->star != NULL)
    place_child (self, self->star, start + name_width + STAR_SPACING, y, STAR_SIZE, name_height);
  sb_present_menu (widget);
}

/* A row that is new is mapped before the list finds out that it is out of sight; it is never drawn. */
static void
sb_learner_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SbLearnerCell *self = SB_LEARNER_CELL (widget);

  if (self->wants_picture)
    ask_for_picture (self);

  GTK_WIDGET_CLASS (sb_learner_cell_parent_class)->snapshot (widget, snapshot);
}

/* Who is out of sight waits for nothing, and asks again when it comes back. */
static void
sb_learner_cell_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sb_learner_cell_parent_class)->unmap (widget);

  if (SB_LEARNER_CELL (widget)->face != NULL)
    update_picture (SB_LEARNER_CELL (widget));
}

static void
sb_learner_cell_dispose (GObject *object)
{
  SbLearnerCell *self = SB_LEARNER_CELL (object);

  GtkWidget *child;

  stop_waiting (self);
  /* A menu that is open is among them. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->face = self->name = self->star = self->detail = NULL;
  g_clear_object (&self->pictures);
  g_clear_object (&self->learner);

  G_OBJECT_CLASS (sb_learner_cell_parent_class)->dispose (object);
}

static void
sb_learner_cell_class_init (SbLearnerCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_learner_cell_dispose;
  widget_class->measure = sb_learner_cell_measure;
  widget_class->size_allocate = sb_learner_cell_size_allocate;
  widget_class->snapshot = sb_learner_cell_snapshot;
  widget_class->unmap = sb_learner_cell_unmap;
}

static void
sb_learner_cell_init (SbLearnerCell *self)
{
  self->face = sb_face_new ();
  gtk_widget_set_parent (self->face, GTK_WIDGET (self));
  self->name = sb_text_cell_new ();
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));
  self->detail = sb_text_cell_new ();
  gtk_widget_set_css_classes (self->detail, (const char *[]){ "caption", "quiet", NULL });
  gtk_widget_set_parent (self->detail, GTK_WIDGET (self));
}

/**
 * sb_learner_cell_new:
 * @pictures: (nullable): where pictures come from
 */
GtkWidget *
sb_learner_cell_new (SbPictureLoader *pictures)
{
  SbLearnerCell *self = g_object_new (SB_TYPE_LEARNER_CELL, NULL);

  g_set_object (&self->pictures, pictures);

  return GTK_WIDGET (self);
}

SbLearner *
sb_learner_cell_get_learner (SbLearnerCell *self)
{
  g_return_val_if_fail (SB_IS_LEARNER_CELL (self), NULL);

  return self->learner;
}

void
sb_learner_cell_set_learner (SbLearnerCell *self, SbLearner *learner)
{
  g_return_if_fail (SB_IS_LEARNER_CELL (self));

  if (!g_set_object (&self->learner, learner))
    return;

  update_labels (self);
  update_picture (self);
  /* The star stands after the name. */
  if (self->star != NULL)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static GtkWidget *
make_star (void)
{
  GtkWidget *star = gtk_image_new_from_icon_name ("starred-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (star), STAR_SIZE);
  gtk_widget_add_css_class (star, "quiet");
  gtk_widget_set_tooltip_text (star, _("Favourite"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (star), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Favourite"), -1);

  return star;
}

gboolean
sb_learner_cell_get_favourite (SbLearnerCell *self)
{
  g_return_val_if_fail (SB_IS_LEARNER_CELL (self), FALSE);

  return self->star != NULL;
}

void
sb_learner_cell_set_favourite (SbLearnerCell *self, gboolean is_favourite)
{
  g_return_if_fail (SB_IS_LEARNER_CELL (self));

  if ((self->star != NULL) == is_favourite)
    return;

  if (is_favourite)
    {
      self->star = make_star ();
      gtk_widget_insert_after (self->star, GTK_WIDGET (self), self->name);
    }
  else
    g_clear_pointer (&self->star, gtk_widget_unparent);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
sb_learner_cell_set_narrow (SbLearnerCell *self, gboolean is_narrow)
{
  g_return_if_fail (SB_IS_LEARNER_CELL (self));

  if (self->is_narrow == is_narrow)
    return;

  self->is_narrow = is_narrow;
  update_labels (self);
}
