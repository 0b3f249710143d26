/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What others have written, wherever it is shown: as text, letter by letter as the model has it, and never so wide that
 * something else has to go. */

#include "config.h"

#include "sb-confirm-dialog.h"
#include "sb-course-card.h"
#include "sb-fact-row.h"
#include "sb-format.h"
#include "sb-item-row.h"
#include "sb-learner-cell.h"
#include "sb-learner-menu.h"
#include "sb-notice-row.h"
#include "sb-profile-card.h"
#include "sb-recents-button.h"
#include "sb-time.h"
#include "sb-text-cell.h"
#include "sb-ui-fixtures.h"
#include "sb-users-page.h"
#include "sb-visit-page.h"
#include "sb-width-bin.h"

#define NARROWEST 360
#define WIDEST 1400

static char *
make_long (gconstpointer letter)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 300; i++)
    g_string_append (text, letter);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  const char *path;
  const char *text;
  const char *repeat; /* this 300 times, instead of text */
} names[] = {
  { "markup", "<b>Ana</b> & <span size=\"99999\">Co", NULL },
  { "broken-markup", "Ana </b> &amp <i", NULL },
  { "underscore", "_Ana_Silva", NULL },
  { "arabic", "محمد بن عبد الله", NULL },
  { "hebrew", "שלום כהן", NULL },
  { "chinese", "王小明", NULL },
  { "one-letter", "A", NULL },
  { "long", NULL, "W" },
  { "long-arabic", NULL, "م" },
  { "long-chinese", NULL, "王" },
  { "long-words", NULL, "Maria " },
  { "newline", "Ana\nSilva", NULL },
  { "percent", "%s%n100%", NULL },
};

static char *
dup_name (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  return names[i].repeat != NULL ? make_long (names[i].repeat) : g_strdup (names[i].text);
}

static SbLearner *
make_learner (const char *name)
{
  g_autoptr (GDateTime) last_access = sb_time_parse ("2020-01-02T09:12:00Z");
  SbLearnerFields fields = { .id = "4711", .user_name = name, .first_name = name, .email = name, .branch_id = "7",
                             .branch_title = name, .branch_path = name, .level = SB_LEVEL_USER, .is_active = TRUE,
                             .last_access = last_access, .same_name_count = 1 };

  return sb_learner_new (&fields);
}

/* Of a row or a window: it can be made narrow. */
static void
assert_narrow_enough (gpointer widget)
{
  int minimum, natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, NARROWEST);
}

/* The widget alone: what it says, and how wide it wants to be. Takes @widget. */
static void
assert_row (GtkWidget *widget, const char *label, const char *text)
{
  g_object_ref_sink (widget);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (sb_ui_child (widget, label))), ==, text);
  assert_narrow_enough (widget);
  g_assert_finalize_object (widget);
}

static void
test_learner (gconstpointer data)
{
  g_autofree char *name = dup_name (data);
  g_autoptr (SbLearner) learner = make_learner (name);
  GtkWidget *cell = sb_learner_cell_new (NULL);

  g_object_ref_sink (cell);
  sb_learner_cell_set_learner (SB_LEARNER_CELL (cell), learner);
  g_assert_cmpstr (sb_text_cell_get_text (SB_TEXT_CELL (sb_ui_find (cell, SB_TYPE_TEXT_CELL, 0))), ==,
                   sb_learner_get_display_name (learner));
  assert_narrow_enough (cell);
  g_assert_finalize_object (cell);
}

static void
test_notice (gconstpointer data)
{
  g_autofree char *name = dup_name (data);
  g_autoptr (GDateTime) date = sb_time_parse ("2020-01-02T09:12:00Z");
  SbNoticeFields fields = { .id = "9", .subject = name, .text = name, .date = date };
  g_autoptr (SbNotice) notice = sb_notice_new (&fields);

  assert_row (sb_notice_row_new (notice, NULL), "subject_label", sb_notice_get_subject (notice));
  assert_row (sb_notice_row_new (notice, NULL), "text_label", sb_notice_get_text (notice));
  assert_row (sb_notice_row_new (notice, name), "subject_label", sb_notice_get_subject (notice));
}

