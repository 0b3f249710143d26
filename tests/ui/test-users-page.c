/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All Users: its states, what its controls ask the platform for, its columns at each width, its rows' menus, and the
 * keyboard. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-column-view.h"
#include "sb-learner-cell.h"
#include "sb-learner-menu.h"
#include "sb-problem.h"
#include "sb-row-button.h"
#include "sb-ui-fixtures.h"
#include "sb-users-page.h"

#include <string.h>

typedef struct
{
  SbFakePlatform *platform;
  GSettings *settings;
  SbDesk *desk;
  SbUsersPresenter *presenter;
  GtkWidget *page;
  GtkWindow *window;
  SbLearner *asked; /* whom ::log-in-as was about */
} Fixture;

static void
log_in_as_cb (Fixture *f, SbLearner *learner)
{
  g_set_object (&f->asked, learner);
}

static SbCapabilities *
make_capabilities (gboolean can_filter)
{
  SbCapabilities *capabilities = sb_model_capabilities ();

  capabilities->can_filter_branch = can_filter;
  capabilities->can_filter_level = can_filter;
  capabilities->can_filter_status = can_filter;

  return capabilities;
}

static void
open_page (Fixture *f, gboolean can_filter)
{
  f->desk = sb_model_desk (f->platform, make_capabilities (can_filter));
  f->presenter = g_object_new (SB_TYPE_USERS_PRESENTER, "desk", f->desk, "settings", f->settings, "debounce-ms", 1,
                               NULL);
  f->page = g_object_new (SB_TYPE_USERS_PAGE, NULL);
  g_signal_connect_swapped (f->page, "log-in-as", G_CALLBACK (log_in_as_cb), f);
  sb_users_page_set_presenter (SB_USERS_PAGE (f->page), f->presenter);
  f->window = sb_ui_show (f->page, 1000, 700);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
  f->settings = sb_ui_new_settings ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_ui_close (f->window);
  g_assert_finalize_object (f->presenter);
  sb_model_assert_done (f->platform);
  g_clear_object (&f->asked);
  g_assert_finalize_object (f->desk);
  g_assert_finalize_object (f->platform);
  g_object_unref (f->settings);
}

/* With the three people of sb_ui_push_people(). */
static void
open_list (Fixture *f)
{
  sb_ui_push_people (f->platform);
  open_page (f, TRUE);
  sb_ui_wait_text (f->page, "Ana Silva");
  sb_fake_platform_clear_log (f->platform);
}

static void
push_page (Fixture *f, guint first_id, guint n, gint64 total, gboolean has_more)
{
  SbLearnerPage *page = sb_learner_page_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", first_id + i);

      g_ptr_array_add (page->learners, sb_model_learner (id, "Ana", "Silva", id, NULL, NULL));
    }

  page->total = total;
  page->has_more = has_more;
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_LEARNERS, page, (GDestroyNotify) sb_learner_page_free);
}

static const char *
get_view (Fixture *f)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (sb_ui_child (f->page, "stack")));
}

static GtkColumnView *
get_list (Fixture *f)
{
  return GTK_COLUMN_VIEW (sb_ui_child (f->page, "column_view"));
}

static GtkEditable *
get_search (Fixture *f)
{
  return GTK_EDITABLE (sb_ui_child (f->page, "search_entry"));
}

/* Enter does not wait for typing to rest, nor for the entry to tell of the last letter. */
static void
test_search_at_once (Fixture *f, gconstpointer data)
{
  open_list (f);
  g_object_set (sb_ui_child (f->page, "search_entry"), "search-delay", 60000, NULL);
  sb_ui_push_people (f->platform);
  gtk_editable_set_text (get_search (f), "ana");
  g_signal_emit_by_name (get_search (f), "activate");
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_LEARNERS), ==, 1);
  g_assert_cmpstr (sb_users_presenter_get_query (f->presenter)->text, ==, "ana");
  sb_ui_settle (f->window);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_LEARNERS), ==, 1);
}

