/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-course-item.h"

G_BEGIN_DECLS

#define SB_TYPE_ITEM_ROW (sb_item_row_get_type ())

G_DECLARE_FINAL_TYPE (SbItemRow, sb_item_row, SB, ITEM_ROW, AdwActionRow)

GtkWidget *sb_item_row_new        (SbCourseItem *item);
void       sb_item_row_set_narrow (SbItemRow    *self,
                                   gboolean      is_narrow);
void       sb_item_row_set_look_only
                                  (SbItemRow    *self,
                                   gboolean      is_look_only);
gboolean   sb_item_row_focus      (SbItemRow    *self);

G_END_DECLS
