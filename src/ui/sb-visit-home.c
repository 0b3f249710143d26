/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The learner's home page: courses, notifications, profile. In a wide window all three stand side by side; in a narrow
 * one, a switcher at the bottom shows one of them. */

#include "config.h"

#include "sb-visit-home.h"

#include <glib/gi18n.h>

#include "sb-course-card.h"
#include "sb-format.h"
#include "sb-notice-row.h"
#include "sb-profile-card.h"
#include "sb-section.h"
#include "sb-width-first-layout.h"

/* How wide notifications and profile are beside the courses, and alone. */
#define SIDE_WIDTH 300
#define NARROW_WIDTH 600

struct _SbVisitHome
{
  AdwBin parent_instance;

  /* template widgets */
  SbSection *courses_section;
  GtkToggleButton *courses_toggle;
  GtkDropDown *filter_drop_down;
  GtkFlowBox *flow_box;
  GtkListBox *notices_list;
  SbSection *notices_section;
  GtkToggleButton *notices_toggle;
  GtkLabel *notices_toggle_label;
  GtkWidget *older_button;
  SbProfileCard *profile_card;
  SbSection *profile_section;
  GtkToggleButton *profile_toggle;
  AdwClamp *side;
  GtkWidget *switcher;
  GtkLabel *unread_label;

  /* owned */
  SbVisitPresenter *presenter;
  SbPictureLoader *pictures;
  GSignalGroup *signals;

  /* state */
  gboolean is_narrow;
  gboolean wants_focus; /* give it to the first course as soon as there is one */
};

G_DEFINE_FINAL_TYPE (SbVisitHome, sb_visit_home, ADW_TYPE_BIN)

static SbLoading
get_loading (SbVisitHome *self, const char *property)
{
  int loading;

  g_object_get (self->presenter, property, &loading, NULL);

  return loading;
}

static void
update_courses (SbVisitHome *self)
{
  sb_section_set_loading (self->courses_section, get_loading (self, "courses-loading"),
                          sb_visit_presenter_get_courses_problem (self->presenter));

  if (self->wants_focus && gtk_widget_get_first_child (GTK_WIDGET (self->flow_box)) != NULL)
    {
      self->wants_focus = FALSE;
      gtk_widget_child_focus (GTK_WIDGET (self->flow_box), GTK_DIR_TAB_FORWARD);
    }
}

static void
update_notices (SbVisitHome *self)
{
  g_autofree char *unread_text = NULL;
  g_autofree char *toggle_text = NULL;
  guint unread;

  sb_section_set_loading (self->notices_section, get_loading (self, "notices-loading"),
                          sb_visit_presenter_get_notices_problem (self->presenter));

  g_object_get (self->presenter, "unread", &unread, NULL);
  unread_text = g_strdup_printf (ngettext ("%u unread", "%u unread", unread), unread);
  gtk_label_set_text (self->unread_label, unread_text);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_label), unread > 0);

  /* Translators: the title of a view, with how many are unread */
  toggle_text = unread > 0 ? g_strdup_printf (_("Notifications (%u)"), unread) : g_strdup (_("Notifications"));
  gtk_label_set_text (self->notices_toggle_label, toggle_text);
}

static void
update_older (SbVisitHome *self)
{
  if (self->presenter != NULL)
    gtk_widget_set_visible (self->older_button, sb_visit_presenter_has_older_notices (self->presenter));
}

static void
update_profile (SbVisitHome *self)
{
  sb_profile_card_set_profile (self->profile_card, sb_visit_presenter_get_profile (self->presenter));
  sb_section_set_loading (self->profile_section, get_loading (self, "profile-loading"),
                          sb_visit_presenter_get_profile_problem (self->presenter));
}

/* Wide: everything is there. Narrow: what the switcher says. */
static void
update_sections (SbVisitHome *self)
{
  gboolean notices = gtk_toggle_button_get_active (self->notices_toggle);
  gboolean profile = gtk_toggle_button_get_active (self->profile_toggle);

  gtk_widget_set_visible (self->switcher, self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->courses_section), !self->is_narrow || (!notices && !profile));
  gtk_widget_set_visible (GTK_WIDGET (self->notices_section), !self->is_narrow || notices);
  gtk_widget_set_visible (GTK_WIDGET (self->profile_section), !self->is_narrow || profile);
  gtk_widget_set_visible (GTK_WIDGET (self->side), !self->is_narrow || notices || profile);
  gtk_widget_set_hexpand (GTK_WIDGET (self->side), self->is_narrow);
  adw_clamp_set_maximum_size (self->side, self->is_narrow ? NARROW_WIDTH : SIDE_WIDTH);
  adw_clamp_set_tightening_threshold (self->side, self->is_narrow ? NARROW_WIDTH : SIDE_WIDTH);
}

static GtkWidget *
make_course_card (gpointer item, gpointer user_data)
{
  return sb_course_card_new (item, SB_VISIT_HOME (user_data)->pictures);
}

static GtkWidget *
make_notice_row (gpointer item, gpointer user_data)
{
  SbVisitHome *self = user_data;
  SbLearner *learner = sb_visit_presenter_get_learner (self->presenter);

  return sb_notice_row_new (item, sb_visit_presenter_is_own_notice (self->presenter, item)
                                    ? sb_learner_get_first_name (learner) : NULL);
}

