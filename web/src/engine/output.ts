// The engine's news, taken into the page's state and told as events.
import { AudioPlayer } from '../audio/player.js';
import { appendEntries, type Said } from '../state/console-entries.js';
import { freshProblems, saidIn } from './news-reading.js';
import type { ConsoleLine, News, Problem, StampedAudio, Stats } from './protocol.js';
import type { MeasuredReload, State } from '../state/state.js';
import type { Store } from '../state/store.js';

/** What happens in the engine, by the name of the event that tells it. */
export interface EngineEvents {
  console: ConsoleLine;
  error: Problem;
  frame: Stats;
  reloaded: MeasuredReload;
  audio: StampedAudio;
}

export type Tell = <K extends keyof EngineEvents>(name: K, detail: EngineEvents[K]) => void;

/** Frames come sixty times a second; numbers that change more often than this can't be read. */
const SHOW_EVERY_MS = 120;
const RELOADS_KEPT = 200;

export class EngineOutput {
  readonly #store: Store<State>;
  readonly #tell: Tell;
  /** What plays the scene's sounds. */
  readonly player: AudioPlayer;
  #said: Said[] = [];
  #stats: Stats | undefined;
  #savedAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store<State>, tell: Tell) {
    this.#store = store;
    this.#tell = tell;
    this.player = new AudioPlayer({
      file: (name) => store.state.files.get(name),
      changed: (sound) => { store.update({ sound }); },
      failed: (text) => { this.say([{ level: 'warn', text }]); },
    });
  }

  /** Edits are on their way that were saved then, in the page's time. */
  expectReload(savedAt: number): void {
    this.#savedAt = savedAt;
  }

  take(news: News): void {
    const fresh = freshProblems(this.#store.state.problems, news);
    if (news.problems !== undefined) this.#store.update({ problems: news.problems });
    this.#store.update({ running: news.running });
    this.#takeTitle(news);
    if (news.controls !== undefined) this.#store.update({ controls: news.controls });
    if (news.wants_mouse !== undefined) this.#store.update({ wantsMouse: news.wants_mouse });
    if (news.wants_text !== undefined) this.#store.update({ wantsText: news.wants_text });
    this.player.take(news);
    for (const stamped of news.audio) this.#tell('audio', stamped);
    for (const line of news.console) this.#tell('console', line);
    for (const problem of fresh) if (problem.kind !== 'warning') this.#tell('error', problem);
    this.#takeReloads(news);
    if (news.stats.frame !== this.#stats?.frame) this.#tell('frame', news.stats);
    this.#stats = news.stats;
    this.say(saidIn(news, fresh));
  }

  /** Says something in the console, soon. */
  say(said: readonly Said[]): void {
    this.#said.push(...said);
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const entries = appendEntries(this.#store.state.entries, this.#said, Date.now());
      this.#said = [];
      this.#store.update({ stats: this.#stats, entries });
    }, SHOW_EVERY_MS);
  }

  /** Forgets what was said and counted: another project is opened. */
  clear(): void {
    this.#said = [];
    this.#stats = undefined;
    this.#store.update({ entries: [], problems: [], tests: [], testProblems: [], testing: false, reloadTimes: [], reloaded: undefined, stats: undefined });
  }

  clearConsole(): void {
    this.#said = [];
    this.#store.update({ entries: [] });
  }

  #takeTitle({ title }: News): void {
    const { project } = this.#store.state;
    if (title === undefined || project === undefined || title === project.title) return;
    this.#store.update({ project: { ...project, title } });
  }

  /** Files that changed at once are one reload. */
  #takeReloads({ reloaded: files }: News): void {
    if (files.length === 0) return;
    const latency = performance.now() - (this.#savedAt ?? performance.now());
    this.#savedAt = undefined;
    const reloads = files.map((file): MeasuredReload => ({ ...file, latency }));
    const reloadTimes = [...this.#store.state.reloadTimes, latency].slice(-RELOADS_KEPT);
    this.#store.update({ reloaded: reloads.at(-1), reloadTimes });
    for (const reload of reloads) this.#tell('reloaded', reload);
  }
}
