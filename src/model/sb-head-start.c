/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of a platform while it still says whose tokens these are: what it offers, and the first page of learners.
 * Each answer waits for the one who needs it, who takes it as if they had asked, once, and judges it as if they had asked.
 * What nobody has taken is cancelled, and forgotten, with this object. */

#include "config.h"

#include "sb-head-start.h"

/* One question. It lives until it is answered and nobody can take it any more. */
typedef struct
{
  GCancellable *cancellable;
  GObject *source;              /* with the result: nullable until it is answered, and when it was told */
  GAsyncResult *result;
  gboolean is_taken;
  GAsyncReadyCallback callback; /* of the one who has taken it, until they are told */
  gpointer user_data;
} Question;

struct _SbHeadStart
{
  GObject parent_instance;

  /* owned */
  Question *capabilities;
  Question *learners;
  SbLearnerQuery *query; /* of the learners */
};

G_DEFINE_FINAL_TYPE (SbHeadStart, sb_head_start, G_TYPE_OBJECT)

static Question *
question_new (void)
{
  Question *question = g_rc_box_new0 (Question);

  question->cancellable = g_cancellable_new ();

  return question;
}

static void
question_clear (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->cancellable);
  g_clear_object (&question->source);
  g_clear_object (&question->result);
}

static void
question_unref (gpointer data)
{
  g_rc_box_release_full (data, question_clear);
}

static gboolean
tell_cb (gpointer data)
{
  Question *question = data;
  GAsyncReadyCallback callback = g_steal_pointer (&question->callback);
  g_autoptr (GObject) source = g_steal_pointer (&question->source);
  g_autoptr (GAsyncResult) result = g_steal_pointer (&question->result);

  callback (source, result, g_steal_pointer (&question->user_data));

  return G_SOURCE_REMOVE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;

  question->source = g_object_ref (source);
  question->result = g_object_ref (result);
  if (question->callback != NULL)
    tell_cb (question);

  question_unref (question);
}

/* Not from within the call, be it answered already or not. */
static gboolean
take (Question *question, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  if (question->is_taken)
    return FALSE;

  question->is_taken = TRUE;
  question->callback = callback;
  question->user_data = user_data;
  if (question->result != NULL)
    {
      g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, g_rc_box_acquire (question), question_unref);
      return TRUE;
    }

  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel), question->cancellable,
                             G_CONNECT_SWAPPED);
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (question->cancellable);

  return TRUE;
}

static void
question_drop (Question *question)
{
  if (!question->is_taken)
    g_cancellable_cancel (question->cancellable);

  question_unref (question);
}

static void
sb_head_start_dispose (GObject *object)
{
  SbHeadStart *self = SB_HEAD_START (object);

  g_clear_pointer (&self->capabilities, question_drop);
  g_clear_pointer (&self->learners, question_drop);

  G_OBJECT_CLASS (sb_head_start_parent_class)->dispose (object);
}

static void
sb_head_start_finalize (GObject *object)
{
  sb_learner_query_free (SB_HEAD_START (object)->query);

  G_OBJECT_CLASS (sb_head_start_parent_class)->finalize (object);
}

static void
sb_head_start_class_init (SbHeadStartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_head_start_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_head_start_finalize;
}

static void
sb_head_start_init (SbHeadStart *self)
{
  self->capabilities = question_new ();
  self->learners = question_new ();
  self->query = sb_learner_query_new ();
}

/**
 * sb_head_start_new:
 * @platform: where somebody is signed in, unless the tokens are of no use any more
 *
 * Asks.
 *
 * Returns: (transfer full): what has the answers once they are there
 */
SbHeadStart *
sb_head_start_new (SbPlatform *platform)
{
  SbHeadStart *self = g_object_new (SB_TYPE_HEAD_START, NULL);

  sb_platform_load_capabilities_async (platform, self->capabilities->cancellable, answered_cb,
                                       g_rc_box_acquire (self->capabilities));
  sb_platform_list_learners_async (platform, self->query, 1, self->learners->cancellable, answered_cb,
                                   g_rc_box_acquire (self->learners));

  return self;
}

/**
 * sb_head_start_take_capabilities:
 * @self: a head start
 * @cancellable: (nullable): a cancellable
 * @callback: what to call at the end, for sb_platform_load_capabilities_finish()
 * @user_data: for @callback
 *
 * Returns: %FALSE if they are taken already, and nobody is going to call @callback
 */
gboolean
sb_head_start_take_capabilities (SbHeadStart *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_val_if_fail (SB_IS_HEAD_START (self), FALSE);
  g_return_val_if_fail (callback != NULL, FALSE);

  return take (self->capabilities, cancellable, callback, user_data);
}

/**
 * sb_head_start_take_learners:
 * @self: a head start
 * @query: which learners
 * @page: which page of them
 * @cancellable: (nullable): a cancellable
 * @callback: what to call at the end, for sb_platform_list_learners_finish()
 * @user_data: for @callback
 *
 * Returns: %FALSE if it is not these that were asked for, or if they are taken already, and nobody is going to call
 *   @callback
 */
gboolean
sb_head_start_take_learners (SbHeadStart *self,
                             const SbLearnerQuery *query,
                             guint page,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_val_if_fail (SB_IS_HEAD_START (self), FALSE);
  g_return_val_if_fail (query != NULL, FALSE);
  g_return_val_if_fail (callback != NULL, FALSE);

  return page == 1 && sb_learner_query_equal (query, self->query)
      && take (self->learners, cancellable, callback, user_data);
}
