/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Text from elsewhere, made to fit into a line. */

#include "sb-text.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static const Case cases[] = {
  { "Ana Silva", "Ana Silva" },
  { "  Ana \t\n Silva\r\n", "Ana Silva" },
  { "Ana\342\200\250\342\200\251Silva", "Ana Silva" },
  { "Ana\033[31m\177\302\205Silva", "Ana [31m Silva" },
  { "<b>Ana</b> & Co", "<b>Ana</b> & Co" },
  { "\n\n\n", "" },
  { "", "" },
  { "آنا سيلفا", "آنا سيلفا" },
  { NULL, NULL },
};

static void
test_line (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = sb_text_dup_line (cases[i].text);

      g_autofree char *non_empty = sb_text_dup_non_empty_line (cases[i].text);

      g_assert_cmpstr (line, ==, cases[i].expected);
      g_assert_cmpstr (non_empty, ==, g_strcmp0 (cases[i].expected, "") == 0 ? NULL : cases[i].expected);
    }
}

static void
test_long_line (void)
{
  g_autofree char *longest = g_strnfill (SB_TEXT_MAX_LINE, 'a');
  g_autofree char *longer = g_strnfill (10 * 1024 * 1024, 'a');
  g_autofree char *kept = sb_text_dup_line (longest);
  g_autofree char *cut = sb_text_dup_line (longer);

  g_assert_cmpstr (kept, ==, longest);
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, SB_TEXT_MAX_LINE + 1);
  g_assert_true (g_str_has_suffix (cut, "…"));
}

/* Never between a letter and what belongs to it. */
static void
test_shortened (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } shortened[] = {
    { "", "" },
    { "Ana", "Ana" },
    { "Anabelle", "Anab…" },
    { "Ana Silva", "Ana…" },
    { "Anae\xcc\x81z", "Ana…" },
    { "日本語の名前です", "日本語の…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shortened); i++)
    {
      g_autofree char *text = sb_text_dup_shortened (shortened[i].text, 5);

      g_assert_cmpstr (text, ==, shortened[i].expected);
    }
}

static void
test_middle_cut (void)
{
  static const struct
  {
    const char *text;
    const char *other;
    const char *expected;
  } cut[] = {
    { "", NULL, "" },
    { "ana.silva12", NULL, "ana.silva12" },
    { "ana.silva.at.acme", NULL, "ana.s….acme" },
    { "ana.silva.at.acme", "bna.silva.at.acme", "ana.s….acme" },
    { "ana.silva.at.acme", "ana.silva.at.acmE", "ana.s….acme" },
    { "ana.silva.at.acme", "ana.silva.at.acme", "ana.s….acme" },
    { "ana.silva.at.acme", "ana.silvX.at.acme", "ana…va.…cme" },
    { "ana.silva.at.acme", "ana.silva", "ana…a.a…cme" },
    { "ana.silva.at.acme", "anaX", "ana.si…cme" },
    { "日本語の名前です日本語の名前です", NULL, "日本語の名…の名前です" },
    { "anae\xcc\x81\xcc\x81silva.at.acme", NULL, "ana….acme" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cut); i++)
    {
      g_autofree char *text = sb_text_dup_middle_cut (cut[i].text, 11, cut[i].other);

      g_assert_cmpstr (text, ==, cut[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text/line", test_line);
  g_test_add_func ("/text/line/long", test_long_line);

  g_test_add_func ("/text/shortened", test_shortened);
  g_test_add_func ("/text/middle-cut", test_middle_cut);

  return g_test_run ();
}
