const SHEETS = ['visual_code.css', 'callback_page.css'];

/** Adds the style sheets of the visual code to a page that does not know them. Once, however often it is called.
 * @param {Document} document */
export function addStyleSheets(document) {
  for (const sheet of SHEETS) {
    const id = `authtree-${sheet}`;
    if (document.getElementById(id) !== null) continue;
    const link = document.createElement('link');
    link.setAttribute('id', id);
    link.setAttribute('rel', 'stylesheet');
    link.setAttribute('href', new URL(sheet, import.meta.url).href);
    document.head.append(link);
  }
}
