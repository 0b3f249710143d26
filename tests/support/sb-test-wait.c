/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Waiting in a test: bounded, without sleeping, with a message that says for what. */

#include "config.h"

#include "sb-test-wait.h"

#define LIMIT_SECONDS 60

gint64
sb_test_wait_deadline (void)
{
  return g_get_monotonic_time () + LIMIT_SECONDS * G_USEC_PER_SEC;
}

static gboolean
wake_up_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* One turn of the main context, with a wake-up in case that nothing happens in it. */
void
sb_test_wait_step (gint64 deadline, const char *condition, const char *location)
{
  g_autoptr (GSource) wake_up = NULL;

  if (g_get_monotonic_time () > deadline)
    g_error ("%s: waited %d seconds in vain for: %s", location, LIMIT_SECONDS, condition);

  wake_up = g_timeout_source_new (100);
  g_source_set_callback (wake_up, wake_up_cb, NULL, NULL);
  g_source_attach (wake_up, g_main_context_get_thread_default ());
  g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  g_source_destroy (wake_up);
}

/* A GAsyncReadyCallback for a `GAsyncResult *` on the stack. */
void
sb_test_store_result (GObject *source, GAsyncResult *result, gpointer slot)
{
  GAsyncResult **place = slot;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

/* The result, once it is there (transfer full); the slot can be used again. */
GAsyncResult *
sb_test_wait_result (GAsyncResult **slot)
{
  sb_test_wait_until (*slot != NULL);

  return g_steal_pointer (slot);
}

/* Runs what is ready to run, so that what should have been freed has been. */
void
sb_test_drain (void)
{
  for (int i = 0; i < 10000 && g_main_context_iteration (g_main_context_get_thread_default (), FALSE); i++)
    continue;
}

/* Lets go of an object that nobody else may have, and waits until a thread that is about to let go of it has done so. */
void
sb_test_release (gpointer object)
{
  const gint64 deadline = sb_test_wait_deadline ();
  gboolean is_gone = FALSE;
  GWeakRef ref;

  g_weak_ref_init (&ref, object);
  g_object_unref (object);
  while (!is_gone)
    {
      g_autoptr (GObject) held = g_weak_ref_get (&ref);

      is_gone = held == NULL;
      g_clear_object (&held);
      if (!is_gone)
        sb_test_wait_step (deadline, "the object is gone", G_STRLOC);
    }
  g_weak_ref_clear (&ref);
}
