/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and what is asked for from outside of it: the dialog comes, filled in, and nothing is begun; after the
 * log-in one is where one was. */

#include "config.h"

#include "sb-confirm-dialog.h"
#include "sb-confirm-presenter.h"
#include "sb-errand.h"
#include "sb-ui-fixtures.h"
#include "sb-window.h"

typedef struct
{
  SbUiBench bench;
  SbWindow *window;
  char *uuid;
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

static void
resume (Fixture *f)
{
  sb_ui_bench_remember (&f->bench);
  sb_ui_push_people (f->bench.platform);
  f->window = sb_ui_bench_open (&f->bench, NULL);
  sb_ui_wait_text (f->window, "Ana Silva");
}

static void
push_found (Fixture *f, gboolean has_ben)
{
  SbLearnerPage *page = sb_learner_page_new ();

  g_ptr_array_add (page->learners, sb_ui_ana ());
  if (has_ben)
    g_ptr_array_add (page->learners, sb_model_learner ("4712", "Ben", "Okri", "ben.okri", NULL, "Porto"));
  page->total = page->learners->len;
  sb_fake_platform_push_answer (f->bench.platform, SB_FAKE_LIST_LEARNERS, page, (GDestroyNotify) sb_learner_page_free);
}

static void
take (Fixture *f, const char *link)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbErrand) errand = sb_errand_new_from_link (link, &error);

  g_assert_no_error (error);
  sb_window_take_errand (f->window, errand);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (SB_IS_CONFIRM_DIALOG (toplevel))
        return toplevel;
    }

  return NULL;
}

static const char *
get_text (GtkWidget *widget, const char *child)
{
  return gtk_editable_get_text (GTK_EDITABLE (sb_ui_child (widget, child)));
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

static void
assert_nothing_begun (Fixture *f)
{
  sb_test_drain ();
  g_assert_cmpuint (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_BEGIN), ==, 0);
}

static void
confirm (Fixture *f)
{
  GtkWidget *dialog = find_dialog ();

  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (dialog)));
  sb_test_wait_until (sb_ui_is_enabled (dialog, "confirm.confirm"));
  assert_nothing_begun (f);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_BEGIN);
  sb_ui_activate (dialog, "confirm.confirm", NULL);
  sb_test_wait_until (sb_fake_platform_count_held (f->bench.platform, SB_FAKE_BEGIN) == 1);
  g_clear_pointer (&f->uuid, g_free);
  f->uuid = sb_ui_dup_begin_uuid (f->bench.platform);
  sb_ui_push_visit (f->bench.platform, f->uuid);
  sb_fake_platform_release_answer (f->bench.platform, SB_FAKE_BEGIN, sb_model_session (f->uuid, "4711"),
                                   (GDestroyNotify) sb_session_unref);
  sb_test_wait_until (find_dialog () == NULL);
}

static void
switch_back (Fixture *f)
{
  sb_ui_push_visit (f->bench.platform, f->uuid);
  sb_ui_push_end (f->bench.platform, f->uuid);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_test_wait_until (!g_str_equal (get_page (f), "visit"));
}

/* From the link to the course, and back to where one was: the search that was there is still there. */
static void
test_to_course (Fixture *f, gconstpointer data)
{
  g_autofree char *line = NULL;
  GtkWidget *dialog;

  g_settings_set_boolean (f->bench.settings, "show-summary", FALSE);
  resume (f);
  sb_ui_push_people (f->bench.platform);
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (get_users (f), "search_entry")), "okri");
  sb_test_wait_until (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_LIST_LEARNERS) == 2);

  push_found (f, FALSE);
  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  take (f, "switchback:find?text=ana&ticket=T-17&to=workplace%20safety");
  sb_test_wait_until (find_dialog () != NULL);
  dialog = find_dialog ();
  sb_ui_wait_text (dialog, "Log in as Ana Silva?");
  g_assert_cmpstr (get_text (dialog, "ticket_row"), ==, "T-17");
  g_assert_cmpstr (get_text (dialog, "course_row"), ==, "workplace safety");
  g_assert_cmpstr (get_text (dialog, "reason_row"), ==, "");

  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_LOAD_COURSE);
  confirm (f);
  sb_test_wait_until (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_LOAD_COURSE) == 1);
  line = g_strdup_printf ("load-course %s 31", f->uuid);
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, line), ==, 1);
  switch_back (f);

  g_assert_cmpstr (get_page (f), ==, "users");
  g_assert_cmpstr (get_text (get_users (f), "search_entry"), ==, "okri");
}

