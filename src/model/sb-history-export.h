/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger-query.h"

G_BEGIN_DECLS

typedef enum
{
  SB_HISTORY_FORMAT_CSV,
  SB_HISTORY_FORMAT_JSON,
} SbHistoryFormat;

char     *sb_history_export_make_csv  (GPtrArray           *entries) G_GNUC_WARN_UNUSED_RESULT;
char     *sb_history_export_make_json (GPtrArray           *entries) G_GNUC_WARN_UNUSED_RESULT;

void      sb_history_export_async     (SbLedger            *ledger,
                                       const SbLedgerQuery *query,
                                       SbHistoryFormat      format,
                                       GFile               *file,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean  sb_history_export_finish    (SbLedger            *ledger,
                                       GAsyncResult        *result,
                                       guint               *n_exported,
                                       GError             **error);

G_END_DECLS
