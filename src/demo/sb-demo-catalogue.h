/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-store.h"

G_BEGIN_DECLS

void sb_demo_catalogue_fill     (SbDemoStore *store,
                                 gint64       now);
void sb_demo_catalogue_enrol    (SbDemoStore *store,
                                 gint64       user_id);

G_END_DECLS
