// Projects as they were typed, kept in the browser's IndexedDB.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { FileContent } from './files.js';
import type { Project } from '../state/state.js';

export interface SavedProject {
  readonly key: string;
  readonly project: Project;
  readonly files: readonly (readonly [string, FileContent])[];
  /** Milliseconds since 1970. */
  readonly time: number;
}

interface Schema extends DBSchema {
  projects: { key: string; value: SavedProject };
}

/** The browser's store of projects. Where the browser keeps nothing, reading finds nothing and saving answers false. */
export class ProjectStorage {
  readonly #database: Promise<IDBPDatabase<Schema> | undefined>;

  constructor() {
    this.#database = openDatabase();
  }

  async read(key: string): Promise<SavedProject | undefined> {
    return this.#attempt((database) => database.get('projects', key));
  }

  /** All projects, the latest first. */
  async list(): Promise<readonly SavedProject[]> {
    const all = await this.#attempt((database) => database.getAll('projects'));
    return (all ?? []).sort((a, b) => b.time - a.time);
  }

  /** Saves a project; false where the browser didn't take it. */
  async save(saved: SavedProject): Promise<boolean> {
    const key = await this.#attempt((database) => database.put('projects', saved));
    return key !== undefined;
  }

  async remove(key: string): Promise<void> {
    await this.#attempt((database) => database.delete('projects', key));
  }

  async #attempt<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T | undefined> {
    const database = await this.#database;
    if (database === undefined) return undefined;
    try {
      return await work(database);
    } catch {
      // Full, cleared under us, or closing. What is on screen goes on; `save` says it to its caller.
      return undefined;
    }
  }
}

/** The database; undefined where the browser has none for this page, which it may say by throwing at the very mention of it. */
async function openDatabase(): Promise<IDBPDatabase<Schema> | undefined> {
  try {
    return await openDB<Schema>('luminara-playground', 1, {
      upgrade(database) {
        database.createObjectStore('projects', { keyPath: 'key' });
      },
    });
  } catch {
    return undefined;
  }
}
