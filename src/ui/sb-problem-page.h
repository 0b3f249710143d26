/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-problem.h"

G_BEGIN_DECLS

#define SB_TYPE_PROBLEM_PAGE (sb_problem_page_get_type ())

G_DECLARE_FINAL_TYPE (SbProblemPage, sb_problem_page, SB, PROBLEM_PAGE, AdwBin)

void sb_problem_page_set_problem (SbProblemPage   *self,
                                  const SbProblem *problem);

G_END_DECLS
