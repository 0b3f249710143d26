/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

SoupServer *sb_demo_server_start (SbDemoPlatform  *platform,
                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;
int         sb_demo_server_get_port (SoupServer   *server);

G_END_DECLS
