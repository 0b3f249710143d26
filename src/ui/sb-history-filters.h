/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-history-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_HISTORY_FILTERS (sb_history_filters_get_type ())

G_DECLARE_FINAL_TYPE (SbHistoryFilters, sb_history_filters, SB, HISTORY_FILTERS, AdwBin)

SbLedgerEnding  sb_history_filters_get_ending          (SbHistoryFilters *self);
SbHistoryPeriod sb_history_filters_get_period          (SbHistoryFilters *self);
gboolean        sb_history_filters_get_needs_attention (SbHistoryFilters *self);
void            sb_history_filters_reset               (SbHistoryFilters *self);

G_END_DECLS
