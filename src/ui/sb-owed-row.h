/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_OWED_ROW (sb_owed_row_get_type ())

G_DECLARE_FINAL_TYPE (SbOwedRow, sb_owed_row, SB, OWED_ROW, GtkListBoxRow)

GtkWidget *sb_owed_row_new (const char *name,
                            const char *line) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
