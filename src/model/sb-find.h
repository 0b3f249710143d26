/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-paged-list.h"

G_BEGIN_DECLS

gpointer sb_find_by_key (GListModel *list,
                         SbItemKey   key,
                         const char *value);

G_END_DECLS
