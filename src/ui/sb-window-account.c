/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window while somebody signs in, goes on with a known account, changes it or signs out; and the demo platform, whose
 * administrator is filled in on the sign-in page. */

#include "config.h"

#include "sb-window-private.h"

#include <glib/gi18n.h>

#include "sb-format.h"

/* The demo platform's training administrator, whom it prints at its start. */
#define DEMO_USER_NAME "tea.admin"
#define DEMO_PASSWORD "demo"

/* What the keyring says may come after the learners are on the screen, and change with each renewal of the tokens. */
static void
say_secret_error (SbWindow *self)
{
  const GError *error = sb_sign_in_get_secret_error (self->sign_in);

  if (error != NULL)
    {
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      sb_window_add_toast (self, problem->body, 10);
    }
}

/* The page has dealt with it already. */
static void
users_view_cb (SbWindow *self)
{
  if (sb_users_presenter_get_view (self->users_presenter) != SB_USERS_VIEW_LOADING)
    sb_window_show_now (self);
}

static void
use_desk (SbWindow *self, SbDesk *desk)
{
  g_set_object (&self->desk, desk);
  sb_owed_presenter_set_desk (self->owed, desk);
  sb_errands_set_desk (self->errands, desk);
  g_clear_object (&self->users_presenter);
  self->users_presenter = sb_users_presenter_new (desk, self->settings);
  sb_users_page_set_presenter (sb_window_get_users_page (self), self->users_presenter);
  g_signal_connect_object (self->users_presenter, "notify::view", G_CALLBACK (users_view_cb), self, G_CONNECT_SWAPPED);
  users_view_cb (self);
  sb_window_update_actions (self);
}

static void
signed_in_cb (SbWindow *self, SbDesk *desk)
{
  g_settings_set_string (self->settings, "last-address", sb_platform_get_origin (sb_desk_get_platform (desk)));
  use_desk (self, desk);
  sb_recovery_resume (self->recovery, sb_desk_get_platform (desk), sb_desk_get_identity (desk));
  sb_window_show_users (self);
  say_secret_error (self);
}

/* As long as nobody is signed in, the sign-in page says what is wrong. */
static void
secret_error_cb (SbWindow *self)
{
  if (self->desk != NULL)
    say_secret_error (self);
}

static void
sign_in_state_cb (SbWindow *self)
{
  const char *visible = gtk_stack_get_visible_child_name (self->stack);

  /* A kept account that cannot be used any more is signed in to by hand. */
  if (sb_sign_in_presenter_get_state (self->sign_in_presenter) == SB_SIGN_IN_EDITING
      && g_strcmp0 (visible, "resuming") == 0 && sb_sign_in_presenter_get_problem (self->sign_in_presenter) != NULL)
    sb_window_show_sign_in (self);
}

/* ---- going on with an account ---- */

typedef struct
{
  SbWindow *window;
  SbAccount *account;
} Resume;

static void
demo_restarted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Resume *resume = user_data;
  g_autoptr (SbWindow) self = resume->window;
  g_autoptr (SbAccount) account = resume->account;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = sb_demo_runner_start_finish (SB_DEMO_RUNNER (source), result, &error);

  if (address == NULL)
    g_warning ("The demo platform could not be started: %s", error->message);

  /* Somebody may not have waited for it. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "resuming") == 0)
    sb_sign_in_presenter_resume (self->sign_in_presenter, account);
}

static void
resume_at_demo (SbWindow *self, SbAccount *account)
{
  Resume *resume = g_new (Resume, 1);

  resume->window = g_object_ref (self);
  resume->account = g_object_ref (account);
  if (self->demo == NULL)
    self->demo = sb_demo_runner_new ();
  sb_demo_runner_start_async (self->demo, NULL, demo_restarted_cb, resume);
}

void
sb_window_resume (SbWindow *self, SbAccount *account)
{
  g_autofree char *name = sb_format_isolated (sb_account_get_display_name (account));
  /* Translators: shown while an account is signed in to again; %s is the administrator's name */
  g_autofree char *text = g_strdup_printf (_("Signing in as %s…"), name);

  gtk_label_set_text (self->resuming_label, text);
  gtk_stack_set_visible_child_name (self->stack, "resuming");
  gtk_widget_grab_focus (self->resuming_cancel_button);
  if (sb_demo_runner_is_at (sb_account_get_origin (account)))
    resume_at_demo (self, account);
  else
    sb_sign_in_presenter_resume (self->sign_in_presenter, account);
}

