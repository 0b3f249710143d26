/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All that is shown while logged in as a learner: the bar at each width, the home page and its states, one course and
 * what is done in it. Whatever is looked at, no notification is opened. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-course-card.h"
#include "sb-course-page.h"
#include "sb-item-row.h"
#include "sb-notice-row.h"
#include "sb-question.h"
#include "sb-test-clock.h"
#include "sb-ui-fixtures.h"
#include "sb-visit-page.h"
#include "sb-width-first-layout.h"

#include <string.h>

typedef struct
{
  SbFakePlatform *platform;
  SbLearner *learner;
  SbImpersonation *impersonation;
  SbVisitPresenter *presenter;
  GtkWidget *page;
  GtkWindow *window;
  char *toast;
  const char *help; /* of what has failed */
} Fixture;

static void
toast_cb (Fixture *f, const char *text)
{
  g_free (f->toast);
  f->toast = g_strdup (text);
}

static void
failed_cb (Fixture *f, const SbProblem *problem)
{
  toast_cb (f, problem->title);
  f->help = problem->help;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_ui_close (f->window);
  g_assert_finalize_object (f->presenter);
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->impersonation);
  g_object_unref (f->learner);
  g_assert_finalize_object (f->platform);
  g_free (f->toast);
}

static const char *
get_uuid (Fixture *f)
{
  return sb_impersonation_get_request (f->impersonation)->uuid;
}

/* Takes @learner. What the home page loads must be queued after this, before the page is opened. */
static void
begin (Fixture *f, SbLearner *learner)
{
  f->learner = learner;
  f->impersonation = sb_model_visit (f->platform, learner);
  f->presenter = sb_visit_presenter_new (f->impersonation, NULL);
}

static void
open_page (Fixture *f)
{
  f->page = g_object_new (SB_TYPE_VISIT_PAGE, NULL);
  g_signal_connect_swapped (f->page, "toast", G_CALLBACK (toast_cb), f);
  g_signal_connect_swapped (f->page, "failed", G_CALLBACK (failed_cb), f);
  f->window = sb_ui_show (f->page, 1000, 700);
  sb_visit_page_set_presenter (SB_VISIT_PAGE (f->page), f->presenter, NULL);
  sb_visit_page_focus (SB_VISIT_PAGE (f->page));
  sb_ui_settle (f->window);
}

static void
open_for_ana (Fixture *f)
{
  begin (f, sb_ui_ana ());
  sb_ui_push_visit (f->platform, get_uuid (f));
  open_page (f);
  sb_ui_wait_text (f->page, "Workplace Safety");
}

static GtkWidget *
get_home (Fixture *f)
{
  return sb_ui_child (f->page, "home");
}

static GtkWidget *
get_bar (Fixture *f)
{
  return sb_ui_child (f->page, "bar");
}

static const char *
get_view (GtkWidget *section)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (sb_ui_child (section, "stack")));
}

static void
test_bar (Fixture *f, gconstpointer data)
{
  const char *subtitle;

  open_for_ana (f);
  g_assert_nonnull (sb_ui_find_text (get_bar (f), "You are logged in as"));
  g_assert_nonnull (sb_ui_find_text (get_bar (f), "Ana Silva"));
  subtitle = gtk_label_get_text (GTK_LABEL (sb_ui_child (get_bar (f), "subtitle_label")));
  g_assert_true (g_str_has_prefix (subtitle, "Everything you do is real and counts as Ana’s · "));
  g_assert_true (g_str_has_suffix (subtitle, " minutes left"));
  g_assert_nonnull (sb_ui_find_text (get_bar (f), "Switch Back to Your Account"));
  g_assert_false (gtk_widget_get_visible (sb_ui_child (get_bar (f), "back_button")));

  /* The keyboard is never on the way out by itself. */
  g_assert_false (sb_ui_has_focus (get_bar (f)));
}

static GtkWidget *
get_stay_strip (Fixture *f)
{
  return sb_ui_child (f->page, "stay_strip");
}

