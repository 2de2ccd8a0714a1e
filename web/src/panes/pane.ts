// What every pane of the page is: an element that shows some of the workspace's state.
import { css, html, LitElement, type TemplateResult } from 'lit';
import type { Position } from '../engine/protocol.js';
import { placeText } from '../state/console-entries.js';
import type { State } from '../state/state.js';
import type { Workspace } from '../workspace.js';

/** An element that renders again when one of the state's parts that it shows is another. */
export abstract class Pane extends LitElement {
  static override properties = { workspace: { attribute: false } };
  declare workspace: Workspace;

  #unsubscribe: (() => void) | undefined;
  #before: readonly unknown[] = [];

  /** The parts of the state that this pane shows. */
  protected abstract parts(state: State): readonly unknown[];

  protected get state(): State {
    return this.workspace.store.state;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#before = this.parts(this.state);
    this.#unsubscribe = this.workspace.store.subscribe(() => { this.#compare(); });
  }

  override disconnectedCallback(): void {
    this.#unsubscribe?.();
    super.disconnectedCallback();
  }

  /** A place in a script; a press goes there, where its file is still one of the project's. */
  protected place(position: Position): TemplateResult {
    return this.state.files.has(position.file)
      ? html`<button class="place" @click=${() => { this.workspace.goTo(position); }}>${placeText(position)}</button>`
      : html`<span class="place">${placeText(position)}</span>`;
  }

  #compare(): void {
    const now = this.parts(this.state);
    if (now.every((part, index) => part === this.#before[index])) return;
    this.#before = now;
    this.requestUpdate();
  }
}

/** What panes have in common: buttons, focus rings, type. */
export const paneStyles = css`
  :host {
    display: block;
    min-width: 0;
    min-height: 0;
  }

  :host([hidden]), [hidden] {
    display: none !important;
  }

  *, ::before, ::after {
    box-sizing: border-box;
  }

  svg {
    display: block;
    flex: none;
  }

  button, input {
    margin: 0;
    font: inherit;
    color: inherit;
  }

  button, a.button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    height: 28px;
    padding: 0 10px;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--text-dim);
    cursor: pointer;
    text-decoration: none;
    white-space: nowrap;
    transition: background-color var(--motion), color var(--motion);
  }

  button.icon {
    width: 28px;
    padding: 0;
  }

  button:hover, a.button:hover, button[aria-expanded='true'] {
    background: var(--hover);
    color: var(--text);
  }

  button:disabled {
    opacity: 0.5;
    pointer-events: none;
  }

  button.primary {
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 550;
  }

  button.primary:hover {
    background: var(--accent-strong);
    color: var(--on-accent);
  }

  button.outlined {
    border: var(--hairline) solid var(--line-strong);
    color: var(--text);
  }

  .place {
    flex: none;
    height: auto;
    padding: 0 2px;
    color: var(--text-dim);
    font: inherit;
  }

  button.place {
    text-decoration: underline;
    text-decoration-color: var(--line-strong);
    text-underline-offset: 3px;
  }

  .empty {
    margin: 0;
    padding: 6px 12px;
    color: var(--text-dim);
    font: 13px var(--font);
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }

  @media (pointer: coarse) {
    button, a.button {
      height: 36px;
    }

    button.icon {
      width: 36px;
    }
  }
`;
