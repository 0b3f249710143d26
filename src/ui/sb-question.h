/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-problem.h"

G_BEGIN_DECLS

#define SB_TYPE_QUESTION (sb_question_get_type ())

#define SB_QUESTION_YES "yes"
#define SB_QUESTION_CANCEL "cancel"

/* One question over a window, answered with a button; no other way out means yes. Signal: answered (const char
 * *answer), of a question that stands. */
G_DECLARE_FINAL_TYPE (SbQuestion, sb_question, SB, QUESTION, AdwWindow)

/* @is_yes: the button was pressed; @is_checked: so was the check button; @text: what is in the entry, or NULL. */
typedef void (*SbQuestionFunc) (gpointer    owner,
                                gboolean    is_yes,
                                gboolean    is_checked,
                                const char *text,
                                gpointer    data);

SbQuestion *sb_question_new           (GtkWidget      *parent,
                                       const char     *title,
                                       const char     *body,
                                       const char     *yes_label,
                                       const char     *no_label);
SbQuestion *sb_question_new_standing  (GtkWindow      *parent);
void        sb_question_set_problem   (SbQuestion     *self,
                                       const SbProblem *problem);
void        sb_question_set_status    (SbQuestion     *self,
                                       const char     *status);
GtkWidget  *sb_question_add_button    (SbQuestion     *self,
                                       const char     *label,
                                       const char     *answer_id,
                                       const char     *style_class);
void        sb_question_add_check     (SbQuestion     *self,
                                       const char     *label);
void        sb_question_add_entry     (SbQuestion     *self,
                                       const char     *text);
void        sb_question_set_dangerous (SbQuestion     *self);
void        sb_question_ask           (SbQuestion     *self,
                                       GObject        *owner,
                                       SbQuestionFunc  answered,
                                       gpointer        data,
                                       GDestroyNotify  data_free);

G_END_DECLS
