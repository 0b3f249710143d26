/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

const char *sb_demo_oauth_check_request (SbDemoRequest *request,
                                         GHashTable    *parameters);
char       *sb_demo_oauth_allow         (SbDemoRequest *request,
                                         GHashTable    *parameters,
                                         gint64         user_id) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_demo_oauth_deny          (GHashTable    *parameters) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
