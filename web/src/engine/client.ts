// The page's end of the wire to the engine: owns the Worker and its canvas, pairs commands with their reports.
import { Heartbeat, LOOK_EVERY_MS, type Work } from './heartbeat.js';
import type { Command, Report } from './protocol.js';
import { standAloneEngine, standAloneParts } from '../sources/stand-alone.js';
import type { FromWorker, ToWorker } from './worker-messages.js';

/** What the engine lets the page know. */
export interface EngineListener {
  progress(loaded: number, total: number): void;
  /** The engine takes commands, or looked for a GPU again. Without a picture, `noGpu` says why. */
  ready(noGpu: string | undefined): void;
  /** The GPU was taken away. The scene waits until {@link EngineClient.regain} is called and `ready` told again. */
  gpuLost(): void;
  /** `answered` is the command that it answers; undefined for a frame. */
  report(report: Report, answered: Command['type'] | undefined): void;
  /** The engine is gone: it fell, or answered nothing for so long that it was ended. Another can be started. */
  crashed(message: string): void;
  /** The engine goes on, or is held up by the GPU, but has not answered for a while (true); or it answers again (false). */
  silent(isSilent: boolean): void;
}

/** The engine couldn't or wouldn't carry out a command; the message says why and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

interface Pending {
  readonly command: Command['type'];
  readonly resolve: (report: Report) => void;
  readonly reject: (error: CommandError) => void;
}

/** Commands that do much at once: all scripts begin, or all files are packed. */
const MUCH: ReadonlySet<Command['type']> = new Set(['load', 'reset', 'open', 'open_zip', 'zip', 'link', 'list_tests', 'run_test']);

/** So long after its start the engine has shaders compiled at its first pictures, which a slow machine may take seconds for. */
const SETTLES_MS = 15_000;

/** One engine at a time: `start` ends the one before. */
export class EngineClient {
  readonly #listener: EngineListener;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #lastId = 0;
  readonly #heartbeat = new Heartbeat();
  #starting = false;
  /** When it was ready, milliseconds of the page's clock. */
  #readyAt = 0;
  #drawing = false;
  #silent = false;
  #resting = false;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(listener: EngineListener) {
    this.#listener = listener;
  }

  /** Starts an engine that draws to the canvas that comes back. The size is in device pixels. */
  start(width: number, height: number): HTMLCanvasElement {
    this.stop('The engine was started again.');
    const carried = standAloneParts();
    const worker = carried === undefined
      ? new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'engine' })
      : new Worker(URL.createObjectURL(new Blob([carried.worker], { type: 'text/javascript' })), { name: 'engine' });
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (worker === this.#worker) this.#hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#crash(event.message || 'its program could not be loaded');
    };
    this.#worker = worker;
    this.#starting = true;
    this.#drawing = false;
    this.#listenFor();

    const element = document.createElement('canvas');
    const canvas = element.transferControlToOffscreen();
    const begin = (engine?: ArrayBuffer) => {
      if (worker !== this.#worker) return;
      this.#say({ init: { canvas, width, height, ...(engine === undefined ? {} : { engine }) } }, [canvas, ...(engine === undefined ? [] : [engine])]);
      if (this.#resting) this.#say({ rest: true });
    };
    if (carried === undefined) begin();
    else standAloneEngine(carried.engine).then(begin, (error: unknown) => { this.#crash(String(error)); });
    return element;
  }

  /** Listens for silence, but for that of an engine that rests. */
  #listenFor(): void {
    clearInterval(this.#watch);
    this.#heartbeat.restart();
    if (this.#resting || this.#worker === undefined) return;
    this.#watch = setInterval(() => { this.#look(); }, LOOK_EVERY_MS);
  }

  /** Ends the engine; commands that wait for an answer fail with the reason. */
  stop(reason: string): void {
    clearInterval(this.#watch);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#hearAgain();
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(new CommandError(reason));
  }

  /** Sends a command. @throws CommandError where the engine refuses it or is gone */
  send(command: Command): Promise<Report> {
    return new Promise((resolve, reject) => {
      if (this.#worker === undefined) {
        reject(new CommandError('The engine is not running.'));
        return;
      }
      const id = ++this.#lastId;
      this.#pending.set(id, { command: command.type, resolve, reject });
      this.#say({ id, command });
    });
  }

  /** While it rests, no time passes and nothing is drawn; commands are carried out. */
  rest(resting: boolean): void {
    if (this.#resting === resting) return;
    this.#resting = resting;
    this.#say({ rest: resting });
    this.#listenFor();
  }

  /** Has the engine look for a GPU again, to draw to the canvas that comes back. */
  regain(width: number, height: number): HTMLCanvasElement {
    const element = document.createElement('canvas');
    element.width = width;
    element.height = height;
    const canvas = element.transferControlToOffscreen();
    this.#say({ regain: canvas }, [canvas]);
    return element;
  }

  /** Has the engine give its GPU up, as if it had been taken away. */
  loseGpu(): void {
    this.#say({ loseGpu: true });
  }

  /** Sends a command whose answer nobody waits for. */
  post(command: Command): void {
    this.#say({ command });
  }

  #say(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  #hear(message: FromWorker): void {
    this.#drawing = message.type === 'drawing';
    if (message.type === 'beat' || message.type === 'drawing') {
      this.#heartbeat.goesOn();
      return;
    }
    this.#heartbeat.answered();
    this.#hearAgain();
    switch (message.type) {
      case 'progress':
        this.#listener.progress(message.loaded, message.total);
        break;
      case 'ready':
        this.#started();
        this.#listener.ready(undefined);
        break;
      case 'no_gpu':
        this.#started();
        this.#listener.ready(message.message);
        break;
      case 'gpu_lost':
        this.#listener.gpuLost();
        break;
      case 'report':
        this.#takeReport(message.report, message.id);
        break;
      case 'crashed':
        this.#crash(message.message);
        break;
      case 'alive':
        break;
    }
  }

  #takeReport(report: Report, id: number | undefined): void {
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id !== undefined) this.#pending.delete(id);
    this.#listener.report(report, pending?.command);
    if (report.refused === undefined) pending?.resolve(report);
    else pending?.reject(new CommandError(report.refused));
  }

  #crash(message: string): void {
    this.stop(`The engine stopped: ${message}`);
    this.#listener.crashed(message);
  }

  #look(): void {
    this.#say({ ping: true });
    const work = this.#work();
    const health = this.#heartbeat.look(performance.now(), !document.hidden, work);
    if (health === 'hung') {
      this.#crash(`it didn't answer for ${Heartbeat.silenceText(work)}`);
      return;
    }
    if (health === 'well' || this.#silent) return;
    this.#silent = true;
    this.#listener.silent(true);
  }

  #work(): Work {
    if (this.#starting) return 'starting';
    if (this.#drawing) return 'drawing';
    const settles = performance.now() - this.#readyAt < SETTLES_MS;
    return settles || [...this.#pending.values()].some(({ command }) => MUCH.has(command)) ? 'much' : 'running';
  }

  #started(): void {
    this.#starting = false;
    this.#readyAt = performance.now();
  }

  #hearAgain(): void {
    if (!this.#silent) return;
    this.#silent = false;
    this.#listener.silent(false);
  }
}
