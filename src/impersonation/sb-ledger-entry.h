/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-identity.h"
#include "sb-impersonation.h"
#include "sb-ledger-act.h"
#include "sb-ledger-change.h"

G_BEGIN_DECLS

/**
 * SbLedgerProof:
 * @SB_LEDGER_PROOF_NONE: nobody has looked yet
 * @SB_LEDGER_PROOF_CONFIRMED: the platform's own record says that it has ended, as the answer to the end did
 * @SB_LEDGER_PROOF_OPEN: the platform's own record says that it is still open
 * @SB_LEDGER_PROOF_MISSING: the platform has no record of it
 * @SB_LEDGER_PROOF_CONTRADICTED: the platform's own record is not what the answer to the end was
 * @SB_LEDGER_PROOF_UNAVAILABLE: the record could not be read
 *
 * What was found when the platform's record of a log-in was read back after its end.
 */
typedef enum
{
  SB_LEDGER_PROOF_NONE,
  SB_LEDGER_PROOF_CONFIRMED,
  SB_LEDGER_PROOF_OPEN,
  SB_LEDGER_PROOF_MISSING,
  SB_LEDGER_PROOF_CONTRADICTED,
  SB_LEDGER_PROOF_UNAVAILABLE,
} SbLedgerProof;

/**
 * SbLedgerEntry:
 *
 * One log-in as the ledger has it. There is no token, no password and no address of anybody in it. It belongs to
 * whoever got it, and is not shared.
 */
typedef struct
{
  char *uuid;
  char *origin;
  char *administrator_id;    /* with the origin, the account */
  char *administrator_name;
  char *learner_id;
  char *learner_name;
  char *reason;              /* may be empty */
  char *ticket;              /* may be empty */
  char *domain;              /* nullable */
  SbImpersonationState state;
  GDateTime *planned_at;
  GDateTime *started_at;     /* nullable: the platform has not confirmed the begin */
  GDateTime *expires_at;     /* nullable */
  GDateTime *ended_at;       /* nullable */
  gboolean has_how;
  SbEndHow how;              /* if @has_how */
  SbNoticeOutcome begin_notice;
  SbNoticeOutcome end_notice;
  gint64 revision;           /* grows by one with every write */
  SbLedgerProof proof;
  GDateTime *proof_at;       /* nullable: when it was read back last */
  GPtrArray *acts;           /* (element-type SbLedgerAct): what was done inside, in that order; never NULL */
  SbLook look;
  GPtrArray *changes;        /* (element-type SbLedgerChange): what was different before the end; never NULL */
} SbLedgerEntry;

#define SB_TYPE_LEDGER_ENTRY (sb_ledger_entry_get_type ())

GType          sb_ledger_entry_get_type       (void);
SbLedgerEntry *sb_ledger_entry_new            (void) G_GNUC_WARN_UNUSED_RESULT;
SbLedgerEntry *sb_ledger_entry_new_planned    (const char           *origin,
                                               SbIdentity           *administrator,
                                               SbLearner            *learner,
                                               const SbBeginRequest *request) G_GNUC_WARN_UNUSED_RESULT;
SbLedgerEntry *sb_ledger_entry_copy           (const SbLedgerEntry  *self) G_GNUC_WARN_UNUSED_RESULT;
void           sb_ledger_entry_free           (SbLedgerEntry        *self);
void           sb_ledger_entry_take_session   (SbLedgerEntry        *self,
                                               const SbSession      *session);
SbSession     *sb_ledger_entry_to_session     (const SbLedgerEntry  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sb_ledger_entry_is_final       (const SbLedgerEntry  *self);

const char    *sb_ledger_state_to_word        (SbImpersonationState  state);
gboolean       sb_ledger_state_from_word      (const char           *word,
                                               SbImpersonationState *state);
const char    *sb_ledger_notice_to_word       (SbNoticeState         state);
SbNoticeState  sb_ledger_notice_from_word     (const char           *word);
const char    *sb_ledger_proof_to_word        (SbLedgerProof         proof);
SbLedgerProof  sb_ledger_proof_from_word      (const char           *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLedgerEntry, sb_ledger_entry_free)

G_END_DECLS
