import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

import * as callbackPage from '../../src/browser/callback_page.js';
import { fillDeviceData, hideVisualCode, showVisualCode } from '../../src/browser/callback_page.js';
import { StepDataError } from '../../src/browser/index.js';
import { AmPage, runScript, viewText } from './support/am_page.mjs';
import { pngDataUrl } from './support/steps.mjs';

const SHOWN = 'ostid_cronto_has_rendered';

/** The fields of a visual code's step, as the node fills them. */
function codeFields({ image = pngDataUrl(), view = viewText() } = {}) {
  return [image, 'ostid_event_expiry_date', SHOWN, view].filter((text) => text !== null);
}

function codesOf(run) {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof StepDataError, String(error));
    return error.findings.map((finding) => `${finding.code} ${finding.place}`);
  }
  return [];
}

function show(page) {
  showVisualCode(page.helpers, page);
  return page.block;
}

function part(page, name) {
  return page.block.getElementsByClassName(`authtree-visual-code__${name}`)[0];
}

for (const kind of ['platform', 'xui']) {
  test(`showVisualCode refuses a step without settings (${kind})`, () => {
    const page = new AmPage(kind, codeFields({ view: null }));
    assert.deepEqual(codesOf(() => show(page)), ['missing_value ostid_cronto_view']);
    assert.deepEqual([page.submitted, page.block], [0, null]);
  });

  test(`showVisualCode refuses a step without an image (${kind})`, () => {
    const page = new AmPage(kind, codeFields({ image: 'ostid_cronto' }));
    assert.deepEqual(codesOf(() => show(page)), ['missing_value ostid_cronto']);
    assert.deepEqual([page.submitted, page.block], [0, null]);
  });

  test(`showVisualCode says that there is no button (${kind})`, () => {
    const page = new AmPage(kind, codeFields(), { button: false });
    const place = kind === 'xui' ? 'loginButton_0' : 'btn-primary';
    assert.deepEqual(codesOf(() => show(page)), [`missing_button ${place}`]);
  });

  test(`showVisualCode shows the code before the element, answers and sends the step (${kind})`, () => {
    const page = new AmPage(kind, codeFields());
    show(page);
    assert.deepEqual(page.body.children, [page.block, page.panel]);
    assert.equal(page.block.find('img').getAttribute('src'), pngDataUrl());
    assert.equal(page.answerOf(SHOWN), 'true');
    assert.equal(page.submitted, 1);
  });

  test(`hideVisualCode takes the code away and sends the step (${kind})`, () => {
    const page = new AmPage(kind, codeFields());
    show(page);
    hideVisualCode(page.helpers, page);
    assert.deepEqual([page.block, page.timerCount, page.submitted], [null, 0, 2]);
  });

  test(`hideVisualCode sends the step when no code is shown (${kind})`, () => {
    const page = new AmPage(kind, []);
    hideVisualCode(page.helpers, page);
    assert.equal(page.submitted, 1);
  });

  test(`fillDeviceData fills both fields and leaves the step to the user (${kind})`, async () => {
    const page = new AmPage(kind, ['ostid_cddc_json', 'ostid_cddc_hash']);
    page.navigator = { userAgent: 'Tester/1' };
    await fillDeviceData(page.helpers, page);
    assert.equal(JSON.parse(page.answerOf('ostid_cddc_json')).browser.userAgent, 'Tester/1');
    assert.match(page.answerOf('ostid_cddc_hash'), /^[0-9a-f]{64}$/);
    assert.equal(page.submitted, 0);
  });
}

test('fillDeviceData names the field that a page without helpers does not have', async () => {
  const page = new AmPage('xui', ['ostid_cddc_hash']);
  await assert.rejects(fillDeviceData(null, page), { name: 'StepDataError', message: /^ostid_cddc_json: / });
});

test('showVisualCode names the field that a page without helpers does not have', () => {
  const page = new AmPage('xui', [pngDataUrl(), viewText()]);
  assert.deepEqual(codesOf(() => show(page)), [`missing_field ${SHOWN}`]);
});

