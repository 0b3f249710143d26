/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One of the learner's courses, item by item. What is done here is done by the learner. */

#include "config.h"

#include "sb-course-page.h"

#include <glib/gi18n.h>

#include "sb-act-question.h"
#include "sb-find.h"
#include "sb-focus.h"
#include "sb-format.h"
#include "sb-item-row.h"
#include "sb-section.h"
#include "sb-web-page.h"

struct _SbCoursePage
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *description_label;
  GtkLabel *due_label;
  GtkListBox *items_list;
  SbSection *items_section;
  GtkLabel *name_label;
  GtkButton *page_button;
  GtkProgressBar *progress_bar;
  GtkLabel *status_label;

  /* owned */
  SbCoursePresenter *presenter;
  GSignalGroup *signals;
  GSignalGroup *policy_signals;

  /* state */
  gboolean is_narrow;
  int focus_row; /* where in the list the keyboard is or was */
  gboolean has_focus_in_row;
  gboolean is_waiting_for_focus;
};

G_DEFINE_FINAL_TYPE (SbCoursePage, sb_course_page, ADW_TYPE_BIN)

static void
update_course (SbCoursePage *self)
{
  SbCourse *course = sb_course_presenter_get_course (self->presenter);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *status = sb_format_course_status (course, now);
  g_autofree char *due = sb_format_course_due (course, now);
  const char *description = sb_course_get_description (course);

  gtk_label_set_text (self->name_label, sb_course_get_name (course));
  gtk_label_set_text (self->description_label, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description_label), description != NULL);
  gtk_label_set_text (self->status_label, status);
  gtk_label_set_text (self->due_label, due != NULL ? due : "");
  gtk_widget_set_visible (GTK_WIDGET (self->page_button), sb_web_page_is_available ()
                                                            && sb_course_get_page_url (course) != NULL);
  if (sb_course_get_page_url (course) != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->page_button), "s", sb_course_get_page_url (course));
  gtk_progress_bar_set_fraction (self->progress_bar, sb_course_get_fraction (course));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, status, -1);
}

static void
update_loading (SbCoursePage *self)
{
  sb_section_set_loading (self->items_section, sb_course_presenter_get_loading (self->presenter),
                          sb_course_presenter_get_problem (self->presenter));
}

/* To what there is to do, in the row where the keyboard was or below; what was pressed may be gone. */
static void
focus_from_row (SbCoursePage *self)
{
  GtkListBoxRow *row;

  for (int i = self->focus_row; (row = gtk_list_box_get_row_at_index (self->items_list, i)) != NULL; i++)
    if (sb_item_row_focus (SB_ITEM_ROW (row)))
      return;
  sb_course_page_focus (self);
}

/* Before the rows are made anew, which takes the keyboard away from them. */
static void
items_change_cb (SbCoursePage *self)
{
  GtkWidget *focus = sb_get_focus (self);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, SB_TYPE_ITEM_ROW) : NULL;

  self->has_focus_in_row = row != NULL;
  if (row != NULL)
    self->focus_row = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

static void
items_changed_cb (SbCoursePage *self)
{
  if (self->has_focus_in_row)
    focus_from_row (self);
}

/* What is pressed loses the keyboard while it cannot be pressed again. */
static void
update_busy (SbCoursePage *self)
{
  g_autofree char *busy_item = NULL;

  g_object_get (self->presenter, "busy-item", &busy_item, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "course.start", busy_item == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "course.complete", busy_item == NULL);
  if (busy_item != NULL)
    self->is_waiting_for_focus = sb_get_focus (self) == NULL;
  else if (self->is_waiting_for_focus && sb_get_focus (self) == NULL)
    focus_from_row (self);
}

static const char *
item_key (gpointer item)
{
  return sb_course_item_get_id (item);
}

static gboolean
is_look_only (SbCoursePage *self)
{
  return sb_course_presenter_judge (self->presenter, SB_TRACK_START) == SB_VERDICT_HOLD;
}

static void
update_policy (SbCoursePage *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->items_list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    sb_item_row_set_look_only (SB_ITEM_ROW (row), is_look_only (self));
}

static void
complete (SbCoursePage *self, const char *item_id)
{
  SbCourseItem *item = sb_find_by_key (sb_course_presenter_get_items (self->presenter), item_key, item_id);

  if (item != NULL)
    sb_course_presenter_complete (self->presenter, item);
}

static void
asked_cb (gpointer owner, gboolean is_allowed, gpointer item_id)
{
  SbCoursePage *self = owner;

  if (is_allowed && self->presenter != NULL)
    complete (self, item_id);
}

static void
ask_to_complete (SbCoursePage *self, SbCourseItem *item)
{
  sb_act_question_ask (GTK_WIDGET (self), sb_course_presenter_get_policy (self->presenter), SB_ACT_COMPLETE,
                       sb_course_presenter_get_learner_name (self->presenter), sb_course_item_get_title (item),
                       G_OBJECT (self), asked_cb, g_strdup (sb_course_item_get_id (item)), g_free);
}

