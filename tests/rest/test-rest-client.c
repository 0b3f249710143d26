/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-api-error.h"
#include "sb-json-reader.h"
#include "sb-mock-transport.h"
#include "sb-rest-client.h"
#include "sb-static-authorizer.h"
#include "sb-test-wait.h"

/* ---- an authorizer that counts ---- */

#define TEST_TYPE_AUTHORIZER (test_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (TestAuthorizer, test_authorizer, TEST, AUTHORIZER, GObject)

struct _TestAuthorizer
{
  GObject parent_instance;

  guint generation; /* the token is "token-GENERATION"; 0 is none */
  guint n_refreshes;
  GPtrArray *pending; /* of GTask: refreshes that wait for the test */
};

static void test_authorizer_iface_init (SbAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestAuthorizer, test_authorizer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_AUTHORIZER, test_authorizer_iface_init))

static char *
test_authorizer_dup_bearer (SbAuthorizer *authorizer)
{
  TestAuthorizer *self = TEST_AUTHORIZER (authorizer);

  return self->generation == 0 ? NULL : g_strdup_printf ("token-%u", self->generation);
}

static void
test_authorizer_refresh_async (SbAuthorizer *authorizer, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  TestAuthorizer *self = TEST_AUTHORIZER (authorizer);

  self->n_refreshes++;
  g_ptr_array_add (self->pending, g_task_new (self, cancellable, callback, user_data));
}

