/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-options.h"
#include "sb-demo-store.h"

G_BEGIN_DECLS

SbDemoStore *sb_demo_seed_open_store     (const SbDemoOptions  *options,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void         sb_demo_seed_print_accounts (void);

G_END_DECLS
