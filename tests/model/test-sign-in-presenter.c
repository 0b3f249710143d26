/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sign-in page without a display, over the real SbSignIn and a platform that answers on order. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-fake-secret-store.h"
#include "sb-model-fixtures.h"
#include "sb-sign-in-presenter.h"
#include "sb-test-wait.h"

typedef struct
{
  GSettings *settings;
  SbAccountStore *accounts;
  SbSignIn *sign_in;
  SbSignInPresenter *presenter;
  SbDesk *desk; /* what ::signed-in gave */
} Fixture;

/* A factory has no data. */
static SbFakePlatform *platform;

static SbPlatform *
make_platform (const char *origin)
{
  return SB_PLATFORM (g_object_ref (platform));
}

static void
signed_in_cb (SbSignInPresenter *presenter, SbDesk *desk, Fixture *f)
{
  g_assert_null (f->desk);
  g_assert_nonnull (sb_desk_get_identity (desk));
  g_assert_false (sb_model_get_boolean (presenter, "is-busy"));
  f->desk = g_object_ref (desk);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SbFakeSecretStore) secrets = sb_fake_secret_store_new ();

  platform = sb_fake_platform_new ();
  f->settings = g_settings_new ("io.github.switchback_app.Switchback");
  f->accounts = sb_account_store_new (f->settings);
  f->sign_in
      = g_object_new (SB_TYPE_SIGN_IN, "secrets", secrets, "accounts", f->accounts, "factory", make_platform, NULL);
  f->presenter = sb_sign_in_presenter_new (f->sign_in);
  g_signal_connect (f->presenter, "signed-in", G_CALLBACK (signed_in_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->presenter != NULL)
    g_assert_finalize_object (f->presenter);
  sb_model_assert_done (platform);
  g_clear_object (&f->desk);
  g_clear_object (&f->sign_in);
  g_clear_object (&f->accounts);
  g_settings_reset (f->settings, "accounts");
  g_settings_reset (f->settings, "active-account");
  g_clear_object (&f->settings);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&platform));
}

static void
fill (Fixture *f)
{
  g_object_set (f->presenter, "address", "fake.example", "user-name", "tea.admin", "has-password", TRUE, NULL);
}

static void
push_identity (void)
{
  sb_fake_platform_push_answer (platform, SB_FAKE_WHO_AM_I, sb_model_administrator (SB_LEVEL_POWER_USER),
                                g_object_unref);
}

static void
push_capabilities (void)
{
  sb_fake_platform_push_answer (platform, SB_FAKE_LOAD_CAPABILITIES, sb_model_capabilities (),
                                (GDestroyNotify) sb_capabilities_unref);
}

static void
push_probe (void)
{
  sb_fake_platform_push_answer (platform, SB_FAKE_PROBE, sb_platform_info_new ("ACME Academy", "en"),
                                (GDestroyNotify) sb_platform_info_free);
}

static void
wait_until_idle (Fixture *f)
{
  sb_test_wait_until (sb_sign_in_presenter_get_state (f->presenter) == SB_SIGN_IN_EDITING);
}

static void
test_can_submit (Fixture *f, gconstpointer data)
{
  SbNotifyLog log;

  g_assert_false (sb_model_get_boolean (f->presenter, "can-submit"));
  sb_model_log_notifies (f->presenter, &log);
  g_object_set (f->presenter, "address", "", "user-name", "", "client-id", "", "has-password", FALSE, NULL);
  g_assert_cmpstr (log.names->str, ==, "");

  g_object_set (f->presenter, "address", "fake.example", "user-name", "tea", NULL);
  g_assert_false (sb_model_get_boolean (f->presenter, "can-submit"));
  g_object_set (f->presenter, "has-password", TRUE, NULL);
  g_assert_true (sb_model_get_boolean (f->presenter, "can-submit"));
  g_object_set (f->presenter, "user-name", "  ", NULL);
  g_assert_false (sb_model_get_boolean (f->presenter, "can-submit"));
  g_assert_false (sb_model_get_boolean (f->presenter, "can-use-browser"));
  g_object_set (f->presenter, "client-id", "switchback", NULL);
  g_assert_true (sb_model_get_boolean (f->presenter, "can-use-browser"));
  /* Each field once, user-name twice, can-submit there and back, can-use-browser. */
  g_assert_cmpuint (log.count, ==, 8);

  sb_sign_in_presenter_submit (f->presenter, "secret", NULL);
  g_assert_false (sb_model_get_boolean (f->presenter, "is-busy"));
  sb_model_clear_log (&log);
}

