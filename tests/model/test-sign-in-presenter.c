/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sign-in page without a display, over the real SbSignIn and a platform that answers on order. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-fake-secret-store.h"
#include "sb-model-fixtures.h"
#include "sb-sign-in-presenter.h"
#include "sb-test-wait.h"
#include "sb-users-presenter.h"

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

static SbLearner *
make_ana (void)
{
  return sb_model_learner ("13", "Ana", "Silva", "ana.silva", NULL, "Lisbon");
}

static void
push_learners (void)
{
  SbLearnerPage *page = sb_learner_page_new ();

  g_ptr_array_add (page->learners, make_ana ());
  page->total = 1;
  sb_fake_platform_push_answer (platform, SB_FAKE_LIST_LEARNERS, page, (GDestroyNotify) sb_learner_page_free);
}

/* Returns: (transfer full): an account with tokens, that nobody is signed in with */
static SbAccount *
make_account (Fixture *f)
{
  SbAccount *account;

  test_submit (f, NULL);
  account = g_object_ref (sb_desk_get_account (f->desk));
  g_clear_object (&f->desk);
  sb_test_drain ();
  sb_fake_platform_clear_log (platform);

  return account;
}

static void
test_resume (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = make_account (f);

  g_object_set (f->presenter, "address", "", "user-name", "", NULL);

  push_identity ();
  push_capabilities ();
  push_learners ();
  sb_sign_in_presenter_resume (f->presenter, account);
  wait_until_idle (f);
  g_assert_nonnull (f->desk);
  g_assert_cmpuint (sb_fake_platform_count_calls (platform, SB_FAKE_WHO_AM_I), ==, 1);
  sb_model_assert_string (f->presenter, "address", "https://fake.example");
  sb_model_assert_string (f->presenter, "user-name", "tea.admin");
}

static const SbFakeOp start_ops[] = { SB_FAKE_WHO_AM_I, SB_FAKE_LOAD_CAPABILITIES, SB_FAKE_LIST_LEARNERS };

static gboolean
is_all_asked (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (start_ops); i++)
    if (sb_fake_platform_count_held (platform, start_ops[i]) != 1)
      return FALSE;

  return TRUE;
}

/* Everything up to the first page is asked before anything is answered, and who it is first of all. */
static void
resume_held (Fixture *f, SbAccount *account)
{
  g_autofree char *log = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (start_ops); i++)
    sb_fake_platform_push_hold (platform, start_ops[i]);
  sb_sign_in_presenter_resume (f->presenter, account);
  sb_test_wait_until (is_all_asked ());

  log = sb_fake_platform_dup_log (platform);
  g_assert_true (g_str_has_prefix (log, "who-am-i\n"));
}

static void
release (SbFakeOp op)
{
  SbLearnerPage *page;

  switch (op)
    {
    case SB_FAKE_WHO_AM_I:
      sb_fake_platform_release_answer (platform, op, sb_model_administrator (SB_LEVEL_POWER_USER), g_object_unref);
      break;
    case SB_FAKE_LOAD_CAPABILITIES:
      sb_fake_platform_release_answer (platform, op, sb_model_capabilities (), (GDestroyNotify) sb_capabilities_unref);
      break;
    case SB_FAKE_LIST_LEARNERS:
      page = sb_learner_page_new ();
      g_ptr_array_add (page->learners, make_ana ());
      sb_fake_platform_release_answer (platform, op, page, (GDestroyNotify) sb_learner_page_free);
      break;
    default:
      g_assert_not_reached ();
    }
  sb_test_drain ();
}

/* In whatever order they are answered, nobody is signed in before who it is and what is offered are known, and each is asked
 * once. */
