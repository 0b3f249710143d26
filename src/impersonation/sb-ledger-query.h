/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger.h"

G_BEGIN_DECLS

/**
 * SbLedgerEnding:
 *
 * How a log-in ended, for a filter.
 */
typedef enum
{
  SB_LEDGER_ENDING_ANY,
  SB_LEDGER_ENDING_SWITCH_BACK,
  SB_LEDGER_ENDING_CLOSED,
  SB_LEDGER_ENDING_EXPIRED,
  SB_LEDGER_ENDING_RECOVERED,
  SB_LEDGER_ENDING_NOT_OVER,
  SB_LEDGER_ENDING_NEVER_BEGAN,
} SbLedgerEnding;

/**
 * SbLedgerQuery:
 *
 * Which log-ins of the ledger are looked for.
 */
typedef struct
{
  char *text;              /* words that are all in learner, account, reason or ticket, in whatever case; may be empty */
  SbLedgerEnding ending;
  gboolean needs_attention; /* only those, see sb_ledger_entry_needs_attention() */
  GDateTime *since;        /* nullable: only those that were asked for then or later */
} SbLedgerQuery;

#define SB_TYPE_LEDGER_QUERY (sb_ledger_query_get_type ())

GType          sb_ledger_query_get_type    (void);
SbLedgerQuery *sb_ledger_query_new         (void) G_GNUC_WARN_UNUSED_RESULT;
SbLedgerQuery *sb_ledger_query_copy        (const SbLedgerQuery *self) G_GNUC_WARN_UNUSED_RESULT;
void           sb_ledger_query_free        (SbLedgerQuery       *self);
gboolean       sb_ledger_query_has_filters (const SbLedgerQuery *self);

GPtrArray     *sb_ledger_find              (SbLedger            *ledger,
                                            const SbLedgerQuery *query,
                                            guint                offset,
                                            guint                limit,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sb_ledger_count             (SbLedger            *ledger,
                                            const SbLedgerQuery *query,
                                            guint               *count,
                                            GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLedgerQuery, sb_ledger_query_free)

G_END_DECLS