static void
test_loading (Fixture *f, gconstpointer data)
{
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_LEARNERS);
  open_page (f, TRUE);
  g_assert_cmpstr (get_view (f), ==, "loading");
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (sb_ui_child (f->page, "loading_spinner"))));

  sb_fake_platform_release_answer (f->platform, SB_FAKE_LIST_LEARNERS, sb_learner_page_new (),
                                   (GDestroyNotify) sb_learner_page_free);
  sb_test_wait_until (g_str_equal (get_view (f), "empty"));
  sb_ui_wait_text (f->page, "Nobody Here");
  g_assert_false (gtk_spinner_get_spinning (GTK_SPINNER (sb_ui_child (f->page, "loading_spinner"))));
}

static void
test_list (Fixture *f, gconstpointer data)
{
  open_list (f);
  g_assert_cmpstr (get_view (f), ==, "list");
  sb_ui_wait_text (f->page, "1–3 of 3");
  g_assert_nonnull (sb_ui_find_text (f->page, "Ben Okri"));
  g_assert_nonnull (sb_ui_find_text (f->page, "ana.silva@acme.example"));
  g_assert_nonnull (sb_ui_find_text (f->page, "Lisbon"));
  g_assert_nonnull (sb_ui_find_text (f->page, "fake.example"));
}

static void
test_no_match (Fixture *f, gconstpointer data)
{
  open_list (f);
  push_page (f, 1, 0, 0, FALSE);
  gtk_editable_set_text (get_search (f), "zzz");
  sb_test_wait_until (g_str_equal (get_view (f), "no-match"));

  sb_ui_push_people (f->platform);
  sb_ui_activate (sb_ui_find_button (f->page, "users.clear-filters"), "users.clear-filters", NULL);
  sb_ui_wait_text (f->page, "Ben Okri");
  g_assert_cmpstr (get_view (f), ==, "list");
  g_assert_cmpstr (gtk_editable_get_text (get_search (f)), ==, "");
  g_assert_cmpuint (sb_ui_count_lines (f->platform, "text=zzz"), ==, 1);
  g_assert_cmpuint (sb_ui_count_lines (f->platform, "list-learners"), ==, 2);
}

static void
test_failed (Fixture *f, gconstpointer data)
{
  sb_model_push_error (f->platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_SERVER, 500, NULL);
  open_page (f, TRUE);
  sb_test_wait_until (g_str_equal (get_view (f), "failed"));
  sb_ui_wait_text (f->page, "The platform has a problem");

  sb_ui_push_people (f->platform);
  sb_ui_activate (sb_ui_child (sb_ui_child (f->page, "failed_page"), "retry_button"), "users.retry", NULL);
  sb_ui_wait_text (f->page, "Ana Silva");
}

static void
test_more_failed (Fixture *f, gconstpointer data)
{
  GtkRevealer *strip;

  push_page (f, 1, 10, 20, TRUE);
  sb_model_push_error (f->platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_SERVER, 500, NULL);
  open_page (f, TRUE);
  strip = GTK_REVEALER (sb_ui_child (sb_ui_child (f->page, "strip"), "revealer"));

  /* Ten rows do not fill the window, so the next page is asked for without scrolling. */
  sb_test_wait_until (gtk_revealer_get_reveal_child (strip));
  g_assert_cmpstr (get_view (f), ==, "list");
  g_assert_cmpuint (g_list_model_get_n_items (sb_users_presenter_get_learners (f->presenter)), ==, 10);

  push_page (f, 11, 10, -1, FALSE);
  sb_ui_activate (sb_ui_child (f->page, "strip"), "users.retry", NULL);
  sb_ui_wait_text (f->page, "1–20 of 20");
  g_assert_false (gtk_revealer_get_reveal_child (strip));
}

/* However often the window says that there is room, a page is asked for once. */
static void
test_pages (Fixture *f, gconstpointer data)
{
  GtkAdjustment *adjustment;

  push_page (f, 1, 200, 400, TRUE);
  open_page (f, TRUE);
  sb_ui_wait_text (f->page, "1–200 of 400");
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_LEARNERS), ==, 1);

  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_LEARNERS);
  sb_ui_scroll_to_row (f->page, 199);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (sb_ui_child (f->page, "scrolled_window")));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  sb_ui_settle (f->window);
  gtk_adjustment_set_value (adjustment, 0);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  sb_ui_settle (f->window);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_LEARNERS), ==, 2);
  sb_fake_platform_release_answer (f->platform, SB_FAKE_LIST_LEARNERS, sb_learner_page_new (),
                                   (GDestroyNotify) sb_learner_page_free);
  sb_ui_settle (f->window);
}

