/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* F1 and "Why?": which page is opened, and by what. The viewers are small scripts that write down what they are given. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-confirm-dialog.h"
#include "sb-help-viewer.h"
#include "sb-history-page.h"
#include "sb-strip.h"
#include "sb-ui-fixtures.h"
#include "sb-users-page.h"
#include "sb-visit-page.h"
#include "sb-why-button.h"
#include "sb-window.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  SbUiBench bench;
  GtkApplication *application;
  SbWindow *window;
  char *folder;   /* of the applications */
  char *opened;   /* the file that the viewers write to */
} Fixture;

/* Makes a program that is said to open addresses of @scheme, by @command. */
static void
install_viewer (Fixture *f, const char *scheme, const char *command)
{
  g_autofree char *name = g_strdup_printf ("test-%s.desktop", scheme);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *list = g_build_filename (f->folder, "mimeapps.list", NULL);
  g_autofree char *text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Viewer of %s\nExec=%s\n"
                                           "MimeType=x-scheme-handler/%s;\n",
                                           scheme, command, scheme);
  g_autoptr (GKeyFile) defaults = g_key_file_new ();
  g_autofree char *type = g_strconcat ("x-scheme-handler/", scheme, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_key_file_load_from_file (defaults, list, G_KEY_FILE_NONE, NULL);
  g_key_file_set_string (defaults, "Default Applications", type, name);
  g_assert_true (g_key_file_save_to_file (defaults, list, NULL));
}

