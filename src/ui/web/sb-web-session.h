/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <webkit/webkit.h>

#include "sb-web-guard.h"

G_BEGIN_DECLS

#define SB_TYPE_WEB_SESSION (sb_web_session_get_type ())

/* What all pages of one log-in share, and no other log-in does: cookies, cache, storage, processes, filter. Signals:
 * judge (const char *method, const char *address, WebKitScriptMessageReply *reply): a page's script asks whether it may;
 * download-started (WebKitDownload); answered (const char *address, gboolean is_done): such a request is over. */
G_DECLARE_FINAL_TYPE (SbWebSession, sb_web_session, SB, WEB_SESSION, GObject)

SbWebSession  *sb_web_session_new          (SbWebGuard           *guard,
                                            gboolean              is_software_rendered) G_GNUC_WARN_UNUSED_RESULT;
void           sb_web_session_enter_async  (SbWebSession         *self,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean       sb_web_session_enter_finish (SbWebSession         *self,
                                            GAsyncResult         *result,
                                            GError              **error);
WebKitWebView *sb_web_session_new_view     (SbWebSession         *self,
                                            WebKitWebView        *related) G_GNUC_WARN_UNUSED_RESULT;
void           sb_web_session_set_software_rendered
                                           (SbWebSession         *self,
                                            gboolean              is_software_rendered);
SbWebGuard    *sb_web_session_get_guard    (SbWebSession         *self);
void           sb_web_session_let_one_pass (SbWebSession         *self);
void           sb_web_session_answer       (WebKitScriptMessageReply *reply,
                                            gboolean              is_allowed);

G_END_DECLS
