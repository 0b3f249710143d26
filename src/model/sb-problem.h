/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-rules.h"
#include "sb-session.h"

G_BEGIN_DECLS

/**
 * SbRemedy:
 *
 * What the user can do about a problem: the button that is offered beside the sentence.
 */
typedef enum
{
  SB_REMEDY_NONE,
  SB_REMEDY_RETRY,
  SB_REMEDY_SIGN_IN,
  SB_REMEDY_CHECK_ADDRESS,
  SB_REMEDY_CHECK_PASSWORD,
} SbRemedy;

/**
 * SbProblem:
 *
 * An error in the user's language. @details is English, for copying into a report. @help is one of the topics of sb-help.h,
 * or %NULL where there is nothing more to say; it is never freed.
 */
typedef struct
{
  char *title;
  char *body;
  char *details;
  SbRemedy remedy;
  const char *help;
} SbProblem;

#define SB_TYPE_PROBLEM (sb_problem_get_type ())

GType       sb_problem_get_type        (void);
SbProblem  *sb_problem_new_for_error   (const GError    *error) G_GNUC_WARN_UNUSED_RESULT;
SbProblem  *sb_problem_new_for_refusal (SbRefusal        refusal,
                                        const GError    *error) G_GNUC_WARN_UNUSED_RESULT;
SbProblem  *sb_problem_new_inside      (const GError    *error) G_GNUC_WARN_UNUSED_RESULT;
SbProblem  *sb_problem_copy            (const SbProblem *self) G_GNUC_WARN_UNUSED_RESULT;
void        sb_problem_free            (SbProblem       *self);

const char *sb_refusal_to_sentence     (SbRefusal        refusal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbProblem, sb_problem_free)

G_END_DECLS
