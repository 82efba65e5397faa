import assert from 'node:assert/strict';
import { test } from 'node:test';

import { VisualCodePanel, followsVisualCode } from '../../src/browser/index.js';
import { FakePage } from './support/fake_page.mjs';
import { asSdkStep, nameCallback, pngDataUrl, stepOf, visualCodeStep, waitingStep } from './support/steps.mjs';

function panelOf(options = {}) {
  const page = new FakePage();
  const panel = new VisualCodePanel(page.body, { now: () => page.time, ...options });
  const expiry = String(page.time + 60_000);
  return { page, panel, codeStep: (parts = {}) => visualCodeStep({ expiry, ...parts }) };
}

test('VisualCodePanel shows nothing and throws when a code cannot be shown', () => {
  const { page, panel, codeStep } = panelOf();
  panel.update(codeStep());
  assert.throws(() => panel.update(codeStep({ image: 'javascript:alert(1)' })), { name: 'StepDataError' });
  assert.deepEqual([panel.view, page.body.children, page.timerCount], [null, [], 0]);
});

test('VisualCodePanel shows the code of a step and hands it over', () => {
  const { page, panel, codeStep } = panelOf();
  const code = panel.update(codeStep());
  assert.equal(code.image, pngDataUrl());
  assert.deepEqual(page.body.children, [panel.view.element]);
});

test('VisualCodePanel looks under a configured id', () => {
  const { panel, codeStep } = panelOf({ imageId: 'my_code' });
  assert.notEqual(panel.update(codeStep({ imageId: 'my_code' })), null);
});

for (const [name, step] of [
  ['waits', waitingStep()],
  ['waits, in the SDK', asSdkStep(waitingStep())],
  ['asks for the device code', stepOf(nameCallback('deviceCode'))],
  ['asks for the signature', stepOf(nameCallback('signature'))],
  ['asks for a one-time password', stepOf(nameCallback('OTP'))],
]) {
  test(`VisualCodePanel keeps the code while a step ${name}`, () => {
    const { panel, codeStep } = panelOf();
    panel.update(codeStep());
    const view = panel.view;
    assert.equal(panel.update(step), null);
    assert.equal(panel.view, view);
    assert.ok(view.element.isConnected);
  });
}

for (const [name, step] of [
  ['a step that asks for something else', stepOf(nameCallback('User Name'))],
  ['a step that asks for nothing', stepOf()],
  ['the end of the journey', { tokenId: 'x', successUrl: '/' }],
  ['an error of the server', { code: 401, reason: 'Unauthorized' }],
  ['nothing', null],
]) {
  test(`VisualCodePanel hides the code at ${name}`, () => {
    const { page, panel, codeStep } = panelOf();
    panel.update(codeStep());
    assert.equal(panel.update(step), null);
    assert.deepEqual([panel.view, page.body.children, page.timerCount], [null, [], 0]);
  });
}

test('VisualCodePanel asks the page what to keep the code for', () => {
  const { panel, codeStep } = panelOf({ keepWhile: (step) => step.stage === 'Scan' });
  panel.update(codeStep());
  panel.update({ ...stepOf(nameCallback('User Name')), stage: 'Scan' });
  assert.notEqual(panel.view, null);
  panel.update(waitingStep());
  assert.equal(panel.view, null);
});

test('VisualCodePanel leaves a code that comes again as it is', () => {
  const { panel, codeStep } = panelOf();
  panel.update(codeStep());
  const view = panel.view;
  panel.update(codeStep());
  assert.equal(panel.view, view);
});

test('VisualCodePanel shows a code again that the page has thrown away', () => {
  const { page, panel, codeStep } = panelOf();
  panel.update(codeStep());
  page.body.textContent = '';
  panel.update(codeStep());
  assert.deepEqual(page.body.children, [panel.view.element]);
});

test('VisualCodePanel puts the second code of a journey into the place of the first', () => {
  const { page, panel, codeStep } = panelOf();
  panel.update(codeStep());
  panel.update(codeStep({ image: pngDataUrl(350, 350) }));
  assert.equal(page.body.children.length, 1);
  assert.equal(page.body.find('img').getAttribute('width'), '350');
});

test('VisualCodePanel hides as often as it is told to', () => {
  const { page, panel, codeStep } = panelOf();
  panel.update(codeStep());
  panel.hide();
  panel.update(codeStep());
  panel.hide();
  panel.hide();
  assert.deepEqual([panel.view, page.body.children, page.timerCount], [null, [], 0]);
});

test('followsVisualCode is false for steps that do not need the code', () => {
  assert.equal(followsVisualCode(stepOf(nameCallback('User Name'))), false);
  assert.equal(followsVisualCode(null), false);
});
