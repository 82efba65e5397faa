import assert from 'node:assert/strict';
import { createHash, webcrypto } from 'node:crypto';
import { test } from 'node:test';

import { collectDeviceData, fillDeviceData } from '../../src/browser/index.js';
import { answerOf, asSdkStep, deviceDataStep, nameCallback, stepOf } from './support/steps.mjs';

// Browsers have it on secure pages; Node.js 18 has it under this name only.
globalThis.crypto ??= webcrypto;

const VIEW = {
  innerWidth: 1280,
  innerHeight: 720,
  devicePixelRatio: 2,
  screen: { width: 2560, height: 1440, colorDepth: 24 },
  navigator: {
    userAgent: 'Example/1.0 "quoted" \\ ünïcode',
    platform: 'Linux x86_64',
    language: 'de-AT',
    languages: ['de-AT', 'en'],
    maxTouchPoints: 0,
    cookieEnabled: true,
  },
};

async function findingsOf(step, options) {
  try {
    await fillDeviceData(step, options);
  } catch (error) {
    assert.equal(error.name, 'StepDataError', String(error));
    return error.findings.map((finding) => `${finding.code} ${finding.place}: ${finding.message}`);
  }
  return [];
}

function nested(levels) {
  return levels === 0 ? 1 : { a: nested(levels - 1) };
}

for (const [name, data, messages] of [
  ['nothing', undefined, ['The device data are no JSON.']],
  ['a text that is no JSON', '{', ['The device data are no JSON.']],
  ['a list', [1], ['The device data are no JSON object.']],
  ['a number', 7, ['The device data are no JSON object.']],
  ['null', null, ['The device data are no JSON object.']],
  ['an empty object', {}, ['The device data are an empty object.']],
  ['more than 64 KiB', { a: 'ü'.repeat(40_000) }, ['The device data are longer than 64 KiB.']],
  ['too many levels', nested(17), ['The device data are nested more than 16 deep.']],
  [
    'more than 64 KiB on too many levels',
    { a: 'x'.repeat(70_000), b: nested(17) },
    ['The device data are longer than 64 KiB.', 'The device data are nested more than 16 deep.'],
  ],
]) {
  test(`fillDeviceData refuses ${name}, and answers nothing`, async () => {
    const step = deviceDataStep();
    const wanted = messages.map((message) => `invalid_device_data ostid_cddc_json: ${message}`);
    assert.deepEqual(await findingsOf(step, { collect: () => data }), wanted);
    assert.equal(answerOf(step, 'ostid_cddc_json'), 'ostid_cddc_json');
  });
}

test('fillDeviceData passes on what a collector throws, and answers nothing', async () => {
  const step = deviceDataStep();
  const collect = () => {
    throw new Error('blocked');
  };
  await assert.rejects(fillDeviceData(step, { collect }), { message: 'blocked' });
  assert.equal(answerOf(step, 'ostid_cddc_json'), 'ostid_cddc_json');
});

for (const [id, index] of [
  ['ostid_cddc_json', 0],
  ['ostid_cddc_hash', 1],
]) {
  test(`fillDeviceData names ${id} when it alone is missing`, async () => {
    const step = deviceDataStep();
    step.callbacks.splice(index, 1);
    const message = 'The step asks for device data, but has no hidden value of this id.';
    assert.deepEqual(await findingsOf(step), [`missing_value ${id}: ${message}`]);
  });
}

test('fillDeviceData leaves a step alone that does not ask', async () => {
  const step = stepOf(nameCallback('User Name'));
  const before = structuredClone(step);
  assert.equal(await fillDeviceData(step), false);
  assert.deepEqual(step, before);
});

for (const [name, wrap] of [
  ['the JSON of a step', (json) => json],
  ['a step of the SDK', asSdkStep],
]) {
  test(`fillDeviceData answers ${name} with the data and their sum`, async () => {
    const json = deviceDataStep();
    assert.equal(await fillDeviceData(wrap(json), { collect: () => collectDeviceData(VIEW) }), true);
    const text = answerOf(json, 'ostid_cddc_json');
    assert.deepEqual(JSON.parse(text), collectDeviceData(VIEW));
    assert.equal(answerOf(json, 'ostid_cddc_hash'), createHash('sha256').update(text, 'utf8').digest('hex'));
  });
}

