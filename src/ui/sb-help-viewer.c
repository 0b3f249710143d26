/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens the help: the pages on the disk where there is a viewer for them, else the manual on the web. Which page fits where
 * one is, is told by what is on the screen.
 *
 * g_app_info_launch_default_for_uri_async() does what GtkUriLauncher does, on every version of GTK: it goes through the
 * portal in a sandbox, and hands the focus over. */

#include "config.h"

#include "sb-help-viewer.h"

#include "sb-why-button.h"

static const struct
{
  const char *type_name;
  const char *topic;
} places[] = {
  { "SbConfirmDialog", SB_HELP_BEFORE },
  { "SbCoursePage", SB_HELP_INSIDE_OVERVIEW },
  { "SbHistoryPage", SB_HELP_HISTORY },
  { "SbPreferencesWindow", SB_HELP_PREFERENCES },
  { "SbQuestion", SB_HELP_INSIDE_ASK_FIRST },
  { "SbSignInPage", SB_HELP_FIRST_STEPS },
  { "SbSummaryDialog", SB_HELP_BACK_SHEET },
  { "SbUsersPage", SB_HELP_FIND },
  { "SbVisitHome", SB_HELP_INSIDE_OVERVIEW },
  { "SbVisitPage", SB_HELP_INSIDE },
  { "SbWebPage", SB_HELP_INSIDE_PLATFORM },
};

typedef struct
{
  char *topic;
  gboolean is_on_web;
} Opening;

static void
opening_free (Opening *self)
{
  g_free (self->topic);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void open_address (Opening *opening);

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;

  if (opening->is_on_web)
    {
      /* Nothing opens web pages here, so there is nothing better to say it with. */
      g_message ("The help could not be opened: %s", error->message);
      return;
    }

  opening->is_on_web = TRUE;
  open_address (g_steal_pointer (&opening));
}

/* Takes @opening. */
static void
open_address (Opening *opening)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);
  g_autofree char *address = opening->is_on_web ? sb_help_make_web_address (opening->topic)
                                                : sb_help_make_address (opening->topic);

  g_app_info_launch_default_for_uri_async (address, G_APP_LAUNCH_CONTEXT (context), NULL, opened_cb, opening);
}

/* Outside of the sandbox nobody sees the pages that are in it. */
static gboolean
has_viewer (void)
{
  g_autoptr (GAppInfo) viewer = NULL;

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || !sb_help_is_installed (g_get_system_data_dirs ()))
    return FALSE;

  viewer = g_app_info_get_default_for_uri_scheme ("help");

  return viewer != NULL;
}

/**
 * sb_help_viewer_show:
 * @topic: a topic of sb-help.h
 *
 * Opens the help there.
 */
void
sb_help_viewer_show (const char *topic)
{
  Opening *opening;

  g_return_if_fail (topic != NULL);

  opening = g_new0 (Opening, 1);
  opening->topic = g_strdup (topic);
  opening->is_on_web = !has_viewer ();
  open_address (opening);
}

static const char *
get_topic (GtkWidget *widget)
{
  /* What has failed or is refused is what one wants to know about. */
  if (SB_IS_WHY_BUTTON (widget))
    return sb_why_button_get_help (SB_WHY_BUTTON (widget));

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (G_OBJECT_TYPE_NAME (widget), places[i].type_name))
      return places[i].topic;

  return NULL;
}

/**
 * sb_help_viewer_find_topic:
 * @widget: a window, or a part of one
 *
 * Returns: (transfer none) (nullable): where the help explains what @widget shows: of a page within a page, the inner one
 */
const char *
sb_help_viewer_find_topic (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  /* While a stack moves, what is on its way out is still there. */
  if (GTK_IS_STACK (widget))
    {
      GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (widget));

      return page != NULL ? sb_help_viewer_find_topic (page) : NULL;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *topic = gtk_widget_get_child_visible (child) && gtk_widget_get_visible (child)
                              ? sb_help_viewer_find_topic (child)
                              : NULL;

      if (topic != NULL)
        return topic;
    }

  return get_topic (widget);
}

static void
show_for_window (GtkWidget *window)
{
  const char *topic = window != NULL ? sb_help_viewer_find_topic (window) : NULL;

  sb_help_viewer_show (topic != NULL ? topic : SB_HELP_INDEX);
}

static gboolean
key_pressed_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  show_for_window (widget);

  return GDK_EVENT_STOP;
}

/**
 * sb_help_viewer_add_key:
 * @dialog_class: the class of a window that is not the application's own, and so does not know the application's keys
 *
 * Makes F1 open the help there, too.
 */
void
sb_help_viewer_add_key (GtkWidgetClass *dialog_class)
{
  gtk_widget_class_add_binding (dialog_class, GDK_KEY_F1, 0, key_pressed_cb, NULL);
}

static void
show_here (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_for_window (GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (user_data))));
}

static void
show_topic (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sb_help_viewer_show (g_variant_get_string (parameter, NULL));
}

/**
 * sb_help_viewer_set_up:
 * @application: the application
 *
 * Gives it the actions "help", also by F1, and "help-on" with a topic.
 */
void
sb_help_viewer_set_up (GtkApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "help", .activate = show_here },
    { .name = "help-on", .activate = show_topic, .parameter_type = "s" },
  };
  static const char *const accelerators[] = { "F1", NULL };

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  gtk_application_set_accels_for_action (application, "app.help", accelerators);
}
