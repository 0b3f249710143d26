/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything while logged in as a learner, under the bar: the overview, with the home page and one course, and the
 * platform's own pages. The two are views of one log-in: what one has changed, the other shows when it is next seen. */

#include "config.h"

#include "sb-visit-page.h"

#include <glib/gi18n.h>

#include "sb-course-page.h"
#include "sb-end-patience.h"
#include "sb-stay-strip.h"
#include "sb-strip.h"
#include "sb-visit-aim.h"
#include "sb-visit-bar.h"
#include "sb-visit-home.h"
#include "sb-visit-tools.h"
#include "sb-web-page.h"
#include "sb-width-bin.h"

#define NARROW_WIDTH 720

/* What ends sooner needs no other look until then. */
#define LONGEST_BLINK_MS 100

struct _SbVisitPage
{
  AdwBin parent_instance;

  /* template widgets */
  SbVisitBar *bar;
  SbCoursePage *course_page;
  SbVisitHome *home;
  GtkStack *stack;
  SbStayStrip *stay_strip;
  SbStrip *strip;
  SbVisitTools *tools;
  GtkStack *views;
  SbWebPage *web_page;
  SbWidthBin *width_bin;

  /* owned */
  SbVisitPresenter *presenter;
  SbEndPatience *patience; /* with @presenter */
  SbVisitAim *aim; /* nullable: nowhere to go, or there already */
  SbCoursePresenter *course_presenter;
  SbPictureLoader *pictures;
  GSignalGroup *signals;
  GSignalGroup *course_signals;
  SbVisitPolicy *policy;
  SbWebPresenter *web_presenter;

  /* state */
  guint ending_id; /* the page is about to be of no more use */
  gboolean is_web_stale; /* something was done in the overview since the platform's pages were seen */
};

G_DEFINE_FINAL_TYPE (SbVisitPage, sb_visit_page, ADW_TYPE_BIN)

enum
{
  PROP_VIEW = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  TOAST,
  FAILED,
  GIVE_UP,
  SESSION_LOST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update_strip (SbVisitPage *self)
{
  g_autoptr (SbProblem) problem = NULL;

  problem = sb_end_patience_dup_problem (self->patience);
  sb_strip_set_problem (self->strip, problem);
}

static void
set_usable (SbVisitPage *self, gboolean is_usable)
{
  g_clear_handle_id (&self->ending_id, g_source_remove);
  gtk_widget_set_can_target (GTK_WIDGET (self->views), is_usable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tools), is_usable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->views), is_usable);
}

static gboolean
ending_cb (gpointer user_data)
{
  SbVisitPage *self = user_data;

  self->ending_id = 0;
  set_usable (self, FALSE);

  return G_SOURCE_REMOVE;
}

/* What cannot be used any more looks like that only if the end takes longer: to give all of a page another colour takes
 * longer than most ends do, and would keep this one waiting. */
static void
update_ending (SbVisitPage *self)
{
  gboolean is_ending;

  g_object_get (self->presenter, "is-ending", &is_ending, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.switch-back", !is_ending);
  if (!is_ending)
    set_usable (self, TRUE);
  else if (self->ending_id == 0)
    {
      gtk_widget_set_can_target (GTK_WIDGET (self->views), FALSE);
      self->ending_id = g_timeout_add (LONGEST_BLINK_MS, ending_cb, self);
    }
}

static gboolean
is_on_platform (SbVisitPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "platform") == 0;
}

/* There is a way back from a course to the overview's home, and from nowhere else. */
static void
update_back (SbVisitPage *self)
{
  gboolean can_go_back = !is_on_platform (self)
                      && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "course") == 0;

  sb_visit_bar_set_can_go_back (self->bar, can_go_back);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.back", can_go_back);
}

static void
focus_overview (SbVisitPage *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "course") == 0)
    sb_course_page_focus (self->course_page);
  else
    sb_visit_home_focus (self->home);
}

static void
show_view (SbVisitPage *self, const char *view)
{
  gboolean is_platform = g_strcmp0 (view, "platform") == 0;

  if (self->presenter == NULL || is_platform == is_on_platform (self)
      || (is_platform && !sb_web_page_is_available ()))
    return;

  gtk_stack_set_visible_child_name (self->views, is_platform ? "platform" : "overview");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
  update_back (self);
  if (!is_platform)
    {
      sb_visit_presenter_load (self->presenter);
      if (self->course_presenter != NULL)
        sb_course_presenter_load (self->course_presenter);
      focus_overview (self);
      return;
    }

  sb_web_page_open (self->web_page, NULL);
  if (self->is_web_stale)
    sb_web_page_refresh (self->web_page);
  self->is_web_stale = FALSE;
  sb_web_page_focus (self->web_page);
}

