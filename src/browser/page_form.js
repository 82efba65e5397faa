import { StepDataError } from './step_data_error.js';

/** The names that AM's pages give to the fields of callbacks. */
const FIELD_NAME = /^callback_[0-9]+$/;
const SUBMIT_ID = 'loginButton_0';
const SUBMIT_CLASS = 'btn-primary';

/**
 * The form of a step in one of AM's own pages. The Platform UI hands its scripts `loginHelpers`, the XUI has fields
 * whose element id is the id of the hidden value.
 */
export class PageForm {
  #document;
  #helpers;

  /** @param {Document} document @param {any} helpers `loginHelpers`, or null */
  constructor(document, helpers) {
    this.#document = document;
    this.#helpers = helpers;
  }

  /**
   * What the hidden fields hold from the start, which is all that these pages show of hidden values: the Platform UI
   * has it as the field's value, the XUI as its element id.
   * @returns {string[]}
   */
  hiddenTexts() {
    return [...this.#document.getElementsByTagName('input')]
      .filter((field) => field.getAttribute('type') === 'hidden' && FIELD_NAME.test(field.getAttribute('name') ?? ''))
      .flatMap((field) => [field.value, field.getAttribute('id') ?? ''])
      .filter((text) => text !== '');
  }

  /**
   * A hidden value as steps have it, whose answer goes into the page.
   * @param {string} id @param {string} value
   */
  hiddenValue(id, value) {
    return {
      payload: {
        type: 'HiddenValueCallback',
        output: [
          { name: 'value', value },
          { name: 'id', value: id },
        ],
        input: [{ name: id, value: id }],
      },
      /** @param {string} text */
      setInputValue: (text) => this.#answer(id, text),
    };
  }

  /** Sends the step. */
  submit() {
    if (typeof this.#helpers?.nextStep === 'function') {
      this.#helpers.nextStep();
      return;
    }
    const button = this.#helpers
      ? this.#document.getElementsByClassName(SUBMIT_CLASS)[0]
      : this.#document.getElementById(SUBMIT_ID);
    if (!button) {
      const place = this.#helpers ? SUBMIT_CLASS : SUBMIT_ID;
      throw new StepDataError([{ code: 'missing_button', place, message: 'The page has no such button to press.' }]);
    }
    /** @type {HTMLElement} */ (button).click();
  }

  /** @param {string} id @param {string} text */
  #answer(id, text) {
    if (typeof this.#helpers?.setHiddenCallback === 'function') {
      this.#helpers.setHiddenCallback(id, text);
      return;
    }
    const field = /** @type {HTMLInputElement | null} */ (this.#document.getElementById(id));
    if (field === null) {
      const message = 'The page has neither loginHelpers nor a field of this id to put the answer into.';
      throw new StepDataError([{ code: 'missing_field', place: id, message }]);
    }
    field.value = text;
  }
}
