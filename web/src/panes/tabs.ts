// The project's files as tabs.
import { Plus, X } from 'lucide';
import { css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from './icons.js';
import { Pane, paneStyles } from './pane.js';
import { freeName, sortedNames } from '../project/files.js';
import { withExtension, writtenLanguages } from '../project/languages.js';
import type { State } from '../state/state.js';

/** A name being typed: of the file `from`, or of a new one. */
interface Naming {
  readonly from: string | undefined;
  readonly name: string;
  readonly problem: string | undefined;
}

const tabId = (index: number): string => `tab-${index}`;

export class FileTabs extends Pane {
  static override properties = { ...Pane.properties, naming: { state: true } };
  declare naming: Naming | undefined;

  protected override parts({ files, openFile, problems }: State): readonly unknown[] {
    return [files, openFile, problems];
  }

  protected override render() {
    const names = sortedNames(this.state.files);
    const tabs = names.flatMap((name, index) => (this.naming?.from === name ? [] : [tabId(index)]));
    // A list of tabs may hold nothing else, and beside each of these is the button that removes its file.
    return html`
      <div role="tablist" aria-label="Files" aria-owns=${tabs.join(' ')}></div>
      <div class="tabs" @keydown=${this.#key}>
        ${names.map((name, index) => (this.naming?.from === name ? this.#nameField(this.naming) : this.#tab(name, index)))}
      </div>
      ${this.naming !== undefined && this.naming.from === undefined ? this.#nameField(this.naming) : nothing}
      <button class="icon add" title="New file" aria-label="New file" @click=${() => { this.#startNaming(undefined); }}>${icon(Plus)}</button>
    `;
  }

  #tab(name: string, index: number) {
    const { openFile, problems } = this.state;
    const isOpen = name === openFile;
    const isBroken = problems.some(({ kind, position }) => kind !== 'warning' && position.file === name);
    return html`
      <div class="tab ${isOpen ? 'open' : ''} ${isBroken ? 'broken' : ''}" @dblclick=${() => { this.#startNaming(name); }}>
        <button role="tab" id=${tabId(index)} data-file=${name} aria-selected=${isOpen ? 'true' : 'false'} tabindex=${isOpen ? 0 : -1}
          title=${isBroken ? `${name} has a problem` : 'Double click to rename'}
          @click=${() => { this.workspace.openFile(name); }}
          @auxclick=${(event: MouseEvent) => { if (event.button === 1 && !this.hasAttribute('readonly')) this.workspace.removeFile(name); }}>${name}</button>
        <button class="close" tabindex="-1" aria-label="Remove ${name}" title="Remove ${name}"
          @click=${() => { this.workspace.removeFile(name); }}>${icon(X)}</button>
      </div>
    `;
  }

  #nameField({ from, name, problem }: Naming) {
    return html`
      <div class="naming">
        <input aria-label="File name" spellcheck="false" autocapitalize="off" .value=${live(name)} aria-invalid=${problem === undefined ? 'false' : 'true'}
          @input=${(event: InputEvent) => { this.#retype((event.target as HTMLInputElement).value); }}
          @keydown=${this.#nameKey}
          @blur=${() => { this.#finishNaming(false); }}>
        ${from === undefined && problem === undefined ? this.#languages(name) : nothing}
        ${problem === undefined ? nothing : html`<p role="alert">${problem}</p>`}
      </div>
    `;
  }

  /** What a new file may be written in. A press leaves the caret where it is: left, the field would take its name as it stands. */
  #languages(typed: string) {
    const extension = typed.slice(typed.lastIndexOf('.') + 1);
    return html`
      <div class="languages" role="group" aria-label="Language" @mousedown=${(event: MouseEvent) => { event.preventDefault(); }}>
        ${writtenLanguages().map((language) => html`
          <button tabindex="-1" aria-pressed=${language.extension === extension ? 'true' : 'false'}
            @click=${() => { this.#retype(withExtension(typed, language.extension)); }}>${language.name}</button>`)}
      </div>
    `;
  }

  protected override updated(): void {
    const field = this.renderRoot.querySelector('input');
    if (field !== null && !field.matches(':focus')) {
      field.focus();
      const dot = field.value.lastIndexOf('.');
      field.setSelectionRange(0, dot > 0 ? dot : field.value.length);
    }
    this.renderRoot.querySelector('.tab.open')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  readonly #key = (event: KeyboardEvent): void => {
    const name = (event.target as HTMLElement).dataset['file'];
    if (name === undefined) return;
    const act = {
      ArrowLeft: () => { this.workspace.openNextFile(-1); },
      ArrowRight: () => { this.workspace.openNextFile(1); },
      F2: () => { this.#startNaming(name); },
      Delete: () => { if (!this.hasAttribute('readonly')) this.workspace.removeFile(name); },
    }[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
    void this.updateComplete.then(() => { this.#focusOpenTab(); });
  };

  readonly #nameKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Enter') this.#finishNaming(true);
    if (event.key === 'Escape') this.naming = undefined;
    if (event.key === 'ArrowDown') this.#turn(1);
    if (event.key === 'ArrowUp') this.#turn(-1);
  };

  #focusOpenTab(): void {
    if (this.naming === undefined) this.renderRoot.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  }

  #startNaming(from: string | undefined): void {
    if (this.hasAttribute('readonly')) return;
    this.naming = { from, name: from ?? freeName(withExtension('script', writtenLanguages()[0]?.extension ?? 'txt'), this.state.files), problem: undefined };
  }

  /** The next language, or the one before, for a new file. */
  #turn(by: number): void {
    if (this.naming?.from !== undefined || this.naming === undefined) return;
    const extensions = writtenLanguages().map(({ extension }) => extension);
    const { name } = this.naming;
    const at = extensions.indexOf(name.slice(name.lastIndexOf('.') + 1));
    const next = extensions[(at + by + extensions.length) % extensions.length];
    if (next !== undefined) this.#retype(withExtension(name, next));
  }

  #retype(name: string): void {
    if (this.naming !== undefined) this.naming = { ...this.naming, name, problem: undefined };
  }

  /** Left by Enter, a wrong name stays to be mended; left otherwise, it is given up. */
  #finishNaming(byEnter: boolean): void {
    if (this.naming === undefined) return;
    const { from, name } = this.naming;
    const problem = from === undefined ? this.workspace.addFile(name) : this.workspace.renameFile(from, name);
    this.naming = problem !== undefined && byEnter ? { from, name, problem } : undefined;
  }

  static override styles = [paneStyles, css`
    :host([readonly]) :is(.close, .add) {
      display: none;
    }

    :host {
      display: flex;
      align-items: stretch;
      height: 36px;
      padding-right: 6px;
      border-bottom: var(--hairline) solid var(--line);
      background: var(--bg-sunken);
    }

    .tabs {
      display: flex;
      min-width: 0;
      overflow-x: auto;
      scrollbar-width: none;
    }

    .tab {
      position: relative;
      display: flex;
      flex: none;
      align-items: center;
      border-right: var(--hairline) solid var(--line);
      color: var(--text-dim);
    }

    .tab.open {
      margin-bottom: calc(-1 * var(--hairline));
      background: var(--bg);
      color: var(--text);
    }

    .tab.open::before {
      content: '';
      position: absolute;
      inset: 0 0 auto;
      height: 2px;
      background: var(--accent);
    }

    @media (max-width: 719px) {
      /* The panes' tabs above have the line. */
      .tab.open::before {
        display: none;
      }
    }

    .tab button {
      height: 100%;
      border-radius: 0;
      color: inherit;
    }

    .tab button:hover {
      background: none;
      color: var(--text);
    }

    .tab [role='tab'] {
      padding: 0 4px 0 14px;
    }

    .tab :focus-visible {
      outline-offset: -3px;
    }

    .tab.broken [role='tab'] {
      color: var(--bad);
      text-decoration: underline wavy 1px;
      text-underline-offset: 4px;
    }

    .close {
      width: 20px;
      margin-right: 4px;
      padding: 0;
      opacity: 0;
    }

    .close svg {
      width: 12px;
      height: 12px;
    }

    .tab:hover .close, .tab.open .close, .close:focus-visible {
      opacity: 1;
    }

    @media (pointer: coarse) {
      .tab .close {
        width: 30px;
      }

      .tab:not(.open) .close {
        display: none;
      }
    }

    .add {
      flex: none;
      align-self: center;
      margin-left: 4px;
    }

    .naming {
      position: relative;
      display: flex;
      flex: none;
      align-items: center;
      padding: 0 8px;
    }

    .naming input {
      width: 150px;
      padding: 3px 6px;
      border: 1px solid var(--accent);
      border-radius: 6px;
      outline: none;
      background: var(--bg);
    }

    .languages {
      position: fixed;
      z-index: 10;
      display: flex;
      gap: 2px;
      margin: 66px 0 0;
      padding: 3px;
      border: var(--hairline) solid var(--line);
      border-radius: 6px;
      background: var(--bg);
    }

    .languages button[aria-pressed='true'] {
      color: var(--accent);
    }

    .naming p {
      position: fixed;
      z-index: 10;
      max-width: 280px;
      margin: 74px 0 0;
      padding: 6px 10px;
      border: var(--hairline) solid var(--bad);
      border-radius: 6px;
      background: var(--bad-raised);
      color: var(--text);
    }
  `];
}

customElements.define('luminara-tabs', FileTabs);
