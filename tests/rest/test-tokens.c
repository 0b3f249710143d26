/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-tokens.h"
#include "sb-wipe.h"

static void
test_round_trip (void)
{
  g_autoptr (GDateTime) expires_at = g_date_time_new_utc (2026, 11, 22, 14, 2, 0);
  g_autoptr (SbTokens) full = sb_tokens_new ("a\"1", "r", "client", "secret", expires_at);
  g_autoptr (SbTokens) bare = sb_tokens_new ("a", NULL, NULL, NULL, NULL);
  SbTokens *const all[] = { full, bare };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      char *text = sb_tokens_to_string (all[i]);
      g_autoptr (SbTokens) read = sb_tokens_from_string (text);

      sb_wipe_free (text);
      g_assert_nonnull (read);
      g_assert_true (sb_tokens_equal (read, all[i]));
      if (i == 0)
        g_assert_true (g_date_time_equal (sb_tokens_get_expires_at (read), expires_at));
      else
        g_assert_null (sb_tokens_get_expires_at (read));
    }
  g_assert_false (sb_tokens_equal (full, bare));
}

static void
test_strange_texts (void)
{
  static const char *const texts[] = {
    "", "x", "[]", "{}", "7", "null",
    "{\"access\":\"a\"}",
    "{\"version\":2,\"access\":\"a\"}",
    "{\"version\":0,\"access\":\"a\"}",
    "{\"version\":1}",
    "{\"version\":1,\"access\":\"\"}",
    "{\"version\":1,\"access\":7}",
    "{\"version\":1,\"access\":\"a\",\"refresh\":{}}",
    "{\"version\":1,\"access\":\"a\",\"expires_at\":\"tomorrow\"}",
    "{\"version\":1,\"access\":\"a\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_null (sb_tokens_from_string (texts[i]));
    }
}

static void
test_renewed (void)
{
  g_autoptr (SbTokens) old = sb_tokens_new ("a1", "r1", "client", "secret", NULL);
  g_autoptr (SbTokens) kept = sb_tokens_new_renewed (old, "a2", NULL, NULL);
  g_autoptr (SbTokens) replaced = sb_tokens_new_renewed (old, "a2", "r2", NULL);

  g_assert_cmpstr (sb_tokens_get_access (kept), ==, "a2");
  g_assert_cmpstr (sb_tokens_get_refresh (kept), ==, "r1");
  g_assert_cmpstr (sb_tokens_get_client_id (kept), ==, "client");
  g_assert_cmpstr (sb_tokens_get_client_secret (kept), ==, "secret");
  g_assert_cmpstr (sb_tokens_get_refresh (replaced), ==, "r2");
  g_assert_cmpstr (sb_tokens_get_access (old), ==, "a1");
  g_assert_false (sb_tokens_equal (kept, replaced));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/tokens/round-trip", test_round_trip);
  g_test_add_func ("/tokens/strange-texts", test_strange_texts);
  g_test_add_func ("/tokens/renewed", test_renewed);

  return g_test_run ();
}