static gboolean
test_authorizer_refresh_finish (SbAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
test_authorizer_iface_init (SbAuthorizerInterface *iface)
{
  iface->dup_bearer = test_authorizer_dup_bearer;
  iface->refresh_async = test_authorizer_refresh_async;
  iface->refresh_finish = test_authorizer_refresh_finish;
}

static void
test_authorizer_finalize (GObject *object)
{
  g_ptr_array_unref (TEST_AUTHORIZER (object)->pending);
  G_OBJECT_CLASS (test_authorizer_parent_class)->finalize (object);
}

static void
test_authorizer_class_init (TestAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_authorizer_finalize;
}

static void
test_authorizer_init (TestAuthorizer *self)
{
  self->generation = 1;
  self->pending = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Ends the one refresh that is going on; takes @error. */
static void
end_refresh (TestAuthorizer *self, GError *error)
{
  g_autoptr (GTask) task = NULL;

  g_assert_cmpuint (self->pending->len, ==, 1);
  task = g_ptr_array_steal_index (self->pending, 0);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    {
      self->generation++;
      g_task_return_boolean (task, TRUE);
    }
}

/* ---- the bench ---- */

typedef struct
{
  SbMockTransport *transport;
  TestAuthorizer *authorizer;
  SbRestClient *client;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->transport = sb_mock_transport_new ();
  fixture->authorizer = g_object_new (TEST_TYPE_AUTHORIZER, NULL);
  fixture->client = g_object_new (SB_TYPE_REST_CLIENT,
                                  "transport", fixture->transport,
                                  "authorizer", fixture->authorizer,
                                  "retry-unit-ms", 1,
                                  NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sb_test_drain ();
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->authorizer);
  g_assert_cmpuint (sb_mock_transport_get_n_queued (fixture->transport), ==, 0);
  g_assert_finalize_object (fixture->transport);
}

static gpointer
parse_name (JsonNode *root, gpointer parser_data, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  char *name = g_strdup (sb_json_reader_require_string (reader, "name"));

  if (!sb_json_reader_finish (reader, error))
    g_clear_pointer (&name, g_free);

  return name;
}

static gpointer
parse_nothing (JsonNode *root, gpointer parser_data, GError **error)
{
  return NULL;
}

static void
call (Fixture *fixture, SbRequest *request, GCancellable *cancellable, GAsyncResult **slot)
{
  sb_rest_client_call_async (fixture->client, request, parse_name, NULL, NULL, g_free, cancellable,
                             sb_test_store_result, slot);
}

static char *
finish (Fixture *fixture, GAsyncResult **slot, GError **error)
{
  g_autoptr (GAsyncResult) result = sb_test_wait_result (slot);

  return sb_rest_client_call_finish (fixture->client, result, error);
}

static void
assert_name (Fixture *fixture, GAsyncResult **slot, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = finish (fixture, slot, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, expected);
}

static void
assert_error (Fixture *fixture, GAsyncResult **slot, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = finish (fixture, slot, &error);

  g_assert_null (name);
  g_assert_error (error, domain, code);
}

#define PUSH_GOOD(fixture) sb_mock_transport_push_json ((fixture)->transport, 200, "{\"name\":\"ana\"}")
#define PUSH_EXPIRED(fixture) sb_mock_transport_push_json ((fixture)->transport, 401, "{\"reason\":\"token_expired\"}")

static void
push_busy (Fixture *fixture, guint status, const char *retry_after)
{
  g_autoptr (SbReply) reply = sb_reply_new (status, NULL, retry_after, NULL, NULL);

  sb_mock_transport_push_reply (fixture->transport, reply);
}

/* ---- the tests ---- */

static void
test_good (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  GAsyncResult *slot = NULL;

  PUSH_GOOD (fixture);
  call (fixture, request, NULL, &slot);
  assert_name (fixture, &slot, "ana");
  g_assert_cmpstr (sb_mock_transport_get_bearer (fixture->transport, 0), ==, "token-1");
}

static void
test_not_authorised (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  GAsyncResult *slot = NULL;

  sb_request_set_authorised (request, FALSE);
  PUSH_EXPIRED (fixture);
  call (fixture, request, NULL, &slot);
  assert_error (fixture, &slot, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_null (sb_mock_transport_get_bearer (fixture->transport, 0));
  g_assert_cmpuint (fixture->authorizer->n_refreshes, ==, 0);
}

static void
test_nobody_signed_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  GAsyncResult *slot = NULL;

  fixture->authorizer->generation = 0;
  call (fixture, request, NULL, &slot);
  assert_error (fixture, &slot, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (sb_mock_transport_get_n_requests (fixture->transport), ==, 0);
}

static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  static const struct { guint status; int code; } rows[] = {
    { 302, SB_API_ERROR_PROTOCOL }, { 400, SB_API_ERROR_INVALID },    { 403, SB_API_ERROR_FORBIDDEN },
    { 404, SB_API_ERROR_NOT_FOUND }, { 409, SB_API_ERROR_CONFLICT },  { 422, SB_API_ERROR_INVALID },
    { 500, SB_API_ERROR_SERVER },    { 502, SB_API_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
      GAsyncResult *slot = NULL;

      sb_mock_transport_push_json (fixture->transport, rows[i].status, "{\"name\":\"ana\"}");
      call (fixture, request, NULL, &slot);
      assert_error (fixture, &slot, SB_API_ERROR, rows[i].code);
      g_assert_cmpuint (sb_mock_transport_get_n_requests (fixture->transport), ==, i + 1);
    }
}

static void
test_transport_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  GAsyncResult *slot = NULL;

  sb_mock_transport_push_error (fixture->transport, sb_api_error_new (SB_API_ERROR_TLS, "No"));
  call (fixture, request, NULL, &slot);
  assert_error (fixture, &slot, SB_API_ERROR, SB_API_ERROR_TLS);
}

static void
test_parser (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  GAsyncResult *slot = NULL;

  sb_mock_transport_push_json (fixture->transport, 200, "{\"name\":7}");
  call (fixture, request, NULL, &slot);
  assert_error (fixture, &slot, SB_API_ERROR, SB_API_ERROR_PROTOCOL);

  PUSH_GOOD (fixture);
  sb_rest_client_call_async (fixture->client, request, parse_nothing, g_strdup ("data"), g_free, NULL, NULL,
                             sb_test_store_result, &slot);
  assert_error (fixture, &slot, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
}

static gpointer
parse_thread (JsonNode *root, gpointer parser_data, GError **error)
{
  return g_thread_ref (g_thread_self ());
}

static void
test_thread (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 100, 64 * 1024, 64 * 1024 + 1, 1024 * 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
      g_autofree char *json = g_strnfill (sizes[i], ' ');
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GThread) thread = NULL;
      GAsyncResult *slot = NULL;

      json[0] = '{';
      json[sizes[i] - 1] = '}';
      sb_mock_transport_push_json (fixture->transport, 200, json);
      sb_rest_client_call_async (fixture->client, request, parse_thread, g_strdup ("data"), g_free,
                                 (GDestroyNotify) g_thread_unref, NULL, sb_test_store_result, &slot);
      result = sb_test_wait_result (&slot);
      thread = sb_rest_client_call_finish (fixture->client, result, NULL);
      g_assert_true ((thread == g_thread_self ()) == (sizes[i] <= 64 * 1024));
    }
}

static void
test_big_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autofree char *nested = g_strnfill (10 * 1024 * 1024, '[');
  GAsyncResult *slot = NULL;

  sb_mock_transport_push_json (fixture->transport, 200, nested);
  call (fixture, request, NULL, &slot);
  assert_error (fixture, &slot, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
}

static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  /* Also what must not be repeated otherwise: a refused token means that nothing was done. */
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_POST, "/");
  GAsyncResult *slot = NULL;

  PUSH_EXPIRED (fixture);
  PUSH_GOOD (fixture);
  call (fixture, request, NULL, &slot);
  sb_test_wait_until (fixture->authorizer->pending->len == 1);
  end_refresh (fixture->authorizer, NULL);
  assert_name (fixture, &slot, "ana");
  g_assert_cmpstr (sb_mock_transport_get_bearer (fixture->transport, 1), ==, "token-2");
}

