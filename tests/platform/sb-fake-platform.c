/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A platform that answers what a test told it to. Each operation has a queue of its own: an answer, an error, or
 * "hold", which keeps the call waiting until the test releases it or the caller cancels it. A call for which nothing is
 * queued fails the test. Every call is written into a log, so that a test can say what was asked and in which order.
 *
 * Answers always come from the main loop, never from within the call, as a real connector's do. */

#include "config.h"

#include "sb-fake-platform.h"

#include "sb-api-error.h"

#include <string.h>

typedef struct
{
  gpointer answer;
  GDestroyNotify free_answer;
  GError *error;
  gboolean is_hold;
} Reply;

typedef struct
{
  GTask *task;
  gulong cancelled_id;
} Held;

struct _SbFakePlatform
{
  GObject parent_instance;

  SbTokens *tokens;
  GQueue replies[SB_FAKE_N_OPS]; /* (element-type Reply) */
  GQueue held[SB_FAKE_N_OPS];    /* (element-type Held) */
  guint n_calls[SB_FAKE_N_OPS];
  GString *log;
};

static const struct
{
  const char *name;
  gpointer tag;
  gboolean is_boolean;
} ops[SB_FAKE_N_OPS] = {
  [SB_FAKE_PROBE] = { "probe", sb_platform_probe_async },
  [SB_FAKE_SIGN_IN] = { "sign-in", sb_platform_sign_in_async, TRUE },
  [SB_FAKE_SIGN_OUT] = { "sign-out", sb_platform_sign_out_async, TRUE },
  [SB_FAKE_WHO_AM_I] = { "who-am-i", sb_platform_who_am_i_async },
  [SB_FAKE_LOAD_CAPABILITIES] = { "load-capabilities", sb_platform_load_capabilities_async },
  [SB_FAKE_LIST_LEARNERS] = { "list-learners", sb_platform_list_learners_async },
  [SB_FAKE_LOAD_LEARNER] = { "load-learner", sb_platform_load_learner_async },
  [SB_FAKE_LIST_BRANCHES] = { "list-branches", sb_platform_list_branches_async },
  [SB_FAKE_BEGIN] = { "begin", sb_platform_begin_async },
  [SB_FAKE_END] = { "end", sb_platform_end_async },
  [SB_FAKE_KEEP_ALIVE] = { "keep-alive", sb_platform_keep_alive_async },
  [SB_FAKE_LOAD_SESSION] = { "load-session", sb_platform_load_session_async },
  [SB_FAKE_LIST_OPEN_SESSIONS] = { "list-open-sessions", sb_platform_list_open_sessions_async },
  [SB_FAKE_LIST_COURSES] = { "list-courses", sb_platform_list_courses_async },
  [SB_FAKE_LOAD_COURSE] = { "load-course", sb_platform_load_course_async },
  [SB_FAKE_TRACK] = { "track", sb_platform_track_async, TRUE },
  [SB_FAKE_LIST_NOTICES] = { "list-notices", sb_platform_list_notices_async },
  [SB_FAKE_LOAD_PROFILE] = { "load-profile", sb_platform_load_profile_async },
  [SB_FAKE_LOAD_WEB_ENTRY] = { "load-web-entry", sb_platform_load_web_entry_async },
  [SB_FAKE_LOAD_PICTURE] = { "load-picture", sb_platform_load_picture_async },
};

static void sb_fake_platform_iface_init (SbPlatformInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbFakePlatform, sb_fake_platform, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_PLATFORM, sb_fake_platform_iface_init))

static void
reply_free (Reply *reply)
{
  if (reply->free_answer != NULL && reply->answer != NULL)
    reply->free_answer (reply->answer);

  g_clear_error (&reply->error);
  g_free (reply);
}

static void
held_free (Held *held)
{
  /* Not g_cancellable_disconnect(), which would wait for the very handler that calls this. */
  if (held->cancelled_id != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (held->task), held->cancelled_id);

  g_object_unref (held->task);
  g_free (held);
}

