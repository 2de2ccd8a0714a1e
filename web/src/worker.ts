// The Worker: loads the engine, hands it commands, lets it draw a frame whenever the browser asks for one. A script, a stalled
// renderer or a panic stays in here; the page can end this Worker and start another.
import init, { Playground } from './engine.js';
import type { Command } from './protocol.js';
import type { CanvasMessage, FromWorker, ToWorker } from './worker-messages.js';

type CommandMessage = Extract<ToWorker, { command: Command }>;

// Brotli makes a WebAssembly module about a third of its size. A server that compresses tells only the compressed size, while the
// stream yields plain bytes.
const COMPRESSION = 3.2;
const FRAME_MS = 1000 / 60;

let playground: Playground | undefined;
let stopped = false;
let resting = false;
let frameRequested = false;
/** Commands from before the engine was there. */
const waiting: CommandMessage[] = [];
/** What the engine's panic hook printed last: a trap's own message says only `unreachable`. */
let lastError = '';

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if ('ping' in data) post({ type: 'alive' });
  else if ('init' in data) void start(data.init);
  else if ('rest' in data) rest(data.rest);
  else if (playground === undefined) waiting.push(data);
  else answer(playground, data);
};

listenToConsoleErrors();

async function start({ canvas, width, height, engine }: CanvasMessage): Promise<void> {
  try {
    await init({ module_or_path: engine ?? streamed(await fetch(new URL('./engine_bg.wasm', import.meta.url))) });
    const created = await create(canvas, width, height);
    playground = created;
    for (const message of waiting.splice(0)) answer(created, message);
    wake();
  } catch (error) {
    crash(error);
  }
}

async function create(canvas: OffscreenCanvas, width: number, height: number): Promise<Playground> {
  let why = 'The browser offers no WebGPU.';
  if ((navigator as { readonly gpu?: unknown }).gpu !== undefined) {
    try {
      const created = await Playground.create(canvas, width, height);
      const adapter = created.adapter();
      if (adapter !== '') {
        post({ type: 'ready', adapter });
        return created;
      }
      post({ type: 'no_gpu', message: 'The browser found no WebGPU adapter.' });
      return created;
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) throw error;
      why = messageOf(error);
    }
  }
  const created = await Playground.create(undefined, width, height);
  post({ type: 'no_gpu', message: why });
  return created;
}

/** The same response, its bytes told to the page as they come. */
function streamed(response: Response): Response {
  if (!response.ok || response.body === null) throw new Error(`the engine's file answered ${response.status} ${response.statusText}`);
  const length = Number(response.headers.get('Content-Length') ?? 0);
  const total = Math.round(response.headers.has('Content-Encoding') ? length * COMPRESSION : length);
  let loaded = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      post({ type: 'progress', loaded, total });
      controller.enqueue(chunk);
    },
  });
  // The type is what lets the browser compile while it loads, and not every static host knows it.
  return new Response(response.body.pipeThrough(counter), { headers: { 'Content-Type': 'application/wasm' } });
}

function answer(engine: Playground, { id, command }: CommandMessage): void {
  guarded(() => {
    const report = engine.handle(inOwnTime(command));
    post(id === undefined ? { type: 'report', report } : { type: 'report', id, report });
  });
  wake();
}

function rest(isAsked: boolean): void {
  resting = isAsked;
  if (!isAsked) wake();
}

/** Has frames drawn until there is nothing new to draw. */
function wake(): void {
  if (frameRequested || resting) return;
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
  if (playground === undefined || stopped || resting) return;
  const engine = playground;
  guarded(() => {
    const report = engine.frame(now);
    if (report === undefined) return;
    post({ type: 'report', report });
    // A paused scene has nothing to say: it costs nothing until the next command.
    wake();
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
  post({ type: 'crashed', message: lastError === '' ? messageOf(error) : panicText(lastError) });
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function post(message: FromWorker): void {
  self.postMessage(message);
}
