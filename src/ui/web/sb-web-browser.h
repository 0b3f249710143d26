/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-web-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_WEB_BROWSER (sb_web_browser_get_type ())

/* What SbWebPage shows, out of the module. Signals: toast (string); signed-out (): the platform does not know the learner
 * any more. */
G_DECLARE_FINAL_TYPE (SbWebBrowser, sb_web_browser, SB, WEB_BROWSER, AdwBin)

void sb_web_browser_set_presenter (SbWebBrowser   *self,
                                   SbWebPresenter *presenter);
void sb_web_browser_open          (SbWebBrowser   *self,
                                   const char     *address);
void sb_web_browser_refresh       (SbWebBrowser   *self);
void sb_web_browser_set_narrow    (SbWebBrowser   *self,
                                   gboolean        is_narrow);
void sb_web_browser_focus         (SbWebBrowser   *self);

G_END_DECLS
