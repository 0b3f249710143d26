/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The script of the pages: the bell's panel, questions before a form is sent, and a window that closes itself. */

#include "config.h"

#include "sb-demo-web.h"

const char *const sb_demo_web_script =
  "const bell = document.querySelector('.bell');\n"
  "bell?.addEventListener('click', async event => {\n"
  "  event.preventDefault();\n"
  "  const old = document.querySelector('.panel');\n"
  "  if (old) { old.remove(); return; }\n"
  "  const panel = document.createElement('ul');\n"
  "  panel.className = 'panel rows';\n"
  "  bell.closest('header').append(panel);\n"
  "  const notices = await (await fetch('/learn/bell')).json();\n"
  "  for (const notice of notices) {\n"
  "    const link = document.createElement('a');\n"
  "    link.href = '/learn/notifications/' + notice.id;\n"
  "    link.textContent = notice.subject;\n"
  "    const row = document.createElement('li');\n"
  "    row.className = notice.is_unread ? 'unread-row' : '';\n"
  "    row.append(link);\n"
  "    panel.append(row);\n"
  "  }\n"
  "  try {\n"
  "    const seen = await fetch('/learn/bell/seen', { method: 'POST',\n"
  "      body: new URLSearchParams({ csrf: bell.dataset.csrf }) });\n"
  "    if (seen.ok) bell.querySelector('.dot')?.remove();\n"
  "  } catch (error) { console.log('The bell keeps its dot'); }\n"
  "});\n"
  "for (const form of document.querySelectorAll('form[data-confirm]'))\n"
  "  form.addEventListener('submit', event => {\n"
  "    if (!confirm(form.dataset.confirm)) event.preventDefault();\n"
  "  });\n"
  "document.querySelector('.close-window')?.addEventListener('click', () => window.close());\n";
