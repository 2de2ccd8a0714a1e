// What was made of the texts that were looked at last: several parts of the editor read the same text, and each keystroke makes another.

const MOST_KEPT = 64;

export class LastTexts<T> {
  readonly #kept = new Map<string, T>();

  get(text: string): T | undefined {
    return this.#kept.get(text);
  }

  /** Keeps what was made of a text, in place of the oldest where there are many. */
  keep(text: string, made: T): T {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(text, made);
    return made;
  }
}
