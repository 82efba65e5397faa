/**
 * As much of a page as the module needs: elements in memory, a clock that moves when a test says so. Whatever could run
 * markup or scripts throws.
 */

class FakeNode {
  constructor(document) {
    this.ownerDocument = document;
    this.parentNode = null;
    this.childNodes = [];
  }

  get isConnected() {
    let node = this;
    while (node.parentNode !== null) node = node.parentNode;
    return node === this.ownerDocument.documentElement;
  }

  get textContent() {
    return this.childNodes.map((child) => child.textContent).join('');
  }

  set textContent(text) {
    for (const child of [...this.childNodes]) child.remove();
    if (text !== '') this.append(text);
  }

  append(...nodes) {
    for (const node of nodes) this.insertBefore(node, null);
  }

  insertBefore(node, before) {
    const child = typeof node === 'string' ? new FakeText(this.ownerDocument, node) : node;
    if (before !== null && before.parentNode !== this) throw new Error('NotFoundError: no child of this node');
    child.remove();
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before);
    this.childNodes.splice(at, 0, child);
    child.parentNode = this;
    return child;
  }

  remove() {
    if (this.parentNode === null) return;
    this.parentNode.childNodes.splice(this.parentNode.childNodes.indexOf(this), 1);
    this.parentNode = null;
  }
}

class FakeText extends FakeNode {
  #text;

  constructor(document, text) {
    super(document);
    this.#text = text;
  }

  get textContent() {
    return this.#text;
  }
}

class FakeElement extends FakeNode {
  #attributes = new Map();
  #listeners = new Map();

  constructor(document, name) {
    super(document);
    this.localName = name;
  }

  get children() {
    return this.childNodes.filter((child) => child instanceof FakeElement);
  }

  setAttribute(name, value) {
    if (/^on|^style$/i.test(name)) throw new Error(`a Content-Security-Policy stops the attribute ${name}`);
    this.#attributes.set(name, String(value));
  }

  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }

  removeAttribute(name) {
    this.#attributes.delete(name);
  }

  /** As the CSSOM has it: one property at a time, where a Content-Security-Policy says nothing against it. */
  style = {
    properties: new Map(),
    setProperty(name, value) {
      this.properties.set(name, value);
    },
  };

  getElementsByTagName(name) {
    return this.descendants.filter((element) => element.localName === name);
  }

  getElementsByClassName(name) {
    return this.descendants.filter((element) => (element.getAttribute('class') ?? '').split(' ').includes(name));
  }

  get parentElement() {
    return this.parentNode instanceof FakeElement ? this.parentNode : null;
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  click() {
    this.dispatchEvent({ type: 'click', bubbles: true });
  }

  addEventListener(type, listener) {
    this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
  }

  removeEventListener(type, listener) {
    this.#listeners.get(type)?.delete(listener);
  }

  get listenerCount() {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);
  }

  dispatchEvent(event) {
    event.target ??= this;
    for (const listener of this.#listeners.get(event.type) ?? []) listener(event);
    if (event.bubbles && this.parentNode !== null) this.parentNode.dispatchEvent(event);
    return true;
  }

  focus() {
    if (this.getAttribute('tabindex') !== null) this.ownerDocument.activeElement = this;
  }

  /** Every element below, in the order of the document. */
  get descendants() {
    return this.children.flatMap((child) => [child, ...child.descendants]);
  }

  find(name) {
    return this.descendants.find((element) => element.localName === name) ?? null;
  }

  byRole(role) {
    return this.descendants.find((element) => element.getAttribute('role') === role) ?? null;
  }

  set innerHTML(_) {
    throw new Error('markup must not be written');
  }

  set outerHTML(_) {
    throw new Error('markup must not be written');
  }

  insertAdjacentHTML() {
    throw new Error('markup must not be written');
  }
}

class FakeDocument extends FakeElement {
  constructor(view) {
    super(null, '#document');
    this.defaultView = view;
    this.ownerDocument = this;
    this.documentElement = this.createElement('html');
    this.body = this.createElement('body');
    this.head = this.createElement('head');
    this.documentElement.append(this.head, this.body);
    this.activeElement = this.body;
  }

  createElement(name) {
    if (name === 'input') return new FakeInput(this, name);
    if (name === 'script' || name === 'style') throw new Error(`a Content-Security-Policy stops <${name}>`);
    return new FakeElement(this, name);
  }

  get descendants() {
    return [this.documentElement, ...this.documentElement.descendants];
  }

  getElementById(id) {
    return this.descendants.find((element) => element.getAttribute('id') === id) ?? null;
  }
}

class FakeInput extends FakeElement {
  #value = null;

  get value() {
    return this.#value ?? this.getAttribute('value') ?? '';
  }

  set value(text) {
    this.#value = String(text);
  }
}

class FakeCustomEvent {
  constructor(type, { bubbles = false, detail = null } = {}) {
    this.type = type;
    this.bubbles = bubbles;
    this.detail = detail;
    this.target = null;
  }
}

/** A window with its document and clock. */
export class FakePage {
  #timers = new Map();
  #nextTimer = 1;

  constructor(now = 1_700_000_000_000) {
    this.time = now;
    this.CustomEvent = FakeCustomEvent;
    this.Date = { now: () => this.time };
    this.warnings = [];
    this.console = { warn: (...words) => this.warnings.push(words.join(' ')) };
    this.document = new FakeDocument(this);
  }

  get body() {
    return this.document.body;
  }

  setTimeout(run, milliseconds) {
    const id = this.#nextTimer++;
    this.#timers.set(id, { due: this.time + milliseconds, run });
    return id;
  }

  clearTimeout(id) {
    this.#timers.delete(id);
  }

  get timerCount() {
    return this.#timers.size;
  }

  /** Lets time pass; timers run at their moments, in order. */
  pass(milliseconds) {
    const end = this.time + milliseconds;
    for (;;) {
      const next = [...this.#timers].sort(([, a], [, b]) => a.due - b.due)[0];
      if (next === undefined || next[1].due > end) break;
      this.#timers.delete(next[0]);
      this.time = Math.max(this.time, next[1].due);
      next[1].run();
    }
    this.time = end;
  }

  /** Time passes while the computer sleeps: no timer runs. */
  sleep(milliseconds) {
    this.time += milliseconds;
  }
}
