/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What all pages have in common: the frame with banner, bell and menu, escaping, who is signed in, and the token that
 * a form must bring along. A page is reached with a browser's own cookie, or with the token of a log-in, as a bearer
 * or as a cookie; then it says so at its top. */

#include "config.h"

#include "sb-demo-html.h"

#include "sb-demo-secrets.h"
#include "sb-demo-tokens.h"

/* Drawn, because not every machine has a font with a bell. */
#define BELL \
  "<svg aria-hidden=\"true\" width=\"20\" height=\"20\" viewBox=\"0 0 16 16\" fill=\"currentColor\">" \
  "<path d=\"M8 1a4 4 0 0 0-4 4v3.5L2.5 11v1h11v-1L12 8.5V5a4 4 0 0 0-4-4zM6 13a2 2 0 0 0 4 0z\"/></svg>"

#define POLICY "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self';" \
               " base-uri 'none'; frame-ancestors 'none';" \
               " form-action 'self' http://127.0.0.1:* http://localhost:*"

/**
 * sb_demo_html_add:
 * @html: a page
 * @format: our own markup, with `%s` and the like
 *
 * Adds to the page; what is put in is escaped.
 */
void
sb_demo_html_add (GString *html, const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_markup_vprintf_escaped (format, args);
  va_end (args);

  g_string_append (html, text);
}

static void
add_banner (SbDemoRequest *request, GString *html, const char *learner)
{
  g_autofree char *who = sb_demo_store_dup_text (request->store, "SELECT trim (first_name || ' ' || last_name) "
                                                                 "FROM users WHERE id = ?", "i",
                                                 request->caller.impersonator_id);

  sb_demo_html_add (html, "<div class=\"banner\" role=\"status\"><strong><bdi>%s</bdi></strong> is logged in as "
                          "<strong><bdi>%s</bdi></strong>. Everything done here is real.</div>\n", who, learner);
}

static char *
dup_csrf (SbDemoRequest *request)
{
  return sb_demo_secrets_derive_token (request->platform->secret, "form", request->caller.token);
}

/* Opening the panel of the bell takes the red dot away, as on other platforms; without scripts it is a link. */
static void
add_bell (SbDemoRequest *request, GString *html)
{
  g_autofree char *csrf = dup_csrf (request);
  g_autofree char *label = NULL;
  const gint64 n_unread = sb_demo_store_get_int (request->store, "SELECT count (*) FROM notifications "
                                                                 "WHERE user_id = ? AND read_at IS NULL", 0, "i",
                                                 request->caller.user_id);

  label = n_unread > 0 ? g_strdup_printf ("Notifications, %" G_GINT64_FORMAT " unread", n_unread)
                       : g_strdup ("Notifications");
  sb_demo_html_add (html, "<a class=\"bell%s\" href=\"/learn/notifications\" accesskey=\"n\""
                          " aria-label=\"%s\" data-csrf=\"%s\">",
                    n_unread > 0 ? " unread" : "", label, csrf);
  g_string_append (html, BELL);
  g_string_append (html, n_unread > 0 ? "<span class=\"dot\"></span></a>" : "</a>");
}

static void
add_header (SbDemoRequest *request, GString *html, const char *name)
{
  g_string_append (html, "<header><nav aria-label=\"Main\"><a class=\"brand\" href=\"/learn/home\">ACME Academy</a>"
                         "<a href=\"/learn/home\">My courses</a><a href=\"/learn/catalogue\">Catalogue</a>"
                         "<a href=\"/learn/notes\" accesskey=\"t\">Notes</a></nav>"
                         "<nav aria-label=\"You\">");
  add_bell (request, html);
  sb_demo_html_add (html, "<a href=\"/learn/profile\" accesskey=\"m\"><bdi>%s</bdi></a>", name);
  if (request->caller.session_uuid == NULL)
    {
      g_string_append (html, "<form method=\"post\" action=\"/logout\">");
      sb_demo_html_add_csrf (request, html);
      g_string_append (html, "<button class=\"plain\">Sign out</button></form>");
    }
  g_string_append (html, "</nav></header>\n");
}

/* A page in a window of its own, and one of another host. */
static void
add_footer (SbDemoRequest *request, GString *html)
{
  g_autofree char *site = NULL;

  if (request->caller.user_id == 0)
    return;

  site = sb_demo_store_dup_setting (request->store, "website", "https://www.acme.example/");
  sb_demo_html_add (html, "<footer><a href=\"/learn/help\" target=\"_blank\" rel=\"opener\""
                          " accesskey=\"h\">Help in a new window</a>"
                          "<a href=\"%s\" accesskey=\"w\">The website of ACME</a></footer>", site);
}

/**
 * sb_demo_html_begin:
 * @request: a request, with or without a caller
 * @title: the page's title
 *
 * Returns: (transfer full): a page up to its heading
 */
GString *
sb_demo_html_begin (SbDemoRequest *request, const char *title)
{
  GString *html = g_string_new ("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                                "<meta name=\"color-scheme\" content=\"light dark\">"
                                "<link rel=\"stylesheet\" href=\"/style.css\">"
                                "<script src=\"/pages.js\" defer></script>");
  g_autofree char *name = NULL;

  sb_demo_html_add (html, "<title>%s · ACME Academy</title></head><body>\n"
                          "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n", title);
  if (request->caller.user_id != 0)
    {
      name = sb_demo_store_dup_text (request->store, "SELECT trim (first_name || ' ' || last_name) FROM users "
                                                     "WHERE id = ?", "i", request->caller.user_id);
      if (request->caller.impersonator_id != 0)
        add_banner (request, html, name);
      add_header (request, html, name);
    }
  sb_demo_html_add (html, "<main id=\"main\"><h1>%s</h1>\n", title);

  return html;
}

