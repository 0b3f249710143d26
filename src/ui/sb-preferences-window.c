/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences: rows that are bound to the settings, and nothing else. */

#include "config.h"

#include "sb-preferences-window.h"

#include "sb-dialog-size.h"
#include "sb-group-title.h"
#include "sb-help-viewer.h"
#include "sb-history-keeper.h"
#include "sb-idle-choice.h"

struct _SbPreferencesWindow
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwComboRow *history_row;
  AdwComboRow *idle_row;
  GtkSwitch *lock_switch;
  GtkSwitch *look_only_switch;
  GtkSwitch *notifications_switch;
  GtkSwitch *reason_switch;
  GtkSwitch *search_switch;
  GtkSwitch *summary_switch;
  GtkSwitch *suspend_switch;

  /* owned */
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (SbPreferencesWindow, sb_preferences_window, ADW_TYPE_WINDOW)

static gboolean
idle_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint (value, sb_idle_choice_from_seconds (g_variant_get_uint32 (variant)));

  return TRUE;
}

static GVariant *
idle_to_setting (const GValue *value, const GVariantType *expected_type, gpointer user_data)
{
  return g_variant_new_uint32 (sb_idle_choice_to_seconds (g_value_get_uint (value)));
}

static gboolean
history_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint (value, sb_history_keeper_find_choice (g_variant_get_int32 (variant)));

  return TRUE;
}

static GVariant *
history_to_setting (const GValue *value, const GVariantType *expected_type, gpointer user_data)
{
  return g_variant_new_int32 (sb_history_keeper_get_days (g_value_get_uint (value)));
}

static void
fill_history_row (SbPreferencesWindow *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (sb_history_keeper_get_names ());

  adw_combo_row_set_model (self->history_row, G_LIST_MODEL (words));
}

static void
fill_idle_row (SbPreferencesWindow *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < sb_idle_choice_count (); i++)
    gtk_string_list_take (words, sb_idle_choice_dup_words (i));
  adw_combo_row_set_model (self->idle_row, G_LIST_MODEL (words));
}

static void
sb_preferences_window_dispose (GObject *object)
{
  SbPreferencesWindow *self = SB_PREFERENCES_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_PREFERENCES_WINDOW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sb_preferences_window_parent_class)->dispose (object);
}

static void
sb_preferences_window_class_init (SbPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SbPreferencesWindow, history_row);
  gtk_widget_class_bind_template_child (widget_class, SbPreferencesWindow, idle_row);
  gtk_widget_class_bind_template_child (widget_class, SbPreferencesWindow, lock_switch);
  gtk_widget_class_bind_template_child (widget_class, SbPreferencesWindow, look_only_switch);
  gtk_widget_class_bind_template_child (widget_class, SbPreferencesWindow, notifications_switch);
  gtk_widget_class_bind_template_child (widget_class, SbPreferencesWindow, reason_switch);
  gtk_widget_class_bind_template_child (widget_class, SbPreferencesWindow, search_switch);
  gtk_widget_class_bind_template_child (widget_class, SbPreferencesWindow, summary_switch);
  gtk_widget_class_bind_template_child (widget_class, SbPreferencesWindow, suspend_switch);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  sb_help_viewer_add_key (widget_class);
}

static void
sb_preferences_window_init (SbPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sb_let_group_titles_wrap (GTK_WIDGET (self));
  fill_history_row (self);
  fill_idle_row (self);
}

/**
 * sb_preferences_window_new:
 * @settings: the program's settings
 * @parent: (nullable): the window that it belongs to
 *
 * Returns: (transfer none): the window, owned by GTK
 */
GtkWindow *
sb_preferences_window_new (GSettings *settings, GtkWindow *parent)
{
  SbPreferencesWindow *self = g_object_new (SB_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  sb_set_dialog_size (GTK_WINDOW (self), parent);

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "reason-required", self->reason_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "look-only", self->look_only_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-summary", self->summary_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notifications", self->notifications_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "search-provider", self->search_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "end-on-lock", self->lock_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "end-on-suspend", self->suspend_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "idle-timeout", self->idle_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                idle_from_setting, idle_to_setting, NULL, NULL);
  g_settings_bind_with_mapping (settings, "history-keep-days", self->history_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                history_from_setting, history_to_setting, NULL, NULL);

  return GTK_WINDOW (self);
}
