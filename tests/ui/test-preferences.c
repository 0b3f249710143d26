/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences: each row shows its setting and changes it, and nothing is written that nobody chose. */

#include "config.h"

#include "sb-about.h"
#include "sb-preferences-window.h"
#include "sb-ui-fixtures.h"

typedef struct
{
  GSettings *settings;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->settings = sb_ui_new_settings ();
}

static void
open_window (Fixture *f)
{
  f->window = sb_preferences_window_new (f->settings, NULL);
  gtk_window_present (f->window);
  sb_ui_settle (f->window);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_ui_close (f->window);
  g_object_unref (f->settings);
}

static void
test_switches (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *child;
    const char *key;
  } rows[] = {
    { "reason_switch", "reason-required" },
    { "lock_switch", "end-on-lock" },
    { "suspend_switch", "end-on-suspend" },
    { "look_only_switch", "look-only" },
    { "summary_switch", "show-summary" },
    { "notifications_switch", "notifications" },
    { "search_switch", "search-provider" },
  };

  open_window (f);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkSwitch *widget = GTK_SWITCH (sb_ui_child (f->window, rows[i].child));
      gboolean is_on = g_settings_get_boolean (f->settings, rows[i].key);

      g_test_message ("%s", rows[i].key);
      g_assert_cmpint (gtk_switch_get_active (widget), ==, is_on);
      gtk_switch_set_active (widget, !is_on);
      g_assert_cmpint (g_settings_get_boolean (f->settings, rows[i].key), ==, !is_on);
      g_settings_reset (f->settings, rows[i].key);
      g_assert_cmpint (gtk_switch_get_active (widget), ==, is_on);
    }
}

static void
test_idle (Fixture *f, gconstpointer data)
{
  AdwComboRow *row;

  /* What is none of the choices stays as it is until somebody chooses. */
  g_settings_set_uint (f->settings, "idle-timeout", 400);
  open_window (f);
  row = ADW_COMBO_ROW (sb_ui_child (f->window, "idle_row"));
  g_assert_nonnull (sb_ui_find_text (row, "After 10 minutes"));
  g_assert_cmpuint (g_settings_get_uint (f->settings, "idle-timeout"), ==, 400);

  adw_combo_row_set_selected (row, 2);
  g_assert_cmpuint (g_settings_get_uint (f->settings, "idle-timeout"), ==, 900);
  adw_combo_row_set_selected (row, 5);
  g_assert_cmpuint (g_settings_get_uint (f->settings, "idle-timeout"), ==, 0);
  sb_ui_wait_text (row, "Never");
}

static void
test_history (Fixture *f, gconstpointer data)
{
  AdwComboRow *row;

  /* Opening the window deletes nothing: what was set by hand stays as it is until somebody chooses. */
  g_settings_set_int (f->settings, "history-keep-days", 400);
  open_window (f);
  row = ADW_COMBO_ROW (sb_ui_child (f->window, "history_row"));
  g_assert_nonnull (sb_ui_find_text (row, "2 years"));
  g_assert_cmpint (g_settings_get_int (f->settings, "history-keep-days"), ==, 400);

  adw_combo_row_set_selected (row, 0);
  g_assert_cmpint (g_settings_get_int (f->settings, "history-keep-days"), ==, 30);
  adw_combo_row_set_selected (row, 5);
  g_assert_cmpint (g_settings_get_int (f->settings, "history-keep-days"), ==, 0);
  sb_ui_wait_text (row, "Forever");
}

static void
test_escape (Fixture *f, gconstpointer data)
{
  GtkWindow *window;

  open_window (f);
  window = f->window;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  sb_ui_press (window, GDK_KEY_Escape, 0);
  sb_test_wait_until (window == NULL || !gtk_widget_get_visible (GTK_WIDGET (window)));
  if (window != NULL)
    g_object_remove_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  open_window (f);
}

static gboolean
is_on_screen (const char *text)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (sb_ui_find_text (toplevel, text) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* The other window of the main menu. */
static void
test_about (Fixture *f, gconstpointer data)
{
  open_window (f);
  g_assert_false (is_on_screen ("The Switchback authors"));
  sb_show_about (f->window, "GTK 4.8.3\n");
  sb_test_wait_until (is_on_screen ("The Switchback authors"));
  g_assert_true (is_on_screen (VERSION));
  g_assert_true (is_on_screen ("Troubleshooting"));
}

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/preferences/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("switches", test_switches);
  ADD ("idle", test_idle);
  ADD ("history", test_history);
  ADD ("escape", test_escape);
  ADD ("about", test_about);

  return sb_ui_run ();
}