static void
test_refresh_in_vain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  GAsyncResult *slot = NULL;

  PUSH_EXPIRED (fixture);
  PUSH_EXPIRED (fixture);
  call (fixture, request, NULL, &slot);
  sb_test_wait_until (fixture->authorizer->pending->len == 1);
  end_refresh (fixture->authorizer, NULL);
  assert_error (fixture, &slot, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (fixture->authorizer->n_refreshes, ==, 1);
  g_assert_cmpuint (sb_mock_transport_get_n_requests (fixture->transport), ==, 2);
}

static void
test_refresh_fails (Fixture *fixture, gconstpointer data)
{
  static const struct { int theirs; int ours; } rows[] = {
    { SB_API_ERROR_CREDENTIALS, SB_API_ERROR_UNAUTHORIZED },
    { SB_API_ERROR_INVALID, SB_API_ERROR_UNAUTHORIZED },
    { SB_API_ERROR_FORBIDDEN, SB_API_ERROR_UNAUTHORIZED },
    { SB_API_ERROR_UNAUTHORIZED, SB_API_ERROR_UNAUTHORIZED },
    { SB_API_ERROR_NETWORK, SB_API_ERROR_NETWORK },
    { SB_API_ERROR_TIMEOUT, SB_API_ERROR_TIMEOUT },
    { SB_API_ERROR_SERVER, SB_API_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
      GAsyncResult *slot = NULL;

      PUSH_EXPIRED (fixture);
      call (fixture, request, NULL, &slot);
      sb_test_wait_until (fixture->authorizer->pending->len == 1);
      end_refresh (fixture->authorizer, sb_api_error_new (rows[i].theirs, "No"));
      assert_error (fixture, &slot, SB_API_ERROR, rows[i].ours);
    }
}

static void
test_wrong_password_is_no_expiry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_POST, "/");
  GAsyncResult *slot = NULL;

  sb_mock_transport_push_json (fixture->transport, 401, "{\"reason\":\"invalid_credentials\"}");
  call (fixture, request, NULL, &slot);
  assert_error (fixture, &slot, SB_API_ERROR, SB_API_ERROR_CREDENTIALS);
  g_assert_cmpuint (fixture->authorizer->n_refreshes, ==, 0);
}

#define N_CALLS 10

static void
test_refresh_once_for_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  GAsyncResult *slots[N_CALLS + 1] = { NULL };

  for (guint i = 0; i < N_CALLS; i++)
    PUSH_EXPIRED (fixture);
  for (guint i = 0; i < N_CALLS + 1; i++)
    PUSH_GOOD (fixture);

  for (guint i = 0; i < N_CALLS; i++)
    call (fixture, request, NULL, &slots[i]);
  sb_test_wait_until (sb_mock_transport_get_n_requests (fixture->transport) == N_CALLS);
  sb_test_drain ();

  /* Whoever comes now does not even try with the token that is known to be bad. */
  call (fixture, request, NULL, &slots[N_CALLS]);
  sb_test_drain ();
  g_assert_cmpuint (sb_mock_transport_get_n_requests (fixture->transport), ==, N_CALLS);

  end_refresh (fixture->authorizer, NULL);
  for (guint i = 0; i < N_CALLS + 1; i++)
    assert_name (fixture, &slots[i], "ana");

  g_assert_cmpuint (fixture->authorizer->n_refreshes, ==, 1);
  for (guint i = N_CALLS; i < sb_mock_transport_get_n_requests (fixture->transport); i++)
    g_assert_cmpstr (sb_mock_transport_get_bearer (fixture->transport, i), ==, "token-2");
}

