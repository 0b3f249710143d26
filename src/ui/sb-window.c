/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one window. It decides which page is shown: sign-in, All Users, History, or the learner's; and it does not close
 * while logged in as somebody before the platform knows. Accounts, log-ins, the history and what is owed have files of
 * their own.
 *
 *   frame (violet while logged in as somebody)
 *   └ toast overlay
 *     └ stack: resuming | sign-in | users | history | visit: the others than the first are made when they are needed */

#include "config.h"

#include "sb-window-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (SbWindow, sb_window, ADW_TYPE_APPLICATION_WINDOW)

static void
toast_dismissed_cb (SbWindow *self, AdwToast *toast)
{
  if (self->errand_toast == toast)
    self->errand_toast = NULL;

  if (self->receipt_toast == toast)
    {
      self->receipt_toast = NULL;
      sb_owed_presenter_forget_receipts (self->owed);
    }
}

static AdwToast *
add_toast (SbWindow *self, const char *text, const char *topic, guint seconds, gboolean is_kept)
{
  GtkWidget *label;
  AdwToast *toast;

  /* What was waited for may come after the window has gone. */
  if (self->toaster == NULL)
    return NULL;

  label = gtk_label_new (text);
  toast = adw_toast_new ("");

  /* A toast's own title is one line, and markup; who was told and when must be read to its end. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);

  if (topic != NULL)
    {
      adw_toast_set_button_label (toast, _("_Why?"));
      adw_toast_set_action_name (toast, "app.help-on");
      adw_toast_set_action_target (toast, "s", topic);
    }

  adw_toast_set_timeout (toast, seconds);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  sb_toaster_add (self->toaster, toast, is_kept);

  return toast;
}

/* Returns: (transfer none) (nullable): the toast, until it is dismissed */
AdwToast *
sb_window_add_toast (SbWindow *self, const char *text, guint seconds)
{
  return add_toast (self, text, NULL, seconds, FALSE);
}

/* As sb_window_add_toast(), of what has to be read: no other comes in its place at once. */
AdwToast *
sb_window_add_kept_toast (SbWindow *self, const char *text, guint seconds)
{
  return add_toast (self, text, NULL, seconds, TRUE);
}

/* With a way to read why. */
void
sb_window_add_problem_toast (SbWindow *self, const SbProblem *problem, guint seconds)
{
  add_toast (self, problem->title, problem->help, seconds, FALSE);
}

void
sb_window_update_actions (SbWindow *self)
{
  gboolean is_inside = self->visit != NULL;

  sb_owed_presenter_set_is_paused (self->owed, is_inside || sb_window_is_starting (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.switch-back", is_inside);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-history",
                                 !is_inside && sb_recovery_get_ledger (self->recovery) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-account", !is_inside);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", !is_inside && self->desk != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.use-account", !is_inside);
}

void
sb_window_show_sign_in (SbWindow *self)
{
  SbSignInPage *page = sb_window_get_sign_in_page (self);

  gtk_stack_set_visible_child_name (self->stack, "sign-in");
  sb_sign_in_page_set_can_go_back (page, self->desk != NULL);
  sb_sign_in_page_focus (page);
  sb_window_show_now (self);
  sb_owed_presenter_refresh (self->owed);
  sb_errands_go_on (self->errands);
}

void
sb_window_show_users (SbWindow *self)
{
  SbUsersPage *page = sb_window_get_users_page (self);

  gtk_stack_set_visible_child_name (self->stack, "users");
  sb_users_page_focus (page);
  sb_errands_go_on (self->errands);
}

/* After a log-in: as it was before. */
void
sb_window_return_to_users (SbWindow *self)
{
  if (self->return_page != NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, self->return_page);
      sb_history_page_focus (sb_window_get_history_page (self));
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "users");
  sb_users_page_focus_again (sb_window_get_users_page (self));
}

/* --- the window --- */

static gboolean
sb_window_close_request (GtkWindow *window)
{
  SbWindow *self = SB_WINDOW (window);

  if (self->visit == NULL && !sb_window_is_starting (self))
    {
      int width, height;

      if (!self->is_urgent && !self->may_close && sb_window_ask_about_owed (self, SB_OWED_OCCASION_CLOSE))
        return GDK_EVENT_STOP;

      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
      return GTK_WINDOW_CLASS (sb_window_parent_class)->close_request (window);
    }

  sb_window_leave (self, FALSE);

  return GDK_EVENT_STOP;
}

static void
sb_window_dispose (GObject *object)
{
  SbWindow *self = SB_WINDOW (object);

  g_clear_handle_id (&self->show_visit_id, g_source_remove);
  sb_window_clear_start (self);
  sb_window_clear_owed (self);
  sb_window_clear_errands (self);
  g_clear_pointer (&self->toaster, sb_toaster_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_WINDOW);
  self->history_page = NULL;
  self->sign_in_page = NULL;
  self->users_page = NULL;
  self->visit_page = NULL;
  g_clear_weak_pointer (&self->dialog);
  g_clear_weak_pointer (&self->summary_dialog);
  g_clear_object (&self->question);
  g_clear_object (&self->policy);
  g_clear_object (&self->visit);
  g_clear_object (&self->users_presenter);
  g_clear_object (&self->desk);
  g_clear_object (&self->sign_in_presenter);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->accounts);
  g_clear_object (&self->settings);
  g_clear_object (&self->demo);
  g_clear_object (&self->recovery);
  g_clear_object (&self->desktop);
  g_clear_object (&self->notices);
  g_clear_pointer (&self->farewells, g_ptr_array_unref);

  G_OBJECT_CLASS (sb_window_parent_class)->dispose (object);
}

static void
sb_window_class_init (SbWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sb_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SbWindow, frame);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, resuming_cancel_button);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, resuming_label);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, toast_overlay);

  sb_window_class_init_account (widget_class);
  sb_window_class_init_history (widget_class);
  sb_window_class_init_log_in (widget_class);
  sb_window_class_init_owed (widget_class);
}

