#!/usr/bin/env node
// Serves the demo page and the browser module, and hands the page's calls on to `authtree serve --demo`, so that all of
// it has one origin, as behind a reverse proxy.
// Usage: examples/browser/serve.mjs [--port 8081] [--authtree http://127.0.0.1:8080]
import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = new URL('./', import.meta.url);
const MODULE = new URL('../../src/browser/', import.meta.url);
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' };
const SECURITY = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** The file of a path, or null: names only, so that no path leads out of the two folders. */
export function fileOf(path) {
  if (path === '/') return new URL('index.html', HERE);
  const [, folder, name] = /^\/(authtree\/)?([a-z_]+\.(?:js|css))$/.exec(path) ?? [];
  if (name === undefined) return null;
  return new URL(name, folder === undefined ? HERE : MODULE);
}

function refuse(answer, status, message) {
  answer.writeHead(status, { ...SECURITY, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}

async function sendFile(path, answer) {
  const file = fileOf(path);
  let content;
  try {
    content = file === null ? null : await readFile(file);
  } catch {
    content = null;
  }
  if (content === null) {
    refuse(answer, 404, 'There is no such file.');
    return;
  }
  const type = TYPES[file.pathname.split('.').at(-1)];
  answer.writeHead(200, { ...SECURITY, 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(content);
}

function handOn(target, asked, answer) {
  const headers = { ...asked.headers, host: target.host };
  const onward = request(new URL(asked.url, target), { method: asked.method, headers }, (reply) => {
    answer.writeHead(reply.statusCode, reply.headers);
    reply.pipe(answer);
  });
  onward.on('error', () => refuse(answer, 502, `Nothing answers at ${target.origin}. Run: authtree serve --demo`));
  asked.pipe(onward);
}

/** A server that is not listening yet. @param {string} authtree address of `authtree serve` */
export function makeServer(authtree) {
  const target = new URL(authtree);
  return createServer((asked, answer) => {
    const { pathname } = new URL(asked.url, 'http://page');
    if (pathname.startsWith('/am/') || pathname === '/demo/digipass') {
      handOn(target, asked, answer);
    } else if (asked.method === 'GET') {
      sendFile(pathname, answer);
    } else {
      refuse(answer, 405, 'Files are read with GET.');
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8081' },
      authtree: { type: 'string', default: 'http://127.0.0.1:8080' },
    },
  });
  const server = makeServer(values.authtree);
  server.listen(Number(values.port), '127.0.0.1', () => {
    console.log(`Open http://127.0.0.1:${server.address().port}/`);
  });
}
