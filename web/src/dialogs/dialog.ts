// A dialog: the browser's own, which keeps the focus in, closes on Escape and gives the focus back.
import { X } from 'lucide';
import { css, html, LitElement } from 'lit';
import { icon } from '../panes/icons.js';
import { paneStyles } from '../panes/pane.js';

/** A titled dialog around its children. */
export class Dialog extends LitElement {
  static override properties = { heading: {} };
  declare heading: string;

  constructor() {
    super();
    this.heading = '';
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  show(): void {
    if (this.#dialog?.open === false) this.#dialog.showModal();
  }

  close(): void {
    this.#dialog?.close();
  }

  protected override render() {
    return html`
      <dialog aria-label=${this.heading} @click=${this.#clickOutside}>
        <div class="body">
          <header>
            <h2 tabindex="-1" autofocus>${this.heading}</h2>
            <button class="icon" aria-label="Close" title="Close (Esc)" @click=${() => { this.close(); }}>${icon(X)}</button>
          </header>
          <slot></slot>
        </div>
      </dialog>
    `;
  }

  readonly #clickOutside = (event: MouseEvent): void => {
    if (event.target === event.currentTarget) this.close();
  };

  static override styles = [paneStyles, css`
    :host {
      display: contents;
    }

    dialog {
      width: min(480px, calc(100vw - 24px));
      max-height: calc(100dvh - 48px);
      padding: 0;
      border: var(--hairline) solid var(--line-strong);
      border-radius: 12px;
      background: var(--bg-raised);
      color: var(--text);
    }

    dialog::backdrop {
      background: rgb(8 9 12 / 50%);
    }

    .body {
      padding: 12px 20px 20px;
    }

    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      margin: 0 -8px 8px 0;
    }

    h2 {
      outline: none;
      margin: 0;
      font-size: 15px;
      font-weight: 600;
    }
  `];
}

customElements.define('luminara-dialog', Dialog);
