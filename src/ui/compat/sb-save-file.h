/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void   sb_save_file_async  (GtkWindow           *parent,
                            const char          *title,
                            const char          *name,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
GFile *sb_save_file_finish (GAsyncResult        *result,
                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