/* The keyboard goes on with the first of them. */
static void
show_older (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbVisitHome *self = SB_VISIT_HOME (widget);
  const guint n_before = g_list_model_get_n_items (sb_visit_presenter_get_notices (self->presenter));
  GtkListBoxRow *row;

  sb_visit_presenter_show_older_notices (self->presenter);
  row = gtk_list_box_get_row_at_index (self->notices_list, n_before);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  update_older (self);
}

static void
card_activated_cb (SbVisitHome *self, GtkFlowBoxChild *child)
{
  SbCourse *course = sb_course_card_get_course (SB_COURSE_CARD (child));

  if (sb_course_get_can_enter (course))
    gtk_widget_activate_action (GTK_WIDGET (self), "visit.open-course", "s", sb_course_get_id (course));
}

static void
filter_chosen_cb (SbVisitHome *self)
{
  if (self->presenter != NULL)
    g_object_set (self->presenter, "course-filter", (int) gtk_drop_down_get_selected (self->filter_drop_down), NULL);
}

static void
sb_visit_home_dispose (GObject *object)
{
  SbVisitHome *self = SB_VISIT_HOME (object);

  g_clear_object (&self->signals);
  if (self->flow_box != NULL)
    gtk_flow_box_bind_model (self->flow_box, NULL, NULL, NULL, NULL);
  if (self->notices_list != NULL)
    gtk_list_box_bind_model (self->notices_list, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_VISIT_HOME);
  g_clear_object (&self->presenter);
  g_clear_object (&self->pictures);

  G_OBJECT_CLASS (sb_visit_home_parent_class)->dispose (object);
}

static void
sb_visit_home_class_init (SbVisitHomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_visit_home_dispose;

  g_type_ensure (SB_TYPE_PROFILE_CARD);
  g_type_ensure (SB_TYPE_SECTION);
  g_type_ensure (SB_TYPE_WIDTH_FIRST_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, SB_TYPE_WIDTH_FIRST_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-visit-home.ui");
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, courses_section);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, courses_toggle);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, filter_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, flow_box);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, notices_list);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, notices_section);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, notices_toggle);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, notices_toggle_label);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, older_button);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, profile_card);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, profile_section);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, profile_toggle);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, side);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, switcher);
  gtk_widget_class_bind_template_child (widget_class, SbVisitHome, unread_label);
  gtk_widget_class_install_action (widget_class, "notices.show-older", NULL, show_older);
  gtk_widget_class_bind_template_callback (widget_class, card_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_sections);
}

static void
sb_visit_home_init (SbVisitHome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_sections (self);

  self->signals = g_signal_group_new (SB_TYPE_VISIT_PRESENTER);
  g_signal_group_connect_swapped (self->signals, "notify::courses-loading", G_CALLBACK (update_courses), self);
  g_signal_group_connect_swapped (self->signals, "notify::notices-loading", G_CALLBACK (update_notices), self);
  g_signal_group_connect_swapped (self->signals, "notify::unread", G_CALLBACK (update_notices), self);
  g_signal_group_connect_swapped (self->signals, "notify::profile-loading", G_CALLBACK (update_profile), self);
}

void
sb_visit_home_set_presenter (SbVisitHome *self, SbVisitPresenter *presenter, SbPictureLoader *pictures)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (SB_IS_VISIT_HOME (self));

  g_signal_group_set_target (self->signals, presenter);
  g_set_object (&self->presenter, presenter);
  g_set_object (&self->pictures, pictures);
  gtk_flow_box_bind_model (self->flow_box, presenter != NULL ? sb_visit_presenter_get_courses (presenter) : NULL,
                           make_course_card, self, NULL);
  gtk_list_box_bind_model (self->notices_list, presenter != NULL ? sb_visit_presenter_get_notices (presenter) : NULL,
                           make_notice_row, self, NULL);
  if (presenter == NULL)
    return;

  g_signal_connect_object (sb_visit_presenter_get_notices (presenter), "items-changed", G_CALLBACK (update_older), self,
                           G_CONNECT_SWAPPED);
  update_older (self);
  name = sb_format_isolated (sb_learner_get_first_name (sb_visit_presenter_get_learner (presenter)));
  /* Translators: a heading; %s is a learner's first name */
  title = g_strdup_printf (_("%s’s Courses"), name);
  sb_section_set_title (self->courses_section, title);
  gtk_drop_down_set_selected (self->filter_drop_down, 0);
  gtk_toggle_button_set_active (self->courses_toggle, TRUE);
  update_courses (self);
  update_notices (self);
  update_profile (self);
}

void
sb_visit_home_set_narrow (SbVisitHome *self, gboolean is_narrow)
{
  g_return_if_fail (SB_IS_VISIT_HOME (self));

  if (self->is_narrow == is_narrow)
    return;

  self->is_narrow = is_narrow;
  update_sections (self);
}

/**
 * sb_visit_home_focus:
 * @self: the page
 *
 * Puts the keyboard on the first course; until it is there, on the filter, never on the way out.
 */
void
sb_visit_home_focus (SbVisitHome *self)
{
  g_return_if_fail (SB_IS_VISIT_HOME (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->filter_drop_down));
  self->wants_focus = TRUE;
  update_courses (self);
}
