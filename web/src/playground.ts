// <luminara-playground>: the whole page as one element, and the handle by which tests and embedding pages drive it.
import { Code, ExternalLink, Pause, Play, X } from 'lucide';
import { html, LitElement, nothing } from 'lit';
import './panes/console-pane.js';
import './editor/editor-pane.js';
import './panes/header-bar.js';
import './dialogs/keys-dialog.js';
import './panes/banner-and-notices.js';
import './dialogs/share-dialog.js';
import './panes/splitter.js';
import './panes/status-bar.js';
import './panes/tabs.js';
import './panes/viewport.js';
import { deferred } from './engine/deferred.js';
import { carriesFiles, onlyArchive, readDropped, readFound, type Dropped } from './sources/dropped-files.js';
import { EmbedFrame } from './embed/embed-frame.js';
import { embedOptions, type EmbedOptions } from './embed/embed-options.js';
import { messageOf } from './engine/error-text.js';
import type { EngineEvents } from './engine/output.js';
import type { EditorPane } from './editor/editor-pane.js';
import { canOpenFolders, chooseFolder } from './folder/watched-folder.js';
import { icon } from './panes/icons.js';
import type { KeysDialog } from './dialogs/keys-dialog.js';
import { standAlonePage } from './sources/stand-alone.js';
import { commandFor, type KeyAction } from './dialogs/keys.js';
import { paneStyles } from './panes/pane.js';
import { playgroundStyles } from './playground-styles.js';
import { readPreference, writePreference } from './state/preferences.js';
import { showTheme } from './state/theme.js';
import { chooseFiles, fileNameOf, saveFile } from './sources/local-files.js';
import { asInputError, readFileName, readFiles, readFrames, readInputs, readText } from './handle-values.js';
import { sizeText, type FileContent } from './project/files.js';
import { CAPS } from './project/rules.js';
import type { Problem, StampedInput, Stats } from './engine/protocol.js';
import type { ShareDialog } from './dialogs/share-dialog.js';
import type { Viewport } from './panes/viewport.js';
import { NARROW, Workspace } from './workspace.js';

type NarrowTab = 'code' | 'scene' | 'console';
type Split = 'editor' | 'console';

interface Shown {
  readonly consoleOpen: boolean;
  readonly narrowTab: NarrowTab;
  /** In an embed: the editor has been slid in. */
  readonly editor: boolean;
  readonly dragging: boolean;
  /** The editor has the focus. */
  readonly editing: boolean;
  readonly shares: Readonly<Record<Split, number>>;
}

const DEFAULT_SHARES: Readonly<Record<Split, number>> = { editor: 0.44, console: 0.72 };
/** Of an embed, in CSS pixels: a line of code, its bars, the least and the most that it asks for. */
const LINE_HEIGHT = 21.7;
const EMBED_BARS = 36 + 32 + 40 + 16;
/** The scene, where it stands above the code. */
const STACKED_SCENE = 220;
const EMBED_HEIGHTS = { least: 320, most: 640 };
const NARROW_TABS: readonly (readonly [NarrowTab, string])[] = [['code', 'Code'], ['scene', 'Scene'], ['console', 'Console']];

/**
 * The playground.
 *
 * Attributes: `embed` shows the scene with a thin bar, the editor slides in on demand, and nothing is kept in the browser. The address's
 * `?embed` does the same.
 *
 * Events, each a `CustomEvent` on the element:
 * - `console`: a line was printed; detail {@link EngineEvents.console}
 * - `error`: a script has a new problem; detail {@link EngineEvents.error}
 * - `frame`: the scene advanced; detail {@link EngineEvents.frame}
 * - `audio`: something is to be heard; detail {@link EngineEvents.audio}
 * - `reloaded`: an edited file runs; detail {@link EngineEvents.reloaded}, with the milliseconds that it took
 */
export class Playground extends LitElement {
  static override properties = {
    embed: { type: Boolean, reflect: true },
  };

  declare embed: boolean;
  /** What the page shows of itself; only the element sets it. */
  #shown: Shown;
  readonly #workspace: Workspace;
  readonly #options: EmbedOptions | undefined;
  #frame: EmbedFrame | undefined;
  #seen: IntersectionObserver | undefined;
  #isSeen = true;
  #unsubscribe: (() => void) | undefined;
  #started = false;
  /** The person closed the console: warnings don't open it again until the next project. */
  #closedFor: string | undefined;
  #shownProject: string | undefined;
  #seenEntry = 0;

