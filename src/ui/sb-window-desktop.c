/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window between a log-in and the desktop: it tells the one what happens to the other and what the user does, keeps the
 * desktop from going away too early, and notifies somebody who is not looking. What follows is SbVisitWatch's matter. */

#include "config.h"

#include "sb-window-private.h"

#include <glib/gi18n.h>

#include "sb-format.h"

#define QUESTION_ID "question"
#define END_ID "end"

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

static GApplication *
get_application (SbWindow *self)
{
  return G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

static void
notify (SbWindow *self, const char *id, const char *title, const char *body)
{
  g_autoptr (GNotification) notification = g_notification_new (title);

  if (get_application (self) == NULL)
    return;

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_application_send_notification (get_application (self), id, notification);
}

static void
withdraw (SbWindow *self, const char *id)
{
  if (get_application (self) != NULL)
    g_application_withdraw_notification (get_application (self), id);
}

static void
question_cb (SbWindow *self)
{
  const SbVisitQuestion *question = self->visit != NULL ? sb_visit_watch_get_question (get_watch (self)) : NULL;
  g_autofree char *title = NULL;

  if (question == NULL)
    {
      if (self->asked_stage != 0)
        withdraw (self, QUESTION_ID);
      self->asked_stage = 0;
      return;
    }

  /* The seconds would be wrong by the time that it is read; who is asked about is not. */
  if (question->stage != self->asked_stage && !gtk_window_is_active (GTK_WINDOW (self)))
    {
      g_object_get (self->visit, "bar-title", &title, NULL);
      notify (self, QUESTION_ID, question->title, title);
    }
  self->asked_stage = question->stage;
}

static void
is_active_cb (SbWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)))
    return;

  withdraw (self, QUESTION_ID);
  withdraw (self, END_ID);
}

/* A log-in has ended although nobody asked for it, or @reason is %SB_VISIT_REASON_NONE. */
void
sb_window_notify_end (SbWindow *self, SbVisitReason reason)
{
  const char *sentence = sb_visit_reason_to_sentence (reason);

  if (sentence != NULL && !gtk_window_is_active (GTK_WINDOW (self)))
    notify (self, END_ID, _("Switched back to your account"), sentence);
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

  withdraw (self, END_ID);
  g_signal_connect_object (watch, "notify::question", G_CALLBACK (question_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "stay-failed", G_CALLBACK (stay_failed_cb), self, G_CONNECT_SWAPPED);
  sb_window_update_desktop (self);
}

/* For sb_window_new(). */
void
sb_window_set_up_desktop (SbWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GtkEventController *input = gtk_event_controller_legacy_new ();

  self->desktop = sb_desktop_watch_new ();
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
