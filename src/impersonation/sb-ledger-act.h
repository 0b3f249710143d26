/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SbActKind:
 * @SB_ACT_OTHER: something that this version has no word for; a later one has written it
 * @SB_ACT_ITEM_STARTED: an item of a course was started, or resumed
 * @SB_ACT_ITEM_COMPLETED: an item of a course was marked as complete
 * @SB_ACT_POLICY_ACCEPTED: terms were accepted; the item is the policy
 * @SB_ACT_MESSAGE_SENT: a message was sent; the item is what it is about, never what it says
 * @SB_ACT_SUBMITTED: something was handed in
 * @SB_ACT_ENROLMENT_CHANGED: an enrolment was begun or ended
 * @SB_ACT_NOTICE_OPENED: a notification was opened on purpose
 *
 * What was done as the learner.
 */
typedef enum
{
  SB_ACT_OTHER,
  SB_ACT_ITEM_STARTED,
  SB_ACT_ITEM_COMPLETED,
  SB_ACT_POLICY_ACCEPTED,
  SB_ACT_MESSAGE_SENT,
  SB_ACT_SUBMITTED,
  SB_ACT_ENROLMENT_CHANGED,
  SB_ACT_NOTICE_OPENED,
} SbActKind;

/**
 * SbLedgerAct:
 *
 * One act inside a log-in that the platform has confirmed: what kind it was and what it was done to. Of what was seen,
 * and of what stood on a page, there is nothing in it; where an act of a page cannot be told apart otherwise, the
 * item's title is the path of its request.
 */
typedef struct
{
  SbActKind kind;
  char *word;         /* what stands in the ledger for @kind */
  GDateTime *at;      /* when the platform's confirmation came */
  char *course_id;    /* nullable: it was not in a course */
  char *course_title; /* nullable */
  char *item_id;      /* nullable: it was not done to an item */
  char *item_title;   /* nullable */
} SbLedgerAct;

SbLedgerAct *sb_ledger_act_new       (SbActKind          kind,
                                      const char        *course_id,
                                      const char        *course_title,
                                      const char        *item_id,
                                      const char        *item_title) G_GNUC_WARN_UNUSED_RESULT;
SbLedgerAct *sb_ledger_act_copy      (const SbLedgerAct *self) G_GNUC_WARN_UNUSED_RESULT;
void         sb_ledger_act_free      (SbLedgerAct       *self);
const char  *sb_act_kind_to_word     (SbActKind          kind);
SbActKind    sb_act_kind_from_word   (const char        *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLedgerAct, sb_ledger_act_free)

G_END_DECLS
