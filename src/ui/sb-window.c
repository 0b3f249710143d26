/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one window. It decides which page is shown: sign-in, All Users, or the learner's; and it does not close while
 * logged in as somebody before the platform knows.
 *
 *   frame (violet while logged in as somebody)
 *   └ toast overlay
 *     └ stack: sign-in | resuming | users | visit */

#include "config.h"

#include "sb-window.h"

#include <glib/gi18n.h>

#include "sb-announce.h"
#include "sb-confirm-dialog.h"
#include "sb-demo-runner.h"
#include "sb-format.h"
#include "sb-sign-in-page.h"
#include "sb-users-page.h"
#include "sb-visit-page.h"
#include "sb-visit-words.h"

/* The demo platform's training administrator, whom it prints at its start. */
#define DEMO_USER_NAME "tea.admin"
#define DEMO_PASSWORD "demo"

struct _SbWindow
{
  AdwApplicationWindow parent_instance;

  /* template widgets */
  GtkWidget *frame;
  GtkWidget *resuming_cancel_button;
  GtkLabel *resuming_label;
  SbSignInPage *sign_in_page;
  GtkStack *stack;
  AdwToastOverlay *toast_overlay;
  SbUsersPage *users_page;
  SbVisitPage *visit_page;

  /* owned */
  GSettings *settings;
  SbAccountStore *accounts;
  SbSignIn *sign_in;
  SbSignInPresenter *sign_in_presenter;
  SbDesk *desk;                     /* the signed-in administrator */
  SbUsersPresenter *users_presenter;
  SbConfirmPresenter *question;     /* the last that was asked before a log-in; its request may be on its way */
  SbVisitPresenter *visit;          /* the log-in, if there is one */
  SbDemoRunner *demo;
  SbRecovery *recovery;

  /* borrowed */
  GtkWidget *dialog; /* weak */
  AdwToast *toast;   /* the one on the screen */

  /* state */
  gboolean is_leaving; /* close as soon as the log-in has ended */
  gboolean is_urgent;  /* and also if the platform could not be told */
};

G_DEFINE_FINAL_TYPE (SbWindow, sb_window, ADW_TYPE_APPLICATION_WINDOW)

static void
toast_dismissed_cb (SbWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    self->toast = NULL;
}

/* A toast takes the place of the one before: what is said last must not wait behind what was said of another page. */
static void
add_toast (SbWindow *self, const char *text, guint seconds)
{
  GtkWidget *label = gtk_label_new (text);
  AdwToast *toast = adw_toast_new ("");

  /* A toast's own title is one line, and markup; who was told and when must be read to its end. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  adw_toast_set_timeout (toast, seconds);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  self->toast = toast;
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
update_actions (SbWindow *self)
{
  gboolean is_inside = self->visit != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.switch-back", is_inside);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-account", !is_inside);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", !is_inside && self->desk != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.use-account", !is_inside);
}

static void
show_sign_in (SbWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "sign-in");
  sb_sign_in_page_set_can_go_back (self->sign_in_page, self->desk != NULL);
  sb_sign_in_page_focus (self->sign_in_page);
}

static void
show_users (SbWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "users");
  sb_users_page_focus (self->users_page);
}

/* --- the log-in --- */

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
  sb_visit_page_set_presenter (self->visit_page, NULL);
  g_clear_object (&self->visit);
  gtk_widget_remove_css_class (self->frame, "frame-while-visiting");
  gtk_window_set_title (GTK_WINDOW (self), _("Switchback"));
  update_actions (self);
}

static void
ended_cb (SbWindow *self, gboolean is_confirmed)
{
  g_autofree char *farewell = NULL;

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

  farewell = sb_visit_presenter_dup_farewell (self->visit);
  leave_visit (self);

  if (self->is_leaving)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  show_users (self);
  add_toast (self, farewell, 8);
  sb_announce (GTK_WIDGET (self), farewell);
}

/* The platform no longer takes the learner's token: what is left to do is to end it, so that the learner is told. */
static void
session_lost_cb (SbWindow *self)
{
  if (is_ending (self))
    return;

  add_toast (self, _("The log-in has expired at the platform. Switching back…"), 8);
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

  show_users (self);
  add_toast (self, _("Switchback goes on trying to tell the platform."), 8);
}

static void
paid_cb (SbWindow *self, SbImpersonation *impersonation)
{
  g_autofree char *farewell = sb_visit_words_make_farewell (impersonation);

  add_toast (self, farewell, 8);
}

static void
record_lost_cb (SbWindow *self)
{
  add_toast (self, _("The record of log-ins was damaged and is set aside. The platform is asked what is open."), 10);
}

static void
owed_cb (SbWindow *self, SbImpersonation *impersonation)
{
  if (self->is_urgent)
    g_warning ("The platform could not be told that the log-in has ended");
  else
    sb_recovery_take (self->recovery, impersonation);
}

