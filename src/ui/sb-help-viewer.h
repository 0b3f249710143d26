/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "sb-help.h"

G_BEGIN_DECLS

void        sb_help_viewer_set_up     (GtkApplication *application);
void        sb_help_viewer_show       (const char     *topic);
const char *sb_help_viewer_find_topic (GtkWidget      *widget);
void        sb_help_viewer_add_key    (GtkWidgetClass *dialog_class);

G_END_DECLS
