/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ui-fixtures.h"

G_BEGIN_DECLS

/* Told of each page and dialog, when it is there, with a window that shows it. */
typedef void (*SbUiLook) (const char *scene,
                          GtkWindow  *window,
                          gpointer    data);

void sb_ui_show_scenes (SbUiLook look,
                        gpointer data);

G_END_DECLS
