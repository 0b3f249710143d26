/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages, as a browser meets them: cookies, forms, the bell, and names that would like to be markup. */

#include "config.h"

#include "demo-fixture.h"

#include <locale.h>

#define FORM SOUP_FORM_MIME_TYPE_URLENCODED

static Demo *demo;

static char *
dup_between (const char *text, const char *start, const char *stop)
{
  const char *from = strstr (text, start);

  g_assert_nonnull (from);
  from += strlen (start);
  g_assert_nonnull (strstr (from, stop));

  return g_strndup (from, strstr (from, stop) - from);
}

static char *
dup_cookie (Reply *reply, const char *name)
{
  g_autofree char *start = g_strconcat (name, "=", NULL);
  g_autofree char *value = dup_between (soup_message_headers_get_list (reply->headers, "Set-Cookie"), start, ";");

  return g_strconcat ("Cookie: ", name, "=", value, NULL);
}

static char *
dup_csrf (Reply *reply)
{
  return dup_between (reply->text, "name=\"csrf\" value=\"", "\"");
}

static Reply *
get (const char *cookie, guint status, const char *path)
{
  Reply *reply = demo_send (demo, "GET", path, cookie, NULL, NULL);

  if (reply->status != status)
    g_error ("%s answered %u: %s", path, reply->status, reply->text);

  return reply;
}

static Reply *
post (const char *cookie, guint status, const char *path, const char *form)
{
  Reply *reply = demo_send (demo, "POST", path, cookie, FORM, form);

  if (reply->status != status)
    g_error ("%s answered %u: %s", path, reply->status, reply->text);

  return reply;
}

/* The header with the cookie of a browser that signed in. */
static char *
sign_in (const char *username)
{
  g_autoptr (Reply) page = get (NULL, 200, "/login");
  g_autofree char *cookie = dup_cookie (page, "sb_demo_login");
  g_autofree char *csrf = dup_csrf (page);
  g_autofree char *form = g_strdup_printf ("csrf=%s&username=%s&password=demo", csrf, username);
  g_autoptr (Reply) reply = post (cookie, 303, "/login", form);

  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Location"), ==, "/learn/home");
  g_assert_nonnull (strstr (soup_message_headers_get_list (reply->headers, "Set-Cookie"), "HttpOnly; SameSite=Lax"));

  return dup_cookie (reply, "sb_demo_session");
}

static Reply *
submit (const char *cookie, guint status, const char *page, const char *path, const char *fields)
{
  g_autoptr (Reply) shown = get (cookie, 200, page);
  g_autofree char *csrf = dup_csrf (shown);
  g_autofree char *form = g_strdup_printf ("csrf=%s&%s", csrf, fields);

  return post (cookie, status, path, form);
}

static void
test_sign_in (void)
{
  g_autoptr (Reply) away = get (NULL, 303, "/learn/home");
  g_autoptr (Reply) page = get (NULL, 200, "/login?next=//evil.example/");
  g_autofree char *login = dup_cookie (page, "sb_demo_login");
  g_autofree char *csrf = dup_csrf (page);
  g_autofree char *wrong = g_strdup_printf ("csrf=%s&username=ana.silva&password=x", csrf);
  g_autoptr (Reply) refused = post (login, 403, "/login", wrong);
  g_autoptr (Reply) forged = post (login, 403, "/login", "csrf=x&username=ana.silva&password=demo");
  g_autofree char *cookie = sign_in ("ana.silva");
  g_autoptr (Reply) home = get (cookie, 200, "/learn/home");
  g_autoptr (Reply) out = NULL;
  g_autoptr (Reply) after = NULL;

  g_assert_cmpstr (soup_message_headers_get_one (away->headers, "Location"), ==, "/login?next=%2Flearn%2Fhome");
  g_assert_null (strstr (page->text, "evil"));
  g_assert_nonnull (strstr (home->text, "Workplace Safety 2026"));
  g_assert_null (strstr (home->text, "class=\"banner\""));

  out = submit (cookie, 303, "/learn/home", "/logout", "");
  after = get (cookie, 303, "/learn/home");
}

