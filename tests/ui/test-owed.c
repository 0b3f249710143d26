/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window says of what is owed: at the sign-in page, in the header bar, before it closes, before signing out,
 * and when it is over; over a real ledger. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-help-viewer.h"
#include "sb-owed-button.h"
#include "sb-question.h"
#include "sb-ui-fixtures.h"
#include "sb-why-button.h"
#include "sb-window.h"

#define TITLE "1 learner has not been told that you left"

typedef struct
{
  SbUiBench bench;
  SbLedger *ledger;
  SbWindow *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *folder = g_build_filename (g_get_tmp_dir (), name, NULL);

  /* What one test leaves behind is not owed in the next. */
  sb_ui_bench_set_up (&f->bench);
  f->ledger = sb_ledger_new (folder);
  g_object_unref (f->bench.recovery);
  f->bench.recovery = g_object_new (SB_TYPE_RECOVERY, "ledger", f->ledger, "retry-unit-ms", 10000, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_ui_bench_close (&f->bench);
  sb_model_wait_for_ledger (f->ledger);
  sb_test_wait_until (G_OBJECT (f->bench.recovery)->ref_count == 1);
  sb_ui_bench_tear_down (&f->bench);
  g_object_unref (f->ledger);
}

/* Left open by a process that is gone. */
static char *
leave_behind (Fixture *f, const char *administrator_id)
{
  g_autoptr (SbIdentity) administrator
      = sb_identity_new (&(SbIdentityFields){ .id = administrator_id, .display_name = "Tea Admin" });
  g_autoptr (SbLearner) ana = sb_ui_ana ();
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "", "", NULL);
  g_autoptr (SbLedgerEntry) entry
      = sb_ledger_entry_new_planned ("https://fake.example", administrator, ana, request);
  g_autoptr (GError) error = NULL;

  sb_ledger_begin (f->ledger, entry, &error);
  g_assert_no_error (error);

  return g_strdup (request->uuid);
}

static void
resume (Fixture *f)
{
  sb_ui_push_people (f->bench.platform);
  sb_ui_bench_remember (&f->bench);
  f->window = sb_ui_bench_open (&f->bench, NULL);
  sb_ui_wait_text (f->window, "Ana Silva");
}

static void
fail_end (Fixture *f)
{
  sb_model_push_error (f->bench.platform, SB_FAKE_END, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
}

/* Signed in, and one log-in could not be ended. */
static char *
resume_owing (Fixture *f)
{
  g_autofree char *uuid = leave_behind (f, "12");

  fail_end (f);
  resume (f);
  sb_test_wait_until (sb_recovery_get_count (f->bench.recovery) == 1
                      && sb_fake_platform_count_unused (f->bench.platform, SB_FAKE_END) == 0
                      && sb_ui_is_enabled (f->window, "win.try-owed"));

  return g_steal_pointer (&uuid);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (SB_IS_QUESTION (toplevel))
        return toplevel;
    }

  return NULL;
}

static GtkWidget *
get_button (Fixture *f)
{
  return sb_ui_find (f->window, SB_TYPE_OWED_BUTTON, 0);
}

static const char *
get_entry (Fixture *f, const char *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (sb_ui_child (sb_ui_child (f->window, "sign_in_page"), row)));
}

static void
answer (const char *text)
{
  sb_ui_activate (find_dialog (), "question.answer", "s", text);
}

/* The account is known: it is filled in, and the keyboard waits at the password. */
static void
test_invitation (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = leave_behind (f, "12");
  g_autoptr (SbAccount) account = NULL;
  GtkWidget *strip;

  if (data != NULL)
    account = sb_ui_bench_keep (&f->bench, "12", "tea.admin");

  f->window = sb_ui_bench_open (&f->bench, NULL);
  strip = sb_ui_child (sb_ui_child (f->window, "sign_in_page"), "owed_strip");
  sb_ui_wait_text (strip, TITLE);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (sb_ui_child (strip, "revealer"))));
  g_assert_cmpstr (get_entry (f, "address_row"), ==, "https://fake.example");
  g_assert_cmpstr (get_entry (f, "user_name_row"), ==, data != NULL ? "tea.admin" : "");
}

static void
test_nothing_owed (Fixture *f, gconstpointer data)
{
  GtkWidget *strip;

  f->window = sb_ui_bench_open (&f->bench, NULL);
  sb_model_wait_for_ledger (f->ledger);
  sb_ui_settle (f->window);
  strip = sb_ui_child (sb_ui_child (f->window, "sign_in_page"), "owed_strip");
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (sb_ui_child (strip, "revealer"))));
  gtk_window_close (GTK_WINDOW (f->window));
  sb_test_wait_until (f->bench.window == NULL);
  g_assert_null (find_dialog ());
}

