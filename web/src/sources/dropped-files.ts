// Files that are dropped on the page: read, folders walked, what is too large refused by name, what is no part of a project left out.
import { Sieve } from '../project/file-names.js';
import { amountOf, decodeContent, sizeOf, tooMuch, type FileContent, type ProjectFiles } from '../project/files.js';
import { MANIFEST } from '../project/rules.js';

export interface Dropped {
  readonly files: ProjectFiles;
  /** The dropped folder's name, where one folder was dropped that is a project of its own. */
  readonly project: string | undefined;
  /** What was refused, in words. */
  readonly refused: readonly string[];
  /** What is no part of a project, in words. */
  readonly leftOut: readonly string[];
}

/** A file that was found, not read yet. */
export interface Found {
  readonly name: string;
  readonly file: File;
}

/** Whether a drag carries files. */
export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** The archive, where one zip and nothing else came: it is a whole project. */
export function onlyArchive(files: readonly File[]): File | undefined {
  const [only] = files;
  return files.length === 1 && only !== undefined && /\.zip$/i.test(only.name) ? only : undefined;
}

const NONE: ProjectFiles = new Map();

/**
 * Reads what was dropped. The transfer's list is gone once this function has returned to the browser, so its entries are taken first.
 * @param present the project's files, which those that are dropped are added to
 */
export async function readDropped(transfer: DataTransfer, present: ProjectFiles = NONE): Promise<Dropped> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const loose = entries.length === 0 ? [...transfer.files].map((file): Found => ({ name: file.name, file })) : [];
  const sieve = new Sieve();
  const [only] = entries;
  const folder = entries.length === 1 && only?.isDirectory === true ? only : undefined;
  const walked = folder === undefined ? await walkAll(entries, '', sieve) : await walkFolder(folder as FileSystemDirectoryEntry, '', sieve);
  const read = await readFound([...loose, ...walked], folder?.name, present);
  return { ...read, leftOut: [...sieve.leftOut, ...read.leftOut] };
}

/** Files that a project may have, of those that were found. */
export interface Chosen {
  readonly taken: readonly Found[];
  /** What was refused, in words. */
  readonly refused: readonly string[];
  /** What is no part of a project, in words. */
  readonly leftOut: readonly string[];
}

/** Chooses by names and sizes alone; those that are chosen are added to `present`, or put in place of what has their name there. */
export function choose(found: readonly Found[], present: ProjectFiles = NONE): Chosen {
  const sieve = new Sieve(present.keys());
  let amount = amountOf(present);
  const taken: Found[] = [];
  const refused: string[] = [];
  for (const { name, file } of found) {
    if (!sieve.takes(name)) continue;
    const old = present.get(name);
    const others = old === undefined ? amount : { files: amount.files - 1, bytes: amount.bytes - sizeOf(old) };
    const why = tooMuch(name, file.size, others);
    if (why === undefined) {
      taken.push({ name, file });
      amount = { files: others.files + 1, bytes: others.bytes + file.size };
    } else {
      refused.push(why);
    }
  }
  return { taken, refused, leftOut: sieve.leftOut };
}

/** Reads files within the caps. Names of files in one dropped folder start in it: `folder` is its name. */
export async function readFound(found: readonly Found[], folder: string | undefined, present: ProjectFiles = NONE): Promise<Dropped> {
  const project = found.some(({ name }) => name === MANIFEST) ? folder : undefined;
  // A project takes the place of the one that is there.
  const { taken, refused, leftOut } = choose(found, project === undefined ? present : NONE);
  const files = new Map<string, FileContent>();
  const unread: string[] = [];
  for (const { name, file } of taken) {
    try {
      files.set(name, decodeContent(new Uint8Array(await file.arrayBuffer())));
    } catch {
      unread.push(`${name} could not be read. Check that it is still there, and add it again.`);
    }
  }
  return { files, project, refused: [...unread, ...refused], leftOut };
}

async function walk(entry: FileSystemEntry, path: string, sieve: Sieve): Promise<readonly Found[]> {
  const name = path + entry.name;
  // Chromium has no constructors of these to ask by.
  if (entry.isFile) return [{ name, file: await new Promise<File>((resolve, reject) => { (entry as FileSystemFileEntry).file(resolve, reject); }) }];
  return sieve.enters(name) ? walkFolder(entry as FileSystemDirectoryEntry, `${name}/`, sieve) : [];
}

async function walkFolder(folder: FileSystemDirectoryEntry, path: string, sieve: Sieve): Promise<readonly Found[]> {
  return walkAll(await children(folder), path, sieve);
}

async function walkAll(entries: readonly FileSystemEntry[], path: string, sieve: Sieve): Promise<readonly Found[]> {
  const found = await Promise.all(entries.map(async (entry) => {
    try {
      return await walk(entry, path, sieve);
    } catch {
      // A link to nothing, or something that is no file: the others are there all the same.
      sieve.leaveOut(path + entry.name, 'it can\'t be read');
      return [];
    }
  }));
  return found.flat();
}

async function children(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // It answers with a hundred at a time, and with none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (some.length === 0) return all;
    all.push(...some);
  }
}
