/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One toast at a time, the newest: what is said last must not wait behind what was said of another page.
 *
 * In libadwaita 1.2 a toast that is dismissed while it comes in is freed when it has gone, and the end of its coming in
 * is announced to it after that: coming in takes half a second, going less. So none is taken away before it is there. */

#include "config.h"

#include "sb-toaster.h"

/* Longer than a toast takes to come in. */
#define COMING_IN_MS 600

struct _SbToaster
{
  AdwToastOverlay *overlay; /* borrowed: its window owns us, too */
  AdwToast *current;        /* owned, nullable: on the screen */
  AdwToast *next;           /* owned, nullable: takes its place when it has come in */
  gint64 since;             /* when the current one was added, by the monotonic clock */
  guint swap_id;
};

static void
current_dismissed_cb (AdwToast *toast, SbToaster *self)
{
  g_signal_handlers_disconnect_by_data (toast, self);
  g_clear_object (&self->current);
}

static void
show (SbToaster *self, AdwToast *toast)
{
  self->current = g_object_ref (toast);
  self->since = g_get_monotonic_time ();
  g_signal_connect (toast, "dismissed", G_CALLBACK (current_dismissed_cb), self);
  adw_toast_overlay_add_toast (self->overlay, toast);
}

static void
swap_cb (gpointer user_data)
{
  SbToaster *self = user_data;
  AdwToast *next = g_steal_pointer (&self->next);

  self->swap_id = 0;
  if (self->current != NULL)
    adw_toast_dismiss (self->current);
  if (next != NULL)
    show (self, next);
}

/* Takes the current toast away, as soon as that may be, and shows the next one, if there is one. */
static void
swap (SbToaster *self)
{
  const gint64 age = (g_get_monotonic_time () - self->since) / G_TIME_SPAN_MILLISECOND;
  const gboolean is_there = age >= COMING_IN_MS || !adw_get_enable_animations (GTK_WIDGET (self->overlay));

  if (self->swap_id != 0)
    return;

  if (self->current == NULL || is_there)
    swap_cb (self);
  else
    self->swap_id = g_timeout_add_once ((guint) (COMING_IN_MS - age), swap_cb, self);
}

static void
drop_next (SbToaster *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->next);

  if (toast != NULL)
    g_signal_emit_by_name (toast, "dismissed");
}

/**
 * sb_toaster_new:
 * @overlay: where the toasts are shown; nobody else adds any
 *
 * Returns: (transfer full): a toaster; to be freed before @overlay is
 */
SbToaster *
sb_toaster_new (AdwToastOverlay *overlay)
{
  SbToaster *self = g_new0 (SbToaster, 1);

  self->overlay = overlay;

  return self;
}

void
sb_toaster_free (SbToaster *self)
{
  g_clear_handle_id (&self->swap_id, g_source_remove);
  if (self->current != NULL)
    g_signal_handlers_disconnect_by_data (self->current, self);
  g_clear_object (&self->current);
  g_clear_object (&self->next);
  g_free (self);
}

/**
 * sb_toaster_add:
 * @self: a toaster
 * @toast: (transfer full): what to show in place of any other
 *
 * A toast that never came to be shown because of a newer one is dismissed, too.
 */
void
sb_toaster_add (SbToaster *self, AdwToast *toast)
{
  drop_next (self);
  self->next = toast;
  swap (self);
}

/**
 * sb_toaster_dismiss:
 * @self: a toaster
 * @toast: the toast that was added last
 */
void
sb_toaster_dismiss (SbToaster *self, AdwToast *toast)
{
  if (toast == self->next)
    drop_next (self);
  else if (toast == self->current)
    swap (self);
}