static void
test_course_card (gconstpointer data)
{
  g_autofree char *name = dup_name (data);
  g_autoptr (SbFakePlatform) platform = sb_fake_platform_new ();
  g_autoptr (SbPictureLoader) pictures = sb_picture_loader_new (SB_PLATFORM (platform));
  SbCourseFields fields = { .id = "31", .name = name, .locked_reason = name };
  g_autoptr (SbCourse) course = sb_course_new (&fields);

  assert_row (sb_course_card_new (course, pictures), "name_label", sb_course_get_name (course));
  assert_row (sb_course_card_new (course, pictures), "due_label", sb_course_get_locked_reason (course));
}

static void
test_item (gconstpointer data)
{
  g_autofree char *name = dup_name (data);
  SbCourseItemFields fields = { .id = "1", .title = name, .kind = SB_ITEM_KIND_PAGE, .depth = 9,
                                .is_completable = TRUE };
  g_autoptr (SbCourseItem) item = sb_course_item_new (&fields);
  GtkWidget *row = g_object_ref_sink (sb_item_row_new (item));

  sb_item_row_set_narrow (SB_ITEM_ROW (row), TRUE);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, sb_course_item_get_title (item));
  g_assert_false (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (row)));
  assert_narrow_enough (row);
  g_assert_finalize_object (row);
}

static void
test_profile (gconstpointer data)
{
  g_autofree char *name = dup_name (data);
  SbProfile *profile = sb_profile_new ();
  GtkWidget *card = g_object_ref_sink (g_object_new (SB_TYPE_PROFILE_CARD, NULL));

  profile->display_name = g_strdup (name);
  profile->user_name = g_strdup (name);
  profile->email = g_strdup (name);
  profile->branch_path = g_strdup (name);
  profile->language = g_strdup (name);
  profile->timezone = g_strdup (name);
  sb_profile_card_set_profile (SB_PROFILE_CARD (card), profile);
  sb_profile_free (profile);
  /* What is cut is there as a whole. */
  g_assert_cmpstr (gtk_widget_get_tooltip_text (sb_ui_find (card, ADW_TYPE_ACTION_ROW, 1)), ==,
                   g_utf8_strlen (name, -1) > SB_FORMAT_MAX_NAME ? name : NULL);
  assert_narrow_enough (card);
  g_assert_finalize_object (card);
}

/* How wide a page would have to be, which its width bin hides from the window, and would like to be. */
static void
assert_page_fits (GtkWidget *page)
{
  g_autoptr (GtkWidget) content = NULL;
  int minimum, natural;

  g_object_get (sb_ui_child (page, "width_bin"), "child", &content, NULL);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, NARROWEST);
  g_assert_cmpint (natural, <=, WIDEST);
}

static void
push_learner (SbFakePlatform *platform, SbLearner *learner)
{
  SbLearnerPage *page = sb_learner_page_new ();

  g_ptr_array_add (page->learners, g_object_ref (learner));
  page->total = 1;
  sb_fake_platform_push_answer (platform, SB_FAKE_LIST_LEARNERS, page, (GDestroyNotify) sb_learner_page_free);
}