/* The button is there until it is paid; then a message says so. */
static void
test_button (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = resume_owing (f);
  GtkWidget *button = get_button (f);

  g_assert_true (gtk_widget_get_visible (button));
  sb_ui_wait_text (button, "1 Log-In to End");
  sb_ui_resize (f->window, 360, 600);
  sb_ui_wait_text (button, "1");

  sb_ui_push_end (f->bench.platform, uuid);
  sb_ui_activate (f->window, "win.try-owed", NULL);
  sb_test_wait_until (!gtk_widget_get_visible (button));
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "how=recovered"), ==, 2);
  g_assert_false (sb_ui_is_enabled (f->window, "win.try-owed"));
}

static GtkLabel *
find_toast (Fixture *f)
{
  const GType type = g_type_from_name ("AdwToastWidget");
  GtkWidget *toast = type != 0 ? sb_ui_find (f->window, type, 0) : NULL;

  return toast != NULL ? GTK_LABEL (sb_ui_find (toast, GTK_TYPE_LABEL, 0)) : NULL;
}

/* Who was told has to be read: what is said right after waits for that long, and is said then. */
static void
test_receipt_is_read (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = resume_owing (f);
  g_autofree char *receipt = NULL;

  sb_ui_push_end (f->bench.platform, uuid);
  sb_ui_activate (f->window, "win.try-owed", NULL);
  sb_test_wait_until (find_toast (f) != NULL);
  receipt = g_strdup (gtk_label_get_text (find_toast (f)));
  g_assert_nonnull (strstr (receipt, "told"));

  sb_window_say (f->window, "First");
  sb_window_say (f->window, "Second");
  sb_ui_settle (f->window);
  g_assert_nonnull (sb_ui_find_text (f->window, receipt));
  g_assert_null (sb_ui_find_text (f->window, "Second"));

  sb_ui_wait_text (f->window, "Second");
  sb_test_wait_until (sb_ui_find_text (f->window, receipt) == NULL);
}

/* The history is another page outside of a log-in. */
static void
test_button_in_history (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = resume_owing (f);
  GtkWidget *button = sb_ui_find (sb_ui_child (f->window, "history_page"), SB_TYPE_OWED_BUTTON, 0);

  sb_ui_activate (f->window, "win.show-history", NULL);
  sb_test_wait_until (gtk_widget_get_mapped (button));
  sb_ui_wait_text (button, "1 Log-In to End");
  sb_ui_resize (f->window, 360, 600);
  sb_ui_wait_text (button, "1");

  sb_ui_push_end (f->bench.platform, uuid);
  sb_ui_activate (f->window, "win.try-owed", NULL);
  sb_test_wait_until (!gtk_widget_get_visible (button));
}

static void
test_close (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = resume_owing (f);
  GtkWidget *why;

  gtk_window_close (GTK_WINDOW (f->window));
  sb_test_wait_until (find_dialog () != NULL);
  sb_ui_wait_text (find_dialog (), TITLE);
  why = sb_ui_find (find_dialog (), SB_TYPE_WHY_BUTTON, 0);
  g_assert_nonnull (why);
  g_assert_cmpstr (sb_why_button_get_help (SB_WHY_BUTTON (why)), ==, "troubles#owed");
  g_assert_cmpstr (sb_help_viewer_find_topic (find_dialog ()), ==, "troubles#owed");
  answer ("cancel");
  g_assert_null (find_dialog ());
  g_assert_nonnull (f->bench.window);

  gtk_window_close (GTK_WINDOW (f->window));
  sb_test_wait_until (find_dialog () != NULL);
  answer ("anyway");
  sb_test_wait_until (f->bench.window == NULL);
  g_assert_null (find_dialog ());
  g_assert_cmpuint (sb_recovery_get_count (f->bench.recovery), ==, 1);

  /* It is not to outlive the test. */
  sb_recovery_let_go (f->bench.recovery);
}

/* What stood in the way is gone, so what was asked for is done. */
static void
test_close_when_paid (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = resume_owing (f);

  gtk_window_close (GTK_WINDOW (f->window));
  sb_test_wait_until (find_dialog () != NULL);
  fail_end (f);
  answer ("try");
  sb_test_wait_until (sb_ui_is_enabled (f->window, "win.try-owed"));
  g_assert_nonnull (find_dialog ());

  sb_ui_push_end (f->bench.platform, uuid);
  answer ("try");
  sb_test_wait_until (f->bench.window == NULL);
}

