// Saves the open project a moment after its last change. IndexedDB is asynchronous: what a page that is being left starts to save may
// not arrive. So then the text also goes into a note in localStorage, which is not, and the next visit brings it home.
import { readPreference, writePreference } from '../state/preferences.js';
import type { ProjectStorage, SavedProject } from './storage.js';
import type { Project } from '../state/state.js';

type Unsaved = Omit<SavedProject, 'time'>;

interface Note {
  readonly project: Project;
  /** Text; null where a file is none and its bytes are saved already. */
  readonly files: readonly (readonly [string, string | null])[];
}

const AFTER_MS = 250;
const NOTES = 'unsaved';

export class Autosave {
  readonly #storage: ProjectStorage;
  readonly #refused: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next: Unsaved | undefined;
  /** What the browser has not said yet that it has. */
  #onTheWay: Unsaved | undefined;
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
    const unsaved = this.#next ?? this.#onTheWay;
    if (unsaved === undefined) return;
    const { project, files } = unsaved;
    note({ project, files: files.map(([name, content]) => [name, typeof content === 'string' ? content : null]) });
    this.flush();
  }

  /** Forgets what is not saved yet. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#next = undefined;
    this.#onTheWay = undefined;
  }

  /** Saves what the last visit, of this tab or another, could only note down. */
  async bringHome(): Promise<void> {
    for (const { project, files } of notes()) {
      const saved = new Map((await this.#storage.read(project.key))?.files);
      const whole = files.map(([name, content]) => [name, content ?? saved.get(name) ?? ''] as const);
      await this.#save({ key: project.key, project, files: whole });
    }
  }

  async #save(project: Unsaved): Promise<void> {
    this.#onTheWay = project;
    const kept = await this.#storage.save({ ...project, time: Date.now() });
    if (this.#onTheWay === project) {
      this.#onTheWay = undefined;
      // Of a later version the note is still needed.
      if (kept) forget(project.key);
    }
    if (kept || this.#wasRefused) return;
    this.#wasRefused = true;
    this.#refused();
  }
}

/** Of each project the latest; nothing where what is there is no note of ours. */
function notes(): readonly Note[] {
  try {
    return JSON.parse(readPreference(NOTES) ?? '[]') as Note[];
  } catch {
    return [];
  }
}

function note(latest: Note): void {
  writePreference(NOTES, JSON.stringify([...others(latest.project.key), latest]));
}

function forget(key: string): void {
  const rest = others(key);
  writePreference(NOTES, rest.length === 0 ? undefined : JSON.stringify(rest));
}

function others(key: string): readonly Note[] {
  return notes().filter(({ project }) => project.key !== key);
}
