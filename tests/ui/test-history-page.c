/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page History under a display: the way in and out by the keyboard, its states, narrow and wide. */

#include "config.h"

#include "sb-history-page.h"
#include "sb-test-wait.h"
#include "sb-ui-fixtures.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

typedef struct
{
  SbLedger *ledger;
  SbHistoryPresenter *presenter;
  GtkWidget *page;
  GtkWindow *window;
  GString *said; /* "text\n" for each ::toast, "<\n" for each ::left */
} Fixture;

static void
toast_cb (SbHistoryPage *page, const char *text, Fixture *f)
{
  g_string_append_printf (f->said, "%s\n", text);
}

static void
left_cb (SbHistoryPage *page, Fixture *f)
{
  g_string_append (f->said, "<\n");
}

static void
add (SbLedger *ledger, const char *name, const char *ticket, SbNoticeState email, gboolean has_act)
{
  g_autoptr (SbIdentity) administrator = sb_identity_new (&(SbIdentityFields){ .id = "12", .display_name = "Tea Admin" });
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = "4711", .first_name = name });
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "A reason", ticket, NULL);
  g_autoptr (SbLedgerEntry) entry
      = sb_ledger_entry_new_planned ("https://learn.acme.example", administrator, learner, request);
  g_autoptr (SbSession) session = sb_model_session (request->uuid, "4711");
  g_autoptr (SbLedgerAct) act = sb_ledger_act_new (SB_ACT_ITEM_COMPLETED, "31", "Safety", "7", "Fire Doors");
  g_autoptr (GError) error = NULL;

  sb_ledger_begin (ledger, entry, &error);
  sb_ledger_take_event (ledger, request->uuid, SB_IMPERSONATION_EVENT_BEGUN, 0, session, &error);
  if (has_act)
    {
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_change_free);
      const SbChangeState before = { SB_PROGRESS_IN_PROGRESS, 3, 7 };
      const SbChangeState after = { SB_PROGRESS_IN_PROGRESS, 4, 7 };

      sb_ledger_add_act (ledger, request->uuid, act, &error);
      g_ptr_array_add (changes, sb_ledger_change_new_course (SB_CHANGE_COURSE, "31", "<b>R&D</b>", &before, &after));
      sb_ledger_note_changes (ledger, request->uuid, SB_LOOK_PARTIAL, changes, &error);
    }
  session->ended_at = g_date_time_add_minutes (session->started_at, 29);
  session->begin_notice.is_known = session->end_notice.is_known = TRUE;
  session->begin_notice.platform = session->end_notice.platform = SB_NOTICE_STATE_DELIVERED;
  session->begin_notice.email = session->end_notice.email = email;
  sb_ledger_take_event (ledger, request->uuid, SB_IMPERSONATION_EVENT_END, SB_END_SWITCH_BACK, NULL, &error);
  sb_ledger_take_event (ledger, request->uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, 0, session, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("switchback-history-XXXXXX", NULL);

  f->ledger = sb_ledger_new (folder);
  f->presenter = sb_history_presenter_new (f->ledger);
  f->page = g_object_new (SB_TYPE_HISTORY_PAGE, NULL);
  f->said = g_string_new (NULL);
  g_signal_connect (f->page, "toast", G_CALLBACK (toast_cb), f);
  g_signal_connect (f->page, "left", G_CALLBACK (left_cb), f);
}

static void
show (Fixture *f, int width)
{
  f->window = sb_ui_show (f->page, width, 700);
  sb_history_page_set_presenter (SB_HISTORY_PAGE (f->page), f->presenter);
  sb_history_page_focus (SB_HISTORY_PAGE (f->page));
  sb_model_wait_for_ledger (f->ledger);
  sb_ui_settle (f->window);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_strdup (sb_ledger_get_folder (f->ledger));
  static const char *const names[] = { "ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.lock" };

  sb_ui_close (f->window);
  g_assert_finalize_object (f->presenter);
  sb_test_drain ();
  g_assert_finalize_object (f->ledger);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (path, names[i], NULL);

      g_remove (file);
    }
  g_rmdir (path);
  g_string_free (f->said, TRUE);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  show (f, 800);
  sb_ui_wait_text (f->window, "No Log-ins Yet");
  sb_ui_activate (f->page, "history.check", NULL);
  sb_test_wait_until (f->said->len > 0);
  g_assert_cmpstr (f->said->str, ==, "There is nothing to check yet.\n");
}

