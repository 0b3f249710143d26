/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*SbColumnSortFunc) (int      key,
                                  gboolean is_descending,
                                  gpointer user_data);

GtkSorter *sb_column_sorter_new   (int               key) G_GNUC_WARN_UNUSED_RESULT;
gulong     sb_column_view_on_sort (GtkColumnView    *view,
                                   SbColumnSortFunc  func,
                                   gpointer          user_data);
void       sb_column_view_focus_row
                                  (GtkColumnView    *view,
                                   guint             position);

G_END_DECLS
