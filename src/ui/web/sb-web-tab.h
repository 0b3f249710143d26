/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-web-asker.h"

G_BEGIN_DECLS

#define SB_TYPE_WEB_TAB (sb_web_tab_get_type ())

/* One page of the platform, or why it cannot be shown. Signals: opened (SbWebTab): a new window; closed (): the page has
 * closed itself; blank (): a page has come, and there is nothing on it; signed-out (): the platform does not know the
 * learner any more. */
G_DECLARE_FINAL_TYPE (SbWebTab, sb_web_tab, SB, WEB_TAB, AdwBin)

SbWebTab      *sb_web_tab_new      (SbWebSession  *session,
                                    SbWebAsker    *asker,
                                    WebKitWebView *related) G_GNUC_WARN_UNUSED_RESULT;
WebKitWebView *sb_web_tab_get_view (SbWebTab      *self);
void           sb_web_tab_load     (SbWebTab      *self,
                                    const char    *address);
void           sb_web_tab_reload   (SbWebTab      *self);
void           sb_web_tab_end      (SbWebTab      *self);

void           sb_web_tab_set_up_dialogs
                                   (SbWebTab      *self);
SbWebAsker    *sb_web_tab_get_asker
                                   (SbWebTab      *self);

G_END_DECLS
