import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';

import { fileOf, makeServer } from '../../examples/browser/serve.mjs';

const closing = [];
after(() => closing.forEach((server) => server.close()));

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(server);
  return `http://127.0.0.1:${server.address().port}`;
}

const NOBODY = 'http://127.0.0.1:1';

for (const path of ['/../demo.js', '/authtree/../../LICENSE', '/%2e%2e/LICENSE', '/serve.mjs', '/authtree/', '/README.md', '/..']) {
  test(`the demo server has no file for ${path}`, () => assert.equal(fileOf(path), null));
}

test('the demo server answers 404 for a file that is not there', async () => {
  const reply = await fetch(`${await listen(makeServer(NOBODY))}/nothing.js`);
  assert.equal(reply.status, 404);
});

test('the demo server says what to run when authtree does not', async () => {
  const reply = await fetch(`${await listen(makeServer(NOBODY))}/am/json`, { method: 'POST' });
  assert.equal(reply.status, 502);
  assert.match(await reply.text(), /authtree serve --demo/);
});

test('the demo server takes no files from pages', async () => {
  const reply = await fetch(`${await listen(makeServer(NOBODY))}/demo.js`, { method: 'POST' });
  assert.equal(reply.status, 405);
});

for (const [path, type] of [
  ['/', 'text/html'],
  ['/demo.js', 'text/javascript'],
  ['/authtree/index.js', 'text/javascript'],
  ['/authtree/callback_page.js', 'text/javascript'],
  ['/authtree/visual_code.css', 'text/css'],
]) {
  test(`the demo server sends ${path} under a policy without inline scripts and styles`, async () => {
    const reply = await fetch((await listen(makeServer(NOBODY))) + path);
    assert.equal(reply.status, 200);
    assert.ok(reply.headers.get('Content-Type').startsWith(type));
    assert.match(reply.headers.get('Content-Security-Policy'), /script-src 'self'; style-src 'self'/);
    assert.doesNotMatch(reply.headers.get('Content-Security-Policy'), /unsafe/);
  });
}

test('the demo server hands a call on, and its answer back', async () => {
  const authtree = createServer(async (asked, answer) => {
    const parts = [];
    for await (const part of asked) parts.push(part);
    answer.writeHead(401, { 'Content-Type': 'application/json' });
    answer.end(JSON.stringify({ method: asked.method, url: asked.url, body: String(Buffer.concat(parts)) }));
  });
  const page = await listen(makeServer(await listen(authtree)));
  const reply = await fetch(`${page}/am/json?authIndexType=service`, { method: 'POST', body: '{"authId":"x"}' });
  assert.equal(reply.status, 401);
  assert.deepEqual(await reply.json(), { method: 'POST', url: '/am/json?authIndexType=service', body: '{"authId":"x"}' });
});
