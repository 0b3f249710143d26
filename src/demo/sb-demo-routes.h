/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

/* Which calls each part of the platform answers. */
extern const SbDemoRoute sb_demo_auth_routes[];
extern const SbDemoRoute sb_demo_oauth_routes[];
extern const SbDemoRoute sb_demo_users_routes[];
extern const SbDemoRoute sb_demo_orgchart_routes[];
extern const SbDemoRoute sb_demo_learner_routes[];
extern const SbDemoRoute sb_demo_impersonation_routes[];
extern const SbDemoRoute sb_demo_pictures_routes[];
extern const SbDemoRoute sb_demo_web_routes[];

G_END_DECLS
