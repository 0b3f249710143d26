// SPDX-FileCopyrightText: 2026 The Switchback authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// main-job.js ORIGIN PROFILE: Switchback's main job on the demo platform's own pages, in Chromium: find a learner, log in as
// them, see their home. Signs in first, without counting it, so that both start signed in. Says in JSON how long it took from
// the start of the browser, how many requests and how many bytes of bodies, waits for a line of input, and switches back.

import readline from 'node:readline';
import { chromium } from 'playwright-core';

const [origin, profile] = process.argv.slice(2);
const list = origin + '/manage/users';
const input = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const start = () => chromium.launchPersistentContext(profile, {
  executablePath: '/usr/bin/chromium',
  headless: false,
  // A browser that root starts has no sandbox of its own, which costs nothing but safety.
  chromiumSandbox: process.getuid() !== 0,
  viewport: null,
  args: ['--window-size=1000,680'],
});

const signIn = async () => {
  const browser = await start();
  const page = browser.pages()[0];
  await page.goto(list);
  await page.fill('#username', 'superadmin');
  await page.fill('#password', 'demo');
  await page.press('#password', 'Enter');
  await page.waitForSelector('#learners button');
  await browser.close();
};

const work = async () => {
  const replies = [];
  const began = performance.now();
  const browser = await start();
  const page = browser.pages()[0];
  page.on('dialog', dialog => dialog.accept());
  page.on('response', response => replies.push(response));
  await page.goto(list);
  await page.waitForSelector('#learners button');
  const listed = performance.now();
  await page.fill('#text', 'ana.silva');
  await page.waitForSelector('button[data-user="ana.silva"]');
  await page.click('button[data-user="ana.silva"]');
  await page.waitForURL('**/learn/home', { waitUntil: 'load' });
  const home = performance.now();
  const bodies = await Promise.all(replies.map(reply => reply.headerValue('content-length')));
  console.log(JSON.stringify({
    list: listed - began,
    home: home - began,
    requests: replies.length,
    bytes: bodies.reduce((sum, length) => sum + Number(length ?? 0), 0),
  }));
  await input.next();
  await page.goto(list);
  await page.click('#back');
  await page.waitForSelector('#learners button');
  await browser.close();
};

await signIn();
await work();
process.exit(0);
