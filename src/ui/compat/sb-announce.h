/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sb_announce        (GtkWidget  *widget,
                         const char *text);
void sb_set_spoken_name (GtkWidget  *widget,
                         const char *name);

G_END_DECLS
