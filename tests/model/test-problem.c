/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every code, every reason and every rule has a sentence of its own, and what helps against it. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-problem.h"
#include "sb-ledger.h"
#include "sb-secret-store.h"

#include <string.h>

static void
add_text (GHashTable *seen, const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpstr (text, !=, "");
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strchr (text, '\''));
  g_assert_null (strchr (text, '"'));
  g_assert_true (g_hash_table_add (seen, g_strdup (text)));
}

static void
test_api_codes (void)
{
  static const SbRemedy remedies[] = {
    [SB_API_ERROR_NETWORK] = SB_REMEDY_RETRY,
    [SB_API_ERROR_HOST_UNKNOWN] = SB_REMEDY_CHECK_ADDRESS,
    [SB_API_ERROR_TIMEOUT] = SB_REMEDY_RETRY,
    [SB_API_ERROR_TLS] = SB_REMEDY_RETRY,
    [SB_API_ERROR_INSECURE] = SB_REMEDY_CHECK_ADDRESS,
    [SB_API_ERROR_NOT_A_PLATFORM] = SB_REMEDY_CHECK_ADDRESS,
    [SB_API_ERROR_UNAUTHORIZED] = SB_REMEDY_SIGN_IN,
    [SB_API_ERROR_CREDENTIALS] = SB_REMEDY_CHECK_PASSWORD,
    [SB_API_ERROR_FORBIDDEN] = SB_REMEDY_NONE,
    [SB_API_ERROR_NOT_FOUND] = SB_REMEDY_RETRY,
    [SB_API_ERROR_CONFLICT] = SB_REMEDY_RETRY,
    [SB_API_ERROR_INVALID] = SB_REMEDY_NONE,
    [SB_API_ERROR_RATE_LIMITED] = SB_REMEDY_RETRY,
    [SB_API_ERROR_SERVER] = SB_REMEDY_RETRY,
    [SB_API_ERROR_PROTOCOL] = SB_REMEDY_RETRY,
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = SB_API_ERROR_NETWORK; code <= SB_API_ERROR_PROTOCOL; code++)
    {
      g_autoptr (GError) error = sb_api_error_new (code, "English");
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      add_text (seen, problem->title);
      add_text (seen, problem->body);
      g_assert_cmpstr (problem->title, !=, "Something went wrong");
      g_assert_cmpstr (problem->details, ==, "English");
      g_assert_cmpint (problem->remedy, ==, remedies[code]);
    }
}

static void
test_secret_codes (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = SB_SECRET_ERROR_LOCKED; code <= SB_SECRET_ERROR_DENIED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (SB_SECRET_ERROR, code, "English");
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      add_text (seen, problem->title);
      add_text (seen, problem->body);
      g_assert_cmpstr (problem->title, !=, "Something went wrong");
      g_assert_cmpint (problem->remedy, ==, SB_REMEDY_SIGN_IN);
    }
}

static void
test_ledger_codes (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = SB_LEDGER_ERROR_FULL; code <= SB_LEDGER_ERROR_FAILED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (SB_LEDGER_ERROR, code, "English");
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      add_text (seen, problem->title);
      add_text (seen, problem->body);
      g_assert_cmpstr (problem->title, !=, "Something went wrong");
      g_assert_cmpint (problem->remedy, ==, SB_REMEDY_NONE);
    }
}

static void
test_refusals (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_null (sb_refusal_to_sentence (SB_REFUSAL_NONE));
  for (int refusal = SB_REFUSAL_NONE + 1; refusal <= SB_REFUSAL_OTHER; refusal++)
    add_text (seen, sb_refusal_to_sentence (refusal));
}

