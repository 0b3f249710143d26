/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in: an address, a name and a password, or the desktop's own browser. The password lives in its entry and goes
 * from there to the presenter; it is cleared once it was accepted. */

#include "config.h"

#include "sb-sign-in-page.h"

#include <glib/gi18n.h>

#include "sb-account-row.h"
#include "sb-demo-runner.h"
#include "sb-focus.h"
#include "sb-main-menu-button.h"
#include "sb-strip.h"
#include "sb-why-button.h"

struct _SbSignInPage
{
  AdwBin parent_instance;

  /* template widgets */
  GtkListBox *accounts_list;
  GtkWidget *accounts_group;
  AdwEntryRow *address_row;
  AdwExpanderRow *advanced_row;
  GtkButton *back_button;
  GtkButton *browser_button;
  GtkButton *cancel_button;
  AdwEntryRow *client_id_row;
  AdwPasswordEntryRow *client_secret_row;
  GtkButton *demo_button;
  GtkWidget *form;
  SbStrip *owed_strip;
  AdwPasswordEntryRow *password_row;
  GtkRevealer *problem_revealer;
  GtkLabel *problem_body;
  GtkLabel *problem_title;
  GtkButton *sign_in_button;
  GtkSpinner *spinner;
  AdwEntryRow *user_name_row;
  GtkLabel *waiting_label;
  SbWhyButton *why_button;

  /* owned */
  SbSignInPresenter *presenter;
  SbAccountStore *accounts;

  /* borrowed */
  GtkWidget *focus_before; /* weak: where the keyboard was when signing in began */
};

G_DEFINE_FINAL_TYPE (SbSignInPage, sb_sign_in_page, ADW_TYPE_BIN)

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Nobody will come back from a browser that could not be opened. */
  if (!g_app_info_launch_default_for_uri_finish (result, &error) && self->presenter != NULL
      && sb_sign_in_presenter_get_state (self->presenter) == SB_SIGN_IN_WAITING_FOR_BROWSER)
    {
      sb_sign_in_presenter_cancel (self->presenter);
      sb_sign_in_presenter_set_problem (self->presenter, error);
    }
}

static void
open_url (const char *url, gpointer user_data)
{
  SbSignInPage *self = SB_SIGN_IN_PAGE (user_data);
  g_autoptr (GdkAppLaunchContext) context
      = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));

  g_app_info_launch_default_for_uri_async (url, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb,
                                           g_object_ref (self));
}

static void
sign_in (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbSignInPage *self = SB_SIGN_IN_PAGE (widget);

  sb_sign_in_presenter_submit (self->presenter, gtk_editable_get_text (GTK_EDITABLE (self->password_row)),
                               gtk_editable_get_text (GTK_EDITABLE (self->client_secret_row)));
}

static void
use_browser (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbSignInPage *self = SB_SIGN_IN_PAGE (widget);

  sb_sign_in_presenter_use_browser (self->presenter, open_url, self);
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_sign_in_presenter_cancel (SB_SIGN_IN_PAGE (widget)->presenter);
}

/* What is still to be typed; NULL if nothing is. */
static GtkWidget *
find_empty_row (SbSignInPage *self)
{
  GtkEditable *rows[] = { GTK_EDITABLE (self->address_row), GTK_EDITABLE (self->user_name_row),
                          GTK_EDITABLE (self->password_row) };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (*gtk_editable_get_text (rows[i]) == '\0')
      return GTK_WIDGET (rows[i]);

  return NULL;
}

/* Enter goes on to what is still empty, and signs in when nothing is. */
static void
entry_activated_cb (SbSignInPage *self)
{
  GtkWidget *row = find_empty_row (self);

  if (row != NULL)
    gtk_widget_grab_focus (row);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "sign-in.sign-in", NULL);
}

/* The presenter only learns that there is a password. */
static void
password_changed_cb (SbSignInPage *self)
{
  g_object_set (self->presenter, "has-password", *gtk_editable_get_text (GTK_EDITABLE (self->password_row)) != '\0',
                NULL);
}