static GtkColumnViewColumn *
find_column (Fixture *f, const char *title)
{
  GListModel *columns = gtk_column_view_get_columns (get_list (f));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return column;
    }

  return NULL;
}

static void
test_sorting (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *title;
    GtkSortType direction;
    const char *line;
  } cases[] = {
    { "E-mail", GTK_SORT_ASCENDING, "sort=2 descending=0" },
    { "E-mail", GTK_SORT_DESCENDING, "sort=2 descending=1" },
    { "Last Access", GTK_SORT_ASCENDING, "sort=5 descending=0" },
    { "Name", GTK_SORT_DESCENDING, "sort=0 descending=1" },
  };

  open_list (f);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sb_fake_platform_clear_log (f->platform);
      sb_ui_push_people (f->platform);
      gtk_column_view_sort_by_column (get_list (f), find_column (f, cases[i].title), cases[i].direction);
      sb_ui_settle (f->window);
      g_assert_cmpuint (sb_ui_count_lines (f->platform, cases[i].line), ==, 1);
      g_assert_cmpuint (sb_ui_count_lines (f->platform, "list-learners"), ==, 1);
    }

  /* The platform cannot order by branch. */
  g_assert_null (gtk_column_view_column_get_sorter (find_column (f, "Branch")));
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  open_list (f);
  g_assert_true (gtk_widget_get_mapped (sb_ui_child (f->page, "branch_button")));
  sb_ui_push_people (f->platform);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sb_ui_child (f->page, "status_drop_down")), 3);
  sb_ui_push_people (f->platform);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sb_ui_child (f->page, "level_drop_down")), 2);
  sb_ui_settle (f->window);
  g_assert_cmpuint (sb_ui_count_lines (f->platform, "status=3 level=0"), ==, 1);
  g_assert_cmpuint (sb_ui_count_lines (f->platform, "status=3 level=2"), ==, 1);
}

static void
test_no_filters (Fixture *f, gconstpointer data)
{
  sb_ui_push_people (f->platform);
  open_page (f, FALSE);
  g_assert_false (gtk_widget_get_visible (sb_ui_child (f->page, "branch_button")));
  g_assert_false (gtk_widget_get_visible (sb_ui_child (f->page, "status_drop_down")));
  g_assert_false (gtk_widget_get_visible (sb_ui_child (f->page, "level_drop_down")));
}

static void
push_branches (Fixture *f, const char *id, const char *title, gboolean has_children)
{
  GPtrArray *branches = g_ptr_array_new_with_free_func (g_object_unref);
  SbBranchFields fields = { .id = id, .title = title, .has_children = has_children };

  g_ptr_array_add (branches, sb_branch_new (&fields));
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_BRANCHES, branches, (GDestroyNotify) g_ptr_array_unref);
}

static void
test_branches (Fixture *f, gconstpointer data)
{
  GtkWidget *button, *list;

  open_list (f);
  button = sb_ui_child (f->page, "branch_button");
  list = sb_ui_child (button, "list_box");

  sb_model_push_error (f->platform, SB_FAKE_LIST_BRANCHES, SB_API_ERROR_SERVER, 500, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (sb_ui_child (button, "menu_button")));
  sb_ui_wait_text (button, "The platform has a problem");
  push_branches (f, "2", "North <1>", TRUE);
  sb_ui_activate (sb_ui_find_button (button, "branch.retry"), "branch.retry", NULL);
  sb_ui_wait_text (button, "North <1>");

  /* Down one level, up again, and choose. */
  push_branches (f, "3", "Lisbon", FALSE);
  g_signal_emit_by_name (sb_ui_find (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1), GTK_TYPE_BUTTON, 0),
                         "clicked");
  sb_ui_wait_text (button, "All of North <1>");
  push_branches (f, "2", "North <1>", TRUE);
  sb_ui_activate (sb_ui_child (button, "up_button"), "branch.up", NULL);
  sb_ui_wait_text (button, "North <1>");
  sb_ui_push_people (f->platform);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  sb_ui_settle (f->window);
  g_assert_cmpuint (sb_ui_count_lines (f->platform, "branch=2"), ==, 1);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (sb_ui_child (button, "menu_button"))), ==, "North <1>");
}

