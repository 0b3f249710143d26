/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void sb_show_about (GtkWindow  *parent,
                    const char *debug_info);

G_END_DECLS