static void
open_on_clock (Fixture *f, SbTestClock *clock)
{
  g_autoptr (SbCapabilities) capabilities = sb_model_capabilities ();
  g_autoptr (SbVisitWatch) watch = NULL;

  capabilities->can_keep_alive = TRUE;
  f->learner = sb_ui_ana ();
  f->impersonation = sb_model_visit (f->platform, f->learner);
  watch = sb_visit_watch_new (f->impersonation, capabilities, NULL, SB_CLOCK (clock));
  f->presenter = sb_visit_presenter_new (f->impersonation, watch);
  sb_ui_push_visit (f->platform, get_uuid (f));
  open_page (f);
  sb_ui_wait_text (f->page, "Workplace Safety");
}

/* It counts down under the bar, is answered with the keyboard, and leaves it where it can go on. */
static void
test_stay (Fixture *f, gconstpointer data)
{
  g_autoptr (SbTestClock) clock = sb_test_clock_new ();
  GtkRevealer *revealer;
  SbSession *longer;

  open_on_clock (f, clock);
  revealer = GTK_REVEALER (sb_ui_child (sb_ui_child (get_stay_strip (f), "strip"), "revealer"));
  g_assert_false (gtk_revealer_get_reveal_child (revealer));

  sb_test_clock_pass (clock, 55 * 60 + 17);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  sb_ui_wait_text (f->page, "If you do not stay, you are switched back in 2:43.");
  sb_test_clock_pass (clock, 1);
  sb_ui_wait_text (f->page, "If you do not stay, you are switched back in 2:42.");

  longer = sb_model_session (get_uuid (f), "4711");
  g_date_time_unref (longer->expires_at);
  longer->expires_at = g_date_time_add_minutes (longer->started_at, 115);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_KEEP_ALIVE, longer, (GDestroyNotify) sb_session_unref);
  gtk_widget_grab_focus (sb_ui_child (get_stay_strip (f), "stay_button"));
  sb_ui_activate (sb_ui_child (get_stay_strip (f), "stay_button"), "stay.stay", NULL);
  sb_test_wait_until (!gtk_revealer_get_reveal_child (revealer));
  g_assert_false (sb_ui_has_focus (get_stay_strip (f)));
  g_assert_true (sb_ui_has_focus (get_home (f)));

  /* The last time there is no more: nothing to stay with. */
  sb_test_clock_pass (clock, 56 * 60);
  longer = sb_model_session (get_uuid (f), "4711");
  g_date_time_unref (longer->expires_at);
  longer->expires_at = g_date_time_add_minutes (longer->started_at, 120);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_KEEP_ALIVE, longer, (GDestroyNotify) sb_session_unref);
  sb_ui_activate (sb_ui_child (get_stay_strip (f), "stay_button"), "stay.stay", NULL);
  sb_test_wait_until (!gtk_revealer_get_reveal_child (revealer));
  sb_test_clock_pass (clock, 5 * 60);
  sb_ui_wait_text (f->page, "Your time is almost over");
  g_assert_false (gtk_widget_get_visible (sb_ui_child (get_stay_strip (f), "stay_button")));
}

/* All of @widget can be seen, and at least so many pixels of it. */
static void
assert_within (Fixture *f, GtkWidget *widget, int at_least)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_get_mapped (widget));
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (f->window), &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (GTK_WIDGET (f->window)));
  g_assert_cmpint (gtk_widget_get_width (widget), >=, at_least);
}

typedef struct
{
  const char *name;
  const char *path;
  GtkTextDirection direction;
  const char *lead;        /* of a longer language, or NULL */
  const char *button;
} BarCase;

static const BarCase bars[] = {
  { "Ana", "plain", GTK_TEXT_DIR_LTR, NULL, NULL },
  { "Ana", "right-to-left", GTK_TEXT_DIR_RTL, NULL, NULL },
  { NULL, "long", GTK_TEXT_DIR_LTR, NULL, NULL },
  { NULL, "long-right-to-left", GTK_TEXT_DIR_RTL, NULL, NULL },
  { NULL, "long-german", GTK_TEXT_DIR_LTR, "Sie sind angemeldet als", "_Zurückwechseln" },
};