static void
test_submit (Fixture *f, gconstpointer data)
{
  fill (f);
  push_probe ();
  sb_fake_platform_push_ok (platform, SB_FAKE_SIGN_IN);
  push_identity ();
  push_capabilities ();
  sb_sign_in_presenter_submit (f->presenter, "secret", "");
  g_assert_true (sb_model_get_boolean (f->presenter, "is-busy"));
  g_assert_false (sb_model_get_boolean (f->presenter, "can-submit"));
  sb_sign_in_presenter_submit (f->presenter, "secret", NULL);
  wait_until_idle (f);

  g_assert_nonnull (f->desk);
  /* Who it is was asked once, by signing in. */
  g_assert_cmpuint (sb_fake_platform_count_calls (platform, SB_FAKE_WHO_AM_I), ==, 1);
  g_assert_cmpstr (sb_identity_get_id (sb_desk_get_identity (f->desk)), ==, "12");
  g_assert_cmpstr (sb_account_get_user_name (sb_desk_get_account (f->desk)), ==, "tea.admin");
  g_assert_null (sb_sign_in_presenter_get_problem (f->presenter));
}

static void
test_failures (Fixture *f, gconstpointer data)
{
  static const struct
  {
    SbApiError code;
    const char *reason;
    SbSignInField field;
  } cases[] = {
    { SB_API_ERROR_NETWORK, NULL, SB_SIGN_IN_FIELD_NONE },
    { SB_API_ERROR_HOST_UNKNOWN, NULL, SB_SIGN_IN_FIELD_ADDRESS },
    { SB_API_ERROR_TIMEOUT, NULL, SB_SIGN_IN_FIELD_NONE },
    { SB_API_ERROR_TLS, NULL, SB_SIGN_IN_FIELD_ADDRESS },
    { SB_API_ERROR_INSECURE, NULL, SB_SIGN_IN_FIELD_ADDRESS },
    { SB_API_ERROR_NOT_A_PLATFORM, NULL, SB_SIGN_IN_FIELD_ADDRESS },
    { SB_API_ERROR_UNAUTHORIZED, NULL, SB_SIGN_IN_FIELD_NONE },
    { SB_API_ERROR_CREDENTIALS, "invalid_credentials", SB_SIGN_IN_FIELD_PASSWORD },
    { SB_API_ERROR_CREDENTIALS, "invalid_client", SB_SIGN_IN_FIELD_CLIENT_ID },
    { SB_API_ERROR_FORBIDDEN, "account_inactive", SB_SIGN_IN_FIELD_USER_NAME },
    { SB_API_ERROR_FORBIDDEN, NULL, SB_SIGN_IN_FIELD_NONE },
    { SB_API_ERROR_RATE_LIMITED, NULL, SB_SIGN_IN_FIELD_NONE },
    { SB_API_ERROR_SERVER, NULL, SB_SIGN_IN_FIELD_NONE },
    { SB_API_ERROR_PROTOCOL, NULL, SB_SIGN_IN_FIELD_NONE },
  };

  fill (f);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = sb_api_error_new_for_reply (cases[i].code, 0, cases[i].reason, "No.");
      g_autoptr (SbProblem) expected = sb_problem_new_for_error (error);

      push_probe ();
      sb_fake_platform_push_error (platform, SB_FAKE_SIGN_IN, g_error_copy (error));
      sb_sign_in_presenter_submit (f->presenter, "secret", NULL);
      g_assert_null (sb_sign_in_presenter_get_problem (f->presenter));
      wait_until_idle (f);

      g_assert_nonnull (sb_sign_in_presenter_get_problem (f->presenter));
      g_assert_cmpstr (sb_sign_in_presenter_get_problem (f->presenter)->title, ==, expected->title);
      g_assert_cmpint (sb_sign_in_presenter_get_problem_field (f->presenter), ==, cases[i].field);
      sb_model_assert_string (f->presenter, "address", "fake.example");
      sb_model_assert_string (f->presenter, "user-name", "tea.admin");
      g_assert_true (sb_model_get_boolean (f->presenter, "can-submit"));
      g_assert_null (f->desk);
    }
}

/* Signed in, but what the platform offers cannot be found out: not signed in as far as the interface goes. */
static void
test_desk_fails (Fixture *f, gconstpointer data)
{
  fill (f);
  push_probe ();
  sb_fake_platform_push_ok (platform, SB_FAKE_SIGN_IN);
  push_identity ();
  sb_model_push_error (platform, SB_FAKE_LOAD_CAPABILITIES, SB_API_ERROR_SERVER, 500, NULL);
  sb_sign_in_presenter_submit (f->presenter, "secret", NULL);
  wait_until_idle (f);

  g_assert_null (f->desk);
  g_assert_nonnull (sb_sign_in_presenter_get_problem (f->presenter));
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  sb_sign_in_presenter_cancel (f->presenter);
  fill (f);
  sb_fake_platform_push_hold (platform, SB_FAKE_PROBE);
  sb_sign_in_presenter_submit (f->presenter, "secret", NULL);
  sb_test_drain ();
  sb_sign_in_presenter_cancel (f->presenter);

  /* At once, and without a word. */
  g_assert_cmpint (sb_sign_in_presenter_get_state (f->presenter), ==, SB_SIGN_IN_EDITING);
  sb_test_drain ();
  g_assert_null (sb_sign_in_presenter_get_problem (f->presenter));
  g_assert_true (sb_model_get_boolean (f->presenter, "can-submit"));
  g_assert_cmpuint (sb_fake_platform_count_held (platform, SB_FAKE_PROBE), ==, 0);
}