static void
test_activate_row (Fixture *f, gconstpointer data)
{
  open_list (f);
  g_signal_emit_by_name (get_list (f), "activate", 1);
  g_assert_cmpstr (sb_learner_get_id (f->asked), ==, "4712");

  sb_ui_activate (f->page, "users.log-in-as", "s", "4711");
  g_assert_cmpstr (sb_learner_get_id (f->asked), ==, "4711");

  /* Somebody who is not in the list. */
  g_clear_object (&f->asked);
  sb_ui_activate (f->page, "users.log-in-as", "s", "1");
  g_assert_null (f->asked);
}

/* The item of a popover menu with this text. */
static GtkWidget *
find_item (gpointer menu, const char *text)
{
  for (GtkWidget *item = sb_ui_find_text (menu, text); item != NULL; item = gtk_widget_get_parent (item))
    if (g_str_equal (G_OBJECT_TYPE_NAME (item), "GtkModelButton"))
      return item;

  return NULL;
}

static GtkWidget *
find_menu_button (Fixture *f, const char *label)
{
  GtkWidget *button;

  for (guint i = 0; (button = sb_ui_find (get_list (f), SB_TYPE_ROW_BUTTON, i)) != NULL; i++)
    if (g_strcmp0 (sb_row_button_get_label (SB_ROW_BUTTON (button)), label) == 0)
      return button;

  return NULL;
}

static void
test_menu (Fixture *f, gconstpointer data)
{
  GtkWidget *button;

  open_list (f);
  button = find_menu_button (f, "Menu for Ana Silva");
  g_signal_emit_by_name (button, "clicked");
  sb_test_wait_until (find_item (button, "Log In as This User") != NULL);
  g_assert_true (gtk_widget_is_sensitive (find_item (button, "Log In as This User")));
  g_assert_true (gtk_widget_is_sensitive (find_item (button, "Copy E-mail Address")));

  sb_ui_activate (find_item (button, "Log In as This User"), "menu.log-in", NULL);
  sb_ui_settle (f->window);
  g_assert_cmpstr (sb_learner_get_id (f->asked), ==, "4711");
}

static GtkWidget *
find_popover (Fixture *f)
{
  GtkWidget *popover;

  for (guint i = 0; (popover = sb_ui_find (get_list (f), GTK_TYPE_POPOVER_MENU, i)) != NULL; i++)
    if (gtk_widget_get_mapped (popover))
      return popover;

  return NULL;
}

static void
test_menu_refused (Fixture *f, gconstpointer data)
{
  GtkWidget *button;

  open_list (f);
  button = find_menu_button (f, "Menu for Paul Power");
  g_signal_emit_by_name (button, "clicked");
  sb_test_wait_until (find_item (button, "Log In as This Power User") != NULL);
  g_assert_false (gtk_widget_is_sensitive (find_item (button, "Log In as This Power User")));
  g_assert_false (gtk_widget_is_sensitive (find_item (button, "Copy E-mail Address")));
  g_assert_nonnull (sb_ui_find_text (button, sb_refusal_to_sentence (SB_REFUSAL_POWER_USER)));
  g_assert_cmpuint (gtk_widget_get_state_flags (button) & GTK_STATE_FLAG_CHECKED, !=, 0);
  gtk_popover_popdown (GTK_POPOVER (find_popover (f)));
  sb_ui_settle (f->window);
  g_assert_cmpuint (gtk_widget_get_state_flags (button) & GTK_STATE_FLAG_CHECKED, ==, 0);
  g_assert_null (gtk_widget_get_first_child (button));
}

