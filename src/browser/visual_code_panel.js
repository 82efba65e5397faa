import { callbacksOf, outputText, rawOf } from './step.js';
import { findVisualCode } from './visual_code.js';
import { VisualCodeView } from './visual_code_view.js';

/** Prompts that ask for what an authenticator shows after it has read a code. */
const PROMPTS = new Set(['deviceCode', 'signature', 'OTP']);

/**
 * Whether a step comes while the user still has to look at the code: it waits, or asks for what the authenticator
 * shows. It is what a panel goes by, unless it is given something else.
 * @param {any} step
 * @returns {boolean}
 */
export function followsVisualCode(step) {
  return callbacksOf(step).some((callback) => {
    const raw = rawOf(callback);
    return raw.type === 'PollingWaitCallback' || PROMPTS.has(outputText(raw, 'prompt'));
  });
}

/**
 * The place of a page where visual codes are shown, over the steps of a journey. Give it every step, and the end of the
 * journey as well: it shows the code of a step, keeps it while the following steps need it, and hides it then.
 */
export class VisualCodePanel {
  #parent;
  #imageId;
  #keepWhile;
  #viewOptions;
  /** @type {VisualCodeView | null} */
  #view = null;

  /**
   * @param {Element} parent
   * @param {import('./visual_code_view.js').ViewOptions & {
   *   imageId?: string, keepWhile?: (step: any) => boolean}} [options]
   */
  constructor(parent, { imageId, keepWhile = followsVisualCode, ...viewOptions } = {}) {
    this.#parent = parent;
    this.#imageId = imageId;
    this.#keepWhile = keepWhile;
    this.#viewOptions = viewOptions;
  }

  /** The code that is in the page, or null. */
  get view() {
    return this.#view;
  }

  /**
   * Shows, keeps or hides.
   * @param {any} step a step, or whatever came in its place at the end
   * @returns {import('./visual_code.js').VisualCode | null} the code that this step sends
   * @throws {import('./step_data_error.js').StepDataError} when it sends one that cannot be shown; none is shown then
   */
  update(step) {
    let code;
    try {
      code = findVisualCode(step, { imageId: this.#imageId });
    } catch (error) {
      this.hide();
      throw error;
    }
    if (code !== null) {
      this.#show(code);
    } else if (!this.#keepWhile(step)) {
      this.hide();
    }
    return code;
  }

  /** Takes the code out of the page. May be called when there is none. */
  hide() {
    this.#view?.remove();
    this.#view = null;
  }

  /** @param {import('./visual_code.js').VisualCode} code */
  #show(code) {
    const old = this.#view;
    const same =
      old !== null &&
      old.element.isConnected &&
      old.code.image === code.image &&
      old.code.expiresAt === code.expiresAt;
    // A step that comes again is not told again.
    if (same) return;
    this.hide();
    this.#view = new VisualCodeView(this.#parent, code, this.#viewOptions);
  }
}