static void
sb_window_init (SbWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toaster = sb_toaster_new (self->toast_overlay);
  self->farewells = g_ptr_array_new_with_free_func (g_object_unref);

#if DEVELOPMENT
  gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
#endif
}

/**
 * sb_window_new:
 * @application: the application
 * @settings: the program's settings
 * @accounts: the known accounts
 * @sign_in: how one signs in
 * @resumed: (nullable): what goes on with the account that was used last already
 * @recovery: who ends what could not be ended at once
 *
 * Returns: (transfer none): the window, owned by GTK
 */
SbWindow *
sb_window_new (GtkApplication *application,
               GSettings *settings,
               SbAccountStore *accounts,
               SbSignIn *sign_in,
               SbSignInPresenter *resumed,
               SbRecovery *recovery)
{
  SbWindow *self = g_object_new (SB_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  self->accounts = g_object_ref (accounts);
  self->sign_in = g_object_ref (sign_in);
  g_set_object (&self->sign_in_presenter, resumed);
  self->recovery = g_object_ref (recovery);

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  sb_window_set_up_errands (self);
  sb_window_set_up_account (self);
  sb_window_set_up_owed (self);
  sb_window_set_up_desktop (self);
  sb_window_update_actions (self);

  return self;
}

/**
 * sb_window_leave:
 * @self: the window
 * @is_urgent: %TRUE if the program must end even if the platform cannot be told
 *
 * Ends a log-in, if there is one or one is being asked for, and then closes the window.
 */
void
sb_window_leave (SbWindow *self, gboolean is_urgent)
{
  g_return_if_fail (SB_IS_WINDOW (self));

  self->is_leaving = TRUE;
  self->is_urgent = is_urgent;

  if (sb_window_is_starting (self))
    {
      sb_confirm_presenter_cancel (self->question);
      return;
    }

  if (self->visit == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  sb_window_add_toast (self, _("Switching back before closing…"), 0);
  if (is_urgent)
    sb_visit_presenter_hurry (self->visit);
  sb_visit_presenter_end (self->visit, SB_END_CLOSED);
}
