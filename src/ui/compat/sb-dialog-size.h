/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sb_set_dialog_size (GtkWindow *dialog,
                         GtkWindow *parent);

G_END_DECLS
