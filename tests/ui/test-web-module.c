/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The module of the web pages where it is missing, broken, or of another version. */

#include "config.h"

#include "sb-impersonation.h"
#include "sb-problem-page.h"
#include "sb-ui-fixtures.h"
#include "sb-web-page.h"

static const char *old_module;

static void
test_missing (void)
{
  g_setenv ("SWITCHBACK_WEB_MODULE", "/nonexistent/switchback-web.so", TRUE);
  g_assert_false (sb_web_page_is_available ());
}

/* Said in place of the pages; the log-in goes on. */
static void
test_unusable (gconstpointer path)
{
  SbFakePlatform *platform = sb_fake_platform_new ();
  g_autoptr (SbLearner) learner = sb_ui_ana ();
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "Certificate does not open", "", NULL);
  g_autoptr (SbImpersonation) impersonation = sb_impersonation_new (SB_PLATFORM (platform), learner, request);
  g_autoptr (SbVisitPolicy) policy = sb_visit_policy_new (FALSE);
  g_autoptr (SbWebPresenter) presenter = sb_web_presenter_new (impersonation, policy, NULL);
  GtkWidget *page = g_object_new (SB_TYPE_WEB_PAGE, NULL);
  GtkWindow *window = sb_ui_show (page, 800, 600);

  g_setenv ("SWITCHBACK_WEB_MODULE", path, TRUE);
  g_assert_true (sb_web_page_is_available ());
  sb_web_page_set_presenter (SB_WEB_PAGE (page), presenter);
  g_assert_null (sb_ui_find (page, SB_TYPE_PROBLEM_PAGE, 0));

  g_test_expect_message ("switchback", G_LOG_LEVEL_WARNING, "The web pages' module cannot be loaded: *");
  sb_web_page_open (SB_WEB_PAGE (page), NULL);
  g_test_assert_expected_messages ();
  g_assert_nonnull (sb_ui_find_text (page, "The platform’s own pages cannot be shown here"));
  sb_web_page_set_narrow (SB_WEB_PAGE (page), TRUE);
  sb_web_page_refresh (SB_WEB_PAGE (page));
  sb_web_page_focus (SB_WEB_PAGE (page));

  sb_web_page_set_presenter (SB_WEB_PAGE (page), NULL);
  sb_ui_close (window);
  g_object_unref (platform);
}

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);
  old_module = argv[1];

  g_test_add_func ("/ui/web-module/missing", test_missing);
  g_test_add_data_func ("/ui/web-module/broken", "/etc/passwd", test_unusable);
  g_test_add_data_func ("/ui/web-module/of-another-version", old_module, test_unusable);

  return sb_ui_run ();
}
