/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* In the order in which sb_ledger_read_row() reads them. */
#define SB_LEDGER_COLUMNS                                                                                              \
  "uuid, origin, administrator_id, administrator_name, learner_id, learner_name, reason, ticket, domain, state,"      \
  " planned_at, started_at, expires_at, ended_at, how, begin_platform, begin_platform_at, begin_email,"               \
  " begin_email_at, end_platform, end_platform_at, end_email, end_email_at, revision, proof, proof_at, look"

/* What the files of the ledger share. Everything here is called between sb_ledger_lock() or sb_ledger_begin_write() and
 * the call that ends it, and so by one thread at a time. */

gboolean       sb_ledger_lock           (SbLedger             *self,
                                         GError              **error);
void           sb_ledger_unlock         (SbLedger             *self);
gboolean       sb_ledger_begin_write    (SbLedger             *self,
                                         GError              **error);
gboolean       sb_ledger_end_write      (SbLedger             *self,
                                         gboolean              is_good,
                                         GError              **error);

sqlite3       *sb_ledger_get_database   (SbLedger             *self);
sqlite3_stmt  *sb_ledger_prepare        (SbLedger             *self,
                                         const char           *sql,
                                         GError              **error);
gboolean       sb_ledger_step           (SbLedger             *self,
                                         sqlite3_stmt         *statement,
                                         gboolean             *has_row,
                                         GError              **error);
gboolean       sb_ledger_run            (SbLedger             *self,
                                         sqlite3_stmt         *statement,
                                         GError              **error);
void           sb_ledger_bind_text      (sqlite3_stmt         *statement,
                                         int                   index,
                                         const char           *text);
void           sb_ledger_take_error     (SbLedger             *self,
                                         GError              **error);

char          *sb_ledger_dup_fact       (SbLedger             *self,
                                         const char           *key,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sb_ledger_set_fact       (SbLedger             *self,
                                         const char           *key,
                                         const char           *value,
                                         GError              **error);

SbLedgerEntry *sb_ledger_read_entry     (SbLedger             *self,
                                         const char           *uuid,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

SbLedgerEntry *sb_ledger_read_row       (SbLedger             *self,
                                         sqlite3_stmt         *statement,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *sb_ledger_read_rows      (SbLedger             *self,
                                         sqlite3_stmt         *statement,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean       sb_ledger_update         (SbLedger             *self,
                                         SbLedgerEntry        *entry,
                                         GError              **error);

char          *sb_ledger_digest         (const SbLedgerEntry  *entry) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sb_ledger_chain_append   (SbLedger             *self,
                                         const SbLedgerEntry  *entry,
                                         GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
