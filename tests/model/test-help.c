/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each problem says where the help explains it, and that is a place that the pages have. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-confirm-presenter.h"
#include "sb-guard-line.h"
#include "sb-help.h"
#include "sb-ledger.h"
#include "sb-secret-store.h"

#include <glib/gstdio.h>
#include <string.h>

/* Fails unless docs/help has @topic: a page, or a page and a section in it. */
static void
check_topic (const char *topic)
{
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (topic);
  parts = g_strsplit (topic, "#", 2);
  name = g_strconcat (parts[0], ".page", NULL);
  path = g_test_build_filename (G_TEST_DIST, "..", "docs", "help", "C", name, NULL);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  id = parts[1] != NULL ? g_strdup_printf ("<section id=\"%s\">", parts[1]) : g_strdup_printf (" id=\"%s\">", parts[0]);
  if (strstr (text, id) == NULL)
    g_error ("The help has no %s", topic);
}

static void
check_code (GQuark domain, int code, const char *page)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "English");
  g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

  check_topic (problem->help);
  g_assert_true (g_str_has_prefix (problem->help, page));
}

static void
test_codes (void)
{
  for (int code = SB_API_ERROR_NETWORK; code <= SB_API_ERROR_PROTOCOL; code++)
    check_code (SB_API_ERROR, code, "troubles#");
  for (int code = SB_SECRET_ERROR_LOCKED; code <= SB_SECRET_ERROR_DENIED; code++)
    check_code (SB_SECRET_ERROR, code, "troubles#keyring");
  for (int code = SB_LEDGER_ERROR_FULL; code <= SB_LEDGER_ERROR_FAILED; code++)
    check_code (SB_LEDGER_ERROR, code, "troubles#");
  check_code (SB_GUARD_ERROR, SB_GUARD_ERROR_NOT_STARTED, "troubles#guard");
  /* What nobody foresaw. */
  check_code (G_FILE_ERROR, G_FILE_ERROR_ACCES, "troubles#answer");
}

static void
test_reasons (void)
{
  static const struct
  {
    const char *reason;
    const char *topic;
  } cases[] = {
    { "account_inactive", "troubles#sign-in" },
    { "invalid_client", "troubles#sign-in" },
    { "access_denied", "troubles#sign-in" },
    { "not_enrolled", "troubles#course" },
    { "course_locked", "troubles#course" },
    { "item_locked", "troubles#course" },
    { "not_completable", "troubles#course" },
    { "password_inside", "inside#not-allowed" },
    { "payment_inside", "inside#not-allowed" },
    { "uuid_taken", "troubles#answer" },
    { "web_not_offered", "troubles#pages" },
    { "session_not_found", "troubles#expired" },
    { "superadmin", "refusals#superadmin" },
    { "nested", "refusals#nested" },
    { "full_moon", "troubles#permission" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = sb_api_error_new_for_reply (SB_API_ERROR_FORBIDDEN, 403, cases[i].reason, "No.");
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      check_topic (cases[i].topic);
      g_assert_cmpstr (problem->help, ==, cases[i].topic);
    }
}

/* Each rule has a section of its own, and a problem that is made of it leads there. */
static void
test_refusals (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int refusal = SB_REFUSAL_NONE + 1; refusal <= SB_REFUSAL_OTHER; refusal++)
    {
      g_autoptr (SbProblem) problem = sb_problem_new_for_refusal (refusal, NULL);
      g_autoptr (SbProblem) copy = sb_problem_copy (problem);

      check_topic (problem->help);
      g_assert_true (g_str_has_prefix (problem->help, "refusals#"));
      g_assert_true (g_hash_table_add (seen, (gpointer) problem->help));
      g_assert_cmpstr (copy->help, ==, problem->help);
    }

  g_assert_cmpstr (sb_help_get_topic_for_refusal (999), ==, "refusals#other");
}

static void
test_held (void)
{
  for (int act = SB_ACT_NONE + 1; act < SB_N_ACTS; act++)
    {
      check_topic (sb_help_get_topic_for_held (act));
      g_assert_cmpstr (sb_help_get_topic_for_held (act), ==,
                       act == SB_ACT_OPEN_NOTICE ? "inside#bell" : "inside#look-only");
    }
}

static void
test_inside (void)
{
  g_autoptr (GError) error = sb_api_error_new (SB_API_ERROR_UNAUTHORIZED, "English");
  g_autoptr (SbProblem) problem = sb_problem_new_inside (error);

  g_assert_cmpstr (problem->help, ==, "troubles#expired");
  check_topic (problem->help);
}

static void
test_addresses (void)
{
  static const char *const cases[][3] = {
    { "index", "help:switchback/index", "docs/manual.md" },
    { "inside", "help:switchback/inside", "docs/manual.md#inside" },
    { "troubles#owed", "help:switchback/troubles#owed", "docs/manual.md#troubles-owed" },
    { "refusals#never-signed-in", "help:switchback/refusals#never-signed-in",
      "docs/manual.md#refusals-never-signed-in" },
  };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "manual.md", NULL);
  g_autofree char *manual = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &manual, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = sb_help_make_address (cases[i][0]);
      g_autofree char *web_address = sb_help_make_web_address (cases[i][0]);
      const char *mark = strchr (web_address, '#');

      g_assert_cmpstr (address, ==, cases[i][1]);
      g_assert_true (g_str_has_prefix (web_address, "https://"));
      g_assert_true (g_str_has_suffix (web_address, cases[i][2]));
      if (mark != NULL)
        {
          g_autofree char *anchor = g_strdup_printf ("<a id=\"%s\"></a>", mark + 1);

          g_assert_nonnull (strstr (manual, anchor));
        }
    }
}

static void
test_installed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("switchback-help-XXXXXX", NULL);
  g_autofree char *pages = g_build_filename (folder, "help", "C", "switchback", NULL);
  g_autofree char *index = g_build_filename (pages, "index.page", NULL);
  const char *const folders[] = { "/nonexistent", folder, NULL };

  g_assert_false (sb_help_is_installed (folders));
  g_assert_cmpint (g_mkdir_with_parents (pages, 0700), ==, 0);
  g_assert_true (g_file_set_contents (index, "<page/>", -1, NULL));
  g_assert_true (sb_help_is_installed (folders));

  g_remove (index);
  while (strlen (pages) >= strlen (folder))
    {
      g_rmdir (pages);
      *strrchr (pages, G_DIR_SEPARATOR) = '\0';
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/help/codes", test_codes);
  g_test_add_func ("/help/reasons", test_reasons);
  g_test_add_func ("/help/refusals", test_refusals);
  g_test_add_func ("/help/held", test_held);
  g_test_add_func ("/help/inside", test_inside);
  g_test_add_func ("/help/addresses", test_addresses);
  g_test_add_func ("/help/installed", test_installed);

  return g_test_run ();
}