/* From the search to a row, to all of it, to the clipboard, and all the way back. */
static void
test_keyboard (Fixture *f, gconstpointer data)
{
  add (f->ledger, "Ana Silva", "HD-1", SB_NOTICE_STATE_DELIVERED, TRUE);
  add (f->ledger, "Ben Okri", "HD-2", SB_NOTICE_STATE_DELIVERED, FALSE);
  show (f, 800);
  sb_ui_wait_text (f->window, "Ana Silva");
  g_assert_false (sb_ui_is_enabled (f->page, "history.copy"));

  for (const char *p = "hd-1"; *p != '\0'; p++)
    sb_ui_press (f->window, gdk_unicode_to_keyval (*p), 0);
  sb_test_wait_until (sb_ui_find_text (f->window, "Ben Okri") == NULL);
  sb_ui_press (f->window, GDK_KEY_Down, 0);
  sb_ui_press (f->window, GDK_KEY_Return, 0);
  sb_ui_wait_text (f->window, "“Fire Doors” completed");
  g_assert_nonnull (sb_ui_find_text (f->window, "A reason"));
  g_assert_nonnull (sb_ui_find_text (f->window, "“<b>R&D</b>” is now: In progress · 4 of 7"));
  g_assert_nonnull (sb_ui_find_text (f->window, "Before: In progress · 3 of 7"));
  g_assert_nonnull (sb_ui_find_text (f->window, "There may be more: not everything could be compared"));
  g_assert_true (sb_ui_has_focus (sb_ui_child (sb_ui_child (f->page, "detail"), "copy_button")));

  sb_ui_press (f->window, GDK_KEY_Return, 0);
  sb_test_wait_until (f->said->len > 0);
  g_assert_cmpstr (f->said->str, ==, "Copied\n");

  sb_ui_press (f->window, GDK_KEY_Left, GDK_ALT_MASK);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (sb_ui_child (f->page, "pages"))), ==, "list");
  sb_ui_press (f->window, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_true (sb_ui_has_focus (sb_ui_child (sb_ui_child (f->page, "browser"), "search_entry")));
  sb_ui_press (f->window, GDK_KEY_Escape, 0);
  sb_ui_wait_text (f->window, "Ben Okri");
  sb_ui_press (f->window, GDK_KEY_Escape, 0);
  g_assert_cmpstr (f->said->str, ==, "Copied\n<\n");
}

/* A mark with words, and a filter for it; nothing found, and back to all. */
static void
test_attention (Fixture *f, gconstpointer data)
{
  GtkWidget *filters;

  add (f->ledger, "Ana Silva", "HD-1", SB_NOTICE_STATE_FAILED, FALSE);
  add (f->ledger, "Ben Okri", "HD-2", SB_NOTICE_STATE_NONE, FALSE);
  show (f, 800);
  sb_ui_wait_text (f->window, "An e-mail could not be sent");
  filters = sb_ui_child (sb_ui_child (f->page, "browser"), "filters");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sb_ui_child (filters, "attention_button")), TRUE);
  sb_test_wait_until (sb_ui_find_text (f->window, "Ben Okri") == NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sb_ui_child (filters, "ending_drop_down")), SB_LEDGER_ENDING_EXPIRED);
  sb_ui_wait_text (f->window, "Nothing Found");
  sb_ui_activate (sb_ui_child (f->page, "browser"), "history.clear-filters", NULL);
  sb_ui_wait_text (f->window, "Ben Okri");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (sb_ui_child (filters, "attention_button"))));
}

static void
edit (Fixture *f, const char *sql)
{
  g_autofree char *path = g_build_filename (sb_ledger_get_folder (f->ledger), "ledger.db", NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

/* An edit shows in a strip that stays. */
static void
test_fault (Fixture *f, gconstpointer data)
{
  add (f->ledger, "Ana Silva", "HD-1", SB_NOTICE_STATE_DELIVERED, FALSE);
  show (f, 800);
  sb_ui_wait_text (f->window, "Ana Silva");
  sb_ui_activate (f->page, "history.check", NULL);
  sb_test_wait_until (f->said->len > 0);
  g_assert_cmpstr (f->said->str, ==, "Nothing in the history was changed or removed.\n");

  edit (f, "UPDATE sessions SET ticket = 'HD-2'");
  sb_ui_activate (f->page, "history.check", NULL);
  sb_ui_wait_text (f->window, "The history was edited");
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  int minimum;

  add (f->ledger, "Maximiliane-Theophania von Hohenlohe-Waldenburg-Schillingsfürst zu Oehringen", "HD-1",
       SB_NOTICE_STATE_FAILED, TRUE);
  show (f, 360);
  sb_ui_wait_text (f->window, "An e-mail could not be sent");
  gtk_widget_measure (f->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (sb_ui_child (sb_ui_child (f->page, "browser"),
                                                                                "search_box"))),
                   ==, GTK_ORIENTATION_VERTICAL);
  sb_ui_press (f->window, GDK_KEY_Down, 0);
  sb_ui_press (f->window, GDK_KEY_Return, 0);
  sb_ui_wait_text (f->window, "Notices to the Learner");
  gtk_widget_measure (f->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/history-page/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("keyboard", test_keyboard);
  ADD ("attention", test_attention);
  ADD ("fault", test_fault);
  ADD ("narrow", test_narrow);
#undef ADD

  return sb_ui_run ();
}