static void
test_side_by_side (Fixture *f, gconstpointer data)
{
  static const guint orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
  g_autoptr (SbAccount) account = make_account (f);

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (SbUsersPresenter) users = NULL;
      gboolean is_released[3] = { FALSE };

      resume_held (f, account);
      for (guint j = 0; j < 3; j++)
        {
          release (start_ops[orders[i][j]]);
          is_released[orders[i][j]] = TRUE;
          g_assert_cmpint (f->desk != NULL, ==, is_released[0] && is_released[1]);
          if (f->desk != NULL && users == NULL)
            {
              users = sb_users_presenter_new (f->desk, NULL);
              sb_users_presenter_load (users);
              sb_test_drain ();
            }
          if (users != NULL)
            g_assert_cmpuint (g_list_model_get_n_items (sb_users_presenter_get_learners (users)), ==, is_released[2]);
        }

      for (gsize j = 0; j < G_N_ELEMENTS (start_ops); j++)
        g_assert_cmpuint (sb_fake_platform_count_held (platform, start_ops[j]), ==, 0);
      g_assert_true (sb_desk_get_capabilities (f->desk)->offers_log_in_as);

      /* The answer is good once. */
      push_learners ();
      sb_users_presenter_reload (users);
      sb_test_drain ();
      g_assert_cmpuint (sb_fake_platform_count_unused (platform, SB_FAKE_LIST_LEARNERS), ==, 0);
      g_clear_object (&f->desk);
    }
}

/* What fails, fails as if it had been asked when it was needed. */
static void
test_side_by_side_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = make_account (f);
  g_autoptr (SbUsersPresenter) users = NULL;

  /* The tokens are no good: all else is given up. */
  resume_held (f, account);
  sb_fake_platform_release_error (platform, SB_FAKE_WHO_AM_I, sb_api_error_new (SB_API_ERROR_UNAUTHORIZED, "No"));
  wait_until_idle (f);
  g_assert_null (f->desk);
  g_assert_cmpint (sb_sign_in_presenter_get_problem (f->presenter)->remedy, ==, SB_REMEDY_SIGN_IN);
  sb_test_drain ();
  g_assert_cmpuint (sb_fake_platform_count_held (platform, SB_FAKE_LOAD_CAPABILITIES), ==, 0);
  g_assert_cmpuint (sb_fake_platform_count_held (platform, SB_FAKE_LIST_LEARNERS), ==, 0);

  /* What is offered cannot be found out, which is known before it is needed. */
  resume_held (f, account);
  sb_fake_platform_release_error (platform, SB_FAKE_LOAD_CAPABILITIES, sb_api_error_new (SB_API_ERROR_SERVER, "No"));
  sb_test_drain ();
  g_assert_true (sb_model_get_boolean (f->presenter, "is-busy"));
  release (SB_FAKE_WHO_AM_I);
  wait_until_idle (f);
  g_assert_null (f->desk);
  g_assert_nonnull (sb_sign_in_presenter_get_problem (f->presenter));
  sb_test_drain ();
  g_assert_cmpuint (sb_fake_platform_count_held (platform, SB_FAKE_LIST_LEARNERS), ==, 0);

  /* The page is the page's business. */
  resume_held (f, account);
  sb_fake_platform_release_error (platform, SB_FAKE_LIST_LEARNERS, sb_api_error_new (SB_API_ERROR_SERVER, "No"));
  release (SB_FAKE_WHO_AM_I);
  release (SB_FAKE_LOAD_CAPABILITIES);
  g_assert_nonnull (f->desk);
  users = sb_users_presenter_new (f->desk, NULL);
  sb_users_presenter_load (users);
  sb_test_drain ();
  g_assert_cmpint (sb_users_presenter_get_view (users), ==, SB_USERS_VIEW_FAILED);
}

static void
test_resume_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = make_account (f);

  resume_held (f, account);
  sb_sign_in_presenter_cancel (f->presenter);
  sb_test_drain ();
  for (gsize i = 0; i < G_N_ELEMENTS (start_ops); i++)
    g_assert_cmpuint (sb_fake_platform_count_held (platform, start_ops[i]), ==, 0);

  /* With the desk: nobody has looked at the learners. */
  resume_held (f, account);
  release (SB_FAKE_WHO_AM_I);
  release (SB_FAKE_LOAD_CAPABILITIES);
  g_clear_object (&f->desk);
  sb_test_drain ();
  g_assert_cmpuint (sb_fake_platform_count_held (platform, SB_FAKE_LIST_LEARNERS), ==, 0);
}

static void
test_resume_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = make_account (f);

  push_capabilities ();
  push_learners ();
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
  ADD ("side-by-side", test_side_by_side);
  ADD ("side-by-side-fails", test_side_by_side_fails);
  ADD ("resume-cancelled", test_resume_cancelled);
  ADD ("resume-fails", test_resume_fails);
  ADD ("set-problem", test_set_problem);
  ADD ("dropped-in-flight", test_dropped_in_flight);

  return g_test_run ();
}
