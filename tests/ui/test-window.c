/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window from one end of the main job to the other, and every way out of it: what is shown, and what the platform
 * was asked for. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-column-view.h"
#include "sb-confirm-dialog.h"
#include "sb-course-card.h"
#include "sb-summary-dialog.h"
#include "sb-ui-fixtures.h"
#include "sb-window.h"

#include <glib/gstdio.h>

typedef struct
{
  SbUiBench bench;
  SbWindow *window;
  char *uuid;     /* of the log-in */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  sb_ui_bench_set_up (&f->bench);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_ui_bench_tear_down (&f->bench);
  g_free (f->uuid);
}

static const char *
get_page (Fixture *f)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (sb_ui_child (f->window, "stack")));
}

static GtkWidget *
get_users (Fixture *f)
{
  return sb_ui_child (f->window, "users_page");
}

static GtkWidget *
get_visit (Fixture *f)
{
  return sb_ui_child (f->window, "visit_page");
}

/* Goes on with an account; the platform answers with the learners that were pushed. */
static void
resume_at_work (Fixture *f)
{
  sb_ui_bench_remember (&f->bench);
  f->window = sb_ui_bench_open (&f->bench, NULL);
}

static void
resume (Fixture *f)
{
  sb_ui_push_people (f->bench.platform);
  resume_at_work (f);
  sb_ui_wait_text (f->window, "Ana Silva");
}

static GtkWidget *
find_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (toplevel, type))
        return toplevel;
    }

  return NULL;
}

static GtkWidget *
find_dialog (void)
{
  return find_toplevel (SB_TYPE_CONFIRM_DIALOG);
}

static GtkWidget *
find_summary (void)
{
  return find_toplevel (SB_TYPE_SUMMARY_DIALOG);
}

/* Confirms what is asked; the platform has not answered yet. */
static void
answer_question (Fixture *f)
{
  GtkWidget *dialog = find_dialog ();

  g_assert_nonnull (dialog);
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (dialog)));
  sb_test_wait_until (sb_ui_is_enabled (dialog, "confirm.confirm"));

  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_BEGIN);
  sb_ui_activate (dialog, "confirm.confirm", NULL);
  sb_test_wait_until (sb_fake_platform_count_held (f->bench.platform, SB_FAKE_BEGIN) == 1);
  g_clear_pointer (&f->uuid, g_free);
  f->uuid = sb_ui_dup_begin_uuid (f->bench.platform);
}

static void
confirm (Fixture *f)
{
  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  sb_ui_activate (get_users (f), "users.log-in-as", "s", "4711");
  answer_question (f);
}

static void
release_begin (Fixture *f)
{
  sb_fake_platform_release_answer (f->bench.platform, SB_FAKE_BEGIN, sb_model_session (f->uuid, "4711"),
                                   (GDestroyNotify) sb_session_unref);
}

static void
come_in (Fixture *f)
{
  sb_ui_push_visit (f->bench.platform, f->uuid);
  release_begin (f);
  sb_ui_wait_text (f->window, "Workplace Safety");
  sb_test_wait_until (find_dialog () == NULL);
  gtk_window_present (GTK_WINDOW (f->window));
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (f->window)));
  sb_ui_settle (f->window);
}

static void
log_in (Fixture *f)
{
  confirm (f);
  come_in (f);
}

/* The end went out once, with this reason, and under the number that the begin had. */
static void
assert_ended (Fixture *f, const char *how)
{
  g_autofree char *line = g_strdup_printf ("end %s how=%s", f->uuid, how);

  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "begin "), ==, 1);
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "end "), ==, 1);
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, line), ==, 1);
}

/* What is looked at again before the end: nothing changed. */
static void
push_look (Fixture *f)
{
  sb_ui_push_visit (f->bench.platform, f->uuid);
}

static void
push_end_error (Fixture *f)
{
  sb_model_push_error (f->bench.platform, SB_FAKE_END, SB_API_ERROR_FORBIDDEN, 403, "permission_missing");
}

/* What is owed is paid. */
static void
pay (Fixture *f)
{
  g_assert_cmpuint (sb_recovery_get_count (f->bench.recovery), ==, 1);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_test_wait_until (sb_recovery_get_count (f->bench.recovery) == 0);
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "how=recovered"), ==, 1);
}

