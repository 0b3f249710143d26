/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-credentials.h"
#include "sb-request.h"
#include "sb-tokens.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SbDoceboGrant:
 *
 * What the platform gives for credentials or a refresh token. Wiped when freed.
 */
typedef struct
{
  char *access;
  char *refresh; /* nullable */
  int expires_in; /* 0: not said */
} SbDoceboGrant;

void       sb_docebo_grant_free      (SbDoceboGrant        *self);
SbTokens  *sb_docebo_grant_renew     (const SbDoceboGrant  *self,
                                      SbTokens             *old) G_GNUC_WARN_UNUSED_RESULT;
SbTokens  *sb_docebo_grant_to_tokens (const SbDoceboGrant  *self,
                                      const SbCredentials  *credentials) G_GNUC_WARN_UNUSED_RESULT;

SbRequest *sb_docebo_describe_login  (const SbCredentials  *credentials,
                                      const char           *time_zone) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_login     (JsonNode             *root,
                                      gpointer              unused,
                                      GError              **error);
SbRequest *sb_docebo_describe_token  (const SbCredentials  *credentials) G_GNUC_WARN_UNUSED_RESULT;
SbRequest *sb_docebo_describe_refresh (SbTokens            *tokens) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_token     (JsonNode             *root,
                                      gpointer              unused,
                                      GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDoceboGrant, sb_docebo_grant_free)

G_END_DECLS
