// What a strict Content-Security-Policy and a careful reader ask of the module and of the demo.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const ROOT = new URL('../../', import.meta.url);
const MODULE = 'src/browser/';
const SCRIPTS = 'src/browser/scripts/';
const DEMO = 'examples/browser/';

function filesOf(folder, ending) {
  return readdirSync(new URL(folder, ROOT))
    .filter((name) => name.endsWith(ending))
    .map((name) => folder + name);
}

function read(path) {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

const FORBIDDEN = [
  /\b(?:innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment|DOMParser)\b/,
  /\bdocument\s*\.\s*write/,
  /\beval\s*\(|\bnew\s+Function\b|\bset(?:Timeout|Interval)\s*\(\s*['"`]/,
  // One property at a time through the CSSOM is what a policy lets pass.
  /\.\s*style\b(?!\.setProperty\()|setAttribute\(\s*['"]style/,
  /\bsetAttribute\(\s*['"]on/,
];

/** What a text breaks, as the sources of the rules. */
function broken(text) {
  return FORBIDDEN.filter((rule) => rule.test(text)).map((rule) => rule.source);
}

for (const text of [
  'a.innerHTML = x',
  'document.write(x)',
  'eval(x)',
  'new Function(x)',
  "setTimeout('x()', 1)",
  'a.style.color = x',
  "a.setAttribute('onclick', x)",
]) {
  test(`the rules find ${text}`, () => assert.equal(broken(text).length, 1));
}

for (const path of [...filesOf(MODULE, '.js'), ...filesOf(SCRIPTS, '.js'), ...filesOf(DEMO, '.js')]) {
  test(`${path} runs no text as code or markup`, () => assert.deepEqual(broken(read(path)), []));
}

for (const path of filesOf(MODULE, '.js')) {
  test(`${path} imports its own files only`, () => {
    const imported = [...read(path).matchAll(/\bfrom '([^']+)'/g)].map(([, from]) => from);
    assert.deepEqual(
      imported.filter((from) => !/^\.\/[a-z_]+\.js$/.test(from)),
      [],
    );
  });
  test(`${path} has fewer than 400 lines`, () => assert.ok(read(path).split('\n').length < 400));
}

test('the module has no dependency', () => {
  const { dependencies, peerDependencies } = JSON.parse(read(`${MODULE}package.json`));
  assert.deepEqual([dependencies, peerDependencies], [undefined, undefined]);
});

test('the style sheet has a rule for every class that the module uses', () => {
  const used = new Set(read(`${MODULE}visual_code_view.js`).match(/\bauthtree-visual-code(?:__[a-z]+)?(?=')/g));
  const sheet = read(`${MODULE}visual_code.css`);
  assert.ok(used.size > 1);
  assert.deepEqual(
    [...used].filter((name) => !new RegExp(`\\.${name}[\\s,:[{]`).test(sheet)),
    [],
  );
});

for (const path of filesOf(MODULE, '.css')) {
  test(`${path} loads nothing`, () => assert.doesNotMatch(read(path), /url\(|@import/));
}

for (const path of filesOf(DEMO, '.html')) {
  test(`${path} holds neither scripts nor styles`, () => {
    const page = read(path);
    assert.doesNotMatch(page, /<style|\sstyle=|\son[a-z]+=|javascript:/i);
    for (const [, inside] of page.matchAll(/<script[^>]*>([^]*?)<\/script>/g)) assert.equal(inside, '');
    assert.match(page, /<html lang="/);
  });
}
