/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-store.h"

G_BEGIN_DECLS

void   sb_demo_branches_fill     (SbDemoStore *store);
gint64 sb_demo_branches_pick     (GRand       *random);
gint64 sb_demo_branches_get_left (gint64       id);

G_END_DECLS
