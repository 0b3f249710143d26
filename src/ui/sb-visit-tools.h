/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-visit-policy.h"

G_BEGIN_DECLS

#define SB_TYPE_VISIT_TOOLS (sb_visit_tools_get_type ())

/* Below the bar: the switch between the overview and the platform's own pages, and look only. */
G_DECLARE_FINAL_TYPE (SbVisitTools, sb_visit_tools, SB, VISIT_TOOLS, AdwBin)

void sb_visit_tools_set_policy (SbVisitTools  *self,
                                SbVisitPolicy *policy);
void sb_visit_tools_set_width  (SbVisitTools  *self,
                                int            width);

G_END_DECLS