static void
test_starts_on_sign_in (Fixture *f, gconstpointer data)
{
  f->window = sb_ui_bench_open (&f->bench, NULL);
  g_assert_cmpstr (get_page (f), ==, "sign-in");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (f->window)), ==, "Switchback");

  /* Nothing that needs somebody signed in, or a log-in. */
  sb_ui_activate (f->window, "win.sign-out", NULL);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_ui_activate (f->window, "win.show-users", NULL);
  g_assert_cmpstr (get_page (f), ==, "sign-in");
}

static void
test_resumes (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = sb_ui_bench_keep (&f->bench, "12", "Tea Admin");

  sb_account_store_set_active (f->bench.accounts, account);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_WHO_AM_I);
  sb_fake_platform_push_answer (f->bench.platform, SB_FAKE_LOAD_CAPABILITIES, sb_model_capabilities (),
                                (GDestroyNotify) sb_capabilities_unref);
  sb_ui_push_people (f->bench.platform);
  f->window = sb_ui_bench_open (&f->bench, NULL);
  g_assert_cmpstr (get_page (f), ==, "resuming");
  sb_test_wait_until (sb_fake_platform_count_held (f->bench.platform, SB_FAKE_WHO_AM_I) == 1);

  sb_fake_platform_release_answer (f->bench.platform, SB_FAKE_WHO_AM_I, sb_model_administrator (SB_LEVEL_POWER_USER),
                                   g_object_unref);
  sb_ui_wait_text (f->window, "Ana Silva");
  g_assert_cmpstr (get_page (f), ==, "users");
  g_assert_true (sb_ui_has_focus (sb_ui_child (get_users (f), "search_entry")));
}

static gboolean
has_page (Fixture *f, const char *name)
{
  return gtk_stack_get_child_by_name (GTK_STACK (sb_ui_child (f->window, "stack")), name) != NULL;
}

/* Of the pages, those that are needed are there. */
static void
test_pages (Fixture *f, gconstpointer data)
{
  resume (f);
  g_assert_true (has_page (f, "users"));
  g_assert_false (has_page (f, "sign-in"));
  g_assert_false (has_page (f, "history"));
  g_assert_false (has_page (f, "visit"));

  sb_ui_activate (f->window, "win.add-account", NULL);
  g_assert_cmpstr (get_page (f), ==, "sign-in");
  g_assert_false (has_page (f, "history"));
  g_assert_false (has_page (f, "visit"));
}

static const char *
get_icon (Fixture *f, const char *name)
{
  GtkWidget *child = gtk_stack_get_child_by_name (GTK_STACK (sb_ui_child (get_users (f), "stack")), name);

  if (!ADW_IS_STATUS_PAGE (child))
    child = sb_ui_child (child, "status_page");

  return adw_status_page_get_icon_name (ADW_STATUS_PAGE (child));
}

/* What is not shown has no icon: GTK draws them all, shown or not. What is shown has. */
static void
test_icons (Fixture *f, gconstpointer data)
{
  GtkWidget *stack;

  resume (f);
  stack = sb_ui_child (get_users (f), "stack");
  g_assert_null (get_icon (f, "empty"));
  g_assert_null (get_icon (f, "no-match"));
  g_assert_null (get_icon (f, "failed"));

  sb_fake_platform_push_answer (f->bench.platform, SB_FAKE_LIST_LEARNERS, sb_learner_page_new (),
                                (GDestroyNotify) sb_learner_page_free);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sb_ui_child (get_users (f), "status_drop_down")), 3);
  sb_test_wait_until (g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "no-match"));
  g_assert_cmpstr (get_icon (f, "no-match"), ==, "system-search-symbolic");
  sb_model_push_error (f->bench.platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_SERVER, 500, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sb_ui_child (get_users (f), "status_drop_down")), 1);
  sb_test_wait_until (g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "failed"));
  g_assert_cmpstr (get_icon (f, "failed"), ==, "network-error-symbolic");
}

static void
open_soon (Fixture *f)
{
  f->window = sb_window_new (NULL, f->bench.settings, f->bench.accounts, f->bench.sign_in, NULL, f->bench.recovery);
  g_set_weak_pointer (&f->bench.window, f->window);
  sb_window_start (f->window);
  sb_window_open (f->window);
}

static void
mapped_cb (Fixture *f)
{
  g_assert_cmpstr (get_page (f), ==, "users");
  sb_ui_wait_text (f->window, "Ana Silva");
  g_assert_cmpuint (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_WHO_AM_I), ==, 1);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_LOAD_CAPABILITIES), ==, 1);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_LIST_LEARNERS), ==, 1);
}

