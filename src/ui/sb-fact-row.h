/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-confirm-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_FACT_ROW (sb_fact_row_get_type ())

G_DECLARE_FINAL_TYPE (SbFactRow, sb_fact_row, SB, FACT_ROW, GtkListBoxRow)

GtkWidget *sb_fact_row_new (SbFact *fact);

G_END_DECLS
