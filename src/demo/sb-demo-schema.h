/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-store.h"

G_BEGIN_DECLS

gboolean sb_demo_schema_make_tables   (SbDemoStore  *store,
                                       GError      **error);
gboolean sb_demo_schema_make_indices  (SbDemoStore  *store,
                                       GError      **error);

G_END_DECLS
