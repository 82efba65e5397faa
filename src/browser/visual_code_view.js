import { Announcer } from './announcer.js';
import { Countdown } from './countdown.js';
import { completeTexts, timeInDigits, timeInWords, withTime } from './texts.js';

/**
 * @typedef {object} ViewOptions
 * @property {Partial<import('./texts.js').Texts>} [texts] in the place of the English ones
 * @property {number[]} [announceAt] seconds before the end at which the time left is said
 * @property {() => number} [now] milliseconds since 1970 on the server's clock, where the page knows it better
 * @property {Node | null} [before] the child of the parent to stand before; else the last place
 */

const ANNOUNCE_AT = [300, 60, 30, 10];

/**
 * A visual code in the page, with its countdown: a `figure` that lives until the code is removed. When the time is
 * over, the image leaves the page, a message takes its place, and the figure dispatches
 * `authtree-visual-code-expired`, which bubbles.
 */
export class VisualCodeView {
  #code;
  #texts;
  #announceAt;
  #document;
  #parts;
  #countdown;
  #announcer;
  #expired = false;
  /** Seconds left at the last tick; null before the first. @type {number | null} */
  #lastLeft = null;
  #onVisibilityChange = () => this.#countdown.check();

  /**
   * @param {Element} parent
   * @param {import('./visual_code.js').VisualCode} code
   * @param {ViewOptions} [options]
   * @throws {TypeError} for options that cannot be used, before anything is shown
   */
  constructor(parent, code, { texts = {}, announceAt = ANNOUNCE_AT, now = () => Date.now(), before = null } = {}) {
    this.#code = code;
    this.#texts = completeTexts(texts);
    this.#announceAt = checkedMoments(announceAt);
    this.#document = parent.ownerDocument;
    const timers = timersOf(this.#document, now);
    this.#countdown = new Countdown({
      expiresAt: code.expiresAt,
      timers,
      onTick: (secondsLeft) => this.#tick(secondsLeft),
      onExpired: () => this.#expire(),
    });
    this.#parts = buildParts(this.#document, code, this.#texts);
    this.#announcer = new Announcer(this.#parts.status, timers);
    if (this.#countdown.secondsLeft === 0) this.#showExpired();
    parent.insertBefore(this.#parts.figure, before);
    this.#document.addEventListener('visibilitychange', this.#onVisibilityChange);
    this.#countdown.start();
  }

  /** The `figure`. */
  get element() {
    return this.#parts.figure;
  }

  get code() {
    return this.#code;
  }

  get expired() {
    return this.#expired;
  }

  /** Moves the focus to the code, for pages that have nothing else to go to. */
  focus() {
    this.#parts.figure.focus();
  }

  /** Takes the code out of the page and ends its timers. May be called again. */
  remove() {
    this.#countdown.stop();
    this.#announcer.stop();
    this.#document.removeEventListener('visibilitychange', this.#onVisibilityChange);
    this.#parts.image.remove();
    this.#parts.figure.remove();
  }

  /** @param {number} secondsLeft */
  #tick(secondsLeft) {
    // Whoever took the figure out of the page did not call remove().
    if (!this.#parts.figure.isConnected && this.#lastLeft !== null) {
      this.remove();
      return;
    }
    const { locale, timeLeft, announceShown, announceLeft } = this.#texts;
    this.#parts.timer.textContent = withTime(timeLeft, timeInDigits(secondsLeft, locale));
    const last = this.#lastLeft;
    this.#lastLeft = secondsLeft;
    if (last === null) {
      this.#announcer.say(withTime(announceShown, timeInWords(secondsLeft, locale)));
    } else if (this.#announceAt.some((moment) => secondsLeft <= moment && moment < last)) {
      this.#announcer.say(withTime(announceLeft, timeInWords(secondsLeft, locale)));
    }
  }

  #showExpired() {
    this.#expired = true;
    this.#parts.figure.setAttribute('data-state', 'expired');
    this.#parts.image.remove();
    this.#parts.image.removeAttribute('src');
    this.#parts.timer.remove();
    this.#parts.caption.remove();
    this.#parts.figure.setAttribute('aria-label', this.#texts.expired);
  }

  #expire() {
    this.#document.removeEventListener('visibilitychange', this.#onVisibilityChange);
    if (!this.#parts.figure.isConnected) {
      this.remove();
      return;
    }
    if (!this.#expired) this.#showExpired();
    this.#announcer.say(this.#texts.expired);
    const { CustomEvent } = viewOf(this.#document);
    this.#parts.figure.dispatchEvent(
      new CustomEvent('authtree-visual-code-expired', {
        bubbles: true,
        composed: true,
        detail: { expiresAt: this.#code.expiresAt },
      }),
    );
  }
}

/** Shows a visual code in the page.
 * @param {Element} parent
 * @param {import('./visual_code.js').VisualCode} code
 * @param {ViewOptions} [options]
 * @returns {VisualCodeView} */
export function showVisualCode(parent, code, options) {
  return new VisualCodeView(parent, code, options);
}

/** @param {Document} document @returns {any} */
function viewOf(document) {
  if (document.defaultView === null) throw new TypeError('The parent stands in a document that is not shown.');
  return document.defaultView;
}

/** @param {Document} document @param {() => number} now @returns {import('./countdown.js').Timers} */
function timersOf(document, now) {
  const view = viewOf(document);
  return {
    now,
    setTimeout: (run, milliseconds) => view.setTimeout(run, milliseconds),
    clearTimeout: (timer) => view.clearTimeout(timer),
  };
}

/** @param {number[]} moments */
function checkedMoments(moments) {
  if (!Array.isArray(moments) || !moments.every((moment) => Number.isFinite(moment) && moment > 0)) {
    throw new TypeError('announceAt: give seconds, each more than 0; an empty list says nothing in between.');
  }
  return moments;
}

/**
 * Nothing here can be reached with the Tab key, because there is nothing to do; tabindex -1 lets a page move the focus.
 * @param {Document} document
 * @param {import('./visual_code.js').VisualCode} code
 * @param {import('./texts.js').Texts} texts
 */
function buildParts(document, code, texts) {
  /** @param {string} name @param {Record<string, string>} attributes */
  const make = (name, attributes) => {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    return element;
  };
  const figure = make('figure', {
    class: 'authtree-visual-code',
    'data-state': 'shown',
    tabindex: '-1',
    lang: texts.locale,
    // Not every browser takes the caption for the name.
    'aria-label': texts.caption,
  });
  const caption = make('figcaption', { class: 'authtree-visual-code__caption' });
  caption.textContent = texts.caption;
  const image = make('img', {
    class: 'authtree-visual-code__image',
    alt: texts.imageAlternative,
    width: String(code.width),
    height: String(code.height),
    src: code.image,
  });
  // A timer is not read out by itself; the status says what is worth hearing.
  const timer = make('p', { class: 'authtree-visual-code__timer', role: 'timer', 'aria-live': 'off' });
  const status = make('p', {
    class: 'authtree-visual-code__status',
    role: 'status',
    'aria-live': 'polite',
    'aria-atomic': 'true',
  });
  figure.append(caption, image, timer, status);
  return { figure, caption, image, timer, status };
}
