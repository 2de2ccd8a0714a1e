// The keyboard, for the scene while it has the focus: places, characters and text.
import type { InputEvent } from '../engine/protocol.js';

// Keys that would scroll the page or leave it.
const SCROLLING = new Set(['Space', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'Backspace', 'Slash', 'Quote']);

export class Keyboard {
  readonly #send: (event: InputEvent) => void;
  readonly #held = new Set<string>();

  constructor(send: (event: InputEvent) => void) {
    this.#send = send;
  }

  down(event: KeyboardEvent): void {
    // Tab goes on to the next control, and the browser's own shortcuts stay the browser's. AltGr types characters.
    const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === 'Tab' || (isShortcut && !event.getModifierState('AltGraph'))) return;
    if (SCROLLING.has(event.code)) event.preventDefault();
    // Keys that type nothing have names, such as Shift and F1.
    const types = /^.$/u.test(event.key) && !event.isComposing;
    if (types) this.#send({ type: 'text', text: event.key });
    if (event.repeat) return;
    this.#held.add(event.code);
    this.#send(types ? { type: 'key_down', code: event.code, key: event.key } : { type: 'key_down', code: event.code });
  }

  up(event: KeyboardEvent): void {
    if (this.#held.delete(event.code)) this.#send({ type: 'key_up', code: event.code });
  }

  release(): void {
    this.#held.clear();
  }
}
