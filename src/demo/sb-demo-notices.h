/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

#define SB_DEMO_NOTICE_BEGIN "impersonation_started"
#define SB_DEMO_NOTICE_END "impersonation_ended"

void sb_demo_notices_store    (SbDemoRequest *request,
                               const char    *uuid,
                               const char    *type);
void sb_demo_notices_add_json (SbDemoRequest *request,
                               JsonBuilder   *builder,
                               const char    *uuid,
                               const char    *type);

G_END_DECLS
