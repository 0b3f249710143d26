/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-owed.h"
#include "sb-problem.h"

G_BEGIN_DECLS

/**
 * SbOwedReceipt:
 *
 * A log-in that was owed, and is not any more.
 */
typedef struct
{
  char *origin;
  char *learner_id;
  char *learner_name;         /* nullable: only the id is known */
  GDateTime *since;           /* nullable */
  SbImpersonationState state;
  SbSession *record;          /* nullable: the platform had ended it before */
} SbOwedReceipt;

void       sb_owed_receipt_free              (SbOwedReceipt *self);

char      *sb_owed_words_make_label          (guint          n) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_owed_words_make_title          (guint          n) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_owed_words_make_learner        (const char    *name,
                                              const char    *id) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_owed_words_make_name           (SbOwed        *owed) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_owed_words_make_line           (SbOwed        *owed,
                                              gboolean       is_ours,
                                              GDateTime     *now) G_GNUC_WARN_UNUSED_RESULT;
SbProblem *sb_owed_words_make_invitation     (GListModel    *all,
                                              GDateTime     *now) G_GNUC_WARN_UNUSED_RESULT;
SbProblem *sb_owed_words_make_close_question (GListModel    *all,
                                              gboolean       is_tried,
                                              GDateTime     *now) G_GNUC_WARN_UNUSED_RESULT;
SbProblem *sb_owed_words_make_sign_out_question (GListModel *own,
                                              GDateTime     *now) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_owed_words_make_receipt        (GPtrArray     *receipts,
                                              GDateTime     *now) G_GNUC_WARN_UNUSED_RESULT;
SbProblem *sb_owed_words_make_record_lost    (const char    *path,
                                              GPtrArray     *names) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbOwedReceipt, sb_owed_receipt_free)

G_END_DECLS
