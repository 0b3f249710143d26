/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-picture-loader.h"
#include "sb-visit-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_VISIT_HOME (sb_visit_home_get_type ())

G_DECLARE_FINAL_TYPE (SbVisitHome, sb_visit_home, SB, VISIT_HOME, AdwBin)

void sb_visit_home_set_presenter (SbVisitHome      *self,
                                  SbVisitPresenter *presenter,
                                  SbPictureLoader  *pictures);
void sb_visit_home_set_narrow    (SbVisitHome      *self,
                                  gboolean          is_narrow);
void sb_visit_home_focus         (SbVisitHome      *self);

G_END_DECLS