/**
 * sb_demo_html_add_csrf:
 *
 * Adds the field without which a form is refused: another site's page cannot know it.
 */
void
sb_demo_html_add_csrf (SbDemoRequest *request, GString *html)
{
  g_autofree char *csrf = dup_csrf (request);

  sb_demo_html_add (html, "<input type=\"hidden\" name=\"csrf\" value=\"%s\">", csrf);
}

/**
 * sb_demo_html_reply:
 * @request: a request
 * @status: an HTTP status
 * @html: (transfer full): a page
 *
 * Ends the page and answers with it.
 */
void
sb_demo_html_reply (SbDemoRequest *request, guint status, GString *html)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autoptr (GBytes) bytes = NULL;

  g_string_append (html, "</main>");
  add_footer (request, html);
  g_string_append (html, "</body></html>\n");
  bytes = g_string_free_to_bytes (html);
  soup_message_headers_replace (headers, "Content-Security-Policy", POLICY);
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  sb_demo_request_reply_bytes (request, status, "text/html; charset=utf-8", bytes);
}

/**
 * sb_demo_html_reply_message:
 *
 * Answers with a page that says one thing.
 */
void
sb_demo_html_reply_message (SbDemoRequest *request, guint status, const char *title, const char *message)
{
  GString *html = sb_demo_html_begin (request, title);

  sb_demo_html_add (html, "<p class=\"card\">%s</p>\n", message);
  sb_demo_html_reply (request, status, html);
}

/**
 * sb_demo_html_redirect:
 *
 * Sends the browser to @location with GET.
 */
void
sb_demo_html_redirect (SbDemoRequest *request, const char *location)
{
  soup_server_message_set_status (request->message, 303, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Location", location);
}

/**
 * sb_demo_web_dup_cookie:
 *
 * Returns: (transfer full) (nullable): the value of a cookie that came with the request
 */
char *
sb_demo_web_dup_cookie (SbDemoRequest *request, const char *name)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *value = soup_message_headers_get_list (headers, "Cookie");
  g_auto (GStrv) cookies = g_strsplit (value == NULL ? "" : value, ";", -1);
  g_autofree char *prefix = g_strconcat (name, "=", NULL);

  for (guint i = 0; cookies[i] != NULL; i++)
    if (g_str_has_prefix (g_strstrip (cookies[i]), prefix))
      return g_strdup (cookies[i] + strlen (prefix));

  return NULL;
}

/**
 * sb_demo_web_set_cookie:
 * @request: a request
 * @name: a cookie
 * @value: (nullable): its value; %NULL takes it away
 */
void
sb_demo_web_set_cookie (SbDemoRequest *request, const char *name, const char *value)
{
  g_autofree char *cookie = g_strdup_printf ("%s=%s; Path=/; HttpOnly; SameSite=Lax%s", name,
                                             value == NULL ? "" : value, value == NULL ? "; Max-Age=0" : "");

  soup_message_headers_append (soup_server_message_get_response_headers (request->message), "Set-Cookie", cookie);
}

/**
 * sb_demo_web_require:
 * @request: a request for a page; its caller is set if somebody is signed in
 *
 * Returns: %TRUE if somebody is signed in; else the request is answered
 */
gboolean
sb_demo_web_require (SbDemoRequest *request)
{
  g_autofree char *bearer = sb_demo_tokens_dup_bearer (request);
  g_autofree char *token = bearer != NULL ? g_strdup (bearer) : sb_demo_web_dup_cookie (request, SB_DEMO_TOKEN_COOKIE);
  g_autofree char *cookie = sb_demo_web_dup_cookie (request, SB_DEMO_COOKIE);
  g_autofree char *path = NULL;
  g_autofree char *location = NULL;

  if (token != NULL)
    {
      if (sb_demo_tokens_judge (request, token, "access") == NULL)
        return TRUE;
      sb_demo_html_reply_message (request, 401, "This session is over", "Switch back, or sign in again.");
      return FALSE;
    }

  if (cookie != NULL && sb_demo_tokens_judge (request, cookie, "web") == NULL)
    return TRUE;

  path = g_uri_escape_string (request->path, NULL, FALSE);
  location = g_strconcat ("/login?next=", path, NULL);
  sb_demo_html_redirect (request, location);

  return FALSE;
}

/**
 * sb_demo_web_require_form:
 *
 * As sb_demo_web_require(), for a form that changes something: it must come from a page of ours.
 */
gboolean
sb_demo_web_require_form (SbDemoRequest *request)
{
  const char *given = sb_demo_request_get_form (request, "csrf");
  g_autofree char *wanted = NULL;

  if (!sb_demo_web_require (request))
    return FALSE;

  wanted = dup_csrf (request);
  if (given != NULL && sb_demo_secrets_equal (given, wanted))
    return TRUE;

  sb_demo_html_reply_message (request, 403, "That form is too old", "Go back, reload the page, and try again.");

  return FALSE;
}
