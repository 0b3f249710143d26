/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-authorizer.h"
#include "sb-token-source.h"
#include "sb-tokens.h"
#include "sb-transport.h"

G_BEGIN_DECLS

#define SB_TYPE_DOCEBO_AUTHORIZER (sb_docebo_authorizer_get_type ())

G_DECLARE_FINAL_TYPE (SbDoceboAuthorizer, sb_docebo_authorizer, SB, DOCEBO_AUTHORIZER, GObject)

SbDoceboAuthorizer *sb_docebo_authorizer_new        (SbTransport        *transport) G_GNUC_WARN_UNUSED_RESULT;
SbTokens           *sb_docebo_authorizer_get_tokens (SbDoceboAuthorizer *self);
void                sb_docebo_authorizer_set_tokens (SbDoceboAuthorizer *self,
                                                     SbTokens           *tokens);
void                sb_docebo_authorizer_set_source (SbDoceboAuthorizer *self,
                                                     SbTokenSource       source,
                                                     gpointer            user_data,
                                                     GDestroyNotify      destroy);

G_END_DECLS
