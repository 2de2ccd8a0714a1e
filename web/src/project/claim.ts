// One project, one tab that saves it: the others find out before they would write over its work. Held by the browser's own locks, which
// end with the tab, however it ends.

export class ProjectClaim {
  #owned = true;
  #release: (() => void) | undefined;
  #waiting = new AbortController();

  /** False while another tab saves the project. */
  get isOwned(): boolean {
    return this.#owned;
  }

  /** Claims the project with this key in place of the one before. Where another tab has it, it becomes ours once that tab ends. */
  take(key: string): void {
    this.#waiting.abort();
    this.#release?.();
    this.#owned = true;
    const waiting = new AbortController();
    this.#waiting = waiting;
    // Pages that may keep nothing have no locks either.
    const { locks } = navigator as { readonly locks?: LockManager };
    if (locks === undefined) return;
    const name = `luminara.${key}`;
    const hold = () => {
      if (waiting.signal.aborted) return undefined;
      this.#owned = true;
      return new Promise<void>((resolve) => { this.#release = resolve; });
    };
    const wait = () => { locks.request(name, { signal: waiting.signal }, hold).catch(() => undefined); };
    locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock !== null) return hold();
      if (waiting.signal.aborted) return undefined;
      this.#owned = false;
      wait();
      return undefined;
    }).catch(() => undefined);
  }
}
