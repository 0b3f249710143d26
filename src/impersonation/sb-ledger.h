/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sb-ledger-entry.h"

G_BEGIN_DECLS

/**
 * SbLedgerError:
 * @SB_LEDGER_ERROR_FULL: there is no room left on the disk
 * @SB_LEDGER_ERROR_READ_ONLY: the folder or the file may not be written
 * @SB_LEDGER_ERROR_DAMAGED: the file makes no sense; the next try sets it aside and begins a new one
 * @SB_LEDGER_ERROR_BUSY: somebody else has been writing for too long
 * @SB_LEDGER_ERROR_OVER: the event cannot happen in the state that the ledger has; somebody else was there before
 * @SB_LEDGER_ERROR_UNKNOWN: no such log-in
 * @SB_LEDGER_ERROR_FAILED: anything else
 */
typedef enum
{
  SB_LEDGER_ERROR_FULL,
  SB_LEDGER_ERROR_READ_ONLY,
  SB_LEDGER_ERROR_DAMAGED,
  SB_LEDGER_ERROR_BUSY,
  SB_LEDGER_ERROR_OVER,
  SB_LEDGER_ERROR_UNKNOWN,
  SB_LEDGER_ERROR_FAILED,
} SbLedgerError;

#define SB_LEDGER_ERROR (sb_ledger_error_quark ())

GQuark sb_ledger_error_quark (void);

/**
 * SbLedgerFault:
 *
 * What is wrong with the history.
 */
typedef enum
{
  SB_LEDGER_FAULT_NONE,
  SB_LEDGER_FAULT_CHANGED,   /* a row is not as it was when it was chained, or was never chained */
  SB_LEDGER_FAULT_MISSING,   /* a row, or a link of the chain, is gone */
} SbLedgerFault;

/**
 * SbLedgerVerdict:
 *
 * What a check of the history has found.
 */
typedef struct
{
  SbLedgerFault fault;
  char *uuid;      /* nullable: of the first row that is wrong, where it is known */
  gint64 position; /* of that row in the chain, or 0 */
  guint n_checked; /* links that were looked at */
} SbLedgerVerdict;

void sb_ledger_verdict_clear (SbLedgerVerdict *verdict);

#define SB_TYPE_LEDGER (sb_ledger_get_type ())

G_DECLARE_FINAL_TYPE (SbLedger, sb_ledger, SB, LEDGER, GObject)

/**
 * SbLedgerJob:
 * @self: the ledger
 * @data: what was given to sb_ledger_run_async()
 * @error: return location for an #SbLedgerError
 *
 * Something to do with the ledger in its own thread.
 *
 * Returns: (transfer full) (nullable): the result
 */
typedef gpointer (*SbLedgerJob) (SbLedger  *self,
                                 gpointer   data,
                                 GError   **error);

SbLedger      *sb_ledger_new             (const char           *folder) G_GNUC_WARN_UNUSED_RESULT;
const char    *sb_ledger_get_folder      (SbLedger             *self);
char          *sb_ledger_dup_set_aside   (SbLedger             *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean       sb_ledger_begin           (SbLedger             *self,
                                          const SbLedgerEntry  *entry,
                                          GError              **error);
gboolean       sb_ledger_take_event      (SbLedger             *self,
                                          const char           *uuid,
                                          SbImpersonationEvent  event,
                                          SbEndHow              how,
                                          const SbSession      *session,
                                          GError              **error);
SbLedgerEntry *sb_ledger_resume_end      (SbLedger             *self,
                                          const char           *uuid,
                                          SbEndHow              how,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sb_ledger_adopt           (SbLedger             *self,
                                          const SbLedgerEntry  *entry,
                                          const SbSession      *session,
                                          GError              **error);
gboolean       sb_ledger_amend           (SbLedger             *self,
                                          const char           *uuid,
                                          const SbSession      *session,
                                          GError              **error);

gboolean       sb_ledger_add_act         (SbLedger             *self,
                                          const char           *uuid,
                                          const SbLedgerAct    *act,
                                          GError              **error);
gboolean       sb_ledger_note_changes    (SbLedger             *self,
                                          const char           *uuid,
                                          SbLook                look,
                                          GPtrArray            *changes,
                                          GError              **error);
gboolean       sb_ledger_prove           (SbLedger             *self,
                                          const char           *uuid,
                                          SbLedgerProof         proof,
                                          const SbSession      *session,
                                          GError              **error);

SbLedgerEntry *sb_ledger_load            (SbLedger             *self,
                                          const char           *uuid,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *sb_ledger_list            (SbLedger             *self,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *sb_ledger_list_unfinished (SbLedger             *self,
                                          const char           *origin,
                                          const char           *administrator_id,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray     *sb_ledger_list_all_unfinished (SbLedger         *self,
                                              GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sb_ledger_name_learner    (SbLedger             *self,
                                          const char           *uuid,
                                          const char           *name,
                                          GError              **error);
gboolean       sb_ledger_entry_has_name  (const SbLedgerEntry  *self);

gboolean       sb_ledger_must_ask        (SbLedger             *self,
                                          const char           *origin,
                                          const char           *administrator_id,
                                          gboolean             *must_ask,
                                          GError              **error);
gboolean       sb_ledger_note_asked      (SbLedger             *self,
                                          const char           *origin,
                                          const char           *administrator_id,
                                          GError              **error);

gboolean       sb_ledger_check           (SbLedger             *self,
                                          SbLedgerVerdict      *verdict,
                                          GError              **error);
gboolean       sb_ledger_expire          (SbLedger             *self,
                                          GDateTime            *before,
                                          guint                *n_deleted,
                                          GError              **error);

void           sb_ledger_run_async       (SbLedger             *self,
                                          SbLedgerJob           job,
                                          gpointer              data,
                                          GDestroyNotify        data_free,
                                          GDestroyNotify        result_free,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gpointer       sb_ledger_run_finish      (SbLedger             *self,
                                          GAsyncResult         *result,
                                          GError              **error);

SbImpersonation *sb_impersonation_new_from_entry (SbPlatform          *platform,
                                                  SbLedger            *ledger,
                                                  const SbLedgerEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
void             sb_impersonation_note_act       (SbImpersonation     *self,
                                                  SbLedgerAct         *act);
void             sb_impersonation_note_changes   (SbImpersonation     *self,
                                                  SbLook               look,
                                                  GPtrArray           *changes);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbLedgerVerdict, sb_ledger_verdict_clear)

G_END_DECLS
