/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

GString *sb_demo_html_begin    (SbDemoRequest *request,
                                const char    *title) G_GNUC_WARN_UNUSED_RESULT;
void     sb_demo_html_add      (GString       *html,
                                const char    *format,
                                ...) G_GNUC_PRINTF (2, 3);
void     sb_demo_html_add_csrf (SbDemoRequest *request,
                                GString       *html);
void     sb_demo_html_reply    (SbDemoRequest *request,
                                guint          status,
                                GString       *html);
void     sb_demo_html_reply_message
                               (SbDemoRequest *request,
                                guint          status,
                                const char    *title,
                                const char    *message);
void     sb_demo_html_redirect (SbDemoRequest *request,
                                const char    *location);

gboolean sb_demo_web_require   (SbDemoRequest *request);
gboolean sb_demo_web_require_form
                               (SbDemoRequest *request);
char    *sb_demo_web_dup_cookie
                               (SbDemoRequest *request,
                                const char    *name) G_GNUC_WARN_UNUSED_RESULT;
void     sb_demo_web_set_cookie
                               (SbDemoRequest *request,
                                const char    *name,
                                const char    *value);

/* The cookie of a browser that signed in, and the one that brings the token of a log-in. */
#define SB_DEMO_COOKIE "sb_demo_session"
#define SB_DEMO_TOKEN_COOKIE "hydra_access_token"

G_END_DECLS
