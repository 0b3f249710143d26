/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-summary.h"

G_BEGIN_DECLS

#define SB_TYPE_SUMMARY_DIALOG (sb_summary_dialog_get_type ())

/* What changed while logged in, and who was told. One key closes it. */
G_DECLARE_FINAL_TYPE (SbSummaryDialog, sb_summary_dialog, SB, SUMMARY_DIALOG, AdwWindow)

GtkWidget *sb_summary_dialog_new (SbSummary *summary,
                                  GtkWindow *parent);

G_END_DECLS
