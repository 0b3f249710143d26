/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-store.h"

G_BEGIN_DECLS

char     *sb_demo_people_fold      (const char   *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sb_demo_people_fill      (SbDemoStore  *store,
                                    gint64        n_learners,
                                    gint64        seed,
                                    gint64        now,
                                    GError      **error);

G_END_DECLS
