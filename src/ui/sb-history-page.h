/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-history-presenter.h"
#include "sb-owed-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_HISTORY_PAGE (sb_history_page_get_type ())

G_DECLARE_FINAL_TYPE (SbHistoryPage, sb_history_page, SB, HISTORY_PAGE, AdwBin)

void sb_history_page_set_owed      (SbHistoryPage      *self,
                                    SbOwedPresenter    *owed);
void sb_history_page_set_presenter (SbHistoryPage      *self,
                                    SbHistoryPresenter *presenter);
void sb_history_page_focus         (SbHistoryPage      *self);

G_END_DECLS
