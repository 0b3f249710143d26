/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may log in as whom: the rules of docs/platform-api.md, section 5, as one table over one set of facts. It asks
 * nobody and changes nothing. */

#include "config.h"

#include "sb-demo-rules.h"

typedef struct
{
  gboolean (*is_broken) (const SbDemoRuleFacts *facts);
  SbDemoRefusal refusal;
} Rule;

#define RULE(name, condition) \
  static gboolean name (const SbDemoRuleFacts *facts) { return condition; }

RULE (is_nested, facts->is_inside)
RULE (is_plain_user, !facts->caller_is_superadmin && !facts->caller_is_power_user)
RULE (is_not_permitted, !facts->caller_is_superadmin && !facts->caller_has_permission)
RULE (is_uuid_bad, !facts->is_uuid_good)
RULE (is_taken, facts->is_uuid_taken)
RULE (is_over, facts->is_session_over)
RULE (is_nobody, !facts->is_session_open && !facts->user_exists)
RULE (is_self, !facts->is_session_open && facts->user_is_caller)
RULE (is_superadmin, !facts->is_session_open && facts->user_is_superadmin)
RULE (is_not_assigned, !facts->is_session_open && !facts->user_is_assigned)
RULE (is_power_user, !facts->is_session_open && facts->user_is_power_user && !facts->caller_is_superadmin)
RULE (is_inactive, !facts->is_session_open && !facts->user_is_active)
RULE (has_never_signed_in, !facts->is_session_open && !facts->user_has_signed_in)
RULE (cannot_be_told, !facts->is_session_open && !facts->notifications_are_on)
RULE (lacks_reason, !facts->is_session_open && facts->is_reason_required && !facts->has_reason)
RULE (lacks_domain, !facts->is_session_open && facts->n_domains > 1 && !facts->has_domain)
RULE (has_unknown_domain, !facts->is_session_open && facts->has_domain && !facts->is_domain_known)

#undef RULE

/* In this order: first who asks, then what became of this UUID, then whom they ask for, then what is missing. A refusal
 * of the last two kinds can go away; what was begun once is never refused for them. */
static const Rule rules[] = {
  { is_nested, { 403, "nested", "Nobody logs in as somebody from inside a log-in." } },
  { is_plain_user, { 403, "not_an_administrator", "Only administrators may log in as somebody else." } },
  { is_not_permitted, { 403, "permission_missing", "You lack the permission to log in as somebody else." } },
  { is_uuid_bad, { 422, "bad_uuid", "The UUID must be of version 4, in lower case." } },
  { is_taken, { 409, "uuid_taken", "This UUID belongs to another administrator or another user." } },
  { is_over, { 409, "session_over", "This log-in has ended, or was given up before it began." } },
  { is_nobody, { 404, "user_not_found", "There is no such user." } },
  { is_self, { 403, "self", "Nobody logs in as themselves." } },
  { is_superadmin, { 403, "superadmin", "Nobody logs in as a Superadmin." } },
  { is_not_assigned, { 403, "not_assigned", "This user is outside of your branches." } },
  { is_power_user, { 403, "power_user", "A Power User never logs in as a Power User." } },
  { is_inactive, { 403, "inactive", "This user's account is not active." } },
  { has_never_signed_in, { 403, "never_signed_in", "This user has never signed in." } },
  { cannot_be_told, { 403, "notifications_off", "Notifications are off, so the user could not be told." } },
  { lacks_reason, { 422, "reason_required", "This platform wants a reason." } },
  { lacks_domain, { 422, "domain_required", "This platform has several domains: choose one." } },
  { has_unknown_domain, { 422, "domain_unknown", "There is no such domain." } },
};

/**
 * sb_demo_rules_judge:
 * @facts: the facts
 *
 * Returns: (transfer none) (nullable): %NULL if the log-in may begin or is open already, else the first rule that it
 *   breaks
 */
const SbDemoRefusal *
sb_demo_rules_judge (const SbDemoRuleFacts *facts)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].is_broken (facts))
      return &rules[i].refusal;

  return NULL;
}
