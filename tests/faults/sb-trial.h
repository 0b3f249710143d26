/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-plan.h"
#include "sb-robot-desk.h"

G_BEGIN_DECLS

/**
 * sb_trial_run:
 * @desk: where
 * @plan: what happens
 * @folder: an empty folder for all that it leaves behind
 * @outcome: (out): how it ended, in a word or two; for counting
 *
 * Logs in, lets the faults strike, starts the program again, and asks the platform's store.
 *
 * Returns: (transfer full) (nullable): what is wrong, or %NULL if all is as promised
 */
char *sb_trial_run (SbRobotDesk   *desk,
                    const SbPlan  *plan,
                    const char    *folder,
                    const char   **outcome) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
