/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window between a log-in and the desktop: it tells the one what happens to the other and what the user does,
 * keeps the desktop from going away too early, and knows whether somebody looks. What follows is SbVisitWatch's and
 * SbVisitNotices' matter. */

#include "config.h"

#include "sb-window-private.h"

#include <glib/gi18n.h>

#include "sb-format.h"

static SbVisitWatch *
get_watch (SbWindow *self)
{
  return self->visit != NULL ? sb_visit_presenter_get_watch (self->visit) : NULL;
}

/* ---- what happens to the desktop ---- */

/* What is still being asked for must not begin behind a locked screen. */
static void
desktop_event_cb (SbWindow *self, SbDesktopEvent event)
{
  if (sb_window_is_starting (self) && sb_desktop_event_ends (event, self->settings))
    sb_confirm_presenter_cancel (self->question);
  else if (self->visit != NULL)
    sb_visit_watch_note_event (get_watch (self), event);
}

static void
query_end_cb (SbWindow *self)
{
  desktop_event_cb (self, SB_DESKTOP_LOGGING_OUT);
}

static void
screensaver_active_cb (SbWindow *self, GParamSpec *pspec, GtkApplication *application)
{
  gboolean is_active;

  g_object_get (application, "screensaver-active", &is_active, NULL);
  if (is_active)
    desktop_event_cb (self, SB_DESKTOP_LOCKED);
}

/* ---- what the user does ---- */

static gboolean
input_cb (SbWindow *self, GdkEvent *event)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
      if (self->visit != NULL)
        sb_visit_watch_note_activity (get_watch (self));
      break;
    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

/* ---- somebody who is not looking ---- */

/* A dialog of ours has the keyboard, too. */
static gboolean
is_seen (gpointer data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_is_active (toplevel))
        return TRUE;
    }

  return FALSE;
}

static void
is_active_cb (SbWindow *self)
{
  if (self->notices != NULL)
    sb_visit_notices_look (self->notices);
}

static void
stay_failed_cb (SbWindow *self, const SbProblem *problem)
{
  sb_window_add_problem_toast (self, problem, 6);
}

/* ---- the desktop must not go away too early ---- */

static char *
dup_reason (SbWindow *self)
{
  SbLearner *learner = self->visit != NULL ? sb_visit_presenter_get_learner (self->visit)
                                           : sb_confirm_presenter_get_learner (self->question);
  g_autofree char *name = sb_format_isolated (sb_learner_get_display_name (learner));

  /* Translators: the desktop says it when the user logs out of it; %s is a name. */
  return g_strdup_printf (_("You are logged in as %s. Switch back first."), name);
}

static void
inhibit (SbWindow *self, const char *reason)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL && self->inhibit_cookie == 0)
    self->inhibit_cookie
        = gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_LOGOUT, reason);
}

static void
uninhibit (SbWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL && self->inhibit_cookie != 0)
    gtk_application_uninhibit (application, self->inhibit_cookie);
  self->inhibit_cookie = 0;
}

/* Whether there is a log-in, or may be, has changed. */
void
sb_window_update_desktop (SbWindow *self)
{
  g_autofree char *reason = NULL;

  if (self->visit == NULL && !sb_window_is_starting (self))
    {
      uninhibit (self);
      sb_desktop_watch_allow_sleep (self->desktop);
      return;
    }

  reason = dup_reason (self);
  inhibit (self, reason);
  if (sb_desktop_event_ends (SB_DESKTOP_SUSPENDING, self->settings))
    sb_desktop_watch_delay_sleep (self->desktop, reason);
  else
    sb_desktop_watch_allow_sleep (self->desktop);
}

/* For a log-in that has begun. */
void
sb_window_watch_visit (SbWindow *self)
{
  SbVisitWatch *watch = get_watch (self);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  g_clear_object (&self->notices);
  self->notices = sb_visit_notices_new (application != NULL ? G_APPLICATION (application) : NULL, self->settings,
                                        self->visit, NULL);
  sb_visit_notices_set_is_seen_func (self->notices, is_seen, NULL);
  g_signal_connect_object (watch, "stay-failed", G_CALLBACK (stay_failed_cb), self, G_CONNECT_SWAPPED);
  sb_window_update_desktop (self);
}

/* What X11's lists of windows show; others have it from our desktop file. */
static void
realize_cb (SbWindow *self)
{
  g_autoptr (GdkTexture) icon = gdk_texture_new_from_resource ("/io/github/switchback_app/Switchback/window-icon.png");
  g_autoptr (GList) icons = g_list_prepend (NULL, icon);

  if (gtk_window_get_default_icon_name () == NULL)
    gdk_toplevel_set_icon_list (GDK_TOPLEVEL (gtk_native_get_surface (GTK_NATIVE (self))), icons);
}

/* For sb_window_new(). */
void
sb_window_set_up_desktop (SbWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GtkEventController *input = gtk_event_controller_legacy_new ();

  self->desktop = sb_desktop_watch_new ();
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
  g_signal_connect_object (self->desktop, "event", G_CALLBACK (desktop_event_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::end-on-suspend", G_CALLBACK (sb_window_update_desktop), self,
                           G_CONNECT_SWAPPED);
  if (application != NULL)
    {
      g_signal_connect_object (application, "query-end", G_CALLBACK (query_end_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (application, "notify::screensaver-active", G_CALLBACK (screensaver_active_cb), self,
                               G_CONNECT_SWAPPED);
    }

  gtk_event_controller_set_propagation_phase (input, GTK_PHASE_CAPTURE);
  g_signal_connect_object (input, "event", G_CALLBACK (input_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), input);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);
}
