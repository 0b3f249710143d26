/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A transport that answers from a queue and remembers what it was asked. An answer comes in a later turn of the main
 * context, as a real one does; while held, not before it is released. */

#include "config.h"

#include "sb-mock-transport.h"

#include "sb-api-error.h"

typedef struct
{
  SbReply *reply;
  GError *error;
} Answer;

typedef struct
{
  SbRequest *request;
  char *bearer;
} Question;

struct _SbMockTransport
{
  GObject parent_instance;

  GQueue answers;       /* of Answer */
  GPtrArray *questions; /* of Question */
  GPtrArray *held;      /* of GTask */
  gboolean is_held;
};

static void sb_mock_transport_iface_init (SbTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbMockTransport, sb_mock_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_TRANSPORT, sb_mock_transport_iface_init))

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->reply, sb_reply_unref);
  g_clear_error (&answer->error);
  g_free (answer);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  sb_request_unref (question->request);
  g_free (question->bearer);
  g_free (question);
}

static void
answer (GTask *task)
{
  SbMockTransport *self = g_task_get_source_object (task);
  Answer *next = g_queue_pop_head (&self->answers);

  if (next == NULL)
    g_task_return_error (task, sb_api_error_new (SB_API_ERROR_NETWORK, "The test queued no answer"));
  else if (next->error != NULL)
    g_task_return_error (task, g_steal_pointer (&next->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&next->reply), (GDestroyNotify) sb_reply_unref);

  if (next != NULL)
    answer_free (next);
}

static gboolean
answer_cb (gpointer user_data)
{
  GTask *task = user_data;
  SbMockTransport *self = g_task_get_source_object (task);

  if (self->is_held)
    g_ptr_array_add (self->held, g_object_ref (task));
  else
    answer (task);

  return G_SOURCE_REMOVE;
}

static void
sb_mock_transport_send_async (SbTransport *transport,
                              SbRequest *request,
                              const char *bearer,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  SbMockTransport *self = SB_MOCK_TRANSPORT (transport);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GSource) source = NULL;
  Question *question;

  g_task_set_source_tag (task, sb_mock_transport_send_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  question = g_new0 (Question, 1);
  question->request = sb_request_ref (request);
  question->bearer = g_strdup (bearer);
  g_ptr_array_add (self->questions, question);

  source = g_idle_source_new ();
  g_task_attach_source (task, source, answer_cb);
}

static SbReply *
sb_mock_transport_send_finish (SbTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_mock_transport_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sb_mock_transport_iface_init (SbTransportInterface *iface)
{
  iface->send_async = sb_mock_transport_send_async;
  iface->send_finish = sb_mock_transport_send_finish;
}

static void
sb_mock_transport_finalize (GObject *object)
{
  SbMockTransport *self = SB_MOCK_TRANSPORT (object);

  g_queue_clear_full (&self->answers, answer_free);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->held);

  G_OBJECT_CLASS (sb_mock_transport_parent_class)->finalize (object);
}

static void
sb_mock_transport_class_init (SbMockTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_mock_transport_finalize;
}

static void
sb_mock_transport_init (SbMockTransport *self)
{
  g_queue_init (&self->answers);
  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
}

SbMockTransport *
sb_mock_transport_new (void)
{
  return g_object_new (SB_TYPE_MOCK_TRANSPORT, NULL);
}

/* Queues an answer of the type application/json. */
void
sb_mock_transport_push_json (SbMockTransport *self, guint status, const char *json)
{
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr (SbReply) reply = sb_reply_new (status, "application/json", NULL, NULL, body);

  sb_mock_transport_push_reply (self, reply);
}

void
sb_mock_transport_push_reply (SbMockTransport *self, SbReply *reply)
{
  Answer *next = g_new0 (Answer, 1);

  next->reply = sb_reply_ref (reply);
  g_queue_push_tail (&self->answers, next);
}

/* Queues a failure of the transport; takes @error. */
void
sb_mock_transport_push_error (SbMockTransport *self, GError *error)
{
  Answer *next = g_new0 (Answer, 1);

  next->error = error;
  g_queue_push_tail (&self->answers, next);
}

/* While held, questions are taken but not answered; releasing answers them in their order. */
void
sb_mock_transport_set_held (SbMockTransport *self, gboolean is_held)
{
  g_autoptr (GPtrArray) held = NULL;

  self->is_held = is_held;
  if (is_held)
    return;

  held = g_steal_pointer (&self->held);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < held->len; i++)
    answer (g_ptr_array_index (held, i));
}

guint
sb_mock_transport_get_n_requests (SbMockTransport *self)
{
  return self->questions->len;
}

guint
sb_mock_transport_get_n_queued (SbMockTransport *self)
{
  return g_queue_get_length (&self->answers);
}

static Question *
get_question (SbMockTransport *self, guint index)
{
  g_assert_cmpuint (index, <, self->questions->len);

  return g_ptr_array_index (self->questions, index);
}

SbRequest *
sb_mock_transport_get_request (SbMockTransport *self, guint index)
{
  return get_question (self, index)->request;
}

const char *
sb_mock_transport_get_bearer (SbMockTransport *self, guint index)
{
  return get_question (self, index)->bearer;
}

/* The path and query of a question, without an origin. */
char *
sb_mock_transport_dup_url (SbMockTransport *self, guint index)
{
  return sb_request_dup_url (get_question (self, index)->request, "");
}
