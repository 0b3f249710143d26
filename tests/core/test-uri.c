/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses: that nothing breaks out of its segment, what an origin is, and which addresses that a platform gives are
 * followed. */

#include "sb-uri.h"

typedef struct
{
  const char *input;
  const char *expected;
} Case;

static const Case segments[] = {
  { "4711", "/users/4711" },          { "../x", "/users/..%2Fx" },     { "..", "/users/%20" },
  { ".", "/users/%20" },              { "a/b?c#d", "/users/a%2Fb%3Fc%23d" }, { "%2e%2e", "/users/%252e%252e" },
  { "a b\n", "/users/a%20b%0A" },     { "é", "/users/%C3%A9" },
};

static void
test_segments (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      g_autoptr (SbUriBuilder) builder = sb_uri_builder_new ("");
      g_autofree char *text = NULL;

      sb_uri_builder_append_path (builder, "/users");
      sb_uri_builder_append_segment (builder, segments[i].input);
      text = sb_uri_builder_to_string (builder);
      g_assert_cmpstr (text, ==, segments[i].expected);
    }
}

static void
test_query (void)
{
  g_autoptr (SbUriBuilder) builder = sb_uri_builder_new ("https://acme.example");
  g_autofree char *text = NULL;

  sb_uri_builder_append_path (builder, "/users");
  sb_uri_builder_add_query (builder, "q", "a&b=c+d #%");
  sb_uri_builder_add_query (builder, "none", NULL);
  sb_uri_builder_add_query (builder, "x&y", "");
  text = sb_uri_builder_to_string (builder);
  g_assert_cmpstr (text, ==, "https://acme.example/users?q=a%26b%3Dc%2Bd%20%23%25&x%26y=");
}

static const Case origins[] = {
  { "https://acme.example", "https://acme.example" },
  { "HTTPS://ACME.Example:443/x?y#z", "https://acme.example" },
  { "http://127.0.0.1:80/", "http://127.0.0.1" },
  { "http://127.0.0.1:8080/", "http://127.0.0.1:8080" },
  { "https://[::1]:8443/", "https://[::1]:8443" },
  { "https://acme.example@evil.example/", "https://evil.example" },
  { "https://acme.example\\@evil.example/", "https://evil.example" },
  { "ftp://acme.example/", NULL },
  { "file:///etc/passwd", NULL },
  { "javascript:alert(1)", NULL },
  { "data:image/png;base64,AAAA", NULL },
  { "https:acme.example", NULL },
  { "//acme.example/", NULL },
  { "", NULL },
};

static void
test_origins (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      g_autofree char *origin = sb_uri_dup_origin (origins[i].input);

      g_test_message ("%s", origins[i].input);
      g_assert_cmpstr (origin, ==, origins[i].expected);
    }
}

static const Case loopback[] = {
  { "127.0.0.1", "yes" }, { "127.9.9.9", "yes" },  { "::1", "yes" },      { "localhost", "yes" },
  { "127.1", NULL },      { "localhost.x", NULL }, { "10.0.0.1", NULL },  { "LOCALHOST", "yes" },
  { "0.0.0.0", NULL },    { "", NULL },            { NULL, NULL },
};

static void
test_loopback (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (loopback); i++)
    g_assert_cmpint (sb_uri_is_loopback_host (loopback[i].input), ==, loopback[i].expected != NULL);
}

static const Case references[] = {
  { "/pictures/1.png", "https://acme.example/pictures/1.png" },
  { "pictures/1.png", "https://acme.example/pictures/1.png" },
  { "//cdn.example/1.png", "https://cdn.example/1.png" },
  { "https://cdn.example/1.png", "https://cdn.example/1.png" },
  /* A signature is over the address as it was written. */
  { "https://cdn.example/a%2Fb?sig=x%2By%26z%3D%3D&t=1", "https://cdn.example/a%2Fb?sig=x%2By%26z%3D%3D&t=1" },
  { "http://cdn.example/1.png", NULL },
  /* A platform elsewhere has no business on this machine. */
  { "http://127.0.0.1:631/", NULL },
  { "http://localhost/", NULL },
  { "file:///etc/passwd", NULL },
  { "javascript:alert(1)", NULL },
  { "data:image/png;base64,AAAA", NULL },
};

static void
test_resolve (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autofree char *resolved = sb_uri_resolve ("https://acme.example", references[i].input);

      g_test_message ("%s", references[i].input);
      g_assert_cmpstr (resolved, ==, references[i].expected);
    }
}

/* The demo platform's pictures are where the platform itself is, and nowhere else on this machine. */
static void
test_resolve_on_this_machine (void)
{
  g_autofree char *same = sb_uri_resolve ("http://127.0.0.1:8080", "/avatars/1.png");
  g_autofree char *other = sb_uri_resolve ("http://127.0.0.1:8080", "http://127.0.0.1:631/");

  g_assert_cmpstr (same, ==, "http://127.0.0.1:8080/avatars/1.png");
  g_assert_null (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/uri/segments", test_segments);
  g_test_add_func ("/uri/query", test_query);
  g_test_add_func ("/uri/origins", test_origins);
  g_test_add_func ("/uri/loopback", test_loopback);
  g_test_add_func ("/uri/resolve", test_resolve);
  g_test_add_func ("/uri/resolve/on-this-machine", test_resolve_on_this_machine);

  return g_test_run ();
}
