// Saves the open project a moment after its last change.
import type { ProjectStorage, SavedProject } from './project-storage.js';

const AFTER_MS = 250;

export class Autosave {
  readonly #storage: ProjectStorage;
  readonly #refused: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next: Omit<SavedProject, 'time'> | undefined;
  #wasRefused = false;

  /** `refused` is called once where the browser keeps nothing. */
  constructor(storage: ProjectStorage, refused: () => void) {
    this.#storage = storage;
    this.#refused = refused;
  }

  /** Has a project saved soon. */
  schedule(project: Omit<SavedProject, 'time'>): void {
    this.#next = project;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.flush(); }, AFTER_MS);
  }

  /** Saves now what is not saved yet. */
  flush(): void {
    clearTimeout(this.#timer);
    const project = this.#next;
    this.#next = undefined;
    if (project !== undefined) void this.#save(project);
  }

  /** Forgets what is not saved yet. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#next = undefined;
  }

  async #save(project: Omit<SavedProject, 'time'>): Promise<void> {
    const kept = await this.#storage.save({ ...project, time: Date.now() });
    if (kept || this.#wasRefused) return;
    this.#wasRefused = true;
    this.#refused();
  }
}