static void
test_users_page (gconstpointer data)
{
  g_autofree char *name = dup_name (data);
  g_autoptr (SbLearner) learner = make_learner (name);
  g_autoptr (SbFakePlatform) platform = sb_fake_platform_new ();
  g_autoptr (SbDesk) desk = sb_model_desk (platform, sb_model_capabilities ());
  g_autoptr (SbUsersPresenter) presenter = sb_users_presenter_new (desk, NULL);
  GtkWidget *page = g_object_new (SB_TYPE_USERS_PAGE, NULL);
  GtkWindow *window;

  push_learner (platform, learner);
  sb_users_presenter_add_recent (presenter, learner);
  sb_users_page_set_presenter (SB_USERS_PAGE (page), presenter);
  window = sb_ui_show (page, 1000, 700);
  sb_ui_wait_text (page, sb_learner_get_display_name (learner));
  sb_ui_resize (window, NARROWEST, 700);
  assert_page_fits (page);
  g_assert_nonnull (sb_ui_find_text (page, sb_learner_get_display_name (learner)));
  sb_ui_close (window);
}

/* A hyphen at the end of a line could be a part of the user name. */
static void
assert_no_hyphens (gpointer label)
{
  PangoAttrList *attributes = gtk_label_get_attributes (label);
  PangoAttrIterator *iterator;
  PangoAttribute *attribute;

  g_assert_nonnull (attributes);
  iterator = pango_attr_list_get_iterator (attributes);
  attribute = pango_attr_iterator_get (iterator, PANGO_ATTR_INSERT_HYPHENS);
  g_assert_nonnull (attribute);
  g_assert_false (((PangoAttrInt *) attribute)->value);
  pango_attr_iterator_destroy (iterator);
}

static void
test_confirm_dialog (gconstpointer data)
{
  g_autofree char *name = dup_name (data);
  g_autoptr (SbLearner) learner = make_learner (name);
  g_autoptr (SbFakePlatform) platform = sb_fake_platform_new ();
  g_autoptr (SbDesk) desk = sb_model_desk (platform, sb_model_capabilities ());
  g_autoptr (SbConfirmPresenter) presenter = sb_confirm_presenter_new (desk, learner, NULL);
  SbLearnerDetail *detail = sb_learner_detail_new ();
  g_autofree char *title = NULL;
  GtkWidget *dialog;

  g_set_object (&detail->learner, learner);
  g_ptr_array_add (detail->look_alikes, make_learner (name));
  sb_fake_platform_push_answer (platform, SB_FAKE_LOAD_LEARNER, detail, (GDestroyNotify) sb_learner_detail_free);
  dialog = sb_confirm_dialog_new (presenter, NULL, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  sb_test_wait_until (sb_ui_is_enabled (dialog, "confirm.confirm"));
  sb_ui_settle (dialog);
  g_object_get (presenter, "title", &title, NULL);
  g_assert_nonnull (sb_ui_find_text (dialog, title));
  assert_no_hyphens (sb_ui_child (dialog, "identification_label"));
  assert_no_hyphens (sb_ui_child (sb_ui_find (dialog, SB_TYPE_FACT_ROW, 0), "subtitle_label"));
  assert_narrow_enough (dialog);
  sb_ui_close (GTK_WINDOW (dialog));
}

static void
push_visit (SbFakePlatform *platform, const char *uuid, const char *name)
{
  SbCourseFields course = { .id = "31", .name = name, .can_enter = TRUE, .status = SB_PROGRESS_IN_PROGRESS };
  SbNoticeFields notice = { .id = "9", .subject = name, .text = name, .session_uuid = uuid };
  GPtrArray *courses = g_ptr_array_new_with_free_func (g_object_unref);
  SbNoticeList *notices = sb_notice_list_new ();
  SbProfile *profile = sb_profile_new ();

  g_ptr_array_add (courses, sb_course_new (&course));
  g_ptr_array_add (notices->notices, sb_notice_new (&notice));
  notices->unread = 123456;
  profile->display_name = g_strdup (name);
  profile->email = g_strdup (name);
  sb_fake_platform_push_answer (platform, SB_FAKE_LIST_COURSES, courses, (GDestroyNotify) g_ptr_array_unref);
  sb_fake_platform_push_answer (platform, SB_FAKE_LIST_NOTICES, notices, (GDestroyNotify) sb_notice_list_free);
  sb_fake_platform_push_answer (platform, SB_FAKE_LOAD_PROFILE, profile, (GDestroyNotify) sb_profile_free);
}

static void
push_course (SbFakePlatform *platform, const char *name)
{
  SbCourseFields course = { .id = "31", .name = name, .description = name, .can_enter = TRUE };
  SbCourseItemFields item = { .id = "1", .title = name, .is_completable = TRUE, .depth = 4 };
  SbCourseDetail *detail = sb_course_detail_new ();

  detail->course = sb_course_new (&course);
  g_ptr_array_add (detail->items, sb_course_item_new (&item));
  sb_fake_platform_push_answer (platform, SB_FAKE_LOAD_COURSE, detail, (GDestroyNotify) sb_course_detail_free);
}

static void
test_visit_page (gconstpointer data)
{
  g_autofree char *name = dup_name (data);
  g_autoptr (SbLearner) learner = make_learner (name);
  g_autoptr (SbFakePlatform) platform = sb_fake_platform_new ();
  g_autoptr (SbImpersonation) impersonation = sb_model_visit (platform, learner);
  g_autoptr (SbVisitPresenter) presenter = sb_visit_presenter_new (impersonation, NULL);
  GtkWidget *page = g_object_new (SB_TYPE_VISIT_PAGE, NULL);
  GtkWidget *home;
  GtkWindow *window;

  push_visit (platform, sb_impersonation_get_request (impersonation)->uuid, name);
  sb_visit_page_set_presenter (SB_VISIT_PAGE (page), presenter, NULL);
  window = sb_ui_show (page, 1000, 700);
  home = sb_ui_child (page, "home");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (sb_ui_child (sb_ui_child (page, "bar"), "name_label"))), ==,
                   sb_learner_get_display_name (learner));

  sb_ui_resize (window, NARROWEST, 700);
  assert_page_fits (page);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sb_ui_child (home, "notices_toggle")), TRUE);
  assert_page_fits (page);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sb_ui_child (home, "profile_toggle")), TRUE);
  assert_page_fits (page);

  push_course (platform, name);
  sb_ui_activate (page, "visit.open-course", "s", "31");
  sb_ui_settle (window);
  g_assert_nonnull (sb_ui_find (page, SB_TYPE_ITEM_ROW, 0));
  assert_page_fits (page);
  sb_ui_close (window);
}

