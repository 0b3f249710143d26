/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-problem.h"

G_BEGIN_DECLS

#define SB_TYPE_STRIP (sb_strip_get_type ())

G_DECLARE_FINAL_TYPE (SbStrip, sb_strip, SB, STRIP, AdwBin)

void sb_strip_set_text    (SbStrip         *self,
                           const char      *title,
                           const char      *body);
void sb_strip_announce    (SbStrip         *self);
void sb_strip_set_problem (SbStrip         *self,
                           const SbProblem *problem);

G_END_DECLS