static void
test_player (void)
{
  g_autofree char *cookie = sign_in ("ana.silva");
  g_autoptr (Reply) locked = get (cookie, 403, "/learn/course/31/play/320");
  g_autoptr (Reply) closed = get (cookie, 403, "/learn/course/35/leading-a-team");
  g_autoptr (Reply) forged = post (cookie, 403, "/learn/course/31/play/317", "csrf=x&event=complete");
  g_autoptr (Reply) elsewhere = get (cookie, 404, "/learn/course/31/play/324");
  g_autoptr (Reply) moved = submit (cookie, 303, "/learn/course/31/play/317", "/learn/course/31/play/317",
                                    "event=position&position=200");
  g_autoptr (Reply) completed = NULL;

  g_assert_cmpint (demo_ask (demo, "SELECT position FROM item_states WHERE user_id = 4711 AND item_id = 317"), ==, 200);
  completed = submit (cookie, 303, "/learn/course/31/play/317", "/learn/course/31/play/317", "event=complete");
  g_assert_cmpint (demo_ask (demo, "SELECT status = 'completed' FROM item_states WHERE user_id = 4711"
                                   "  AND item_id = 317"), ==, 1);
}

static void
test_quiz (void)
{
  g_autofree char *cookie = sign_in ("asilva2");
  g_autoptr (Reply) failed = NULL;
  g_autoptr (Reply) passed = NULL;

  demo_change (demo, "INSERT OR IGNORE INTO enrolments (user_id, course_id, enrolled_at, opens_at, seconds_spent,"
                     "  is_suspended) VALUES (4712, 32, 1, 1, 0, 0)");
  failed = submit (cookie, 200, "/learn/course/32/play/327", "/learn/course/32/play/327", "event=complete&q0=0&q1=2");
  g_assert_nonnull (strstr (failed->text, "Please try again"));
  g_assert_cmpint (demo_ask (demo, "SELECT status = 'in_progress' FROM item_states WHERE user_id = 4712"
                                   "  AND item_id = 327"), ==, 1);
  passed = submit (cookie, 303, "/learn/course/32/play/327", "/learn/course/32/play/327", "event=complete&q0=0&q1=0");
  g_assert_cmpint (demo_ask (demo, "SELECT status = 'completed' FROM item_states WHERE user_id = 4712"
                                   "  AND item_id = 327"), ==, 1);
}

static void
test_bell (void)
{
  g_autofree char *cookie = sign_in ("ana.silva");
  g_autoptr (Reply) before = get (cookie, 200, "/learn/notifications");
  g_autofree char *other = sign_in ("ghm");
  g_autoptr (Reply) not_theirs = get (other, 404, "/learn/notifications/2");
  g_autoptr (Reply) opened = NULL;
  g_autoptr (Reply) after = NULL;

  g_assert_nonnull (strstr (before->text, "class=\"dot\""));
  g_assert_cmpint (demo_ask (demo, "SELECT read_at IS NULL FROM notifications WHERE id = 2"), ==, 1);
  opened = get (cookie, 200, "/learn/notifications/2");
  g_assert_cmpint (demo_ask (demo, "SELECT read_at IS NULL FROM notifications WHERE id = 2"), ==, 0);
  after = get (cookie, 200, "/learn/home");
  g_assert_null (strstr (after->text, "class=\"dot\""));
}

static void
test_inside (void)
{
  g_autofree char *tea = demo_sign_in (demo, "tea.admin");
  g_autofree char *uuid = demo_new_uuid ();
  g_autofree char *path = g_strconcat ("/impersonation/v1/sessions/", uuid, NULL);
  g_autofree char *ending = g_strconcat (path, "?how=closed", NULL);
  g_autoptr (Reply) begun = demo_call (demo, 201, "PUT", tea, path, "{\"user_id\": 4711}");
  g_autofree char *cookie = g_strconcat ("Cookie: x=y; hydra_access_token=", reply_string (begun, "data.access_token"),
                                         NULL);
  g_autofree char *bearer = g_strconcat ("Authorization: Bearer ", reply_string (begun, "data.access_token"), NULL);
  g_autoptr (Reply) home = get (cookie, 200, "/learn/home");
  g_autoptr (Reply) same = get (bearer, 200, "/learn/home");
  g_autoptr (Reply) password = submit (cookie, 403, "/learn/profile", "/learn/profile/password", "password=new");
  g_autoptr (Reply) payment = submit (cookie, 403, "/learn/catalogue", "/learn/buy", "course=42");
  g_autoptr (Reply) authorize = NULL;
  g_autoptr (Reply) ended = NULL;
  g_autoptr (Reply) after = NULL;

  g_assert_nonnull (strstr (home->text, "<bdi>Tea Admin</bdi></strong> is logged in as"));
  g_assert_nonnull (strstr (same->text, "class=\"banner\""));
  g_assert_null (strstr (home->text, "/logout"));
  g_assert_nonnull (strstr (password->text, "cannot be changed inside a log-in"));
  g_assert_nonnull (strstr (payment->text, "Nothing can be bought inside a log-in"));
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM audit WHERE session_uuid = '%s' AND impersonator_id = 12"
                                   "  AND action IN ('password_refused', 'payment_refused')", uuid), ==, 2);

  /* It would be a token of the learner's that outlives the log-in. */
  authorize = get (cookie, 400, "/oauth2/authorize?response_type=code&client_id=switchback&code_challenge=x"
                                "&code_challenge_method=S256&redirect_uri=http://127.0.0.1:1/");
  g_assert_nonnull (strstr (authorize->text, "inside a log-in"));

  ended = demo_call (demo, 200, "DELETE", tea, ending, NULL);
  after = get (cookie, 401, "/learn/home");
}

