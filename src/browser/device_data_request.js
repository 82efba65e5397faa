import { collectDeviceData } from './device_data.js';
import { findHiddenValue } from './hidden_value.js';
import { StepDataError } from './step_data_error.js';

const JSON_ID = 'ostid_cddc_json';
const HASH_ID = 'ostid_cddc_hash';
/** What the CDDC node takes. */
const MOST_BYTES = 64 * 1024;
const DEEPEST = 16;

/**
 * Answers a step that asks for device data; leaves any other as it is.
 *
 * @param {any} step the JSON of a step, or a step of an SDK
 * @param {object} [options]
 * @param {() => unknown} [options.collect] makes the data: an object, or the text of one, which is then kept to the
 *   byte; may be asynchronous. Another collector, such as the vendor's, comes in here
 * @param {string} [options.jsonId] `CDDCJsonHiddenValueId` of the node, by default `ostid_cddc_json`
 * @param {string} [options.hashId] `CDDCHashHiddenValueId` of the node, by default `ostid_cddc_hash`
 * @returns {Promise<boolean>} whether the step asked; the page still has to send the step
 * @throws {StepDataError} when one of the two hidden values is missing, or the node would not take the data; nothing
 *   has been answered then, which the node reads as no data
 */
export async function fillDeviceData(step, { collect = collectDeviceData, jsonId = JSON_ID, hashId = HASH_ID } = {}) {
  const json = findHiddenValue(step, jsonId);
  const hash = findHiddenValue(step, hashId);
  if (json === null && hash === null) return false;
  if (json === null || hash === null) {
    const place = json === null ? jsonId : hashId;
    const message = 'The step asks for device data, but has no hidden value of this id.';
    throw new StepDataError([{ code: 'missing_value', place, message }]);
  }
  const text = checkedText(await collect(), jsonId);
  const sum = await sha256InHex(text);
  json.answer(text);
  hash.answer(sum);
  return true;
}

/** @param {unknown} data @param {string} place */
function checkedText(data, place) {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  const findings = problemsOf(text).map((message) => ({ code: 'invalid_device_data', place, message }));
  if (findings.length > 0) throw new StepDataError(findings);
  return text;
}

/** @param {string | undefined} text @returns {string[]} */
function problemsOf(text) {
  let value;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    return ['The device data are no JSON.'];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['The device data are no JSON object.'];
  const problems = [];
  if (Object.keys(value).length === 0) problems.push('The device data are an empty object.');
  if (new TextEncoder().encode(text).length > MOST_BYTES) problems.push('The device data are longer than 64 KiB.');
  if (isDeeperThan(value, DEEPEST)) problems.push('The device data are nested more than 16 deep.');
  return problems;
}

/** @param {unknown} value @param {number} levels @returns {boolean} */
function isDeeperThan(value, levels) {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}

/**
 * Lower-case hex, or an empty text where the page was not loaded securely and browsers make no sums. The node makes the
 * sum itself and does not look at this one.
 * @param {string} text
 */
async function sha256InHex(text) {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) return '';
  const sum = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
