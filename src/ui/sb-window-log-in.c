/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window while a log-in is asked for, goes on and ends. */

#include "config.h"

#include "sb-window-private.h"

#include <glib/gi18n.h>

#include "sb-announce.h"
#include "sb-confirm-dialog.h"

/* After what is sent and received, before anything is painted. */
#define SHOW_VISIT_PRIORITY (G_PRIORITY_DEFAULT + 10)

static gboolean
is_ending (SbWindow *self)
{
  gboolean is_ending_now;

  g_object_get (self->visit, "is-ending", &is_ending_now, NULL);

  return is_ending_now;
}

static void
leave_visit (SbWindow *self)
{
  g_clear_handle_id (&self->show_visit_id, g_source_remove);
  sb_visit_notices_end (self->notices, sb_visit_presenter_get_reason (self->visit));
  if (self->visit_page != NULL)
    sb_visit_page_set_presenter (self->visit_page, NULL, NULL);
  g_clear_object (&self->visit);
  sb_window_update_desktop (self);
  gtk_widget_remove_css_class (self->frame, "frame-while-visiting");
  gtk_window_set_title (GTK_WINDOW (self), _("Switchback"));
  sb_window_update_actions (self);
}

static void
ended_cb (SbWindow *self, gboolean is_confirmed)
{
  g_autoptr (SbVisitPresenter) visit = g_object_ref (self->visit);
  SbVisitReason reason = sb_visit_presenter_get_reason (self->visit);

  if (!is_confirmed)
    {
      if (self->is_urgent)
        {
          g_warning ("The platform could not be told that the log-in has ended");
          leave_visit (self);
          gtk_window_destroy (GTK_WINDOW (self));
        }

      return;
    }

  leave_visit (self);

  if (self->is_leaving)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  sb_window_return_to_users (self);
  sb_window_say_goodbye (self, sb_visit_presenter_get_impersonation (visit), sb_visit_presenter_get_changes (visit),
                         reason);
}

/* The platform no longer takes the learner's token: what is left to do is to end it, so that the learner is told. */
static void
session_lost_cb (SbWindow *self)
{
  if (is_ending (self))
    return;

  sb_window_add_toast (self, _("The log-in has expired at the platform. Switching back…"), 8);
  sb_visit_presenter_end (self->visit, SB_END_EXPIRED);
}

/* Leaving although the platform could not be told: it is told later. */
static void
give_up_cb (SbWindow *self)
{
  gboolean is_leaving = self->is_leaving;

  sb_recovery_take (self->recovery, sb_visit_presenter_get_impersonation (self->visit));
  leave_visit (self);
  if (is_leaving)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  sb_window_return_to_users (self);
  sb_window_add_toast (self, _("Switchback goes on trying to tell the platform."), 8);
}

static void
owed_cb (SbWindow *self, SbImpersonation *impersonation)
{
  if (self->is_urgent)
    g_warning ("The platform could not be told that the log-in has ended");
  else
    sb_recovery_take (self->recovery, impersonation);
}

static gboolean
show_visit_cb (gpointer user_data)
{
  SbWindow *self = user_data;
  g_autofree char *title = NULL;
  g_autofree char *course = NULL;

  self->show_visit_id = 0;
  g_object_get (self->visit, "bar-title", &title, NULL);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_widget_add_css_class (self->frame, "frame-while-visiting");
  sb_visit_page_set_presenter (sb_window_get_visit_page (self), self->visit, self->policy);
  g_object_get (self->question, "course", &course, NULL);
  sb_visit_page_set_aim (self->visit_page, course);
  gtk_stack_set_visible_child_name (self->stack, "visit");
  sb_visit_page_focus (self->visit_page);
  sb_announce (GTK_WIDGET (self), title);
  sb_users_presenter_add_recent (self->users_presenter, sb_visit_presenter_get_learner (self->visit));

  return G_SOURCE_REMOVE;
}

/* What the home page needs is asked for first, and the page shown when that is on its way: both take as long, and with a
 * platform that is near, the first thing that is painted is the home itself. */
static void
begun_cb (SbWindow *self, SbImpersonation *impersonation)
{
  g_autoptr (SbVisitWatch) watch
      = sb_visit_watch_new (impersonation, sb_desk_get_capabilities (self->desk), self->settings, NULL);

  self->visit = sb_visit_presenter_new (impersonation, watch);
  sb_window_watch_visit (self);
  g_signal_connect_object (self->visit, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visit, "session-lost", G_CALLBACK (session_lost_cb), self, G_CONNECT_SWAPPED);
  sb_errands_forget (self->errands);
  sb_window_update_actions (self);
  sb_visit_presenter_start (self->visit);
  self->show_visit_id = g_idle_add_full (SHOW_VISIT_PRIORITY, show_visit_cb, self, NULL);
}

