/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an asynchronous operation of a presenter is started with: who waits for it, weakly, and which generation of the
 * question it answers. Because the wait is weak, a presenter that nobody shows any more goes away at once, and in its
 * dispose cancels what is under way; the callback then finds nobody and returns. */

#include "config.h"

#include "sb-call-private.h"

typedef struct
{
  GWeakRef self;
  guint generation;
} SbCall;

/**
 * sb_call_new:
 * @self: (type GObject): who asks
 * @generation: which question this is, for a reply that comes too late
 *
 * Returns: (transfer full): user data for the callback, which has to give it to sb_call_end()
 */
gpointer
sb_call_new (gpointer self, guint generation)
{
  SbCall *call = g_new0 (SbCall, 1);

  g_weak_ref_init (&call->self, self);
  call->generation = generation;

  return call;
}

/**
 * sb_call_get:
 * @call: what sb_call_new() gave, to go on with
 *
 * Returns: (transfer full) (nullable) (type GObject): who asked, or %NULL if they are gone
 */
gpointer
sb_call_get (gpointer call)
{
  return g_weak_ref_get (&((SbCall *) call)->self);
}

/**
 * sb_call_end:
 * @call: (transfer full): what sb_call_new() gave
 * @generation: (out) (optional): which question this was
 *
 * Returns: (transfer full) (nullable) (type GObject): who asked, or %NULL if they are gone
 */
gpointer
sb_call_end (gpointer call, guint *generation)
{
  SbCall *ended = call;
  gpointer self = g_weak_ref_get (&ended->self);

  if (generation != NULL)
    *generation = ended->generation;

  g_weak_ref_clear (&ended->self);
  g_free (ended);

  return self;
}

/**
 * sb_call_renew_cancellable:
 * @cancellable: (inout): cancelled if there is one, and made anew
 */
void
sb_call_renew_cancellable (GCancellable **cancellable)
{
  sb_call_cancel (cancellable);
  *cancellable = g_cancellable_new ();
}

/**
 * sb_call_cancel:
 * @cancellable: (inout): cancelled if there is one, and dropped
 */
void
sb_call_cancel (GCancellable **cancellable)
{
  g_autoptr (GCancellable) old = g_steal_pointer (cancellable);

  g_cancellable_cancel (old);
}