static void
cancel_resume (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbWindow *self = SB_WINDOW (widget);

  sb_sign_in_presenter_cancel (self->sign_in_presenter);
  sb_window_show_sign_in (self);
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

  sb_window_resume (self, account);
}

static void
add_account (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_window_show_sign_in (SB_WINDOW (widget));
}

static void
show_users_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (SB_WINDOW (widget)->desk != NULL)
    sb_window_show_users (SB_WINDOW (widget));
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
        sb_window_add_problem_toast (self, problem, 6);
    }
}

void
sb_window_sign_out_now (SbWindow *self)
{
  sb_sign_in_sign_out_async (self->sign_in, sb_desk_get_account (self->desk), sb_desk_get_platform (self->desk), NULL,
                             signed_out_cb, g_object_ref (self));
  g_clear_object (&self->desk);
  sb_recovery_let_go (self->recovery);
  sb_owed_presenter_set_desk (self->owed, NULL);
  sb_errands_set_desk (self->errands, NULL);
  sb_window_show_sign_in (self);
  sb_window_update_actions (self);
}

static void
sign_out (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (!sb_window_ask_about_owed (SB_WINDOW (widget), SB_OWED_OCCASION_SIGN_OUT))
    sb_window_sign_out_now (SB_WINDOW (widget));
}

/* ---- the demo platform ---- */

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = sb_demo_runner_start_finish (SB_DEMO_RUNNER (source), result, &error);

  if (address == NULL)
    {
      g_warning ("The demo platform could not be started: %s", error->message);
      sb_window_add_toast (self, _("The demo platform could not be started"), 5);
      return;
    }

  sb_window_show_sign_in (self);
  sb_sign_in_page_fill (sb_window_get_sign_in_page (self), address, DEMO_USER_NAME, DEMO_PASSWORD);
}

static void
try_demo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_window_try_demo (SB_WINDOW (widget));
}

/* ---- for the other files ---- */

/* For sb_window_class_init(): the actions. */
void
sb_window_class_init_account (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.use-account", "s", use_account);
  gtk_widget_class_install_action (widget_class, "win.cancel-resume", NULL, cancel_resume);
  gtk_widget_class_install_action (widget_class, "win.add-account", NULL, add_account);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out);
  gtk_widget_class_install_action (widget_class, "win.show-users", NULL, show_users_action);
  gtk_widget_class_install_action (widget_class, "win.try-demo", NULL, try_demo);
}

/* For a page that is new. */
void
sb_window_set_up_sign_in_page (SbWindow *self)
{
  sb_sign_in_page_set_up (self->sign_in_page, self->sign_in_presenter, self->accounts);
}

/* For sb_window_new(). */
void
sb_window_set_up_account (SbWindow *self)
{
  g_autofree char *last_address = g_settings_get_string (self->settings, "last-address");

  if (self->sign_in_presenter == NULL)
    {
      self->sign_in_presenter = sb_sign_in_presenter_new (self->sign_in);
      g_object_set (self->sign_in_presenter, "address", last_address, NULL);
    }

  g_signal_connect_object (self->sign_in, "notify::secret-error", G_CALLBACK (secret_error_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in_presenter, "signed-in", G_CALLBACK (signed_in_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in_presenter, "notify::state", G_CALLBACK (sign_in_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in_presenter, "notify::problem", G_CALLBACK (sign_in_state_cb), self,
                           G_CONNECT_SWAPPED);
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
