/** What changes how a text looks, and neither what it says nor where it stands. */
const PROPERTIES = new Set([
  'background-color',
  'color',
  'font-family',
  'font-size',
  'font-style',
  'font-variant',
  'font-weight',
  'letter-spacing',
  'line-height',
  'text-align',
  'text-decoration',
  'text-transform',
  'word-spacing',
]);
const DECLARATION = /^(-{0,2}[a-z][a-z0-9-]*)\s*:\s*(\S.*)$/i;
/** No colon, slash or backslash: nothing in it can be an address. */
const VALUE = /^[\w\s#%.,()'"+-]+$/;

/**
 * Applies a list such as `color: red; font-weight: bold`, one property at a time. An empty list is fine, and so is a
 * lone colon, which stands for nothing.
 * @param {HTMLElement} element
 * @param {string} style
 * @returns {string[]} what was left out, for developers
 */
export function applyTextStyle(element, style) {
  const ignored = [];
  for (const part of style.split(';').map((text) => text.trim())) {
    if (part === '' || part === ':') continue;
    const [, written = '', value = ''] = DECLARATION.exec(part) ?? [];
    const name = written.toLowerCase();
    if (name === '') {
      ignored.push('a part is no "name: value" and is left out.');
    } else if (!PROPERTIES.has(name)) {
      ignored.push(`the property ${name.slice(0, 64)} is not for texts and is left out.`);
    } else if (!VALUE.test(value) || /url\s*\(/i.test(value)) {
      ignored.push(`the value of ${name} is left out.`);
    } else {
      element.style.setProperty(name, value);
    }
  }
  return ignored;
}
