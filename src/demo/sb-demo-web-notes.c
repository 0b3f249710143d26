/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes that a learner keeps in the browser, and not at the platform: in all places where a browser keeps things. What
 * the page found in them when it came is in the query of the request that it makes then (see --log-requests). */

#include "config.h"

#include "sb-demo-html.h"
#include "sb-demo-web.h"

void
sb_demo_web_show_notes (SbDemoRequest *request)
{
  GString *html;

  if (!sb_demo_web_require (request))
    return;

  html = sb_demo_html_begin (request, "Notes");
  g_string_append (html, "<form class=\"card\" id=\"notes\">"
                         "<label for=\"note\">A note to yourself, kept in this browser</label>"
                         "<input id=\"note\" name=\"note\" autocomplete=\"off\" accesskey=\"e\">"
                         "<button accesskey=\"k\">Keep</button></form>\n");
  sb_demo_html_reply (request, 200, html);
}

void
sb_demo_web_hear_of_notes (SbDemoRequest *request)
{
  if (sb_demo_web_require (request))
    soup_server_message_set_status (request->message, 204, NULL);
}

/* What a browser may keep for a year without asking again. */
void
sb_demo_web_show_paper (SbDemoRequest *request)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!sb_demo_web_require (request))
    return;

  bytes = g_bytes_new_static ("lined", strlen ("lined"));
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Cache-Control",
                                "private, max-age=31536000, immutable");
  sb_demo_request_reply_bytes (request, 200, "text/plain; charset=utf-8", bytes);
}