static void
begun_cb (SbWindow *self, SbImpersonation *impersonation)
{
  g_autofree char *title = NULL;

  sb_users_presenter_add_recent (self->users_presenter, sb_impersonation_get_learner (impersonation));

  self->visit = sb_visit_presenter_new (impersonation);
  g_signal_connect_object (self->visit, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visit, "session-lost", G_CALLBACK (session_lost_cb), self, G_CONNECT_SWAPPED);

  g_object_get (self->visit, "bar-title", &title, NULL);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_widget_add_css_class (self->frame, "frame-while-visiting");
  sb_visit_page_set_presenter (self->visit_page, self->visit);
  gtk_stack_set_visible_child_name (self->stack, "visit");
  sb_visit_page_focus (self->visit_page);
  sb_announce (GTK_WIDGET (self), title);
  update_actions (self);
}

static gboolean
is_starting (SbWindow *self)
{
  return self->question != NULL && sb_confirm_presenter_get_state (self->question) == SB_CONFIRM_STARTING;
}

/* What was given up on the way in is over at the platform, or owed. */
static void
question_state_cb (SbWindow *self)
{
  if (self->is_leaving && !is_starting (self))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
log_in_as_cb (SbWindow *self, SbLearner *learner)
{
  GtkWidget *dialog;

  /* A second click before the dialog is there, or a request that was given up and is still being ended. */
  if (self->dialog != NULL || is_starting (self))
    return;

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

  dialog = sb_confirm_dialog_new (self->question, sb_users_page_get_pictures (self->users_page), GTK_WINDOW (self));
  g_set_weak_pointer (&self->dialog, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
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

/* --- the account --- */

static void
say_secret_error (SbWindow *self)
{
  const GError *error = sb_sign_in_get_secret_error (self->sign_in);

  if (error != NULL)
    {
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      add_toast (self, problem->body, 10);
    }
}

static void
use_desk (SbWindow *self, SbDesk *desk)
{
  g_set_object (&self->desk, desk);
  g_clear_object (&self->users_presenter);
  self->users_presenter = sb_users_presenter_new (desk, self->settings);
  sb_users_page_set_presenter (self->users_page, self->users_presenter);
  update_actions (self);
}

static void
signed_in_cb (SbWindow *self, SbDesk *desk)
{
  g_settings_set_string (self->settings, "last-address", sb_platform_get_origin (sb_desk_get_platform (desk)));
  use_desk (self, desk);
  sb_recovery_resume (self->recovery, sb_desk_get_platform (desk), sb_desk_get_identity (desk));
  show_users (self);
  say_secret_error (self);
}

static void
sign_in_state_cb (SbWindow *self)
{
  const char *visible = gtk_stack_get_visible_child_name (self->stack);

  /* A kept account that cannot be used any more is signed in to by hand. */
  if (sb_sign_in_presenter_get_state (self->sign_in_presenter) == SB_SIGN_IN_EDITING
      && g_strcmp0 (visible, "resuming") == 0 && sb_sign_in_presenter_get_problem (self->sign_in_presenter) != NULL)
    show_sign_in (self);
}

static void
resume (SbWindow *self, SbAccount *account)
{
  g_autofree char *name = sb_format_isolated (sb_account_get_display_name (account));
  /* Translators: shown while an account is signed in to again; %s is the administrator's name */
  g_autofree char *text = g_strdup_printf (_("Signing in as %s…"), name);

  gtk_label_set_text (self->resuming_label, text);
  gtk_stack_set_visible_child_name (self->stack, "resuming");
  gtk_widget_grab_focus (self->resuming_cancel_button);
  sb_sign_in_presenter_resume (self->sign_in_presenter, account);
}

static void
cancel_resume (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbWindow *self = SB_WINDOW (widget);

  sb_sign_in_presenter_cancel (self->sign_in_presenter);
  show_sign_in (self);
}

static void
use_account (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbWindow *self = SB_WINDOW (widget);
  SbAccount *account = sb_account_store_lookup (self->accounts, g_variant_get_string (parameter, NULL));

  if (account == NULL
      || (self->desk != NULL
          && g_str_equal (sb_account_get_id (account), sb_account_get_id (sb_desk_get_account (self->desk)))))
    return;

  resume (self, account);
}

static void
add_account (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_sign_in (SB_WINDOW (widget));
}

static void
show_users_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (SB_WINDOW (widget)->desk != NULL)
    show_users (SB_WINDOW (widget));
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sb_sign_in_sign_out_finish (SB_SIGN_IN (source), result, &error))
    {
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      if (problem != NULL)
        add_toast (self, problem->title, 5);
    }
}

static void
sign_out (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbWindow *self = SB_WINDOW (widget);

  sb_sign_in_sign_out_async (self->sign_in, sb_desk_get_account (self->desk), sb_desk_get_platform (self->desk), NULL,
                             signed_out_cb, g_object_ref (self));
  g_clear_object (&self->desk);
  show_sign_in (self);
  update_actions (self);
}

/* --- the demo platform --- */

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = sb_demo_runner_start_finish (SB_DEMO_RUNNER (source), result, &error);

  if (address == NULL)
    {
      g_warning ("The demo platform could not be started: %s", error->message);
      add_toast (self, _("The demo platform could not be started"), 5);
      return;
    }

  show_sign_in (self);
  sb_sign_in_page_fill (self->sign_in_page, address, DEMO_USER_NAME, DEMO_PASSWORD);
}

