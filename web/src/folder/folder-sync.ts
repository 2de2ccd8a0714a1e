// The open project and the folder that it is: changes there are taken in as one reload, changes here wait until they are saved.
import type { Dropped } from '../sources/dropped-files.js';
import { unsavedNames, type FolderChange, type WatchedFolder } from './watched-folder.js';
import type { FileContent, ProjectFiles } from '../project/files.js';
import type { Announcer } from '../state/announcer.js';
import type { State } from '../state/state.js';
import type { Store } from '../state/store.js';

/** What a folder's changes are done to. */
export interface FolderTarget {
  /** Opens the folder's files as the project. */
  open(title: string, files: ProjectFiles): void;
  /** Takes changed files in, and others out, at once. */
  update(files: ProjectFiles, removed: readonly string[], savedAt: number): void;
  /** Says what is left out, in words. */
  warn(texts: readonly string[]): void;
}

export class FolderSync {
  readonly #store: Store<State>;
  readonly #announcer: Announcer;
  readonly #target: FolderTarget;
  #folder: WatchedFolder | undefined;
  /** The project that the folder is. */
  #key: string | undefined;
  /** What the folder holds. */
  #synced = new Map<string, FileContent>();

  constructor(store: Store<State>, announcer: Announcer, target: FolderTarget) {
    this.#store = store;
    this.#announcer = announcer;
    this.#target = target;
    store.subscribe(() => { this.#watch(); });
  }

  /** Opens a folder and goes on watching it. */
  async open(folder: WatchedFolder): Promise<void> {
    const { files, refused, leftOut }: Dropped = await folder.read();
    this.#close();
    if (files.size === 0) throw new Error(`${folder.name} has no files that a project can take. ${refused[0] ?? leftOut[0] ?? ''}`.trim());
    this.#target.open(folder.name, files);
    this.#announcer.notifySome(refused);
    this.#target.warn(leftOut);
    this.#folder = folder;
    this.#key = this.#store.state.project?.key;
    this.#synced = new Map(files);
    folder.watch((change) => { this.#take(change); });
    this.#show();
  }

  /** Writes what was changed in the page. */
  async save(): Promise<void> {
    const folder = this.#folder;
    if (folder?.write === undefined) {
      if (folder !== undefined) this.#announcer.notify(`${folder.name} can't be written from here. Save the files in your own editor.`);
      return;
    }
    const { files } = this.#store.state;
    const { changed, removed } = unsavedNames(files, this.#synced);
    const writing = new Map(changed.flatMap((name): [string, FileContent][] => {
      const content = files.get(name);
      return content === undefined ? [] : [[name, content]];
    }));
    await folder.write(writing, removed);
    for (const [name, content] of writing) this.#synced.set(name, content);
    for (const name of removed) this.#synced.delete(name);
    this.#show();
    this.#announcer.notify(`Saved ${changed.length + removed.length === 1 ? [...changed, ...removed].join('') : `${changed.length + removed.length} files`} to ${folder.name}.`);
  }

  #take({ files, removed, leftOut, savedAt }: FolderChange): void {
    this.#target.warn(leftOut);
    const before = this.#store.state.files;
    const mine = new Set(unsavedNames(before, this.#synced).changed);
    const conflicts = [...files].filter(([name, content]) => mine.has(name) && before.get(name) !== content);
    for (const [name, content] of files) this.#synced.set(name, content);
    for (const name of removed) this.#synced.delete(name);
    const taken = new Map([...files].filter(([name]) => !mine.has(name)));
    const gone = removed.filter((name) => before.has(name) && !mine.has(name));
    if (taken.size > 0 || gone.length > 0) this.#target.update(taken, gone, savedAt);
    this.#show();
    if (conflicts.length === 0) return;
    const names = conflicts.map(([name]) => name).join(', ');
    this.#announcer.notify(`${names} changed in the folder too; your version stays.`, {
      label: 'Take the folder\'s',
      run: () => { this.#target.update(new Map(conflicts), [], performance.now()); },
    });
  }

  #watch(): void {
    if (this.#folder === undefined) return;
    if (this.#store.state.project?.key === this.#key) this.#show();
    else this.#close();
  }

  #show(): void {
    if (this.#folder === undefined) return;
    const { changed, removed } = unsavedNames(this.#store.state.files, this.#synced);
    const { name, write } = this.#folder;
    const unsaved = changed.length + removed.length;
    const shown = this.#store.state.folder;
    if (shown?.name === name && shown.unsaved === unsaved) return;
    this.#store.update({ folder: { name, unsaved, canWrite: write !== undefined } });
  }

  #close(): void {
    this.#folder?.stop();
    this.#folder = undefined;
    this.#store.update({ folder: undefined });
  }
}
