/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds for every widget of every page: what has no words has a name, no window needs more than the narrowest
 * screen, all of it is gone when it is closed, and disposing twice is harmless. */

#include "config.h"

#include "sb-confirm-dialog.h"
#include "sb-ui-fixtures.h"
#include "sb-window.h"

#include <string.h>

typedef struct
{
  SbUiBench bench;
  SbWindow *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  sb_ui_bench_set_up (&f->bench);
  sb_ui_bench_remember (&f->bench);
  sb_ui_push_people (f->bench.platform);
  f->window = sb_ui_bench_open (&f->bench, NULL);
  sb_ui_wait_text (f->window, "Ana Silva");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_ui_bench_tear_down (&f->bench);
}

static GtkWidget *
open_dialog (Fixture *f)
{
  GtkWidget *dialog = NULL;
  GList *windows;

  sb_ui_push_detail (f->bench.platform, sb_ui_ana ());
  sb_ui_activate (sb_ui_child (f->window, "users_page"), "users.log-in-as", "s", "4711");
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    if (SB_IS_CONFIRM_DIALOG (l->data))
      dialog = l->data;
  g_list_free (windows);

  g_assert_nonnull (dialog);
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (dialog)));
  sb_test_wait_until (sb_ui_is_enabled (dialog, "confirm.confirm"));

  return dialog;
}

static void
log_in (Fixture *f)
{
  GtkWidget *dialog = open_dialog (f);
  g_autofree char *uuid = NULL;

  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_BEGIN);
  sb_ui_activate (dialog, "confirm.confirm", NULL);
  uuid = sb_ui_dup_begin_uuid (f->bench.platform);
  sb_ui_push_visit (f->bench.platform, uuid);
  sb_fake_platform_release_answer (f->bench.platform, SB_FAKE_BEGIN, sb_model_session (uuid, "4711"),
                                   (GDestroyNotify) sb_session_unref);
  sb_ui_wait_text (f->window, "Workplace Safety");
  sb_ui_settle (f->window);
}

static void
log_out (Fixture *f)
{
  g_autofree char *uuid = sb_ui_dup_begin_uuid (f->bench.platform);

  sb_ui_push_visit (f->bench.platform, uuid);
  sb_ui_push_end (f->bench.platform, uuid);
  sb_ui_activate (f->window, "win.switch-back", NULL);
  sb_ui_wait_text (f->window, "Ben Okri");
}

static void
words_cb (GtkWidget *widget, gpointer user_data)
{
  gboolean *has_words = user_data;

  if (sb_ui_get_text (widget) != NULL && *sb_ui_get_text (widget) != '\0')
    *has_words = TRUE;
}

static gboolean
has_name (GtkWidget *widget)
{
  return gtk_widget_get_tooltip_text (widget) != NULL
      || gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* A button's words are those in it, or else its name; a menu button's inner button has that of the menu button. */
static void
check_button_cb (GtkWidget *widget, gpointer user_data)
{
  guint *n_buttons = user_data;
  gboolean has_words = FALSE;

  if (!GTK_IS_BUTTON (widget))
    return;

  ++*n_buttons;
  sb_ui_walk (widget, words_cb, &has_words);
  if (has_words || has_name (widget) || has_name (gtk_widget_get_parent (widget)))
    return;

  g_test_message ("A %s in a %s has neither words nor a name (icon %s)", G_OBJECT_TYPE_NAME (widget),
                  G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
                  gtk_button_get_icon_name (GTK_BUTTON (widget)));
  g_test_fail ();
}

static void
check_buttons (gpointer window, guint at_least)
{
  guint n_buttons = 0;

  sb_ui_walk (window, check_button_cb, &n_buttons);
  g_assert_cmpuint (n_buttons, >=, at_least);
}

static void
test_names (Fixture *f, gconstpointer data)
{
  check_buttons (f->window, 15);
  sb_ui_activate (f->window, "win.add-account", NULL);
  sb_ui_settle (f->window);
  check_buttons (f->window, 15);
  sb_ui_activate (f->window, "win.show-users", NULL);
}

static void
spinner_cb (GtkWidget *widget, gpointer user_data)
{
  guint *n_spinners = user_data;

  if (!GTK_IS_SPINNER (widget))
    return;

  ++*n_spinners;
  g_assert_cmpint (gtk_spinner_get_spinning (GTK_SPINNER (widget)), ==, gtk_widget_get_mapped (widget));
}

/* A spinner that nobody sees would have the window drawn again sixty times a second, for ever. */
static void
test_spinners (Fixture *f, gconstpointer data)
{
  guint n_spinners = 0;

  sb_ui_walk (f->window, spinner_cb, &n_spinners);
  g_assert_cmpuint (n_spinners, >, 2);
  log_in (f);
  sb_ui_walk (f->window, spinner_cb, &n_spinners);
  log_out (f);
  sb_ui_walk (f->window, spinner_cb, &n_spinners);
}

static void
test_names_in_dialog (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (f);

  check_buttons (dialog, 2);
  sb_ui_activate (dialog, "window.close", NULL);
}

static void
test_names_while_visiting (Fixture *f, gconstpointer data)
{
  log_in (f);
  check_buttons (f->window, 20);
  log_out (f);
}

/* Lists, entries and the like have names too. */
static void
check_name_cb (GtkWidget *widget, gpointer user_data)
{
  GType types[] = { GTK_TYPE_LIST_BOX, GTK_TYPE_FLOW_BOX, GTK_TYPE_COLUMN_VIEW, GTK_TYPE_DROP_DOWN,
                    GTK_TYPE_SEARCH_ENTRY, GTK_TYPE_PROGRESS_BAR };

  /* libadwaita's rows are named by their titles, and hold lists of their own; so does a drop-down. */
  if (GTK_IS_ROOT (widget) || gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_ROW) != NULL
      || gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_DROP_DOWN) != NULL
      || gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP) != NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_type_is_a (G_OBJECT_TYPE (widget), types[i]) && !has_name (widget))
      {
        g_test_message ("A %s in a %s has no name", G_OBJECT_TYPE_NAME (widget),
                        G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
        g_test_fail ();
      }
}