/* What a real connector does with its tokens when these two succeed. */
static void
apply (SbFakePlatform *self, SbFakeOp op)
{
  if (op == SB_FAKE_SIGN_IN && self->tokens == NULL)
    self->tokens = sb_tokens_new ("fake-access", "fake-refresh", NULL, NULL, NULL);
  else if (op == SB_FAKE_SIGN_OUT)
    g_clear_pointer (&self->tokens, sb_tokens_unref);
}

static void
answer (SbFakePlatform *self, SbFakeOp op, GTask *task, Reply *reply)
{
  if (reply->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reply->error));
  else if (ops[op].is_boolean)
    {
      apply (self, op);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_pointer (task, g_steal_pointer (&reply->answer), reply->free_answer);

  reply_free (reply);
}

static void
held_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  SbFakePlatform *self = g_task_get_source_object (task);
  SbFakeOp op = GPOINTER_TO_INT (g_task_get_task_data (task));

  for (GList *link = self->held[op].head; link != NULL; link = link->next)
    {
      Held *held = link->data;

      if (held->task == task)
        {
          g_queue_delete_link (&self->held[op], link);
          held_free (held);
          break;
        }
    }

  g_task_return_error_if_cancelled (task);
}

static void
hold (SbFakePlatform *self, SbFakeOp op, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Held *held;

  if (g_task_return_error_if_cancelled (task))
    return;

  held = g_new0 (Held, 1);
  held->task = g_object_ref (task);
  if (cancellable != NULL)
    held->cancelled_id = g_signal_connect (cancellable, "cancelled", G_CALLBACK (held_cancelled_cb), task);

  g_queue_push_tail (&self->held[op], held);
}

G_GNUC_PRINTF (6, 7)
static void
call (SbPlatform *platform,
      SbFakeOp op,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data,
      const char *format,
      ...)
{
  SbFakePlatform *self = SB_FAKE_PLATFORM (platform);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Reply *reply = g_queue_pop_head (&self->replies[op]);
  va_list args;

  g_task_set_source_tag (task, ops[op].tag);
  g_task_set_task_data (task, GINT_TO_POINTER (op), NULL);

  self->n_calls[op]++;
  g_string_append (self->log, ops[op].name);
  va_start (args, format);
  g_string_append_vprintf (self->log, format, args);
  va_end (args);
  g_string_append_c (self->log, '\n');

  /* Reading back is of a test's interest or not: a platform may lack that call. */
  if (reply == NULL && op == SB_FAKE_LOAD_SESSION)
    g_task_return_error (task, sb_api_error_new (SB_API_ERROR_NOT_FOUND, "There is no such call"));
  else if (reply == NULL)
    {
      g_test_fail_printf ("nothing is queued for “%s”", ops[op].name);
      g_task_return_new_error (task, SB_API_ERROR, SB_API_ERROR_SERVER, "Nothing is queued for “%s”", ops[op].name);
    }
  else if (reply->is_hold)
    {
      reply_free (reply);
      hold (self, op, task);
    }
  else
    answer (self, op, task, reply);
}

static const char *
sb_fake_platform_get_origin (SbPlatform *platform)
{
  return "https://fake.example";
}

static SbTokens *
sb_fake_platform_get_tokens (SbPlatform *platform)
{
  return SB_FAKE_PLATFORM (platform)->tokens;
}

static void
sb_fake_platform_set_tokens (SbPlatform *platform, SbTokens *tokens)
{
  SbFakePlatform *self = SB_FAKE_PLATFORM (platform);
  SbTokens *old = self->tokens;

  self->tokens = tokens != NULL ? sb_tokens_ref (tokens) : NULL;
  g_clear_pointer (&old, sb_tokens_unref);
}

static char *
sb_fake_platform_dup_authorize_url (SbPlatform *platform,
                                    const char *client_id,
                                    const char *redirect_uri,
                                    const char *state,
                                    const char *challenge)
{
  return g_strdup_printf ("https://fake.example/oauth2/authorize?client_id=%s&redirect_uri=%s&state=%s"
                          "&code_challenge=%s",
                          client_id, redirect_uri, state, challenge);
}

static void
sb_fake_platform_probe_async (SbPlatform *platform,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  call (platform, SB_FAKE_PROBE, cancellable, callback, user_data, "%s", "");
}