test('fillDeviceData answers under configured ids', async () => {
  const step = deviceDataStep('my_json', 'my_hash');
  assert.equal(await fillDeviceData(step, { jsonId: 'my_json', hashId: 'my_hash', collect: () => ({ a: 1 }) }), true);
  assert.equal(answerOf(step, 'my_json'), '{"a":1}');
});

test('fillDeviceData takes the data of another collector, to the byte', async () => {
  const step = deviceDataStep();
  await fillDeviceData(step, { collect: async () => '{ "vendor" : "ü" }' });
  assert.equal(answerOf(step, 'ostid_cddc_json'), '{ "vendor" : "ü" }');
});

test('fillDeviceData takes as many bytes and levels as the node does', async () => {
  const largest = JSON.stringify({ a: 'x'.repeat(64 * 1024 - 8) });
  assert.equal(Buffer.byteLength(largest), 64 * 1024);
  assert.deepEqual(await findingsOf(deviceDataStep(), { collect: () => largest }), []);
  assert.deepEqual(await findingsOf(deviceDataStep(), { collect: () => nested(16) }), []);
});

test('fillDeviceData leaves the sum empty where the browser makes none', async () => {
  const step = deviceDataStep();
  const crypto = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true });
  try {
    await fillDeviceData(step, { collect: () => ({ a: 1 }) });
  } finally {
    Object.defineProperty(globalThis, 'crypto', crypto);
  }
  assert.deepEqual([answerOf(step, 'ostid_cddc_json'), answerOf(step, 'ostid_cddc_hash')], ['{"a":1}', '']);
});

test('collectDeviceData says what the browser tells every page, and who collected it', () => {
  const data = collectDeviceData(VIEW);
  assert.equal(typeof data.additional.timeZone, 'string');
  delete data.additional.timeZone;
  assert.deepEqual(data, {
    browser: { userAgent: 'Example/1.0 "quoted" \\ ünïcode' },
    viewport: { width: 1280, height: 720 },
    computer: { screenWidth: 2560, screenHeight: 1440, OS: 'Linux', platform: 'Linux x86_64' },
    additional: {
      collector: 'authtree-browser',
      collectorVersion: 1,
      language: 'de-AT',
      languages: ['de-AT', 'en'],
      colorDepth: 24,
      pixelRatio: 2,
      touchPoints: 0,
      cookiesEnabled: true,
    },
  });
});

test('collectDeviceData has no member for what only the vendor measures', () => {
  assert.equal('support' in collectDeviceData(VIEW), false);
});

test('collectDeviceData leaves out what it is not told', () => {
  const data = collectDeviceData({ innerWidth: Number.NaN, navigator: { languages: 'de', language: '', userAgent: 7 } });
  assert.deepEqual([data.browser, data.viewport, data.computer], [{}, {}, { OS: 'Unknown Operating System' }]);
  assert.deepEqual(Object.keys(data.additional), ['collector', 'collectorVersion', 'timeZone']);
});

test('collectDeviceData stays small, whatever the browser says', () => {
  const long = 'x'.repeat(100_000);
  const navigator = { userAgent: long, platform: long, language: long, languages: Array(1000).fill(long) };
  assert.ok(JSON.stringify(collectDeviceData({ navigator })).length < 64 * 1024);
});

for (const [platform, system] of [
  ['Win32', 'Microsoft Windows'],
  ['MacIntel', 'Apple MacOS'],
  ['macOS', 'Apple MacOS'],
  ['Linux armv8l', 'Linux'],
  ['FreeBSD amd64', 'UNIX'],
  ['iPhone', 'Unknown Operating System'],
  ['Darwin', 'Unknown Operating System'],
  ['', 'Unknown Operating System'],
]) {
  test(`collectDeviceData takes the platform ${JSON.stringify(platform)} for ${system}`, () => {
    assert.equal(collectDeviceData({ navigator: { platform } }).computer.OS, system);
  });
}
