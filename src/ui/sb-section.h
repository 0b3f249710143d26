/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-visit-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_SECTION (sb_section_get_type ())

G_DECLARE_FINAL_TYPE (SbSection, sb_section, SB, SECTION, AdwBin)

void sb_section_set_title   (SbSection       *self,
                             const char      *title);
void sb_section_set_loading (SbSection       *self,
                             SbLoading        loading,
                             const SbProblem *problem);

G_END_DECLS
