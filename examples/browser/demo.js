// A page for journeys with visual codes: it shows what a step asks, and sends what the user answers.
import { VisualCodePanel, fillDeviceData } from '/authtree/index.js';

import { authenticate } from './authenticate.js';
import { makeFields } from './fields.js';

const tree = new URLSearchParams(location.search).get('tree') ?? 'Offline-Activation';
const part = (id) => document.getElementById(id);
const panel = new VisualCodePanel(part('code'));

let step = null;
let inputs = [];
let timer = null;

/** Sends the step, and every following one that asks the user nothing. */
async function goOn() {
  clearTimeout(timer);
  part('next').disabled = true;
  part('message').textContent = '';
  try {
    do step = await authenticate(tree, step);
    while (await answerBySelf());
    show();
  } catch (error) {
    end(error.message);
  } finally {
    part('next').disabled = false;
  }
}

/** Whether the step could be answered without the user. A code stays in the page while the next step is shown. */
async function answerBySelf() {
  const code = panel.update(step);
  if (!Array.isArray(step.callbacks)) return false;
  code?.markShown();
  const filled = await fillDeviceData(step);
  const { inputs: asked, nodes, unknown } = makeFields(document, step);
  return (code !== null || filled) && asked.length + nodes.length + unknown.length === 0;
}

function show() {
  if (!Array.isArray(step.callbacks)) {
    end('The journey has ended well.', 'Done');
    return;
  }
  const made = makeFields(document, step);
  if (made.unknown.length > 0) {
    end(`This page cannot show ${made.unknown.join(', ')}.`);
    return;
  }
  inputs = made.inputs;
  part('title').textContent = step.header ?? 'Go on';
  part('description').textContent = step.description ?? '';
  part('fields').replaceChildren(...made.nodes);
  part('next').textContent = 'Continue';
  part('scan').hidden = panel.view === null || inputs.length === 0;
  if (made.waitMilliseconds !== null) timer = setTimeout(goOn, made.waitMilliseconds);
  (inputs[0] ?? panel.view ?? part('next')).focus();
}

function end(message, title = 'The journey has stopped') {
  panel.hide();
  step = null;
  inputs = [];
  part('fields').replaceChildren();
  part('title').textContent = title;
  part('description').textContent = '';
  part('message').textContent = message;
  part('next').textContent = 'Start again';
  part('scan').hidden = true;
  part('next').focus();
}

/** Only the simulated Digipass of `authtree serve --demo` can do this; people hold a device before the screen. */
async function scan() {
  const response = await fetch('/demo/digipass', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ image: panel.view.code.image }),
  });
  const reading = await response.json();
  if (!response.ok) {
    part('message').textContent = reading.message;
    return;
  }
  inputs[0].value = reading.code;
  inputs[0].dispatchEvent(new Event('input'));
  inputs[0].focus();
}

part('form').addEventListener('submit', (event) => {
  event.preventDefault();
  goOn();
});
part('scan').addEventListener('click', scan);
part('code').addEventListener('authtree-visual-code-expired', () => {
  part('scan').hidden = true;
});
