/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-account.h"

G_BEGIN_DECLS

GtkWidget  *sb_account_row_new            (SbAccount     *account,
                                           const char    *icon_name,
                                           const char    *icon_label);
const char *sb_account_row_get_account_id (GtkListBoxRow *row);

G_END_DECLS
