/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-authorizer.h"

G_BEGIN_DECLS

#define SB_TYPE_STATIC_AUTHORIZER (sb_static_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (SbStaticAuthorizer, sb_static_authorizer, SB, STATIC_AUTHORIZER, GObject)

SbStaticAuthorizer *sb_static_authorizer_new (const char *token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
