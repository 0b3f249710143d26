/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SbVisitMoreTime:
 * @SB_VISIT_MORE_TIME_OFFERED: the platform gives more time when it is asked
 * @SB_VISIT_MORE_TIME_NOT_OFFERED: it never does
 * @SB_VISIT_MORE_TIME_USED_UP: it has given as much as it gives
 */
typedef enum
{
  SB_VISIT_MORE_TIME_OFFERED,
  SB_VISIT_MORE_TIME_NOT_OFFERED,
  SB_VISIT_MORE_TIME_USED_UP,
} SbVisitMoreTime;

/**
 * SbVisitReason:
 *
 * Why a log-in ended that the administrator did not end.
 */
typedef enum
{
  SB_VISIT_REASON_NONE,
  SB_VISIT_REASON_IDLE,
  SB_VISIT_REASON_TIME,
  SB_VISIT_REASON_EXPIRED,
  SB_VISIT_REASON_LOCKED,
  SB_VISIT_REASON_SUSPENDED,
  SB_VISIT_REASON_LOGGED_OUT,
} SbVisitReason;

/**
 * SbVisitQuestion:
 *
 * What is asked before a log-in ends by itself. As long as @stage is the same, only the countdown differs: it is shown, but
 * not said again.
 */
typedef struct
{
  char *title;
  char *body;
  gboolean can_stay; /* the answer may be "Stay" */
  guint stage;       /* never 0 */
} SbVisitQuestion;

#define SB_TYPE_VISIT_QUESTION (sb_visit_question_get_type ())

GType            sb_visit_question_get_type (void);
SbVisitQuestion *sb_visit_question_new_idle (int                    seconds) G_GNUC_WARN_UNUSED_RESULT;
SbVisitQuestion *sb_visit_question_new_time (int                    seconds,
                                             SbVisitMoreTime        more_time) G_GNUC_WARN_UNUSED_RESULT;
SbVisitQuestion *sb_visit_question_copy     (const SbVisitQuestion *self) G_GNUC_WARN_UNUSED_RESULT;
void             sb_visit_question_free     (SbVisitQuestion       *self);
gboolean         sb_visit_question_equal    (const SbVisitQuestion *a,
                                             const SbVisitQuestion *b);

const char      *sb_visit_reason_to_sentence (SbVisitReason         reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbVisitQuestion, sb_visit_question_free)

G_END_DECLS
