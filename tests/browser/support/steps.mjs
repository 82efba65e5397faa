/** A PNG header of that size, then bytes that nobody looks at, as a data URL. */
export function pngDataUrl(width = 210, height = 210) {
  const bytes = Buffer.alloc(48);
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return `data:image/png;base64,${bytes.toString('base64')}`;
}

export function hiddenValue(id, value) {
  return {
    type: 'HiddenValueCallback',
    output: [
      { name: 'value', value },
      { name: 'id', value: id },
    ],
    input: [{ name: 'IDToken1', value: id }],
  };
}

export function nameCallback(prompt) {
  return {
    type: 'NameCallback',
    output: [{ name: 'prompt', value: prompt }],
    input: [{ name: 'IDToken1', value: '' }],
  };
}

export function stepOf(...callbacks) {
  return { authId: 'eyJ', callbacks };
}

export function waitingStep() {
  return stepOf({
    type: 'PollingWaitCallback',
    output: [
      { name: 'waitTime', value: '5000' },
      { name: 'message', value: 'Wait' },
    ],
  });
}

export function visualCodeStep({ image = pngDataUrl(), expiry, imageId = 'ostid_cronto' }) {
  return stepOf(
    hiddenValue(imageId, image),
    hiddenValue('ostid_event_expiry_date', expiry),
    hiddenValue('ostid_cronto_has_rendered', 'ostid_cronto_has_rendered'),
  );
}

export function deviceDataStep(jsonId = 'ostid_cddc_json', hashId = 'ostid_cddc_hash') {
  return stepOf(hiddenValue(jsonId, ''), hiddenValue(hashId, ''));
}

/** The step as ForgeRock's JavaScript SDK hands it to a page: objects around the JSON. */
export function asSdkStep(json) {
  return {
    type: 'Step',
    payload: json,
    callbacks: json.callbacks.map((payload) => ({
      payload,
      getType: () => payload.type,
      setInputValue(value) {
        payload.input[0].value = value;
      },
    })),
  };
}

/** What a client would send for the hidden value of that id. */
export function answerOf(json, id) {
  return json.callbacks.find((callback) => callback.output.some((output) => output.value === id)).input[0].value;
}
