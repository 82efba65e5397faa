import { readPngDataUrl } from './png_data_url.js';
import { StepDataError } from './step_data_error.js';

const VIEW_ID = 'ostid_cronto_view';
/** Names of members that must be texts; a dot leads into an inner object. */
const MEMBERS = [
  'expires',
  'element',
  'imageId',
  'alternative',
  'scan.text',
  'scan.css',
  'expired.text',
  'expired.css',
];

/**
 * @typedef {{text: string, css: string}} StyledText
 *
 * @typedef {object} ViewSettings how a visual code is to be shown, as the node was configured
 * @property {string} expires milliseconds since 1970, in digits
 * @property {string} element id of the element to show the code before
 * @property {string} imageId id of the hidden value with the image
 * @property {string} alternative for those who do not see the image
 * @property {StyledText} scan stands beside the time left
 * @property {StyledText} expired in its place when the time is over
 */

/**
 * Finds what the visual code node sent among the texts of a page's hidden fields.
 * @param {string[]} texts
 * @returns {{settings: ViewSettings, image: string | null}}
 * @throws {StepDataError} with everything that is wrong about the settings
 */
export function readViewSettings(texts) {
  const settings = texts.map(parsed).find((value) => value?.view === VIEW_ID);
  if (settings === undefined) {
    fail([{ code: 'missing_value', place: VIEW_ID, message: 'No hidden field of the page says how to show the code.' }]);
  }
  const findings = MEMBERS.filter((path) => typeof memberOf(settings, path) !== 'string').map((path) => ({
    code: 'invalid_view',
    place: VIEW_ID,
    message: `The member ${path} is no text.`,
  }));
  if (findings.length > 0) fail(findings);
  return { settings, image: texts.find((text) => readPngDataUrl(text) !== null) ?? null };
}

/** @param {import('./step_data_error.js').Finding[]} findings @returns {never} */
function fail(findings) {
  throw new StepDataError(findings);
}

/** @param {string} text @returns {any} */
function parsed(text) {
  if (!text.startsWith('{')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {any} value @param {string} path */
function memberOf(value, path) {
  return path.split('.').reduce((inner, name) => inner?.[name], value);
}
