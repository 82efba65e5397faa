/**
 * @typedef {object} Finding
 * @property {string} code what is wrong, for programs: `missing_value`, `invalid_image`, `invalid_expiry`,
 *   `invalid_device_data`, `invalid_view`, `no_input`, `missing_field`, `missing_button`
 * @property {string} place the id of the hidden value; of a button that is missing, its id or class
 * @property {string} message what is wrong, for developers
 */

/**
 * Data of a step, or data for it, that cannot be used. It holds everything that was found, and never a value: a
 * visual code is a secret.
 */
export class StepDataError extends Error {
  /** @param {Finding[]} findings */
  constructor(findings) {
    super(findings.map((finding) => `${finding.place}: ${finding.message}`).join(' '));
    this.name = 'StepDataError';
    /** @type {readonly Finding[]} */
    this.findings = Object.freeze([...findings]);
  }
}