static void
show_home (SbVisitPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "home");
  update_back (self);
}

static void
acted_cb (SbVisitPage *self, const char *sentence)
{
  g_signal_emit (self, signals[TOAST], 0, sentence);
}

static void
course_acted_cb (SbVisitPage *self, const char *sentence)
{
  self->is_web_stale = TRUE;
  acted_cb (self, sentence);
}

/* Whether the log-in is over is asked of the calls, which tell it from a page that is nobody's to see. */
static void
web_signed_out_cb (SbVisitPage *self)
{
  sb_visit_presenter_load_profile (self->presenter);
}

static void
act_failed_cb (SbVisitPage *self, const SbProblem *problem)
{
  g_signal_emit (self, signals[FAILED], 0, problem);
}

/* Found out in a course; what the home page finds out, its presenter says itself. */
static void
session_lost_cb (SbVisitPage *self)
{
  g_signal_emit (self, signals[SESSION_LOST], 0);
}

static void
open_course (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbVisitPage *self = SB_VISIT_PAGE (widget);
  g_autoptr (SbCoursePresenter) course
      = sb_visit_presenter_open_course (self->presenter, g_variant_get_string (parameter, NULL));

  if (course == NULL)
    return;

  g_object_set (course, "policy", self->policy, NULL);
  g_set_object (&self->course_presenter, course);
  g_signal_group_set_target (self->course_signals, self->course_presenter);
  sb_course_page_set_presenter (self->course_page, self->course_presenter);

  gtk_stack_set_visible_child_name (self->stack, "course");
  update_back (self);
  sb_course_page_focus (self->course_page);
}

/* A page of the platform's, by the address that the platform gave. */
static void
open_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbVisitPage *self = SB_VISIT_PAGE (widget);
  g_autofree char *address = sb_web_presenter_dup_address (self->web_presenter, g_variant_get_string (parameter, NULL));

  if (address == NULL)
    return;

  sb_web_page_open (self->web_page, address);
  self->is_web_stale = FALSE;
  show_view (self, "platform");
}

static void
go_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbVisitPage *self = SB_VISIT_PAGE (widget);

  show_home (self);
  sb_visit_presenter_load_courses (self->presenter);
  sb_visit_home_focus (self->home);
}

static void
switch_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.switch-back", NULL);
}

static void
give_up (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[GIVE_UP], 0);
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbVisitPage *self = SB_VISIT_PAGE (widget);

  if (g_str_equal (action, "visit.retry-courses"))
    sb_visit_presenter_load_courses (self->presenter);
  else if (g_str_equal (action, "visit.retry-notices"))
    sb_visit_presenter_load_notices (self->presenter);
  else if (g_str_equal (action, "visit.retry-profile"))
    sb_visit_presenter_load_profile (self->presenter);
  else
    sb_visit_presenter_load (self->presenter);
}

/* What had the focus is gone. */
static void
answered_cb (SbVisitPage *self)
{
  sb_visit_page_focus (self);
}

static void
width_changed_cb (SbVisitPage *self)
{
  gboolean is_narrow = sb_width_bin_get_width (self->width_bin) < NARROW_WIDTH;

  sb_visit_tools_set_width (self->tools, gtk_widget_get_width (GTK_WIDGET (self->width_bin)));
  sb_visit_bar_set_narrow (self->bar, is_narrow);
  sb_visit_home_set_narrow (self->home, is_narrow);
  sb_course_page_set_narrow (self->course_page, is_narrow);
  sb_web_page_set_narrow (self->web_page, is_narrow);
}

