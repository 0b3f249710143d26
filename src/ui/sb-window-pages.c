/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of the window, each made when it is first needed: a start needs one of them, and the others would be most of
 * what there is to build, to lay out and to keep. */

#include "config.h"

#include "sb-window-private.h"

static gpointer
add_page (SbWindow *self, GType type, const char *name)
{
  GtkWidget *page = g_object_new (type, NULL);

  gtk_stack_add_named (self->stack, page, name);

  return page;
}

SbSignInPage *
sb_window_get_sign_in_page (SbWindow *self)
{
  if (self->sign_in_page == NULL)
    {
      self->sign_in_page = add_page (self, SB_TYPE_SIGN_IN_PAGE, "sign-in");
      sb_window_set_up_sign_in_page (self);
      sb_window_update_invitation (self);
    }

  return self->sign_in_page;
}

SbUsersPage *
sb_window_get_users_page (SbWindow *self)
{
  if (self->users_page == NULL)
    {
      self->users_page = add_page (self, SB_TYPE_USERS_PAGE, "users");
      sb_users_page_set_accounts (self->users_page, self->accounts);
      sb_users_page_set_owed (self->users_page, self->owed);
      sb_window_set_up_log_in (self);
    }

  return self->users_page;
}

SbHistoryPage *
sb_window_get_history_page (SbWindow *self)
{
  if (self->history_page == NULL)
    {
      self->history_page = add_page (self, SB_TYPE_HISTORY_PAGE, "history");
      sb_history_page_set_owed (self->history_page, self->owed);
      sb_window_set_up_history (self);
    }

  return self->history_page;
}

SbVisitPage *
sb_window_get_visit_page (SbWindow *self)
{
  if (self->visit_page == NULL)
    {
      self->visit_page = add_page (self, SB_TYPE_VISIT_PAGE, "visit");
      sb_visit_page_remember (self->visit_page, self->settings);
      sb_window_set_up_visit (self);
    }

  return self->visit_page;
}

/**
 * sb_window_get_page:
 * @self: the window
 * @name: "sign-in", "users", "history" or "visit"
 *
 * Returns: (transfer none): that page, which is made if it was not needed so far
 */
GtkWidget *
sb_window_get_page (SbWindow *self, const char *name)
{
  g_return_val_if_fail (SB_IS_WINDOW (self), NULL);

  if (g_str_equal (name, "sign-in"))
    return GTK_WIDGET (sb_window_get_sign_in_page (self));
  if (g_str_equal (name, "users"))
    return GTK_WIDGET (sb_window_get_users_page (self));
  if (g_str_equal (name, "history"))
    return GTK_WIDGET (sb_window_get_history_page (self));

  g_return_val_if_fail (g_str_equal (name, "visit"), NULL);

  return GTK_WIDGET (sb_window_get_visit_page (self));
}