static void
test_not_enrolled (Fixture *f, gconstpointer data)
{
  g_settings_set_boolean (f->bench.settings, "show-summary", FALSE);
  resume (f);
  push_found (f, FALSE);
  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  take (f, "switchback:find?text=ana&to=Welding");
  sb_test_wait_until (find_dialog () != NULL);
  confirm (f);
  sb_ui_wait_text (f->window, "Ana is not enrolled in “Welding”");
  g_assert_cmpuint (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_LOAD_COURSE), ==, 0);

  /* While that goes on, a link is told so, and nothing else happens. */
  take (f, "switchback:find?text=ben");
  sb_ui_wait_text (f->window, "You are logged in as somebody. Switch back first, and then ask again.");
  g_assert_null (find_dialog ());
  g_assert_cmpstr (get_page (f), ==, "visit");
  switch_back (f);
}

/* Several: the search shows them, and what the link says is filled in for whoever is chosen. */
static void
test_several (Fixture *f, gconstpointer data)
{
  resume (f);
  push_found (f, TRUE);
  push_found (f, TRUE);
  take (f, "switchback:find?text=a&ticket=T-17");
  sb_ui_wait_text (f->window, "Several people match. Choose one.");
  sb_test_wait_until (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_LIST_LEARNERS) == 3);
  g_assert_cmpstr (get_text (get_users (f), "search_entry"), ==, "a");
  g_assert_null (find_dialog ());

  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  sb_ui_activate (get_users (f), "users.log-in-as", "s", "4711");
  g_assert_cmpstr (get_text (find_dialog (), "ticket_row"), ==, "T-17");

  /* Two questions at a time are one too many. */
  take (f, "switchback:find?text=ben&ticket=T-18");
  sb_ui_wait_text (f->window, "Answer what is asked here first, and then ask again.");
  g_assert_cmpstr (get_text (find_dialog (), "ticket_row"), ==, "T-17");
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  assert_nothing_begun (f);

  /* Of another search nothing is filled in. */
  sb_ui_push_people (f->bench.platform);
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (get_users (f), "search_entry")), "ana");
  sb_test_wait_until (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_LIST_LEARNERS) == 4);
  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  sb_ui_activate (get_users (f), "users.log-in-as", "s", "4711");
  g_assert_cmpstr (get_text (find_dialog (), "ticket_row"), ==, "");
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (sb_ui_child (find_dialog (), "look_only_switch"))));
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

/* What is preferred counts from the next question on; it may be another this time. */
static void
test_look_only (Fixture *f, gconstpointer data)
{
  resume (f);
  g_settings_set_boolean (f->bench.settings, "look-only", TRUE);
  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  sb_ui_activate (get_users (f), "users.log-in-as", "s", "4711");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (sb_ui_child (find_dialog (), "look_only_switch"))));
  gtk_switch_set_active (GTK_SWITCH (sb_ui_child (find_dialog (), "look_only_switch")), FALSE);
  g_assert_true (g_settings_get_boolean (f->bench.settings, "look-only"));
}

static GtkDropTarget *
find_drop_target (Fixture *f)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  return NULL;
}

static gboolean
drop (Fixture *f, const char *text)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text);
  g_signal_emit_by_name (find_drop_target (f), "drop", &value, 10.0, 10.0, &is_taken);

  return is_taken;
}

