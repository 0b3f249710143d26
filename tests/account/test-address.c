/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-address.h"
#include "sb-api-error.h"
#include "sb-uri.h"

#define INSECURE "insecure"

/* A row without an origin is nonsense. */
static const struct { const char *typed; const char *origin; } rows[] = {
  { "acme.docebosaas.com", "https://acme.docebosaas.com" },
  { "  acme.docebosaas.com\n", "https://acme.docebosaas.com" },
  { "\xc2\xa0" "acme.docebosaas.com\xe2\x80\x8b", "https://acme.docebosaas.com" },
  { "ACME.DoceboSaaS.com", "https://acme.docebosaas.com" },
  { "acme.docebosaas.com.", "https://acme.docebosaas.com" },
  { "https://acme.docebosaas.com", "https://acme.docebosaas.com" },
  { "HTTPS://acme.docebosaas.com/", "https://acme.docebosaas.com" },
  { "https://acme.docebosaas.com/learn/home?x=1#top", "https://acme.docebosaas.com" },
  { "acme.docebosaas.com/learn", "https://acme.docebosaas.com" },
  { "acme.docebosaas.com?next=http://evil.example", "https://acme.docebosaas.com" },
  { "acme.docebosaas.com#x", "https://acme.docebosaas.com" },
  { "acme.example:8443", "https://acme.example:8443" },
  { "acme.example:443", "https://acme.example" },
  { "https://acme.example:80", "https://acme.example:80" },
  { "acme.example:", "https://acme.example" },
  { "academy", "https://academy" },
  { "lernen.m\xc3\xbcller.example", "https://lernen.xn--mller-kva.example" },
  { "\xe5\xad\xa6\xe4\xb9\xa0.example", "https://xn--vjq503a.example" },
  { "192.0.2.7", "https://192.0.2.7" },
  { "[2001:DB8::1]:8443", "https://[2001:db8::1]:8443" },
  { "2001:db8::1", "https://[2001:db8::1]" },

  { "localhost", "http://localhost" },
  { "localhost:1234", "http://localhost:1234" },
  { "127.0.0.1:1234", "http://127.0.0.1:1234" },
  { "127.8.8.8", "http://127.8.8.8" },
  { "[::1]:1234", "http://[::1]:1234" },
  { "::1", "http://[::1]" },
  { "http://localhost:80/", "http://localhost" },
  { "https://localhost:1234", "https://localhost:1234" },
  { "https://127.0.0.1", "https://127.0.0.1" },

  { "http://acme.docebosaas.com", INSECURE },
  { "HTTP://acme.docebosaas.com:8080/", INSECURE },
  { "http://192.0.2.7", INSECURE },
  { "http://localhost.example", INSECURE },
  { "http://[2001:db8::1]", INSECURE },

  { "", NULL },
  { "   ", NULL },
  { "https://", NULL },
  { "https:///path", NULL },
  { "/learn", NULL },
  { "?", NULL },
  { ".", NULL },
  { "acme..example", NULL },
  { ".acme.example", NULL },
  { "-acme.example", NULL },
  { "acme-.example", NULL },
  { "acme example.com", NULL },
  { "acme\t.example", NULL },
  { "acme.example\nevil.example", NULL },
  { "user@acme.example", NULL },
  { "https://user:secret@acme.example", NULL },
  { "https://acme.example\\@evil.example", NULL },
  { "acme.example%2f.evil.example", NULL },
  { "acme.example:port", NULL },
  { "acme.example:0", NULL },
  { "acme.example:65536", NULL },
  { "acme.example:-1", NULL },
  { "acme.example:1:2", NULL },
  { "[::1", NULL },
  { "[::1]x", NULL },
  { "[acme.example]", NULL },
  { "[fe80::1%eth0]", NULL },
  { "127.1", NULL },
  { "2130706433", NULL },
  { "0x7f.0.0.1", NULL },
  { "0x7f000001", NULL },
  { "256.0.0.1", NULL },
  { "ftp://acme.example", NULL },
  { "file:///etc/passwd", NULL },
  { "javascript://acme.example", NULL },
  { "mailto:ana@acme.example", NULL },
  { "acme_academy.example", NULL },
  { "\xff\xfe", NULL },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *origin = sb_address_normalise (rows[i].typed, &error);

      g_test_message ("%u: %s", i, g_utf8_validate (rows[i].typed, -1, NULL) ? rows[i].typed : "not UTF-8");

      if (rows[i].origin == NULL)
        g_assert_error (error, SB_API_ERROR, SB_API_ERROR_INVALID);
      else if (g_str_equal (rows[i].origin, INSECURE))
        g_assert_error (error, SB_API_ERROR, SB_API_ERROR_INSECURE);
      else
        {
          g_autofree char *same = NULL;
          g_autofree char *again = NULL;

          g_assert_no_error (error);
          g_assert_cmpstr (origin, ==, rows[i].origin);

          /* What the rest of the program compares origins by. */
          same = sb_uri_dup_origin (origin);
          g_assert_cmpstr (same, ==, origin);
          again = sb_address_normalise (origin, NULL);
          g_assert_cmpstr (again, ==, origin);
          continue;
        }
      g_assert_null (origin);
    }
}

static void
test_long (void)
{
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *long_label = g_strconcat (label, ".example", NULL);
  g_autoptr (GString) long_name = g_string_new ("example");

  while (long_name->len <= 253)
    g_string_prepend (long_name, "abcdefg.");

  g_assert_null (sb_address_normalise (long_label, NULL));
  g_assert_null (sb_address_normalise (long_name->str, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/address/rows", test_rows);
  g_test_add_func ("/address/long", test_long);

  return g_test_run ();
}
