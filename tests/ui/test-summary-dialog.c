/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sheet after a log-in under a display: what it says, what it copies, and that one key is enough. */

#include "config.h"

#include "sb-fact-row.h"
#include "sb-farewell.h"
#include "sb-summary-dialog.h"
#include "sb-time.h"
#include "sb-ui-fixtures.h"

#include <string.h>

typedef struct
{
  SbFakePlatform *platform;
  SbImpersonation *impersonation;
  SbFarewell *farewell;
  GtkWindow *parent;
  GtkWidget *dialog;
  gpointer watch; /* the dialog, until it is finalized */
} Fixture;

#define LONG_TITLE "A very long title, as they are made by people who have to say everything in it: "

static GPtrArray *
make_changes (guint n_long)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_change_free);
  const SbChangeState before = { SB_PROGRESS_IN_PROGRESS, 3, 7 };
  const SbChangeState after = { SB_PROGRESS_IN_PROGRESS, 4, 7 };

  g_ptr_array_add (changes, sb_ledger_change_new_course (SB_CHANGE_COURSE, "1", "<b>Safety</b> & more", &before, &after));
  g_ptr_array_add (changes, sb_ledger_change_new (SB_CHANGE_UNREAD, "2", "1"));
  for (guint i = 0; i < n_long; i++)
    g_ptr_array_add (changes, sb_ledger_change_new_course (SB_CHANGE_COURSE_ADDED, "2", LONG_TITLE LONG_TITLE LONG_TITLE,
                                                           NULL, &after));

  return changes;
}

static SbSession *
make_record (Fixture *f, SbNoticeState email)
{
  SbSession *record = sb_session_new (sb_impersonation_get_request (f->impersonation)->uuid, "4711", NULL);

  record->started_at = sb_time_parse ("2026-11-22T14:02:00Z");
  record->ended_at = sb_time_parse ("2026-11-22T14:31:00Z");
  record->begin_notice.is_known = record->end_notice.is_known = TRUE;
  record->begin_notice.platform = SB_NOTICE_STATE_DELIVERED;
  record->begin_notice.platform_at = sb_time_parse ("2026-11-22T14:02:00Z");
  record->begin_notice.email = record->end_notice.email = email;
  record->end_notice.platform = email == SB_NOTICE_STATE_FAILED ? SB_NOTICE_STATE_FAILED : SB_NOTICE_STATE_DELIVERED;
  record->end_notice.platform_at = sb_time_parse ("2026-11-22T14:31:00Z");

  return record;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = sb_impersonation_end_finish (SB_IMPERSONATION (source), result, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLearner) learner = sb_ui_ana ();
  gboolean is_ended = FALSE;

  f->platform = sb_fake_platform_new ();
  f->impersonation = sb_model_visit (f->platform, learner);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, make_record (f, SB_NOTICE_STATE_QUEUED),
                                (GDestroyNotify) sb_session_unref);
  sb_impersonation_end_async (f->impersonation, SB_END_SWITCH_BACK, ended_cb, &is_ended);
  sb_test_wait_until (is_ended);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_SESSION);
  f->farewell = sb_farewell_new (f->impersonation, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->watch != NULL)
    gtk_window_destroy (GTK_WINDOW (f->dialog));
  sb_test_wait_until (f->watch == NULL);
  sb_ui_close (f->parent);
  g_assert_finalize_object (f->farewell);
  g_object_unref (f->impersonation);
  g_object_unref (f->platform);
}

static void
open_sheet (Fixture *f, int width, guint n_long)
{
  g_autoptr (GPtrArray) changes = make_changes (n_long);
  g_autoptr (SbChangeReport) report = sb_change_report_new_for (SB_LOOK_COMPLETE, changes);
  g_autoptr (SbIdentity) administrator = sb_model_administrator (SB_LEVEL_POWER_USER);
  g_autoptr (SbSummary) summary = sb_summary_new (f->impersonation, administrator, report, f->farewell);

  f->parent = sb_ui_show (gtk_entry_new (), width, 600);
  f->dialog = f->watch = sb_summary_dialog_new (summary, f->parent);
  g_object_add_weak_pointer (G_OBJECT (f->dialog), &f->watch);
  gtk_window_present (GTK_WINDOW (f->dialog));
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (f->dialog)));
  sb_ui_settle (f->dialog);
}

static void
test_says (Fixture *f, gconstpointer data)
{
  open_sheet (f, 1000, 0);
  g_assert_nonnull (sb_ui_find_text (f->dialog, "You were logged in as Ana Silva for 29 minutes"));
  g_assert_nonnull (sb_ui_find_text (f->dialog, "“<b>Safety</b> & more” is now: In progress · 4 of 7"));
  g_assert_nonnull (sb_ui_find_text (f->dialog, "Before: In progress · 3 of 7"));
  g_assert_nonnull (sb_ui_find_text (f->dialog, "1 notification is unread now"));
  g_assert_nonnull (sb_ui_find (f->dialog, SB_TYPE_FACT_ROW, 1));
  g_assert_null (sb_ui_find (f->dialog, SB_TYPE_FACT_ROW, 2));
  g_assert_nonnull (
      sb_ui_find_text (f->dialog, "Ana Silva was told at 14:02 and at 14:31, in the platform; an e-mail is on its way"));
  g_assert_true (sb_ui_has_focus (sb_ui_child (f->dialog, "done_button")));
}

