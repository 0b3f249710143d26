/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbDemoRuleFacts:
 *
 * All that decides whether a log-in may begin, gathered before anything is decided.
 */
typedef struct
{
  gboolean is_inside;            /* the token is a learner's token of a log-in */
  gboolean caller_is_superadmin;
  gboolean caller_is_power_user;
  gboolean caller_has_permission;
  gboolean is_uuid_good;
  gboolean is_uuid_taken;        /* by another administrator or for another user */
  gboolean is_session_over;      /* ended, or given up before it began */
  gboolean is_session_open;      /* the same request came before: nothing more is asked */
  gboolean user_exists;
  gboolean user_is_caller;
  gboolean user_is_superadmin;
  gboolean user_is_power_user;
  gboolean user_is_assigned;
  gboolean user_is_active;
  gboolean user_has_signed_in;
  gboolean notifications_are_on;
  gboolean is_reason_required;
  gboolean has_reason;
  guint n_domains;
  gboolean has_domain;
  gboolean is_domain_known;
} SbDemoRuleFacts;

/**
 * SbDemoRefusal:
 * @status: the HTTP status
 * @reason: the word that a program goes by
 * @message: a sentence
 */
typedef struct
{
  guint status;
  const char *reason;
  const char *message;
} SbDemoRefusal;

const SbDemoRefusal *sb_demo_rules_judge (const SbDemoRuleFacts *facts);

G_END_DECLS
