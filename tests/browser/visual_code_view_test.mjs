import assert from 'node:assert/strict';
import { test } from 'node:test';

import { findVisualCode, showVisualCode } from '../../src/browser/index.js';
import { FakePage } from './support/fake_page.mjs';
import { pngDataUrl, visualCodeStep } from './support/steps.mjs';

const SETTLED = 200;

/** A page that shows a code which expires after that many seconds. */
function shown(seconds, options = {}) {
  const page = new FakePage();
  const code = findVisualCode(visualCodeStep({ expiry: String(page.time + seconds * 1000) }));
  const view = showVisualCode(page.body, code, { now: () => page.time, ...options });
  return { page, view, figure: view.element };
}

/** Everything that the status says while time passes, second by second. */
function heard({ page, figure }, seconds) {
  const texts = [];
  for (let second = 0; second < seconds; ++second) {
    page.pass(1000);
    const text = figure.byRole('status').textContent;
    if (text !== texts.at(-1)) texts.push(text);
  }
  return texts;
}

test('VisualCodeView counts down every second', () => {
  const { page, figure } = shown(61);
  assert.equal(figure.byRole('timer').textContent, 'Time left: 1:01');
  page.pass(1000);
  assert.equal(figure.byRole('timer').textContent, 'Time left: 1:00');
  page.pass(51_000);
  assert.equal(figure.byRole('timer').textContent, 'Time left: 0:09');
});

test('VisualCodeView changes the countdown when a second is over, not a second after it was shown', () => {
  const { page, figure } = shown(60.4);
  page.pass(399);
  assert.equal(figure.byRole('timer').textContent, 'Time left: 1:01');
  page.pass(1);
  assert.equal(figure.byRole('timer').textContent, 'Time left: 1:00');
});

test('VisualCodeView counts more than an hour as such', () => {
  assert.equal(shown(3725).figure.byRole('timer').textContent, 'Time left: 1:02:05');
});

test('VisualCodeView is right again after the computer slept', () => {
  const { page, figure } = shown(600);
  page.sleep(400_000);
  page.document.dispatchEvent({ type: 'visibilitychange' });
  assert.equal(figure.byRole('timer').textContent, 'Time left: 3:20');
});

test('VisualCodeView goes by the clock that it is given', () => {
  const { figure } = shown(60, { now: () => 1_700_000_030_000 });
  assert.equal(figure.byRole('timer').textContent, 'Time left: 0:30');
});

test('VisualCodeView takes the image away when the time is over', () => {
  const { page, figure } = shown(60);
  page.pass(59_999);
  assert.notEqual(figure.find('img'), null);
  page.pass(1);
  assert.equal(figure.find('img'), null);
  assert.equal(figure.getAttribute('data-state'), 'expired');
});

test('VisualCodeView shows and says that the time is over', () => {
  const { page, figure } = shown(60);
  page.pass(60_000 + SETTLED);
  assert.equal(figure.textContent, 'The visual code has expired.');
  assert.equal(figure.byRole('status').textContent, 'The visual code has expired.');
});

test('VisualCodeView dispatches one event when the time is over', () => {
  const { page } = shown(60);
  const events = [];
  page.body.addEventListener('authtree-visual-code-expired', (event) => events.push(event.detail.expiresAt));
  page.pass(59_999);
  assert.deepEqual(events, []);
  page.pass(600_000);
  assert.deepEqual(events, [1_700_000_060_000]);
});

test('VisualCodeView never shows the image of a code that came too late', () => {
  const { page, view, figure } = shown(-5);
  assert.ok(view.expired);
  assert.equal(figure.find('img'), null);
  const events = [];
  figure.addEventListener('authtree-visual-code-expired', () => events.push('expired'));
  page.pass(SETTLED);
  assert.deepEqual(events, ['expired']);
  assert.equal(figure.byRole('status').textContent, 'The visual code has expired.');
});

test('VisualCodeView speaks at few moments only', () => {
  assert.deepEqual(heard(shown(400), 401), [
    'A visual code is shown. You have 6 minutes, 40 seconds to scan it.',
    '5 minutes left to scan the visual code.',
    '1 minute left to scan the visual code.',
    '30 seconds left to scan the visual code.',
    '10 seconds left to scan the visual code.',
    'The visual code has expired.',
  ]);
});

test('VisualCodeView speaks when it is told to', () => {
  assert.deepEqual(heard(shown(20, { announceAt: [5] }), 18), [
    'A visual code is shown. You have 20 seconds to scan it.',
    '5 seconds left to scan the visual code.',
  ]);
});

test('VisualCodeView says the latest only when two moments meet', () => {
  const { page, figure } = shown(60.05);
  page.pass(190);
  assert.equal(figure.byRole('status').textContent, '');
  page.pass(10);
  assert.equal(figure.byRole('status').textContent, '1 minute left to scan the visual code.');
});

test('VisualCodeView speaks into a region that stood empty in the page first', () => {
  const { page, figure } = shown(60);
  assert.equal(figure.byRole('status').textContent, '');
  page.pass(SETTLED);
  assert.notEqual(figure.byRole('status').textContent, '');
});

