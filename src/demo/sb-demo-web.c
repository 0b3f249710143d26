/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which page is where. */

#include "config.h"

#include "sb-demo-web.h"

#include "sb-demo-html.h"
#include "sb-demo-routes.h"

static void
show_root (SbDemoRequest *request)
{
  sb_demo_html_redirect (request, "/learn/home");
}

static void
show_style (SbDemoRequest *request)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (sb_demo_web_style, strlen (sb_demo_web_style));

  sb_demo_request_reply_bytes (request, 200, "text/css; charset=utf-8", bytes);
}

static void
show_script (SbDemoRequest *request)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (sb_demo_web_script, strlen (sb_demo_web_script));

  sb_demo_request_reply_bytes (request, 200, "text/javascript; charset=utf-8", bytes);
}

const SbDemoRoute sb_demo_web_routes[] = {
  { "GET", "/", SB_DEMO_ROUTE_NO_TOKEN, show_root },
  { "GET", "/style.css", SB_DEMO_ROUTE_NO_TOKEN, show_style },
  { "GET", "/pages.js", SB_DEMO_ROUTE_NO_TOKEN, show_script },
  { "GET", "/login", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_sign_in },
  { "POST", "/login", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_sign_in },
  { "POST", "/logout", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_sign_out },
  { "GET", "/oauth2/authorize", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_authorize },
  { "POST", "/oauth2/authorize", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_authorize },
  { "GET", "/learn/home", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_home },
  { "GET", "/learn/course/*/*", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_course },
  { "GET", "/learn/course/*/play/*", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_player },
  { "POST", "/learn/course/*/play/*", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_play },
  { "POST", "/learn/course/*/play/*/complete", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_complete },
  { "POST", "/learn/course/*/play/*/submit", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_complete },
  { "GET", "/learn/course/*/*/certificate", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_certificate },
  { "GET", "/learn/help", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_help },
  { "GET", "/learn/bell", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_bell },
  { "POST", "/learn/bell/seen", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_see_all },
  { "GET", "/learn/notifications", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_notifications },
  { "GET", "/learn/notifications/*", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_notification },
  { "GET", "/learn/profile", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_profile },
  { "POST", "/learn/profile/password", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_change_password },
  { "POST", "/learn/profile/documents", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_upload },
  { "GET", "/learn/catalogue", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_catalogue },
  { "GET", "/learn/notes", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_notes },
  { "GET", "/learn/notes/found", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_hear_of_notes },
  { "GET", "/learn/notes/kept", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_hear_of_notes },
  { "GET", "/learn/notes/paper", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_paper },
  { "POST", "/learn/buy", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_buy },
  { "GET", "/manage/users", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_learners },
  { "GET", "/manage.js", SB_DEMO_ROUTE_NO_TOKEN, sb_demo_web_show_learners_script },
  { NULL },
};
