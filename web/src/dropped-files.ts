// Files that are dropped on the page: read, folders walked, what is too large refused by name.
import { COUNT_CAP, decodeContent, FILE_CAP, hostileName, PROJECT_CAP, sizeText, type FileContent, type ProjectFiles } from './project-files.js';

export interface Dropped {
  readonly files: ProjectFiles;
  /** The dropped folder's name, where one folder was dropped that is a project of its own. */
  readonly project: string | undefined;
  /** What was refused, in words. */
  readonly refused: readonly string[];
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

/** Reads what was dropped. The transfer's list is gone once this function has returned to the browser, so its entries are taken first. */
export async function readDropped(transfer: DataTransfer, present = 0): Promise<Dropped> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const loose = entries.length === 0 ? [...transfer.files].map((file): Found => ({ name: file.name, file })) : [];
  const found = [...loose, ...(await Promise.all(entries.map((entry) => walk(entry, '')))).flat()];
  const [only] = entries;
  const folder = entries.length === 1 && only?.isDirectory === true ? only.name : undefined;
  return readFound(found, folder, present);
}

/** Reads files within the caps, of which `present` files are used up. Paths inside of one dropped folder start in it. */
export async function readFound(found: readonly Found[], folder: string | undefined, present = 0): Promise<Dropped> {
  const files = new Map<string, FileContent>();
  const refused: string[] = [];
  let total = 0;
  for (const { name: path, file } of found) {
    const name = folder === undefined ? path : path.slice(folder.length + 1);
    if (isHidden(name)) continue;
    const why = refusal(name, file.size, total, files.size + present);
    if (why !== undefined) {
      refused.push(why);
      continue;
    }
    try {
      files.set(name, decodeContent(new Uint8Array(await file.arrayBuffer())));
      total += file.size;
    } catch {
      refused.push(`${name} could not be read. Check that it is still there, and drop it again.`);
    }
  }
  return { files, project: files.has('game.toml') ? folder : undefined, refused };
}

/** Why a file is not taken; undefined where it is. */
export function refusal(name: string, size: number, total: number, count: number): string | undefined {
  const hostile = hostileName(name);
  if (hostile !== undefined) return hostile;
  if (size > FILE_CAP) return `${name} has ${sizeText(size)}; a file can have ${sizeText(FILE_CAP)}. Make it smaller and drop it again.`;
  if (total + size > PROJECT_CAP) return `${name} is left out: all files together can have ${sizeText(PROJECT_CAP)}.`;
  if (count >= COUNT_CAP) return `${name} is left out: a project can have ${COUNT_CAP} files.`;
  return undefined;
}

// .git, .DS_Store and the like come along with folders; nobody means them.
function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
}

async function walk(entry: FileSystemEntry, path: string): Promise<readonly Found[]> {
  const name = path + entry.name;
  if (isHidden(name)) return [];
  // Chromium has no constructors of these to ask by.
  if (entry.isFile) return [{ name, file: await new Promise<File>((resolve, reject) => { (entry as FileSystemFileEntry).file(resolve, reject); }) }];
  const found: Found[] = [];
  for (const child of await children(entry as FileSystemDirectoryEntry)) found.push(...await walk(child, `${name}/`));
  return found;
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