static void
try_demo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_window_try_demo (SB_WINDOW (widget));
}

/* --- the window --- */

static gboolean
sb_window_close_request (GtkWindow *window)
{
  SbWindow *self = SB_WINDOW (window);

  if (self->visit == NULL && !is_starting (self))
    {
      int width, height;

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

  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_WINDOW);
  g_clear_weak_pointer (&self->dialog);
  g_clear_object (&self->question);
  g_clear_object (&self->visit);
  g_clear_object (&self->users_presenter);
  g_clear_object (&self->desk);
  g_clear_object (&self->sign_in_presenter);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->accounts);
  g_clear_object (&self->settings);
  g_clear_object (&self->demo);
  g_clear_object (&self->recovery);

  G_OBJECT_CLASS (sb_window_parent_class)->dispose (object);
}

static void
sb_window_class_init (SbWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sb_window_close_request;

  g_type_ensure (SB_TYPE_SIGN_IN_PAGE);
  g_type_ensure (SB_TYPE_USERS_PAGE);
  g_type_ensure (SB_TYPE_VISIT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SbWindow, frame);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, resuming_cancel_button);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, resuming_label);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, sign_in_page);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, users_page);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, visit_page);
  gtk_widget_class_bind_template_callback (widget_class, give_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, log_in_as_cb);
  gtk_widget_class_bind_template_callback (widget_class, session_lost_cb);

  gtk_widget_class_install_action (widget_class, "win.switch-back", NULL, switch_back);
  gtk_widget_class_install_action (widget_class, "win.use-account", "s", use_account);
  gtk_widget_class_install_action (widget_class, "win.cancel-resume", NULL, cancel_resume);
  gtk_widget_class_install_action (widget_class, "win.add-account", NULL, add_account);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out);
  gtk_widget_class_install_action (widget_class, "win.show-users", NULL, show_users_action);
  gtk_widget_class_install_action (widget_class, "win.try-demo", NULL, try_demo);
}

static void
toast_cb (SbWindow *self, const char *text)
{
  add_toast (self, text, 4);
}

static void
sb_window_init (SbWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->visit_page, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);

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
 * @recovery: who ends what could not be ended at once
 *
 * Returns: (transfer none): the window, owned by GTK
 */
SbWindow *
sb_window_new (GtkApplication *application,
               GSettings *settings,
               SbAccountStore *accounts,
               SbSignIn *sign_in,
               SbRecovery *recovery)
{
  SbWindow *self = g_object_new (SB_TYPE_WINDOW, "application", application, NULL);
  g_autofree char *last_address = g_settings_get_string (settings, "last-address");

  self->settings = g_object_ref (settings);
  self->accounts = g_object_ref (accounts);
  self->sign_in = g_object_ref (sign_in);
  self->recovery = g_object_ref (recovery);
  g_signal_connect_object (recovery, "paid", G_CALLBACK (paid_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (recovery, "record-lost", G_CALLBACK (record_lost_cb), self, G_CONNECT_SWAPPED);
  self->sign_in_presenter = sb_sign_in_presenter_new (sign_in);
  g_object_set (self->sign_in_presenter, "address", last_address, NULL);

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  sb_sign_in_page_set_up (self->sign_in_page, self->sign_in_presenter, accounts);
  sb_users_page_set_accounts (self->users_page, accounts);
  g_signal_connect_object (self->sign_in_presenter, "signed-in", G_CALLBACK (signed_in_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in_presenter, "notify::state", G_CALLBACK (sign_in_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in_presenter, "notify::problem", G_CALLBACK (sign_in_state_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);

  return self;
}

/**
 * sb_window_start:
 * @self: the window
 *
 * Goes on with the account that was used last, or asks for one.
 */
void
sb_window_start (SbWindow *self)
{
  SbAccount *account;

  g_return_if_fail (SB_IS_WINDOW (self));

  account = sb_account_store_get_active (self->accounts);
  if (account == NULL)
    {
      show_sign_in (self);
      return;
    }

  resume (self, account);
}

/**
 * sb_window_try_demo:
 * @self: the window
 *
 * Starts the demo platform and fills in its administrator; the user signs in.
 */
void
sb_window_try_demo (SbWindow *self)
{
  g_return_if_fail (SB_IS_WINDOW (self));

  if (self->demo == NULL)
    self->demo = sb_demo_runner_new ();

  sb_demo_runner_start_async (self->demo, NULL, demo_started_cb, g_object_ref (self));
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

  if (is_starting (self))
    {
      sb_confirm_presenter_cancel (self->question);
      return;
    }

  if (self->visit == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  add_toast (self, _("Switching back before closing…"), 0);
  sb_visit_presenter_end (self->visit, SB_END_CLOSED);
}
