/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-account-store.h"

G_BEGIN_DECLS

char *sb_debug_info_make (SbAccountStore    *accounts,
                          const char *const *above) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