static void
sb_visit_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbVisitPage *self = SB_VISIT_PAGE (object);

  switch (property_id)
    {
    case PROP_VIEW:
      g_value_set_string (value, is_on_platform (self) ? "platform" : "overview");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_visit_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_VIEW:
      show_view (SB_VISIT_PAGE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_visit_page_dispose (GObject *object)
{
  SbVisitPage *self = SB_VISIT_PAGE (object);

  g_clear_handle_id (&self->ending_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->course_signals);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_VISIT_PAGE);
  g_clear_object (&self->aim);
  g_clear_object (&self->course_presenter);
  g_clear_object (&self->patience);
  g_clear_object (&self->web_presenter);
  g_clear_object (&self->policy);
  g_clear_object (&self->presenter);
  g_clear_object (&self->pictures);

  G_OBJECT_CLASS (sb_visit_page_parent_class)->dispose (object);
}

static void
sb_visit_page_class_init (SbVisitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = sb_visit_page_get_property;
  G_OBJECT_CLASS (klass)->set_property = sb_visit_page_set_property;
  G_OBJECT_CLASS (klass)->dispose = sb_visit_page_dispose;

  /* "overview" or "platform". */
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "overview",
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  signals[TOAST] = g_signal_new ("toast", SB_TYPE_VISIT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  /**
   * SbVisitPage::failed:
   * @problem: why something was not done
   */
  signals[FAILED] = g_signal_new ("failed", SB_TYPE_VISIT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  SB_TYPE_PROBLEM | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[GIVE_UP] = g_signal_new ("give-up", SB_TYPE_VISIT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
  signals[SESSION_LOST] = g_signal_new ("session-lost", SB_TYPE_VISIT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);

  g_type_ensure (SB_TYPE_COURSE_PAGE);
  g_type_ensure (SB_TYPE_STAY_STRIP);
  g_type_ensure (SB_TYPE_STRIP);
  g_type_ensure (SB_TYPE_VISIT_BAR);
  g_type_ensure (SB_TYPE_VISIT_HOME);
  g_type_ensure (SB_TYPE_VISIT_TOOLS);
  g_type_ensure (SB_TYPE_WEB_PAGE);
  g_type_ensure (SB_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-visit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbVisitPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SbVisitPage, course_page);
  gtk_widget_class_bind_template_child (widget_class, SbVisitPage, home);
  gtk_widget_class_bind_template_child (widget_class, SbVisitPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SbVisitPage, stay_strip);
  gtk_widget_class_bind_template_child (widget_class, SbVisitPage, strip);
  gtk_widget_class_bind_template_child (widget_class, SbVisitPage, tools);
  gtk_widget_class_bind_template_child (widget_class, SbVisitPage, views);
  gtk_widget_class_bind_template_child (widget_class, SbVisitPage, web_page);
  gtk_widget_class_bind_template_child (widget_class, SbVisitPage, width_bin);
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, acted_cb);
  gtk_widget_class_bind_template_callback (widget_class, web_signed_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, width_changed_cb);

  gtk_widget_class_install_action (widget_class, "visit.open-course", "s", open_course);
  gtk_widget_class_install_action (widget_class, "visit.open-page", "s", open_page);
  gtk_widget_class_install_property_action (widget_class, "visit.view", "view");
  gtk_widget_class_install_action (widget_class, "visit.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "visit.switch-back", NULL, switch_back);
  gtk_widget_class_install_action (widget_class, "visit.give-up", NULL, give_up);
  gtk_widget_class_install_action (widget_class, "visit.reload", NULL, retry);
  gtk_widget_class_install_action (widget_class, "visit.retry-courses", NULL, retry);
  gtk_widget_class_install_action (widget_class, "visit.retry-notices", NULL, retry);
  gtk_widget_class_install_action (widget_class, "visit.retry-profile", NULL, retry);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK, "visit.view", "s", "overview");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_CONTROL_MASK, "visit.view", "s", "platform");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "visit.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "visit.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "visit.reload", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "visit.reload", NULL);
}

static void
sb_visit_page_init (SbVisitPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (SB_TYPE_VISIT_PRESENTER);
  g_signal_group_connect_swapped (self->signals, "notify::is-ending", G_CALLBACK (update_ending), self);

  self->course_signals = g_signal_group_new (SB_TYPE_COURSE_PRESENTER);
  g_signal_group_connect_swapped (self->course_signals, "acted", G_CALLBACK (course_acted_cb), self);
  g_signal_group_connect_swapped (self->course_signals, "act-failed", G_CALLBACK (act_failed_cb), self);
  g_signal_group_connect_swapped (self->course_signals, "session-lost", G_CALLBACK (session_lost_cb), self);
}

static void
set_policy (SbVisitPage *self, SbVisitPolicy *policy)
{
  g_set_object (&self->policy, policy);
  sb_visit_tools_set_policy (self->tools, policy);
}

/**
 * sb_visit_page_set_presenter:
 * @self: the page
 * @presenter: (nullable): the log-in, or %NULL after it, so that nothing of the learner stays behind
 * @policy: (nullable): its seat belts; %NULL for those that there always are
 */
void
sb_visit_page_set_presenter (SbVisitPage *self, SbVisitPresenter *presenter, SbVisitPolicy *policy)
{
  g_autoptr (SbVisitPolicy) belts = NULL;

  g_return_if_fail (SB_IS_VISIT_PAGE (self));

  g_clear_handle_id (&self->ending_id, g_source_remove);
  g_signal_group_set_target (self->signals, presenter);
  g_signal_group_set_target (self->course_signals, NULL);
  sb_course_page_set_presenter (self->course_page, NULL);
  sb_web_page_set_presenter (self->web_page, NULL);
  g_clear_object (&self->web_presenter);
  g_clear_object (&self->aim);
  g_clear_object (&self->course_presenter);
  g_clear_object (&self->pictures);
  set_policy (self, NULL);
  self->is_web_stale = FALSE;
  gtk_stack_set_visible_child_name (self->views, "overview");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
  g_set_object (&self->presenter, presenter);
  g_clear_object (&self->patience);
  if (presenter != NULL)
    {
      SbImpersonation *impersonation = sb_visit_presenter_get_impersonation (presenter);

      belts = policy != NULL ? g_object_ref (policy) : sb_visit_policy_new (FALSE);
      set_policy (self, belts);
      self->pictures = sb_picture_loader_new (sb_impersonation_get_platform (impersonation));
      self->web_presenter = sb_web_presenter_new (impersonation, belts, presenter);
      sb_web_page_set_presenter (self->web_page, self->web_presenter);
    }

  sb_stay_strip_set_watch (self->stay_strip, presenter != NULL ? sb_visit_presenter_get_watch (presenter) : NULL);
  sb_visit_bar_set_presenter (self->bar, presenter);
  sb_visit_home_set_presenter (self->home, presenter, self->pictures);
  if (presenter == NULL)
    return;

  self->patience = sb_end_patience_new (presenter);
  g_signal_connect_object (self->patience, "changed", G_CALLBACK (update_strip), self, G_CONNECT_SWAPPED);
  show_home (self);
  update_strip (self);
  update_ending (self);
  sb_visit_presenter_start (presenter);
}

/* Somebody may have gone elsewhere by themselves. */
static void
aim_found_cb (SbVisitPage *self, const char *course_id)
{
  g_clear_object (&self->aim);
  if (!is_on_platform (self) && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "home") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "visit.open-course", "s", course_id);
}

