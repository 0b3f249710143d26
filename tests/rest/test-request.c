/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-request.h"
#include "sb-static-authorizer.h"
#include "sb-test-wait.h"
#include "sb-api-error.h"
#include "sb-wipe.h"

static void
test_url (void)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/manage/v1/user");
  g_autofree char *url = NULL;

  sb_request_append_segment (request, "a/b ?#ü");
  sb_request_append_segment (request, "..");
  sb_request_add_query (request, "search_text", "Ana & Söhne=1");
  sb_request_add_query (request, "nothing", NULL);
  sb_request_add_query_int (request, "page", 2);

  url = sb_request_dup_url (request, "https://acme.example");
  g_assert_cmpstr (url, ==, "https://acme.example/manage/v1/user/a%2Fb%20%3F%23%C3%BC/%20"
                            "?search_text=Ana%20%26%20S%C3%B6hne%3D1&page=2");
  g_assert_null (strchr (sb_request_get_path (request), '?'));
}

static void
test_defaults (void)
{
  static const struct { SbMethod method; const char *name; gboolean is_repeatable; } rows[] = {
    { SB_METHOD_GET, "GET", TRUE },
    { SB_METHOD_POST, "POST", FALSE },
    { SB_METHOD_PUT, "PUT", TRUE },
    { SB_METHOD_DELETE, "DELETE", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SbRequest) request = sb_request_new (rows[i].method, "/");

      g_assert_cmpstr (sb_request_get_method_name (request), ==, rows[i].name);
      g_assert_cmpint (sb_request_is_repeatable (request), ==, rows[i].is_repeatable);
      g_assert_true (sb_request_is_authorised (request));
      g_assert_true (sb_request_are_redirects_allowed (request));
      g_assert_cmpuint (sb_request_get_max_size (request), ==, 16 * 1024 * 1024);
      g_assert_cmpuint (sb_request_get_max_seconds (request), ==, 30);
      g_assert_null (sb_request_get_body (request));
      g_assert_null (sb_request_get_content_type (request));
    }
}

static void
test_id (void)
{
  g_autoptr (SbRequest) one = sb_request_new (SB_METHOD_GET, "/");
  g_autoptr (SbRequest) other = sb_request_new (SB_METHOD_GET, "/");

  g_assert_true (g_uuid_string_is_valid (sb_request_get_id (one)));
  g_assert_cmpstr (sb_request_get_id (one), !=, sb_request_get_id (other));
}

static void
assert_body (SbRequest *request, const char *type, const char *expected)
{
  gsize length;
  const char *data = g_bytes_get_data (sb_request_get_body (request), &length);

  g_assert_cmpstr (sb_request_get_content_type (request), ==, type);
  g_assert_cmpmem (data, length, expected, strlen (expected));
}

static void
test_json (void)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_POST, "/");
  g_autoptr (JsonNode) root = json_from_string ("{ \"username\": \"ana\", \"n\": 1 }", NULL);

  sb_request_set_json (request, root);
  assert_body (request, "application/json", "{\"username\":\"ana\",\"n\":1}");
}

static void
test_form (void)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_POST, "/");

  sb_request_add_form (request, "grant_type", "password");
  sb_request_add_form (request, "client_secret", NULL);
  sb_request_add_form (request, "password", "a+b&c=ü %");
  assert_body (request, "application/x-www-form-urlencoded", "grant_type=password&password=a%2Bb%26c%3D%C3%BC%20%25");
}

static void
test_absolute (void)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_GET, "/");
  g_autofree char *url = NULL;

  sb_request_set_absolute_url (request, "https://cdn.example/a%20b.png?signature=1");
  url = sb_request_dup_url (request, "https://acme.example");
  g_assert_cmpstr (url, ==, "https://cdn.example/a%20b.png?signature=1");
  g_assert_cmpstr (sb_request_get_path (request), ==, "/a%20b.png");
  g_assert_false (sb_request_is_authorised (request));
}

static void
test_setters (void)
{
  g_autoptr (SbRequest) request = sb_request_new (SB_METHOD_POST, "/");
  g_autoptr (SbRequest) same = NULL;

  sb_request_set_authorised (request, FALSE);
  sb_request_set_repeatable (request, TRUE);
  sb_request_set_redirects_allowed (request, FALSE);
  sb_request_set_max_size (request, 7);
  sb_request_set_max_seconds (request, 8);
  same = g_boxed_copy (SB_TYPE_REQUEST, request);

  g_assert_true (same == request);
  g_assert_false (sb_request_is_authorised (same));
  g_assert_true (sb_request_is_repeatable (same));
  g_assert_false (sb_request_are_redirects_allowed (same));
  g_assert_cmpuint (sb_request_get_max_size (same), ==, 7);
  g_assert_cmpuint (sb_request_get_max_seconds (same), ==, 8);
}

static void
test_static_authorizer (void)
{
  SbStaticAuthorizer *authorizer = sb_static_authorizer_new ("learner");
  char *bearer = sb_authorizer_dup_bearer (SB_AUTHORIZER (authorizer));
  GAsyncResult *slot = NULL;
  GAsyncResult *result;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (bearer, ==, "learner");
  sb_wipe_free (bearer);

  sb_authorizer_refresh_async (SB_AUTHORIZER (authorizer), NULL, sb_test_store_result, &slot);
  result = sb_test_wait_result (&slot);
  g_assert_false (sb_authorizer_refresh_finish (SB_AUTHORIZER (authorizer), result, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);

  g_object_unref (result);
  sb_test_drain ();
  g_assert_finalize_object (authorizer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/request/url", test_url);
  g_test_add_func ("/request/defaults", test_defaults);
  g_test_add_func ("/request/id", test_id);
  g_test_add_func ("/request/json", test_json);
  g_test_add_func ("/request/form", test_form);
  g_test_add_func ("/request/absolute", test_absolute);
  g_test_add_func ("/request/setters", test_setters);
  g_test_add_func ("/authorizer/static", test_static_authorizer);

  return g_test_run ();
}
