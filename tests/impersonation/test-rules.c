/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules that can be checked beforehand, and what the platform's refusals mean. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-rules.h"

typedef struct
{
  const char *what;
  SbLevel own_level;
  gboolean is_offered;
  gboolean may;
  const char *learner_id;
  SbLevel level;
  gboolean is_active;
  gboolean has_signed_in;
  SbRefusal expected;
} Check;

static const Check checks[] = {
  { "a user", SB_LEVEL_POWER_USER, TRUE, TRUE, "2", SB_LEVEL_USER, TRUE, TRUE, SB_REFUSAL_NONE },
  { "a user, by a superadmin", SB_LEVEL_SUPERADMIN, TRUE, TRUE, "2", SB_LEVEL_USER, TRUE, TRUE, SB_REFUSAL_NONE },
  { "a power user, by a superadmin", SB_LEVEL_SUPERADMIN, TRUE, TRUE, "2", SB_LEVEL_POWER_USER, TRUE, TRUE,
    SB_REFUSAL_NONE },
  { "a power user, by another", SB_LEVEL_POWER_USER, TRUE, TRUE, "2", SB_LEVEL_POWER_USER, TRUE, TRUE,
    SB_REFUSAL_POWER_USER },
  { "a superadmin, by another", SB_LEVEL_SUPERADMIN, TRUE, TRUE, "2", SB_LEVEL_SUPERADMIN, TRUE, TRUE,
    SB_REFUSAL_SUPERADMIN },
  { "a superadmin, by a power user", SB_LEVEL_POWER_USER, TRUE, TRUE, "2", SB_LEVEL_SUPERADMIN, TRUE, TRUE,
    SB_REFUSAL_SUPERADMIN },
  { "oneself, a power user", SB_LEVEL_POWER_USER, TRUE, TRUE, "1", SB_LEVEL_POWER_USER, TRUE, TRUE, SB_REFUSAL_SELF },
  { "oneself, a superadmin", SB_LEVEL_SUPERADMIN, TRUE, TRUE, "1", SB_LEVEL_SUPERADMIN, TRUE, TRUE, SB_REFUSAL_SELF },
  { "never signed in", SB_LEVEL_POWER_USER, TRUE, TRUE, "2", SB_LEVEL_USER, TRUE, FALSE, SB_REFUSAL_NEVER_SIGNED_IN },
  { "inactive", SB_LEVEL_POWER_USER, TRUE, TRUE, "2", SB_LEVEL_USER, FALSE, TRUE, SB_REFUSAL_INACTIVE },
  { "inactive and never signed in", SB_LEVEL_POWER_USER, TRUE, TRUE, "2", SB_LEVEL_USER, FALSE, FALSE,
    SB_REFUSAL_NEVER_SIGNED_IN },
  { "an inactive superadmin", SB_LEVEL_SUPERADMIN, TRUE, TRUE, "2", SB_LEVEL_SUPERADMIN, FALSE, FALSE,
    SB_REFUSAL_SUPERADMIN },
  { "no permission", SB_LEVEL_POWER_USER, TRUE, FALSE, "1", SB_LEVEL_SUPERADMIN, FALSE, FALSE,
    SB_REFUSAL_PERMISSION_MISSING },
  { "not offered", SB_LEVEL_SUPERADMIN, FALSE, FALSE, "2", SB_LEVEL_USER, TRUE, TRUE, SB_REFUSAL_NOT_OFFERED },
  { "by a learner", SB_LEVEL_USER, FALSE, FALSE, "1", SB_LEVEL_USER, TRUE, TRUE, SB_REFUSAL_NOT_AN_ADMINISTRATOR },
  { "a level unknown to us", SB_LEVEL_POWER_USER, TRUE, TRUE, "2", SB_LEVEL_UNKNOWN, TRUE, TRUE, SB_REFUSAL_NONE },
  { "by a level unknown to us", SB_LEVEL_UNKNOWN, TRUE, TRUE, "2", SB_LEVEL_POWER_USER, TRUE, TRUE, SB_REFUSAL_NONE },
};

