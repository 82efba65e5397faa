import { readFileSync } from 'node:fs';

import { FakePage } from './fake_page.mjs';

/**
 * One of AM's own pages with a step in it: hidden fields, the button, and the element that codes stand before. What the
 * server put into a field comes as its value in the Platform UI, and as its element id in the XUI.
 */
export class AmPage extends FakePage {
  submitted = 0;
  answers = new Map();

  /** @param {'platform' | 'xui'} kind @param {string[]} fields what is in the hidden fields from the start */
  constructor(kind, fields, { panel = 'callbacksPanel', language = 'en', button = true } = {}) {
    super();
    this.document.documentElement.setAttribute('lang', language);
    this.panel = this.#add(this.body, 'main', { id: panel });
    this.xui = kind === 'xui';
    fields.forEach((text, at) => {
      const name = `callback_${at}`;
      this.#add(this.panel, 'input', { type: 'hidden', name, ...(this.xui ? { id: text, value: '' } : { value: text }) });
    });
    if (!button) return;
    const names = this.xui ? { id: 'loginButton_0', type: 'submit' } : { class: 'btn btn-primary' };
    this.#add(this.panel, this.xui ? 'input' : 'button', names).addEventListener('click', () => {
      this.submitted += 1;
    });
  }

  /** What the page hands to scripts. */
  get helpers() {
    return this.xui ? null : { setHiddenCallback: (id, value) => this.answers.set(id, value) };
  }

  /** What goes out for the hidden value of that id. */
  answerOf(id) {
    return this.xui ? this.document.getElementById(id)?.value : this.answers.get(id);
  }

  get block() {
    return this.document.getElementById('ostid_cronto_div');
  }

  #add(parent, name, attributes) {
    const element = this.document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    parent.append(element);
    return element;
  }
}

/** What the node puts into the field of `ostid_cronto_view`, with other members in their places. */
export function viewText(members = {}) {
  return JSON.stringify({
    view: 'ostid_cronto_view',
    expires: '1700000060000',
    element: 'callbacksPanel',
    imageId: 'ostid_cronto',
    alternative: 'Code for the app',
    scan: { text: 'Scan within:', css: '' },
    expired: { text: 'Too late!', css: '' },
    ...members,
  });
}

/** Runs a script of src/browser/scripts as a page does, with `load` in the place of import. */
export function runScript(name, loginHelpers, load, console) {
  const text = readFileSync(new URL(`../../../src/browser/scripts/${name}.js`, import.meta.url), 'utf8');
  return Function('loginHelpers', 'load', 'console', `return ${text.replace('import(', 'load(')}`)(
    loginHelpers,
    load,
    console,
  );
}
