/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar that cannot be missed: as whom one is logged in, for how long still, and the way back at its right end. It is
 * the header bar of every page while logged in as a learner. In a narrow window the explanation gives way, never the
 * name and never the button. */

#include "config.h"

#include "sb-visit-bar.h"

#include <glib/gi18n.h>

#include "sb-decoration.h"

struct _SbVisitBar
{
  AdwBin parent_instance;

  /* template widgets */
  AdwAvatar *avatar;
  GtkButton *back_button;
  AdwHeaderBar *header_bar;
  GtkLabel *lead_label;
  GtkLabel *name_label;
  GtkLabel *subtitle_label;
  GtkLabel *switch_label;
  GtkSpinner *spinner;
  GtkBox *title_box;

  /* owned */
  SbVisitPresenter *presenter;
  GSignalGroup *signals;

  /* state */
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (SbVisitBar, sb_visit_bar, ADW_TYPE_BIN)

static void
update_texts (SbVisitBar *self)
{
  g_autofree char *subtitle = NULL;

  g_object_get (self->presenter, "bar-subtitle", &subtitle, NULL);
  gtk_label_set_text (self->subtitle_label, subtitle);
}

static void
update_ending (SbVisitBar *self)
{
  gboolean is_ending;

  g_object_get (self->presenter, "is-ending", &is_ending, NULL);
  gtk_spinner_set_spinning (self->spinner, is_ending);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_ending);
}

/* Narrow: two lines, "You are logged in as" and the name, and the button. */
static void
update_layout (SbVisitBar *self)
{
  gboolean is_on_course = gtk_widget_get_visible (GTK_WIDGET (self->back_button));

  gtk_widget_set_visible (GTK_WIDGET (self->avatar), !self->is_narrow || !is_on_course);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), !self->is_narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->title_box),
                                  self->is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->title_box, self->is_narrow ? 0 : 4);
  gtk_widget_set_css_classes (GTK_WIDGET (self->lead_label),
                              self->is_narrow ? (const char *[]){ "subtitle-text", NULL } : (const char *[]){ NULL });
  gtk_label_set_label (self->switch_label, self->is_narrow ? _("_Switch Back") : _("_Switch Back to Your Account"));
  adw_header_bar_set_decoration_layout (self->header_bar, self->is_narrow
                                                            ? sb_narrow_decoration_layout (GTK_WIDGET (self)) : NULL);
}

static void
sb_visit_bar_dispose (GObject *object)
{
  SbVisitBar *self = SB_VISIT_BAR (object);

  g_clear_object (&self->signals);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_VISIT_BAR);
  g_clear_object (&self->presenter);

  G_OBJECT_CLASS (sb_visit_bar_parent_class)->dispose (object);
}

static void
sb_visit_bar_class_init (SbVisitBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_visit_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-visit-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SbVisitBar, avatar);
  gtk_widget_class_bind_template_child (widget_class, SbVisitBar, back_button);
  gtk_widget_class_bind_template_child (widget_class, SbVisitBar, header_bar);
  gtk_widget_class_bind_template_child (widget_class, SbVisitBar, lead_label);
  gtk_widget_class_bind_template_child (widget_class, SbVisitBar, name_label);
  gtk_widget_class_bind_template_child (widget_class, SbVisitBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, SbVisitBar, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, SbVisitBar, switch_label);
  gtk_widget_class_bind_template_child (widget_class, SbVisitBar, title_box);
}

static void
sb_visit_bar_init (SbVisitBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (SB_TYPE_VISIT_PRESENTER);
  g_signal_group_connect_swapped (self->signals, "notify::bar-subtitle", G_CALLBACK (update_texts), self);
  g_signal_group_connect_swapped (self->signals, "notify::is-ending", G_CALLBACK (update_ending), self);
}

void
sb_visit_bar_set_presenter (SbVisitBar *self, SbVisitPresenter *presenter)
{
  const char *name;

  g_return_if_fail (SB_IS_VISIT_BAR (self));

  g_set_object (&self->presenter, presenter);
  g_signal_group_set_target (self->signals, presenter);
  if (presenter == NULL)
    return;

  name = sb_learner_get_display_name (sb_visit_presenter_get_learner (presenter));
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), name);
  update_layout (self);
  update_texts (self);
  update_ending (self);
}

void
sb_visit_bar_set_can_go_back (SbVisitBar *self, gboolean can_go_back)
{
  g_return_if_fail (SB_IS_VISIT_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->back_button), can_go_back);
  update_layout (self);
}

void
sb_visit_bar_set_narrow (SbVisitBar *self, gboolean is_narrow)
{
  g_return_if_fail (SB_IS_VISIT_BAR (self));

  if (self->is_narrow == is_narrow)
    return;

  self->is_narrow = is_narrow;
  update_layout (self);
}
