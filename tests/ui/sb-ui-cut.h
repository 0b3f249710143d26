/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint sb_ui_look_for_cut_text (GtkWidget  *root,
                               const char *place);

G_END_DECLS
