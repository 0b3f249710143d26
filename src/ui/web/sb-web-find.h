/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>
#include <webkit/webkit.h>

G_BEGIN_DECLS

#define SB_TYPE_WEB_FIND (sb_web_find_get_type ())

/* Searches for words on a page. */
G_DECLARE_FINAL_TYPE (SbWebFind, sb_web_find, SB, WEB_FIND, AdwBin)

void sb_web_find_set_view (SbWebFind     *self,
                           WebKitWebView *view);
void sb_web_find_open     (SbWebFind     *self);

G_END_DECLS