/* A signal does not wait for an answer. */
static void
test_close_urgently (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = resume_owing (f);

  if (data != NULL)
    {
      gtk_window_close (GTK_WINDOW (f->window));
      sb_test_wait_until (find_dialog () != NULL);
    }

  sb_window_leave (f->window, TRUE);
  sb_test_wait_until (f->bench.window == NULL);
  g_assert_null (find_dialog ());
  sb_recovery_let_go (f->bench.recovery);
}

static void
test_sign_out (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = resume_owing (f);

  sb_ui_activate (f->window, "win.sign-out", NULL);
  sb_test_wait_until (find_dialog () != NULL);
  answer ("cancel");
  g_assert_cmpuint (sb_ui_count_lines (f->bench.platform, "sign-out"), ==, 0);

  sb_fake_platform_push_ok (f->bench.platform, SB_FAKE_SIGN_OUT);
  sb_ui_activate (f->window, "win.sign-out", NULL);
  sb_test_wait_until (find_dialog () != NULL);
  answer ("anyway");
  sb_test_wait_until (sb_ui_count_lines (f->bench.platform, "sign-out") == 1);

  /* Nothing is tried without tokens, and the sign-in page says why to come back. */
  g_assert_cmpuint (sb_recovery_get_count (f->bench.recovery), ==, 0);
  sb_ui_wait_text (sb_ui_child (f->window, "sign_in_page"), TITLE);
  sb_test_wait_until (g_list_model_get_n_items (sb_account_store_get_accounts (f->bench.accounts)) == 0);
}

static void
test_sign_out_when_paid (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = resume_owing (f);

  sb_ui_activate (f->window, "win.sign-out", NULL);
  sb_test_wait_until (find_dialog () != NULL);
  sb_ui_push_end (f->bench.platform, uuid);
  sb_fake_platform_push_ok (f->bench.platform, SB_FAKE_SIGN_OUT);
  answer ("try");
  sb_test_wait_until (g_list_model_get_n_items (sb_account_store_get_accounts (f->bench.accounts)) == 0);
  g_assert_null (find_dialog ());
}

/* The damaged file is named, and it does not go away by itself. */
static void
test_record_lost (Fixture *f, gconstpointer data)
{
  const char *folder = sb_ledger_get_folder (f->ledger);
  g_autofree char *path = g_build_filename (folder, "ledger.db", NULL);
  g_autofree char *garbage = g_strnfill (8192, 'x');
  g_autofree char *set_aside = NULL;
  const char *body;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, garbage, -1, NULL));
  sb_fake_platform_push_answer (f->bench.platform, SB_FAKE_LIST_OPEN_SESSIONS, g_ptr_array_new (),
                                (GDestroyNotify) g_ptr_array_unref);
  resume (f);
  sb_test_wait_until (find_dialog () != NULL);
  sb_ui_wait_text (find_dialog (), "The record of log-ins was damaged");
  sb_test_wait_until (strstr (gtk_label_get_text (GTK_LABEL (sb_ui_child (find_dialog (), "body_label"))),
                              "none of your log-ins is open")
                      != NULL);
  body = gtk_label_get_text (GTK_LABEL (sb_ui_child (find_dialog (), "body_label")));
  set_aside = sb_ledger_dup_set_aside (f->ledger);
  g_assert_nonnull (strstr (body, set_aside));
  answer ("cancel");
  g_assert_null (find_dialog ());
}

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

#define ADD(name, data, func) g_test_add ("/ui/owed/" name, Fixture, data, set_up, func, tear_down)
  ADD ("invitation/known-account", "known", test_invitation);
  ADD ("invitation/unknown-account", NULL, test_invitation);
  ADD ("nothing", NULL, test_nothing_owed);
  ADD ("button", NULL, test_button);
  ADD ("receipt-is-read", NULL, test_receipt_is_read);
  ADD ("button-in-history", NULL, test_button_in_history);
  ADD ("close", NULL, test_close);
  ADD ("close-when-paid", NULL, test_close_when_paid);
  ADD ("close-urgently", NULL, test_close_urgently);
  ADD ("close-urgently-while-asked", "asked", test_close_urgently);
  ADD ("sign-out", NULL, test_sign_out);
  ADD ("sign-out-when-paid", NULL, test_sign_out_when_paid);
  ADD ("record-lost", NULL, test_record_lost);

  return sb_ui_run ();
}
