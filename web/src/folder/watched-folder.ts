// A folder that the page watches: of the person's machine, by the File System Access API. What another program saves there is told, all
// files of a moment at once; what is edited in the page is written only when that is asked for.
import { choose, readFound, type Chosen, type Dropped, type Found } from '../sources/dropped-files.js';
import { judgeName, Sieve } from '../project/file-names.js';
import { sizeOf, type FileContent, type ProjectFiles } from '../project/files.js';

/** What changed in a watched folder. */
export interface FolderChange {
  /** New files and new contents. */
  readonly files: ProjectFiles;
  readonly removed: readonly string[];
  /** What is refused or left out now and was not before, in words. */
  readonly leftOut: readonly string[];
  /** When it was saved, in the page's time (`performance.now()`). */
  readonly savedAt: number;
}

/** A folder whose changes are told. */
export interface WatchedFolder {
  readonly name: string;
  /** Reads all of it. */
  read(): Promise<Dropped>;
  /** Tells what changes from then on. */
  watch(tell: (change: FolderChange) => void): void;
  stop(): void;
  /** Writes files, and removes those of `removed`; absent where it can't. */
  readonly write?: (files: ProjectFiles, removed: readonly string[]) => Promise<void>;
}

interface ObserverConstructor {
  new (changed: () => void): { observe(folder: FileSystemDirectoryHandle, options: { recursive: boolean }): Promise<void>; disconnect(): void };
}

interface PickingWindow {
  readonly showDirectoryPicker?: (options: { mode: 'readwrite'; id: string }) => Promise<FileSystemDirectoryHandle>;
  readonly FileSystemObserver?: ObserverConstructor;
}

type ListedFolder = FileSystemDirectoryHandle & { entries(): AsyncIterable<[string, FileSystemDirectoryHandle | FileSystemFileHandle]> };

const browser = window as unknown as PickingWindow;
/** Where the browser tells nothing, it is looked at this often. */
const POLL_MS = 250;
/** A save is often several events; what comes within this time is one change. */
const GATHER_MS = 15;
/** Files that are looked at; a folder with more is no project. */
const MOST_FOUND = 4096;
/** An older time stamp says nothing about when we could have known. */
const RECENT_MS = 2000;

/** True where the browser lets pages open folders. */
export const canOpenFolders = browser.showDirectoryPicker !== undefined;

