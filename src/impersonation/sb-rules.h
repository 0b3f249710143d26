/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-capabilities.h"
#include "sb-identity.h"
#include "sb-learner.h"

G_BEGIN_DECLS

/**
 * SbRefusal:
 *
 * Why a log-in is not possible: the platform's rules (docs/platform-api.md, section 5), one word each. What can be
 * known beforehand is checked beforehand; the platform has the last word.
 */
typedef enum
{
  SB_REFUSAL_NONE,
  SB_REFUSAL_NOT_OFFERED,          /* the platform has no log-in as */
  SB_REFUSAL_NOT_AN_ADMINISTRATOR,
  SB_REFUSAL_PERMISSION_MISSING,
  SB_REFUSAL_NOT_ASSIGNED,
  SB_REFUSAL_SUPERADMIN,
  SB_REFUSAL_POWER_USER,
  SB_REFUSAL_SELF,
  SB_REFUSAL_NESTED,
  SB_REFUSAL_NEVER_SIGNED_IN,
  SB_REFUSAL_INACTIVE,
  SB_REFUSAL_NOTIFICATIONS_OFF,
  SB_REFUSAL_USER_NOT_FOUND,
  SB_REFUSAL_REASON_REQUIRED,
  SB_REFUSAL_DOMAIN_REQUIRED,
  SB_REFUSAL_SESSION_OVER,
  SB_REFUSAL_OTHER,                /* a rule that we do not know */
} SbRefusal;

SbRefusal sb_rules_check        (SbIdentity           *administrator,
                                 const SbCapabilities *capabilities,
                                 SbLearner            *learner);
SbRefusal sb_refusal_from_error (const GError         *error);

G_END_DECLS
