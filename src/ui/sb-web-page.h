/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-web-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_WEB_PAGE (sb_web_page_get_type ())

/* The platform's own pages under the bar, out of a module (web/) that is loaded when they are first opened. Signals: toast
 * (string); signed-out (): the platform does not know the learner any more. */
G_DECLARE_FINAL_TYPE (SbWebPage, sb_web_page, SB, WEB_PAGE, AdwBin)

gboolean sb_web_page_is_available  (void);

void     sb_web_page_set_presenter (SbWebPage      *self,
                                    SbWebPresenter *presenter);
void     sb_web_page_remember      (SbWebPage      *self,
                                    GSettings      *settings);
void     sb_web_page_open          (SbWebPage      *self,
                                    const char     *address);
void     sb_web_page_refresh       (SbWebPage      *self);
void     sb_web_page_set_narrow    (SbWebPage      *self,
                                    gboolean        is_narrow);
void     sb_web_page_focus         (SbWebPage      *self);

G_END_DECLS