/* What is first on the screen has the learners in it, if they come soon. */
static void
test_opens_with_learners (Fixture *f, gconstpointer data)
{
  sb_ui_bench_remember (&f->bench);
  sb_ui_push_people (f->bench.platform);
  open_soon (f);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (f->window)));
  g_signal_connect_swapped (f->window, "map", G_CALLBACK (mapped_cb), f);
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (f->window)));
  g_assert_true (sb_ui_has_focus (sb_ui_child (get_users (f), "search_entry")));
}

/* Who has to wait sees it, and may give up. */
static void
test_opens_waiting (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = sb_ui_bench_keep (&f->bench, "12", "Tea Admin");

  sb_account_store_set_active (f->bench.accounts, account);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_WHO_AM_I);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_LOAD_CAPABILITIES);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_LIST_LEARNERS);
  open_soon (f);
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (f->window)));
  g_assert_cmpstr (get_page (f), ==, "resuming");
  g_assert_cmpuint (sb_fake_platform_count_held (f->bench.platform, SB_FAKE_LIST_LEARNERS), ==, 1);
  sb_ui_activate (f->window, "win.cancel-resume", NULL);
  g_assert_cmpstr (get_page (f), ==, "sign-in");
}

/* Nothing to wait for, or not any more. */
static void
test_opens_at_once (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = NULL;

  open_soon (f);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->window)));
  sb_ui_bench_close (&f->bench);

  account = sb_ui_bench_keep (&f->bench, "12", "Tea Admin");
  sb_account_store_set_active (f->bench.accounts, account);
  sb_model_push_error (f->bench.platform, SB_FAKE_WHO_AM_I, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_LOAD_CAPABILITIES);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_LIST_LEARNERS);
  open_soon (f);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->window)));
  sb_test_wait_until (gtk_widget_get_visible (GTK_WIDGET (f->window)));
  g_assert_cmpstr (get_page (f), ==, "sign-in");
}

/* Somebody who starts the program once more wants to see it. */
static void
test_opens_again (Fixture *f, gconstpointer data)
{
  sb_ui_bench_remember (&f->bench);
  sb_ui_push_people (f->bench.platform);
  open_soon (f);
  sb_window_open (f->window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->window)));
  sb_ui_wait_text (f->window, "Ana Silva");
}

static gboolean
has_file (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* An account of the demo platform: that is started first, and somebody who does not wait for it is not signed in. */
static void
test_resumes_at_demo (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = sb_ui_bench_keep (&f->bench, "12", "Tea Admin");
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "switchback", "demo", NULL);
  g_autofree char *address = g_build_filename (folder, "address", NULL);
  g_autofree char *script = g_build_filename (folder, "script", NULL);
  g_autofree char *started = g_build_filename (folder, "started", NULL);
  g_autofree char *late = g_build_filename (folder, "late", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n: > '%s'\nwhile [ ! -e '%s' ]; do sleep 0.1; done\n"
                                           "echo 'listening on https://fake.example'\nread line\n",
                                           started, late);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (address, "https://fake.example", -1, NULL));
  g_assert_true (g_file_set_contents_full (script, text, -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  g_setenv ("SWITCHBACK_DEMO_PLATFORM", script, TRUE);

  sb_account_store_set_active (f->bench.accounts, account);
  f->window = sb_ui_bench_open (&f->bench, NULL);
  g_assert_cmpstr (get_page (f), ==, "resuming");
  sb_test_wait_until (has_file (started));
  g_assert_cmpuint (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_WHO_AM_I), ==, 0);
  sb_ui_activate (f->window, "win.cancel-resume", NULL);
  g_assert_cmpstr (get_page (f), ==, "sign-in");

  /* It holds the window until the platform has said something. */
  g_assert_true (g_file_set_contents (late, "", 0, NULL));
  gtk_window_destroy (GTK_WINDOW (f->window));
  sb_test_wait_until (f->bench.window == NULL);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_WHO_AM_I), ==, 0);

  g_unlink (late);
  g_unsetenv ("SWITCHBACK_DEMO_PLATFORM");
  g_unlink (address);
  g_unlink (script);
  g_unlink (started);
}

/* What is kept is no good any more: sign in by hand, with address and name filled in. */
static void
test_resume_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = sb_ui_bench_keep (&f->bench, "12", "Tea Admin");
  GtkWidget *page;

  sb_account_store_set_active (f->bench.accounts, account);
  sb_model_push_error (f->bench.platform, SB_FAKE_WHO_AM_I, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_LOAD_CAPABILITIES);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_LIST_LEARNERS);
  f->window = sb_ui_bench_open (&f->bench, NULL);
  sb_test_wait_until (g_str_equal (get_page (f), "sign-in"));

  page = sb_ui_child (f->window, "sign_in_page");
  sb_ui_wait_text (page, "You are signed out");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sb_ui_child (page, "address_row"))), ==,
                   "https://fake.example");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sb_ui_child (page, "user_name_row"))), ==, "Tea Admin");
}

