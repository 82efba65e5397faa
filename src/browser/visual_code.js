import { findHiddenValue } from './hidden_value.js';
import { readPngDataUrl } from './png_data_url.js';
import { StepDataError } from './step_data_error.js';

const IMAGE_ID = 'ostid_cronto';
const EXPIRY_ID = 'ostid_event_expiry_date';
const SHOWN_ID = 'ostid_cronto_has_rendered';
/** The latest time that a Date can hold. */
const LATEST = 8.64e15;

/** A visual code as the visual code node sends it. Its image has been checked; it is a secret, so keep it short. */
export class VisualCode {
  #shown;

  /**
   * @param {string} image a PNG file as a data URL
   * @param {{width: number, height: number}} size in pixels
   * @param {number} expiresAt milliseconds since 1970
   * @param {import('./hidden_value.js').HiddenValue} shown
   */
  constructor(image, size, expiresAt, shown) {
    this.image = image;
    this.width = size.width;
    this.height = size.height;
    this.expiresAt = expiresAt;
    this.#shown = shown;
  }

  /** Answers the step: the code was shown. The page still has to send the step. */
  markShown() {
    this.#shown.answer('true');
  }
}

/**
 * The visual code that a step sends, or null when it sends none.
 *
 * @param {any} step the JSON of a step, or a step of an SDK
 * @param {object} [options]
 * @param {string} [options.imageId] `visualCodeHiddenValueId` of the node, by default `ostid_cronto`
 * @returns {VisualCode | null}
 * @throws {StepDataError} with everything that is wrong, when the step has a visual code that cannot be shown
 */
export function findVisualCode(step, { imageId = IMAGE_ID } = {}) {
  const shown = findHiddenValue(step, SHOWN_ID);
  if (shown === null) return null;
  /** @type {import('./step_data_error.js').Finding[]} */
  const findings = [];
  const image = findHiddenValue(step, imageId);
  const size = image === null ? null : readPngDataUrl(image.value);
  if (image === null) {
    findings.push(missing(imageId, 'The step has a visual code, but no hidden value of this id. Give the imageId.'));
  } else if (size === null) {
    findings.push({ code: 'invalid_image', place: imageId, message: 'The value is no PNG image as a data URL.' });
  }
  const expiry = findHiddenValue(step, EXPIRY_ID);
  const expiresAt = expiry === null ? null : readTime(expiry.value);
  if (expiry === null) {
    findings.push(missing(EXPIRY_ID, 'The step has a visual code, but does not say when it expires.'));
  } else if (expiresAt === null) {
    findings.push({ code: 'invalid_expiry', place: EXPIRY_ID, message: 'The value is no time in milliseconds.' });
  }
  if (image === null || size === null || expiresAt === null) throw new StepDataError(findings);
  return new VisualCode(image.value, size, expiresAt, shown);
}

/** @param {string} place @param {string} message */
function missing(place, message) {
  return { code: 'missing_value', place, message };
}

/** @param {string} text milliseconds since 1970, in decimal digits */
function readTime(text) {
  if (!/^[0-9]{1,16}$/.test(text)) return null;
  const time = Number(text);
  return time <= LATEST ? time : null;
}
