/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The look at a learner just before the end: only at what was seen at the beginning, all requests side by side, and for no longer
 * than it is given. It has no errors. What did not come in time was not seen, and the requests for it are given up. */

#include "config.h"

#include "sb-second-look.h"

typedef struct
{
  SbSnapshot *seen;
  GCancellable *requests;    /* of all of them */
  GCancellable *cancellable; /* nullable: whoever asked is in a hurry */
  gulong cancelled_id;
  guint timeout_id;
  guint n_waiting;
  gboolean is_over;
} SecondLook;

static void
second_look_free (SecondLook *look)
{
  g_clear_pointer (&look->seen, sb_snapshot_free);
  g_clear_object (&look->requests);
  g_clear_object (&look->cancellable);
  g_free (look);
}

/* Nothing that comes after this is looked at any more. */
static void
finish (GTask *task)
{
  g_autoptr (GTask) kept = g_object_ref (task);
  SecondLook *look = g_task_get_task_data (task);

  if (look->is_over)
    return;

  look->is_over = TRUE;
  g_clear_handle_id (&look->timeout_id, g_source_remove);
  /* Not g_cancellable_disconnect(), which would wait for the very handler that calls this. */
  g_clear_signal_handler (&look->cancelled_id, look->cancellable);
  g_cancellable_cancel (look->requests);
  g_task_return_pointer (task, g_steal_pointer (&look->seen), (GDestroyNotify) sb_snapshot_free);
}

static gboolean
timeout_cb (gpointer user_data)
{
  SecondLook *look = g_task_get_task_data (user_data);

  look->timeout_id = 0;
  g_debug ("The second look took too long");
  finish (user_data);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, GTask *task)
{
  finish (task);
}

/* Where to put an answer; %NULL if it comes too late. */
static SbSnapshot *
get_seen (GTask *task)
{
  return ((SecondLook *) g_task_get_task_data (task))->seen;
}

static void
answered (GTask *task)
{
  SecondLook *look = g_task_get_task_data (task);

  look->n_waiting--;
  if (look->n_waiting == 0)
    finish (task);
}

static void
courses_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) courses = sb_platform_list_courses_finish (SB_PLATFORM (source), result, NULL);

  if (courses != NULL && get_seen (task) != NULL)
    sb_snapshot_see_courses (get_seen (task), courses);
  answered (task);
}

static void
course_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SbCourseDetail) detail = sb_platform_load_course_finish (SB_PLATFORM (source), result, NULL);

  if (detail != NULL && get_seen (task) != NULL)
    sb_snapshot_see_course (get_seen (task), detail);
  answered (task);
}

static void
notices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SbNoticeList) list = sb_platform_list_notices_finish (SB_PLATFORM (source), result, NULL);

  if (list != NULL && get_seen (task) != NULL)
    sb_snapshot_see_unread (get_seen (task), list->unread);
  answered (task);
}

static void
profile_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SbProfile) profile = sb_platform_load_profile_finish (SB_PLATFORM (source), result, NULL);

  if (profile != NULL && get_seen (task) != NULL)
    sb_snapshot_see_profile (get_seen (task), profile);
  answered (task);
}

static void
send_requests (GTask *task, SbPlatform *platform, SbSession *session, const SbSnapshot *before)
{
  SecondLook *look = g_task_get_task_data (task);
  const guint n_opened = MIN (before->opened->len, SB_SECOND_LOOK_MAX_OPENED);

  if (before->courses != NULL)
    {
      look->n_waiting++;
      sb_platform_list_courses_async (platform, session, look->requests, courses_cb, g_object_ref (task));
    }
  /* Those that were opened last, because that is where work was done last. */
  for (guint i = before->opened->len - n_opened; i < before->opened->len; i++)
    {
      const SbCourseDetail *detail = g_ptr_array_index (before->opened, i);

      look->n_waiting++;
      sb_platform_load_course_async (platform, session, sb_course_get_id (detail->course), look->requests, course_cb,
                                     g_object_ref (task));
    }
  if (before->has_unread)
    {
      look->n_waiting++;
      sb_platform_list_notices_async (platform, session, look->requests, notices_cb, g_object_ref (task));
    }
  if (before->profile != NULL)
    {
      look->n_waiting++;
      sb_platform_load_profile_async (platform, session, look->requests, profile_cb, g_object_ref (task));
    }
}

/**
 * sb_second_look_async:
 * @platform: where
 * @session: the log-in, open still
 * @before: what was seen at the beginning
 * @milliseconds: how long it may take
 * @cancellable: (nullable): to have it over at once
 * @callback: called when it is done, and if it was cut short
 * @user_data: for @callback
 *
 * Looks again at what is in @before. Nothing is marked as read.
 */
void
sb_second_look_async (SbPlatform *platform,
                      SbSession *session,
                      const SbSnapshot *before,
                      guint milliseconds,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  SecondLook *look = g_new0 (SecondLook, 1);

  g_task_set_source_tag (task, sb_second_look_async);
  g_task_set_task_data (task, look, (GDestroyNotify) second_look_free);
  look->seen = sb_snapshot_new ();
  look->requests = g_cancellable_new ();
  g_set_object (&look->cancellable, cancellable);

  send_requests (task, platform, session, before);
  if (look->n_waiting == 0 || g_cancellable_is_cancelled (cancellable))
    {
      finish (task);
      return;
    }

  look->timeout_id = g_timeout_add_full (G_PRIORITY_DEFAULT, milliseconds, timeout_cb, g_object_ref (task), g_object_unref);
  if (cancellable != NULL)
    look->cancelled_id = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
}

/**
 * sb_second_look_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full): what was seen, perhaps nothing
 */
SbSnapshot *
sb_second_look_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_second_look_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
