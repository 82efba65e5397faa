/**
 * Steps as pages have them: the JSON that the authenticate endpoint answers with, or the step object of an SDK. An
 * SDK keeps that JSON in `payload`, of the step and of each callback.
 *
 * @typedef {{name: string, value: unknown}} NamedValue
 * @typedef {{type?: unknown, output?: NamedValue[], input?: NamedValue[]}} RawCallback
 */

/** The callbacks of a step; none for anything that is no step.
 * @param {any} step
 * @returns {any[]} */
export function callbacksOf(step) {
  const callbacks = step?.callbacks ?? step?.payload?.callbacks;
  return Array.isArray(callbacks) ? callbacks : [];
}

/** The JSON of a callback.
 * @param {any} callback
 * @returns {RawCallback} */
export function rawOf(callback) {
  return callback?.payload ?? callback ?? {};
}

/** An output of a callback as text, or an empty text.
 * @param {RawCallback} raw
 * @param {string} name
 * @returns {string} */
export function outputText(raw, name) {
  if (!Array.isArray(raw.output)) return '';
  const value = raw.output.find((output) => output?.name === name)?.value;
  return typeof value === 'string' ? value : '';
}