static void
sb_fake_platform_sign_in_async (SbPlatform *platform,
                                const SbCredentials *credentials,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  call (platform, SB_FAKE_SIGN_IN, cancellable, callback, user_data, " %s",
        credentials->user_name != NULL ? credentials->user_name : "code");
}

static void
sb_fake_platform_sign_out_async (SbPlatform *platform,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  call (platform, SB_FAKE_SIGN_OUT, cancellable, callback, user_data, "%s", "");
}

static void
sb_fake_platform_who_am_i_async (SbPlatform *platform,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  call (platform, SB_FAKE_WHO_AM_I, cancellable, callback, user_data, "%s", "");
}

static void
sb_fake_platform_load_capabilities_async (SbPlatform *platform,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  call (platform, SB_FAKE_LOAD_CAPABILITIES, cancellable, callback, user_data, "%s", "");
}

static void
sb_fake_platform_list_learners_async (SbPlatform *platform,
                                      const SbLearnerQuery *query,
                                      guint page,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  call (platform, SB_FAKE_LIST_LEARNERS, cancellable, callback, user_data,
        " page=%u text=%s branch=%s status=%d level=%d sort=%d descending=%d", page, query->text,
        query->branch_id != NULL ? query->branch_id : "", query->status, query->level, query->sort,
        query->is_descending);
}

static void
sb_fake_platform_load_learner_async (SbPlatform *platform,
                                     const char *learner_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  call (platform, SB_FAKE_LOAD_LEARNER, cancellable, callback, user_data, " %s", learner_id);
}

static void
sb_fake_platform_list_branches_async (SbPlatform *platform,
                                      const char *parent_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  call (platform, SB_FAKE_LIST_BRANCHES, cancellable, callback, user_data, " %s",
        parent_id != NULL ? parent_id : "top");
}

static void
sb_fake_platform_begin_async (SbPlatform *platform,
                              const SbBeginRequest *request,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  call (platform, SB_FAKE_BEGIN, cancellable, callback, user_data, " %s learner=%s", request->uuid,
        request->learner_id);
}

static void
sb_fake_platform_end_async (SbPlatform *platform,
                            const char *uuid,
                            SbEndHow how,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  call (platform, SB_FAKE_END, cancellable, callback, user_data, " %s how=%s", uuid, sb_end_how_to_string (how));
}

static void
sb_fake_platform_keep_alive_async (SbPlatform *platform,
                                   const char *uuid,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  call (platform, SB_FAKE_KEEP_ALIVE, cancellable, callback, user_data, " %s", uuid);
}

static void
sb_fake_platform_load_session_async (SbPlatform *platform,
                                     const char *uuid,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  call (platform, SB_FAKE_LOAD_SESSION, cancellable, callback, user_data, "%s", uuid);
}

static void
sb_fake_platform_list_open_sessions_async (SbPlatform *platform,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  call (platform, SB_FAKE_LIST_OPEN_SESSIONS, cancellable, callback, user_data, "%s", "");
}

static void
sb_fake_platform_list_courses_async (SbPlatform *platform,
                                     SbSession *session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  call (platform, SB_FAKE_LIST_COURSES, cancellable, callback, user_data, " %s", session->uuid);
}

static void
sb_fake_platform_load_course_async (SbPlatform *platform,
                                    SbSession *session,
                                    const char *course_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  call (platform, SB_FAKE_LOAD_COURSE, cancellable, callback, user_data, " %s %s", session->uuid, course_id);
}

static void
sb_fake_platform_track_async (SbPlatform *platform,
                              SbSession *session,
                              const char *item_id,
                              SbTrackEvent event,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  call (platform, SB_FAKE_TRACK, cancellable, callback, user_data, " %s %s %s", session->uuid, item_id,
        event == SB_TRACK_START ? "start" : "complete");
}

static void
sb_fake_platform_list_notices_async (SbPlatform *platform,
                                     SbSession *session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  call (platform, SB_FAKE_LIST_NOTICES, cancellable, callback, user_data, " %s", session->uuid);
}

