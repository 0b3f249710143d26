/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define SB_LEDGER_SCHEMA_VERSION 3

/* What the chain starts from. */
#define SB_LEDGER_FIRST_HASH "0000000000000000000000000000000000000000000000000000000000000000"

int sb_ledger_schema_prepare (sqlite3 *database);

G_END_DECLS
