/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_ROW_BUTTON (sb_row_button_get_type ())

G_DECLARE_FINAL_TYPE (SbRowButton, sb_row_button, SB, ROW_BUTTON, GtkButton)

GtkWidget  *sb_row_button_new       (void);
const char *sb_row_button_get_label (SbRowButton *self);
void        sb_row_button_set_label (SbRowButton *self,
                                     const char  *label);
void        sb_row_button_set_open  (SbRowButton *self,
                                     gboolean     is_open);
void        sb_present_menu         (GtkWidget   *widget);

G_END_DECLS
