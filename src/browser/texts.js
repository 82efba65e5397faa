/**
 * What people read and hear. `{time}` stands for the time that is left. Texts are put into the page as text, so markup
 * in them is shown and does nothing.
 *
 * @typedef {object} Texts
 * @property {string} locale language of the texts, as a BCP 47 tag
 * @property {string} caption stands above the code, and is its name
 * @property {string} imageAlternative for those who do not see the image
 * @property {string} timeLeft the countdown, with the time as digits
 * @property {string} announceShown said once when the code appears, with the time in words
 * @property {string} announceLeft said at some moments of the countdown, with the time in words
 * @property {string} expired shown and said when the time is over
 */

/** @type {Readonly<Texts>} */
export const ENGLISH = Object.freeze({
  locale: 'en',
  caption: 'Scan this code with your authenticator.',
  imageAlternative: 'Visual code, to be read by the camera of your authenticator.',
  timeLeft: 'Time left: {time}',
  announceShown: 'A visual code is shown. You have {time} to scan it.',
  announceLeft: '{time} left to scan the visual code.',
  expired: 'The visual code has expired.',
});

const WITH_TIME = new Set(['timeLeft', 'announceShown', 'announceLeft']);

/** The English texts with some of one's own in their place.
 * @param {Partial<Texts>} own
 * @returns {Texts}
 * @throws {TypeError} that names every text that does not exist, is no text, or lacks its `{time}` */
export function completeTexts(own) {
  const findings = [];
  for (const [name, text] of Object.entries(own)) {
    if (!(name in ENGLISH)) {
      findings.push(`texts.${name}: there is no such text.`);
    } else if (typeof text !== 'string' || text === '') {
      findings.push(`texts.${name}: give a text that is not empty.`);
    } else if (WITH_TIME.has(name) && !text.includes('{time}')) {
      findings.push(`texts.${name}: {time} is missing.`);
    } else if (name === 'locale' && !isLocale(text)) {
      findings.push('texts.locale: this is no language tag, such as en or de-AT.');
    }
  }
  if (findings.length > 0) throw new TypeError(findings.join(' '));
  return { ...ENGLISH, ...own };
}

/** @param {string} text */
function isLocale(text) {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** @param {string} text @param {string} time */
export function withTime(text, time) {
  return text.split('{time}').join(time);
}

/** 3725 seconds as `1:02:05`, in the digits of the language.
 * @param {number} seconds
 * @param {string} locale */
export function timeInDigits(seconds, locale) {
  const { hours, minutes, rest } = partsOf(seconds);
  const first = new Intl.NumberFormat(locale, { useGrouping: false });
  const next = new Intl.NumberFormat(locale, { useGrouping: false, minimumIntegerDigits: 2 });
  if (hours === 0) return [first.format(minutes), next.format(rest)].join(':');
  return [first.format(hours), next.format(minutes), next.format(rest)].join(':');
}

/** 3725 seconds as `1 hour, 2 minutes, 5 seconds`, in the language.
 * @param {number} seconds
 * @param {string} locale */
export function timeInWords(seconds, locale) {
  const { hours, minutes, rest } = partsOf(seconds);
  const words = [];
  if (hours > 0) words.push(inWords(hours, 'hour', locale));
  if (minutes > 0) words.push(inWords(minutes, 'minute', locale));
  if (rest > 0 || words.length === 0) words.push(inWords(rest, 'second', locale));
  return new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format(words);
}

/** @param {number} seconds */
function partsOf(seconds) {
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor(seconds / 60) % 60, rest: seconds % 60 };
}

/** @param {number} count @param {string} unit @param {string} locale */
function inWords(count, unit, locale) {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
