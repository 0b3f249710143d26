/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-impersonation.h"

G_BEGIN_DECLS

char *sb_visit_words_make_title    (SbLearner       *learner) G_GNUC_WARN_UNUSED_RESULT;
char *sb_visit_words_make_subtitle (SbLearner       *learner,
                                    const char      *time_left) G_GNUC_WARN_UNUSED_RESULT;
char *sb_visit_words_make_farewell (SbImpersonation *impersonation) G_GNUC_WARN_UNUSED_RESULT;
char *sb_visit_words_make_farewell_for (SbImpersonationState  state,
                                        const SbSession      *record,
                                        const char           *learner_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
