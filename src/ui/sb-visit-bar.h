/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-visit-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_VISIT_BAR (sb_visit_bar_get_type ())

G_DECLARE_FINAL_TYPE (SbVisitBar, sb_visit_bar, SB, VISIT_BAR, AdwBin)

void sb_visit_bar_set_presenter (SbVisitBar       *self,
                                 SbVisitPresenter *presenter);
void sb_visit_bar_set_can_go_back
                                (SbVisitBar       *self,
                                 gboolean          can_go_back);
void sb_visit_bar_set_narrow    (SbVisitBar       *self,
                                 gboolean          is_narrow);

G_END_DECLS