static void
focus_problem (SbSignInPage *self)
{
  GtkWidget *rows[] = {
    [SB_SIGN_IN_FIELD_NONE] = NULL,
    [SB_SIGN_IN_FIELD_ADDRESS] = GTK_WIDGET (self->address_row),
    [SB_SIGN_IN_FIELD_USER_NAME] = GTK_WIDGET (self->user_name_row),
    [SB_SIGN_IN_FIELD_PASSWORD] = GTK_WIDGET (self->password_row),
    [SB_SIGN_IN_FIELD_CLIENT_ID] = GTK_WIDGET (self->client_id_row),
  };
  SbSignInField field = sb_sign_in_presenter_get_problem_field (self->presenter);

  for (guint i = 1; i < G_N_ELEMENTS (rows); i++)
    if (i == field)
      gtk_widget_add_css_class (rows[i], "error");
    else
      gtk_widget_remove_css_class (rows[i], "error");

  if (field == SB_SIGN_IN_FIELD_CLIENT_ID)
    adw_expander_row_set_expanded (self->advanced_row, TRUE);
  if (rows[field] != NULL)
    gtk_widget_grab_focus (rows[field]);
}

static void
update_problem (SbSignInPage *self)
{
  const SbProblem *problem = sb_sign_in_presenter_get_problem (self->presenter);

  if (problem != NULL)
    {
      gtk_label_set_text (self->problem_title, problem->title);
      gtk_label_set_text (self->problem_body, problem->body);
      sb_why_button_set_help (self->why_button, problem->help);
    }

  gtk_revealer_set_reveal_child (self->problem_revealer, problem != NULL);
  focus_problem (self);
}

/* The keyboard goes to Cancel and back, before it would be taken away: GTK 4.8 never tells a text that becomes
 * insensitive that it has lost the focus, and complains when its cursor blinks. */
static void
move_focus (SbSignInPage *self, gboolean is_busy)
{
  GtkWidget *focus = sb_get_focus (self);

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;

  if (is_busy && focus != GTK_WIDGET (self->cancel_button))
    {
      g_set_weak_pointer (&self->focus_before, focus);
      gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
    }
  else if (!is_busy && self->focus_before != NULL)
    {
      gtk_widget_grab_focus (self->focus_before);
      g_clear_weak_pointer (&self->focus_before);
    }
}

static void
update_state (SbSignInPage *self)
{
  SbSignInState state = sb_sign_in_presenter_get_state (self->presenter);
  gboolean is_busy = state != SB_SIGN_IN_EDITING;
  gboolean can_submit;
  gboolean can_use_browser;

  g_object_get (self->presenter, "can-submit", &can_submit, "can-use-browser", &can_use_browser, NULL);
  if (is_busy)
    move_focus (self, TRUE);
  gtk_widget_set_sensitive (self->form, !is_busy);
  gtk_widget_set_sensitive (self->accounts_group, !is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->sign_in_button), !is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->browser_button), !is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting_label), state == SB_SIGN_IN_WAITING_FOR_BROWSER);
  gtk_widget_set_visible (GTK_WIDGET (self->demo_button), !is_busy && sb_demo_runner_is_installed ());
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-in.sign-in", can_submit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-in.use-browser", can_use_browser);
  if (!is_busy)
    move_focus (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), is_busy);
}

static void
signed_in_cb (SbSignInPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->client_secret_row), "");
}

static void
account_activated_cb (SbSignInPage *self, GtkListBoxRow *row)
{
  SbAccount *account = sb_account_store_lookup (self->accounts, sb_account_row_get_account_id (row));

  if (account != NULL)
    sb_sign_in_presenter_resume (self->presenter, account);
}

static GtkWidget *
make_account_row (gpointer item, gpointer user_data)
{
  return sb_account_row_new (item, "go-next-symbolic", NULL);
}

static void
update_accounts (SbSignInPage *self)
{
  gtk_widget_set_visible (self->accounts_group,
                          g_list_model_get_n_items (sb_account_store_get_accounts (self->accounts)) > 0);
}

static void
sb_sign_in_page_dispose (GObject *object)
{
  SbSignInPage *self = SB_SIGN_IN_PAGE (object);

  g_clear_weak_pointer (&self->focus_before);
  if (self->accounts_list != NULL)
    gtk_list_box_bind_model (self->accounts_list, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SIGN_IN_PAGE);
  g_clear_object (&self->presenter);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (sb_sign_in_page_parent_class)->dispose (object);
}

