/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-problem.h"

G_BEGIN_DECLS

#define SB_TYPE_QUESTION_DIALOG (sb_question_dialog_get_type ())

G_DECLARE_FINAL_TYPE (SbQuestionDialog, sb_question_dialog, SB, QUESTION_DIALOG, AdwWindow)

GtkWidget *sb_question_dialog_new         (GtkWindow        *parent) G_GNUC_WARN_UNUSED_RESULT;
void       sb_question_dialog_set_problem (SbQuestionDialog *self,
                                           const SbProblem  *problem);
void       sb_question_dialog_set_status  (SbQuestionDialog *self,
                                           const char       *status);
GtkWidget *sb_question_dialog_add_button  (SbQuestionDialog *self,
                                           const char       *label,
                                           const char       *answer_id,
                                           const char       *style_class);

G_END_DECLS
