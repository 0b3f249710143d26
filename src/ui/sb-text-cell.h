/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_TEXT_CELL (sb_text_cell_get_type ())

G_DECLARE_FINAL_TYPE (SbTextCell, sb_text_cell, SB, TEXT_CELL, GtkWidget)

GtkWidget   *sb_text_cell_new            (void);
const char  *sb_text_cell_get_text       (SbTextCell *self);
void         sb_text_cell_set_text       (SbTextCell *self,
                                          const char *text);
void         sb_text_cell_set_tight      (SbTextCell *self,
                                          gboolean    is_tight);
int          sb_text_cell_get_text_width (SbTextCell *self);
PangoLayout *sb_text_cell_get_layout     (SbTextCell *self);

G_END_DECLS
