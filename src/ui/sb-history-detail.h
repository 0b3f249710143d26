/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-history-item.h"

G_BEGIN_DECLS

#define SB_TYPE_HISTORY_DETAIL (sb_history_detail_get_type ())

G_DECLARE_FINAL_TYPE (SbHistoryDetail, sb_history_detail, SB, HISTORY_DETAIL, AdwBin)

void sb_history_detail_set_item (SbHistoryDetail *self,
                                 SbHistoryItem   *item);
void sb_history_detail_focus    (SbHistoryDetail *self);

G_END_DECLS
