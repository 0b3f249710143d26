/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-act.h"

G_BEGIN_DECLS

const char *sb_act_to_label      (SbAct       act);
const char *sb_act_to_held       (SbAct       act);
char       *sb_act_make_question (SbAct       act,
                                  const char *learner) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
