// A stick and buttons for thumbs, over the scene of a project that asks for arrows or a gamepad, on a screen without keys.
import { css, html, LitElement, nothing } from 'lit';
import type { InputEvent, TouchControls } from '../engine/protocol.js';

const ARROWS = [['ArrowLeft', -1, 0], ['ArrowRight', 1, 0], ['ArrowUp', 0, -1], ['ArrowDown', 0, 1]] as const;
/** How far the thumb moves the stick from its middle, CSS pixels. */
const REACH = 44;
const HELD_FROM = 0.5;
const MOST_BUTTONS = 4;
const PAD_BUTTONS = 17;

/** Tells `input` with an {@link InputEvent}. */
export class TouchPad extends LitElement {
  static override properties = { controls: { attribute: false }, at: { state: true }, pressed: { state: true } };
  declare controls: TouchControls;
  /** Where the stick is, -1 to 1. */
  declare at: readonly [number, number];
  declare pressed: ReadonlySet<string>;
  readonly #held = new Set<string>();

  constructor() {
    super();
    this.controls = { stick: false, buttons: [] };
    this.at = [0, 0];
    this.pressed = new Set();
  }

  protected override render() {
    const { stick, buttons } = this.controls;
    const [x, y] = this.at;
    return html`
      ${stick ? html`
        <div class="stick" @pointerdown=${this.#grip} @pointermove=${this.#drag} @pointerup=${this.#drop} @pointercancel=${this.#drop}>
          <span .style=${`translate: ${x * REACH}px ${y * REACH}px`}></span>
        </div>
      ` : nothing}
      <div class="buttons">
        ${buttons.slice(0, MOST_BUTTONS).map((name) => html`
          <button class=${this.pressed.has(name) ? 'pressed' : ''} tabindex="-1"
            @pointerdown=${(event: PointerEvent) => { this.#press(event, name, true); }}
            @pointerup=${(event: PointerEvent) => { this.#press(event, name, false); }}
            @pointercancel=${(event: PointerEvent) => { this.#press(event, name, false); }}
            @contextmenu=${(event: Event) => { event.preventDefault(); }}>${name}</button>
        `)}
      </div>
    `;
  }

  #send(event: InputEvent): void {
    this.dispatchEvent(new CustomEvent('input', { detail: event }));
  }

  #press(event: PointerEvent, name: string, isDown: boolean): void {
    event.preventDefault();
    if (isDown) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    const pressed = new Set(this.pressed);
    if (isDown) pressed.add(name);
    else pressed.delete(name);
    this.pressed = pressed;
    this.#send({ type: 'action', name, value: isDown ? 1 : 0 });
  }

  readonly #grip = (event: PointerEvent): void => {
    event.preventDefault();
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#drag(event);
  };

  readonly #drag = (event: PointerEvent): void => {
    const stick = event.currentTarget as HTMLElement;
    if (!stick.hasPointerCapture(event.pointerId)) return;
    const { left, top, width, height } = stick.getBoundingClientRect();
    const [x, y] = [(event.clientX - left - width / 2) / REACH, (event.clientY - top - height / 2) / REACH];
    const length = Math.max(1, Math.hypot(x, y));
    this.#lean(x / length, y / length);
  };

  readonly #drop = (): void => {
    this.#lean(0, 0);
  };

  /** As the first gamepad's left stick and as arrow keys: whatever the project asks for. */
  #lean(x: number, y: number): void {
    this.at = [x, y];
    this.#send({ type: 'gamepad', pad: 0, buttons: Array.from({ length: PAD_BUTTONS }, () => 0), axes: [x, y, 0, 0] });
    for (const [code, right, down] of ARROWS) {
      const isHeld = x * right + y * down > HELD_FROM;
      if (isHeld === this.#held.has(code)) continue;
      if (isHeld) this.#held.add(code);
      else this.#held.delete(code);
      this.#send({ type: isHeld ? 'key_down' : 'key_up', code });
    }
  }

  static override styles = css`
    :host {
      position: absolute;
      inset: auto 0 0;
      display: flex;
      align-items: end;
      justify-content: space-between;
      padding: 16px max(16px, env(safe-area-inset-right)) 68px max(16px, env(safe-area-inset-left));
      pointer-events: none;
      user-select: none;
      -webkit-user-select: none;
    }

    .stick, button {
      pointer-events: auto;
      touch-action: none;
      border: 1px solid rgb(255 255 255 / 35%);
      background: rgb(12 14 19 / 35%);
    }

    .stick {
      display: grid;
      place-items: center;
      width: 124px;
      height: 124px;
      border-radius: 50%;
    }

    .stick span {
      width: 54px;
      height: 54px;
      border-radius: 50%;
      background: rgb(255 255 255 / 60%);
    }

    .buttons {
      display: flex;
      flex-wrap: wrap-reverse;
      gap: 14px;
      justify-content: end;
      max-width: 176px;
      margin-left: auto;
    }

    button {
      width: 76px;
      height: 76px;
      padding: 4px;
      overflow: hidden;
      border-radius: 50%;
      color: #fff;
      font: 600 13px var(--font-ui, sans-serif);
      text-overflow: ellipsis;
    }

    button.pressed {
      background: rgb(255 180 84 / 70%);
    }
  `;
}

customElements.define('luminara-touch-pad', TouchPad);