static void
test_bar_layout (Fixture *f, gconstpointer data)
{
  const BarCase *bar = data;
  const int widths[] = { 360, 500, 719, 720, 1000, 360 };
  g_autofree char *name = bar->name != NULL ? g_strdup (bar->name) : g_strnfill (300, 'W');

  gtk_widget_set_default_direction (bar->direction);
  begin (f, sb_model_learner ("4711", name, "", "ana.silva", NULL, NULL));
  sb_ui_push_visit (f->platform, get_uuid (f));
  open_page (f);

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      gboolean is_narrow = widths[i] < 720;

      sb_ui_resize (f->window, widths[i], 700);
      if (bar->lead != NULL && is_narrow)
        {
          gtk_label_set_label (GTK_LABEL (sb_ui_child (get_bar (f), "lead_label")), bar->lead);
          gtk_label_set_label (GTK_LABEL (sb_ui_child (get_bar (f), "switch_label")), bar->button);
          sb_ui_settle (f->window);
        }

      assert_within (f, sb_ui_child (get_bar (f), "name_label"), 20);
      assert_within (f, sb_ui_find_button (get_bar (f), "visit.switch-back"), 60);
      assert_within (f, sb_ui_child (get_bar (f), "lead_label"), 10);
      g_assert_cmpint (gtk_widget_get_mapped (sb_ui_child (get_bar (f), "subtitle_label")), ==, !is_narrow);
    }

  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Where there is one thing at a time, a switcher says which. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  GtkWidget *courses, *notices, *profile;

  open_for_ana (f);
  courses = sb_ui_child (get_home (f), "courses_section");
  notices = sb_ui_child (get_home (f), "notices_section");
  profile = sb_ui_child (get_home (f), "profile_section");
  g_assert_true (gtk_widget_get_mapped (courses) && gtk_widget_get_mapped (notices) && gtk_widget_get_mapped (profile));
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (get_home (f), "switcher")));

  sb_ui_resize (f->window, 360, 700);
  g_assert_true (gtk_widget_get_mapped (courses));
  g_assert_false (gtk_widget_get_mapped (notices) || gtk_widget_get_mapped (profile));
  g_assert_true (gtk_widget_get_mapped (sb_ui_child (get_home (f), "switcher")));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sb_ui_child (get_home (f), "notices_toggle")), TRUE);
  sb_ui_settle (f->window);
  g_assert_true (gtk_widget_get_mapped (notices));
  g_assert_false (gtk_widget_get_mapped (courses) || gtk_widget_get_mapped (profile));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sb_ui_child (get_home (f), "profile_toggle")), TRUE);
  sb_ui_settle (f->window);
  g_assert_true (gtk_widget_get_mapped (profile));
  g_assert_false (gtk_widget_get_mapped (courses) || gtk_widget_get_mapped (notices));

  sb_ui_resize (f->window, 1000, 700);
  g_assert_true (gtk_widget_get_mapped (courses) && gtk_widget_get_mapped (notices) && gtk_widget_get_mapped (profile));
}

static void
test_home (Fixture *f, gconstpointer data)
{
  open_for_ana (f);
  g_assert_nonnull (sb_ui_find_text (f->page, "Ana’s Courses"));
  g_assert_nonnull (sb_ui_find_text (f->page, "First Aid"));
  g_assert_nonnull (sb_ui_find_text (f->page, "Opens in May"));
  g_assert_nonnull (sb_ui_find_text (f->page, "In progress · 3 of 7"));
  g_assert_nonnull (sb_ui_find_text (f->page, "1 unread"));
  g_assert_nonnull (sb_ui_find_text (f->page, "ACME / Iberia / Lisbon"));
}