static void
open_url_cb (const char *url, gpointer user_data)
{
  gboolean *is_open = user_data;

  *is_open = TRUE;
}

static void
test_browser (Fixture *f, gconstpointer data)
{
  gboolean is_open = FALSE;

  g_object_set (f->presenter, "address", "fake.example", NULL);
  sb_sign_in_presenter_use_browser (f->presenter, open_url_cb, &is_open);
  g_assert_false (sb_model_get_boolean (f->presenter, "is-busy"));

  g_object_set (f->presenter, "client-id", "switchback", NULL);
  push_probe ();
  sb_sign_in_presenter_use_browser (f->presenter, open_url_cb, &is_open);
  g_assert_cmpint (sb_sign_in_presenter_get_state (f->presenter), ==, SB_SIGN_IN_WAITING_FOR_BROWSER);
  sb_test_wait_until (is_open);
  sb_sign_in_presenter_cancel (f->presenter);
  g_assert_cmpint (sb_sign_in_presenter_get_state (f->presenter), ==, SB_SIGN_IN_EDITING);
}

static void
test_resume (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = NULL;

  test_submit (f, data);
  account = g_object_ref (sb_desk_get_account (f->desk));
  g_clear_object (&f->desk);
  sb_test_drain ();
  g_object_set (f->presenter, "address", "", "user-name", "", NULL);

  push_identity ();
  push_capabilities ();
  sb_sign_in_presenter_resume (f->presenter, account);
  wait_until_idle (f);
  g_assert_nonnull (f->desk);
  g_assert_cmpuint (sb_fake_platform_count_calls (platform, SB_FAKE_WHO_AM_I), ==, 2);
  sb_model_assert_string (f->presenter, "address", "https://fake.example");
  sb_model_assert_string (f->presenter, "user-name", "tea.admin");
}

static void
test_resume_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = NULL;

  test_submit (f, data);
  account = g_object_ref (sb_desk_get_account (f->desk));
  g_clear_object (&f->desk);
  sb_test_drain ();

  sb_model_push_error (platform, SB_FAKE_WHO_AM_I, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  sb_sign_in_presenter_resume (f->presenter, account);
  wait_until_idle (f);
  g_assert_null (f->desk);
  g_assert_cmpint (sb_sign_in_presenter_get_problem (f->presenter)->remedy, ==, SB_REMEDY_SIGN_IN);
}

static void
test_set_problem (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = sb_api_error_new (SB_API_ERROR_UNAUTHORIZED, "Expired");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  SbNotifyLog log;

  sb_model_log_notifies (f->presenter, &log);
  sb_sign_in_presenter_set_problem (f->presenter, NULL);
  sb_sign_in_presenter_set_problem (f->presenter, cancelled);
  g_assert_cmpuint (log.count, ==, 0);
  sb_sign_in_presenter_set_problem (f->presenter, error);
  g_assert_cmpstr (log.names->str, ==, "problem ");
  sb_sign_in_presenter_set_problem (f->presenter, NULL);
  g_assert_null (sb_sign_in_presenter_get_problem (f->presenter));
  sb_model_clear_log (&log);
}

static void
test_dropped_in_flight (Fixture *f, gconstpointer data)
{
  fill (f);
  sb_fake_platform_push_hold (platform, SB_FAKE_PROBE);
  sb_sign_in_presenter_submit (f->presenter, "secret", NULL);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&f->presenter));
  sb_test_drain ();
  g_assert_cmpuint (sb_fake_platform_count_held (platform, SB_FAKE_PROBE), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/sign-in-presenter/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("can-submit", test_can_submit);
  ADD ("submit", test_submit);
  ADD ("failures", test_failures);
  ADD ("desk-fails", test_desk_fails);
  ADD ("cancel", test_cancel);
  ADD ("browser", test_browser);
  ADD ("resume", test_resume);
  ADD ("resume-fails", test_resume_fails);
  ADD ("set-problem", test_set_problem);
  ADD ("dropped-in-flight", test_dropped_in_flight);

  return g_test_run ();
}
