/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

gint64   sb_demo_accounts_sign_in         (SbDemoRequest  *request,
                                           const char     *username,
                                           const char     *password,
                                           const char    **reason);
gboolean sb_demo_accounts_change_password (SbDemoRequest  *request,
                                           const char     *password);

G_END_DECLS
