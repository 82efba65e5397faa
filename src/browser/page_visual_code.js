import { applyTextStyle } from './text_style.js';
import { VisualCodeView } from './visual_code_view.js';

/** Ids that the vendor's scripts gave to the block and to the countdown, for style sheets that know them. */
const BLOCK_ID = 'ostid_cronto_div';
const COUNTDOWN_ID = 'ostid_cronto_countdown';

/** @type {WeakMap<Element, VisualCodeView>} */
const views = new WeakMap();

/** The visual code in one of AM's own pages: one at a time, with the texts and styles of the node. */
export class PageVisualCode {
  /** What could not be done as configured, for developers. @type {string[]} */
  warnings = [];

  /**
   * @param {Document} document
   * @param {any} code a `VisualCode`
   * @param {import('./view_settings.js').ViewSettings} settings
   */
  constructor(document, code, settings) {
    const { parent, before } = this.#placeIn(document, settings.element);
    const { Date } = /** @type {any} */ (document.defaultView);
    const now = () => Date.now();
    const view = new VisualCodeView(parent, code, { texts: textsOf(document, settings), before, now });
    view.element.setAttribute('id', BLOCK_ID);
    views.set(view.element, view);
    const part = (/** @type {string} */ name) =>
      [...view.element.getElementsByClassName(`authtree-visual-code__${name}`)];
    for (const timer of part('timer')) timer.setAttribute('id', COUNTDOWN_ID);
    this.#style('cssForPleaseScan', settings.scan.css, [...part('caption'), ...part('timer')]);
    this.#style('cssForExpired', settings.expired.css, part('status'));
  }

  /** Takes the code out of the page; nothing happens when there is none. @param {Document} document */
  static hideIn(document) {
    const block = document.getElementById(BLOCK_ID);
    if (block === null) return;
    views.get(block)?.remove();
    block.remove();
  }

  /** @param {Document} document @param {string} id */
  #placeIn(document, id) {
    const before = id === '' ? null : document.getElementById(id);
    if (before !== null && before.parentElement !== null) return { parent: before.parentElement, before };
    this.warnings.push('domIdRenderVisualCode: the page has no such element, the code stands at the top.');
    return { parent: document.body, before: document.body.firstChild };
  }

  /** @param {string} property @param {string} style @param {Element[]} elements */
  #style(property, style, elements) {
    for (const [at, element] of elements.entries()) {
      const ignored = applyTextStyle(/** @type {HTMLElement} */ (element), style);
      if (at === 0) this.warnings.push(...ignored.map((what) => `${property}: ${what}`));
    }
  }
}

/**
 * What is said is made of the configured texts too: there are no others in their language.
 * @param {Document} document
 * @param {import('./view_settings.js').ViewSettings} settings
 */
function textsOf(document, { alternative, scan, expired }) {
  /** @type {Record<string, string>} */
  const texts = { timeLeft: '{time}' };
  if (alternative !== '') texts.imageAlternative = alternative;
  if (expired.text !== '') texts.expired = expired.text;
  if (scan.text !== '') {
    texts.caption = scan.text;
    texts.announceShown = `${scan.text} {time}`;
    texts.announceLeft = texts.announceShown;
  }
  const language = document.documentElement.getAttribute('lang') ?? '';
  if (/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(language)) texts.locale = language;
  return texts;
}