/* From the search to the rows, to a row's menu, and back, by the keyboard alone. */
static void
test_keyboard (Fixture *f, gconstpointer data)
{
  open_list (f);
  sb_users_page_focus (SB_USERS_PAGE (f->page));
  g_assert_true (sb_ui_has_focus (get_search (f)));
  sb_ui_press (f->window, GDK_KEY_Down, 0);
  g_assert_false (sb_ui_has_focus (get_search (f)));
  g_assert_true (sb_ui_has_focus (get_list (f)));
  sb_ui_press (f->window, GDK_KEY_Down, 0);

  sb_ui_press (f->window, GDK_KEY_F10, GDK_SHIFT_MASK);
  sb_test_wait_until (find_popover (f) != NULL);
  g_assert_nonnull (find_item (find_popover (f), "Copy User Name"));
  sb_ui_press (f->window, GDK_KEY_Escape, 0);
  sb_test_wait_until (find_popover (f) == NULL);
  sb_ui_settle (f->window);
  g_assert_true (sb_ui_has_focus (get_list (f)));

  sb_ui_press (f->window, GDK_KEY_Return, 0);
  g_assert_nonnull (f->asked);
  g_assert_cmpstr (sb_learner_get_id (f->asked), ==, "4712");
}

/* Typing anywhere searches, and Escape takes it back. */
static void
test_typing (Fixture *f, gconstpointer data)
{
  open_list (f);
  sb_ui_press (f->window, GDK_KEY_Down, 0);
  sb_users_page_focus (SB_USERS_PAGE (f->page));
  sb_ui_press (f->window, GDK_KEY_Down, 0);
  g_assert_false (sb_ui_has_focus (get_search (f)));

  sb_ui_push_people (f->platform);
  sb_ui_push_people (f->platform);
  sb_ui_press (f->window, GDK_KEY_a, 0);
  sb_test_wait_until (sb_ui_count_lines (f->platform, "text=a ") == 1);
  sb_ui_press (f->window, GDK_KEY_n, 0);
  sb_test_wait_until (sb_ui_count_lines (f->platform, "text=an ") == 1);
  g_assert_cmpstr (gtk_editable_get_text (get_search (f)), ==, "an");
  g_assert_true (sb_ui_has_focus (get_search (f)));

  sb_ui_push_people (f->platform);
  sb_ui_press (f->window, GDK_KEY_Escape, 0);
  sb_test_wait_until (sb_ui_count_lines (f->platform, "text= ") == 1);
}

static void
test_shortcuts (Fixture *f, gconstpointer data)
{
  open_list (f);
  sb_users_page_focus (SB_USERS_PAGE (f->page));
  sb_ui_press (f->window, GDK_KEY_Down, 0);
  sb_ui_press (f->window, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_true (sb_ui_has_focus (get_search (f)));
  g_assert_cmpstr (gtk_editable_get_text (get_search (f)), ==, "");

  sb_ui_push_people (f->platform);
  sb_ui_press (f->window, GDK_KEY_F5, 0);
  g_assert_cmpuint (sb_ui_count_lines (f->platform, "list-learners"), ==, 1);
}

/* Enter searches at once, and again after a failure. */
static void
test_search_enter (Fixture *f, gconstpointer data)
{
  open_list (f);
  sb_users_page_focus (SB_USERS_PAGE (f->page));
  sb_model_push_error (f->platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_SERVER, 500, NULL);
  sb_ui_press (f->window, GDK_KEY_a, 0);
  sb_test_wait_until (g_str_equal (get_view (f), "failed"));
  sb_ui_push_people (f->platform);
  sb_ui_press (f->window, GDK_KEY_Return, 0);
  sb_ui_wait_text (f->page, "Ana Silva");
}

static char *
dup_columns (Fixture *f)
{
  GListModel *columns = gtk_column_view_get_columns (get_list (f));
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *title = gtk_column_view_column_get_title (column);

      g_string_append_printf (titles, "%s|", title != NULL ? title : "");
    }

  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
test_columns (Fixture *f, gconstpointer data)
{
  static const struct
  {
    int width;
    const char *columns;
  } cases[] = {
    { 1000, "Name|E-mail|Branch|Last Access|Status||" },
    { 360, "Name||" },
    { 700, "Name|E-mail|Last Access||" },
    { 1380, "Name|E-mail|Branch|Level|Last Access|Status||" },
    { 360, "Name||" },
  };

  open_list (f);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *columns = NULL;

      sb_ui_resize (f->window, cases[i].width, 700);
      columns = dup_columns (f);
      g_assert_cmpstr (columns, ==, cases[i].columns);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (get_list (f))), <=, cases[i].width);
    }

  /* Where there is one column, its second line says what the others said. */
  g_assert_nonnull (sb_ui_find_text (f->page, "ana.silva · Lisbon"));
}

