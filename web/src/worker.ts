// The Worker: loads the engine, hands it commands, lets it draw a frame whenever the browser asks for one. A script, a stalled
// renderer or a panic stays in here; the page can end this Worker and start another.
import init, { Picture, Playground } from './engine.js';
import { messageOf } from './engine/error-text.js';
import { areMissing, fetchParts } from './engine/parts.js';
import type { Command } from './engine/protocol.js';
import { wasmResponse } from './engine/wasm-response.js';
import type { CanvasMessage, DecodedImage, FromWorker, ToWorker } from './engine/worker-messages.js';

type CommandMessage = Extract<ToWorker, { ask: Command } | { tell: Command }>;

// Brotli makes a WebAssembly module about a third of its size. A server that compresses tells only the compressed size, while the
// stream yields plain bytes.
const COMPRESSION = 3.2;
const FRAME_MS = 1000 / 60;
// A GPU process that fell needs a moment to come back.
const REGAIN_AFTER_MS = [0, 300, 1000, 3000];
const BEAT_EVERY_MS = 500;
/** A GPU that is lost again this soon is likely lost by the scene itself. */
const LOST_AGAIN_MS = 20_000;

let playground: Playground | undefined;
let canvas: OffscreenCanvas | undefined;
/** The GPU was lost and is being looked for: the scene waits, so that nobody misses what it does. */
let blind = false;
let lostAt = -Infinity;
let beatAt = -Infinity;
let stopped = false;
let resting = false;
let frameRequested = false;
/** Commands from before the engine was there, or behind one that waits for a part of it. */
const waiting: CommandMessage[] = [];
let fetching = false;
/** The bytes of parts that the page has in itself. */
let carriedParts: CanvasMessage['parts'];
/** What the engine's panic hook printed last: a trap's own message says only `unreachable`. */
let lastError = '';

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if ('ping' in data) post({ type: 'alive' });
  else if ('init' in data) void start(data.init);
  else if ('rest' in data) rest(data.rest);
  else if ('regain' in data) void regain(data.regain);
  else if ('image' in data) takeImage(data.image);
  else if ('loseGpu' in data) playground?.loseGpu();
  else {
    waiting.push(data);
    void carryOutWaiting();
  }
};

listenToConsoleErrors();

/** What the engine calls between the frames of a long command. */
(globalThis as { luminaraBeat?: () => void }).luminaraBeat = () => {
  const now = performance.now();
  if (now - beatAt < BEAT_EVERY_MS) return;
  beatAt = now;
  post({ type: 'beat' });
};

async function start({ canvas: given, width, height, engine, parts }: CanvasMessage): Promise<void> {
  carriedParts = parts;
  try {
    await init({ module_or_path: engine ?? streamed(await fetch(new URL('./engine_bg.wasm', import.meta.url))) });
    given.width = width;
    given.height = height;
    canvas = given;
    const created = new Playground(width, height);
    await openPicture(created);
    playground = created;
    void carryOutWaiting();
    wake();
  } catch (error) {
    crash(error);
  }
}

/** Gives the engine a picture, and tells the page; says why there is none otherwise. */
async function openPicture(engine: Playground): Promise<void> {
  const picture = await findPicture();
  if (typeof picture === 'string') {
    post({ type: 'no_gpu', message: picture });
    return;
  }
  showPicture(engine, picture);
}

function showPicture(engine: Playground, picture: Picture): void {
  const adapter = picture.adapter();
  void picture.lost().then(() => { lose(); });
  engine.show(picture);
  post({ type: 'ready', adapter });
}

/** A picture on the canvas, or why there can't be one. */
async function findPicture(): Promise<Picture | string> {
  if (canvas === undefined || (navigator as { readonly gpu?: unknown }).gpu === undefined) return 'The browser offers no WebGPU.';
  try {
    return await Picture.open(canvas);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return messageOf(error);
  }
}

/** The GPU was taken away: the scene waits until the page has sent another canvas and there is a GPU for it, which mostly comes at once. */
function lose(): void {
  if (stopped) return;
  playground?.show(undefined);
  const isAgain = performance.now() - lostAt < LOST_AGAIN_MS;
  lostAt = performance.now();
  if (isAgain) {
    post({ type: 'no_gpu', message: 'The graphics device was lost twice in a short time, perhaps by what this scene draws.' });
    return;
  }
  blind = true;
  post({ type: 'gpu_lost' });
}

/**
 * Looks for a GPU, several times. Without one the scene goes on unseen. The canvas is a new one: what an old one shows after the GPU's
 * process fell never reaches the screen in Chromium 156, though drawing to it works.
 */
