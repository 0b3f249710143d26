/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

/**
 * SbDemoTokens:
 * @access: the access token
 * @refresh: (nullable): the refresh token
 *
 * What somebody is given who signed in. The store has only their hashes.
 */
typedef struct
{
  char *access;
  char *refresh;
  gint64 expires_in;
} SbDemoTokens;

SbDemoTokens *sb_demo_tokens_issue        (SbDemoRequest  *request,
                                           gint64          user_id,
                                           const char     *client_id,
                                           gboolean        with_refresh) G_GNUC_WARN_UNUSED_RESULT;
void          sb_demo_tokens_free         (SbDemoTokens   *self);
char         *sb_demo_tokens_issue_web    (SbDemoRequest  *request,
                                           gint64          user_id) G_GNUC_WARN_UNUSED_RESULT;
void          sb_demo_tokens_revoke_pair  (SbDemoRequest  *request,
                                           const char     *token);
const char   *sb_demo_tokens_judge        (SbDemoRequest  *request,
                                           const char     *token,
                                           const char     *kind);
char         *sb_demo_tokens_dup_bearer   (SbDemoRequest  *request) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDemoTokens, sb_demo_tokens_free)

G_END_DECLS
