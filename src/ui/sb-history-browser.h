/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-history-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_HISTORY_BROWSER (sb_history_browser_get_type ())

G_DECLARE_FINAL_TYPE (SbHistoryBrowser, sb_history_browser, SB, HISTORY_BROWSER, AdwBin)

void sb_history_browser_set_presenter (SbHistoryBrowser   *self,
                                       SbHistoryPresenter *presenter);
void sb_history_browser_set_narrow    (SbHistoryBrowser   *self,
                                       gboolean            is_narrow);
void sb_history_browser_focus         (SbHistoryBrowser   *self);
void sb_history_browser_focus_list    (SbHistoryBrowser   *self);

G_END_DECLS
