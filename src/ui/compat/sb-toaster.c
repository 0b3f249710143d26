/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One toast at a time, the newest: what is said last must not wait behind what was said of another page. Only what
 * has to be read is left for as long as that takes.
 *
 * In libadwaita 1.2 a toast that is dismissed while it comes in is freed when it has gone, and the end of its coming in
 * is announced to it after that: coming in takes half a second, going less. So none is taken away before it is there. */

#include "config.h"

#include "sb-toaster.h"

/* Longer than a toast takes to come in. */
#define COMING_IN_MS 600

/* Long enough to read two lines. */
#define READING_MS 6000

struct _SbToaster
{
  AdwToastOverlay *overlay; /* borrowed: its window owns us, too */
  AdwToast *current;        /* owned, nullable: on the screen */
  gboolean is_current_kept; /* it has to be read */
  gint64 since;             /* when the current one was added, by the monotonic clock */
  AdwToast *waiting[2];     /* owned, nullable: for its place; the second has to be read */
  guint swap_id;
};

static void swap (SbToaster *self);

static void
current_dismissed_cb (AdwToast *toast, SbToaster *self)
{
  g_signal_handlers_disconnect_by_data (toast, self);
  g_clear_object (&self->current);
  swap (self);
}

static void
show_next (SbToaster *self)
{
  const gboolean is_kept = self->waiting[TRUE] != NULL;
  AdwToast *toast = g_steal_pointer (&self->waiting[is_kept]);

  if (toast == NULL)
    return;

  self->current = g_object_ref (toast);
  self->is_current_kept = is_kept;
  self->since = g_get_monotonic_time ();
  adw_toast_overlay_add_toast (self->overlay, toast);
  /* After the overlay has heard of it. */
  g_signal_connect (toast, "dismissed", G_CALLBACK (current_dismissed_cb), self);

  if (self->waiting[FALSE] != NULL)
    swap (self);
}

static void
swap_cb (gpointer user_data)
{
  SbToaster *self = user_data;
  g_autoptr (AdwToast) current = g_steal_pointer (&self->current);

  self->swap_id = 0;
  if (current != NULL)
    {
      g_signal_handlers_disconnect_by_data (current, self);
      adw_toast_dismiss (current);
    }
  show_next (self);
}

/* How long the current toast has to be there before it may go. */
static gint64
get_least_ms (SbToaster *self)
{
  if (self->current == NULL)
    return 0;
  if (self->is_current_kept && self->waiting[TRUE] == NULL && self->waiting[FALSE] != NULL)
    return READING_MS;

  return adw_get_enable_animations (GTK_WIDGET (self->overlay)) ? COMING_IN_MS : 0;
}

/* Takes the current toast away, as soon as that may be, and shows the next one, if there is one. */
static void
swap (SbToaster *self)
{
  const gint64 age = (g_get_monotonic_time () - self->since) / G_TIME_SPAN_MILLISECOND;
  const gint64 least = get_least_ms (self);

  g_clear_handle_id (&self->swap_id, g_source_remove);
  if (age >= least)
    swap_cb (self);
  else
    self->swap_id = g_timeout_add_once ((guint) (least - age), swap_cb, self);
}

static void
drop (AdwToast **waiting)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (waiting);

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
  for (guint i = 0; i < G_N_ELEMENTS (self->waiting); i++)
    g_clear_object (&self->waiting[i]);
  g_free (self);
}

/**
 * sb_toaster_add:
 * @self: a toaster
 * @toast: (transfer full): what to show in place of any other
 * @is_kept: whether it has to be read: another comes in its place only after the time that takes, unless that has to be
 *   read as well
 *
 * A toast that never came to be shown because of a newer one is dismissed, too.
 */
void
sb_toaster_add (SbToaster *self, AdwToast *toast, gboolean is_kept)
{
  AdwToast **place = &self->waiting[is_kept ? TRUE : FALSE];

  drop (place);
  *place = toast;
  swap (self);
}

/**
 * sb_toaster_dismiss:
 * @self: a toaster
 * @toast: one that was added, whether it is there or not
 */
void
sb_toaster_dismiss (SbToaster *self, AdwToast *toast)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->waiting); i++)
    {
      if (toast == self->waiting[i])
        drop (&self->waiting[i]);
    }

  if (toast == self->current)
    swap (self);
}