static void
test_signs_in (Fixture *f, gconstpointer data)
{
  g_autofree char *address = NULL;
  GtkWidget *page;

  f->window = sb_ui_bench_open (&f->bench, NULL);
  page = sb_ui_child (f->window, "sign_in_page");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "address_row")), "fake.example");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "user_name_row")), "tea.admin");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "password_row")), "secret");
  sb_ui_push_sign_in (f->bench.platform);
  sb_ui_push_people (f->bench.platform);
  sb_ui_activate (page, "sign-in.sign-in", NULL);
  sb_ui_wait_text (f->window, "Ana Silva");

  g_assert_cmpstr (get_page (f), ==, "users");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sb_ui_child (page, "password_row"))), ==, "");
  address = g_settings_get_string (f->bench.settings, "last-address");
  g_assert_cmpstr (address, ==, "https://fake.example");
}

#define NOT_KEPT \
  "Your sign-in cannot be kept on this computer. You can work as usual, and will be asked to sign in next time."

/* The keyring answers when the learners are on the screen already. */
static void
test_not_kept (Fixture *f, gconstpointer data)
{
  SbFakeSecretStore *secrets = f->bench.secrets;
  GtkWidget *page;

  secrets->is_held = TRUE;
  f->window = sb_ui_bench_open (&f->bench, NULL);
  page = sb_ui_child (f->window, "sign_in_page");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "address_row")), "fake.example");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "user_name_row")), "tea.admin");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "password_row")), "secret");
  sb_ui_push_sign_in (f->bench.platform);
  sb_ui_push_people (f->bench.platform);
  sb_ui_activate (page, "sign-in.sign-in", NULL);
  sb_ui_wait_text (f->window, "Ana Silva");
  sb_test_wait_until (secrets->held->len == 1);
  g_assert_null (sb_ui_find_text (f->window, NOT_KEPT));

  g_task_return_new_error (g_ptr_array_index (secrets->held, 0), SB_SECRET_ERROR, SB_SECRET_ERROR_UNAVAILABLE, "No");
  g_ptr_array_set_size (secrets->held, 0);
  sb_ui_wait_text (f->window, NOT_KEPT);
}

static void
test_main_job (Fixture *f, gconstpointer data)
{
  GtkWidget *frame;

  resume (f);
  frame = sb_ui_child (f->window, "frame");
  log_in (f);

  g_assert_cmpstr (get_page (f), ==, "visit");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (f->window)), ==, "You are logged in as Ana Silva");
  g_assert_true (gtk_widget_has_css_class (frame, "frame-while-visiting"));
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "end "), ==, 0);

  /* Another account must wait until this log-in is over. */
  sb_ui_activate (f->window, "win.sign-out", NULL);
  sb_ui_activate (f->window, "win.add-account", NULL);
  g_assert_cmpstr (get_page (f), ==, "visit");

  push_look (f);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (get_visit (f), "visit.switch-back", NULL);
  sb_test_wait_until (g_str_equal (get_page (f), "users"));
  assert_ended (f, "switch-back");
  g_assert_false (gtk_widget_has_css_class (frame, "frame-while-visiting"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (f->window)), ==, "Switchback");
  sb_test_wait_until (find_summary () != NULL);
  sb_ui_wait_text (find_summary (), "You are back. The platform did not say whether Ana Silva was told");
  sb_ui_wait_text (find_summary (), "Nothing changed");
  sb_ui_wait_text (f->window, "Ben Okri");
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "list-learners"), ==, 1);
}

/* Whoever does not want the sheet is told in passing. */
static void
test_no_summary (Fixture *f, gconstpointer data)
{
  g_settings_set_boolean (f->bench.settings, "show-summary", FALSE);
  resume (f);
  log_in (f);
  push_look (f);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_ui_wait_text (f->window, "You are back. The platform did not say whether Ana Silva was told");
  g_assert_null (find_summary ());
}

/* Two keys from the learner to the next search. */
static void
test_summary_is_left_by_a_key (Fixture *f, gconstpointer data)
{
  resume (f);
  log_in (f);
  push_look (f);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_test_wait_until (find_summary () != NULL);
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (find_summary ())));
  sb_ui_press (find_summary (), GDK_KEY_Return, 0);
  sb_test_wait_until (find_summary () == NULL);
  gtk_window_present (GTK_WINDOW (f->window));
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (f->window)));
  g_assert_true (sb_ui_has_focus (sb_ui_child (get_users (f), "search_entry")));
}

