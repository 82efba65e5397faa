const PREFIX = 'data:image/png;base64,';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const LONGEST = 2 * 1024 * 1024;
const LARGEST_SIDE = 4096;
/** Signature, then length and name of the first chunk, as every PNG file begins. */
const BEGINNING = '\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR';
/** 24 bytes: the beginning, width and height. */
const HEADER_CHARACTERS = 32;

/**
 * Reads a data URL that is to be shown as an image: a PNG file in base64, and nothing else. An SVG image, a page or an
 * address elsewhere is none.
 *
 * @param {string} url
 * @returns {{width: number, height: number} | null} the size in pixels, or null
 */
export function readPngDataUrl(url) {
  if (!url.startsWith(PREFIX) || url.length > LONGEST) return null;
  const base64 = url.slice(PREFIX.length);
  if (base64.length < HEADER_CHARACTERS || !BASE64.test(base64)) return null;
  const header = atob(base64.slice(0, HEADER_CHARACTERS));
  if (!header.startsWith(BEGINNING)) return null;
  const width = bigEndian(header, BEGINNING.length);
  const height = bigEndian(header, BEGINNING.length + 4);
  if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) return null;
  return { width, height };
}

/** @param {string} bytes @param {number} at */
function bigEndian(bytes, at) {
  let number = 0;
  for (let i = at; i < at + 4; ++i) number = number * 256 + bytes.charCodeAt(i);
  return number;
}
