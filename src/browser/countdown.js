/**
 * @typedef {object} Timers where time comes from, so that tests need not wait
 * @property {() => number} now milliseconds since 1970
 * @property {(run: () => void, milliseconds: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 */

/**
 * Counts down to a moment, second by second. It looks at the clock each time: a tab that slept, or whose timers were
 * slowed down, is right again with the next tick.
 */
export class Countdown {
  #expiresAt;
  #timers;
  #onTick;
  #onExpired;
  /** @type {any} */
  #timer = null;
  #running = false;

  /**
   * @param {object} parts
   * @param {number} parts.expiresAt milliseconds since 1970
   * @param {Timers} parts.timers
   * @param {(secondsLeft: number) => void} parts.onTick called at once and about once a second while time is left
   * @param {() => void} parts.onExpired called once, never from within start()
   */
  constructor({ expiresAt, timers, onTick, onExpired }) {
    this.#expiresAt = expiresAt;
    this.#timers = timers;
    this.#onTick = onTick;
    this.#onExpired = onExpired;
  }

  /** Whole seconds, rounded up: 0 means that the time is over. */
  get secondsLeft() {
    return Math.max(0, Math.ceil((this.#expiresAt - this.#timers.now()) / 1000));
  }

  start() {
    this.#running = true;
    const secondsLeft = this.secondsLeft;
    if (secondsLeft > 0) this.#onTick(secondsLeft);
    this.#schedule();
  }

  /** Looks at the clock now instead of with the next tick. */
  check() {
    if (!this.#running) return;
    this.#timers.clearTimeout(this.#timer);
    const secondsLeft = this.secondsLeft;
    if (secondsLeft === 0) {
      this.stop();
      this.#onExpired();
      return;
    }
    this.#onTick(secondsLeft);
    this.#schedule();
  }

  /** No timer is left, and nothing is called any more. */
  stop() {
    this.#running = false;
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule() {
    // onTick may have stopped it.
    if (!this.#running) return;
    const left = this.#expiresAt - this.#timers.now();
    const untilNextSecond = left <= 0 ? 0 : left % 1000 || 1000;
    this.#timer = this.#timers.setTimeout(() => this.check(), untilNextSecond);
  }
}
