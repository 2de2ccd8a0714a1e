// The engine with the open project in it: starts it, gives it the files, passes commands on once it has them.
import { deferred } from './deferred.js';
import { CommandError, EngineClient } from './client.js';
import type { EngineOutput } from './output.js';
import { encodeFiles, type ProjectFiles } from '../project/files.js';
import type { Command, Report } from './protocol.js';
import type { State } from '../state/state.js';
import type { Store } from '../state/store.js';

/** What a session can't deal with by itself. */
export interface SessionListener {
  /** The engine is gone. It had lived through loading the project, or fell before or over that. */
  fell(message: string, wasLoaded: boolean): void;
  silent(isSilent: boolean): void;
  /** The GPU was taken away and is looked for (true), or that is over (false). */
  gpuLost(isLost: boolean): void;
  /** The scene ran or paused. */
  reported(running: boolean): void;
}

/** The size until the viewport has measured itself. */
const FIRST_SIZE = { width: 640, height: 360, pixelRatio: 1 };

export class EngineSession {
  /** Resolves once the first project is loaded; rejects where the engine can't start. */
  readonly ready: Promise<void>;

  readonly #store: Store<State>;
  readonly #output: EngineOutput;
  readonly #listener: SessionListener;
  readonly #client: EngineClient;
  readonly #firstLoad = deferred<null>();
  #up = deferred<null>();
  /** The latest load; commands wait for it. */
  #loading: Promise<void> = Promise.resolve();
  /** The engine was given the files: from here on it gets edits. */
  #given = false;
  #loaded = false;
  #started = false;
  #size = FIRST_SIZE;

  constructor(store: Store<State>, output: EngineOutput, listener: SessionListener) {
    this.#store = store;
    this.#output = output;
    this.#listener = listener;
    this.ready = this.#firstLoad.promise.then(() => undefined);
    // Where nobody waits for it, a banner says what went wrong.
    this.ready.catch(() => undefined);
    this.#client = new EngineClient({
      progress: (loaded, total) => { store.update({ progress: { loaded, total } }); },
      ready: (noGpu) => {
        store.update({ engine: 'ready', noGpu });
        this.#up.resolve(null);
        this.#listener.gpuLost(false);
      },
      gpuLost: () => { this.regain(); },
      report: (report, answered) => { this.#hear(report, answered); },
      crashed: (message) => { this.#fall(message); },
      silent: (isSilent) => { this.#listener.silent(isSilent); },
    });
  }

  /** Edits can be passed on. */
  get isGiven(): boolean {
    return this.#given;
  }

  /** The engine lives, and has lived through loading the project. */
  get isLoaded(): boolean {
    return this.#loaded;
  }

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
    const canvas = this.#client.start(this.#size.width, this.#size.height);
    this.#store.update({ canvas, engine: 'loading', progress: { loaded: 0, total: 0 }, running: false, noGpu: undefined });
  }

  /** Has the engine load files, once it is up. Commands wait for it. */
  load(files: () => ProjectFiles, running: boolean): void {
    this.#loading = this.#giveFiles(files, running);
    // Commands that wait for it are told; the banner tells everybody else.
    this.#loading.catch(() => undefined);
  }

  /** Sends a command to the engine, whether it has a project or not. @throws CommandError */
  async sendEarly(command: Command): Promise<Report> {
    await this.#up.promise;
    return this.#client.send(command);
  }

  /** Sends a command once the project is loaded. `before` is passed on first. @throws CommandError */
  async send(command: Command, before: () => Promise<void>): Promise<Report> {
    await this.#loading;
    await before();
    return this.#client.send(command);
  }

  /** Sends a command that nobody waits for; where it is refused, the console says so. */
  async sendQuietly(command: Command): Promise<void> {
    try {
      const { left_out: leftOut = [] } = await this.#client.send(command);
      this.#output.say(leftOut.map((text) => ({ level: 'warn', text })));
    } catch (error) {
      // Where the engine is gone, the banner says so already.
      if (error instanceof CommandError && this.#store.state.engine === 'ready') this.#output.say([{ level: 'error', text: error.message }]);
    }
  }

  /** Sends a command that has no answer worth hearing. */
  post(command: Command): void {
    if (this.#given) this.#client.post(command);
  }

  /** While it rests, no time passes and nothing is drawn; commands are carried out. */
  rest(resting: boolean): void {
    this.#client.rest(resting);
  }

  /** Looks for a GPU again. */
  regain(): void {
    this.#store.update({ canvas: this.#client.regain(this.#size.width, this.#size.height), noGpu: undefined });
    this.#listener.gpuLost(true);
  }

  /** Has the engine give its GPU up, as if it had been taken away. */
  loseGpu(): void {
    this.#client.loseGpu();
  }

  /** The viewport's size in device pixels. */
  resize(width: number, height: number, pixelRatio: number): void {
    const { width: oldWidth, height: oldHeight, pixelRatio: oldRatio } = this.#size;
    if (width === oldWidth && height === oldHeight && pixelRatio === oldRatio) return;
    this.#size = { width, height, pixelRatio };
    this.#client.post({ type: 'resize', width, height, pixel_ratio: pixelRatio });
  }

  async #giveFiles(files: () => ProjectFiles, running: boolean): Promise<void> {
    await this.#up.promise;
    this.#given = true;
    const { width, height, pixelRatio } = this.#size;
    this.#client.post({ type: 'resize', width, height, pixel_ratio: pixelRatio });
    this.#loaded = false;
    await this.sendQuietly({ type: 'load', files: encodeFiles(files()), running });
    if (this.#store.state.engine !== 'ready') return;
    this.#loaded = true;
    this.#firstLoad.resolve(null);
  }

  #hear(report: Report, answered: Command['type'] | undefined): void {
    this.#output.player.learn(report.sounds ?? []);
    // Until the files are loaded, what comes is still of the project before.
    if (!this.#loaded && answered !== 'load') return;
    this.#output.take(report);
    this.#listener.reported(report.running);
  }

  #fall(message: string): void {
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
