/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-desk.h"
#include "sb-fake-platform.h"
#include "sb-impersonation.h"
#include "sb-ledger.h"

G_BEGIN_DECLS

typedef struct
{
  guint count;
  GString *names; /* "name " for each notify */
} SbNotifyLog;

SbLearner       *sb_model_learner       (const char      *id,
                                         const char      *first_name,
                                         const char      *last_name,
                                         const char      *user_name,
                                         const char      *email,
                                         const char      *branch) G_GNUC_WARN_UNUSED_RESULT;
SbIdentity      *sb_model_administrator (SbLevel          level) G_GNUC_WARN_UNUSED_RESULT;
SbCapabilities  *sb_model_capabilities  (void) G_GNUC_WARN_UNUSED_RESULT;
SbDesk          *sb_model_desk          (SbFakePlatform  *platform,
                                         SbCapabilities  *capabilities) G_GNUC_WARN_UNUSED_RESULT;
SbSession       *sb_model_session       (const char      *uuid,
                                         const char      *learner_id) G_GNUC_WARN_UNUSED_RESULT;
SbImpersonation *sb_model_visit         (SbFakePlatform  *platform,
                                         SbLearner       *learner) G_GNUC_WARN_UNUSED_RESULT;
SbImpersonation *sb_model_recorded_visit (SbFakePlatform *platform,
                                         SbLearner       *learner,
                                         SbLedger        *ledger) G_GNUC_WARN_UNUSED_RESULT;
void             sb_model_wait_for_ledger (SbLedger       *ledger);
void             sb_model_push_error    (SbFakePlatform  *platform,
                                         SbFakeOp         op,
                                         int              code,
                                         guint            status,
                                         const char      *reason);
void             sb_model_assert_done   (SbFakePlatform  *platform);
void             sb_model_log_notifies  (gpointer         object,
                                         SbNotifyLog     *log);
void             sb_model_clear_log     (SbNotifyLog     *log);

char            *sb_model_dup_string    (gpointer         object,
                                         const char      *property) G_GNUC_WARN_UNUSED_RESULT;
gboolean         sb_model_get_boolean   (gpointer         object,
                                         const char      *property);
int              sb_model_get_int       (gpointer         object,
                                         const char      *property);

/* Compares a string property. */
#define sb_model_assert_string(object, property, expected)                \
  G_STMT_START                                                            \
  {                                                                       \
    g_autofree char *sb_value = sb_model_dup_string (object, property);   \
    g_assert_cmpstr (sb_value, ==, expected);                             \
  }                                                                       \
  G_STMT_END

G_END_DECLS