static void
install_viewers (Fixture *f)
{
  g_autofree char *script = g_build_filename (f->folder, "viewer", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\necho \"$1\" > %s.new\nmv %s.new %s\n", f->opened, f->opened,
                                           f->opened);
  g_autofree char *command = g_strconcat (script, " %u", NULL);

  g_assert_true (g_file_set_contents_full (script, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  install_viewer (f, "https", command);
  install_viewer (f, "help", command);
}

static void
install_pages (void)
{
  g_autofree char *pages = g_build_filename (g_get_system_data_dirs ()[0], "help", "C", "switchback", NULL);
  g_autofree char *index = g_build_filename (pages, "index.page", NULL);

  g_assert_cmpint (g_mkdir_with_parents (pages, 0700), ==, 0);
  g_assert_true (g_file_set_contents (index, "<page/>", -1, NULL));
}

static void
remove_pages (void)
{
  g_autofree char *index = g_build_filename (g_get_system_data_dirs ()[0], "help", "C", "switchback", "index.page",
                                             NULL);

  g_remove (index);
}

static void
assert_opened (Fixture *f, const char *address)
{
  g_autofree char *text = NULL;

  sb_test_wait_until (g_file_test (f->opened, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (f->opened, &text, NULL, NULL));
  g_assert_cmpstr (g_strchomp (text), ==, address);
  g_assert_cmpint (g_remove (f->opened), ==, 0);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  sb_ui_bench_set_up (&f->bench);
  f->folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  f->opened = g_build_filename (f->folder, "opened", NULL);
  g_assert_cmpint (g_mkdir_with_parents (f->folder, 0700), ==, 0);
  install_viewers (f);
  install_pages ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_ui_bench_close (&f->bench);
  g_clear_object (&f->application);
  remove_pages ();
  g_free (f->folder);
  g_free (f->opened);
  sb_ui_bench_tear_down (&f->bench);
}

/* The window of a program, which has actions and keys. */
static void
open_window (Fixture *f)
{
  static guint n;
  g_autofree char *id = g_strdup_printf ("io.github.switchback_app.Switchback.Test%u", ++n);
  g_autoptr (GError) error = NULL;

  f->application = gtk_application_new (id, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (f->application), NULL, &error);
  g_assert_no_error (error);
  sb_help_viewer_set_up (f->application);

  f->window = sb_ui_bench_open (&f->bench, f->application);
}

static void
test_viewer (Fixture *f, gconstpointer data)
{
  sb_help_viewer_show (SB_HELP_TROUBLES_OWED);
  assert_opened (f, "help:switchback/troubles#owed");
}

/* Without the pages on the disk, or with a viewer that cannot be started, the same place on the web is opened. */
static void
test_web (Fixture *f, gconstpointer data)
{
  remove_pages ();
  sb_help_viewer_show (SB_HELP_TROUBLES_OWED);
  assert_opened (f, "https://github.com/switchback-app/switchback/blob/main/docs/manual.md#troubles-owed");

  install_pages ();
  install_viewer (f, "help", "/nonexistent/viewer %u");
  sb_help_viewer_show (SB_HELP_INDEX);
  assert_opened (f, "https://github.com/switchback-app/switchback/blob/main/docs/manual.md");
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

/* F1 opens the page of what is on the screen, also in a dialog. */
static void
test_places (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;

  sb_ui_bench_remember (&f->bench);
  sb_ui_push_people (f->bench.platform);
  open_window (f);
  sb_ui_wait_text (f->window, "Ana Silva");
  sb_ui_press (f->window, GDK_KEY_F1, 0);
  assert_opened (f, "help:switchback/find");

  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  sb_ui_activate (sb_ui_child (f->window, "users_page"), "users.log-in-as", "s", "4711");
  sb_test_wait_until ((dialog = find_dialog ()) != NULL && gtk_window_is_active (GTK_WINDOW (dialog)));
  sb_test_wait_until (sb_ui_is_enabled (dialog, "confirm.confirm"));
  sb_ui_press (dialog, GDK_KEY_F1, 0);
  assert_opened (f, "help:switchback/before");
  sb_ui_press (dialog, GDK_KEY_Escape, 0);
  sb_test_wait_until (find_dialog () == NULL);

  sb_ui_activate (f->window, "win.add-account", NULL);
  sb_ui_settle (f->window);
  g_assert_cmpstr (sb_help_viewer_find_topic (GTK_WIDGET (f->window)), ==, "first-steps");
}

/* Of pages within a page, the inner one. */
static void
test_pages (Fixture *f, gconstpointer data)
{
  const struct
  {
    GType type;
    const char *topic;
  } cases[] = {
    { SB_TYPE_HISTORY_PAGE, "history" },
    { SB_TYPE_USERS_PAGE, "find" },
    { SB_TYPE_VISIT_PAGE, "inside#overview" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GtkWidget) page = g_object_ref_sink (g_object_new (cases[i].type, NULL));

      g_assert_cmpstr (sb_help_viewer_find_topic (page), ==, cases[i].topic);
    }
}

static void
test_sign_in (Fixture *f, gconstpointer data)
{
  open_window (f);
  g_assert_cmpstr (sb_help_viewer_find_topic (GTK_WIDGET (f->window)), ==, "first-steps");
}

/* Where something has failed, that is what one wants to know about. */
static void
test_failed (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *button;

  sb_ui_bench_remember (&f->bench);
  sb_model_push_error (f->bench.platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_NETWORK, 0, NULL);
  open_window (f);
  sb_ui_wait_text (f->window, "The platform cannot be reached");
  page = sb_ui_child (sb_ui_child (f->window, "users_page"), "failed_page");
  g_assert_cmpstr (sb_help_viewer_find_topic (GTK_WIDGET (f->window)), ==, "troubles#network");

  button = sb_ui_child (page, "why_button");
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_activate (button));
  assert_opened (f, "help:switchback/troubles#network");
}

/* What the help says nothing of has no button. */
static void
test_strip (Fixture *f, gconstpointer data)
{
  GtkWidget *strip = g_object_new (SB_TYPE_STRIP, NULL);
  GtkWindow *window = sb_ui_show (strip, 400, 200);
  g_autoptr (SbProblem) problem = sb_problem_new_for_refusal (SB_REFUSAL_NESTED, NULL);

  sb_strip_set_problem (SB_STRIP (strip), problem);
  sb_ui_settle (strip);
  g_assert_true (gtk_widget_get_mapped (sb_ui_child (strip, "why_button")));
  g_assert_cmpstr (sb_help_viewer_find_topic (strip), ==, "refusals#nested");
  g_assert_cmpstr (sb_why_button_get_help (SB_WHY_BUTTON (sb_ui_child (strip, "why_button"))), ==, "refusals#nested");

  problem->help = NULL;
  sb_strip_set_problem (SB_STRIP (strip), problem);
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (strip, "why_button")));

  /* A strip that is hidden is not asked about. */
  problem->help = SB_HELP_REFUSALS_NESTED;
  sb_strip_set_problem (SB_STRIP (strip), problem);
  sb_strip_set_problem (SB_STRIP (strip), NULL);
  sb_ui_settle (strip);
  g_assert_null (sb_help_viewer_find_topic (strip));
  sb_ui_close (window);
}

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  g_test_add ("/ui/help/viewer", Fixture, NULL, set_up, test_viewer, tear_down);
  g_test_add ("/ui/help/web", Fixture, NULL, set_up, test_web, tear_down);
  g_test_add ("/ui/help/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add ("/ui/help/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/ui/help/sign-in", Fixture, NULL, set_up, test_sign_in, tear_down);
  g_test_add ("/ui/help/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/ui/help/strip", Fixture, NULL, set_up, test_strip, tear_down);

  return sb_ui_run ();
}
