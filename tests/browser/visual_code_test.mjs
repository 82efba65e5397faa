import assert from 'node:assert/strict';
import { test } from 'node:test';

import { StepDataError, findVisualCode } from '../../src/browser/index.js';
import { answerOf, asSdkStep, hiddenValue, nameCallback, pngDataUrl, stepOf, visualCodeStep } from './support/steps.mjs';

const EXPIRY = '1700000060000';

function codesOf(step, options) {
  try {
    findVisualCode(step, options);
  } catch (error) {
    assert.ok(error instanceof StepDataError, String(error));
    return error.findings.map((finding) => `${finding.code} ${finding.place}`);
  }
  return [];
}

for (const [name, image] of [
  ['an SVG image, which may hold scripts', 'data:image/svg+xml;base64,PHN2Zy8+'],
  ['a page', 'data:text/html;base64,PHNjcmlwdD4='],
  ['a script address', 'javascript:alert(1)'],
  ['an address elsewhere', 'https://example.com/code.png'],
  ['another file under the name of PNG', pngDataUrl().replace('iVBORw', 'R0lGOD')],
  ['text behind the image', `${pngDataUrl()}" onerror="alert(1)`],
  ['a file that ends in its header', 'data:image/png;base64,iVBORw0KGgo='],
  ['an image without an area', pngDataUrl(0, 210)],
  ['an image of a size that no code has', pngDataUrl(210, 5000)],
  ['an untouched field', 'ostid_cronto'],
  ['nothing', ''],
]) {
  test(`findVisualCode refuses ${name}`, () => {
    assert.deepEqual(codesOf(visualCodeStep({ image, expiry: EXPIRY })), ['invalid_image ostid_cronto']);
  });
}

for (const expiry of ['', 'soon', '-1', '1.7e12', '0x10', '2026-11-22T06:44:39Z', "0'); alert(1); ('", '9999999999999999']) {
  test(`findVisualCode refuses the expiry ${JSON.stringify(expiry)}`, () => {
    assert.deepEqual(codesOf(visualCodeStep({ expiry })), ['invalid_expiry ostid_event_expiry_date']);
  });
}

test('findVisualCode reports everything at once', () => {
  assert.deepEqual(codesOf(visualCodeStep({ image: 'x', expiry: 'y' })), [
    'invalid_image ostid_cronto',
    'invalid_expiry ostid_event_expiry_date',
  ]);
});

test('findVisualCode repeats no value in its error', () => {
  assert.throws(
    () => findVisualCode(visualCodeStep({ image: 'c2VjcmV0', expiry: 'secret time' })),
    (error) => !error.message.includes('c2VjcmV0') && !error.message.includes('secret time'),
  );
});

test('findVisualCode names the id under which it looked in vain', () => {
  const step = visualCodeStep({ expiry: EXPIRY, imageId: 'my_code' });
  assert.deepEqual(codesOf(step), ['missing_value ostid_cronto']);
});

test('findVisualCode names the expiry that is missing', () => {
  const step = visualCodeStep({ expiry: EXPIRY });
  step.callbacks.splice(1, 1);
  assert.deepEqual(codesOf(step), ['missing_value ostid_event_expiry_date']);
});

for (const [name, step] of [
  ['a step of other callbacks', stepOf(nameCallback('User Name'), hiddenValue('other', 'x'))],
  ['a step without callbacks', { authId: 'eyJ' }],
  ['the end of a journey', { tokenId: 'x', successUrl: '/', realm: '/' }],
  ['callbacks that are no list', { callbacks: 'none' }],
  ['callbacks that are none', stepOf(null, 7, {}, { type: 'HiddenValueCallback', output: 'x' })],
  ['nothing', null],
]) {
  test(`findVisualCode finds none in ${name}`, () => {
    assert.equal(findVisualCode(step), null);
  });
}

test('findVisualCode reads image, size and expiry', () => {
  const image = pngDataUrl(210, 140);
  const code = findVisualCode(visualCodeStep({ image, expiry: EXPIRY }));
  assert.deepEqual([code.image, code.width, code.height, code.expiresAt], [image, 210, 140, 1700000060000]);
});

test('findVisualCode reads a step of the SDK', () => {
  assert.equal(findVisualCode(asSdkStep(visualCodeStep({ expiry: EXPIRY }))).expiresAt, 1700000060000);
});

test('findVisualCode looks under a configured id', () => {
  const step = visualCodeStep({ expiry: EXPIRY, imageId: 'my_code' });
  assert.notEqual(findVisualCode(step, { imageId: 'my_code' }), null);
});

for (const [name, wrap] of [
  ['the JSON of a step', (json) => json],
  ['a step of the SDK', asSdkStep],
]) {
  test(`VisualCode marks itself as shown in ${name}`, () => {
    const json = visualCodeStep({ expiry: EXPIRY });
    findVisualCode(wrap(json)).markShown();
    assert.equal(answerOf(json, 'ostid_cronto_has_rendered'), 'true');
  });
}

test('VisualCode says when there is nowhere to put the mark', () => {
  const json = visualCodeStep({ expiry: EXPIRY });
  delete json.callbacks[2].input;
  assert.throws(() => findVisualCode(json).markShown(), { name: 'StepDataError', message: /ostid_cronto_has_rendered/ });
});
