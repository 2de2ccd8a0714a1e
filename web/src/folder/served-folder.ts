// A folder that `luminara serve` shows: read over HTTP, its changes told as server-sent events. It can't be written from the page.
import type { Dropped } from '../sources/dropped-files.js';
import { savedAt, type FolderChange, type WatchedFolder } from './watched-folder.js';
import { asSentence } from '../engine/error-text.js';
import { boundedBytes } from '../sources/bounded-response.js';
import { encodedName, Sieve } from '../project/file-names.js';
import { amountOf, decodeContent, tooMuch, type FileContent, type ProjectFiles } from '../project/files.js';
import { CAPS } from '../project/rules.js';

/** What the server says of its folder. */
interface Listing {
  readonly name: string;
  /** Each file's time stamp, milliseconds since 1970, by name. */
  readonly files: Readonly<Record<string, number>>;
}

/** Characters of an error's text that are shown. */
const SHOWN_CHARS = 300;

export class ServedFolder implements WatchedFolder {
  readonly #base: URL;
  #name = 'Folder';
  #times: Readonly<Record<string, number>> = {};
  /** What was said to be left out. */
  #leftOut: ReadonlySet<string> = new Set();
  #events: EventSource | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(base: URL) {
    this.#base = base;
  }

  get name(): string {
    return this.#name;
  }

  async read(): Promise<Dropped> {
    const { name, times, leftOut } = await this.#list();
    this.#name = name;
    this.#times = times;
    this.#leftOut = new Set(leftOut);
    return { files: await this.#fetchFiles(Object.keys(times)), project: undefined, refused: [], leftOut };
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
    const { times, leftOut } = await this.#list();
    const changed = Object.keys(times).filter((name) => times[name] !== this.#times[name]);
    const removed = Object.keys(this.#times).filter((name) => !(name in times));
    this.#times = times;
    const news = leftOut.filter((text) => !this.#leftOut.has(text));
    this.#leftOut = new Set(leftOut);
    if (changed.length === 0 && removed.length === 0 && news.length === 0) return;
    const files = await this.#fetchFiles(changed);
    tell({ files, removed, leftOut: news, savedAt: savedAt(Math.max(...changed.map((name) => times[name] ?? 0))) });
  }

  /** The files that a project may have, of those that the server lists; it may be anybody's. */
  async #list(): Promise<{ readonly name: string; readonly times: Readonly<Record<string, number>>; readonly leftOut: readonly string[] }> {
    const { name, files } = (await (await this.#fetch('files')).json()) as Listing;
    const sieve = new Sieve();
    const taken = Object.entries(files).filter(([file]) => sieve.takes(file));
    const more = taken.length > CAPS.files ? [`Left out ${taken.length - CAPS.files} files: a project can have ${CAPS.files}.`] : [];
    return { name, times: Object.fromEntries(taken.slice(0, CAPS.files)), leftOut: [...sieve.leftOut, ...more] };
  }

  async #fetchFiles(names: readonly string[]): Promise<ProjectFiles> {
    const files = await Promise.all(names.map(async (name): Promise<[string, FileContent]> => {
      const response = await this.#fetch(`files/${encodedName(name)}`);
      const bytes = await boundedBytes(response, CAPS.fileBytes);
      if (bytes === undefined) throw new Error(tooMuch(name, CAPS.fileBytes + 1, { files: 0, bytes: 0 }));
      return [name, decodeContent(bytes)];
    }));
    const all = new Map(files);
    if (amountOf(all).bytes > CAPS.totalBytes) throw new Error(tooMuch('The folder', 0, { files: 0, bytes: CAPS.totalBytes + 1 }));
    return all;
  }

  async #fetch(path: string): Promise<Response> {
    const response = await fetch(new URL(path, this.#base), { cache: 'no-store' }).catch(() => undefined);
    if (response?.ok === true) return response;
    // The server says what is wrong with the folder.
    if (response?.status === 500) throw new Error(asSentence((await response.text()).slice(0, SHOWN_CHARS)));
    throw new Error(`${this.#base.href} does not answer. Is luminara serve still running there?`);
  }
}
