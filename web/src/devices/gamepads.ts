// Gamepads, polled once a picture while there are any: the browser has no events for their buttons.
import type { InputEvent } from '../engine/protocol.js';

export class Gamepads {
  readonly #send: (event: InputEvent) => void;
  /** What was sent last, by the gamepad's number. */
  readonly #sent = new Map<number, string>();
  #polling = false;

  constructor(send: (event: InputEvent) => void) {
    this.#send = send;
  }

  /** Listens for gamepads until the signal says stop. */
  listen(signal: AbortSignal): void {
    addEventListener('gamepadconnected', () => { this.#poll(signal); }, { signal });
    addEventListener('gamepaddisconnected', () => { this.read(); }, { signal });
    if (present().length > 0) this.#poll(signal);
  }

  #poll(signal: AbortSignal): void {
    if (this.#polling) return;
    this.#polling = true;
    const again = () => {
      this.read();
      this.#polling = this.#sent.size > 0 && !signal.aborted;
      if (this.#polling) requestAnimationFrame(again);
    };
    again();
  }

  /** Sends what changed since the last time. */
  read(): void {
    const pads = present();
    for (const { index, buttons, axes } of pads) {
      const event: InputEvent = { type: 'gamepad', pad: index, buttons: buttons.map(({ value }) => value), axes: [...axes] };
      const text = JSON.stringify(event);
      if (this.#sent.get(index) === text) continue;
      this.#sent.set(index, text);
      this.#send(event);
    }
    for (const pad of [...this.#sent.keys()].filter((number) => pads.every(({ index }) => index !== number))) {
      this.#sent.delete(pad);
      this.#send({ type: 'gamepad_gone', pad });
    }
  }
}

function present(): Gamepad[] {
  return navigator.getGamepads().filter((pad) => pad !== null);
}
