// A button that opens the phone's keyboard, for a scene that reads text, and what is typed there.
import { Keyboard } from 'lucide';
import { css, html, LitElement } from 'lit';
import { icon } from '../panes/icons.js';
import type { InputEvent } from '../engine/protocol.js';

/** What lies before the caret, so that there is something to delete: phones tell a deletion only by what is gone. */
const BEFORE = '    ';
const LONGEST = 200;

/** Tells `input` with an {@link InputEvent}. */
export class TouchKeyboard extends LitElement {
  static override properties = { open: { state: true } };
  /** The phone's keyboard is open. */
  declare open: boolean;
  #value = BEFORE;

  constructor() {
    super();
    this.open = false;
  }

  protected override render() {
    return html`
      <input type="text" tabindex="-1" aria-label="Type for the scene" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" enterkeyhint="enter"
        @focus=${this.#opened} @blur=${() => { this.open = false; }} @input=${this.#typed} @compositionend=${this.#startOver}
        @keydown=${this.#keyDown} @keyup=${(event: Event) => { event.stopPropagation(); }}>
      <button aria-label=${this.open ? 'Close the keyboard' : 'Open the keyboard'} aria-pressed=${this.open ? 'true' : 'false'}
        @pointerdown=${(event: Event) => { event.preventDefault(); }} @click=${this.#toggle}>${icon(Keyboard)}</button>
    `;
  }

  get #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  readonly #toggle = (): void => {
    if (this.open) this.#field?.blur();
    else this.#field?.focus();
  };

  readonly #opened = (): void => {
    this.open = true;
    this.#startOver();
  };

  readonly #startOver = (): void => {
    const field = this.#field;
    if (field === null) return;
    field.value = BEFORE;
    field.setSelectionRange(BEFORE.length, BEFORE.length);
    this.#value = BEFORE;
  };

  /** What changed since the last time, be it a letter, a word that the keyboard put right or a deletion. */
  readonly #typed = (event: Event): void => {
    event.stopPropagation();
    const field = event.currentTarget as HTMLInputElement;
    const [before, now] = [Array.from(this.#value), Array.from(field.value)];
    const same = before.findIndex((letter, index) => letter !== now[index]);
    const kept = same === -1 ? before.length : same;
    for (let i = kept; i < before.length; i += 1) this.#press('Backspace');
    const text = now.slice(kept).join('');
    if (text !== '') this.#tell({ type: 'text', text });
    this.#value = field.value;
    // A word that is still being made is the keyboard's.
    const isComposing = (event as globalThis.InputEvent).isComposing;
    if (!isComposing && (now.length < BEFORE.length || now.length > LONGEST)) this.#startOver();
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') this.#field?.blur();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.#press('Enter');
  };

  /** Presses that come faster than frames are kept apart by the engine. */
  #press(code: string): void {
    this.#tell({ type: 'key_down', code });
    this.#tell({ type: 'key_up', code });
  }

  #tell(detail: InputEvent): void {
    this.dispatchEvent(new CustomEvent('input', { detail }));
  }

  static override styles = css`
    :host {
      position: absolute;
      inset: max(12px, env(safe-area-inset-top)) max(12px, env(safe-area-inset-right)) auto auto;
      width: 44px;
      height: 44px;
    }

    /* Seen by nobody, but there: what isn't shown can't have the keyboard. Smaller letters make a phone zoom in. */
    input {
      position: absolute;
      inset: 0;
      width: 44px;
      height: 44px;
      box-sizing: border-box;
      padding: 0;
      border: 0;
      opacity: 0;
      font-size: 16px;
      pointer-events: none;
    }

    button {
      position: absolute;
      inset: 0;
      display: grid;
      place-items: center;
      width: 44px;
      height: 44px;
      padding: 0;
      border: 2px solid transparent;
      border-radius: 10px;
      background: var(--glass);
      color: var(--on-glass);
      touch-action: manipulation;
    }

    button[aria-pressed='true'] {
      border-color: var(--on-glass);
    }

    button:focus-visible {
      outline: 2px solid var(--on-glass);
      outline-offset: -4px;
    }

    svg {
      width: 20px;
      height: 20px;
    }
  `;
}

customElements.define('luminara-touch-keyboard', TouchKeyboard);
