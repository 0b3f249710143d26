/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sees that a list has more rows than are on the screen: a few at a time, and in between what is typed and drawn. */

#include "config.h"

#include "sb-more-rows.h"

/* How long rows are made in one go: what somebody types, and the next frame, wait no longer than that. */
#define MOST_US 3000

struct _SbMoreRows
{
  GtkAdjustment *adjustment; /* owned */
  SbAddRows add_rows;
  gpointer user_data;
  guint source_id; /* rows that are about to be added */
};

static gboolean
is_near_end (SbMoreRows *self)
{
  const double page = gtk_adjustment_get_page_size (self->adjustment);
  const double left = gtk_adjustment_get_upper (self->adjustment) - gtk_adjustment_get_value (self->adjustment) - page;

  return page > 0 && left < 1.5 * page;
}

static void
add_cb (gpointer user_data)
{
  SbMoreRows *self = user_data;
  const gint64 until = g_get_monotonic_time () + MOST_US;

  self->source_id = 0;
  if (!is_near_end (self))
    return;

  while (self->add_rows (self->user_data) && g_get_monotonic_time () < until)
    ;
}

/* More rows come between frames: the list is told while it is being laid out. */
static void
scrolled_cb (SbMoreRows *self)
{
  if (self->source_id == 0 && is_near_end (self))
    self->source_id = g_idle_add_once (add_cb, self);
}

/**
 * sb_more_rows_new:
 * @scrolled_window: has the list
 * @add_rows: called again and again while the end of the list is near, for as long as it returns %TRUE
 * @user_data: for @add_rows
 *
 * Returns: (transfer full): to be freed before @user_data is
 */
SbMoreRows *
sb_more_rows_new (GtkScrolledWindow *scrolled_window, SbAddRows add_rows, gpointer user_data)
{
  SbMoreRows *self = g_new0 (SbMoreRows, 1);

  self->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (scrolled_window));
  self->add_rows = add_rows;
  self->user_data = user_data;
  /* Both: the first page may be shorter than the window, so that nothing ever scrolls. */
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);

  return self;
}

void
sb_more_rows_free (SbMoreRows *self)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_object_unref (self->adjustment);
  g_free (self);
}
