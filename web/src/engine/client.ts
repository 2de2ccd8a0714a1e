// The page's end of the engine: owns the Worker and its canvas, gives every engine the open project before anything else is asked of it, pairs
// commands with their answers, and notices when it falls or falls silent.
import { encodeFiles, type ProjectFiles } from '../project/files.js';
import { partOf } from '../project/languages.js';
import { standAloneModules, standAloneParts, type StandAloneModules } from '../sources/stand-alone.js';
import type { State } from '../state/state.js';
import type { Store } from '../state/store.js';
import { Calls, CommandError, type AnswerTo } from './calls.js';
import { decodeImage } from './decode-image.js';
import { deferred } from './deferred.js';
import { messageOf } from './error-text.js';
import type { EngineOutput } from './output.js';
import type { Command, News, WantedImage } from './protocol.js';
import type { FromWorker, ToWorker } from './worker-messages.js';
import { WorkerWatch } from './worker-watch.js';

/** What the client can't deal with by itself. */
export interface EngineListener {
  /** The engine is gone. It had lived through loading the project, or fell before or over that. */
  fell(message: string, wasLoaded: boolean): void;
  /** It has not answered for a while (true), or it answers again (false). */
  silent(isSilent: boolean): void;
  /** The GPU was taken away and is looked for (true), or that is over (false). */
  gpuLost(isLost: boolean): void;
  /** News came, and said whether time passes. */
  reported(running: boolean): void;
}

/** Commands that change the project's files. */
type FileCommand = Extract<Command, { type: 'load' | 'put_files' | 'remove_file' }>;
/** What a person does to the scene. */
type InputCommand = Extract<Command, { type: 'input' }>;

/** Commands that do much at once: all scripts begin, or all files are packed. */
const MUCH: ReadonlySet<Command['type']> = new Set(['load', 'reset', 'open', 'open_zip', 'zip', 'link', 'list_tests', 'run_test']);

/** The size until the viewport has measured itself. */
const FIRST_SIZE = { width: 640, height: 360, pixelRatio: 1 };

/** One engine at a time: `start` ends the one before. */
export class EngineClient {
  /** Resolves once the first project is loaded; rejects where the engine can't start. */
  readonly ready: Promise<void>;

