/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* Told what became of a download, a sentence. */
typedef void (*SbWebDownloadFunc) (gpointer    owner,
                                   const char *sentence);

void sb_web_download_save (WebKitDownload    *download,
                           GtkWidget         *owner,
                           SbWebDownloadFunc  ended);

G_END_DECLS
