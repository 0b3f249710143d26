/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who a row is about: picture, name, whether it is a favourite, and user name. In a narrow window, where the other
 * columns are hidden, the second line names the branch and the state of the account too, so that people of the same
 * name can still be told apart. */

#include "config.h"

#include "sb-learner-cell.h"

#include <glib/gi18n.h>

#include "sb-format.h"

struct _SbLearnerCell
{
  AdwBin parent_instance;

  /* template widgets */
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *detail_label;
  GtkWidget *star;

  /* owned */
  SbPictureLoader *pictures;
  SbLearner *learner;
  GCancellable *cancellable;

  /* state */
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (SbLearnerCell, sb_learner_cell, ADW_TYPE_BIN)

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbLearnerCell) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = sb_picture_loader_load_finish (SB_PICTURE_LOADER (source), result, &error);

  /* A cell that was given to somebody else meanwhile has cancelled; others without a picture show initials. */
  if (texture != NULL)
    adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
}

static void
update_picture (SbLearnerCell *self)
{
  const char *url = self->learner != NULL ? sb_learner_get_avatar_url (self->learner) : NULL;
  GdkTexture *known = url != NULL && self->pictures != NULL ? sb_picture_loader_peek (self->pictures, url) : NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_avatar_set_custom_image (self->avatar, (GdkPaintable *) known);

  if (url == NULL || known != NULL || self->pictures == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  sb_picture_loader_load_async (self->pictures, url, self->cancellable, picture_loaded_cb, g_object_ref (self));
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
  gtk_label_set_text (self->name_label, sb_learner_get_display_name (self->learner));
  gtk_label_set_text (self->detail_label, detail);
  adw_avatar_set_text (self->avatar, sb_learner_get_display_name (self->learner));
}

static void
sb_learner_cell_dispose (GObject *object)
{
  SbLearnerCell *self = SB_LEARNER_CELL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_LEARNER_CELL);
  g_clear_object (&self->pictures);
  g_clear_object (&self->learner);

  G_OBJECT_CLASS (sb_learner_cell_parent_class)->dispose (object);
}

static void
sb_learner_cell_class_init (SbLearnerCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_learner_cell_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-learner-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, SbLearnerCell, avatar);
  gtk_widget_class_bind_template_child (widget_class, SbLearnerCell, detail_label);
  gtk_widget_class_bind_template_child (widget_class, SbLearnerCell, name_label);
  gtk_widget_class_bind_template_child (widget_class, SbLearnerCell, star);
}

static void
sb_learner_cell_init (SbLearnerCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
}

void
sb_learner_cell_set_favourite (SbLearnerCell *self, gboolean is_favourite)
{
  g_return_if_fail (SB_IS_LEARNER_CELL (self));

  gtk_widget_set_visible (self->star, is_favourite);
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
