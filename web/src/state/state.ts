// What the page knows: everything on screen is a function of this, apart from what only one pane cares about (a drag, an open menu).
import type { SoundState } from '../audio/player.js';
import type { ConsoleEntry } from './console-entries.js';
import type { LineRange } from '../embed/embed-messages.js';
import type { Example } from '../sources/examples.js';
import type { ProjectFiles } from '../project/files.js';
import type { Position, Problem, Reloaded, Stats, TouchControls } from '../engine/protocol.js';
import type { TestRow } from '../engine/test-runner.js';
import type { SavedProject } from '../project/storage.js';

/**
 * The project that is open.
 * `example` and `link` remember where it came from: an example can be started over, a link stays in the address until the first edit.
 */
export type Project =
  | { readonly kind: 'example'; readonly key: string; readonly title: string; readonly folder: string }
  | { readonly kind: 'link'; readonly key: string; readonly title: string }
  /** `folder`: the name of the folder that was dropped. */
  | { readonly kind: 'own'; readonly key: string; readonly title: string; readonly folder?: string };

/**
 * - `waiting`: an embed that was not asked to run yet; nothing is loaded.
 * - `loading`: the Worker starts; `progress` says how far.
 * - `ready`: it answers.
 * - `stopped`: it could not start, or stopped twice in a row; only the person can start it again.
 */
export type EngineState = 'waiting' | 'loading' | 'ready' | 'stopped';

/** A button that goes with a message. */
export interface Action {
  readonly label: string;
  readonly run: () => void;
}

/** Something that has to be known until it is dealt with: a bar across the page. */
export interface Banner {
  readonly tone: 'bad' | 'warn' | 'info';
  readonly text: string;
  readonly action?: Action;
  /** What is to be known once this is over. */
  readonly covered?: Banner | undefined;
}

/** Something worth a glance: it goes by itself. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly action?: Action;
}

/** A reload, and how long it took from the moment of the save until the new code ran, milliseconds. */
export interface MeasuredReload extends Reloaded {
  readonly latency: number;
}

export interface State {
  readonly project: Project | undefined;
  readonly files: ProjectFiles;
  /** The file in the editor; '' where there is none. */
  readonly openFile: string;
  /** Where the editor should go; another object each time, so that the same place can be asked for twice. */
  readonly goTo: Position | undefined;

  readonly engine: EngineState;
  readonly progress: { readonly loaded: number; readonly total: number };
  /** Why there is no picture: the browser's words. */
  readonly noGpu: string | undefined;
  readonly canvas: HTMLCanvasElement | undefined;
  readonly running: boolean;
  /** What a thumb needs on a screen without keys. */
  readonly controls: TouchControls;
  /** The scene wants the mouse for itself. */
  readonly wantsMouse: boolean;
  /** The scene reads what is typed. */
  readonly wantsText: boolean;
  /** Whether the scene is heard. */
  readonly sound: SoundState;
  readonly stats: Stats | undefined;
  readonly problems: readonly Problem[];
  /** The tests of the project's scripts, as the Tests pane found them. */
  readonly tests: readonly TestRow[];
  readonly testProblems: readonly Problem[];
  readonly testing: boolean;
  readonly entries: readonly ConsoleEntry[];
  /** The latest reload, another object each time. */
  readonly reloaded: MeasuredReload | undefined;
  /** Milliseconds of the latest reloads from save to running, oldest first. */
  readonly reloadTimes: readonly number[];

  /** Lines that the editor folds away, by file. */
  readonly hiddenLines: ReadonlyMap<string, readonly LineRange[]>;

  /** The folder that is watched, and how many of its files differ in the page. */
  readonly folder: { readonly name: string; readonly unsaved: number; readonly canWrite: boolean } | undefined;

  readonly examples: readonly Example[];
  readonly saved: readonly SavedProject[];
  readonly banner: Banner | undefined;
  readonly notices: readonly Notice[];
}

export const initialState: State = {
  project: undefined,
  files: new Map(),
  openFile: '',
  goTo: undefined,
  engine: 'loading',
  progress: { loaded: 0, total: 0 },
  noGpu: undefined,
  canvas: undefined,
  running: false,
  controls: { stick: false, buttons: [] },
  wantsMouse: false,
  wantsText: false,
  sound: 'none',
  stats: undefined,
  problems: [],
  tests: [],
  testProblems: [],
  testing: false,
  entries: [],
  reloaded: undefined,
  reloadTimes: [],
  hiddenLines: new Map(),
  folder: undefined,
  examples: [],
  saved: [],
  banner: undefined,
  notices: [],
};
