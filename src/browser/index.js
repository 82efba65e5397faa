/**
 * What a page needs for the callbacks of the OneSpan nodes: visual codes with their countdown, and device data.
 * No dependency, no build step, no global, and nothing that a strict Content-Security-Policy would stop.
 *
 * How to use it: docs/browser.md.
 */
export { StepDataError } from './step_data_error.js';
export { findHiddenValue, HiddenValue } from './hidden_value.js';
export { findVisualCode, VisualCode } from './visual_code.js';
export { showVisualCode, VisualCodeView } from './visual_code_view.js';
export { followsVisualCode, VisualCodePanel } from './visual_code_panel.js';
export { collectDeviceData } from './device_data.js';
export { fillDeviceData } from './device_data_request.js';
export { ENGLISH } from './texts.js';