async function regain(fresh: OffscreenCanvas): Promise<void> {
  const engine = playground;
  if (engine === undefined) return;
  blind = true;
  canvas = fresh;
  try {
    let why = '';
    for (const delay of REGAIN_AFTER_MS) {
      if (delay > 0) await new Promise((resolve) => { setTimeout(resolve, delay); });
      const picture = await findPicture();
      if (typeof picture !== 'string') {
        showPicture(engine, picture);
        return;
      }
      why = picture;
    }
    post({ type: 'no_gpu', message: `The graphics device was lost, and there is no other: ${why}` });
  } catch (error) {
    crash(error);
  } finally {
    blind = false;
    wake();
  }
}

/** The same response, its bytes told to the page as they come. */
function streamed(response: Response): Response {
  const length = Number(response.headers.get('Content-Length') ?? 0);
  const total = Math.round(response.headers.has('Content-Encoding') ? length * COMPRESSION : length);
  let loaded = 0;
  return wasmResponse(response, new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      post({ type: 'progress', loaded, total });
      controller.enqueue(chunk);
    },
  }));
}

/** Carries commands out in their order; one whose files need a part of the engine that isn't there yet waits for it, and so do all behind. */
async function carryOutWaiting(): Promise<void> {
  while (playground !== undefined && !fetching) {
    const message = waiting.shift();
    if (message === undefined) return;
    const parts = 'ask' in message ? message.parts ?? [] : [];
    if (areMissing(parts)) {
      fetching = true;
      await fetchParts(parts, carriedParts);
      fetching = false;
    }
    carryOut(playground, message);
  }
}

function carryOut(engine: Playground, message: CommandMessage): void {
  guarded(() => {
    if ('tell' in message) engine.take(inOwnTime(message.tell));
    else post({ type: 'answered', id: message.id, answered: engine.handle(inOwnTime(message.ask)) });
  });
  wake();
}

function takeImage({ id, revision, decoded }: DecodedImage): void {
  const engine = playground;
  if (engine === undefined) return;
  guarded(() => {
    if (typeof decoded === 'string') engine.imageFailed(id, revision, decoded);
    else engine.putImage(id, revision, decoded);
  });
  wake();
}

function rest(isAsked: boolean): void {
  resting = isAsked;
  if (!isAsked) wake();
}

/** Has frames drawn until there is nothing new to draw. */
function wake(): void {
  if (frameRequested || resting || blind) return;
  frameRequested = true;
  requestFrame();
}

/** A command whose time, which is since 1970, is in the Worker's own. */
function inOwnTime(command: Command): Command {
  if (command.type !== 'input' || command.time === undefined) return command;
  return { ...command, time: command.time - performance.timeOrigin };
}

function requestFrame(): void {
  // Some browsers have OffscreenCanvas in a Worker but no animation frames there.
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(drawFrame);
  else setTimeout(() => { drawFrame(performance.now()); }, FRAME_MS);
}

function drawFrame(now: number): void {
  frameRequested = false;
  if (playground === undefined || stopped || resting || blind) return;
  const engine = playground;
  guarded(() => {
    const draws = engine.advance(now);
    if (draws) {
      // The GPU may hold this up for as long as it likes: that is no hang of ours.
      post({ type: 'drawing' });
      engine.draw(now);
    }
    const news = engine.news();
    if (news !== undefined) post({ type: 'news', news });
    else if (draws) post({ type: 'alive' });
    // A paused scene has no news: it costs nothing until the next command.
    if (news !== undefined || engine.isDue()) wake();
  });
}

/** Runs the engine. After a panic its memory can't be trusted: nothing calls into it again. */
function guarded(work: () => void): void {
  if (stopped) return;
  lastError = '';
  try {
    work();
  } catch (error) {
    crash(error);
  }
}

function crash(error: unknown): void {
  stopped = true;
  post({ type: 'crashed', message: lastError === '' ? trapText(error) : panicText(lastError) });
}

/** What went wrong where the engine ended without a word. */
function trapText(error: unknown): string {
  const isTrap = error instanceof WebAssembly.RuntimeError && error.message.includes('unreachable');
  // It ends like that, and only like that, where it asks for memory and gets none.
  return isTrap ? 'it ran out of memory' : messageOf(error);
}

function listenToConsoleErrors(): void {
  const original = console.error.bind(console);
  console.error = (...parts: unknown[]) => {
    lastError = parts.map(String).join(' ');
    original(...parts);
  };
}

/** A panic's message and place, without the stack that the hook adds: `panicked at PLACE:\nMESSAGE`. */
function panicText(text: string): string {
  const withoutStack = text.split(/\n\s*(?:Stack:|at )/, 1)[0]?.trim() ?? text;
  const panic = /panicked at ([^\n]+?):\n([^]+)$/.exec(withoutStack);
  return panic === null ? withoutStack : `${panic[2] ?? ''} (${panic[1] ?? ''})`;
}

function post(message: FromWorker): void {
  self.postMessage(message);
}