static void
aim_missed_cb (SbVisitPage *self, const char *sentence)
{
  g_clear_object (&self->aim);
  g_signal_emit (self, signals[TOAST], 0, sentence);
}

/**
 * sb_visit_page_set_aim:
 * @self: the page, with a log-in whose courses are on their way, or there
 * @course: the id, code or name of the course to open when they are there, or "" for none
 */
void
sb_visit_page_set_aim (SbVisitPage *self, const char *course)
{
  g_autofree char *wanted = g_strstrip (g_strdup (course));

  g_return_if_fail (SB_IS_VISIT_PAGE (self));
  g_return_if_fail (self->presenter != NULL);

  g_clear_object (&self->aim);
  if (*wanted == '\0')
    return;

  self->aim = sb_visit_aim_new (self->presenter, wanted);
  g_signal_connect_object (self->aim, "found", G_CALLBACK (aim_found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->aim, "missed", G_CALLBACK (aim_missed_cb), self, G_CONNECT_SWAPPED);
  sb_visit_aim_start (self->aim);
}

/**
 * sb_visit_page_remember:
 * @self: the page
 * @settings: the program's settings, where what is chosen for this machine is kept
 */
void
sb_visit_page_remember (SbVisitPage *self, GSettings *settings)
{
  g_return_if_fail (SB_IS_VISIT_PAGE (self));

  sb_web_page_remember (self->web_page, settings);
}

void
sb_visit_page_focus (SbVisitPage *self)
{
  g_return_if_fail (SB_IS_VISIT_PAGE (self));

  if (is_on_platform (self))
    sb_web_page_focus (self->web_page);
  else
    focus_overview (self);
}
