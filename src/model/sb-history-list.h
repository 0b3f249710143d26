/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger.h"
#include "sb-paged-list.h"

G_BEGIN_DECLS

SbPagedList *sb_history_list_new (SbLedger *ledger) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
