// The keys, from the table that the page listens by.
import { css, html, LitElement } from 'lit';
import './dialog.js';
import type { Dialog } from './dialog.js';
import { editorKeys, keyCommands, type KeyCommand } from './keys.js';
import { paneStyles } from '../panes/pane.js';

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const MAC_NAMES: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩' };

export class KeysDialog extends LitElement {
  show(): void {
    this.renderRoot.querySelector<Dialog>('luminara-dialog')?.show();
  }

  protected override render() {
    return html`
      <luminara-dialog heading="Keys">
        ${this.#table('Anywhere', keyCommands)}
        ${this.#table('In the code', editorKeys)}
        <p>While the scene has the focus, every other key goes to it.</p>
      </luminara-dialog>
    `;
  }

  #table(heading: string, rows: readonly Pick<KeyCommand, 'keys' | 'says'>[]) {
    return html`
      <h3>${heading}</h3>
      <dl>
        ${rows.map(({ keys, says }) => html`
          <div><dt>${says}</dt><dd>${keys.map((pressed, index) => html`${index > 0 ? html`<span>or</span>` : ''}${pressed.map((key) => html`<kbd>${nameOf(key)}</kbd>`)}`)}</dd></div>
        `)}
      </dl>
    `;
  }

  static override styles = [paneStyles, css`
    h3 {
      margin: 12px 0 4px;
      color: var(--text-dim);
      font-size: 12px;
      font-weight: 550;
    }

    dl {
      margin: 0;
    }

    dl div {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: 16px;
      padding: 4px 0;
      border-bottom: var(--hairline) solid var(--line);
    }

    dd {
      margin: 0;
      color: var(--text-dim);
      text-align: right;
    }

    dd span {
      margin: 0 4px 0 7px;
    }

    kbd {
      display: inline-block;
      min-width: 20px;
      margin-left: 3px;
      padding: 1px 5px;
      border: var(--hairline) solid var(--line-strong);
      border-radius: 4px;
      color: var(--text);
      font: 12px var(--font);
      text-align: center;
    }

    p {
      margin: 12px 0 0;
      color: var(--text-dim);
    }
  `];
}

function nameOf(key: string): string {
  return IS_MAC ? MAC_NAMES[key] ?? key : key;
}

customElements.define('luminara-keys', KeysDialog);
