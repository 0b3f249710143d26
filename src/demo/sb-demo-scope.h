/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

char     *sb_demo_scope_dup_condition (SbDemoRequest *request,
                                       const char    *column) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sb_demo_scope_has_user      (SbDemoRequest *request,
                                       gint64         user_id);
gboolean  sb_demo_scope_has_branch    (SbDemoRequest *request,
                                       gint64         branch_id);
gint64   *sb_demo_scope_dup_top       (SbDemoRequest *request,
                                       guint         *n_branches) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
