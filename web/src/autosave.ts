// Saves the open project a moment after its last change. IndexedDB is asynchronous: what a page that is being left starts to save may
// not arrive. So then the text also goes into a note in localStorage, which is not, and the next visit brings it home.
import { readPreference, writePreference } from './preferences.js';
import type { ProjectStorage, SavedProject } from './project-storage.js';
import type { Project } from './state.js';

type Unsaved = Omit<SavedProject, 'time'>;

interface Note {
  readonly project: Project;
  /** Text; null where a file is none and its bytes are saved already. */
  readonly files: readonly (readonly [string, string | null])[];
}

const AFTER_MS = 250;
const NOTE = 'unsaved';

export class Autosave {
  readonly #storage: ProjectStorage;
  readonly #refused: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next: Unsaved | undefined;
  #wasRefused = false;

  /** `refused` is called once where the browser keeps nothing. */
  constructor(storage: ProjectStorage, refused: () => void) {
    this.#storage = storage;
    this.#refused = refused;
  }

  /** Has a project saved soon. */
  schedule(project: Unsaved): void {
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

  /** As `flush`, where the page may be gone before that is done. */
  flushAtEnd(): void {
    if (this.#next === undefined) return;
    const { project, files } = this.#next;
    const note: Note = { project, files: files.map(([name, content]) => [name, typeof content === 'string' ? content : null]) };
    writePreference(NOTE, JSON.stringify(note));
    this.flush();
  }

  /** Forgets what is not saved yet. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#next = undefined;
  }

  /** Saves what the last visit could only note down. */
  async bringHome(): Promise<void> {
    const text = readPreference(NOTE);
    if (text === undefined) return;
    const { project, files } = JSON.parse(text) as Note;
    const saved = new Map((await this.#storage.read(project.key))?.files);
    const whole = files.map(([name, content]) => [name, content ?? saved.get(name) ?? ''] as const);
    await this.#save({ key: project.key, project, files: whole });
  }

  async #save(project: Unsaved): Promise<void> {
    const kept = await this.#storage.save({ ...project, time: Date.now() });
    if (kept) writePreference(NOTE, undefined);
    if (kept || this.#wasRefused) return;
    this.#wasRefused = true;
    this.#refused();
  }
}
