/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a log-in is not possible: what can be known before asking, and what the platform's answer means. Pure functions.
 * It says which rule stands in the way; the sentence for it is the interface's matter. The rules that only the platform
 * can judge (not assigned, nested, notifications off) are left to the platform. */

#include "config.h"

#include "sb-rules.h"

#include "sb-api-error.h"

/**
 * sb_rules_check:
 * @administrator: who wants to log in
 * @capabilities: what the platform offers and the administrator may
 * @learner: as whom
 *
 * Checks what can be checked without asking. Where several rules stand in the way, the first of these is named: what
 * the administrator lacks (not an administrator, not offered, permission missing), before what the learner is (oneself,
 * a Superadmin, a Power User), before what could still change (never signed in, inactive). Oneself is named first among
 * the second kind because "this is you" says more than "this is a Power User". An administrator or learner of a level
 * that we do not know is left to the platform.
 *
 * Returns: the rule, or %SB_REFUSAL_NONE
 */
SbRefusal
sb_rules_check (SbIdentity *administrator, const SbCapabilities *capabilities, SbLearner *learner)
{
  SbLevel own_level;
  SbLevel level;

  g_return_val_if_fail (SB_IS_IDENTITY (administrator), SB_REFUSAL_OTHER);
  g_return_val_if_fail (capabilities != NULL, SB_REFUSAL_OTHER);
  g_return_val_if_fail (SB_IS_LEARNER (learner), SB_REFUSAL_OTHER);

  own_level = sb_identity_get_level (administrator);
  level = sb_learner_get_level (learner);

  if (own_level == SB_LEVEL_USER)
    return SB_REFUSAL_NOT_AN_ADMINISTRATOR;

  if (!capabilities->can_log_in_as)
    return capabilities->offers_log_in_as ? SB_REFUSAL_PERMISSION_MISSING : SB_REFUSAL_NOT_OFFERED;

  if (g_str_equal (sb_identity_get_id (administrator), sb_learner_get_id (learner)))
    return SB_REFUSAL_SELF;

  if (level == SB_LEVEL_SUPERADMIN)
    return SB_REFUSAL_SUPERADMIN;

  if (level == SB_LEVEL_POWER_USER && own_level == SB_LEVEL_POWER_USER)
    return SB_REFUSAL_POWER_USER;

  if (sb_learner_get_last_access (learner) == NULL)
    return SB_REFUSAL_NEVER_SIGNED_IN;

  if (!sb_learner_get_is_active (learner))
    return SB_REFUSAL_INACTIVE;

  return SB_REFUSAL_NONE;
}

static SbRefusal
refusal_for_reason (const char *reason)
{
  static const struct
  {
    const char *reason;
    SbRefusal refusal;
  } reasons[] = {
    { "not_an_administrator", SB_REFUSAL_NOT_AN_ADMINISTRATOR },
    { "permission_missing", SB_REFUSAL_PERMISSION_MISSING },
    { "not_assigned", SB_REFUSAL_NOT_ASSIGNED },
    { "superadmin", SB_REFUSAL_SUPERADMIN },
    { "power_user", SB_REFUSAL_POWER_USER },
    { "self", SB_REFUSAL_SELF },
    { "nested", SB_REFUSAL_NESTED },
    { "never_signed_in", SB_REFUSAL_NEVER_SIGNED_IN },
    { "inactive", SB_REFUSAL_INACTIVE },
    { "notifications_off", SB_REFUSAL_NOTIFICATIONS_OFF },
    { "user_not_found", SB_REFUSAL_USER_NOT_FOUND },
    { "reason_required", SB_REFUSAL_REASON_REQUIRED },
    { "domain_required", SB_REFUSAL_DOMAIN_REQUIRED },
    { "domain_unknown", SB_REFUSAL_DOMAIN_REQUIRED },
    { "session_over", SB_REFUSAL_SESSION_OVER },
  };

  for (gsize i = 0; reason != NULL && i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].reason, reason))
      return reasons[i].refusal;

  return SB_REFUSAL_OTHER;
}

/**
 * sb_refusal_from_error:
 * @error: (nullable): what came of a log-in
 *
 * Tells a rule from a mishap. The platform's machine-readable reason decides (docs/platform-api.md, section 5); a
 * refusal without one is of a rule that we do not know, and a "not found" without one comes from a platform that does
 * not have the call.
 *
 * Returns: the rule, or %SB_REFUSAL_NONE if @error is no refusal
 */
SbRefusal
sb_refusal_from_error (const GError *error)
{
  const char *reason = sb_api_error_get_reason (error);

  if (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND))
    return reason == NULL ? SB_REFUSAL_NOT_OFFERED : refusal_for_reason (reason);

  if (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_FORBIDDEN)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_CONFLICT)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_INVALID))
    return refusal_for_reason (reason);

  return SB_REFUSAL_NONE;
}