static void
test_recents (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLearner) ana = sb_ui_ana ();
  GtkWidget *button;
  GtkListBox *list;

  open_list (f);
  button = sb_ui_child (f->page, "recents_button");
  list = GTK_LIST_BOX (sb_ui_child (button, "recents_list"));
  g_assert_false (gtk_widget_is_sensitive (sb_ui_child (button, "menu_button")));

  sb_users_presenter_add_recent (f->presenter, ana);
  g_assert_true (gtk_widget_is_sensitive (sb_ui_child (button, "menu_button")));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpstr (sb_learner_get_id (f->asked), ==, "4711");

  sb_ui_activate (f->page, "users.clear-recents", NULL);
  g_assert_false (gtk_widget_is_sensitive (sb_ui_child (button, "menu_button")));
}

static guint
count_stars (Fixture *f)
{
  guint n = 0;

  for (guint i = 0;; i++)
    {
      GtkWidget *cell = sb_ui_find (get_list (f), SB_TYPE_LEARNER_CELL, i);

      if (cell == NULL)
        return n;

      n += sb_learner_cell_get_favourite (SB_LEARNER_CELL (cell));
    }
}

/* By the menu and by the keyboard; the star is in the row, and the learner at hand. */
static void
test_favourites (Fixture *f, gconstpointer data)
{
  GtkWidget *button;
  GtkListBox *list;

  open_list (f);
  button = sb_ui_child (f->page, "recents_button");
  list = GTK_LIST_BOX (sb_ui_child (button, "favourites_list"));
  g_assert_cmpuint (count_stars (f), ==, 0);

  sb_ui_activate (f->page, "users.toggle-favourite", "s", "4711");
  g_assert_cmpuint (count_stars (f), ==, 1);
  g_assert_true (gtk_widget_is_sensitive (sb_ui_child (button, "menu_button")));
  g_assert_false (gtk_widget_get_visible (sb_ui_child (button, "recents_group")));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpstr (sb_learner_get_id (f->asked), ==, "4711");

  /* The row that is chosen; again, and it is as before. */
  sb_column_view_focus_row (GTK_COLUMN_VIEW (get_list (f)), 1);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (get_list (f)))),
                                     1);
  sb_ui_press (f->window, GDK_KEY_d, GDK_CONTROL_MASK);
  sb_test_wait_until (count_stars (f) == 2);
  sb_ui_press (f->window, GDK_KEY_d, GDK_CONTROL_MASK);
  sb_test_wait_until (count_stars (f) == 1);

  sb_ui_activate (f->page, "users.toggle-favourite", "s", "4711");
  g_assert_cmpuint (count_stars (f), ==, 0);
  g_assert_false (gtk_widget_is_sensitive (sb_ui_child (button, "menu_button")));
}

/* The star of a favourite goes with its row, and the keyboard to who is there then. */
static void
test_favourite_goes (Fixture *f, gconstpointer data)
{
  GtkWidget *button, *popover;
  GtkListBox *list;

  open_list (f);
  button = sb_ui_child (f->page, "recents_button");
  list = GTK_LIST_BOX (sb_ui_child (button, "favourites_list"));
  popover = sb_ui_child (button, "popover");
  sb_ui_activate (f->page, "users.toggle-favourite", "s", "4711");
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (get_list (f)))),
                                     1);
  sb_column_view_focus_row (GTK_COLUMN_VIEW (get_list (f)), 1);
  sb_ui_press (f->window, GDK_KEY_d, GDK_CONTROL_MASK);
  sb_test_wait_until (count_stars (f) == 2);

  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
  gtk_popover_popup (GTK_POPOVER (popover));
  for (guint left = 2; left > 0; left--)
    {
      GtkWidget *star;

      sb_ui_settle (popover);
      star = sb_ui_find_button (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)), "users.toggle-favourite");
      g_assert_true (gtk_widget_grab_focus (star));
      g_signal_emit_by_name (star, "clicked");
      g_assert_cmpuint (count_stars (f), ==, left - 1);
      if (left > 1)
        g_assert_true (sb_ui_has_focus (gtk_list_box_get_row_at_index (list, 0)));
    }
  sb_test_wait_until (!gtk_widget_get_visible (popover));
}

