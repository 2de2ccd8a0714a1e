// Escape, pressed twice: how one leaves the code for the scene and the scene for the code with keys alone.

const SECOND_WITHIN_MS = 700;

export class EscapeTwice {
  #pressedAt = -Infinity;

  /** Escape is pressed now; gives whether that is the second time of two. */
  press(): boolean {
    const now = performance.now();
    const isSecond = now - this.#pressedAt < SECOND_WITHIN_MS;
    this.#pressedAt = isSecond ? -Infinity : now;
    return isSecond;
  }
}