test('showVisualCode names every member of the settings that is no text', () => {
  const page = new AmPage('platform', codeFields({ view: viewText({ expires: 7, scan: null }) }));
  assert.equal(codesOf(() => show(page)).length, 3);
});

test('showVisualCode refuses settings with an expiry that is no time', () => {
  const page = new AmPage('platform', codeFields({ view: viewText({ expires: "';alert(1);'" }) }));
  assert.deepEqual(codesOf(() => show(page)), ['invalid_expiry ostid_event_expiry_date']);
});

for (const image of ['data:image/svg+xml;base64,PHN2Zy8+', 'javascript:alert(1)', `${pngDataUrl()}" onerror="alert(1)`]) {
  test(`showVisualCode does not take ${image.slice(0, 30)} for an image`, () => {
    const page = new AmPage('platform', codeFields({ image }));
    assert.deepEqual(codesOf(() => show(page)), ['missing_value ostid_cronto']);
  });
}

test('showVisualCode repeats no value in its errors', () => {
  const page = new AmPage('platform', codeFields({ image: 'data:secret', view: viewText({ expires: 'secret' }) }));
  assert.throws(() => show(page), (error) => !error.message.includes('secret'));
});

test('showVisualCode looks at hidden fields of callbacks only', () => {
  const page = new AmPage('platform', codeFields());
  for (const field of page.document.getElementsByTagName('input')) field.setAttribute('type', 'text');
  assert.deepEqual(codesOf(() => show(page)), ['missing_value ostid_cronto_view']);
});

test('showVisualCode prefers the step of the helpers to a button', () => {
  const page = new AmPage('platform', codeFields());
  let steps = 0;
  showVisualCode({ ...page.helpers, nextStep: () => (steps += 1) }, page);
  assert.deepEqual([steps, page.submitted], [1, 0]);
});

test('showVisualCode shows the texts of the node as texts', () => {
  const hostile = '"><img src=x onerror=alert(1)>\'; alert(2); //</script>';
  const view = viewText({
    alternative: hostile,
    scan: { text: hostile, css: '' },
    expired: { text: hostile, css: '' },
  });
  const page = new AmPage('xui', codeFields({ view }));
  const block = show(page);
  assert.equal(block.find('img').getAttribute('alt'), hostile);
  assert.equal(part(page, 'caption').textContent, hostile);
  assert.equal(block.descendants.filter((element) => element.localName === 'img').length, 1);
  page.pass(61_000);
  assert.equal(part(page, 'status').textContent, hostile);
});

test('showVisualCode counts down in the configured words', () => {
  const page = new AmPage('platform', codeFields(), { language: 'de' });
  show(page);
  assert.deepEqual([part(page, 'caption').textContent, part(page, 'timer').textContent], ['Scan within:', '1:00']);
  page.pass(200);
  assert.equal(part(page, 'status').textContent, 'Scan within: 1 Minute');
  page.pass(61_000);
  assert.equal(part(page, 'status').textContent, 'Too late!');
});

test('showVisualCode has words of its own where the node has none', () => {
  const empty = { text: '', css: '' };
  const page = new AmPage('platform', codeFields({ view: viewText({ alternative: '', scan: empty, expired: empty }) }));
  show(page);
  assert.match(part(page, 'caption').textContent, /^Scan this code/);
});

test('showVisualCode keeps the ids that style sheets of the vendor know', () => {
  const page = new AmPage('platform', codeFields());
  show(page);
  assert.equal(page.document.getElementById('ostid_cronto_countdown'), part(page, 'timer'));
});

test('showVisualCode puts the code at the top of a page without the element, and says so', () => {
  const page = new AmPage('platform', codeFields({ view: viewText({ element: 'dialog' }) }));
  show(page);
  assert.equal(page.body.children[0], page.block);
  assert.deepEqual(page.warnings, [
    'authtree: domIdRenderVisualCode: the page has no such element, the code stands at the top.',
  ]);
});