gboolean
sb_window_is_starting (SbWindow *self)
{
  return self->question != NULL && sb_confirm_presenter_get_state (self->question) == SB_CONFIRM_STARTING;
}

/* What was given up on the way in is over at the platform, or owed. */
static void
question_state_cb (SbWindow *self)
{
  sb_window_update_actions (self);
  sb_window_update_desktop (self);
  if (self->is_leaving && !sb_window_is_starting (self))
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Fills in what was asked for. */
static void
fill_in (SbWindow *self, const SbErrand *errand)
{
  if (errand != NULL)
    g_object_set (self->question, "ticket", errand->ticket, "course", errand->course, NULL);
}

/* While somebody reads the question, so that nobody waits for it when it is answered. */
static gboolean
make_page_cb (gpointer user_data)
{
  SbWindow *self = user_data;

  if (self->stack != NULL && self->dialog != NULL)
    sb_window_get_visit_page (self);

  return G_SOURCE_REMOVE;
}

/**
 * sb_window_ask_to_log_in:
 * @self: the window
 * @learner: as whom
 * @errand: (nullable): what is to be filled in
 */
void
sb_window_ask_to_log_in (SbWindow *self, SbLearner *learner, const SbErrand *errand)
{
  GtkWidget *dialog;

  /* A second click before the dialog is there or before the page of the log-in is, or a request that was given up and is
   * still being ended. */
  if (self->dialog != NULL || self->visit != NULL || sb_window_is_starting (self))
    return;

  if (self->summary_dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->summary_dialog));

  self->return_page = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "history") == 0 ? "history" : NULL;
  g_clear_object (&self->question);
  self->question = g_object_new (SB_TYPE_CONFIRM_PRESENTER,
                                 "desk", self->desk,
                                 "learner", learner,
                                 "settings", self->settings,
                                 "ledger", sb_recovery_get_ledger (self->recovery),
                                 NULL);
  g_signal_connect_object (self->question, "begun", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "owed", G_CALLBACK (owed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "notify::state", G_CALLBACK (question_state_cb), self, G_CONNECT_SWAPPED);

  fill_in (self, errand);
  dialog = sb_confirm_dialog_new (self->question, sb_users_page_get_pictures (sb_window_get_users_page (self)), GTK_WINDOW (self));
  g_clear_object (&self->policy);
  self->policy = sb_visit_policy_new (g_settings_get_boolean (self->settings, "look-only"));
  sb_confirm_dialog_set_policy (SB_CONFIRM_DIALOG (dialog), self->policy);
  g_set_weak_pointer (&self->dialog, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  g_idle_add_full (G_PRIORITY_LOW, make_page_cb, g_object_ref (self), g_object_unref);
}

static void
log_in_as_cb (SbWindow *self, SbLearner *learner)
{
  sb_window_ask_to_log_in (self, learner,
                           sb_errands_get_choice (self->errands, sb_users_page_get_search (sb_window_get_users_page (self))));
}

static void
switch_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbWindow *self = SB_WINDOW (widget);

  if (self->visit == NULL)
    return;

  /* Whoever goes back after the window could not be closed wants to go on. */
  if (!is_ending (self))
    self->is_leaving = FALSE;

  sb_visit_presenter_end (self->visit, SB_END_SWITCH_BACK);
}

/**
 * sb_window_switch_back:
 * @self: the window, which need not be on the screen
 * @uuid: of a log-in that somebody was told of; another one goes on
 */
void
sb_window_switch_back (SbWindow *self, const char *uuid)
{
  g_return_if_fail (SB_IS_WINDOW (self));

  if (self->visit != NULL
      && g_str_equal (sb_impersonation_get_request (sb_visit_presenter_get_impersonation (self->visit))->uuid, uuid))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.switch-back", NULL);
}

static void
toast_cb (SbWindow *self, const char *text)
{
  sb_window_add_toast (self, text, 4);
}

static void
failed_cb (SbWindow *self, const SbProblem *problem)
{
  sb_window_add_problem_toast (self, problem, 6);
}

/* For a page of users that is new. */
void
sb_window_set_up_log_in (SbWindow *self)
{
  g_signal_connect_object (self->users_page, "log-in-as", G_CALLBACK (log_in_as_cb), self, G_CONNECT_SWAPPED);
}

/* For a page of a visit that is new. */
void
sb_window_set_up_visit (SbWindow *self)
{
  g_signal_connect_object (self->visit_page, "give-up", G_CALLBACK (give_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visit_page, "session-lost", G_CALLBACK (session_lost_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visit_page, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visit_page, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

/* For sb_window_class_init(): the actions. */
void
sb_window_class_init_log_in (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.switch-back", NULL, switch_back);
}