static void
sb_fake_platform_load_profile_async (SbPlatform *platform,
                                     SbSession *session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  call (platform, SB_FAKE_LOAD_PROFILE, cancellable, callback, user_data, " %s", session->uuid);
}

static void
sb_fake_platform_load_web_entry_async (SbPlatform *platform,
                                     SbSession *session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  call (platform, SB_FAKE_LOAD_WEB_ENTRY, cancellable, callback, user_data, " %s", session->uuid);
}

static void
sb_fake_platform_load_picture_async (SbPlatform *platform,
                                     const char *url,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  call (platform, SB_FAKE_LOAD_PICTURE, cancellable, callback, user_data, " %s", url);
}

static void
sb_fake_platform_iface_init (SbPlatformInterface *iface)
{
  iface->get_origin = sb_fake_platform_get_origin;
  iface->get_tokens = sb_fake_platform_get_tokens;
  iface->set_tokens = sb_fake_platform_set_tokens;
  iface->dup_authorize_url = sb_fake_platform_dup_authorize_url;
  iface->probe_async = sb_fake_platform_probe_async;
  iface->sign_in_async = sb_fake_platform_sign_in_async;
  iface->sign_out_async = sb_fake_platform_sign_out_async;
  iface->who_am_i_async = sb_fake_platform_who_am_i_async;
  iface->load_capabilities_async = sb_fake_platform_load_capabilities_async;
  iface->list_learners_async = sb_fake_platform_list_learners_async;
  iface->load_learner_async = sb_fake_platform_load_learner_async;
  iface->list_branches_async = sb_fake_platform_list_branches_async;
  iface->begin_async = sb_fake_platform_begin_async;
  iface->end_async = sb_fake_platform_end_async;
  iface->keep_alive_async = sb_fake_platform_keep_alive_async;
  iface->load_session_async = sb_fake_platform_load_session_async;
  iface->list_open_sessions_async = sb_fake_platform_list_open_sessions_async;
  iface->list_courses_async = sb_fake_platform_list_courses_async;
  iface->load_course_async = sb_fake_platform_load_course_async;
  iface->track_async = sb_fake_platform_track_async;
  iface->list_notices_async = sb_fake_platform_list_notices_async;
  iface->load_profile_async = sb_fake_platform_load_profile_async;
  iface->load_web_entry_async = sb_fake_platform_load_web_entry_async;
  iface->load_picture_async = sb_fake_platform_load_picture_async;
}

static void
sb_fake_platform_finalize (GObject *object)
{
  SbFakePlatform *self = SB_FAKE_PLATFORM (object);

  /* No call can be held: each one keeps its platform alive. */
  for (guint i = 0; i < SB_FAKE_N_OPS; i++)
    g_queue_clear_full (&self->replies[i], (GDestroyNotify) reply_free);

  g_clear_pointer (&self->tokens, sb_tokens_unref);
  g_string_free (self->log, TRUE);

  G_OBJECT_CLASS (sb_fake_platform_parent_class)->finalize (object);
}

static void
sb_fake_platform_class_init (SbFakePlatformClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_fake_platform_finalize;
}

static void
sb_fake_platform_init (SbFakePlatform *self)
{
  self->log = g_string_new (NULL);
}

/**
 * sb_fake_platform_new:
 *
 * Returns: (transfer full): a platform with nothing queued and nobody signed in
 */
SbFakePlatform *
sb_fake_platform_new (void)
{
  return g_object_new (SB_TYPE_FAKE_PLATFORM, NULL);
}

static Reply *
reply_new (gpointer value, GDestroyNotify free_value, GError *error)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->answer = value;
  reply->free_answer = free_value;
  reply->error = error;

  return reply;
}

/**
 * sb_fake_platform_push_answer:
 * @self: a fake platform
 * @op: an operation that answers with a value
 * @answer: (transfer full): what the public finish function returns
 * @free_answer: (nullable): frees @answer if nobody takes it
 *
 * Queues an answer.
 */
void
sb_fake_platform_push_answer (SbFakePlatform *self, SbFakeOp op, gpointer value, GDestroyNotify free_answer)
{
  g_queue_push_tail (&self->replies[op], reply_new (value, free_answer, NULL));
}