/* Three parts, each of which fails and is retried on its own. */
static void
test_states (Fixture *f, gconstpointer data)
{
  static const char *const sections[] = { "courses_section", "notices_section", "profile_section" };
  static const char *const retries[] = { "visit.retry-courses", "visit.retry-notices", "visit.retry-profile" };

  begin (f, sb_ui_ana ());
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_COURSES);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_NOTICES);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_PROFILE);
  open_page (f);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (get_view (sb_ui_child (get_home (f), sections[i])), ==, "busy");

  sb_fake_platform_release_error (f->platform, SB_FAKE_LIST_COURSES,
                                  sb_api_error_new_for_reply (SB_API_ERROR_SERVER, 500, NULL, "No."));
  sb_fake_platform_release_error (f->platform, SB_FAKE_LIST_NOTICES,
                                  sb_api_error_new_for_reply (SB_API_ERROR_TIMEOUT, 0, NULL, "No."));
  sb_fake_platform_release_error (f->platform, SB_FAKE_LOAD_PROFILE,
                                  sb_api_error_new_for_reply (SB_API_ERROR_PROTOCOL, 200, NULL, "No."));
  sb_ui_settle (f->window);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (get_view (sb_ui_child (get_home (f), sections[i])), ==, "failed");

  sb_ui_push_visit (f->platform, get_uuid (f));
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *button = sb_ui_find_button (sb_ui_child (get_home (f), sections[i]), retries[i]);

      g_assert_true (gtk_widget_get_mapped (button));
      if (i == 0)
        gtk_widget_grab_focus (button);
      sb_ui_activate (button, retries[i], NULL);
    }

  sb_ui_settle (f->window);
  g_assert_true (sb_ui_has_focus (sb_ui_find (get_home (f), SB_TYPE_COURSE_CARD, 0)));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (get_view (sb_ui_child (get_home (f), sections[i])), ==, "ready");
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  begin (f, sb_ui_ana ());
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_COURSES, g_ptr_array_new_with_free_func (g_object_unref),
                                (GDestroyNotify) g_ptr_array_unref);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_NOTICES, sb_notice_list_new (),
                                (GDestroyNotify) sb_notice_list_free);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_PROFILE, sb_profile_new (),
                                (GDestroyNotify) sb_profile_free);
  open_page (f);
  sb_ui_wait_text (f->page, "No courses here");
  g_assert_nonnull (sb_ui_find_text (f->page, "No notifications"));
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (get_home (f), "unread_label")));
}

static guint
count_rows (Fixture *f)
{
  guint n = 0;

  while (sb_ui_find (get_home (f), SB_TYPE_NOTICE_ROW, n) != NULL)
    n++;

  return n;
}

/* The keyboard goes on where the new ones begin, and the button goes with the last of them. */
static void
test_older_notices (Fixture *f, gconstpointer data)
{
  const guint n_all = 40;
  SbNoticeList *list = sb_notice_list_new ();
  GtkWidget *button;

  for (guint i = 0; i < n_all; i++)
    g_ptr_array_add (list->notices, sb_notice_new (&(SbNoticeFields){ .id = "8", .subject = "Welcome" }));
  begin (f, sb_ui_ana ());
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_COURSES, g_ptr_array_new_with_free_func (g_object_unref),
                                (GDestroyNotify) g_ptr_array_unref);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_NOTICES, list, (GDestroyNotify) sb_notice_list_free);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_PROFILE, sb_profile_new (),
                                (GDestroyNotify) sb_profile_free);
  open_page (f);
  sb_ui_wait_text (f->page, "Welcome");
  button = sb_ui_child (get_home (f), "older_button");
  g_assert_true (gtk_widget_get_mapped (button));
  sb_fake_platform_clear_log (f->platform);

  while (gtk_widget_get_mapped (button))
    {
      const guint n_before = count_rows (f);

      gtk_widget_grab_focus (button);
      sb_ui_press (f->window, GDK_KEY_Return, 0);
      sb_ui_settle (f->window);
      g_assert_cmpuint (count_rows (f), >, n_before);
      g_assert_true (sb_ui_has_focus (sb_ui_find (get_home (f), SB_TYPE_NOTICE_ROW, n_before)));
    }

  g_assert_cmpuint (count_rows (f), ==, n_all);
  g_assert_cmpuint (sb_ui_count_lines (f->platform, " "), ==, 0);
}