static void
test_refresh_fails_for_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  GAsyncResult *slots[N_CALLS] = { NULL };

  for (guint i = 0; i < N_CALLS; i++)
    {
      PUSH_EXPIRED (fixture);
      call (fixture, request, NULL, &slots[i]);
    }
  sb_test_wait_until (sb_mock_transport_get_n_queued (fixture->transport) == 0);
  sb_test_drain ();
  end_refresh (fixture->authorizer, sb_api_error_new (SB_API_ERROR_CREDENTIALS, "No"));
  for (guint i = 0; i < N_CALLS; i++)
    assert_error (fixture, &slots[i], SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (fixture->authorizer->n_refreshes, ==, 1);
}

/* The token was replaced while the request was on its way: it is just repeated. */
static void
test_replaced_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  GAsyncResult *slot = NULL;

  PUSH_EXPIRED (fixture);
  PUSH_GOOD (fixture);
  call (fixture, request, NULL, &slot);
  fixture->authorizer->generation = 5;
  assert_name (fixture, &slot, "ana");
  g_assert_cmpuint (fixture->authorizer->n_refreshes, ==, 0);
  g_assert_cmpstr (sb_mock_transport_get_bearer (fixture->transport, 1), ==, "token-5");
}

/* One who waits gives up: the others, and the refresh, go on. */
static void
test_cancel_while_refreshing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *impatient = NULL;
  GAsyncResult *patient = NULL;

  PUSH_EXPIRED (fixture);
  PUSH_EXPIRED (fixture);
  PUSH_GOOD (fixture);
  call (fixture, request, cancellable, &impatient);
  call (fixture, request, NULL, &patient);
  sb_test_wait_until (fixture->authorizer->pending->len == 1 && sb_mock_transport_get_n_queued (fixture->transport) == 1);
  sb_test_drain ();

  g_cancellable_cancel (cancellable);
  assert_error (fixture, &impatient, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (patient);

  end_refresh (fixture->authorizer, NULL);
  assert_name (fixture, &patient, "ana");
}

static void
test_cancel_all_while_refreshing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slot = NULL;

  PUSH_EXPIRED (fixture);
  call (fixture, request, cancellable, &slot);
  sb_test_wait_until (fixture->authorizer->pending->len == 1);
  g_cancellable_cancel (cancellable);
  assert_error (fixture, &slot, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  end_refresh (fixture->authorizer, NULL);
}

typedef struct
{
  const char *name;
  SbMethod method;
  guint status;
  const char *retry_after;
  guint n_busy;
  guint n_requests;
  int code; /* -1: good in the end */
} BusyRow;

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  static const BusyRow rows[] = {
    { "once, with seconds", SB_METHOD_GET, 429, "1", 1, 2, -1 },
    { "once, at once", SB_METHOD_GET, 503, "0", 1, 2, -1 },
    { "once, long ago", SB_METHOD_GET, 503, "Wed, 21 Oct 2015 07:28:00 GMT", 1, 2, -1 },
    { "beyond the ceiling", SB_METHOD_GET, 503, "86400", 1, 2, -1 },
    { "in the far future", SB_METHOD_GET, 503, "Wed, 21 Oct 2099 07:28:00 GMT", 1, 2, -1 },
    { "three times", SB_METHOD_GET, 429, NULL, 3, 4, -1 },
    { "four times", SB_METHOD_GET, 429, NULL, 4, 4, SB_API_ERROR_RATE_LIMITED },
    { "four times unavailable", SB_METHOD_PUT, 503, "1", 4, 4, SB_API_ERROR_SERVER },
    { "a DELETE", SB_METHOD_DELETE, 503, NULL, 1, 2, -1 },
    { "a POST", SB_METHOD_POST, 429, "0", 1, 1, SB_API_ERROR_RATE_LIMITED },
    { "a POST unavailable", SB_METHOD_POST, 503, "0", 1, 1, SB_API_ERROR_SERVER },
    { "another error", SB_METHOD_GET, 500, "0", 1, 1, SB_API_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const BusyRow *row = &rows[i];
      g_autoptr (SbRequest) request = sb_request_new (row->method, "/");
      const guint n_before = sb_mock_transport_get_n_requests (fixture->transport);
      GAsyncResult *slot = NULL;

      g_test_message ("%s", row->name);
      for (guint j = 0; j < MIN (row->n_busy, row->n_requests); j++)
        push_busy (fixture, row->status, row->retry_after);
      if (row->code == -1)
        PUSH_GOOD (fixture);

      call (fixture, request, NULL, &slot);
      if (row->code == -1)
        assert_name (fixture, &slot, "ana");
      else
        assert_error (fixture, &slot, SB_API_ERROR, row->code);
      g_assert_cmpuint (sb_mock_transport_get_n_requests (fixture->transport) - n_before, ==, row->n_requests);
    }
}