static void
test_learns (Fixture *f, gconstpointer data)
{
  const gboolean is_bad = GPOINTER_TO_INT (data);
  GtkWidget *icon;

  open_sheet (f, 1000, 0);
  icon = sb_ui_child (f->dialog, "told_icon");
  g_assert_false (gtk_widget_has_css_class (icon, "warning"));
  sb_fake_platform_release_answer (f->platform, SB_FAKE_LOAD_SESSION,
                                   make_record (f, is_bad ? SB_NOTICE_STATE_FAILED : SB_NOTICE_STATE_DELIVERED),
                                   (GDestroyNotify) sb_session_unref);
  if (is_bad)
    sb_ui_wait_text (f->dialog,
                     "You are back. Ana Silva was told at 14:02 that you came, but could not be told that you left");
  else
    sb_ui_wait_text (f->dialog, "Ana Silva was told at 14:02 and at 14:31, in the platform and by e-mail");
  g_assert_cmpint (gtk_widget_has_css_class (icon, "warning"), ==, is_bad);

  /* Nobody who is about to press Enter loses their place. */
  g_assert_true (sb_ui_has_focus (sb_ui_child (f->dialog, "done_button")));
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  open_sheet (f, 1000, 0);
  sb_ui_press (f->dialog, GPOINTER_TO_UINT (data), 0);
  sb_test_wait_until (f->watch == NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
read_clipboard (Fixture *f)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (f->dialog), NULL, read_cb, &text);
  sb_test_wait_until (text != NULL);

  return text;
}

static void
test_copies (Fixture *f, gconstpointer data)
{
  g_autofree char *plain = NULL;
  g_autofree char *again = NULL;
  g_autofree char *markdown = NULL;

  open_sheet (f, 1000, 0);
  sb_ui_activate (f->dialog, "summary.copy", "s", "plain");
  sb_ui_wait_text (f->dialog, "Copied as plain text");
  plain = read_clipboard (f);
  g_assert_nonnull (strstr (plain, "- “<b>Safety</b> & more” is now: In progress · 4 of 7 (Before: In progress · 3 of 7)\n"));

  sb_ui_activate (f->dialog, "summary.copy", "s", "markdown");
  markdown = read_clipboard (f);
  g_assert_nonnull (strstr (markdown, "- “\\<b\\>Safety\\</b\\> \\& more” is now: In progress"));

  sb_ui_press (f->dialog, GDK_KEY_c, GDK_CONTROL_MASK);
  again = read_clipboard (f);
  g_assert_cmpstr (again, ==, plain);
  g_assert_true (sb_ui_has_focus (sb_ui_child (f->dialog, "done_button")));
}

/* As wide as a telephone, with titles that never end: it scrolls, and its buttons stay where they are. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  GtkAdjustment *adjustment;
  GtkWidget *done;
  graphene_rect_t bounds;

  if (GPOINTER_TO_INT (data))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  open_sheet (f, 360, 6);
  done = sb_ui_child (f->dialog, "done_button");
  g_assert_cmpint (gtk_widget_get_width (f->dialog), <=, 360);
  g_assert_true (gtk_widget_compute_bounds (done, f->dialog, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, 360);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (f->dialog));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);

  /* And without the pointer. */
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (sb_ui_child (f->dialog, "scrolled_window")));
  sb_ui_press (f->dialog, GDK_KEY_Page_Down, 0);
  sb_test_wait_until (gtk_adjustment_get_value (adjustment) > 0);
  sb_ui_press (f->dialog, GDK_KEY_Page_Up, 0);
  sb_test_wait_until (gtk_adjustment_get_value (adjustment) <= 0);
  g_assert_true (sb_ui_has_focus (done));
}

/* Text twice as large has a sheet twice as wide, which stays within its window. */
static void
test_large_text (Fixture *f, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dots, usual, large, height;

  g_object_get (settings, "gtk-xft-dpi", &dots, NULL);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  open_sheet (f, 1000, 0);
  gtk_window_get_default_size (GTK_WINDOW (f->dialog), &usual, &height);
  gtk_window_destroy (GTK_WINDOW (f->dialog));
  sb_ui_close (f->parent);

  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  open_sheet (f, GPOINTER_TO_INT (data), 0);
  gtk_window_get_default_size (GTK_WINDOW (f->dialog), &large, &height);
  g_object_set (settings, "gtk-xft-dpi", dots, NULL);
  g_assert_cmpint (large, ==, MIN (2 * usual, gtk_widget_get_width (GTK_WIDGET (f->parent))));
}

#define ADD(name, data, func) g_test_add ("/ui/summary/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  ADD ("says", NULL, test_says);
  ADD ("learns/good", GINT_TO_POINTER (FALSE), test_learns);
  ADD ("learns/bad", GINT_TO_POINTER (TRUE), test_learns);
  ADD ("keys/enter", GUINT_TO_POINTER (GDK_KEY_Return), test_keys);
  ADD ("keys/escape", GUINT_TO_POINTER (GDK_KEY_Escape), test_keys);
  ADD ("copies", NULL, test_copies);
  ADD ("narrow", GINT_TO_POINTER (FALSE), test_narrow);
  ADD ("large-text", GINT_TO_POINTER (1000), test_large_text);
  ADD ("large-text/narrow", GINT_TO_POINTER (700), test_large_text);
  ADD ("narrow/right-to-left", GINT_TO_POINTER (TRUE), test_narrow);

  return sb_ui_run ();
}