/* Nobody has no name at all: something is shown, and nothing breaks. */
static void
test_empty (void)
{
  SbLearnerFields fields = { .id = "4711" };
  g_autoptr (SbLearner) learner = sb_learner_new (&fields);
  GtkWidget *cell = sb_learner_cell_new (NULL);

  g_assert_cmpstr (sb_learner_get_display_name (learner), !=, "");
  g_object_ref_sink (cell);
  sb_learner_cell_set_learner (SB_LEARNER_CELL (cell), learner);
  g_assert_cmpstr (sb_text_cell_get_text (SB_TEXT_CELL (sb_ui_find (cell, SB_TYPE_TEXT_CELL, 0))), ==,
                   sb_learner_get_display_name (learner));
  assert_narrow_enough (cell);
  g_assert_finalize_object (cell);
}

static const struct
{
  const char *path;
  GTestDataFunc func;
} tests[] = {
  { "learner", test_learner },
  { "notice", test_notice },
  { "course-card", test_course_card },
  { "item", test_item },
  { "profile", test_profile },
  { "users-page", test_users_page },
  { "confirm-dialog", test_confirm_dialog },
  { "visit-page", test_visit_page },
};

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  for (guint t = 0; t < G_N_ELEMENTS (tests); t++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autofree char *path = g_strdup_printf ("/ui/names/%s/%s", tests[t].path, names[i].path);

        g_test_add_data_func (path, GUINT_TO_POINTER (i), tests[t].func);
      }

  g_test_add_func ("/ui/names/empty", test_empty);

  return sb_ui_run ();
}
