// An embed's end of the wire to the page around it. It listens to that page only, whatever its origin: what it can be told to do is
// to show files and to run them, which anybody can.
import type { EmbedFiles, FromFrame, LineRange, ToFrame } from './embed-messages.js';
import type { ProjectFiles } from './project-files.js';
import type { Store } from './store.js';
import type { State } from './state.js';

/** What the page around an embed can ask for. */
export interface FrameActions {
  load(files: ProjectFiles, hidden: ReadonlyMap<string, readonly LineRange[]>, title: string): void;
  edit(name: string, text: string): void;
  run(): void;
  pause(): void;
  reset(): void;
  theme(theme: string): void;
  link(): Promise<string>;
}

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
      if (event.source === window.parent) this.#hear(event.data as Partial<ToFrame> | null);
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

  #hear(message: Partial<ToFrame> | null): void {
    // Anything may come: each part is looked at before it is used.
    switch (message?.luminara) {
      case 'load':
        this.#load(message);
        break;
      case 'edit':
        if (typeof message.name === 'string' && typeof message.text === 'string') this.#actions.edit(message.name, message.text);
        break;
      case 'run':
      case 'pause':
      case 'reset':
        this.#actions[message.luminara]();
        break;
      case 'theme':
        this.#actions.theme(String(message.theme));
        break;
      case 'link':
        if (typeof message.id === 'number') void this.#answerLink(message.id);
        break;
      default:
    }
  }

  #load({ files, hidden, title }: Partial<Extract<ToFrame, { luminara: 'load' }>>): void {
    const isText = (entry: readonly [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';
    const texts = Object.entries(files ?? {}).filter(isText);
    if (texts.length === 0) return;
    this.#files = new Map(texts);
    const folds = Object.entries(hidden ?? {}).filter((entry) => Array.isArray(entry[1]));
    this.#actions.load(this.#files, new Map(folds), typeof title === 'string' ? title : '');
  }

  async #answerLink(id: number): Promise<void> {
    try {
      this.tell({ luminara: 'link', id, link: await this.#actions.link() });
    } catch (error) {
      this.tell({ luminara: 'link', id, error: error instanceof Error ? error.message : String(error) });
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