static void
test_hostile_name (void)
{
  g_autofree char *cookie = sign_in ("bold");
  const char *pages[] = { "/learn/home", "/learn/profile", "/learn/notifications", "/learn/catalogue" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (Reply) reply = get (cookie, 200, pages[i]);

      g_assert_nonnull (strstr (reply->text, "&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;Quoted&quot;"));
      g_assert_null (strstr (reply->text, "<b>"));
      g_assert_nonnull (strstr (soup_message_headers_get_one (reply->headers, "Content-Security-Policy"),
                                "default-src 'none'"));
    }
}

static char *
dup_authorize (const char *redirect, const char *method)
{
  return g_strdup_printf ("/oauth2/authorize?response_type=code&client_id=switchback&redirect_uri=%s&scope=api"
                          "&state=a%%26b&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                          "&code_challenge_method=%s", redirect, method);
}

#define AUTHORIZE_FIELDS \
  "response_type=code&client_id=switchback&redirect_uri=http://127.0.0.1:5/&state=a%%26b&scope=api" \
  "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&decision=%s"

static void
test_authorize (void)
{
  g_autofree char *good = dup_authorize ("http://127.0.0.1:5/", "S256");
  g_autofree char *remote = dup_authorize ("http://evil.example/", "S256");
  g_autofree char *plain = dup_authorize ("http://127.0.0.1:5/", "plain");
  g_autoptr (Reply) stranger = get (NULL, 200, good);
  g_autoptr (Reply) bad_redirect = get (NULL, 400, remote);
  g_autoptr (Reply) bad_method = get (NULL, 400, plain);
  g_autofree char *cookie = sign_in ("tea.admin");
  g_autofree char *allow = g_strdup_printf (AUTHORIZE_FIELDS, "allow");
  g_autofree char *deny = g_strdup_printf (AUTHORIZE_FIELDS, "deny");
  g_autoptr (Reply) allowed = submit (cookie, 303, good, "/oauth2/authorize", allow);
  g_autoptr (Reply) denied = submit (cookie, 303, good, "/oauth2/authorize", deny);
  const char *location = soup_message_headers_get_one (allowed->headers, "Location");
  g_autofree char *code = dup_between (location, "?code=", "&");
  g_autofree char *form = g_strdup_printf ("grant_type=authorization_code&client_id=switchback&code=%s"
                                           "&redirect_uri=http://127.0.0.1:5/"
                                           "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", code);
  g_autoptr (Reply) tokens = post (NULL, 200, "/oauth2/token", form);
  g_autoptr (Reply) session = demo_call (demo, 200, "GET", reply_string (tokens, "access_token"),
                                         "/manage/v1/user/session", NULL);

  g_assert_nonnull (strstr (stranger->text, "action=\"/login\""));
  g_assert_true (g_str_has_suffix (location, "&state=a%26b"));
  g_assert_cmpstr (soup_message_headers_get_one (denied->headers, "Location"), ==,
                   "http://127.0.0.1:5/?error=access_denied&state=a%26b");
  g_assert_cmpstr (reply_string (session, "data.username"), ==, "tea.admin");
}

/* The administrator's page is empty for whoever comes: its script asks with the token that it is given. */
static void
test_manage (void)
{
  g_autoptr (Reply) page = get (NULL, 200, "/manage/users");
  g_autoptr (Reply) script = get (NULL, 200, "/manage.js");

  g_assert_nonnull (strstr (page->text, "src=\"/manage.js\""));
  g_assert_null (strstr (page->text, "ana.silva"));
  g_assert_nonnull (strstr (script->text, "/impersonation/v1/sessions/"));
}

/* The panel of the bell: reading it marks nothing, having seen it takes the dot away. */
static void
test_bell_panel (void)
{
  g_autofree char *cookie = sign_in ("ana.silva");
  g_autoptr (Reply) panel = NULL;
  g_autoptr (Reply) before = NULL;
  g_autoptr (Reply) forged = post (cookie, 403, "/learn/bell/seen", "csrf=x");
  g_autoptr (Reply) seen = NULL;
  g_autoptr (Reply) after = NULL;
  g_autofree char *csrf = NULL;
  g_autofree char *form = NULL;

  demo_change (demo, "UPDATE notifications SET read_at = NULL WHERE user_id = 4711");
  panel = get (cookie, 200, "/learn/bell");
  g_assert_nonnull (strstr (panel->text, "\"is_unread\":true"));
  before = get (cookie, 200, "/learn/home");
  g_assert_nonnull (strstr (before->text, "class=\"bell unread\""));

  csrf = dup_between (before->text, "data-csrf=\"", "\"");
  form = g_strdup_printf ("csrf=%s", csrf);
  seen = post (cookie, 204, "/learn/bell/seen", form);
  after = get (cookie, 200, "/learn/home");
  g_assert_null (strstr (after->text, "class=\"bell unread\""));
}

/* What a browser can do beyond links and plain forms: files both ways, a new window, another host. */
static void
test_files (void)
{
  g_autofree char *cookie = sign_in ("ana.silva");
  g_autoptr (Reply) profile = get (cookie, 200, "/learn/profile");
  g_autofree char *csrf = dup_csrf (profile);
  g_autofree char *body = g_strdup_printf ("--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n--b\r\n"
                                           "Content-Disposition: form-data; name=\"file\"; filename=\"<b>.txt\"\r\n"
                                           "Content-Type: text/plain\r\n\r\nhello\r\n--b--\r\n", csrf);
  g_autoptr (Reply) sent = demo_send (demo, "POST", "/learn/profile/documents", cookie,
                                      "multipart/form-data; boundary=b", body);
  g_autoptr (Reply) broken = demo_send (demo, "POST", "/learn/profile/documents", cookie, "multipart/form-data", "x");
  g_autoptr (Reply) after = get (cookie, 200, "/learn/profile");
  g_autoptr (Reply) none = get (cookie, 404, "/learn/course/31/workplace-safety-2026/certificate");
  g_autoptr (Reply) help = get (cookie, 200, "/learn/help");
  g_autoptr (Reply) script = get (NULL, 200, "/pages.js");
  g_autoptr (Reply) certificate = NULL;

  g_assert_cmpuint (sent->status, ==, 303);
  g_assert_cmpuint (broken->status, ==, 400);
  g_assert_nonnull (strstr (after->text, "<li>&lt;b&gt;.txt, 5 bytes</li>"));
  g_assert_nonnull (strstr (help->text, "target=\"_blank\""));
  g_assert_nonnull (strstr (help->text, "https://www.acme.example/"));
  g_assert_nonnull (strstr (script->text, "/learn/bell/seen"));

  demo_change (demo, "UPDATE enrolments SET completed_at = 1700000000 WHERE user_id = 4711 AND course_id = 31");
  certificate = get (cookie, 200, "/learn/course/31/workplace-safety-2026/certificate");
  g_assert_cmpstr (soup_message_headers_get_one (certificate->headers, "Content-Disposition"), ==,
                   "attachment; filename=\"certificate-workplace-safety-2026.txt\"");
}

int
main (int argc, char **argv)
{
  int code;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo/web/sign-in", test_sign_in);
  g_test_add_func ("/demo/web/manage", test_manage);
  g_test_add_func ("/demo/web/player", test_player);
  g_test_add_func ("/demo/web/quiz", test_quiz);
  g_test_add_func ("/demo/web/bell", test_bell);
  g_test_add_func ("/demo/web/bell-panel", test_bell_panel);
  g_test_add_func ("/demo/web/files", test_files);
  g_test_add_func ("/demo/web/inside", test_inside);
  g_test_add_func ("/demo/web/hostile-name", test_hostile_name);
  g_test_add_func ("/demo/web/authorize", test_authorize);

  demo = demo_start (NULL);
  code = g_test_run ();
  g_clear_pointer (&demo, demo_stop);

  return code;
}
