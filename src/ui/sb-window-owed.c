/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and what is owed: the sign-in page says why signing in matters, every other page has a button, what is over
 * is told, and closing the window or signing out is asked about first. A question that has lost its reason, because it
 * was paid in the meantime, is answered with what was asked for. Nothing is asked of whoever is in a hurry. */

#include "config.h"

#include "sb-window-private.h"

#include <glib/gi18n.h>

#include "sb-announce.h"
#include "sb-question.h"

/* Whom, since when, and when it ended: long enough to be read. */
#define RECEIPT_SECONDS 20

static void
drop_question (SbWindow *self)
{
  GtkWidget *dialog = self->owed_dialog;

  if (dialog == NULL)
    return;

  g_clear_weak_pointer (&self->owed_dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* ---- questions ---- */

static void
go_on (SbWindow *self)
{
  const SbOwedOccasion occasion = self->owed_occasion;

  drop_question (self);
  if (occasion == SB_OWED_OCCASION_SIGN_OUT)
    {
      sb_window_sign_out_now (self);
      return;
    }

  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
answered_cb (SbWindow *self, const char *answer)
{
  if (g_str_equal (answer, "try"))
    sb_owed_presenter_try_now (self->owed);
  else if (g_str_equal (answer, "anyway"))
    go_on (self);
  else
    drop_question (self);
}

static void
update_question (SbWindow *self)
{
  g_autoptr (SbProblem) problem = NULL;
  g_autofree char *error_text = NULL;
  g_autofree char *status = NULL;
  gboolean can_try;

  if (self->owed_dialog == NULL || self->owed_try_button == NULL)
    return;

  problem = sb_owed_presenter_make_problem (self->owed, self->owed_occasion);
  if (problem == NULL)
    {
      go_on (self);
      return;
    }

  g_object_get (self->owed, "can-try", &can_try, "error-text", &error_text, "status", &status, NULL);
  gtk_widget_set_visible (self->owed_try_button, sb_owed_presenter_get_own_count (self->owed) > 0);
  sb_question_set_problem (SB_QUESTION (self->owed_dialog), problem);
  sb_question_set_status (SB_QUESTION (self->owed_dialog), can_try ? error_text : status);
}

static SbQuestion *
open_dialog (SbWindow *self)
{
  SbQuestion *dialog = sb_question_new_standing (GTK_WINDOW (self));

  drop_question (self);
  g_set_weak_pointer (&self->owed_dialog, GTK_WIDGET (dialog));
  self->owed_try_button = NULL;
  g_signal_connect_object (dialog, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);

  return dialog;
}

/**
 * sb_window_ask_about_owed:
 * @self: the window
 * @occasion: what is asked for
 *
 * Returns: %TRUE if it was asked first; %FALSE if there is nothing to ask
 */
gboolean
sb_window_ask_about_owed (SbWindow *self, SbOwedOccasion occasion)
{
  g_autoptr (SbProblem) problem = sb_owed_presenter_make_problem (self->owed, occasion);
  SbQuestion *dialog;
  const gboolean is_sign_out = occasion == SB_OWED_OCCASION_SIGN_OUT;

  if (problem == NULL)
    return FALSE;

  self->owed_occasion = occasion;
  dialog = open_dialog (self);
  sb_question_add_button (dialog, is_sign_out ? _("_Stay Signed In") : _("_Keep Window Open"), SB_QUESTION_CANCEL,
                                 "suggested-action");
  self->owed_try_button = sb_question_add_button (dialog, _("_Try Now"), "try", NULL);
  sb_question_add_button (dialog, is_sign_out ? _("Sign _Out Anyway") : _("_Close Anyway"), "anyway",
                                 is_sign_out ? "destructive-action" : NULL);
  update_question (self);
  gtk_window_present (GTK_WINDOW (dialog));

  return TRUE;
}

/* ---- what is shown ---- */

void
sb_window_update_invitation (SbWindow *self)
{
  g_autoptr (SbProblem) invitation = sb_owed_presenter_make_problem (self->owed, SB_OWED_OCCASION_SIGN_IN);
  GListModel *all = sb_owed_presenter_get_all (self->owed);
  g_autofree char *last_address = g_settings_get_string (self->settings, "last-address");
  SbAccount *account = sb_owed_find_account (all, self->accounts);
  g_autoptr (SbOwed) first = g_list_model_get_item (all, 0);

  if (self->sign_in_page != NULL)
    sb_sign_in_page_set_invitation (self->sign_in_page, invitation);
  if (account != NULL)
    sb_sign_in_presenter_suggest (self->sign_in_presenter, last_address, sb_account_get_origin (account),
                                  sb_account_get_user_name (account), sb_account_get_client_id (account));
  else if (first != NULL)
    sb_sign_in_presenter_suggest (self->sign_in_presenter, last_address, sb_owed_get_origin (first), NULL, NULL);
}

static void
count_cb (SbWindow *self)
{
  const guint count = sb_owed_presenter_get_count (self->owed);
  g_autofree char *title = NULL;

  sb_window_update_invitation (self);
  update_question (self);
  if (count > self->owed_count && self->visit == NULL)
    {
      g_object_get (self->owed, "title", &title, NULL);
      sb_announce (GTK_WIDGET (self), title);
    }

  self->owed_count = count;
}

static void
paid_cb (SbWindow *self, const char *message)
{
  /* The toast before says the same, and less. */
  self->receipt_toast = NULL;
  self->receipt_toast = sb_window_add_kept_toast (self, message, RECEIPT_SECONDS);
  sb_announce (GTK_WIDGET (self), message);
}

/* Said again when more is known; it is not to be missed. */
static void
record_lost_cb (SbWindow *self, const SbProblem *problem)
{
  if (self->owed_dialog == NULL || self->owed_try_button != NULL)
    sb_question_add_button (open_dialog (self), _("_OK"), SB_QUESTION_CANCEL, NULL);

  sb_question_set_problem (SB_QUESTION (self->owed_dialog), problem);
  gtk_window_present (GTK_WINDOW (self->owed_dialog));
}

static void
try_owed (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_owed_presenter_try_now (SB_WINDOW (widget)->owed);
}

static void
can_try_cb (SbWindow *self)
{
  gboolean can_try;

  g_object_get (self->owed, "can-try", &can_try, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.try-owed", can_try);
  update_question (self);
}

/* ---- for the other files ---- */

/* For sb_window_class_init(): the actions. */
void
sb_window_class_init_owed (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.try-owed", NULL, try_owed);
}

/* For sb_window_new(). */
void
sb_window_set_up_owed (SbWindow *self)
{
  self->owed = sb_owed_presenter_new (self->recovery);
  g_signal_connect_object (self->recovery, "paid", G_CALLBACK (sb_window_read_back), self, G_CONNECT_SWAPPED);
  self->record_loss = sb_record_loss_new (self->recovery, sb_owed_presenter_get_names (self->owed));
  g_signal_connect_object (self->owed, "notify::count", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->owed, "notify::can-try", G_CALLBACK (can_try_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->owed, "notify::error-text", G_CALLBACK (update_question), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->owed, "paid", G_CALLBACK (paid_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record_loss, "said", G_CALLBACK (record_lost_cb), self, G_CONNECT_SWAPPED);

  can_try_cb (self);
  sb_owed_presenter_refresh (self->owed);
}

/* For sb_window_dispose(). */
void
sb_window_clear_owed (SbWindow *self)
{
  drop_question (self);
  self->receipt_toast = NULL;
  g_clear_object (&self->record_loss);
  g_clear_object (&self->owed);
}