static void
push_many_people (Fixture *f)
{
  SbLearnerPage *page = sb_learner_page_new ();

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", 5000 + i);
      g_autofree char *name = g_strdup_printf ("Silva %u", i);

      g_ptr_array_add (page->learners, sb_model_learner (id, "Ana", name, name, NULL, "Lisbon"));
    }
  page->total = 400;
  page->has_more = TRUE;
  sb_fake_platform_push_answer (f->bench.platform, SB_FAKE_LIST_LEARNERS, page, (GDestroyNotify) sb_learner_page_free);
}

/* Far down in what was searched for: row, search and selection are as they were, and nothing is loaded again. */
static void
test_back_where_you_were (Fixture *f, gconstpointer data)
{
  GtkAdjustment *adjustment;
  GtkColumnView *view;
  GtkWidget *search;
  double value;

  push_many_people (f);
  resume_at_work (f);
  sb_ui_wait_text (f->window, "Ana Silva 0");
  view = GTK_COLUMN_VIEW (sb_ui_child (get_users (f), "column_view"));
  search = sb_ui_child (get_users (f), "search_entry");
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (sb_ui_child (get_users (f), "scrolled_window")));
  push_many_people (f);
  gtk_editable_set_text (GTK_EDITABLE (search), "silva");
  sb_test_wait_until (sb_ui_count_lines (f->bench.platform, "list-learners") == 2);
  sb_ui_settle (f->window);

  sb_ui_scroll_to_row (get_users (f), 60);
  sb_column_view_focus_row (view, 60);
  sb_ui_settle (f->window);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 100);
  sb_ui_settle (f->window);
  value = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (value, >, 1000);

  sb_ui_push_detail (f->bench.platform, sb_model_learner ("5060", "Ana", "Silva 60", "Silva 60", NULL, "Lisbon"));
  if (data != NULL)
    sb_ui_activate (gtk_widget_get_last_child (GTK_WIDGET (view)), "list.activate-item", "u", 60u);
  else
    sb_ui_activate (view, "users.log-in-as", "s", "5060");
  sb_test_wait_until (find_dialog () != NULL);
  answer_question (f);
  come_in (f);
  push_look (f);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_test_wait_until (find_summary () != NULL);
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (find_summary ())));
  sb_ui_activate (find_summary (), "window.close", NULL);
  sb_test_wait_until (find_summary () == NULL);
  gtk_window_present (GTK_WINDOW (f->window));
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (f->window)));
  sb_ui_settle (f->window);

  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, value);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "silva");
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (view))), ==, 60);
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "list-learners"), ==, 2);

  /* The keyboard goes on from there. */
  g_assert_nonnull (sb_ui_find_text (gtk_window_get_focus (GTK_WINDOW (f->window)), "Ana Silva 60"));
}

static void
test_window_action (Fixture *f, gconstpointer data)
{
  resume (f);
  log_in (f);
  push_look (f);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_END);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_test_wait_until (sb_fake_platform_count_held (f->bench.platform, SB_FAKE_END) == 1);

  /* Again and again changes nothing, nor does another way out. */
  sb_ui_activate (f->window, "win.switch-back", NULL);
  g_assert_false (sb_ui_is_enabled (sb_ui_child (get_visit (f), "bar"), "visit.switch-back"));
  g_assert_cmpstr (get_page (f), ==, "visit");

  sb_fake_platform_release_answer (f->bench.platform, SB_FAKE_END, sb_session_new (f->uuid, "4711", NULL),
                                   (GDestroyNotify) sb_session_unref);
  sb_test_wait_until (g_str_equal (get_page (f), "users"));
  assert_ended (f, "switch-back");
}

/* The learner is found again without a search, and another log-in has another number. */
static void
test_again (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;

  resume (f);
  log_in (f);
  first = g_strdup (f->uuid);
  push_look (f);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_test_wait_until (g_str_equal (get_page (f), "users"));

  sb_fake_platform_clear_log (f->bench.platform);
  log_in (f);
  g_assert_cmpstr (first, !=, f->uuid);
  push_look (f);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_test_wait_until (g_str_equal (get_page (f), "users"));
  assert_ended (f, "switch-back");
}

static void
test_close (Fixture *f, gconstpointer data)
{
  resume (f);
  gtk_window_close (GTK_WINDOW (f->window));
  sb_test_wait_until (f->bench.window == NULL);
}

