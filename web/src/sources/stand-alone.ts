// "Save as a web page": the project, the page and the engine in one HTML file that runs from a disk. Its policy names each script in it
// by its hash, and the Worker is made from the file's own text.
import { PARTS } from '../project/languages.js';

/** What a stand-alone page carries in itself, as text in elements of these ids. */
const STAND_ALONE_PARTS = { project: 'luminara-project', worker: 'luminara-worker', engine: 'luminara-engine' } as const;

/** The same of a part of the engine that a file may need. */
const partId = (name: string): string => `luminara-part-${name}`;

/** The parts of the page that runs now, where it is a stand-alone one. */
export interface StandAlone {
  /** A link's fragment. */
  readonly project: string;
  /** The Worker's program. */
  readonly worker: string;
  /** The engine, gzip and base64. */
  readonly engine: string;
  /** The same of the parts of it that a file may need, by name. */
  readonly parts: Readonly<Record<string, string>>;
}

/** The engine and its parts as a Worker takes them. */
export interface StandAloneModules {
  readonly engine: ArrayBuffer;
  readonly parts: Readonly<Record<string, ArrayBuffer>>;
}

/** The parts that this page carries; undefined where it came from a server. */
export function standAloneParts(): StandAlone | undefined {
  const text = (id: string) => document.getElementById(id)?.textContent.trim();
  const [project, worker, engine] = [text(STAND_ALONE_PARTS.project), text(STAND_ALONE_PARTS.worker), text(STAND_ALONE_PARTS.engine)];
  if (project === undefined || worker === undefined || engine === undefined) return undefined;
  return { project, worker, engine, parts: Object.fromEntries(PARTS.map((name) => [name, text(partId(name)) ?? ''])) };
}

/** The modules in a stand-alone page. */
export async function standAloneModules({ engine, parts }: StandAlone): Promise<StandAloneModules> {
  const unpackedParts = await Promise.all(Object.entries(parts).map(async ([name, text]) => [name, await unpacked(text)] as const));
  return { engine: await unpacked(engine), parts: Object.fromEntries(unpackedParts) };
}

async function unpacked(base64: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** A page with everything in it. @param project a link's fragment */
export async function standAlonePage(title: string, project: string): Promise<string> {
  const carried = standAloneParts();
  const [page, worker, engine, parts, styles] = await Promise.all([
    carried === undefined ? fetchText('stand-alone-page.js') : ownScript(),
    carried?.worker ?? fetchText('stand-alone-worker.js'),
    carried?.engine ?? fetchModule('engine_bg.wasm'),
    carried?.parts ?? fetchParts(),
    carried === undefined ? Promise.all(['tokens.css', 'page.css'].map(fetchText)).then((sheets) => withoutFonts(sheets.join('\n'))) : ownStyles(),
  ]);
  const script = inScript(page);
  const policy = [
    "default-src 'none'", `script-src '${await hashOf(script)}' 'wasm-unsafe-eval' blob:`, `style-src '${await hashOf(styles)}'`,
    'worker-src blob:', 'img-src data: blob:', 'connect-src https:', "base-uri 'none'", "form-action 'none'",
  ].join('; ');
  const part = (id: string, text: string) => `<script type="text/plain" id="${id}">${inScript(text)}</script>`;
  return [
    '<!doctype html>', '<html lang="en">', '<head>', '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${styles}</style>`, '</head>', '<body>', '<luminara-playground></luminara-playground>',
    part(STAND_ALONE_PARTS.project, project), part(STAND_ALONE_PARTS.worker, worker), part(STAND_ALONE_PARTS.engine, engine),
    ...Object.entries(parts).map(([name, text]) => part(partId(name), text)),
    `<script id="luminara-page">${script}</script>`,
    '</body>', '</html>', '',
  ].join('\n');
}

async function fetchText(name: string): Promise<string> {
  return (await fetchPart(name)).text();
}

async function fetchParts(): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(PARTS.map(async (name) => [name, await fetchModule(`${name}_bg.wasm`)] as const)));
}

/** A WebAssembly module, gzip and base64. */
async function fetchModule(name: string): Promise<string> {
  const { body } = await fetchPart(name);
  if (body === null) throw new Error(`${name} came without its bytes. Try again.`);
  const bytes = new Uint8Array(await new Response(body.pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(binary);
}

async function fetchPart(name: string): Promise<Response> {
  const response = await fetch(new URL(name, document.baseURI)).catch(() => undefined);
  if (response?.ok !== true) throw new Error(`${name} could not be loaded, which the page needs inside. Check the network and try again.`);
  return response;
}

// A stand-alone page can save itself again.
const ownScript = () => document.getElementById('luminara-page')?.textContent ?? '';
const ownStyles = () => document.querySelector('style')?.textContent ?? '';

/** Fonts lie beside the page and not in it: the system's own stand in. */
const withoutFonts = (css: string) => css.replaceAll(/@font-face\s*\{[^}]*\}/g, '');

/** What would end the element early, or begin a comment in it, written in another way that means the same in JavaScript. */
const inScript = (text: string) => text.replaceAll(/<(?=\/script|script|!--)/gi, '\\x3C');

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

async function hashOf(text: string): Promise<string> {
  // HTML makes every line end the same before the browser hashes it.
  const bytes = new TextEncoder().encode(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}
