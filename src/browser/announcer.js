/** A region has to be in the page for a moment before screen readers notice what is put into it. */
const SETTLE_MILLISECONDS = 150;

/** Says texts through a live region, politely: what is being read is not interrupted. */
export class Announcer {
  #region;
  #timers;
  /** @type {any} */
  #timer = null;

  /**
   * @param {Element} region an empty element with role="status"
   * @param {import('./countdown.js').Timers} timers
   */
  constructor(region, timers) {
    this.#region = region;
    this.#timers = timers;
  }

  /** A later text takes the place of one that was not said yet.
   * @param {string} text */
  say(text) {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = this.#timers.setTimeout(() => {
      this.#timer = null;
      this.#region.textContent = text;
    }, SETTLE_MILLISECONDS);
  }

  stop() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