static void
test_close_while_visiting (Fixture *f, gconstpointer data)
{
  resume (f);
  log_in (f);
  push_look (f);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_END);
  gtk_window_close (GTK_WINDOW (f->window));
  sb_test_wait_until (sb_fake_platform_count_held (f->bench.platform, SB_FAKE_END) == 1);

  /* It stands until the platform has confirmed. */
  sb_ui_settle (f->window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->window)));
  sb_ui_wait_text (f->window, "Switching back before closing…");
  gtk_window_close (GTK_WINDOW (f->window));
  sb_ui_settle (f->window);

  sb_fake_platform_release_answer (f->bench.platform, SB_FAKE_END, sb_session_new (f->uuid, "4711", NULL),
                                   (GDestroyNotify) sb_session_unref);
  sb_test_wait_until (f->bench.window == NULL);
  assert_ended (f, "closed");
}

static void
test_end_fails (Fixture *f, gconstpointer data)
{
  GtkWidget *strip;

  resume (f);
  log_in (f);
  strip = sb_ui_child (get_visit (f), "strip");
  push_look (f);
  push_end_error (f);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_test_wait_until (gtk_revealer_get_child_revealed (GTK_REVEALER (sb_ui_child (strip, "revealer"))));
  g_assert_cmpstr (get_page (f), ==, "visit");
  g_assert_true (sb_ui_is_enabled (strip, "visit.switch-back"));
  g_assert_true (sb_ui_is_enabled (strip, "visit.give-up"));

  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (strip, "visit.switch-back", NULL);
  sb_test_wait_until (g_str_equal (get_page (f), "users"));
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (sb_ui_child (strip, "revealer"))));
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "end "), ==, 2);
}

/* The window stays: whoever closed it would never know that the learner was not told. */
static void
test_close_fails (Fixture *f, gconstpointer data)
{
  GtkWidget *strip;

  resume (f);
  log_in (f);
  strip = sb_ui_child (get_visit (f), "strip");
  push_look (f);
  push_end_error (f);
  gtk_window_close (GTK_WINDOW (f->window));
  sb_test_wait_until (gtk_revealer_get_child_revealed (GTK_REVEALER (sb_ui_child (strip, "revealer"))));
  sb_ui_settle (f->window);
  g_assert_nonnull (f->bench.window);

  /* The platform is told later, without a window. */
  sb_ui_activate (strip, "visit.give-up", NULL);
  sb_test_wait_until (f->bench.window == NULL);
  assert_ended (f, "closed");
  pay (f);
}

/* The window was to be closed, but then the user went on: from then on, switching back is only that. */
static void
test_close_fails_then_back (Fixture *f, gconstpointer data)
{
  GtkWidget *strip;

  resume (f);
  log_in (f);
  strip = sb_ui_child (get_visit (f), "strip");
  push_look (f);
  push_end_error (f);
  gtk_window_close (GTK_WINDOW (f->window));
  sb_test_wait_until (gtk_revealer_get_child_revealed (GTK_REVEALER (sb_ui_child (strip, "revealer"))));

  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (strip, "visit.switch-back", NULL);
  sb_test_wait_until (g_str_equal (get_page (f), "users"));
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "how=switch-back"), ==, 1);
  sb_ui_settle (f->window);
  g_assert_nonnull (f->bench.window);
}

static void
test_give_up (Fixture *f, gconstpointer data)
{
  resume (f);
  log_in (f);
  push_look (f);
  push_end_error (f);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_ui_wait_text (f->window, "_Leave Anyway" + 1);
  sb_ui_activate (sb_ui_child (get_visit (f), "strip"), "visit.give-up", NULL);
  sb_test_wait_until (g_str_equal (get_page (f), "users"));
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "end "), ==, 1);
  sb_ui_wait_text (f->window, "Switchback goes on trying to tell the platform.");
  pay (f);
}

static void
test_urgent (Fixture *f, gconstpointer data)
{
  resume (f);
  log_in (f);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_window_leave (f->window, TRUE);
  g_assert_nonnull (f->bench.window);
  sb_test_wait_until (f->bench.window == NULL);
  assert_ended (f, "closed");
}

static void
test_urgent_fails (Fixture *f, gconstpointer data)
{
  resume (f);
  log_in (f);
  push_end_error (f);
  g_test_expect_message ("switchback", G_LOG_LEVEL_WARNING, "*could not be told*");
  sb_window_leave (f->window, TRUE);
  sb_test_wait_until (f->bench.window == NULL);
  g_test_assert_expected_messages ();
  assert_ended (f, "closed");
}

