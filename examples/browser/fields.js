/** The outputs and inputs of a callback by name. */
function outputOf(callback, name) {
  return callback.output?.find((output) => output.name === name)?.value;
}

/**
 * Makes a labelled field for each callback that asks the user, and a paragraph for each text.
 * @param {Document} document
 * @param {any} step the JSON of a step
 * @returns {{nodes: Element[], inputs: HTMLInputElement[], unknown: string[], waitMilliseconds: number | null}}
 */
export function makeFields(document, step) {
  const made = { nodes: [], inputs: [], unknown: [], waitMilliseconds: null };
  for (const callback of step.callbacks) {
    if (callback.type === 'NameCallback' || callback.type === 'PasswordCallback') {
      addInput(document, callback, made);
    } else if (callback.type === 'TextOutputCallback') {
      // Type 4 is a script. This page runs none that comes as data.
      if (String(outputOf(callback, 'messageType')) !== '4') addText(document, outputOf(callback, 'message'), made);
    } else if (callback.type === 'PollingWaitCallback') {
      made.waitMilliseconds = Number(outputOf(callback, 'waitTime'));
      addText(document, outputOf(callback, 'message'), made);
    } else if (callback.type !== 'HiddenValueCallback') {
      made.unknown.push(callback.type);
    }
  }
  return made;
}

function addInput(document, callback, made) {
  const label = document.createElement('label');
  label.textContent = String(outputOf(callback, 'prompt'));
  const input = document.createElement('input');
  input.type = callback.type === 'PasswordCallback' ? 'password' : 'text';
  input.autocomplete = 'off';
  input.required = true;
  input.addEventListener('input', () => {
    callback.input[0].value = input.value;
  });
  label.append(input);
  made.nodes.push(label);
  made.inputs.push(input);
}

function addText(document, text, made) {
  const paragraph = document.createElement('p');
  paragraph.textContent = String(text);
  made.nodes.push(paragraph);
}