static void
test_lists (Fixture *f, gconstpointer data)
{
  sb_ui_walk (f->window, check_name_cb, NULL);
  log_in (f);
  sb_ui_walk (f->window, check_name_cb, NULL);
  log_out (f);
}

static void
test_minimum (Fixture *f, gconstpointer data)
{
  int minimum, natural;
  GtkWidget *dialog;

  gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  dialog = open_dialog (f);
  gtk_widget_measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  sb_ui_activate (dialog, "window.close", NULL);
  log_in (f);
  gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  log_out (f);
}

static void
watch_cb (GtkWidget *widget, gpointer user_data)
{
  GPtrArray *places = user_data;
  gpointer *place;

  if (!g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Sb"))
    return;

  place = g_new (gpointer, 1);
  *place = widget;
  g_object_add_weak_pointer (G_OBJECT (widget), place);
  g_ptr_array_add (places, place);
}

/* Every widget of ours is finalized, whichever pages were shown before. */
static void
test_finalize (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);

  log_in (f);
  sb_ui_walk (f->window, watch_cb, places);
  log_out (f);
  sb_ui_settle (f->window);
  sb_ui_walk (open_dialog (f), watch_cb, places);
  sb_ui_close (GTK_WINDOW (g_steal_pointer (&f->window)));
  sb_test_drain ();

  g_assert_cmpuint (places->len, >, 20);
  for (guint i = 0; i < places->len; i++)
    {
      gpointer *place = places->pdata[i];

      if (*place != NULL)
        {
          g_test_message ("A %s is still there", G_OBJECT_TYPE_NAME (*place));
          g_test_fail ();
          g_object_remove_weak_pointer (*place, place);
        }
    }
}

static void
collect_cb (GtkWidget *widget, gpointer user_data)
{
  if (g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Sb"))
    g_ptr_array_add (user_data, g_object_ref (widget));
}

/* Each widget on its own, the innermost last, twice. */
static void
test_dispose_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) widgets = g_ptr_array_new_with_free_func (g_object_unref);

  log_in (f);
  log_out (f);
  sb_ui_walk (f->window, collect_cb, widgets);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&f->window)));
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < widgets->len; i++)
      g_object_run_dispose (widgets->pdata[i]);
}

#define ADD(name, func) g_test_add ("/ui/tree/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  /* The accessible names can only be looked up where there is somebody to tell them. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  sb_ui_init (&argc, &argv);

  ADD ("names", test_names);
  ADD ("spinners", test_spinners);
  ADD ("names-in-dialog", test_names_in_dialog);
  ADD ("names-while-visiting", test_names_while_visiting);
  ADD ("lists", test_lists);
  ADD ("minimum", test_minimum);
  ADD ("finalize", test_finalize);
  ADD ("dispose-twice", test_dispose_twice);

  return sb_ui_run ();
}