  constructor() {
    super();
    this.#options = embedOptions(new URLSearchParams(location.search));
    this.embed = this.#options !== undefined;
    this.#shown = {
      consoleOpen: this.#options?.panes.has('console') === true,
      narrowTab: 'code',
      editor: this.#options?.panes.has('code') === true,
      dragging: false,
      editing: false,
      shares: { editor: readShare('editor'), console: readShare('console') },
    };
    this.#workspace = new Workspace(this.embed, (name, detail) => { this.#tell(name, detail); });
  }

  // The handle

  /** Resolves once the project is loaded and commands are answered at once; rejects where the engine can't start. */
  get ready(): Promise<void> {
    return this.#workspace.engine.ready;
  }

  /** The project's files: text as strings, other files as bytes. */
  get files(): Record<string, FileContent> {
    // Copies: the page's own are never changed in place.
    return Object.fromEntries([...this.#workspace.store.state.files].map(([name, content]) => [name, typeof content === 'string' ? content : content.slice()]));
  }

  /**
   * Other files in place of all: the scene starts anew, running or paused as it was. Commands called after this wait for it.
   * @throws TypeError where it is no object of texts and bytes by name; RangeError where there are too many, or they are too large
   */
  set files(value: Readonly<Record<string, FileContent>>) {
    const { files, leftOut } = readFiles(value);
    this.#workspace.replaceFiles(files);
    this.#workspace.warn(leftOut);
  }

  /** Puts a file's text in place as if it had been typed: state is kept, and a text that doesn't compile leaves the old one running. */
  async edit(name: string, text: string): Promise<void> {
    const { files } = this.#workspace.store.state;
    this.#workspace.edit(readFileName(name, 'the file\'s name', files), readText(text, 'the file\'s text'));
    return this.#workspace.applyEdits();
  }

  /** Takes a file out of the project; its scripts end. */
  async removeFile(name: string): Promise<void> {
    readText(name, 'the file\'s name');
    await this.#workspace.applyEdits();
    this.#workspace.removeFile(name);
  }

  /** Lets the scene run; edits that were not applied yet are applied first. */
  run(): Promise<void> {
    return this.#workspace.run();
  }

  pause(): Promise<void> {
    return this.#workspace.pause();
  }

  /**
   * Runs a number of fixed steps at once; the scene is paused then.
   * @param frames how many
   * @param inputs keys and mouse, each stamped with the frame that it belongs to
   * @returns the numbers after the last step
   */
  async step(frames = 1, inputs: readonly StampedInput[] = []): Promise<Stats> {
    try {
      return await this.#workspace.step(readFrames(frames), readInputs(inputs));
    } catch (error) {
      throw asInputError(error);
    }
  }

  /** Starts the scene over from its files; it keeps running or stays paused. */
  reset(): Promise<void> {
    return this.#workspace.reset();
  }

  /** What is wrong with the scripts now, warnings too; empty where all is well. */
  get problems(): readonly Problem[] {
    return this.#workspace.store.state.problems;
  }

  /** 16 hexadecimal digits: equal for the same files, seed, inputs and number of steps, in every browser and natively. */
  stateHash(): Promise<string> {
    return this.#workspace.stateHash();
  }

  /** The address that opens the project as it is now; all of it is in the fragment. */
  link(): Promise<string> {
    return this.#workspace.link();
  }

  /** Makes the engine panic, so that a test can see what the page does then. */
  plantPanic(): Promise<void> {
    return this.#workspace.plantFailure('panic');
  }

  /** Makes the engine run on for ever, so that a test can see what the page does then. */
  plantHang(): Promise<void> {
    return this.#workspace.plantFailure('hang');
  }

  /** Makes the engine take more memory than there is, so that a test can see what the page does then. */
  plantExhaustion(): Promise<void> {
    return this.#workspace.plantFailure('memory');
  }

  /** Has the graphics device taken away, so that a test can see what the page does then. */
  loseGpu(): void {
    this.#workspace.engine.loseGpu();
  }

  // The element

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.#workspace.store.subscribe(() => { this.#watch(); });
    addEventListener('keydown', this.#key, { capture: true });
    addEventListener('pagehide', this.#leave);
    document.addEventListener('visibilitychange', this.#hide);
    addEventListener('hashchange', this.#followLink);
    if (this.#started) return;
    this.#started = true;
    void this.#start();
  }

  async #start(): Promise<void> {
    const options = this.#options;
    if (options === undefined) return this.#workspace.start(new URL(location.href));
    const sent = this.#connectFrame(options);
    this.#watchSight();
    return this.#workspace.start(new URL(location.href), { waits: options.autorun !== 'load', sent });
  }

  /** The wire to the page around an embed; resolves, where files come from there, when they have come. */
  #connectFrame({ fromParent }: EmbedOptions): Promise<void> | undefined {
    if (window.parent === window) return undefined;
    const { promise, resolve } = deferred<null>();
    const act = (work: () => Promise<unknown>) => { void this.#attempt(work); };
    const frame = new EmbedFrame(this.#workspace.store, {
      load: (files, hidden, title) => {
        this.#workspace.openOwn(title, files, hidden);
        resolve(null);
      },
      edit: (name, text) => { act(() => this.edit(name, text)); },
      run: () => { act(() => this.run()); },
      pause: () => { act(() => this.pause()); },
      reset: () => { act(() => this.reset()); },
      theme: (theme) => { showTheme(theme === 'auto' ? 'system' : theme); },
      link: () => this.link(),
      warn: (texts) => { this.#workspace.warn(texts); },
    });
    this.#frame = frame;
    this.ready.then(() => { frame.tell({ luminara: 'ready' }); }, () => undefined);
    return fromParent ? promise.then(() => undefined) : undefined;
  }

  /** An embed that nobody sees costs nothing; one that waits to be seen starts then. */
  #watchSight(): void {
    this.#seen = new IntersectionObserver(([entry]) => {
      this.#isSeen = entry?.isIntersecting !== false;
      this.#restUnseen();
      if (this.#isSeen && this.#options?.autorun === 'visible') this.#workspace.begin();
    });
    this.#seen.observe(this);
  }

  #restUnseen(): void {
    this.#workspace.engine.rest(document.hidden || !this.#isSeen);
  }

  override disconnectedCallback(): void {
    this.#seen?.disconnect();
    this.#unsubscribe?.();
    removeEventListener('keydown', this.#key, { capture: true });
    removeEventListener('pagehide', this.#leave);
    document.removeEventListener('visibilitychange', this.#hide);
    removeEventListener('hashchange', this.#followLink);
    super.disconnectedCallback();
  }

  protected override render() {
    return html`
      <div class="page ${this.embed ? 'embed' : ''} ${this.#options?.panes.has('scene') === false ? 'no-scene' : ''}" data-tab=${this.#shown.narrowTab}
        @dragenter=${this.#dragOver} @dragover=${this.#dragOver} @dragleave=${this.#dragLeave} @drop=${this.#drop}>
        ${this.embed ? nothing : html`<luminara-header .workspace=${this.#workspace} @share=${this.#share} @keys=${this.#showKeys}
          @open-files=${this.#openFiles} @open-folder=${this.#openFolder} @save-folder=${this.#save} @save-page=${this.#savePage} @save-zip=${this.#saveZip}></luminara-header>`}
        <luminara-banner .workspace=${this.#workspace}></luminara-banner>
        <main class=${this.#shown.consoleOpen ? 'console-open' : ''} .style=${this.#layout()}>
          ${this.embed && !this.#shown.editor ? nothing : this.#work()}
          <luminara-viewport .workspace=${this.#workspace} .controls=${!this.embed} @step=${this.#stepOnce} @leave=${this.#focusEditor}></luminara-viewport>
        </main>
        ${this.embed ? this.#embedBar() : html`
          <luminara-status role="contentinfo" .workspace=${this.#workspace}>${this.#shown.editing ? html`<span class="hint">Esc, then Tab leaves the code</span>` : nothing}</luminara-status>
        `}
        <luminara-notices .workspace=${this.#workspace}></luminara-notices>
        ${this.#shown.dragging ? html`<div class="drop"><div><strong>Drop to add or reload</strong><p>Scripts and other files, a folder, or a zip of a project</p></div></div>` : nothing}
        ${this.embed ? nothing : html`
          <luminara-share @save-zip=${this.#saveZip} @save-page=${this.#savePage}></luminara-share>
          <luminara-keys></luminara-keys>
        `}
      </div>
    `;
  }

  /** Everything but the scene. */
  #work() {
    return html`
      ${this.embed ? nothing : html`
        <nav role="tablist" aria-label="Panes">
          ${NARROW_TABS.map(([tab, label]) => html`
            <button role="tab" aria-selected=${this.#shown.narrowTab === tab ? 'true' : 'false'} @click=${() => { this.#chooseNarrow(tab); }}>${label}</button>
          `)}
        </nav>
      `}
      <luminara-tabs .workspace=${this.#workspace} ?readonly=${this.#options?.readonly === true}></luminara-tabs>
      <luminara-editor .workspace=${this.#workspace} .readonly=${this.#options?.readonly === true} .lines=${this.#options?.lines ?? ''} @leave=${this.#focusViewport}
        @focusin=${() => { this.#show({ editing: true }); }} @focusout=${() => { this.#show({ editing: false }); }}></luminara-editor>
      <luminara-splitter class="console-split" orientation="horizontal" label="Height of the console" .min=${0.2} .max=${0.9} .share=${this.#shown.shares.console}
        ?hidden=${!this.#shown.consoleOpen} @change=${(event: CustomEvent<number | undefined>) => { this.#split('console', event.detail); }}></luminara-splitter>
      <luminara-console .workspace=${this.#workspace} .open=${this.#shown.consoleOpen} @toggle=${this.#toggleConsole}></luminara-console>
      <luminara-splitter class="editor-split" orientation="vertical" label="Width of the code" .min=${0.2} .max=${0.8} .share=${this.#shown.shares.editor}
        @change=${(event: CustomEvent<number | undefined>) => { this.#split('editor', event.detail); }}></luminara-splitter>
    `;
  }

  #embedBar() {
    const { running, project, engine } = this.#workspace.store.state;
    return html`
      <footer>
        <button class="icon" aria-label=${running ? 'Pause' : 'Run'} title=${running ? 'Pause' : 'Run'} ?disabled=${engine === 'loading'}
          @click=${() => { this.#runOrPause(); }}>${icon(running ? Pause : Play, { solid: true })}</button>
        <strong>${project?.title}</strong>
        <button aria-expanded=${this.#shown.editor ? 'true' : 'false'} @click=${() => { this.#show({ editor: !this.#shown.editor }); }}>
          ${icon(this.#shown.editor ? X : Code)}<span>${this.#shown.editor ? 'Close' : 'Edit'}</span>
        </button>
        <button ?disabled=${engine !== 'ready'} title="Open in playground" @click=${() => { void this.#openInPlayground(); }}>${icon(ExternalLink)}<span class="wide">Open in playground</span></button>
      </footer>
    `;
  }

  #runOrPause(): void {
    const { engine, running } = this.#workspace.store.state;
    // A scene that starts runs by itself.
    if (engine === 'waiting') this.#workspace.begin();
    else void this.#attempt(() => (running ? this.pause() : this.run()));
  }

  /** Bound as a property: the page's policy forbids style attributes, which is what Lit's styleMap starts with. */
  #layout(): string {
    return `--editor-share: ${100 * this.#shown.shares.editor}%; --console-share: ${100 * (1 - this.#shown.shares.console)}%`;
  }

  #show(change: Partial<Shown>): void {
    this.#shown = { ...this.#shown, ...change };
    this.requestUpdate();
  }

  #tell<K extends keyof EngineEvents>(name: K, detail: EngineEvents[K]): void {
    const event = new CustomEvent(name, { detail });
    this.dispatchEvent(event);
    if (this.#frame !== undefined) tellFrame(this.#frame, name, detail);
  }

  #watch(): void {
    const { project, entries } = this.#workspace.store.state;
    if (project?.key !== this.#shownProject) {
      this.#shownProject = project?.key;
      this.#seenEntry = 0;
    }
    const last = entries.at(-1)?.id ?? 0;
    const serious = entries.some(({ id, level }) => id > this.#seenEntry && (level === 'warn' || level === 'error'));
    this.#seenEntry = last;
    if (serious && this.#closedFor !== this.#shownProject && !this.embed) this.#show({ consoleOpen: true });
    document.title = project === undefined ? 'Luminara Playground' : `${project.title} – Luminara Playground`;
    if (this.embed) this.requestUpdate();
    this.#frame?.tellHeight(this.#wantedHeight());
  }

  /** The height of an embed in which the code of the open file is all seen, within reason. */
  #wantedHeight(): number {
    const { files, openFile } = this.#workspace.store.state;
    const content = files.get(openFile);
    const lines = this.#shown.editor && typeof content === 'string' ? content.split('\n').length : 0;
    const above = matchMedia(NARROW).matches && lines > 0 ? STACKED_SCENE : 0;
    const code = lines * LINE_HEIGHT + EMBED_BARS + above;
    return Math.round(Math.min(EMBED_HEIGHTS.most, Math.max(EMBED_HEIGHTS.least, code)));
  }

  readonly #key = (event: KeyboardEvent): void => {
    // Other elements of an embedding page keep their keys.
    if (!event.composedPath().includes(this) && document.activeElement !== document.body) return;
    if (this.#pane('luminara-share')?.matches(':focus-within') === true) return;
    const action = commandFor(event);
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#act(action);
  };

  #act(action: KeyAction): void {
    const acts: Readonly<Record<KeyAction, () => unknown>> = {
      run: () => this.run(),
      pause: () => this.pause(),
      step: this.#stepOnce,
      reset: () => this.reset(),
      'next-file': () => { this.#workspace.openNextFile(1); },
      'previous-file': () => { this.#workspace.openNextFile(-1); },
      'focus-viewport': this.#focusViewport,
      'focus-editor': this.#focusEditor,
      'full-screen': () => { this.#pane('luminara-viewport')?.toggleFullScreen(); },
      keys: this.#showKeys,
      share: this.#share,
      save: this.#save,
    };
    void this.#attempt(async () => { await acts[action](); });
  }

  /** Carries out what a person asked for; what goes wrong, they are told. */
  async #attempt(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#workspace.announcer.notify(messageOf(error));
    }
  }

  readonly #stepOnce = (): void => {
    void this.#attempt(() => this.step(1));
  };

  readonly #share = (): void => {
    void this.#attempt(async () => { await this.#pane('luminara-share')?.show(await this.link()); });
  };

  async #openInPlayground(): Promise<void> {
    await this.#attempt(async () => { open(await this.link(), '_blank', 'noopener'); });
  }

  readonly #showKeys = (): void => {
    this.#pane('luminara-keys')?.show();
  };

  readonly #focusViewport = (): void => {
    this.#pane('luminara-viewport')?.focus();
  };

  readonly #focusEditor = (): void => {
    this.#pane('luminara-editor')?.focus();
  };

  #pane<K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K] | null {
    return this.renderRoot.querySelector(name);
  }

  readonly #toggleConsole = (event: CustomEvent<boolean>): void => {
    // On a narrow page it is a tab of its own, and always open there.
    if (matchMedia(NARROW).matches) return;
    this.#show({ consoleOpen: event.detail });
    this.#closedFor = event.detail ? undefined : this.#shownProject;
  };

  #chooseNarrow(tab: NarrowTab): void {
    this.#show({ narrowTab: tab });
    if (tab === 'console') this.#show({ consoleOpen: true });
  }

  #split(which: Split, share: number | undefined): void {
    this.#show({ shares: { ...this.#shown.shares, [which]: share ?? DEFAULT_SHARES[which] } });
    writePreference(`split.${which}`, share?.toFixed(4));
  }

  readonly #leave = (): void => {
    this.#workspace.leave();
  };

  readonly #hide = (): void => {
    if (document.hidden) this.#workspace.leave();
    if (this.embed) this.#restUnseen();
  };

  /** A link pasted into the address of this very page. */
  readonly #followLink = (): void => {
    if (location.hash.length > 1) location.reload();
  };

  readonly #dragOver = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    this.#show({ dragging: true });
  };

  readonly #dragLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.#show({ dragging: false });
  };

  readonly #drop = (event: DragEvent): void => {
    this.#show({ dragging: false });
    if (!carriesFiles(event) || event.dataTransfer === null) return;
    event.preventDefault();
    event.stopPropagation();
    const archive = onlyArchive([...event.dataTransfer.files]);
    const reading = archive === undefined ? readDropped(event.dataTransfer, this.#workspace.store.state.files) : undefined;
    void this.#attempt(async () => {
      if (archive !== undefined) await this.#openArchive(archive);
      if (reading !== undefined) this.#take(await reading);
    });
  };

  readonly #openFiles = (): void => {
    void this.#attempt(async () => {
      const chosen = await chooseFiles();
      const archive = onlyArchive(chosen);
      if (archive === undefined) this.#take(await readFound(chosen.map((file) => ({ name: file.name, file })), undefined, this.#workspace.store.state.files));
      else await this.#openArchive(archive);
    });
  };

  readonly #openFolder = (): void => {
    void this.#attempt(async () => {
      if (!canOpenFolders) return this.#openFolderFiles();
      const folder = await chooseFolder();
      if (folder !== undefined) await this.#workspace.folder.open(folder);
    });
  };

  /** Where the browser opens no folders, it still reads one: to bring it up to date it is chosen or dropped again. */
  async #openFolderFiles(): Promise<void> {
    const chosen = await chooseFiles({ folder: true });
    const folder = chosen[0]?.webkitRelativePath.split('/')[0];
    if (folder === undefined) return;
    const read = await readFound(chosen.map((file) => ({ name: file.webkitRelativePath.slice(folder.length + 1), file })), folder);
    if (read.files.size > 0) this.#workspace.openFolderFiles(folder, read.files);
    this.#tellRefused(read);
  }

  /** Ctrl S: what was typed runs at once, and goes to the folder where one is open. */
  readonly #save = (): void => {
    void this.#attempt(async () => {
      await this.#workspace.applyEdits();
      await this.#workspace.folder.save();
    });
  };

  async #openArchive(archive: File): Promise<void> {
    if (archive.size > CAPS.archiveBytes) throw new Error(`${archive.name} has ${sizeText(archive.size)}; an archive can have ${sizeText(CAPS.archiveBytes)}.`);
    const { files, leftOut } = await this.#workspace.unzip(new Uint8Array(await archive.arrayBuffer()));
    this.#workspace.openOwn(archive.name.replace(/\.zip$/i, ''), files);
    this.#workspace.warn(leftOut);
  }

  /** The project as one file that runs from anywhere, the engine inside. */
  readonly #savePage = (): void => {
    void this.#attempt(async () => {
      const title = this.#workspace.store.state.project?.title ?? '';
      saveFile(fileNameOf(title, 'html'), await standAlonePage(title, (await this.link()).replace(/^[^#]*#/, '')), 'text/html');
    });
  };

  readonly #saveZip = (): void => {
    void this.#attempt(async () => {
      const bytes = await this.#workspace.zip();
      saveFile(fileNameOf(this.#workspace.store.state.project?.title ?? '', 'zip'), new Uint8Array(bytes), 'application/zip');
    });
  };

  #tellRefused({ refused, leftOut }: Dropped): void {
    this.#workspace.announcer.notifySome(refused);
    this.#workspace.warn(leftOut);
  }

  #take(dropped: Dropped): void {
    const { files, project } = dropped;
    if (project !== undefined && files.size > 0) this.#workspace.openFolderFiles(project, files);
    // Behind the opening of another project, which clears the console.
    this.#tellRefused(dropped);
    if (project !== undefined || files.size === 0) return;
    const { files: before } = this.#workspace.store.state;
    const isReload = [...files.keys()].every((name) => before.has(name));
    this.#workspace.putFiles(files);
    const names = files.size > 3 ? `${files.size} files` : [...files.keys()].join(', ');
    this.#workspace.announcer.notify(`${isReload ? 'Reloaded' : 'Added'} ${names}.`);
  }

  static override styles = [paneStyles, playgroundStyles];
}

/** What happens in the engine, for the page around an embed. */
function tellFrame<K extends keyof EngineEvents>(frame: EmbedFrame, name: K, detail: EngineEvents[K]): void {
  if (name === 'console') {
    const { level, text } = detail as EngineEvents['console'];
    frame.tell({ luminara: 'console', level, text });
  } else if (name === 'error') {
    const { message, position } = detail as EngineEvents['error'];
    frame.tell({ luminara: 'error', message, file: position.file, line: position.line });
  } else if (name === 'reloaded') {
    const { file, ms } = detail as EngineEvents['reloaded'];
    frame.tell({ luminara: 'reloaded', file, ms });
  }
}

function readShare(split: Split): number {
  const share = Number(readPreference(`split.${split}`));
  return share > 0 && share < 1 ? share : DEFAULT_SHARES[split];
}

customElements.define('luminara-playground', Playground);

declare global {
  interface HTMLElementTagNameMap {
    'luminara-editor': EditorPane;
    'luminara-keys': KeysDialog;
    'luminara-playground': Playground;
    'luminara-share': ShareDialog;
    'luminara-viewport': Viewport;
  }
}
