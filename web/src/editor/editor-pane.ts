// The editor: one file of the project at a time, each with its own history, selection and scroll position.
import { Compartment, EditorState, Transaction, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { css, html, nothing } from 'lit';
import { Pane, paneStyles } from '../panes/pane.js';
import { sizeOf, sizeText, sortedNames } from '../project/files.js';
import type { State } from '../state/state.js';
import { summariseModule } from './wasm-module.js';
import { languageOf } from './languages.js';
import type { Language } from '../project/language-list.js';
import { scriptLanguage } from '../project/languages.js';
import { hiddenLines, pointedLines } from './pointed-lines.js';
import { offsetOf, showProblems } from './problem-marks.js';
import { glow } from './reload-glow.js';
import { editorSetup } from './setup.js';

/** Tells `leave` when Escape was pressed twice. */
export class EditorPane extends Pane {
  static override properties = { ...Pane.properties, readonly: { type: Boolean }, lines: {} };
  /** The code is there to be read only, in an embed that says so. */
  declare readonly: boolean;
  /** Lines of the first file that are pointed out: `3-5,8`. */
  declare lines: string;

  #view: EditorView | undefined;
  #shown = '';
  #project: string | undefined;
  /** The editors of the files that aren't shown. */
  readonly #others = new Map<string, EditorState>();
  #reloaded: State['reloaded'];
  #went: State['goTo'];
  #problems: State['problems'] | undefined;
  readonly #finding = new Compartment();
  readonly #tools = new Compartment();
  readonly #toolsOf = new Map<Language, Extension>();
  readonly #setup = editorSetup(() => { this.dispatchEvent(new CustomEvent('leave')); });

  constructor() {
    super();
    this.readonly = false;
    this.lines = '';
  }

  protected override parts({ project, files, openFile, problems, reloaded, goTo }: State): readonly unknown[] {
    return [project?.key, files, openFile, problems, reloaded, goTo];
  }

  override focus(): void {
    this.#view?.focus();
  }

  protected override render() {
    const { files, openFile, project } = this.state;
    const content = files.get(openFile);
    return html`
      <div class="code" ?hidden=${typeof content !== 'string'}></div>
      ${typeof content === 'object' ? this.#binary(openFile, content) : nothing}
      ${content === undefined && project !== undefined ? html`<div class="binary"><p>No file is open. Add one with +, or drop one here.</p></div>` : nothing}
    `;
  }

  /** A file that is no text; of a module, what it says of itself. */
  #binary(file: string, content: Uint8Array) {
    const module = summariseModule(content);
    if (module === undefined) {
      return html`<div class="binary"><strong>${file}</strong><p>${sizeText(sizeOf(content))}, no text. Drop another file of this name to replace it.</p></div>`;
    }
    const list = (title: string, lines: readonly unknown[]) => html`
      <h3>${title}</h3>
      <ul>${lines.map((line) => html`<li><code>${line}</code></li>`)}</ul>
    `;
    /** Of an import, the module that it comes from stands back. */
    const imported = (line: string) => {
      const end = line.indexOf(' ');
      return html`<span class="from">${line.slice(0, end)}</span>${line.slice(end)}`;
    };
    return html`
      <div class="binary module">
        <strong>${file}</strong>
        <p>A WebAssembly module of ${module.size}; its memory has ${module.memory}. Drop another file of this name to reload it.</p>
        ${list('Exports', module.exports)} ${list('Imports', module.imports.map(imported))}
      </div>
    `;
  }

  protected override updated(): void {
    const { project, files, openFile } = this.state;
    if (project?.key !== this.#project) {
      this.#project = project?.key;
      this.#others.clear();
      this.#shown = '';
    }
    const content = files.get(openFile);
    if (typeof content !== 'string') return;
    const view = this.#view ??= this.#createView();
    if (openFile !== this.#shown) this.#showFile(view, openFile, content);
    else this.#takeText(view, content);
    this.#showProblems(view);
    this.#glow(view);
    this.#go(view);
  }

  #createView(): EditorView {
    const root = this.renderRoot as ShadowRoot;
    return new EditorView({
      parent: root.querySelector('.code') ?? root,
      root,
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        const typed = transactions.some((transaction) => transaction.docChanged && transaction.annotation(Transaction.remote) !== true);
        if (typed) this.workspace.edit(this.#shown, view.state.doc.toString());
      },
    });
  }

  #showFile(view: EditorView, file: string, content: string): void {
    if (this.#shown !== '') this.#others.set(this.#shown, view.state);
    const kept = this.#others.get(file);
    this.#shown = file;
    this.#problems = undefined;
    view.setState(kept ?? EditorState.create({ doc: content, extensions: [this.#setup, languageOf(file), this.#embedding(file), this.#finding.of([]), this.#tools.of([])] }));
    this.#takeText(view, content);
    void this.#loadFinding(view, file);
    void this.#loadTools(view, file);
  }

  async #loadFinding(view: EditorView, file: string): Promise<void> {
    const { finding } = await import('./finding.js');
    this.#put(view, file, this.#finding, finding);
  }

  /** Completion, hovers and so on come after the text: they are a file of their own. */
  async #loadTools(view: EditorView, file: string): Promise<void> {
    const language = scriptLanguage(file);
    if (language === undefined) return;
    const { toolsOf } = await import('./script-tools.js');
    const tools = this.#toolsOf.get(language) ?? toolsOf(language, () => this.state.files);
    this.#toolsOf.set(language, tools);
    this.#put(view, file, this.#tools, tools);
  }

  /** Gives the editor of a file what was loaded for it, as long as it is the one that is shown. */
  #put(view: EditorView, file: string, place: Compartment, extension: Extension): void {
    if (this.#shown === file && place.get(view.state) !== extension) view.dispatch({ effects: place.reconfigure(extension) });
  }

  /** What an embed adds. */
  #embedding(file: string): Extension {
    const { files, hiddenLines: hidden } = this.state;
    return [
      this.readonly ? EditorState.readOnly.of(true) : [],
      this.lines !== '' && file === sortedNames(files)[0] ? pointedLines(this.lines) : [],
      hiddenLines(hidden.get(file) ?? []),
    ];
  }

  /** Where the file changed elsewhere (dropped, set, undone), only what differs is replaced: the rest keeps its marks and selection. */
  #takeText(view: EditorView, content: string): void {
    const before = view.state.doc.toString();
    if (before === content) return;
    const most = Math.min(before.length, content.length);
    let from = 0;
    while (from < most && before[from] === content[from]) from++;
    let tail = 0;
    while (tail < most - from && before.at(-1 - tail) === content.at(-1 - tail)) tail++;
    view.dispatch({
      changes: { from, to: before.length - tail, insert: content.slice(from, content.length - tail) },
      annotations: Transaction.remote.of(true),
    });
  }

  #showProblems(view: EditorView): void {
    const { problems } = this.state;
    if (problems === this.#problems) return;
    this.#problems = problems;
    view.dispatch(showProblems(view.state, this.#shown, problems));
  }

  #glow(view: EditorView): void {
    const { reloaded } = this.state;
    if (reloaded === this.#reloaded) return;
    this.#reloaded = reloaded;
    if (reloaded?.file === this.#shown) glow(view);
  }

  #go(view: EditorView): void {
    const { goTo } = this.state;
    if (goTo === this.#went) return;
    this.#went = goTo;
    if (goTo?.file !== this.#shown) return;
    const offset = offsetOf(view.state.doc, goTo.line, goTo.column);
    view.dispatch({ selection: { anchor: offset }, effects: EditorView.scrollIntoView(offset, { y: 'center' }) });
    view.focus();
  }

  static override styles = [paneStyles, css`
    :host {
      position: relative;
      background: var(--bg);
    }

    .code {
      position: absolute;
      inset: 0;
    }

    .binary {
      padding: 24px;
      color: var(--text-dim);
    }

    .module {
      box-sizing: border-box;
      height: 100%;
      overflow: auto;
    }

    .module p {
      margin: 6px 0 0;
    }

    .module h3 {
      margin: 24px 0 6px;
      font-size: 12px;
      font-weight: 550;
    }

    .module ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .module code {
      color: var(--text);
      font-family: var(--font-code);
      font-variant-ligatures: none;
    }

    .module .from {
      color: var(--text-dim);
    }

    .binary strong {
      color: var(--text);
      font-weight: 550;
    }
  `];
}

customElements.define('luminara-editor', EditorPane);
