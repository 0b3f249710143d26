/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-notice.h"

G_BEGIN_DECLS

#define SB_TYPE_NOTICE_ROW (sb_notice_row_get_type ())

G_DECLARE_FINAL_TYPE (SbNoticeRow, sb_notice_row, SB, NOTICE_ROW, GtkListBoxRow)

GtkWidget *sb_notice_row_new (SbNotice   *notice,
                              const char *left_for);

G_END_DECLS
