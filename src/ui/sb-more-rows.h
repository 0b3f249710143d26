/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _SbMoreRows SbMoreRows;

/* Adds a few rows to the list, or asks for them; returns whether any are there now that were not before. */
typedef gboolean (*SbAddRows) (gpointer user_data);

SbMoreRows *sb_more_rows_new  (GtkScrolledWindow *scrolled_window,
                               SbAddRows          add_rows,
                               gpointer           user_data) G_GNUC_WARN_UNUSED_RESULT;
void        sb_more_rows_free (SbMoreRows        *self);

G_END_DECLS