static void
test_urgent_idle (Fixture *f, gconstpointer data)
{
  resume (f);
  sb_window_leave (f->window, TRUE);
  sb_test_wait_until (f->bench.window == NULL);
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "end "), ==, 0);
}

static void
test_session_lost (Fixture *f, gconstpointer data)
{
  resume (f);
  log_in (f);
  sb_ui_push_visit (f->bench.platform, f->uuid);
  sb_model_push_error (f->bench.platform, SB_FAKE_LIST_COURSES, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  sb_ui_activate (get_visit (f), "visit.reload", NULL);
  sb_ui_settle (f->window);

  /* The first answer was good; the next is not. */
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (get_visit (f), "visit.retry-courses", NULL);
  sb_test_wait_until (g_str_equal (get_page (f), "users"));
  assert_ended (f, "expired");
}

static void
test_session_lost_in_course (Fixture *f, gconstpointer data)
{
  resume (f);
  log_in (f);
  sb_model_push_error (f->bench.platform, SB_FAKE_LOAD_COURSE, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (get_visit (f), "visit.open-course", "s", "31");
  sb_test_wait_until (g_str_equal (get_page (f), "users"));
  assert_ended (f, "expired");
}

/* Leaving while the platform has not answered yet: what may have begun is ended before the window is gone. */
static void
test_leave_while_starting (Fixture *f, gconstpointer data)
{
  resume (f);
  confirm (f);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_window_leave (f->window, GPOINTER_TO_INT (data));
  sb_test_wait_until (f->bench.window == NULL);
  g_assert_null (find_dialog ());
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "begin "), ==, 1);
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "end "), ==, 1);
}

static void
test_sign_out (Fixture *f, gconstpointer data)
{
  resume (f);
  sb_fake_platform_push_ok (f->bench.platform, SB_FAKE_SIGN_OUT);
  sb_ui_activate (f->window, "win.sign-out", NULL);
  sb_test_wait_until (g_list_model_get_n_items (sb_account_store_get_accounts (f->bench.accounts)) == 0);
  g_assert_cmpstr (get_page (f), ==, "sign-in");
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "sign-out"), ==, 1);
  g_assert_false (gtk_widget_get_visible (sb_ui_child (sb_ui_child (f->window, "sign_in_page"), "back_button")));

  /* Nobody's learners are left behind the page. */
  sb_ui_activate (f->window, "win.show-users", NULL);
  g_assert_cmpstr (get_page (f), ==, "sign-in");
}

static void
test_change_account (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) other = sb_ui_bench_keep (&f->bench, "13", "Uwe Admin");
  GtkWidget *menu;

  resume (f);

  /* Who looks has both to choose from. */
  menu = sb_ui_child (get_users (f), "account_menu");
  g_assert_null (gtk_widget_get_first_child (sb_ui_child (menu, "list_box")));
  gtk_menu_button_popup (GTK_MENU_BUTTON (sb_ui_child (menu, "menu_button")));
  sb_ui_wait_text (sb_ui_child (menu, "list_box"), "Uwe Admin");
  sb_ui_wait_text (sb_ui_child (menu, "list_box"), "Tea Admin");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (sb_ui_child (menu, "menu_button")));

  /* The one in use is no change. */
  sb_ui_activate (f->window, "win.use-account", "s",
                  sb_account_get_id (sb_account_store_get_active (f->bench.accounts)));
  g_assert_cmpstr (get_page (f), ==, "users");

  sb_ui_push_identity (f->bench.platform, "13", "Uwe Admin");
  sb_fake_platform_push_answer (f->bench.platform, SB_FAKE_LOAD_CAPABILITIES, sb_model_capabilities (),
                                (GDestroyNotify) sb_capabilities_unref);
  sb_ui_push_people (f->bench.platform);
  sb_ui_activate (f->window, "win.use-account", "s", sb_account_get_id (other));
  g_assert_cmpstr (get_page (f), ==, "resuming");
  sb_test_wait_until (g_str_equal (get_page (f), "users"));
  sb_ui_settle (f->window);
  g_assert_cmpstr (sb_account_get_user_id (sb_account_store_get_active (f->bench.accounts)), ==, "13");
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "list-learners"), ==, 2);
}