/** Lets the person choose a folder; undefined where they choose none. */
export async function chooseFolder(): Promise<WatchedFolder | undefined> {
  try {
    const handle = await browser.showDirectoryPicker?.({ mode: 'readwrite', id: 'luminara' });
    return handle === undefined ? undefined : new LocalFolder(handle);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

class LocalFolder implements WatchedFolder {
  readonly name: string;
  readonly #handle: FileSystemDirectoryHandle;
  /** Time and size of each file when it was last read or written. */
  #stamps = new Map<string, string>();
  /** What was said to be left out. */
  #leftOut: ReadonlySet<string> = new Set();
  #stop: (() => void) | undefined;
  #scanning: Promise<void> = Promise.resolve();

  constructor(handle: FileSystemDirectoryHandle) {
    this.#handle = handle;
    this.name = handle.name === '' ? 'Folder' : handle.name;
  }

  async read(): Promise<Dropped> {
    const { taken, refused, leftOut } = await this.#look();
    this.#stamps = new Map(taken.map(({ name, file }) => [name, stampOf(file)]));
    this.#leftOut = new Set([...refused, ...leftOut]);
    const read = await readFound(taken, undefined);
    return { ...read, refused: [...refused, ...read.refused], leftOut };
  }

  watch(tell: (change: FolderChange) => void): void {
    const scan = () => {
      // One after the other: a slow look must not overtake the next.
      this.#scanning = this.#scanning.then(() => this.#scan(tell)).catch(() => undefined);
    };
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const gather = () => {
      clearTimeout(gathering);
      gathering = setTimeout(scan, GATHER_MS);
    };
    const poll = () => {
      const timer = setInterval(() => { if (!document.hidden) scan(); }, POLL_MS);
      this.#stop = () => { clearInterval(timer); };
    };
    const Observer = browser.FileSystemObserver;
    if (Observer === undefined) {
      poll();
      return;
    }
    const observer = new Observer(gather);
    this.#stop = () => { observer.disconnect(); };
    // Not every file system can be observed.
    observer.observe(this.#handle, { recursive: true }).catch(poll);
  }

  stop(): void {
    this.#stop?.();
  }

  async write(files: ProjectFiles, removed: readonly string[]): Promise<void> {
    // No look in between may take our own writing for somebody else's.
    await (this.#scanning = this.#scanning.then(async () => {
      for (const [name, content] of files) await this.#writeFile(name, content);
      for (const name of removed) await this.#removeFile(name);
    }));
  }

  async #writeFile(path: string, content: FileContent): Promise<void> {
    // Whatever way it took into the project: tools obey hidden files.
    if (judgeName(path).kind !== 'taken') throw new Error(`${path} can't be written to a folder. Rename it.`);
    const { folder, name } = await this.#place(path, true);
    const handle = await folder.getFileHandle(name, { create: true });
    const stream = await handle.createWritable();
    await stream.write(typeof content === 'string' ? content : new Uint8Array(content));
    await stream.close();
    this.#stamps.set(path, stampOf(await handle.getFile()));
  }

  async #removeFile(path: string): Promise<void> {
    const { folder, name } = await this.#place(path, false);
    await folder.removeEntry(name);
    this.#stamps.delete(path);
  }

  async #place(path: string, create: boolean): Promise<{ folder: FileSystemDirectoryHandle; name: string }> {
    const parts = path.split('/');
    const name = parts.pop() ?? path;
    let folder = this.#handle;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create });
    return { folder, name };
  }

  async #scan(tell: (change: FolderChange) => void): Promise<void> {
    const { taken, refused, leftOut } = await this.#look();
    const changed = taken.filter(({ name, file }) => this.#stamps.get(name) !== stampOf(file));
    const names = new Set(taken.map(({ name }) => name));
    const removed = [...this.#stamps.keys()].filter((name) => !names.has(name));
    const news = [...refused, ...leftOut].filter((text) => !this.#leftOut.has(text));
    this.#leftOut = new Set([...refused, ...leftOut]);
    if (changed.length === 0 && removed.length === 0 && news.length === 0) return;
    const { files } = await readFound(changed, undefined);
    for (const { name, file } of changed) this.#stamps.set(name, stampOf(file));
    for (const name of removed) this.#stamps.delete(name);
    tell({ files, removed, leftOut: news, savedAt: savedAt(Math.max(...changed.map(({ file }) => file.lastModified))) });
  }

  /** What a project may have of what lies in the folder. */
  async #look(): Promise<Chosen> {
    const sieve = new Sieve();
    const found = await walk(this.#handle, '', sieve);
    const chosen = choose(found.sort((a, b) => (a.name < b.name ? -1 : 1)));
    return { ...chosen, leftOut: [...chosen.leftOut, ...sieve.leftOut] };
  }
}

/** A moment of the machine's clock in the page's time; now, where that is no recent one. */
export function savedAt(time: number): number {
  const age = Date.now() - time;
  return performance.now() - (age >= 0 && age < RECENT_MS ? age : 0);
}

const stampOf = (file: File) => `${file.lastModified} ${file.size}`;

async function walk(folder: FileSystemDirectoryHandle, path: string, sieve: Sieve): Promise<Found[]> {
  const found: Found[] = [];
  for await (const [name, handle] of (folder as ListedFolder).entries()) {
    if (found.length > MOST_FOUND) break;
    if (handle.kind === 'directory') {
      if (sieve.enters(path + name)) found.push(...await walk(handle, `${path}${name}/`, sieve));
    } else {
      // A file may be gone by now, or be in the middle of being replaced.
      await handle.getFile().then((file) => found.push({ name: path + name, file }), () => undefined);
    }
  }
  return found;
}

/** The names of files whose text in the page is not the folder's: changed, new, and those that are gone from the page. */
export function unsavedNames(files: ProjectFiles, synced: ProjectFiles): { readonly changed: readonly string[]; readonly removed: readonly string[] } {
  const changed = [...files].filter(([name, content]) => !isSame(content, synced.get(name))).map(([name]) => name);
  return { changed, removed: [...synced.keys()].filter((name) => !files.has(name)) };
}

function isSame(a: FileContent, b: FileContent | undefined): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof b !== 'object') return false;
  return sizeOf(a) === sizeOf(b) && a.every((byte, index) => byte === b[index]);
}