/* Whoever said that they are busy may have lost the answer: a refusal of the repetition is not the whole truth. */
static void
test_refused_after_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_PUT, "/");

  for (guint n_busy = 0; n_busy < 2; n_busy++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) copy = NULL;
      GAsyncResult *slot = NULL;

      if (n_busy > 0)
        push_busy (fixture, 503, "0");
      push_busy (fixture, 403, NULL);
      call (fixture, request, NULL, &slot);
      result = sb_test_wait_result (&slot);
      g_assert_null (sb_rest_client_call_finish (fixture->client, result, &error));
      g_assert_error (error, SB_API_ERROR, SB_API_ERROR_FORBIDDEN);
      copy = g_error_copy (error);
      g_assert_cmpint (sb_api_error_is_uncertain (copy), ==, n_busy > 0);
    }
}

static void
test_busy_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) never = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (SbRequest) always = sb_request_new (SB_METHOD_POST, "/");
  GAsyncResult *slot = NULL;

  sb_request_set_repeatable (never, FALSE);
  push_busy (fixture, 503, "0");
  call (fixture, never, NULL, &slot);
  assert_error (fixture, &slot, SB_API_ERROR, SB_API_ERROR_SERVER);

  sb_request_set_repeatable (always, TRUE);
  push_busy (fixture, 503, "0");
  PUSH_GOOD (fixture);
  call (fixture, always, NULL, &slot);
  assert_name (fixture, &slot, "ana");
}