static void
push_page_with_pictures (Fixture *f, guint n)
{
  SbLearnerPage *page = sb_learner_page_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *url = g_strdup_printf ("/pictures/%u", i);
      SbLearnerFields fields = { .id = id, .user_name = id, .first_name = "Ana", .avatar_url = url, .is_active = TRUE };

      g_ptr_array_add (page->learners, sb_learner_new (&fields));
      sb_model_push_error (f->platform, SB_FAKE_LOAD_PICTURE, SB_API_ERROR_NOT_FOUND, 404, NULL);
    }
  page->total = n;
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_LEARNERS, page, (GDestroyNotify) sb_learner_page_free);
}

/* Of those who are in the list, but out of sight, no picture is fetched. */
static void
test_pictures (Fixture *f, gconstpointer data)
{
  const guint n = 40;
  guint n_seen = 0;
  GtkWidget *cell;

  push_page_with_pictures (f, n);
  open_page (f, TRUE);
  sb_ui_wait_text (f->page, "1–40 of 40");
  sb_ui_settle (f->window);
  for (guint i = 0; (cell = sb_ui_find (get_list (f), SB_TYPE_LEARNER_CELL, i)) != NULL; i++)
    n_seen += gtk_widget_get_mapped (cell);
  g_assert_cmpuint (n_seen, <, n / 2);
  sb_test_wait_until (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_PICTURE) == n_seen);
  sb_ui_settle (f->window);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_PICTURE), ==, n_seen);

  /* Scrolled to, the others come. */
  sb_ui_scroll_to_row (f->page, n - 1);
  for (guint i = 0; i < 8; i++)
    {
      GtkAdjustment *adjustment
          = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (sb_ui_child (f->page, "scrolled_window")));

      gtk_adjustment_set_value (adjustment, i * 250);
      sb_ui_settle (f->window);
    }
  sb_test_wait_until (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_PICTURE) == n);
}

/* Another administrator's list, on the same page. */
static void
test_another_presenter (Fixture *f, gconstpointer data)
{
  g_autoptr (SbUsersPresenter) other = NULL;

  open_list (f);
  gtk_editable_set_text (get_search (f), "");
  other = g_object_new (SB_TYPE_USERS_PRESENTER, "desk", f->desk, "debounce-ms", 1, NULL);
  push_page (f, 1, 1, 1, FALSE);
  sb_users_page_set_presenter (SB_USERS_PAGE (f->page), other);
  sb_ui_wait_text (f->page, "1 of 1");
  g_assert_null (sb_ui_find_text (f->page, "Ben Okri"));
  g_assert_cmpuint (sb_ui_count_lines (f->platform, "list-learners"), ==, 1);

  sb_ui_push_people (f->platform);
  gtk_column_view_sort_by_column (get_list (f), find_column (f, "E-mail"), GTK_SORT_ASCENDING);
  sb_ui_settle (f->window);
  g_assert_cmpuint (sb_ui_count_lines (f->platform, "sort=2"), ==, 1);
}

#define ADD(name, func) g_test_add ("/ui/users/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  ADD ("loading", test_loading);
  ADD ("search-at-once", test_search_at_once);
  ADD ("list", test_list);
  ADD ("no-match", test_no_match);
  ADD ("failed", test_failed);
  ADD ("more-failed", test_more_failed);
  ADD ("pages", test_pages);
  ADD ("sorting", test_sorting);
  ADD ("filters", test_filters);
  ADD ("no-filters", test_no_filters);
  ADD ("branches", test_branches);
  ADD ("activate-row", test_activate_row);
  ADD ("menu", test_menu);
  ADD ("menu-refused", test_menu_refused);
  ADD ("keyboard", test_keyboard);
  ADD ("typing", test_typing);
  ADD ("shortcuts", test_shortcuts);
  ADD ("search-enter", test_search_enter);
  ADD ("columns", test_columns);
  ADD ("recents", test_recents);
  ADD ("favourites", test_favourites);
  ADD ("favourite-goes", test_favourite_goes);
  ADD ("pictures", test_pictures);
  ADD ("another-presenter", test_another_presenter);

  return sb_ui_run ();
}
