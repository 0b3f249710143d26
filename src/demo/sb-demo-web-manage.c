/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An administrator's page, for a browser: Manage My Learners, with a search and Log In as This User. Its script makes the
 * calls of docs/platform-api.md, as the pages of such platforms do; it is what a browser can do of Switchback's job, and
 * what Switchback is measured by. Nobody switches back when the browser is closed. */

#include "config.h"

#include "sb-demo-html.h"
#include "sb-demo-web.h"

static const char page[] =
  "<form class=\"card\" id=\"sign-in\" hidden><label for=\"username\">User name</label>"
  "<input id=\"username\" name=\"username\" autocomplete=\"username\" required>"
  "<label for=\"password\">Password</label>"
  "<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required>"
  "<button>Sign in</button></form>\n"
  "<p class=\"card\" id=\"inside\" hidden><button id=\"back\">Switch Back to Your Account</button></p>\n"
  "<form class=\"card\" id=\"find\" hidden><label for=\"text\">Search</label><input id=\"text\" type=\"search\"></form>\n"
  "<ul class=\"card rows\" id=\"learners\" hidden></ul>\n"
  "<script src=\"/manage.js\" defer></script>\n";

static const char script[] =
  "const at = id => document.getElementById(id);\n"
  "const kept = name => localStorage.getItem(name);\n"
  "const call = async (method, path, body) => {\n"
  "  const headers = { 'Content-Type': 'application/json' };\n"
  "  if (kept('token')) headers.Authorization = 'Bearer ' + kept('token');\n"
  "  const reply = await fetch(path, { method, headers, body: body && JSON.stringify(body) });\n"
  "  if (reply.status === 401) { localStorage.clear(); location.reload(); }\n"
  "  const json = await reply.json();\n"
  "  if (!reply.ok) { alert(json.message); throw new Error(json.message); }\n"
  "  return json.data;\n"
  "};\n"
  "const logIn = async learner => {\n"
  "  if (!confirm('Log in as ' + learner.fullname + '? They will be told.')) return;\n"
  "  const uuid = crypto.randomUUID();\n"
  "  const session = await call('PUT', '/impersonation/v1/sessions/' + uuid, { user_id: learner.user_id, reason: '' });\n"
  "  localStorage.setItem('session', uuid);\n"
  "  document.cookie = 'hydra_access_token=' + session.access_token + '; path=/; SameSite=Lax';\n"
  "  location = session.home_url;\n"
  "};\n"
  "const row = learner => {\n"
  "  const item = document.createElement('li');\n"
  "  const button = document.createElement('button');\n"
  "  const picture = document.createElement('img');\n"
  "  if (learner.avatar) { picture.src = learner.avatar; picture.width = 32; picture.loading = 'lazy'; }\n"
  "  picture.alt = '';\n"
  "  button.textContent = 'Log In as This User';\n"
  "  button.dataset.user = learner.username;\n"
  "  button.addEventListener('click', () => logIn(learner));\n"
  "  item.append(picture, ' ', learner.fullname, ' · ', learner.email, ' · ', learner.branch_title, ' ', button);\n"
  "  return item;\n"
  "};\n"
  "let latest = 0;\n"
  "const list = async () => {\n"
  "  const query = { page: 1, page_size: 200, get_total_count: 1, sort_attr: 'last_name', sort_dir: 'asc' };\n"
  "  const mine = ++latest;\n"
  "  if (at('text').value) query.search_text = at('text').value;\n"
  "  const found = await call('GET', '/manage/v1/user?' + new URLSearchParams(query));\n"
  "  if (mine === latest) at('learners').replaceChildren(...found.items.map(row));\n"
  "};\n"
  "const show = () => {\n"
  "  at('sign-in').hidden = Boolean(kept('token'));\n"
  "  at('inside').hidden = !kept('session');\n"
  "  at('find').hidden = at('learners').hidden = !kept('token') || Boolean(kept('session'));\n"
  "  if (!at('learners').hidden) list();\n"
  "};\n"
  "at('sign-in').addEventListener('submit', async event => {\n"
  "  event.preventDefault();\n"
  "  const form = event.target.elements;\n"
  "  const body = { username: form.username.value, password: form.password.value };\n"
  "  localStorage.setItem('token', (await call('POST', '/manage/v1/user/login', body)).access_token);\n"
  "  show();\n"
  "});\n"
  "at('back').addEventListener('click', async () => {\n"
  "  await call('DELETE', '/impersonation/v1/sessions/' + kept('session') + '?how=switch-back');\n"
  "  localStorage.removeItem('session');\n"
  "  document.cookie = 'hydra_access_token=; path=/; Max-Age=0';\n"
  "  show();\n"
  "});\n"
  "at('find').addEventListener('submit', event => event.preventDefault());\n"
  "at('text').addEventListener('input', list);\n"
  "show();\n";

void
sb_demo_web_show_learners (SbDemoRequest *request)
{
  GString *html = sb_demo_html_begin (request, "Manage My Learners");

  g_string_append (html, page);
  sb_demo_html_reply (request, 200, html);
}

void
sb_demo_web_show_learners_script (SbDemoRequest *request)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (script, strlen (script));

  sb_demo_request_reply_bytes (request, 200, "text/javascript; charset=utf-8", bytes);
}
