/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "sb-history-item.h"

G_BEGIN_DECLS

#define SB_TYPE_HISTORY_ROW (sb_history_row_get_type ())

/* Properties: item (SbHistoryItem, nullable, write-only). */
G_DECLARE_FINAL_TYPE (SbHistoryRow, sb_history_row, SB, HISTORY_ROW, GtkWidget)

G_END_DECLS
