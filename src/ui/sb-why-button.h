/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_WHY_BUTTON (sb_why_button_get_type ())

G_DECLARE_FINAL_TYPE (SbWhyButton, sb_why_button, SB, WHY_BUTTON, GtkButton)

GtkWidget  *sb_why_button_new      (const char  *topic);
const char *sb_why_button_get_help (SbWhyButton *self);
void        sb_why_button_set_help (SbWhyButton *self,
                                    const char  *topic);

G_END_DECLS
