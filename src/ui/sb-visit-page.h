/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-picture-loader.h"
#include "sb-visit-policy.h"
#include "sb-visit-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_VISIT_PAGE (sb_visit_page_get_type ())

/* Everything while logged in as a learner, under the bar. Signals: toast (string): something to say in passing;
 * give-up (): the user leaves although the platform could not be told. */
G_DECLARE_FINAL_TYPE (SbVisitPage, sb_visit_page, SB, VISIT_PAGE, AdwBin)

void sb_visit_page_set_presenter (SbVisitPage      *self,
                                  SbVisitPresenter *presenter,
                                  SbVisitPolicy    *policy);
void sb_visit_page_remember      (SbVisitPage      *self,
                                  GSettings        *settings);
void sb_visit_page_set_aim       (SbVisitPage      *self,
                                  const char       *course);
void sb_visit_page_focus         (SbVisitPage      *self);

G_END_DECLS