static int
find_row (SbCoursePage *self, SbCourseItem *item)
{
  guint position;

  return g_list_store_find (G_LIST_STORE (sb_course_presenter_get_items (self->presenter)), item, &position)
           ? (int) position : 0;
}

static void
act (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbCoursePage *self = SB_COURSE_PAGE (widget);
  SbCourseItem *item = sb_find_by_key (sb_course_presenter_get_items (self->presenter), item_key,
                                       g_variant_get_string (parameter, NULL));

  if (item == NULL)
    return;

  self->focus_row = find_row (self, item);
  if (g_str_equal (action, "course.complete")
      && sb_course_presenter_judge (self->presenter, SB_TRACK_COMPLETE) == SB_VERDICT_ASK)
    ask_to_complete (self, item);
  else if (g_str_equal (action, "course.complete"))
    sb_course_presenter_complete (self->presenter, item);
  else
    sb_course_presenter_start (self->presenter, item);
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_course_presenter_load (SB_COURSE_PAGE (widget)->presenter);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = sb_item_row_new (item);

  sb_item_row_set_narrow (SB_ITEM_ROW (row), SB_COURSE_PAGE (user_data)->is_narrow);
  sb_item_row_set_look_only (SB_ITEM_ROW (row), is_look_only (user_data));

  return row;
}

static void
sb_course_page_dispose (GObject *object)
{
  SbCoursePage *self = SB_COURSE_PAGE (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->policy_signals);
  if (self->items_list != NULL)
    gtk_list_box_bind_model (self->items_list, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_COURSE_PAGE);
  g_clear_object (&self->presenter);

  G_OBJECT_CLASS (sb_course_page_parent_class)->dispose (object);
}

static void
sb_course_page_class_init (SbCoursePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_course_page_dispose;

  g_type_ensure (SB_TYPE_SECTION);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-course-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbCoursePage, description_label);
  gtk_widget_class_bind_template_child (widget_class, SbCoursePage, due_label);
  gtk_widget_class_bind_template_child (widget_class, SbCoursePage, items_list);
  gtk_widget_class_bind_template_child (widget_class, SbCoursePage, items_section);
  gtk_widget_class_bind_template_child (widget_class, SbCoursePage, name_label);
  gtk_widget_class_bind_template_child (widget_class, SbCoursePage, page_button);
  gtk_widget_class_bind_template_child (widget_class, SbCoursePage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, SbCoursePage, status_label);

  gtk_widget_class_install_action (widget_class, "course.start", "s", act);
  gtk_widget_class_install_action (widget_class, "course.complete", "s", act);
  gtk_widget_class_install_action (widget_class, "course.retry", NULL, retry);
}

static void
sb_course_page_init (SbCoursePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (SB_TYPE_COURSE_PRESENTER);
  g_signal_group_connect_swapped (self->signals, "notify::course", G_CALLBACK (update_course), self);
  g_signal_group_connect_swapped (self->signals, "notify::loading", G_CALLBACK (update_loading), self);
  g_signal_group_connect_swapped (self->signals, "notify::busy-item", G_CALLBACK (update_busy), self);

  self->policy_signals = g_signal_group_new (SB_TYPE_VISIT_POLICY);
  g_signal_group_connect_swapped (self->policy_signals, "changed", G_CALLBACK (update_policy), self);
}

/**
 * sb_course_page_set_presenter:
 * @self: the page
 * @presenter: (nullable): the course, or %NULL after the log-in
 */
void
sb_course_page_set_presenter (SbCoursePage *self, SbCoursePresenter *presenter)
{
  g_return_if_fail (SB_IS_COURSE_PAGE (self));

  g_signal_group_set_target (self->signals, presenter);
  g_signal_group_set_target (self->policy_signals, presenter != NULL ? sb_course_presenter_get_policy (presenter) : NULL);
  g_set_object (&self->presenter, presenter);
  if (presenter != NULL)
    {
      GListModel *items = sb_course_presenter_get_items (presenter);

      /* Before the list hears of it, and after. */
      g_signal_connect_object (items, "items-changed", G_CALLBACK (items_change_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (items, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  gtk_list_box_bind_model (self->items_list, presenter != NULL ? sb_course_presenter_get_items (presenter) : NULL,
                           make_row, self, NULL);
  if (presenter == NULL)
    return;

  update_course (self);
  update_loading (self);
  update_busy (self);
  sb_course_presenter_load (presenter);
}

void
sb_course_page_set_narrow (SbCoursePage *self, gboolean is_narrow)
{
  g_return_if_fail (SB_IS_COURSE_PAGE (self));

  self->is_narrow = is_narrow;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->items_list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    sb_item_row_set_narrow (SB_ITEM_ROW (row), is_narrow);
}

void
sb_course_page_focus (SbCoursePage *self)
{
  g_return_if_fail (SB_IS_COURSE_PAGE (self));

  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
