// Projects that lie elsewhere: `?src=` names a file, a zip archive, a gist or a folder on GitHub that the browser may read. Nothing
// runs on the way: what comes is files, within the caps.
import { FIRST_FILE } from '../embed/written-languages.js';
import { boundedBytes } from './bounded-response.js';
import { encodedName, judgeName, shownName, Sieve } from '../project/file-names.js';
import { amountOf, decodeContent, sizeText, type FileContent, type ProjectFiles } from '../project/files.js';
import { CAPS, ZIP_SIGNATURES } from '../project/rules.js';

/** What was found at an address. An archive is unpacked by the engine, which can't be held up by it. */
export type Remote =
  | { readonly kind: 'files'; readonly title: string; readonly files: ProjectFiles; /** In words. */ readonly leftOut: readonly string[] }
  | { readonly kind: 'zip'; readonly title: string; readonly bytes: Uint8Array };

/** The address can't be opened; the message says why and what to do. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
}

const FETCHES_AT_ONCE = 6;

/** Fetches the project at an address. @throws RemoteError */
export async function fetchRemote(address: string): Promise<Remote> {
  const url = parseAddress(address);
  if (url.hostname === 'gist.github.com') return fetchGist(url);
  if (url.hostname === 'github.com') {
    const [owner, repo, kind, ref, ...path] = url.pathname.split('/').filter((part) => part !== '');
    if (owner === undefined || repo === undefined) throw new RemoteError(`${url.href} names no repository. A folder's address looks like https://github.com/OWNER/REPOSITORY/tree/BRANCH/FOLDER.`);
    if (kind === undefined || kind === 'tree') return fetchFolder(owner, repo, ref ?? 'HEAD', path.map(decodeURIComponent).join('/'));
    if (kind === 'blob' || kind === 'raw') return fetchFile(new URL(`https://raw.githubusercontent.com/${[owner, repo, ref ?? 'HEAD', ...path].join('/')}`));
    throw new RemoteError(`${url.href} is neither a file nor a folder on GitHub.`);
  }
  return fetchFile(url);
}

function parseAddress(address: string): URL {
  let url: URL;
  try {
    url = new URL(address, location.href);
  } catch {
    throw new RemoteError(`'${address}' is no address. It should begin with https://.`);
  }
  const isLocal = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal) && url.origin !== location.origin) throw new RemoteError(`${url.href} is not read: only https:// addresses are.`);
  return url;
}

async function fetchFile(url: URL): Promise<Remote> {
  const bytes = await fetchBytes(url, CAPS.archiveBytes);
  const name = lastPart(url);
  if (ZIP_SIGNATURES.some((signature) => signature.every((byte, index) => bytes[index] === byte))) return { kind: 'zip', title: name.replace(/\.zip$/, ''), bytes };
  if (bytes.length > CAPS.fileBytes) throw new RemoteError(`${name} has ${sizeText(bytes.length)}; a file can have ${sizeText(CAPS.fileBytes)}.`);
  if (/<!doctype html|<html/i.test(new TextDecoder().decode(bytes.subarray(0, 200)))) throw new RemoteError(`${url.href} is a web page. Give the address of the file itself; on most sites it is behind “Raw”.`);
  // A script needs an extension to be one.
  const file = /\.\w+$/.test(name) && judgeName(name).kind === 'taken' ? name : FIRST_FILE;
  return { kind: 'files', title: name, files: new Map([[file, decodeContent(bytes)]]), leftOut: [] };
}

interface GistFile { readonly filename?: string; readonly content?: string; readonly truncated?: boolean; readonly raw_url?: string }

async function fetchGist(url: URL): Promise<Remote> {
  const id = url.pathname.split('/').filter((part) => part !== '').find((part) => /^[0-9a-f]{16,}$/i.test(part));
  if (id === undefined) throw new RemoteError(`${url.href} names no gist. Its address looks like https://gist.github.com/USER/ID.`);
  const gist = await fetchJson(new URL(`https://api.github.com/gists/${id}`)) as { description?: string; files?: Record<string, GistFile> };
  const sieve = new Sieve();
  const listed = Object.values(gist.files ?? {}).filter(({ filename }) => typeof filename === 'string' && isTaken(filename, sieve));
  checkCount(listed.length, 'the gist');
  const files = await inTurn(listed, async ({ filename = '', content, truncated, raw_url }): Promise<[string, FileContent]> => {
    if (truncated !== true && content !== undefined) return [filename, content];
    // Binary or long: the listing has only its beginning.
    return [filename, decodeContent(await fetchBytes(new URL(raw_url ?? ''), CAPS.fileBytes))];
  });
  return withinCaps(gist.description === undefined || gist.description === '' ? `Gist ${id.slice(0, 7)}` : gist.description, files, sieve.leftOut);
}

