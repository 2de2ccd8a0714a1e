// A folder that `luminara serve` shows: read over HTTP, its changes told as server-sent events. It can't be written from the page.
import type { Dropped } from './dropped-files.js';
import { savedAt, type FolderChange, type WatchedFolder } from './folder.js';
import { decodeContent, type FileContent, type ProjectFiles } from './project-files.js';

/** What the server says of its folder. */
interface Listing {
  readonly name: string;
  /** Each file's time stamp, milliseconds since 1970, by name. */
  readonly files: Readonly<Record<string, number>>;
}

export class ServedFolder implements WatchedFolder {
  readonly #base: URL;
  #name = 'Folder';
  #times: Readonly<Record<string, number>> = {};
  #events: EventSource | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(base: URL) {
    this.#base = base;
  }

  get name(): string {
    return this.#name;
  }

  async read(): Promise<Dropped> {
    const listing = await this.#list();
    this.#name = listing.name;
    this.#times = listing.files;
    return { files: await this.#fetchFiles(Object.keys(listing.files)), project: undefined, refused: [] };
  }

  watch(tell: (change: FolderChange) => void): void {
    this.#events = new EventSource(new URL('changes', this.#base));
    this.#events.addEventListener('changed', () => {
      this.#work = this.#work.then(() => this.#update(tell)).catch(() => undefined);
    });
  }

  stop(): void {
    this.#events?.close();
  }

  async #update(tell: (change: FolderChange) => void): Promise<void> {
    const { files: times } = await this.#list();
    const changed = Object.keys(times).filter((name) => times[name] !== this.#times[name]);
    const removed = Object.keys(this.#times).filter((name) => !(name in times));
    this.#times = times;
    if (changed.length === 0 && removed.length === 0) return;
    const files = await this.#fetchFiles(changed);
    tell({ files, removed, savedAt: savedAt(Math.max(...changed.map((name) => times[name] ?? 0))) });
  }

  async #list(): Promise<Listing> {
    return (await (await this.#fetch('files')).json()) as Listing;
  }

  async #fetchFiles(names: readonly string[]): Promise<ProjectFiles> {
    const files = await Promise.all(names.map(async (name): Promise<[string, FileContent]> => {
      const response = await this.#fetch(`files/${name.split('/').map(encodeURIComponent).join('/')}`);
      return [name, decodeContent(new Uint8Array(await response.arrayBuffer()))];
    }));
    return new Map(files);
  }

  async #fetch(path: string): Promise<Response> {
    const response = await fetch(new URL(path, this.#base), { cache: 'no-store' }).catch(() => undefined);
    if (response?.ok === true) return response;
    throw new Error(`${this.#base.href} does not answer. Is luminara serve still running there?`);
  }
}