/* What wraps is as wide as its longest line, however high the page is. */
static void
test_width_first (void)
{
  GtkWidget *label = gtk_label_new ("One two three four five six seven eight nine ten eleven twelve");
  GtkWidget *bin = adw_bin_new ();
  g_autoptr (GtkWidget) owned = g_object_ref_sink (bin);
  int wide, minimum, height, height_of_label, any;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_layout_manager (bin, g_object_new (SB_TYPE_WIDTH_FIRST_LAYOUT, NULL));
  adw_bin_set_child (ADW_BIN (bin), label);
  gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &wide, NULL, NULL);
  for (int h = 10; h < 500; h += 70)
    {
      int minimum_there, wide_there;

      gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, h, &minimum_there, &wide_there, NULL, NULL);
      g_assert_cmpint (minimum_there, ==, minimum);
      g_assert_cmpint (wide_there, ==, wide);
    }

  gtk_widget_measure (bin, GTK_ORIENTATION_VERTICAL, minimum, &height, &any, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, minimum, &height_of_label, &any, NULL, NULL);
  g_assert_cmpint (height, ==, height_of_label);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, wide, &height_of_label, &any, NULL, NULL);
  g_assert_cmpint (height, >, height_of_label);
}

static guint
count_cards (Fixture *f)
{
  guint n = 0;

  while (sb_ui_find (get_home (f), SB_TYPE_COURSE_CARD, n) != NULL)
    n++;

  return n;
}

static void
test_filter (Fixture *f, gconstpointer data)
{
  GtkDropDown *filter;

  open_for_ana (f);
  filter = GTK_DROP_DOWN (sb_ui_child (get_home (f), "filter_drop_down"));
  g_assert_cmpuint (count_cards (f), ==, 3);
  gtk_drop_down_set_selected (filter, SB_COURSE_FILTER_TO_DO);
  g_assert_cmpuint (count_cards (f), ==, 2);
  gtk_drop_down_set_selected (filter, SB_COURSE_FILTER_COMPLETED);
  g_assert_cmpuint (count_cards (f), ==, 1);
  gtk_drop_down_set_selected (filter, SB_COURSE_FILTER_ALL);
  g_assert_cmpuint (count_cards (f), ==, 3);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_COURSES), ==, 1);
}

/* The notice of this log-in wears a lock and keeps its text to itself; and nothing that is done to the rows reaches the
 * platform. */
static void
test_notices (Fixture *f, gconstpointer data)
{
  GtkWidget *own, *other;

  open_for_ana (f);
  own = sb_ui_find (get_home (f), SB_TYPE_NOTICE_ROW, 0);
  other = sb_ui_find (get_home (f), SB_TYPE_NOTICE_ROW, 1);
  g_assert_true (gtk_widget_get_mapped (sb_ui_child (own, "lock_image")));
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (own, "text_label")));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (sb_ui_child (own, "detail_label"))),
                                   "Left for Ana to read · "));
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (other, "lock_image")));
  g_assert_nonnull (sb_ui_find_text (other, "To ACME"));
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (own)));
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (other)));

  sb_fake_platform_clear_log (f->platform);
  gtk_widget_activate (own);
  gtk_widget_grab_focus (own);
  sb_ui_press (f->window, GDK_KEY_Return, 0);
  sb_ui_press (f->window, GDK_KEY_space, 0);
  sb_ui_press (f->window, GDK_KEY_Down, 0);
  sb_ui_press (f->window, GDK_KEY_Return, 0);
  g_assert_cmpuint (sb_ui_count_lines (f->platform, " "), ==, 0);
}

/* A letter for each item: s(tarted), n(ot started), c(ompleted), l(ocked). All but locked ones can be completed. */
static void
push_course (Fixture *f, const char *letters)
{
  SbCourseDetail *detail = sb_course_detail_new ();
  SbCourseFields course = { .id = "31", .name = "Workplace Safety", .description = "All <b>doors</b>", .can_enter = TRUE,
                            .status = SB_PROGRESS_IN_PROGRESS, .items_total = 7, .items_completed = 3 };

  detail->course = sb_course_new (&course);
  for (const char *p = letters; *p != '\0'; p++)
    {
      g_autofree char *title = g_strdup_printf ("Item %c", *p);
      SbCourseItemFields item = { .id = (char[]){ *p, '\0' }, .title = title, .kind = SB_ITEM_KIND_VIDEO,
                                  .is_locked = *p == 'l', .is_completable = TRUE,
                                  .status = *p == 's' ? SB_PROGRESS_IN_PROGRESS
                                          : *p == 'c' ? SB_PROGRESS_COMPLETED
                                                      : SB_PROGRESS_NOT_STARTED };

      g_ptr_array_add (detail->items, sb_course_item_new (&item));
    }

  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_COURSE, detail, (GDestroyNotify) sb_course_detail_free);
}