/* Text that is dropped on the window is searched for, from the history, too, and asks nothing. */
static void
test_drop (Fixture *f, gconstpointer data)
{
  resume (f);
  push_found (f, FALSE);
  g_assert_true (drop (f, "Ana Silva <ana.silva@acme.example>"));
  sb_test_wait_until (sb_fake_platform_count_calls (f->bench.platform, SB_FAKE_LIST_LEARNERS) == 2);
  g_assert_cmpstr (get_text (get_users (f), "search_entry"), ==, "ana.silva@acme.example");
  g_assert_null (find_dialog ());
  g_assert_false (drop (f, " \n "));

  /* Not while it is asked about somebody. */
  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  sb_ui_activate (get_users (f), "users.log-in-as", "s", "4711");
  g_assert_false (drop (f, "ben"));
  g_assert_cmpstr (get_text (get_users (f), "search_entry"), ==, "ana.silva@acme.example");
  assert_nothing_begun (f);
}

static void
test_drop_signed_out (Fixture *f, gconstpointer data)
{
  f->window = sb_ui_bench_open (&f->bench, NULL);
  g_assert_false (drop (f, "ana"));
}

static void
test_nobody (Fixture *f, gconstpointer data)
{
  SbLearnerPage *pages[] = { sb_learner_page_new (), sb_learner_page_new () };

  resume (f);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    sb_fake_platform_push_answer (f->bench.platform, SB_FAKE_LIST_LEARNERS, pages[i],
                                  (GDestroyNotify) sb_learner_page_free);
  take (f, "switchback:find?text=nobody");
  sb_ui_wait_text (f->window, "Nobody Found");
  g_assert_cmpstr (get_text (get_users (f), "search_entry"), ==, "nobody");
  g_assert_null (find_dialog ());
}

/* The program was started by the link, and nobody is signed in. */
static void
test_signed_out (Fixture *f, gconstpointer data)
{
  GtkWidget *page;

  f->window = sb_ui_bench_open (&f->bench, NULL);
  take (f, "switchback:find?text=ana&ticket=T-17");
  sb_ui_wait_text (f->window, "Sign in, and the learner you asked for is looked up.");
  g_assert_cmpstr (get_page (f), ==, "sign-in");
  g_assert_null (find_dialog ());

  page = sb_ui_child (f->window, "sign_in_page");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "address_row")), "fake.example");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "user_name_row")), "tea.admin");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "password_row")), "secret");
  sb_ui_push_sign_in (f->bench.platform);
  sb_ui_push_people (f->bench.platform);
  push_found (f, FALSE);
  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  sb_ui_activate (page, "sign-in.sign-in", NULL);
  sb_test_wait_until (find_dialog () != NULL);
  g_assert_cmpstr (get_text (find_dialog (), "ticket_row"), ==, "T-17");
  assert_nothing_begun (f);
  g_assert_null (sb_ui_find_text (f->window, "Sign in, and the learner you asked for is looked up."));
}

/* The account is gone on with: it comes by itself. */
static void
test_signing_in (Fixture *f, gconstpointer data)
{
  sb_ui_bench_remember (&f->bench);
  sb_ui_push_people (f->bench.platform);
  push_found (f, FALSE);
  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  f->window = sb_window_new (NULL, f->bench.settings, f->bench.accounts, f->bench.sign_in, NULL, f->bench.recovery);
  g_set_weak_pointer (&f->bench.window, f->window);
  sb_window_start (f->window);
  gtk_window_present (GTK_WINDOW (f->window));
  take (f, "switchback:find?text=ana&ticket=T-17");
  sb_test_wait_until (find_dialog () != NULL);
  g_assert_cmpstr (get_text (find_dialog (), "ticket_row"), ==, "T-17");
  assert_nothing_begun (f);
}

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/errands/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("to-course", test_to_course);
  ADD ("not-enrolled", test_not_enrolled);
  ADD ("several", test_several);
  ADD ("look-only", test_look_only);
  ADD ("drop", test_drop);
  ADD ("drop-signed-out", test_drop_signed_out);
  ADD ("nobody", test_nobody);
  ADD ("signed-out", test_signed_out);
  ADD ("signing-in", test_signing_in);

  return sb_ui_run ();
}