static void
test_cancel_while_pausing (Fixture *fixture, gconstpointer data)
{
  SbRestClient *slow = g_object_new (SB_TYPE_REST_CLIENT, "transport", fixture->transport, NULL);
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GAsyncResult *result;

  push_busy (fixture, 503, "30");
  sb_rest_client_call_async (slow, request, parse_name, NULL, NULL, g_free, cancellable, sb_test_store_result, &slot);
  sb_test_wait_until (sb_mock_transport_get_n_queued (fixture->transport) == 0);
  sb_test_drain ();
  g_cancellable_cancel (cancellable);
  result = sb_test_wait_result (&slot);
  g_assert_null (sb_rest_client_call_finish (slow, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (sb_mock_transport_get_n_requests (fixture->transport), ==, 1);

  g_object_unref (result);
  sb_test_drain ();
  g_assert_finalize_object (slow);
}

static void
test_cancel_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slot = NULL;

  g_cancellable_cancel (cancellable);
  call (fixture, request, cancellable, &slot);
  assert_error (fixture, &slot, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (sb_mock_transport_get_n_requests (fixture->transport), ==, 0);
}

static void
test_cancel_during (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slot = NULL;

  PUSH_EXPIRED (fixture);
  call (fixture, request, cancellable, &slot);
  g_cancellable_cancel (cancellable);
  assert_error (fixture, &slot, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->authorizer->n_refreshes, ==, 0);
}

/* The result is there, and nobody wants it any more: it must be freed. */
static void
test_cancel_after (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slot = NULL;

  PUSH_GOOD (fixture);
  call (fixture, request, cancellable, &slot);
  sb_test_wait_until (slot != NULL);
  g_cancellable_cancel (cancellable);
  assert_error (fixture, &slot, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define PNG_START "\211PNG\r\n\032\n\0\0\0\015IHDR\0\0\0\140\0\0\0\140"

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  static const struct { guint status; const char *type; int code; } rows[] = {
    { 200, "image/png", -1 },
    { 200, "IMAGE/JPEG; q=1", -1 },
    { 200, "image/svg+xml", SB_API_ERROR_PROTOCOL },
    { 200, "text/html", SB_API_ERROR_PROTOCOL },
    { 200, NULL, SB_API_ERROR_PROTOCOL },
    { 302, "image/png", SB_API_ERROR_PROTOCOL },
    { 401, "image/png", SB_API_ERROR_UNAUTHORIZED },
    { 404, NULL, SB_API_ERROR_NOT_FOUND },
    { 503, NULL, SB_API_ERROR_SERVER },
  };
  g_autoptr (GBytes) body = g_bytes_new_static (PNG_START, sizeof PNG_START - 1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SbReply) reply = sb_reply_new (rows[i].status, rows[i].type, "0", NULL, body);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      GAsyncResult *slot = NULL;
      g_autofree char *url = NULL;

      sb_mock_transport_push_reply (fixture->transport, reply);
      sb_rest_client_fetch_bytes_async (fixture->client, "https://cdn.example/a.png", NULL, sb_test_store_result, &slot);
      result = sb_test_wait_result (&slot);
      bytes = sb_rest_client_fetch_bytes_finish (fixture->client, result, &error);

      if (rows[i].code == -1)
        g_assert_true (g_bytes_equal (bytes, body));
      else
        g_assert_error (error, SB_API_ERROR, rows[i].code);

      url = sb_mock_transport_dup_url (fixture->transport, i);
      g_assert_cmpstr (url, ==, "https://cdn.example/a.png");
      g_assert_null (sb_mock_transport_get_bearer (fixture->transport, i));
      g_assert_cmpuint (sb_request_get_max_size (sb_mock_transport_get_request (fixture->transport, i)), ==, 2097152);
    }
  g_assert_cmpuint (fixture->authorizer->n_refreshes, ==, 0);
}

/* What calls itself a picture and is something else is left to no decoder. */
static void
test_picture_is_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("<svg/>", 6);
  g_autoptr (SbReply) reply = sb_reply_new (200, "image/png", NULL, NULL, body);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  sb_mock_transport_push_reply (fixture->transport, reply);
  sb_rest_client_fetch_bytes_async (fixture->client, "https://cdn.example/a.png", NULL, sb_test_store_result, &slot);
  result = sb_test_wait_result (&slot);
  g_assert_null (sb_rest_client_fetch_bytes_finish (fixture->client, result, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
}

static void
test_static_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbStaticAuthorizer) authorizer = sb_static_authorizer_new ("learner");
  SbRestClient *client = sb_rest_client_new (SB_TRANSPORT (fixture->transport), SB_AUTHORIZER (authorizer));
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GAsyncResult *result;

  PUSH_EXPIRED (fixture);
  sb_rest_client_call_async (client, request, parse_name, NULL, NULL, g_free, NULL, sb_test_store_result, &slot);
  result = sb_test_wait_result (&slot);
  g_assert_null (sb_rest_client_call_finish (client, result, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (sb_mock_transport_get_bearer (fixture->transport, 0), ==, "learner");

  g_object_unref (result);
  sb_test_drain ();
  g_assert_finalize_object (client);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/rest-client/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("good", test_good);
  ADD ("not-authorised", test_not_authorised);
  ADD ("nobody-signed-in", test_nobody_signed_in);
  ADD ("statuses", test_statuses);
  ADD ("transport-error", test_transport_error);
  ADD ("parser", test_parser);
  ADD ("thread", test_thread);
  ADD ("big-error", test_big_error);
  ADD ("refresh", test_refresh);
  ADD ("refresh/in-vain", test_refresh_in_vain);
  ADD ("refresh/fails", test_refresh_fails);
  ADD ("refresh/wrong-password", test_wrong_password_is_no_expiry);
  ADD ("refresh/once-for-all", test_refresh_once_for_all);
  ADD ("refresh/fails-for-all", test_refresh_fails_for_all);
  ADD ("refresh/replaced-meanwhile", test_replaced_meanwhile);
  ADD ("refresh/cancel-one", test_cancel_while_refreshing);
  ADD ("refresh/cancel-all", test_cancel_all_while_refreshing);
  ADD ("busy", test_busy);
  ADD ("busy/refused-after", test_refused_after_busy);
  ADD ("busy/by-hand", test_busy_by_hand);
  ADD ("busy/cancel", test_cancel_while_pausing);
  ADD ("cancel/before", test_cancel_before);
  ADD ("cancel/during", test_cancel_during);
  ADD ("cancel/after", test_cancel_after);
  ADD ("pictures", test_pictures);
  ADD ("pictures/none", test_picture_is_none);
  ADD ("static-token", test_static_token);
#undef ADD

  return g_test_run ();
}
