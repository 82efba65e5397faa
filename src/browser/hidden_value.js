import { callbacksOf, outputText, rawOf } from './step.js';
import { StepDataError } from './step_data_error.js';

/** One hidden value of a step: what the server says, and where the answer goes. */
export class HiddenValue {
  #callback;
  #raw;

  /** @param {any} callback a HiddenValueCallback, as JSON or as an object of an SDK */
  constructor(callback) {
    this.#callback = callback;
    this.#raw = rawOf(callback);
  }

  get id() {
    return outputText(this.#raw, 'id');
  }

  /** What the server sent. */
  get value() {
    return outputText(this.#raw, 'value');
  }

  /** Puts the answer into the step; the page still has to send the step.
   * @param {string} text
   * @throws {StepDataError} `no_input` when the callback has no place for an answer */
  answer(text) {
    if (!Array.isArray(this.#raw.input) || typeof this.#raw.input[0] !== 'object' || this.#raw.input[0] === null) {
      throw new StepDataError([
        { code: 'no_input', place: this.id, message: 'The hidden value has no input to answer it with.' },
      ]);
    }
    if (typeof this.#callback.setInputValue === 'function') {
      this.#callback.setInputValue(text);
    } else {
      this.#raw.input[0].value = text;
    }
  }
}

/** The hidden value of that id, or null.
 * @param {any} step the JSON of a step, or a step of an SDK
 * @param {string} id
 * @returns {HiddenValue | null} */
export function findHiddenValue(step, id) {
  for (const callback of callbacksOf(step)) {
    const raw = rawOf(callback);
    if (raw.type === 'HiddenValueCallback' && outputText(raw, 'id') === id) return new HiddenValue(callback);
  }
  return null;
}