static void
test_check (gconstpointer data)
{
  const Check *check = data;
  g_autoptr (SbCapabilities) capabilities = sb_capabilities_new ();
  g_autoptr (GDateTime) then = g_date_time_new_utc (2026, 11, 21, 9, 0, 0);
  g_autoptr (SbIdentity) administrator = sb_identity_new (&(SbIdentityFields) {
    .id = "1", .user_name = "tea.admin", .display_name = "Tea Admin", .level = check->own_level });
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields) {
    .id = check->learner_id, .user_name = "ana", .level = check->level, .is_active = check->is_active,
    .last_access = check->has_signed_in ? then : NULL });

  capabilities->offers_log_in_as = check->is_offered;
  capabilities->can_log_in_as = check->may;

  g_assert_cmpint (sb_rules_check (administrator, capabilities, learner), ==, check->expected);
}

typedef struct
{
  const char *what;
  SbApiError code;
  const char *reason;
  SbRefusal expected;
} Meaning;

static const Meaning meanings[] = {
  { "not an administrator", SB_API_ERROR_FORBIDDEN, "not_an_administrator", SB_REFUSAL_NOT_AN_ADMINISTRATOR },
  { "permission missing", SB_API_ERROR_FORBIDDEN, "permission_missing", SB_REFUSAL_PERMISSION_MISSING },
  { "not assigned", SB_API_ERROR_FORBIDDEN, "not_assigned", SB_REFUSAL_NOT_ASSIGNED },
  { "superadmin", SB_API_ERROR_FORBIDDEN, "superadmin", SB_REFUSAL_SUPERADMIN },
  { "power user", SB_API_ERROR_FORBIDDEN, "power_user", SB_REFUSAL_POWER_USER },
  { "self", SB_API_ERROR_FORBIDDEN, "self", SB_REFUSAL_SELF },
  { "nested", SB_API_ERROR_FORBIDDEN, "nested", SB_REFUSAL_NESTED },
  { "never signed in", SB_API_ERROR_FORBIDDEN, "never_signed_in", SB_REFUSAL_NEVER_SIGNED_IN },
  { "inactive", SB_API_ERROR_FORBIDDEN, "inactive", SB_REFUSAL_INACTIVE },
  { "notifications off", SB_API_ERROR_FORBIDDEN, "notifications_off", SB_REFUSAL_NOTIFICATIONS_OFF },
  { "user not found", SB_API_ERROR_NOT_FOUND, "user_not_found", SB_REFUSAL_USER_NOT_FOUND },
  { "call not found", SB_API_ERROR_NOT_FOUND, NULL, SB_REFUSAL_NOT_OFFERED },
  { "session over", SB_API_ERROR_CONFLICT, "session_over", SB_REFUSAL_SESSION_OVER },
  { "uuid taken", SB_API_ERROR_CONFLICT, "uuid_taken", SB_REFUSAL_OTHER },
  { "reason required", SB_API_ERROR_INVALID, "reason_required", SB_REFUSAL_REASON_REQUIRED },
  { "domain required", SB_API_ERROR_INVALID, "domain_required", SB_REFUSAL_DOMAIN_REQUIRED },
  { "domain unknown", SB_API_ERROR_INVALID, "domain_unknown", SB_REFUSAL_DOMAIN_REQUIRED },
  { "a new rule", SB_API_ERROR_FORBIDDEN, "full_moon", SB_REFUSAL_OTHER },
  { "no reason", SB_API_ERROR_FORBIDDEN, NULL, SB_REFUSAL_OTHER },
  { "signed out", SB_API_ERROR_UNAUTHORIZED, NULL, SB_REFUSAL_NONE },
  { "network", SB_API_ERROR_NETWORK, NULL, SB_REFUSAL_NONE },
  { "server", SB_API_ERROR_SERVER, "superadmin", SB_REFUSAL_NONE },
};

static void
test_meaning (gconstpointer data)
{
  const Meaning *meaning = data;
  g_autoptr (GError) error = sb_api_error_new_for_reply (meaning->code, 400, meaning->reason, "A sentence");

  g_assert_cmpint (sb_refusal_from_error (error), ==, meaning->expected);
}

static void
test_meaning_of_others (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  g_assert_cmpint (sb_refusal_from_error (NULL), ==, SB_REFUSAL_NONE);
  g_assert_cmpint (sb_refusal_from_error (cancelled), ==, SB_REFUSAL_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rules/check/%s", checks[i].what);

      g_test_add_data_func (path, &checks[i], test_check);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rules/meaning/%s", meanings[i].what);

      g_test_add_data_func (path, &meanings[i], test_meaning);
    }

  g_test_add_func ("/rules/meaning/of-others", test_meaning_of_others);

  return g_test_run ();
}
