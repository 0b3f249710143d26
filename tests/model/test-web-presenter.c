/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The way into the platform's own pages: asked for once, told, and asked for again after a failure. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-model-fixtures.h"
#include "sb-test-wait.h"
#include "sb-web-presenter.h"

typedef struct
{
  SbFakePlatform *platform;
  SbLearner *learner;
  SbImpersonation *impersonation;
  SbVisitPolicy *policy;
  SbWebPresenter *presenter;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
  f->learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, "Lisbon");
  f->impersonation = sb_model_visit (f->platform, f->learner);
  f->policy = sb_visit_policy_new (FALSE);
  f->presenter = sb_web_presenter_new (f->impersonation, f->policy, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->presenter);
  g_assert_finalize_object (f->policy);
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->impersonation);
  g_object_unref (f->learner);
  g_assert_finalize_object (f->platform);
}

static SbWebEntry *
make_entry (void)
{
  return sb_web_entry_new ("https://fake.example", "https://fake.example/home", "token", "secret");
}

static gboolean
is_loaded (Fixture *f)
{
  return sb_web_presenter_get_loading (f->presenter) != SB_LOADING_BUSY;
}

static void
test_once (Fixture *f, gconstpointer data)
{
  g_assert_null (sb_web_presenter_get_guard (f->presenter));
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_WEB_ENTRY, make_entry (), (GDestroyNotify) sb_web_entry_unref);
  sb_web_presenter_load (f->presenter);
  sb_web_presenter_load (f->presenter);
  sb_test_wait_until (is_loaded (f));
  g_assert_cmpint (sb_web_presenter_get_loading (f->presenter), ==, SB_LOADING_READY);
  g_assert_true (sb_web_guard_get_policy (sb_web_presenter_get_guard (f->presenter)) == f->policy);

  sb_web_presenter_load (f->presenter);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_WEB_ENTRY), ==, 1);
}

static void
test_not_offered (Fixture *f, gconstpointer data)
{
  sb_model_push_error (f->platform, SB_FAKE_LOAD_WEB_ENTRY, SB_API_ERROR_NOT_FOUND, 0, "web_not_offered");
  sb_web_presenter_load (f->presenter);
  sb_test_wait_until (is_loaded (f));
  g_assert_cmpint (sb_web_presenter_get_loading (f->presenter), ==, SB_LOADING_FAILED);
  g_assert_cmpstr (sb_web_presenter_get_problem (f->presenter)->title, ==,
                   "The platform’s own pages cannot be shown here");
  g_assert_null (sb_web_presenter_get_guard (f->presenter));

  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_WEB_ENTRY, make_entry (), (GDestroyNotify) sb_web_entry_unref);
  sb_web_presenter_load (f->presenter);
  sb_test_wait_until (is_loaded (f));
  g_assert_nonnull (sb_web_presenter_get_guard (f->presenter));
  g_assert_null (sb_web_presenter_get_problem (f->presenter));
}

/* In a Flatpak, on a desktop that makes no second sandbox: the platform is not even asked. It may come. */
static void
test_no_sandbox (Fixture *f, gconstpointer data)
{
  g_setenv ("SWITCHBACK_WEB_SANDBOX", "false", TRUE);
  sb_web_presenter_load (f->presenter);
  sb_test_wait_until (is_loaded (f));
  g_assert_cmpint (sb_web_presenter_get_loading (f->presenter), ==, SB_LOADING_FAILED);
  g_assert_true (g_str_has_prefix (sb_web_presenter_get_problem (f->presenter)->body, "Web pages are shown in a sandbox"));
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_WEB_ENTRY), ==, 0);

  g_setenv ("SWITCHBACK_WEB_SANDBOX", "/nonexistent/portal", TRUE);
  sb_web_presenter_load (f->presenter);
  sb_test_wait_until (is_loaded (f));
  g_assert_cmpint (sb_web_presenter_get_loading (f->presenter), ==, SB_LOADING_FAILED);

  g_setenv ("SWITCHBACK_WEB_SANDBOX", "true", TRUE);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_WEB_ENTRY, make_entry (), (GDestroyNotify) sb_web_entry_unref);
  sb_web_presenter_load (f->presenter);
  sb_test_wait_until (is_loaded (f));
  g_assert_cmpint (sb_web_presenter_get_loading (f->presenter), ==, SB_LOADING_READY);
  g_setenv ("SWITCHBACK_WEB_SANDBOX", "", TRUE);
}

/* Nobody waits for it any more. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_WEB_ENTRY);
  sb_web_presenter_load (f->presenter);
  g_assert_cmpuint (sb_fake_platform_count_held (f->platform, SB_FAKE_LOAD_WEB_ENTRY), ==, 1);
  g_assert_finalize_object (f->presenter);
  f->presenter = sb_web_presenter_new (f->impersonation, f->policy, NULL);
  g_assert_cmpuint (sb_fake_platform_count_held (f->platform, SB_FAKE_LOAD_WEB_ENTRY), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/web-presenter/once", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add ("/web-presenter/not-offered", Fixture, NULL, set_up, test_not_offered, tear_down);
  g_test_add ("/web-presenter/no-sandbox", Fixture, NULL, set_up, test_no_sandbox, tear_down);
  g_test_add ("/web-presenter/gone", Fixture, NULL, set_up, test_gone, tear_down);

  return g_test_run ();
}