/* What the platform says by a reason is said by that reason, not by the status alone. */
static void
test_reasons (void)
{
  static const struct
  {
    SbApiError code;
    guint status;
    const char *reason;
    SbRefusal refusal; /* or none, if the reason is not one of a log-in */
  } cases[] = {
    { SB_API_ERROR_FORBIDDEN, 403, "not_an_administrator", SB_REFUSAL_NOT_AN_ADMINISTRATOR },
    { SB_API_ERROR_FORBIDDEN, 403, "permission_missing", SB_REFUSAL_PERMISSION_MISSING },
    { SB_API_ERROR_FORBIDDEN, 403, "not_assigned", SB_REFUSAL_NOT_ASSIGNED },
    { SB_API_ERROR_FORBIDDEN, 403, "superadmin", SB_REFUSAL_SUPERADMIN },
    { SB_API_ERROR_FORBIDDEN, 403, "power_user", SB_REFUSAL_POWER_USER },
    { SB_API_ERROR_FORBIDDEN, 403, "self", SB_REFUSAL_SELF },
    { SB_API_ERROR_FORBIDDEN, 403, "nested", SB_REFUSAL_NESTED },
    { SB_API_ERROR_FORBIDDEN, 403, "never_signed_in", SB_REFUSAL_NEVER_SIGNED_IN },
    { SB_API_ERROR_FORBIDDEN, 403, "inactive", SB_REFUSAL_INACTIVE },
    { SB_API_ERROR_FORBIDDEN, 403, "notifications_off", SB_REFUSAL_NOTIFICATIONS_OFF },
    { SB_API_ERROR_NOT_FOUND, 404, "user_not_found", SB_REFUSAL_USER_NOT_FOUND },
    { SB_API_ERROR_INVALID, 422, "reason_required", SB_REFUSAL_REASON_REQUIRED },
    { SB_API_ERROR_INVALID, 422, "domain_required", SB_REFUSAL_DOMAIN_REQUIRED },
    { SB_API_ERROR_CONFLICT, 409, "session_over", SB_REFUSAL_SESSION_OVER },
    { SB_API_ERROR_CONFLICT, 409, "uuid_taken", SB_REFUSAL_NONE },
    { SB_API_ERROR_NOT_FOUND, 404, "session_not_found", SB_REFUSAL_NONE },
    { SB_API_ERROR_FORBIDDEN, 403, "account_inactive", SB_REFUSAL_NONE },
    { SB_API_ERROR_CREDENTIALS, 401, "invalid_client", SB_REFUSAL_NONE },
    { SB_API_ERROR_FORBIDDEN, 403, "access_denied", SB_REFUSAL_NONE },
    { SB_API_ERROR_FORBIDDEN, 403, "not_enrolled", SB_REFUSAL_NONE },
    { SB_API_ERROR_FORBIDDEN, 403, "course_locked", SB_REFUSAL_NONE },
    { SB_API_ERROR_FORBIDDEN, 403, "item_locked", SB_REFUSAL_NONE },
    { SB_API_ERROR_FORBIDDEN, 403, "not_completable", SB_REFUSAL_NONE },
    { SB_API_ERROR_FORBIDDEN, 403, "password_inside", SB_REFUSAL_NONE },
    { SB_API_ERROR_FORBIDDEN, 403, "payment_inside", SB_REFUSAL_NONE },
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = sb_api_error_new_for_reply (cases[i].code, cases[i].status, cases[i].reason, "No.");
      g_autoptr (GError) plain = sb_api_error_new (cases[i].code, "No.");
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);
      g_autoptr (SbProblem) general = sb_problem_new_for_error (plain);
      g_autofree char *details = g_strdup_printf ("No. (status %u, reason %s)", cases[i].status, cases[i].reason);

      add_text (seen, problem->body);
      g_assert_cmpstr (problem->body, !=, general->body);
      g_assert_cmpstr (problem->details, ==, details);
      if (cases[i].refusal != SB_REFUSAL_NONE)
        g_assert_cmpstr (problem->body, ==, sb_refusal_to_sentence (cases[i].refusal));
    }
}

/* A reason that we do not know changes nothing; a code that we do not know still says something. */
static void
test_unknown (void)
{
  g_autoptr (GError) error = sb_api_error_new_for_reply (SB_API_ERROR_FORBIDDEN, 403, "full_moon", "No.");
  g_autoptr (GError) plain = sb_api_error_new_for_reply (SB_API_ERROR_FORBIDDEN, 403, NULL, "No.");
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_ACCES, "Permission denied");
  g_autoptr (GError) bad_code = g_error_new_literal (SB_API_ERROR, 999, "?");
  g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);
  g_autoptr (SbProblem) general = sb_problem_new_for_error (plain);
  g_autoptr (SbProblem) other = sb_problem_new_for_error (foreign);
  g_autoptr (SbProblem) other_code = sb_problem_new_for_error (bad_code);

  g_assert_cmpstr (problem->body, ==, general->body);
  g_assert_cmpstr (problem->details, ==, "No. (status 403, reason full_moon)");
  g_assert_cmpstr (general->details, ==, "No. (status 403)");
  g_assert_cmpstr (other->title, ==, "Something went wrong");
  g_assert_cmpstr (other->details, ==, "Permission denied");
  g_assert_cmpstr (other_code->title, ==, "Something went wrong");
}

/* "Not found" without a reason is a missing log-in call only for who asked for a log-in. */
static void
test_refusal_without_reason (void)
{
  g_autoptr (GError) error = sb_api_error_new_for_reply (SB_API_ERROR_NOT_FOUND, 404, NULL, "No.");
  g_autoptr (SbProblem) general = sb_problem_new_for_error (error);
  g_autoptr (SbProblem) log_in = sb_problem_new_for_refusal (sb_refusal_from_error (error), error);

  g_assert_cmpstr (general->title, ==, "This is not there any more");
  g_assert_cmpstr (log_in->body, ==, sb_refusal_to_sentence (SB_REFUSAL_NOT_OFFERED));
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  g_assert_null (sb_problem_new_for_error (error));
}

static void
test_copy (void)
{
  g_autoptr (GError) error = sb_api_error_new (SB_API_ERROR_TLS, "English");
  g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);
  g_autoptr (SbProblem) copy = g_boxed_copy (SB_TYPE_PROBLEM, problem);

  g_assert_true (copy->title != problem->title);
  g_assert_cmpstr (copy->title, ==, problem->title);
  g_assert_cmpstr (copy->body, ==, problem->body);
  g_assert_cmpstr (copy->details, ==, problem->details);
  g_assert_cmpint (copy->remedy, ==, problem->remedy);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/problem/api-codes", test_api_codes);
  g_test_add_func ("/problem/secret-codes", test_secret_codes);
  g_test_add_func ("/problem/ledger-codes", test_ledger_codes);
  g_test_add_func ("/problem/refusals", test_refusals);
  g_test_add_func ("/problem/reasons", test_reasons);
  g_test_add_func ("/problem/unknown", test_unknown);
  g_test_add_func ("/problem/refusal-without-reason", test_refusal_without_reason);
  g_test_add_func ("/problem/cancelled", test_cancelled);
  g_test_add_func ("/problem/copy", test_copy);

  return g_test_run ();
}
