/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-progress.h"

G_BEGIN_DECLS

/**
 * SbLook:
 * @SB_LOOK_NONE: nobody has looked
 * @SB_LOOK_FAILED: it could not be looked at again before the end, so that nothing is known of any change
 * @SB_LOOK_PARTIAL: some of it could not be looked at again
 * @SB_LOOK_COMPLETE: all that was seen at the beginning was looked at again
 *
 * How much is known of what changed for a learner during a log-in.
 */
typedef enum
{
  SB_LOOK_NONE,
  SB_LOOK_FAILED,
  SB_LOOK_PARTIAL,
  SB_LOOK_COMPLETE,
} SbLook;

/**
 * SbChangeKind:
 * @SB_CHANGE_OTHER: something that this version has no word for; a later one has written it
 * @SB_CHANGE_COURSE_ADDED: they are enrolled in a course that they were not enrolled in
 * @SB_CHANGE_COURSE_REMOVED: they are no longer enrolled in a course
 * @SB_CHANGE_COURSE: how far they are in a course
 * @SB_CHANGE_ITEM: how far they are in an item of a course
 * @SB_CHANGE_UNREAD: how many notifications are unread
 * @SB_CHANGE_NAME: their name
 * @SB_CHANGE_USER_NAME: their user name
 * @SB_CHANGE_EMAIL: their e-mail address; which one is not kept
 * @SB_CHANGE_PICTURE: their picture; which one is not kept
 * @SB_CHANGE_BRANCH: their branch
 * @SB_CHANGE_LANGUAGE: their language
 * @SB_CHANGE_TIMEZONE: their time zone
 *
 * What is different for a learner after a log-in.
 */
typedef enum
{
  SB_CHANGE_OTHER,
  SB_CHANGE_COURSE_ADDED,
  SB_CHANGE_COURSE_REMOVED,
  SB_CHANGE_COURSE,
  SB_CHANGE_ITEM,
  SB_CHANGE_UNREAD,
  SB_CHANGE_NAME,
  SB_CHANGE_USER_NAME,
  SB_CHANGE_EMAIL,
  SB_CHANGE_PICTURE,
  SB_CHANGE_BRANCH,
  SB_CHANGE_LANGUAGE,
  SB_CHANGE_TIMEZONE,
} SbChangeKind;

/**
 * SbLedgerChange:
 *
 * One difference between what was seen of the learner at the beginning of a log-in and just before its end. Who made it
 * is not known: the platform, an administrator and the learner can change the same things at the same time.
 */
typedef struct
{
  SbChangeKind kind;
  char *word;         /* what stands in the ledger for @kind */
  char *course_id;    /* nullable: it is not about a course */
  char *course_title; /* nullable */
  char *item_id;      /* nullable: it is not about an item */
  char *item_title;   /* nullable */
  char *before;       /* nullable: of a course or an item an SbChangeState, else a number or a text */
  char *after;        /* nullable */
} SbLedgerChange;

/**
 * SbChangeState:
 *
 * How far a learner is in a course or an item. Of a course @done and @total count items, of an item seconds; @total is
 * 0 where that is not known.
 */
typedef struct
{
  SbProgress status;
  int done;
  int total;
} SbChangeState;

SbLedgerChange *sb_ledger_change_new         (SbChangeKind          kind,
                                              const char           *before,
                                              const char           *after) G_GNUC_WARN_UNUSED_RESULT;
SbLedgerChange *sb_ledger_change_new_course  (SbChangeKind          kind,
                                              const char           *course_id,
                                              const char           *course_title,
                                              const SbChangeState  *before,
                                              const SbChangeState  *after) G_GNUC_WARN_UNUSED_RESULT;
SbLedgerChange *sb_ledger_change_copy        (const SbLedgerChange *self) G_GNUC_WARN_UNUSED_RESULT;
void            sb_ledger_change_free        (SbLedgerChange       *self);
void            sb_ledger_change_set_item    (SbLedgerChange       *self,
                                              const char           *item_id,
                                              const char           *item_title);

char           *sb_change_state_to_text      (const SbChangeState  *self) G_GNUC_WARN_UNUSED_RESULT;
SbChangeState   sb_change_state_from_text    (const char           *text);

const char     *sb_change_kind_to_word       (SbChangeKind          kind);
SbChangeKind    sb_change_kind_from_word     (const char           *word);
const char     *sb_look_to_word              (SbLook                look);
SbLook          sb_look_from_word            (const char           *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLedgerChange, sb_ledger_change_free)

G_END_DECLS
