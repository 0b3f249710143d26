/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages for signing in and out, and the one that asks whether a program may act for you. A log-in's token does not
 * open that one: it would give the administrator a token of the learner's that no switching back ends. */

#include "config.h"

#include "sb-demo-accounts.h"
#include "sb-demo-html.h"
#include "sb-demo-oauth.h"
#include "sb-demo-secrets.h"
#include "sb-demo-tokens.h"
#include "sb-demo-web.h"

#define LOGIN_COOKIE "sb_demo_login"

static const char *const oauth_parameters[] = {
  "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
};

/* Only an address of ours: a path, and not one that a browser takes for a host. */
static const char *
sanitize_next (const char *next)
{
  if (next == NULL || next[0] != '/' || next[1] == '/' || next[1] == '\\')
    return "/learn/home";

  for (const char *p = next; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return "/learn/home";

  return next;
}

/* Nobody is signed in yet, so the form's token belongs to a cookie of its own. */
static void
add_login_csrf (SbDemoRequest *request, GString *html)
{
  g_autofree char *cookie = sb_demo_secrets_new_token ();
  g_autofree char *csrf = sb_demo_secrets_derive_token (request->platform->secret, "login", cookie);

  sb_demo_web_set_cookie (request, LOGIN_COOKIE, cookie);
  sb_demo_html_add (html, "<input type=\"hidden\" name=\"csrf\" value=\"%s\">", csrf);
}

static gboolean
is_login_form_good (SbDemoRequest *request)
{
  const char *given = sb_demo_request_get_form (request, "csrf");
  g_autofree char *cookie = sb_demo_web_dup_cookie (request, LOGIN_COOKIE);
  g_autofree char *wanted = NULL;

  if (given == NULL || cookie == NULL)
    return FALSE;

  wanted = sb_demo_secrets_derive_token (request->platform->secret, "login", cookie);

  return sb_demo_secrets_equal (given, wanted);
}

static void
reply_sign_in_form (SbDemoRequest *request, guint status, const char *next, const char *problem)
{
  GString *html = sb_demo_html_begin (request, "Sign in");

  g_string_append (html, "<form class=\"card\" method=\"post\" action=\"/login\">");
  if (problem != NULL)
    sb_demo_html_add (html, "<p class=\"bad\" role=\"alert\">%s</p>", problem);
  add_login_csrf (request, html);
  sb_demo_html_add (html, "<input type=\"hidden\" name=\"next\" value=\"%s\">"
                          "<label for=\"username\">User name</label>"
                          "<input id=\"username\" name=\"username\" autocomplete=\"username\" required autofocus>"
                          "<label for=\"password\">Password</label>"
                          "<input id=\"password\" name=\"password\" type=\"password\""
                          " autocomplete=\"current-password\" required>"
                          "<button>Sign in</button></form>\n", next);
  sb_demo_html_reply (request, status, html);
}

void
sb_demo_web_show_sign_in (SbDemoRequest *request)
{
  reply_sign_in_form (request, 200, sanitize_next (sb_demo_request_get_query (request, "next")), NULL);
}

void
sb_demo_web_sign_in (SbDemoRequest *request)
{
  const char *next = sanitize_next (sb_demo_request_get_form (request, "next"));
  const char *reason = NULL;
  g_autofree char *token = NULL;
  gint64 id;

  if (!is_login_form_good (request))
    {
      reply_sign_in_form (request, 403, next, "That form was too old. Please try again.");
      return;
    }

  id = sb_demo_accounts_sign_in (request, sb_demo_request_get_form (request, "username"),
                                 sb_demo_request_get_form (request, "password"), &reason);
  if (id == 0)
    {
      reply_sign_in_form (request, 403, next, g_str_equal (reason, "account_inactive")
                                                ? "This account is not active."
                                                : "Wrong user name or password.");
      return;
    }

  token = sb_demo_tokens_issue_web (request, id);
  sb_demo_web_set_cookie (request, SB_DEMO_COOKIE, token);
  sb_demo_web_set_cookie (request, LOGIN_COOKIE, NULL);
  sb_demo_html_redirect (request, next);
}

void
sb_demo_web_sign_out (SbDemoRequest *request)
{
  if (!sb_demo_web_require_form (request))
    return;

  if (request->caller.session_uuid == NULL)
    sb_demo_tokens_revoke_pair (request, request->caller.token);
  sb_demo_request_audit (request, "sign_out", NULL, NULL, NULL);
  sb_demo_web_set_cookie (request, SB_DEMO_COOKIE, NULL);
  sb_demo_html_redirect (request, "/login");
}

static gboolean
is_signed_in_self (SbDemoRequest *request)
{
  g_autofree char *cookie = sb_demo_web_dup_cookie (request, SB_DEMO_COOKIE);

  return cookie != NULL && sb_demo_tokens_judge (request, cookie, "web") == NULL;
}

static gboolean
refuse_authorize (SbDemoRequest *request, GHashTable *parameters)
{
  const char *problem = sb_demo_oauth_check_request (request, parameters);
  g_autofree char *inside = sb_demo_web_dup_cookie (request, SB_DEMO_TOKEN_COOKIE);
  g_autofree char *bearer = sb_demo_tokens_dup_bearer (request);

  if (problem == NULL && (inside != NULL || bearer != NULL))
    problem = "This cannot be allowed from inside a log-in.";
  if (problem != NULL)
    sb_demo_html_reply_message (request, 400, "This cannot be allowed", problem);

  return problem != NULL;
}

void
sb_demo_web_show_authorize (SbDemoRequest *request)
{
  g_autofree char *title = NULL;
  GString *html;

  if (refuse_authorize (request, request->query))
    return;

  if (!is_signed_in_self (request))
    {
      GUri *uri = soup_server_message_get_uri (request->message);
      g_autofree char *next = g_strconcat ("/oauth2/authorize?", g_uri_get_query (uri), NULL);

      reply_sign_in_form (request, 200, next, NULL);
      return;
    }

  title = sb_demo_store_dup_text (request->store, "SELECT title FROM oauth_clients WHERE id = ?", "s",
                                  sb_demo_request_get_query (request, "client_id"));
  html = sb_demo_html_begin (request, "Allow access?");
  sb_demo_html_add (html, "<form class=\"card\" method=\"post\" action=\"/oauth2/authorize\">"
                          "<p><strong>%s</strong>, a program on this machine, wants to act for you on"
                          " ACME Academy.</p>",
                    title);
  sb_demo_html_add_csrf (request, html);
  for (guint i = 0; i < G_N_ELEMENTS (oauth_parameters); i++)
    {
      const char *value = sb_demo_request_get_query (request, oauth_parameters[i]);

      if (value != NULL)
        sb_demo_html_add (html, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", oauth_parameters[i], value);
    }
  g_string_append (html, "<button name=\"decision\" value=\"allow\">Allow</button> "
                         "<button class=\"second\" name=\"decision\" value=\"deny\">Deny</button></form>\n");
  sb_demo_html_reply (request, 200, html);
}

void
sb_demo_web_authorize (SbDemoRequest *request)
{
  const gboolean is_allowed = g_strcmp0 (sb_demo_request_get_form (request, "decision"), "allow") == 0;
  g_autofree char *location = NULL;

  if (refuse_authorize (request, request->form) || !sb_demo_web_require_form (request))
    return;

  location = is_allowed ? sb_demo_oauth_allow (request, request->form, request->caller.user_id)
                        : sb_demo_oauth_deny (request->form);
  sb_demo_request_audit (request, is_allowed ? "oauth_allowed" : "oauth_denied", "client",
                         sb_demo_request_get_form (request, "client_id"), NULL);
  sb_demo_html_redirect (request, location);
}