static void
test_add_account (Fixture *f, gconstpointer data)
{
  GtkWidget *page;

  resume (f);
  page = sb_ui_child (f->window, "sign_in_page");
  sb_ui_activate (f->window, "win.add-account", NULL);
  g_assert_cmpstr (get_page (f), ==, "sign-in");
  g_assert_true (gtk_widget_get_visible (sb_ui_child (page, "back_button")));
  sb_ui_activate (page, "win.show-users", NULL);
  g_assert_cmpstr (get_page (f), ==, "users");
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  resume (f);
  sb_ui_push_people (f->bench.platform);
  sb_ui_push_people (f->bench.platform);
  sb_ui_press (f->window, GDK_KEY_b, 0);
  sb_test_wait_until (sb_ui_count_lines (f->bench.platform, "text=b ") == 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sb_ui_child (get_users (f), "search_entry"))), ==, "b");
  sb_ui_press (f->window, GDK_KEY_Escape, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sb_ui_child (get_users (f), "search_entry"))), ==, "");
  sb_test_wait_until (sb_ui_count_lines (f->bench.platform, "text= ") == 2);
}

static void
test_dispose_twice (Fixture *f, gconstpointer data)
{
  resume (f);
  g_object_run_dispose (G_OBJECT (f->window));
}

#define ADD(name, func, data) g_test_add ("/ui/window/" name, Fixture, data, set_up, func, tear_down)

static void
set_true_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
rest (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add_once (ms, set_true_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Three sentences in a row, each while the one before comes in: the last stays, and nothing of the others is touched
 * when they are gone. With animations, as a user has them. */
static void
test_toasts_in_a_hurry (Fixture *f, gconstpointer data)
{
  resume (f);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  sb_window_say (f->window, "First");
  rest (700);
  sb_window_say (f->window, "Second");
  rest (50);
  sb_window_say (f->window, "Third");
  rest (50);
  sb_window_say (f->window, "Fourth");
  rest (1200);

  g_assert_null (sb_ui_find_text (f->window, "First"));
  g_assert_null (sb_ui_find_text (f->window, "Second"));
  g_assert_null (sb_ui_find_text (f->window, "Third"));
  g_assert_nonnull (sb_ui_find_text (f->window, "Fourth"));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  ADD ("starts-on-sign-in", test_starts_on_sign_in, NULL);
  ADD ("resumes", test_resumes, NULL);
  ADD ("pages", test_pages, NULL);
  ADD ("icons", test_icons, NULL);
  ADD ("opens-with-learners", test_opens_with_learners, NULL);
  ADD ("opens-waiting", test_opens_waiting, NULL);
  ADD ("opens-at-once", test_opens_at_once, NULL);
  ADD ("opens-again", test_opens_again, NULL);
  ADD ("toasts-in-a-hurry", test_toasts_in_a_hurry, NULL);
  ADD ("resumes-at-demo", test_resumes_at_demo, NULL);
  ADD ("resume-fails", test_resume_fails, NULL);
  ADD ("signs-in", test_signs_in, NULL);
  ADD ("not-kept", test_not_kept, NULL);
  ADD ("main-job", test_main_job, NULL);
  ADD ("no-summary", test_no_summary, NULL);
  ADD ("back-where-you-were-row", test_back_where_you_were, "row");
  ADD ("back-where-you-were-menu", test_back_where_you_were, NULL);
  ADD ("window-action", test_window_action, NULL);
  ADD ("again", test_again, NULL);
  ADD ("close", test_close, NULL);
  ADD ("close-while-visiting", test_close_while_visiting, NULL);
  ADD ("end-fails", test_end_fails, NULL);
  ADD ("close-fails", test_close_fails, NULL);
  ADD ("close-fails-then-back", test_close_fails_then_back, NULL);
  ADD ("give-up", test_give_up, NULL);
  ADD ("urgent", test_urgent, NULL);
  ADD ("urgent-fails", test_urgent_fails, NULL);
  ADD ("urgent-idle", test_urgent_idle, NULL);
  ADD ("session-lost", test_session_lost, NULL);
  ADD ("session-lost-in-course", test_session_lost_in_course, NULL);
  ADD ("leave-while-starting", test_leave_while_starting, GINT_TO_POINTER (FALSE));
  ADD ("leave-while-starting-urgent", test_leave_while_starting, GINT_TO_POINTER (TRUE));
  ADD ("sign-out", test_sign_out, NULL);
  ADD ("change-account", test_change_account, NULL);
  ADD ("add-account", test_add_account, NULL);
  ADD ("summary-is-left-by-a-key", test_summary_is_left_by_a_key, NULL);
  ADD ("keys", test_keys, NULL);
  ADD ("dispose-twice", test_dispose_twice, NULL);

  return sb_ui_run ();
}