static void
open_course (Fixture *f)
{
  open_for_ana (f);
  push_course (f, "sncl");
  sb_ui_activate (sb_ui_find_button (get_home (f), "visit.open-course"), "visit.open-course", "s", "31");
  sb_ui_wait_text (f->page, "Item s");
}

static GtkWidget *
get_row (Fixture *f, guint i)
{
  return sb_ui_find (sb_ui_child (f->page, "course_page"), SB_TYPE_ITEM_ROW, i);
}

static gboolean
offers (GtkWidget *row, const char *action)
{
  return gtk_widget_get_mapped (sb_ui_find_button (row, action));
}

static void
test_course (Fixture *f, gconstpointer data)
{
  open_course (f);
  g_assert_nonnull (sb_ui_find_text (f->page, "All <b>doors</b>"));
  g_assert_true (gtk_widget_get_mapped (sb_ui_child (get_bar (f), "back_button")));
  g_assert_nonnull (sb_ui_find_text (get_bar (f), "Ana Silva"));
  g_assert_false (sb_ui_has_focus (get_bar (f)));

  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (sb_ui_find_button (get_row (f, 0), "course.start"))), ==,
                   "Resume");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (sb_ui_find_button (get_row (f, 1), "course.start"))), ==, "Start");
  g_assert_true (offers (get_row (f, 0), "course.complete"));
  g_assert_false (offers (get_row (f, 2), "course.start") || offers (get_row (f, 2), "course.complete"));
  g_assert_false (offers (get_row (f, 3), "course.start") || offers (get_row (f, 3), "course.complete"));

  /* Back, by the keyboard, to courses that are asked for again. */
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_COURSES);
  sb_ui_press (f->window, GDK_KEY_Escape, 0);
  sb_ui_wait_text (f->page, "First Aid");
  g_assert_false (gtk_widget_get_visible (sb_ui_child (get_bar (f), "back_button")));
  g_assert_false (sb_ui_has_focus (get_bar (f)));
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_COURSES), ==, 2);
}

/* The question that is asked, or NULL. */
static GtkWidget *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (SB_IS_QUESTION (window) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static void
complete_first (Fixture *f)
{
  sb_ui_activate (sb_ui_find_button (get_row (f, 0), "course.complete"), "course.complete", "s", "s");
}

/* What counts as the learner's is asked about first, until one says that one knows. */
static void
test_ask_first (Fixture *f, gconstpointer data)
{
  const char *title;

  open_course (f);
  sb_fake_platform_clear_log (f->platform);
  complete_first (f);
  title = gtk_label_get_text (GTK_LABEL (sb_ui_child (find_question (), "title_label")));
  g_assert_true (g_str_has_prefix (title, "Complete this as ") && strstr (title, "Ana Silva") != NULL);
  sb_ui_press (find_question (), GDK_KEY_Escape, 0);
  g_assert_null (find_question ());
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_TRACK), ==, 0);

  complete_first (f);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (sb_ui_child (find_question (), "check_button")), TRUE);
  sb_fake_platform_push_ok (f->platform, SB_FAKE_TRACK);
  push_course (f, "sncl");
  sb_ui_activate (find_question (), "question.answer", "s", SB_QUESTION_YES);
  g_assert_null (find_question ());
  sb_test_wait_until (f->toast != NULL);
  sb_ui_settle (f->window);

  g_clear_pointer (&f->toast, g_free);
  sb_fake_platform_push_ok (f->platform, SB_FAKE_TRACK);
  push_course (f, "sncl");
  complete_first (f);
  g_assert_null (find_question ());
  sb_test_wait_until (f->toast != NULL);
  sb_ui_settle (f->window);
}

