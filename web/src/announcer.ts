// What the page tells the person: notices that go by themselves, and the one banner that stays until it is dealt with.
import type { Action, Banner, State } from './state.js';
import type { Store } from './store.js';

const NOTICE_MS = 5000;
const NOTICE_WITH_ACTION_MS = 10_000;
const GPU_LOST = 'The graphics device was lost. The scene waits until there is one again; your files are safe.';

export class Announcer {
  readonly #store: Store<State>;
  #lastNotice = 0;

  constructor(store: Store<State>) {
    this.#store = store;
  }

  /** Shows a message that goes by itself. */
  notify(text: string, action?: Action): void {
    const id = ++this.#lastNotice;
    const notice = action === undefined ? { id, text } : { id, text, action };
    this.#store.update({ notices: [...this.#store.state.notices.filter((other) => other.text !== text), notice].slice(-3) });
    setTimeout(() => { this.dismissNotice(id); }, action === undefined ? NOTICE_MS : NOTICE_WITH_ACTION_MS);
  }

  dismissNotice(id: number): void {
    this.#store.update({ notices: this.#store.state.notices.filter((notice) => notice.id !== id) });
  }

  /** Shows a banner in place of the one that is there. */
  say(banner: Banner): void {
    this.#store.update({ banner });
  }

  dismissBanner(): void {
    this.#store.update({ banner: undefined });
  }

  /** Takes the banner away if it says this; gives whether it did. */
  takeBack(text: string): boolean {
    if (this.#store.state.banner?.text !== text) return false;
    this.dismissBanner();
    return true;
  }

  /** While the graphics device is looked for, the scene waits. */
  showLoss(isLost: boolean): void {
    if (isLost) this.say({ tone: 'info', text: GPU_LOST });
    else if (this.takeBack(GPU_LOST) && this.#store.state.noGpu === undefined) this.notify('The graphics device was lost and is back. The scene goes on where it was.');
  }
}