test('showVisualCode applies what styles a text, one property at a time', () => {
  const view = viewText({
    scan: { text: 'Scan', css: 'color: #a00; FONT-WEIGHT: bold;' },
    expired: { text: 'Late', css: 'color:red' },
  });
  const page = new AmPage('platform', codeFields({ view }));
  show(page);
  for (const name of ['caption', 'timer']) {
    assert.deepEqual([...part(page, name).style.properties], [['color', '#a00'], ['font-weight', 'bold']]);
  }
  assert.deepEqual([...part(page, 'status').style.properties], [['color', 'red']]);
  assert.deepEqual(page.warnings, []);
});

for (const css of ['', ':', ' : ; ;']) {
  test(`showVisualCode takes the style ${JSON.stringify(css)} for none`, () => {
    const page = new AmPage('platform', codeFields({ view: viewText({ scan: { text: 'Scan', css } }) }));
    show(page);
    assert.deepEqual([part(page, 'timer').style.properties.size, page.warnings], [0, []]);
  });
}

for (const [css, warning] of [
  ['position: fixed', 'the property position is not for texts and is left out.'],
  ['--x: y', 'the property --x is not for texts and is left out.'],
  ['color: red} body { display: none', 'the value of color is left out.'],
  ['color: url(x)', 'the value of color is left out.'],
  ['font-family: url(https://example.com/x)', 'the value of font-family is left out.'],
  ['color', 'a part is no "name: value" and is left out.'],
  ['<script>alert(1)</script>', 'a part is no "name: value" and is left out.'],
]) {
  test(`showVisualCode leaves out the style ${css}`, () => {
    const page = new AmPage('platform', codeFields({ view: viewText({ scan: { text: 'Scan', css } }) }));
    show(page);
    assert.equal(part(page, 'timer').style.properties.size, 0);
    assert.deepEqual(page.warnings, [`authtree: cssForPleaseScan: ${warning}`]);
  });
}

test('showVisualCode takes the place of a code that is shown', () => {
  const page = new AmPage('platform', codeFields());
  const first = show(page);
  const second = show(page);
  assert.deepEqual([first.isConnected, second.isConnected, page.body.children.length], [false, true, 2]);
});

test('showVisualCode adds its style sheets once', () => {
  const page = new AmPage('platform', codeFields());
  show(page);
  show(page);
  const sheets = page.document.head.children.map((link) => link.getAttribute('href').split('/').at(-1));
  assert.deepEqual(sheets, ['visual_code.css', 'callback_page.css']);
});

const SCRIPTS = readdirSync(new URL('../../src/browser/scripts/', import.meta.url)).map((name) => name.slice(0, -3));

for (const name of SCRIPTS) {
  const task = name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

  test(`the script ${name} hands the helpers of the page to ${task}`, async () => {
    const asked = [];
    const helpers = { setHiddenCallback() {} };
    const load = async (path) => (asked.push(path), { [task]: (given) => asked.push(given) });
    await runScript(name, helpers, load, null);
    assert.deepEqual(asked, ['/authtree/callback_page.js', helpers]);
    assert.equal(typeof callbackPage[task], 'function');
  });

  test(`the script ${name} runs in a page without helpers`, async () => {
    let given;
    await runScript(name, undefined, async () => ({ [task]: (helpers) => (given = helpers) }), null);
    assert.equal(given, null);
  });

  test(`the script ${name} tells the console what went wrong`, async () => {
    const said = [];
    const failure = new Error('not served');
    await runScript(name, null, () => Promise.reject(failure), { error: (...words) => said.push(...words) });
    assert.deepEqual(said, ['authtree:', failure]);
  });
}

test('there is a script for each task', () => {
  assert.deepEqual(SCRIPTS.sort(), ['fill_device_data', 'hide_visual_code', 'show_visual_code']);
});
