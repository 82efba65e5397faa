const LONGEST_TEXT = 1024;
const MOST_LANGUAGES = 16;

/**
 * What this page's browser says of itself to every page, without asking the user, storing anything or trying out what
 * the device can do. It is not the vendor's collector, and `additional.collector` says so. What the browser does not
 * tell is left out.
 *
 * @param {any} [view] the window to ask
 * @returns {Record<string, Record<string, unknown>>} the table in docs/browser.md has the members
 */
export function collectDeviceData(view = globalThis) {
  const navigator = view.navigator ?? {};
  const screen = view.screen ?? {};
  return {
    browser: known({ userAgent: text(navigator.userAgent) }),
    viewport: known({ width: number(view.innerWidth), height: number(view.innerHeight) }),
    computer: known({
      screenWidth: number(screen.width),
      screenHeight: number(screen.height),
      OS: operatingSystem(navigator),
      platform: text(navigator.platform),
    }),
    additional: known({
      collector: 'authtree-browser',
      collectorVersion: 1,
      language: text(navigator.language),
      languages: texts(navigator.languages),
      timeZone: timeZone(),
      colorDepth: number(screen.colorDepth),
      pixelRatio: number(view.devicePixelRatio),
      touchPoints: number(navigator.maxTouchPoints),
      cookiesEnabled: typeof navigator.cookieEnabled === 'boolean' ? navigator.cookieEnabled : undefined,
    }),
  };
}

/** @param {Record<string, unknown>} members */
function known(members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** @param {unknown} value */
function text(value) {
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_TEXT) : undefined;
}

/** @param {unknown} value */
function number(value) {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** @param {any} values */
function texts(values) {
  if (!Array.isArray(values)) return undefined;
  return values.slice(0, MOST_LANGUAGES).map(text).filter((value) => value !== undefined);
}

function timeZone() {
  return text(new Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** One of the words that risk rules know for `computer.OS`. @param {any} navigator */
function operatingSystem(navigator) {
  const platform = text(navigator.platform) ?? '';
  if (/^Win/.test(platform)) return 'Microsoft Windows';
  if (/^mac/i.test(platform)) return 'Apple MacOS';
  if (/^Linux|^Android/.test(platform)) return 'Linux';
  if (/BSD|SunOS|HP-UX|AIX|^X11/.test(platform)) return 'UNIX';
  return 'Unknown Operating System';
}
