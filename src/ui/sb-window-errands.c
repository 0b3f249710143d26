/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and what is asked for from outside of it, by a link or by text that is dropped on it: whether it is a good
 * moment, and what SbErrands decides made visible. A log-in still begins in the dialog, and nowhere else. */

#include "config.h"

#include "sb-window-private.h"

#include "sb-announce.h"
#include "sb-dropped.h"

#define SECONDS 10

static SbErrandMoment
find_moment (gpointer data)
{
  SbWindow *self = data;
  const char *visible = gtk_stack_get_visible_child_name (self->stack);

  if (self->visit != NULL || sb_window_is_starting (self))
    return SB_ERRAND_MOMENT_LOGGED_IN;
  if (self->dialog != NULL)
    return SB_ERRAND_MOMENT_ASKING;
  if (g_strcmp0 (visible, "resuming") == 0)
    return SB_ERRAND_MOMENT_SIGNING_IN;
  if (g_strcmp0 (visible, "sign-in") == 0 || self->desk == NULL)
    return SB_ERRAND_MOMENT_SIGNED_OUT;

  return SB_ERRAND_MOMENT_FREE;
}

/* What was said of the errand before is no longer so. */
static void
drop_toast (SbWindow *self)
{
  AdwToast *toast = self->errand_toast;

  self->errand_toast = NULL;
  if (toast != NULL)
    sb_toaster_dismiss (self->toaster, toast);
}

static void
ask_cb (SbWindow *self, SbLearner *learner, const SbErrand *errand)
{
  drop_toast (self);
  sb_users_page_remember (sb_window_get_users_page (self), NULL);
  sb_window_ask_to_log_in (self, learner, errand);
}

static void
search_cb (SbWindow *self, const char *text)
{
  gtk_stack_set_visible_child (self->stack, sb_window_get_page (self, "users"));
  sb_users_page_search (sb_window_get_users_page (self), text);
}

/**
 * sb_window_say:
 * @self: the window
 * @sentence: what became of something that was asked for from outside
 *
 * What somebody has to do first is said until it is done.
 */
void
sb_window_say (SbWindow *self, const char *sentence)
{
  guint seconds;

  g_return_if_fail (SB_IS_WINDOW (self));

  seconds = find_moment (self) == SB_ERRAND_MOMENT_SIGNED_OUT ? 0 : SECONDS;
  self->errand_toast = sb_window_add_toast (self, sentence, seconds);
  sb_announce (GTK_WIDGET (self), sentence);
}

/**
 * sb_window_take_errand:
 * @self: the window, on the screen
 * @errand: what is asked for from outside
 *
 * Asks whether to log in, shows who is found, or says why not. Never does more.
 */
void
sb_window_take_errand (SbWindow *self, const SbErrand *errand)
{
  g_return_if_fail (SB_IS_WINDOW (self));

  sb_errands_take (self->errands, errand);
}

/* Text from elsewhere is searched for, where there is somebody to search. */
static gboolean
accept_cb (SbWindow *self, GdkDrop *drop, GtkDropTarget *target)
{
  return find_moment (self) == SB_ERRAND_MOMENT_FREE
      && gdk_content_formats_match (gdk_drop_get_formats (drop), gtk_drop_target_get_formats (target));
}

static gboolean
drop_cb (SbWindow *self, const GValue *value)
{
  g_autofree char *text = sb_dropped_dup_search (g_value_get_string (value));

  if (text == NULL || find_moment (self) != SB_ERRAND_MOMENT_FREE)
    return FALSE;

  search_cb (self, text);

  return TRUE;
}

static void
set_up_drop_target (SbWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* For sb_window_new(). */
void
sb_window_set_up_errands (SbWindow *self)
{
  set_up_drop_target (self);
  self->errands = sb_errands_new (self->accounts, find_moment, self);
  g_signal_connect_object (self->errands, "ask", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->errands, "search", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->errands, "said", G_CALLBACK (sb_window_say), self, G_CONNECT_SWAPPED);
}

/* For sb_window_dispose(): what is still looked for must not come back. */
void
sb_window_clear_errands (SbWindow *self)
{
  self->errand_toast = NULL;
  if (self->errands != NULL)
    sb_errands_forget (self->errands);
  g_clear_object (&self->errands);
}