/**
 * sb_fake_platform_push_ok:
 *
 * Queues a success of an operation that answers with nothing: sign in, sign out, track.
 */
void
sb_fake_platform_push_ok (SbFakePlatform *self, SbFakeOp op)
{
  g_return_if_fail (ops[op].is_boolean);

  g_queue_push_tail (&self->replies[op], reply_new (NULL, NULL, NULL));
}

/**
 * sb_fake_platform_push_error:
 * @error: (transfer full): what goes wrong
 *
 * Queues a failure.
 */
void
sb_fake_platform_push_error (SbFakePlatform *self, SbFakeOp op, GError *error)
{
  g_queue_push_tail (&self->replies[op], reply_new (NULL, NULL, error));
}

/**
 * sb_fake_platform_push_hold:
 *
 * Queues a call that waits until it is released or cancelled.
 */
void
sb_fake_platform_push_hold (SbFakePlatform *self, SbFakeOp op)
{
  Reply *reply = reply_new (NULL, NULL, NULL);

  reply->is_hold = TRUE;
  g_queue_push_tail (&self->replies[op], reply);
}

/**
 * sb_fake_platform_count_held:
 *
 * Returns: how many calls are waiting to be released
 */
guint
sb_fake_platform_count_held (SbFakePlatform *self, SbFakeOp op)
{
  return self->held[op].length;
}

static void
release (SbFakePlatform *self, SbFakeOp op, Reply *reply)
{
  Held *held = g_queue_pop_head (&self->held[op]);
  g_autoptr (GTask) task = NULL;

  g_assert_nonnull (held);

  task = g_object_ref (held->task);
  held_free (held);
  answer (self, op, task, reply);
}

/**
 * sb_fake_platform_release_answer:
 * @answer: (transfer full): the answer
 *
 * Answers the call that has been held the longest.
 */
void
sb_fake_platform_release_answer (SbFakePlatform *self, SbFakeOp op, gpointer value, GDestroyNotify free_answer)
{
  release (self, op, reply_new (value, free_answer, NULL));
}

/**
 * sb_fake_platform_release_ok:
 *
 * As sb_fake_platform_release_answer(), of an operation that answers with nothing.
 */
void
sb_fake_platform_release_ok (SbFakePlatform *self, SbFakeOp op)
{
  g_return_if_fail (ops[op].is_boolean);

  release (self, op, reply_new (NULL, NULL, NULL));
}

/**
 * sb_fake_platform_release_error:
 * @error: (transfer full): what goes wrong
 *
 * Lets the call fail that has been held the longest.
 */
void
sb_fake_platform_release_error (SbFakePlatform *self, SbFakeOp op, GError *error)
{
  release (self, op, reply_new (NULL, NULL, error));
}

/**
 * sb_fake_platform_count_calls:
 *
 * Returns: how often @op was called since the last sb_fake_platform_clear_log()
 */
guint
sb_fake_platform_count_calls (SbFakePlatform *self, SbFakeOp op)
{
  return self->n_calls[op];
}

/**
 * sb_fake_platform_count_unused:
 *
 * Returns: how many queued replies nobody has asked for
 */
guint
sb_fake_platform_count_unused (SbFakePlatform *self, SbFakeOp op)
{
  return self->replies[op].length;
}

/**
 * sb_fake_platform_dup_log:
 *
 * Returns: (transfer full): the calls in their order, a line each: the operation's name and its arguments, e.g.
 *   "list-learners page=1 text=ana branch= status=0 level=0 sort=0 descending=0", "load-learner 4711",
 *   "end UUID how=switch-back", "track UUID 317 complete"
 */
char *
sb_fake_platform_dup_log (SbFakePlatform *self)
{
  return g_strdup (self->log->str);
}

/**
 * sb_fake_platform_clear_log:
 *
 * Forgets the calls so far.
 */
void
sb_fake_platform_clear_log (SbFakePlatform *self)
{
  g_string_truncate (self->log, 0);
  memset (self->n_calls, 0, sizeof self->n_calls);
}