static void
sb_sign_in_page_class_init (SbSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_sign_in_page_dispose;

  g_type_ensure (SB_TYPE_MAIN_MENU_BUTTON);
  g_type_ensure (SB_TYPE_STRIP);
  g_type_ensure (SB_TYPE_WHY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, accounts_group);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, accounts_list);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, advanced_row);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, browser_button);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, client_secret_row);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, demo_button);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, form);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, owed_strip);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, problem_body);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, problem_title);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, user_name_row);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, SbSignInPage, why_button);
  gtk_widget_class_bind_template_callback (widget_class, account_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);

  gtk_widget_class_install_action (widget_class, "sign-in.sign-in", NULL, sign_in);
  gtk_widget_class_install_action (widget_class, "sign-in.use-browser", NULL, use_browser);
  gtk_widget_class_install_action (widget_class, "sign-in.cancel", NULL, cancel);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sign-in.cancel", NULL);
}

/* In large text, or in some language, it does not fit into one line on a narrow screen. */
static void
let_label_wrap (GtkButton *button)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (button));

  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (label, TRUE);
}

static void
sb_sign_in_page_init (SbSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  let_label_wrap (self->browser_button);
  let_label_wrap (self->demo_button);
}

/**
 * sb_sign_in_page_set_up:
 * @self: the page
 * @presenter: what it shows
 * @accounts: the accounts that can be chosen instead of typing
 *
 * To be called once.
 */
void
sb_sign_in_page_set_up (SbSignInPage *self, SbSignInPresenter *presenter, SbAccountStore *accounts)
{
  g_return_if_fail (SB_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (self->presenter == NULL);

  self->presenter = g_object_ref (presenter);
  self->accounts = g_object_ref (accounts);

  g_object_bind_property (presenter, "address", self->address_row, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (presenter, "user-name", self->user_name_row, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (presenter, "client-id", self->client_id_row, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (presenter, "notify::state", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "notify::can-submit", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "notify::can-use-browser", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "notify::problem", G_CALLBACK (update_problem), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "signed-in", G_CALLBACK (signed_in_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->password_row, "changed", G_CALLBACK (password_changed_cb), self, G_CONNECT_SWAPPED);

  gtk_list_box_bind_model (self->accounts_list, sb_account_store_get_accounts (accounts), make_account_row, NULL, NULL);
  g_signal_connect_object (sb_account_store_get_accounts (accounts), "items-changed", G_CALLBACK (update_accounts), self,
                           G_CONNECT_SWAPPED);
  update_accounts (self);
  update_state (self);
  update_problem (self);
}

/**
 * sb_sign_in_page_fill:
 * @self: the page
 * @address: the platform's address
 * @user_name: the user name
 * @password: the password, of the demo platform only
 */
void
sb_sign_in_page_fill (SbSignInPage *self, const char *address, const char *user_name, const char *password)
{
  g_return_if_fail (SB_IS_SIGN_IN_PAGE (self));

  g_object_set (self->presenter, "address", address, "user-name", user_name, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), password);
  gtk_widget_grab_focus (GTK_WIDGET (self->sign_in_button));
}

void
sb_sign_in_page_set_can_go_back (SbSignInPage *self, gboolean can_go_back)
{
  g_return_if_fail (SB_IS_SIGN_IN_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->back_button), can_go_back);
}

void
sb_sign_in_page_focus (SbSignInPage *self)
{
  g_return_if_fail (SB_IS_SIGN_IN_PAGE (self));

  if (sb_sign_in_presenter_get_problem (self->presenter) != NULL)
    focus_problem (self);
  else
    {
      GtkWidget *empty = find_empty_row (self);

      gtk_widget_grab_focus (empty != NULL ? empty : GTK_WIDGET (self->address_row));
    }
}

/**
 * sb_sign_in_page_set_invitation:
 * @self: the page
 * @invitation: (nullable): why it matters to sign in
 */
void
sb_sign_in_page_set_invitation (SbSignInPage *self, const SbProblem *invitation)
{
  g_return_if_fail (SB_IS_SIGN_IN_PAGE (self));

  sb_strip_set_problem (self->owed_strip, invitation);
}
