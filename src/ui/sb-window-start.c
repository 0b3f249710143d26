/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window before it is on the screen. While the platform answers, the page that will most likely be shown is built; what
 * is then put on the screen has the learners in it already. Who has to wait longer than one notices is shown that they
 * have to. */

#include "config.h"

#include "sb-window-private.h"

/* How long nothing may be on the screen: from when the window could be, and once more from when the platform was asked. */
#define PATIENCE_MS 150

/* Building the page holds everything else up: it waits until what is to be asked is on its way, which takes the keyring and
 * then a few turns of the main loop; but not for a keyring that does not answer. */
#define KEYRING_MS 40
#define SENDING_MS 4

static void
stop (SbWindow *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_handle_id (&self->build_id, g_source_remove);
}

/* There is something to show. */
void
sb_window_show_now (SbWindow *self)
{
  if (self->patience_id == 0)
    return;

  stop (self);
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
patience_cb (gpointer user_data)
{
  sb_window_show_now (user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
build_cb (gpointer user_data)
{
  SbWindow *self = user_data;

  self->build_id = 0;
  sb_window_get_users_page (self);

  return G_SOURCE_REMOVE;
}

/* What the platform says goes before. */
static void
wait (SbWindow *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  self->patience_id = g_timeout_add_full (G_PRIORITY_LOW, PATIENCE_MS, patience_cb, self, NULL);
}

static void
resuming_cb (SbWindow *self)
{
  if (self->patience_id == 0)
    return;

  wait (self);
  if (self->build_id == 0)
    return;

  g_source_remove (self->build_id);
  self->build_id = g_timeout_add (SENDING_MS, build_cb, self);
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
      sb_window_show_sign_in (self);
      return;
    }

  sb_window_resume (self, account);
}

/**
 * sb_window_open:
 * @self: the window, started
 *
 * Puts the window on the screen, as soon as there is something to show.
 */
void
sb_window_open (SbWindow *self)
{
  gboolean is_busy;

  g_return_if_fail (SB_IS_WINDOW (self));

  g_object_get (self->sign_in_presenter, "is-busy", &is_busy, NULL);
  if (!is_busy || self->patience_id != 0 || gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      stop (self);
      gtk_window_present (GTK_WINDOW (self));
      return;
    }

  g_signal_connect_object (self->sign_in, "resuming", G_CALLBACK (resuming_cb), self, G_CONNECT_SWAPPED);
  self->build_id = g_timeout_add (KEYRING_MS, build_cb, self);
  wait (self);
}

/* For sb_window_dispose(). */
void
sb_window_clear_start (SbWindow *self)
{
  stop (self);
}