interface TreeEntry { readonly path?: string; readonly type?: string; readonly mode?: string }

/** What git says of a file that is a link: its content is the place that it leads to. */
const LINK_MODE = '120000';

async function fetchFolder(owner: string, repo: string, ref: string, folder: string): Promise<Remote> {
  const tree = await fetchJson(new URL(`https://api.github.com/repos/${owner}/${repo}/git/trees/${encodeURIComponent(ref)}?recursive=1`)) as { tree?: readonly TreeEntry[]; truncated?: boolean };
  const prefix = folder === '' ? '' : `${folder}/`;
  if (tree.truncated === true) throw new RemoteError(`${owner}/${repo} is too large to be listed. Download the folder and drop it here.`);
  const sieve = new Sieve();
  const paths = (tree.tree ?? []).flatMap(({ path, type, mode }) => {
    if (type !== 'blob' || path?.startsWith(prefix) !== true || !isTaken(path.slice(prefix.length), sieve)) return [];
    if (mode !== LINK_MODE) return [path];
    sieve.leaveOut(path.slice(prefix.length), 'it is a link, not a file');
    return [];
  });
  if (paths.length === 0) throw new RemoteError(`${owner}/${repo} has no folder ${folder === '' ? 'with files' : `'${folder}'`} at ${ref}. A branch whose name has a slash can't be told from a folder: use a commit instead.`);
  checkCount(paths.length, 'the folder');
  const files = await inTurn(paths, async (path): Promise<[string, FileContent]> => {
    const url = new URL(`https://raw.githubusercontent.com/${owner}/${repo}/${ref}/${encodedName(path)}`);
    return [path.slice(prefix.length), decodeContent(await fetchBytes(url, CAPS.fileBytes))];
  });
  return withinCaps(folder.split('/').at(-1) || repo, files, sieve.leftOut);
}

/** Whether a listed file is taken. @throws RemoteError where its name leads out of the project */
function isTaken(name: string, sieve: Sieve): boolean {
  const verdict = judgeName(name);
  if (verdict.kind === 'hostile') throw new RemoteError(`It has a file that can't be opened, '${shownName(name)}': ${verdict.why}.`);
  return sieve.takes(name);
}

function withinCaps(title: string, files: readonly (readonly [string, FileContent])[], leftOut: readonly string[]): Remote {
  const all = new Map(files);
  const { bytes } = amountOf(all);
  if (bytes > CAPS.totalBytes) throw new RemoteError(`Its files have ${sizeText(bytes)} together; a project can have ${sizeText(CAPS.totalBytes)}.`);
  return { kind: 'files', title, files: all, leftOut };
}

function checkCount(count: number, what: string): void {
  if (count > CAPS.files) throw new RemoteError(`${what} has ${count} files; a project can have ${CAPS.files}.`);
}

async function fetchJson(url: URL): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await fetchBytes(url, CAPS.fileBytes)));
}

/** The bytes at an address; what is longer than the cap is not read further. */
async function fetchBytes(url: URL, cap: number): Promise<Uint8Array> {
  const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' }).catch(() => undefined);
  if (response === undefined) throw new RemoteError(`${url.host} can't be reached, or doesn't let other pages read its files (CORS). Try a raw address on GitHub or a gist.`);
  if (response.status === 403 && url.hostname === 'api.github.com') throw new RemoteError('GitHub answers only so many questions an hour from one address, and it has had enough. Try again later, or use the raw address of a zip.');
  if (!response.ok) throw new RemoteError(`${url.href} answered ${response.status}. Check the address.`);
  const bytes = await boundedBytes(response, cap);
  if (bytes === undefined) throw new RemoteError(`${lastPart(url)} has more than ${sizeText(cap)}, which is the most that is read.`);
  return bytes;
}

/** The results of a question about each item, a few at a time. */
async function inTurn<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += FETCHES_AT_ONCE) {
    results.push(...await Promise.all(items.slice(start, start + FETCHES_AT_ONCE).map(ask)));
  }
  return results;
}

function lastPart(url: URL): string {
  const last = url.pathname.split('/').filter((part) => part !== '').at(-1) ?? url.hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
