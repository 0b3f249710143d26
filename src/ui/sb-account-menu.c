/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture at the start of the header bar: whose account this is, the others to change to, adding one, signing out.
 * It activates win.use-account, win.add-account and win.sign-out. */

#include "config.h"

#include "sb-account-menu.h"

#include <glib/gi18n.h>

#include "sb-account-row.h"

struct _SbAccountMenu
{
  AdwBin parent_instance;

  /* template widgets */
  AdwAvatar *avatar;
  GtkMenuButton *menu_button;
  GtkPopover *popover;
  GtkListBox *list_box;

  /* owned */
  SbAccountStore *accounts;
  SbAccount *active;

  /* state */
  gboolean is_filled; /* the rows are those of accounts and active */
};

G_DEFINE_FINAL_TYPE (SbAccountMenu, sb_account_menu, ADW_TYPE_BIN)

static void
row_activated_cb (SbAccountMenu *self, GtkListBoxRow *row)
{
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.use-account", "s", sb_account_row_get_account_id (row));
}

static gboolean
is_active (SbAccountMenu *self, SbAccount *account)
{
  return self->active != NULL && g_str_equal (sb_account_get_id (self->active), sb_account_get_id (account));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  gboolean is_in_use = is_active (user_data, item);

  return sb_account_row_new (item, is_in_use ? "object-select-symbolic" : NULL, is_in_use ? _("In use") : NULL);
}

/* The rows are made when somebody looks. */
static void
fill_cb (GtkMenuButton *menu_button, gpointer user_data)
{
  SbAccountMenu *self = user_data;

  if (self->is_filled || self->accounts == NULL)
    return;

  self->is_filled = TRUE;
  gtk_list_box_bind_model (self->list_box, sb_account_store_get_accounts (self->accounts), make_row, self, NULL);
}

static void
empty (SbAccountMenu *self)
{
  self->is_filled = FALSE;
  gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    fill_cb (self->menu_button, self);
}

static void
sb_account_menu_dispose (GObject *object)
{
  SbAccountMenu *self = SB_ACCOUNT_MENU (object);

  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_ACCOUNT_MENU);
  g_clear_object (&self->accounts);
  g_clear_object (&self->active);

  G_OBJECT_CLASS (sb_account_menu_parent_class)->dispose (object);
}

static void
sb_account_menu_class_init (SbAccountMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_account_menu_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-account-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, SbAccountMenu, avatar);
  gtk_widget_class_bind_template_child (widget_class, SbAccountMenu, list_box);
  gtk_widget_class_bind_template_child (widget_class, SbAccountMenu, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SbAccountMenu, popover);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sb_account_menu_init (SbAccountMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, fill_cb, self, NULL);
}

void
sb_account_menu_set_accounts (SbAccountMenu *self, SbAccountStore *accounts)
{
  g_return_if_fail (SB_IS_ACCOUNT_MENU (self));

  if (g_set_object (&self->accounts, accounts))
    empty (self);
}

void
sb_account_menu_set_active (SbAccountMenu *self, SbAccount *account)
{
  g_autofree char *label = NULL;

  g_return_if_fail (SB_IS_ACCOUNT_MENU (self));

  g_set_object (&self->active, account);
  empty (self);

  /* Translators: the name of the button with the user's picture; %s is the user's name */
  label = g_strdup_printf (_("Account of %s"), sb_account_get_display_name (account));
  adw_avatar_set_text (self->avatar, sb_account_get_display_name (account));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), label);
}