/* In look only there is nothing to press, and nothing is done by any other way. */
static void
test_look_only (Fixture *f, gconstpointer data)
{
  GtkSwitch *look_only;

  open_course (f);
  look_only = GTK_SWITCH (sb_ui_child (sb_ui_child (f->page, "tools"), "look_only_switch"));
  g_assert_false (gtk_switch_get_active (look_only));
  g_assert_true (offers (get_row (f, 0), "course.start"));
  gtk_switch_set_active (look_only, TRUE);
  sb_ui_settle (f->window);
  g_assert_false (offers (get_row (f, 0), "course.start") || offers (get_row (f, 0), "course.complete"));

  sb_fake_platform_clear_log (f->platform);
  sb_ui_activate (sb_ui_child (f->page, "course_page"), "course.start", "s", "s");
  sb_ui_activate (sb_ui_child (f->page, "course_page"), "course.complete", "s", "s");
  g_assert_null (find_question ());
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_TRACK), ==, 0);

  gtk_switch_set_active (look_only, FALSE);
  sb_ui_settle (f->window);
  g_assert_true (offers (get_row (f, 0), "course.start"));
}

static void
test_act (Fixture *f, gconstpointer data)
{
  open_course (f);
  sb_fake_platform_clear_log (f->platform);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_TRACK);
  complete_first (f);
  sb_ui_activate (find_question (), "question.answer", "s", SB_QUESTION_YES);
  g_assert_false (sb_ui_is_enabled (get_row (f, 0), "course.complete"));
  g_assert_false (sb_ui_is_enabled (get_row (f, 1), "course.start"));

  /* One act at a time, whoever asks. */
  sb_ui_activate (sb_ui_child (f->page, "course_page"), "course.start", "s", "n");
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_TRACK), ==, 1);

  push_course (f, "cncl");
  sb_fake_platform_release_ok (f->platform, SB_FAKE_TRACK);
  sb_test_wait_until (f->toast != NULL);
  sb_ui_settle (f->window);
  g_assert_true (sb_ui_is_enabled (get_row (f, 1), "course.start"));
  g_assert_cmpuint (sb_ui_count_lines (f->platform, "track "), ==, 1);

  push_course (f, "cscl");
  sb_fake_platform_push_ok (f->platform, SB_FAKE_TRACK);
  sb_ui_activate (sb_ui_find_button (get_row (f, 1), "course.start"), "course.start", "s", "n");
  sb_ui_settle (f->window);
  g_assert_cmpuint (sb_ui_count_lines (f->platform, "track "), ==, 2);
}

static void
test_act_fails (Fixture *f, gconstpointer data)
{
  open_course (f);
  sb_model_push_error (f->platform, SB_FAKE_TRACK, SB_API_ERROR_FORBIDDEN, 403, "not_completable");
  complete_first (f);
  sb_ui_activate (find_question (), "question.answer", "s", SB_QUESTION_YES);
  sb_test_wait_until (f->toast != NULL);
  g_assert_cmpstr (f->toast, ==, "This cannot be marked as completed");
  g_assert_cmpstr (f->help, ==, "troubles#course");
  g_assert_true (sb_ui_is_enabled (get_row (f, 0), "course.complete"));
}

static void
test_course_fails (Fixture *f, gconstpointer data)
{
  GtkWidget *page, *button;

  open_for_ana (f);
  page = sb_ui_child (f->page, "course_page");
  sb_model_push_error (f->platform, SB_FAKE_LOAD_COURSE, SB_API_ERROR_NETWORK, 0, NULL);
  sb_ui_activate (f->page, "visit.open-course", "s", "31");
  sb_ui_wait_text (f->page, "The platform cannot be reached");
  push_course (f, "s");
  button = sb_ui_find_button (page, "course.retry");
  g_assert_true (gtk_widget_get_mapped (button));
  gtk_widget_grab_focus (button);
  sb_ui_activate (button, "course.retry", NULL);
  sb_ui_wait_text (f->page, "Item s");
  sb_ui_settle (f->window);
  g_assert_true (sb_ui_has_focus (sb_ui_child (page, "items_list")));
}

