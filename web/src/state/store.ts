// The one place where the page's state lives. The state is never changed in place: a change makes a new object of the same shape.

/** Holds a state and tells its subscribers when there is another. */
export class Store<S extends object> {
  #state: S;
  readonly #subscribers = new Set<() => void>();

  constructor(state: S) {
    this.#state = state;
  }

  get state(): S {
    return this.#state;
  }

  /** Replaces some of the state's parts. Nothing is told where every part is the one that was there. */
  update(parts: Partial<S>): void {
    const keys = Object.keys(parts) as (keyof S)[];
    if (keys.every((key) => parts[key] === this.#state[key])) return;
    this.#state = { ...this.#state, ...parts };
    for (const told of [...this.#subscribers]) told();
  }

  /** Calls back after each change; the answer ends that. */
  subscribe(told: () => void): () => void {
    this.#subscribers.add(told);
    return () => {
      this.#subscribers.delete(told);
    };
  }
}
