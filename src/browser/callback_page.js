/**
 * What the scripts of the OneSpan nodes do in AM's own pages, the Platform UI and the XUI. Such a script is a constant
 * text that loads this file and calls one of its functions: src/browser/scripts/ has them. All values come from hidden
 * values of the step.
 *
 * Pages of one's own need none of this: docs/browser.md.
 */
import { collectDeviceData } from './device_data.js';
import { fillDeviceData as answerDeviceData } from './device_data_request.js';
import { PageForm } from './page_form.js';
import { PageVisualCode } from './page_visual_code.js';
import { addStyleSheets } from './style_sheets.js';
import { readViewSettings } from './view_settings.js';
import { findVisualCode } from './visual_code.js';

const EXPIRY_ID = 'ostid_event_expiry_date';
const SHOWN_ID = 'ostid_cronto_has_rendered';

/**
 * Fills the two hidden values of the CDDC node. Sending the step stays with the user or with the other callbacks.
 * @param {any} helpers `loginHelpers` of the Platform UI, or null
 * @param {any} [view] the window
 */
export async function fillDeviceData(helpers, view = globalThis) {
  const form = new PageForm(view.document, helpers);
  const step = { callbacks: [form.hiddenValue('ostid_cddc_json', ''), form.hiddenValue('ostid_cddc_hash', '')] };
  await answerDeviceData(step, { collect: () => collectDeviceData(view) });
}

/**
 * Shows the visual code of the step in the place of any other, and sends the step: the code stays over the steps that
 * follow.
 * @param {any} helpers `loginHelpers` of the Platform UI, or null
 * @param {any} [view] the window
 * @throws {import('./step_data_error.js').StepDataError} when the step's data cannot be shown, or the page has no place
 *   for the answer; the step is not sent then
 */
export function showVisualCode(helpers, view = globalThis) {
  const { document } = view;
  const form = new PageForm(document, helpers);
  const { settings, image } = readViewSettings(form.hiddenTexts());
  const callbacks = [form.hiddenValue(EXPIRY_ID, settings.expires), form.hiddenValue(SHOWN_ID, SHOWN_ID)];
  if (image !== null) callbacks.push(form.hiddenValue(settings.imageId, image));
  const step = { callbacks };
  // Never null: the step has the mark of a visual code.
  const code = /** @type {import('./visual_code.js').VisualCode} */ (
    findVisualCode(step, { imageId: settings.imageId })
  );
  PageVisualCode.hideIn(document);
  addStyleSheets(document);
  for (const warning of new PageVisualCode(document, code, settings).warnings) view.console.warn('authtree:', warning);
  code.markShown();
  form.submit();
}

/**
 * Hides the visual code, if one is shown, and sends the step.
 * @param {any} helpers `loginHelpers` of the Platform UI, or null
 * @param {any} [view] the window
 */
export function hideVisualCode(helpers, view = globalThis) {
  PageVisualCode.hideIn(view.document);
  new PageForm(view.document, helpers).submit();
}
