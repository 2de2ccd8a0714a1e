// Watches over the engine's Worker: asks it now and then whether it is there, and says when it falls silent or has to be given up.
import { Heartbeat, LOOK_EVERY_MS, type Work } from './heartbeat.js';
import type { FromWorker } from './worker-messages.js';

export interface WatchListener {
  /** Asks the Worker for a sign of life. */
  ping(): void;
  /** Whether it has a command that does much at once. */
  doesMuch(): boolean;
  /** It goes on, or is held up by the GPU, but has not answered for a while (true); or it answers again (false). */
  silent(isSilent: boolean): void;
  /** It said nothing for so long, in words. */
  hung(silence: string): void;
}

/** So long after its start the engine has shaders compiled at its first pictures, which a slow machine may take seconds for. */
const SETTLES_MS = 15_000;

export class WorkerWatch {
  readonly #listener: WatchListener;
  readonly #heartbeat = new Heartbeat();
  #timer: ReturnType<typeof setInterval> | undefined;
  #starting = false;
  /** When it was ready, milliseconds of the page's clock. */
  #readyAt = 0;
  #drawing = false;
  #silent = false;

  constructor(listener: WatchListener) {
    this.#listener = listener;
  }

  /** A new Worker starts, which takes its time. */
  begin(): void {
    this.#starting = true;
    this.#drawing = false;
  }

  /** Looks at the Worker from here on. */
  resume(): void {
    this.pause();
    this.#heartbeat.restart();
    this.#timer = setInterval(() => { this.#look(); }, LOOK_EVERY_MS);
  }

  /** Looks no more: the Worker rests. */
  pause(): void {
    clearInterval(this.#timer);
  }

  /** There is no Worker any more. */
  end(): void {
    this.pause();
    this.#hearAgain();
  }

  /** Takes whatever the Worker says as a sign of life. */
  heard({ type }: FromWorker): void {
    this.#drawing = type === 'drawing';
    if (type === 'beat' || type === 'drawing') {
      this.#heartbeat.goesOn();
      return;
    }
    this.#heartbeat.answered();
    this.#hearAgain();
    if (type !== 'ready' && type !== 'no_gpu') return;
    this.#starting = false;
    this.#readyAt = performance.now();
  }

  #look(): void {
    this.#listener.ping();
    const work = this.#work();
    const health = this.#heartbeat.look(performance.now(), !document.hidden, work);
    if (health === 'hung') {
      this.#listener.hung(Heartbeat.silenceText(work));
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
    return settles || this.#listener.doesMuch() ? 'much' : 'running';
  }

  #hearAgain(): void {
    if (!this.#silent) return;
    this.#silent = false;
    this.#listener.silent(false);
  }
}