test('VisualCodeView leaves neither timers nor listeners behind', () => {
  const { page, view } = shown(60);
  assert.ok(page.timerCount > 0);
  view.remove();
  assert.deepEqual([page.timerCount, page.document.listenerCount, page.body.childNodes.length], [0, 0, 0]);
  view.remove();
});

test('VisualCodeView has no timer left when the time is over', () => {
  const { page } = shown(60);
  page.pass(61_000);
  assert.deepEqual([page.timerCount, page.document.listenerCount], [0, 0]);
});

test('VisualCodeView stops when the page throws the figure away', () => {
  const { page, figure } = shown(60);
  figure.remove();
  page.pass(1000);
  assert.deepEqual([page.timerCount, page.document.listenerCount], [0, 0]);
});

test('VisualCodeView is a figure with a caption, an image with a text, a silent timer and a polite status', () => {
  const { figure } = shown(60);
  assert.deepEqual(
    figure.children.map((element) => [element.localName, element.getAttribute('role'), element.getAttribute('aria-live')]),
    [
      ['figcaption', null, null],
      ['img', null, null],
      ['p', 'timer', 'off'],
      ['p', 'status', 'polite'],
    ],
  );
  assert.equal(figure.find('img').getAttribute('alt'), 'Visual code, to be read by the camera of your authenticator.');
});

test('VisualCodeView adds nothing to the order of the Tab key, and takes the focus when it is told to', () => {
  const { page, view, figure } = shown(60);
  const stops = [figure, ...figure.descendants].map((element) => element.getAttribute('tabindex'));
  assert.deepEqual(stops, ['-1', null, null, null, null]);
  assert.equal(page.document.activeElement, page.body);
  view.focus();
  assert.equal(page.document.activeElement, figure);
});

test('VisualCodeView has a name, also when its caption is gone', () => {
  const { page, figure } = shown(60);
  assert.equal(figure.getAttribute('aria-label'), 'Scan this code with your authenticator.');
  page.pass(60_000);
  assert.equal(figure.getAttribute('aria-label'), 'The visual code has expired.');
});

test('VisualCodeView reserves the place that the image takes', () => {
  const image = shown(60).figure.find('img');
  assert.deepEqual([image.getAttribute('width'), image.getAttribute('height')], ['210', '210']);
  assert.equal(image.getAttribute('src'), pngDataUrl());
});

test('VisualCodeView stands where it is told to', () => {
  const page = new FakePage();
  const form = page.document.createElement('form');
  page.body.append(form);
  const code = findVisualCode(visualCodeStep({ expiry: String(page.time + 1000) }));
  const view = showVisualCode(page.body, code, { before: form, now: () => page.time });
  assert.deepEqual(page.body.children, [view.element, form]);
});

test('VisualCodeView speaks another language', () => {
  const texts = {
    locale: 'de',
    caption: 'Scannen Sie den Code.',
    announceShown: 'Noch {time}.',
    timeLeft: 'Restzeit {time}',
  };
  const { page, figure } = shown(61, { texts });
  page.pass(SETTLED);
  assert.equal(figure.getAttribute('lang'), 'de');
  assert.equal(figure.find('figcaption').textContent, 'Scannen Sie den Code.');
  assert.equal(figure.byRole('timer').textContent, 'Restzeit 1:01');
  assert.equal(figure.byRole('status').textContent, 'Noch 1 Minute, 1 Sekunde.');
});

test('VisualCodeView fills in every {time} of a text', () => {
  const { figure } = shown(61, { texts: { timeLeft: '{time} ({time})' } });
  assert.equal(figure.byRole('timer').textContent, '1:01 (1:01)');
});

test('VisualCodeView shows markup in texts as text', () => {
  const script = '<script>alert(1)</script>"\' onload="x" $& {time}';
  const texts = { caption: script, imageAlternative: script, timeLeft: script, announceShown: script, expired: script };
  const { page, figure } = shown(60, { texts });
  page.pass(SETTLED);
  assert.equal(figure.find('figcaption').textContent, script);
  assert.equal(figure.find('img').getAttribute('alt'), script);
  assert.equal(figure.byRole('timer').textContent, '<script>alert(1)</script>"\' onload="x" $& 1:00');
  page.pass(60_000);
  assert.equal(figure.byRole('status').textContent, script);
  assert.equal(figure.find('script'), null);
});

test('VisualCodeView names every text that cannot be used, and shows nothing', () => {
  const page = new FakePage();
  const code = findVisualCode(visualCodeStep({ expiry: String(page.time + 1000) }));
  const texts = { captoin: 'x', expired: '', timeLeft: 'no time', locale: 'no language!' };
  assert.throws(
    () => showVisualCode(page.body, code, { texts }),
    (error) =>
      error instanceof TypeError &&
      ['texts.captoin', 'texts.expired', 'texts.timeLeft', 'texts.locale'].every((name) => error.message.includes(name)),
  );
  assert.deepEqual([page.timerCount, page.body.childNodes.length], [0, 0]);
});

for (const announceAt of [[0], [-1], ['10'], [Number.NaN], 10]) {
  test(`VisualCodeView refuses announceAt ${JSON.stringify(announceAt)}`, () => {
    assert.throws(() => shown(60, { announceAt }), { name: 'TypeError', message: /announceAt/ });
  });
}