/* A course that cannot be entered is not. */
static void
test_locked_course (Fixture *f, gconstpointer data)
{
  GtkWidget *card;

  open_for_ana (f);
  card = sb_ui_find (get_home (f), SB_TYPE_COURSE_CARD, 2);
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (card, "open_button")));
  g_signal_emit_by_name (sb_ui_child (get_home (f), "flow_box"), "child-activated", card);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (sb_ui_child (f->page, "stack"))), ==, "home");
}

/* In a narrow window the buttons of an item stand one below the other, also in rows that come later. */
static void
test_narrow_course (Fixture *f, gconstpointer data)
{
  open_course (f);
  sb_ui_resize (f->window, 360, 700);
  assert_within (f, sb_ui_find_button (get_row (f, 0), "course.complete"), 20);
  assert_within (f, sb_ui_find_button (get_row (f, 0), "course.start"), 20);
  assert_within (f, sb_ui_child (get_bar (f), "name_label"), 20);
  assert_within (f, sb_ui_find_button (get_bar (f), "visit.switch-back"), 60);
  assert_within (f, sb_ui_child (get_bar (f), "back_button"), 20);
}

/* After the log-in nothing of the learner stays behind. */
static void
test_leave (Fixture *f, gconstpointer data)
{
  open_course (f);
  sb_visit_page_set_presenter (SB_VISIT_PAGE (f->page), NULL, NULL);
  g_assert_cmpuint (count_cards (f), ==, 0);
  g_assert_null (get_row (f, 0));
  g_assert_null (sb_ui_find (get_home (f), SB_TYPE_NOTICE_ROW, 0));
}

static void
test_ending (Fixture *f, gconstpointer data)
{
  open_for_ana (f);
  sb_ui_push_visit (f->platform, get_uuid (f));
  sb_fake_platform_push_hold (f->platform, SB_FAKE_END);
  sb_visit_presenter_end (f->presenter, SB_END_SWITCH_BACK);
  g_assert_false (sb_ui_is_enabled (get_bar (f), "visit.switch-back"));
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (sb_ui_child (get_bar (f), "spinner"))));
  sb_test_wait_until (sb_fake_platform_count_held (f->platform, SB_FAKE_END) == 1);
  sb_test_wait_until (!gtk_widget_is_sensitive (sb_ui_child (f->page, "stack")));

  sb_fake_platform_release_error (f->platform, SB_FAKE_END,
                                  sb_api_error_new_for_reply (SB_API_ERROR_FORBIDDEN, 403, NULL, "No."));
  sb_test_wait_until (sb_ui_is_enabled (get_bar (f), "visit.switch-back"));
  g_assert_true (gtk_widget_is_sensitive (sb_ui_child (f->page, "stack")));
  sb_ui_wait_text (f->page, "The platform does not allow this");
}

#define ADD(name, func) g_test_add ("/ui/visit/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  ADD ("bar", test_bar);
  ADD ("stay", test_stay);
  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/visit/bar/", bars[i].path, NULL);

      g_test_add (path, Fixture, &bars[i], set_up, test_bar_layout, tear_down);
    }
  ADD ("narrow", test_narrow);
  ADD ("home", test_home);
  ADD ("states", test_states);
  ADD ("empty", test_empty);
  ADD ("filter", test_filter);
  ADD ("notices", test_notices);
  ADD ("older-notices", test_older_notices);
  g_test_add_func ("/ui/visit/width-first", test_width_first);
  ADD ("course", test_course);
  ADD ("act", test_act);
  ADD ("act/ask-first", test_ask_first);
  ADD ("act/look-only", test_look_only);
  ADD ("act-fails", test_act_fails);
  ADD ("course-fails", test_course_fails);
  ADD ("locked-course", test_locked_course);
  ADD ("narrow-course", test_narrow_course);
  ADD ("leave", test_leave);
  ADD ("ending", test_ending);

  return sb_ui_run ();
}