  readonly #store: Store<State>;
  readonly #output: EngineOutput;
  readonly #listener: EngineListener;
  readonly #calls = new Calls();
  readonly #watch = new WorkerWatch({
    ping: () => { this.#say({ ping: true }); },
    doesMuch: () => this.#calls.hasAnyOf(MUCH),
    silent: (isSilent) => { this.#listener.silent(isSilent); },
    hung: (silence) => { this.#fall(`it didn't answer for ${silence}`); },
  });
  #worker: Worker | undefined;
  readonly #firstLoad = deferred<null>();
  #up = deferred<null>();
  #loading: Promise<void> = Promise.resolve();
  /** The engine was given the files: from here on it gets edits. */
  #given = false;
  #loaded = false;
  #started = false;
  #resting = false;
  #size = FIRST_SIZE;

  constructor(store: Store<State>, output: EngineOutput, listener: EngineListener) {
    this.#store = store;
    this.#output = output;
    this.#listener = listener;
    this.ready = this.#firstLoad.promise.then(() => undefined);
    // Where nobody waits for it, a banner says what went wrong.
    this.ready.catch(() => undefined);
  }

  /** From here on, edits have to be passed on: the engine was given the files. */
  get isGiven(): boolean {
    return this.#given;
  }

  /** The engine lives, and has lived through loading the project. */
  get isLoaded(): boolean {
    return this.#loaded;
  }

  /** Settled once the engine has the project that it was last told to load; rejects where there is no engine to load it. */
  get loading(): Promise<void> {
    return this.#loading;
  }

  // From start to end

  /** Starts an engine; the one before ends. */
  start(): void {
    this.#given = false;
    this.#loaded = false;
    this.#output.player.silence();
    // What waits for the first engine goes on waiting for it.
    if (this.#started) {
      this.#up.reject(new CommandError('The engine was started again.'));
      this.#up = deferred();
    }
    this.#started = true;
    this.#end('The engine was started again.');
    const canvas = this.#startWorker();
    this.#store.update({ canvas, engine: 'loading', progress: { loaded: 0, total: 0 }, running: false, noGpu: undefined });
  }

  /** Has the engine load files, once it is up. */
  load(files: () => ProjectFiles, running: boolean): void {
    this.#loading = this.#giveFiles(files, running);
    // Commands that wait for it are told; the banner tells everybody else.
    this.#loading.catch(() => undefined);
  }

  /** While it rests, no time passes and nothing is drawn; commands are carried out. */
  rest(resting: boolean): void {
    if (this.#resting === resting) return;
    this.#resting = resting;
    this.#say({ rest: resting });
    this.#lookAfter();
  }

  /** Looks for a GPU again. */
  regain(): void {
    const element = document.createElement('canvas');
    element.width = this.#size.width;
    element.height = this.#size.height;
    const canvas = element.transferControlToOffscreen();
    this.#say({ regain: canvas }, [canvas]);
    this.#store.update({ canvas: element, noGpu: undefined });
    this.#listener.gpuLost(true);
  }

  /** Has the engine give its GPU up as if it had been taken away, so that a test can see what the page does then. */
  loseGpu(): void {
    this.#say({ loseGpu: true });
  }

  // Commands

  /** Asks an engine that is up, whether it has a project or not. @throws CommandError where it refuses or is gone */
  async ask<C extends Command>(command: C): Promise<AnswerTo<C['type']>> {
    await this.#up.promise;
    return this.#send(command);
  }

  /** Changes the project's files. Nobody waits for it: what is left out or refused, the console says. */
  async changeFiles(command: FileCommand): Promise<void> {
    try {
      const answer = await this.#send(command);
      if ('left_out' in answer) this.#output.say(answer.left_out.map((text) => ({ level: 'warn', text })));
    } catch (error) {
      // Where the engine is gone, the banner says so already.
      if (error instanceof CommandError && this.#store.state.engine === 'ready') this.#output.say([{ level: 'error', text: error.message }]);
    }
  }

  /** Tells what a person did to the scene. */
  input(command: InputCommand): void {
    if (this.#given) this.#say({ tell: command });
  }

  /** The viewport's size in device pixels. */
  resize(width: number, height: number, pixelRatio: number): void {
    const { width: oldWidth, height: oldHeight, pixelRatio: oldRatio } = this.#size;
    if (width === oldWidth && height === oldHeight && pixelRatio === oldRatio) return;
    this.#size = { width, height, pixelRatio };
    this.#tellSize();
  }

  #send<C extends Command>(command: C): Promise<AnswerTo<C['type']>> {
    if (this.#worker === undefined) return Promise.reject(new CommandError('The engine is not running.'));
    const { id, answer } = this.#calls.open(command);
    const parts = partsFor(command);
    this.#say(parts.length === 0 ? { ask: command, id } : { ask: command, id, parts });
    return answer;
  }

  #tellSize(): void {
    const { width, height, pixelRatio } = this.#size;
    this.#say({ tell: { type: 'resize', width, height, pixel_ratio: pixelRatio } });
  }

  #say(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  async #giveFiles(files: () => ProjectFiles, running: boolean): Promise<void> {
    await this.#up.promise;
    this.#given = true;
    this.#tellSize();
    this.#loaded = false;
    await this.changeFiles({ type: 'load', files: encodeFiles(files()), running });
    if (this.#store.state.engine !== 'ready') return;
    this.#loaded = true;
    this.#firstLoad.resolve(null);
  }

  // The Worker

  /** Starts a Worker that draws to the canvas that comes back. */
  #startWorker(): HTMLCanvasElement {
    const carried = standAloneParts();
    const worker = carried === undefined
      ? new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'engine' })
      : new Worker(URL.createObjectURL(new Blob([carried.worker], { type: 'text/javascript' })), { name: 'engine' });
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (worker === this.#worker) this.#hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#fall(event.message || 'its program could not be loaded');
    };
    this.#worker = worker;
    this.#watch.begin();
    this.#lookAfter();

    const { width, height } = this.#size;
    const element = document.createElement('canvas');
    const canvas = element.transferControlToOffscreen();
    const begin = (modules?: StandAloneModules) => {
      if (worker !== this.#worker) return;
      const bytes = modules === undefined ? [] : [modules.engine, ...Object.values(modules.parts)];
      this.#say({ init: { canvas, width, height, ...modules } }, [canvas, ...bytes]);
      if (this.#resting) this.#say({ rest: true });
    };
    if (carried === undefined) begin();
    else standAloneModules(carried).then(begin, (error: unknown) => { this.#fall(messageOf(error)); });
    return element;
  }

  /** Listens for silence, but for that of an engine that rests. */
  #lookAfter(): void {
    if (this.#resting || this.#worker === undefined) this.#watch.pause();
    else this.#watch.resume();
  }

  /** Ends the Worker; commands that wait for an answer fail with the reason. */
  #end(reason: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#watch.end();
    this.#calls.failAll(reason);
  }

  #hear(message: FromWorker): void {
    this.#watch.heard(message);
    switch (message.type) {
      case 'progress':
        this.#store.update({ progress: { loaded: message.loaded, total: message.total } });
        break;
      case 'ready':
        this.#takeCommands(undefined);
        break;
      case 'no_gpu':
        this.#takeCommands(message.message);
        break;
      case 'gpu_lost':
        this.regain();
        break;
      case 'answered':
        // Whoever waits for the answer finds the page's state to be that after the command.
        this.#takeNews(message.answered.news, this.#calls.commandOf(message.id) === 'load');
        this.#calls.settle(message.id, message.answered.outcome);
        break;
      case 'news':
        this.#takeNews(message.news, false);
        break;
      case 'crashed':
        this.#fall(message.message);
        break;
      case 'alive':
      case 'beat':
      case 'drawing':
        break;
    }
  }

  #takeCommands(noGpu: string | undefined): void {
    this.#store.update({ engine: 'ready', noGpu });
    this.#up.resolve(null);
    this.#listener.gpuLost(false);
  }

  #takeNews(news: News, isOfLoading: boolean): void {
    // They are told once, so none may be missed.
    this.#output.player.learn(news.sounds);
    for (const image of news.images) void this.#decode(image);
    // Until the files are loaded, what comes is still of the project before.
    if (!this.#loaded && !isOfLoading) return;
    this.#output.take(news);
    this.#listener.reported(news.running);
  }

  /** Has the browser decode an image for the engine. */
  async #decode(image: WantedImage): Promise<void> {
    const worker = this.#worker;
    const { id, revision } = image;
    const decoded = await decodeImage(image).catch(() => `the browser can't decode it as ${image.mime}`);
    if (worker !== this.#worker) return;
    this.#say({ image: { id, revision, decoded } }, typeof decoded === 'string' ? [] : [decoded]);
  }

  #fall(message: string): void {
    this.#end(`The engine stopped: ${message}`);
    const wasLoaded = this.#loaded;
    this.#given = false;
    this.#loaded = false;
    const error = new CommandError(`The engine could not start: ${message}.`);
    if (!wasLoaded) {
      this.#store.update({ engine: 'stopped', canvas: undefined, running: false });
      this.#firstLoad.reject(error);
      this.#up.reject(error);
    }
    this.#listener.fell(message, wasLoaded);
  }
}

/** The parts of the engine that a command's files need. */
function partsFor(command: Command): readonly string[] {
  if (command.type !== 'load' && command.type !== 'put_files') return [];
  return [...new Set(Object.keys(command.files).flatMap((file) => partOf(file) ?? []))];
}
