// An embed's end of the wire to the page around it. It listens to that page only, whatever its origin: what it can be told to do is
// to show files and to run them, which anybody can.
import type { EmbedFiles, EmbedTheme, FromFrame, LineRange, ToFrame } from './embed-messages.js';
import { messageOf } from '../engine/error-text.js';
import { shownName } from '../project/file-names.js';
import { readFileName, readFiles, readText } from '../handle-values.js';
import type { ProjectFiles } from '../project/files.js';
import type { Store } from '../state/store.js';
import type { State } from '../state/state.js';

/** What the page around an embed can ask for. */
export interface FrameActions {
  load(files: ProjectFiles, hidden: ReadonlyMap<string, readonly LineRange[]>, title: string): void;
  edit(name: string, text: string): void;
  run(): void;
  pause(): void;
  reset(): void;
  theme(theme: EmbedTheme): void;
  /** Says what was left out of what came. */
  warn(texts: readonly string[]): void;
  link(): Promise<string>;
}

const THEMES: readonly EmbedTheme[] = ['auto', 'dark', 'light'];
const KNOWN: readonly ToFrame['luminara'][] = ['load', 'edit', 'run', 'pause', 'reset', 'theme', 'link'];

export class EmbedFrame {
  readonly #store: Store<State>;
  readonly #actions: FrameActions;
  #files: ProjectFiles | undefined;
  #running: boolean | undefined;
  #height = 0;

  constructor(store: Store<State>, actions: FrameActions) {
    this.#store = store;
    this.#actions = actions;
    addEventListener('message', (event) => {
      // Other windows may post here too: a popup, a frame beside this one.
      if (event.source === window.parent) this.#hear(event.data);
    });
    store.subscribe(() => { this.#watch(); });
    this.tell({ luminara: 'hello' });
  }

  /** Tells the page around it. */
  tell(message: FromFrame): void {
    // Whoever frames this is told; there are no secrets in a project that it shows.
    window.parent.postMessage(message, '*');
  }

  /** Tells the height that the embed would like to have, where it grew: a page that moves under the one who types is worse than some room. */
  tellHeight(height: number): void {
    if (height <= this.#height) return;
    this.#height = height;
    this.tell({ luminara: 'height', height });
  }

  #hear(message: unknown): void {
    // Other scripts of that page talk to frames too; what has no name of ours is not for us.
    if (typeof message !== 'object' || message === null || !('luminara' in message)) return;
    try {
      this.#obey(message as Partial<ToFrame>);
    } catch (error) {
      this.tell({ luminara: 'refused', message: messageOf(error) });
    }
  }

  /** Anything may come: each part is looked at before it is used. @throws TypeError or RangeError */
  #obey(message: Partial<ToFrame>): void {
    const { files } = this.#store.state;
    switch (message.luminara) {
      case 'load':
        this.#load(message);
        break;
      case 'edit':
        this.#actions.edit(readFileName(message.name, 'the file\'s name', files), readText(message.text, 'the file\'s text'));
        break;
      case 'run':
      case 'pause':
      case 'reset':
        this.#actions[message.luminara]();
        break;
      case 'theme':
        if (message.theme === undefined || !THEMES.includes(message.theme)) throw new TypeError(`theme is to be ${THEMES.join(', ')}.`);
        this.#actions.theme(message.theme);
        break;
      case 'link':
        if (typeof message.id !== 'number') throw new TypeError('link needs an id, a number, which its answer has too.');
        void this.#answerLink(message.id);
        break;
      default:
        throw new TypeError(`luminara is to be one of ${KNOWN.join(', ')}.`);
    }
  }

  #load({ files, hidden, title }: Partial<Extract<ToFrame, { luminara: 'load' }>>): void {
    const { files: read, leftOut } = readFiles(files);
    if (read.size === 0) throw new TypeError('files has no file that a project can have.');
    const folds = Object.entries(hidden ?? {}).map(([name, ranges]): [string, readonly LineRange[]] => [name, readRanges(ranges, name)]);
    this.#files = read;
    this.#actions.load(read, new Map(folds), title === undefined ? '' : readText(title, 'title'));
    this.#actions.warn(leftOut);
  }

  async #answerLink(id: number): Promise<void> {
    try {
      this.tell({ luminara: 'link', id, link: await this.#actions.link() });
    } catch (error) {
      this.tell({ luminara: 'link', id, error: messageOf(error) });
    }
  }

  #watch(): void {
    const { files, running, engine } = this.#store.state;
    if (running !== this.#running && engine === 'ready') {
      this.#running = running;
      this.tell({ luminara: 'state', running });
    }
    if (files === this.#files || files.size === 0) return;
    this.#files = files;
    const texts: EmbedFiles = Object.fromEntries([...files].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
    this.tell({ luminara: 'change', files: texts });
  }
}

function readRanges(value: unknown, name: string): readonly LineRange[] {
  const isLine = (line: unknown) => Number.isSafeInteger(line) && (line as number) > 0;
  const isRange = (range: unknown) => Array.isArray(range) && range.length === 2 && range.every(isLine) && range[0] <= range[1];
  if (Array.isArray(value) && value.every(isRange)) return value as LineRange[];
  throw new TypeError(`hidden['${shownName(name)}'] is to be a list of line ranges, such as [[1, 3]].`);
}
