// What the page tells the person: notices that go by themselves, and the one banner that stays until it is dealt with.
import type { Action, Banner, State } from './state.js';
import type { Store } from './store.js';

const NOTICE_MS = 5000;
const NOTICE_WITH_ACTION_MS = 10_000;
const MOST_NOTICES = 3;
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
    this.#store.update({ notices: [...this.#store.state.notices.filter((other) => other.text !== text), notice].slice(-MOST_NOTICES) });
    setTimeout(() => { this.dismissNotice(id); }, action === undefined ? NOTICE_MS : NOTICE_WITH_ACTION_MS);
  }

  /** Shows the first few of several messages: more would not fit. */
  notifySome(texts: readonly string[]): void {
    for (const text of texts.slice(0, MOST_NOTICES)) this.notify(text);
  }

  dismissNotice(id: number): void {
    this.#store.update({ notices: this.#store.state.notices.filter((notice) => notice.id !== id) });
  }

  /** Shows a banner in place of the one that is there. */
  say(banner: Banner): void {
    this.#store.update({ banner });
  }

  /** Shows a banner over the one that is there, until it is taken back. */
  cover(banner: Banner): void {
    this.takeBack(banner.text);
    this.say({ ...banner, covered: this.#store.state.banner });
  }

  /** Takes the banner away; what it covered is seen again. */
  dismissBanner(): void {
    this.#store.update({ banner: this.#store.state.banner?.covered });
  }

  /** Takes the banner that says this away, be it covered by another; gives whether there was one. */
  takeBack(text: string): boolean {
    const { banner } = this.#store.state;
    const without = (at: Banner | undefined): Banner | undefined => {
      if (at === undefined || at.text === text) return at?.covered;
      const covered = without(at.covered);
      return covered === at.covered ? at : { ...at, covered };
    };
    const rest = without(banner);
    if (rest === banner) return false;
    this.#store.update({ banner: rest });
    return true;
  }

  /** While the graphics device is looked for, the scene waits. */
  showLoss(isLost: boolean): void {
    if (isLost) this.cover({ tone: 'info', text: GPU_LOST });
    else if (this.takeBack(GPU_LOST) && this.#store.state.noGpu === undefined) this.notify('The graphics device was lost and is back. The scene goes on where it was.');
  }
}
