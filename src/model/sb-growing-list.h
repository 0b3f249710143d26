/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SB_TYPE_GROWING_LIST (sb_growing_list_get_type ())

G_DECLARE_FINAL_TYPE (SbGrowingList, sb_growing_list, SB, GROWING_LIST, GObject)

SbGrowingList *sb_growing_list_new        (GListModel    *source,
                                           guint          n_first) G_GNUC_WARN_UNUSED_RESULT;
void           sb_growing_list_start_over (SbGrowingList *self);
gboolean       sb_growing_list_grow       (SbGrowingList *self,
                                           guint          n);

G_END_DECLS
