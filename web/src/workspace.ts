// What can be done on the page: opens projects, takes edits to the engine, keeps them in the browser, and keeps the state of it all.
// Panes call these functions and show the store's state.
import { Announcer } from './state/announcer.js';
import { Autosave } from './project/autosave.js';
import type { AnswerTo } from './engine/calls.js';
import { EngineClient } from './engine/client.js';
import { asSentence, messageOf } from './engine/error-text.js';
import { EngineOutput, type Tell } from './engine/output.js';
import { defaultExample, fetchExampleFiles, fetchExamples, type Example } from './sources/examples.js';
import { Sieve } from './project/file-names.js';
import { FolderSync } from './folder/folder-sync.js';
import { readPreference, writePreference } from './state/preferences.js';
import { decodeFiles, encodeFiles, freeName, nameProblem, sortedNames, type FileContent, type ProjectFiles } from './project/files.js';
import { ProjectClaim } from './project/claim.js';
import { starterText } from './project/languages.js';
import { ProjectStorage, type SavedProject } from './project/storage.js';
import { fetchRemote } from './sources/remote-project.js';
import type { Command, Failure, InputEvent, Position, StampedInput, Stats } from './engine/protocol.js';
import { ServedFolder } from './folder/served-folder.js';
import { standAloneParts } from './sources/stand-alone.js';
import { chooseStart, linkKey, type StartChoice } from './sources/start-choice.js';
import { starterFiles } from './sources/starter.js';
import { initialState, type Action, type Project, type State } from './state/state.js';
import { Store } from './state/store.js';
import { Suspicion } from './engine/suspicion.js';
import { TestRunner } from './engine/test-runner.js';

const APPLY_AFTER_MS = 150;
/** Where the panes are tabs, and the console is behind the others. */
export const NARROW = '(max-width: 719px)';

export class Workspace {
  readonly store = new Store<State>(initialState);

  readonly announcer = new Announcer(this.store);

  /** An embedded page keeps nothing in the browser: many may be open at once. */
  readonly #embedded: boolean;
  readonly #suspicion: Suspicion;
  readonly #claim = new ProjectClaim();
  readonly #storage = new ProjectStorage();
  readonly #autosave = new Autosave(this.#storage, () => {
    this.announcer.notify('This browser keeps nothing here: share a link to keep your work.');
  });
  readonly folder = new FolderSync(this.store, this.announcer, {
    open: (title, files) => { this.openOwn(title, files); },
    update: (files, removed, savedAt) => { this.#updateFiles(files, removed, savedAt); },
    warn: (texts) => { this.warn(texts); },
  });
  readonly output: EngineOutput;
  readonly engine: EngineClient;

  readonly #unapplied = new Set<string>();
  #applyTimer: ReturnType<typeof setTimeout> | undefined;

  #began = false;

  /** The tests of the project's scripts. */
  readonly tests = new TestRunner(this.store, (command) => this.#ask(command));

  constructor(embedded: boolean, tell: Tell) {
    this.#embedded = embedded;
    this.#suspicion = new Suspicion(!embedded);
    this.output = new EngineOutput(this.store, tell);
    this.engine = new EngineClient(this.store, this.output, {
      fell: (message, wasLoaded) => { this.#recover(message, wasLoaded); },
      silent: (isSilent) => { this.#showSilence(isSilent); },
      gpuLost: (isLost) => { this.announcer.showLoss(isLost); },
      reported: (running) => { this.#suspicion.reported(running); },
    });
  }

  get #state(): State {
    return this.store.state;
  }

  // Opening

  /**
   * Opens what the address asks for. The engine is started at once, or by {@link begin} where it waits.
   * @param sent files that somebody else opens the page with
   */
  async start(address: URL, { waits = false, sent }: { readonly waits?: boolean; readonly sent?: Promise<void> | undefined } = {}): Promise<void> {
    if (readPreference('muted') === 'yes') this.output.player.mute(true);
    if (waits) this.store.update({ engine: 'waiting' });
    else this.begin();
    if (sent !== undefined) return sent;
    const [examples] = await Promise.all([standAloneParts() === undefined ? fetchExamples().catch(() => []) : [], this.#recall()]);
    this.store.update({ examples });
    const lastKey = this.#embedded ? undefined : readPreference('last');
    const carried = standAloneParts();
    const choice: StartChoice = carried === undefined ? chooseStart(address, lastKey) : { kind: 'link', fragment: carried.project };
    if (choice.kind === 'served') {
      await this.#openServed(choice.address, lastKey);
      return;
    }
    if (choice.kind !== 'link' && choice.kind !== 'source') {
      await this.#openLocal(choice.kind === 'example' ? choice.folder : undefined, lastKey);
      return;
    }
    const problem = choice.kind === 'link' ? await this.#openLink(choice.fragment) : await this.#openSource(choice.address);
    if (problem === undefined) return;
    await this.#openLocal(undefined, lastKey);
    // Where the engine can't start, that is what there is to say.
    if (this.#state.engine !== 'stopped') {
      const what = choice.kind === 'link' ? 'This link' : 'What the address names';
      this.announcer.say({ tone: 'bad', text: `${what} could not be opened. ${problem} Ask for it again, or go on with what is here.` });
    }
  }

  /** Opens and watches the folder of a `luminara serve`. */
  async #openServed(address: string, lastKey: string | undefined): Promise<void> {
    try {
      await this.folder.open(new ServedFolder(new URL(address, location.href)));
    } catch (error) {
      await this.#openLocal(undefined, lastKey);
      this.announcer.say({ tone: 'bad', text: asSentence(messageOf(error)) });
    }
  }

  /** Starts the engine where it waits for that. */
  begin(): void {
    if (!this.#began) this.engine.start();
    this.#began = true;
  }

  /** Opens the example of that name, else the last project, else the default example. */
  async #openLocal(folder: string | undefined, lastKey: string | undefined): Promise<void> {
    const { examples } = this.#state;
    const named = examples.find((example) => example.folder === folder);
    if (named !== undefined && await this.openExample(named)) return;
    if (folder !== undefined && named === undefined) this.announcer.notify(`There is no example called ${folder}.`);
    if (await this.#openSavedByKey(lastKey)) return;
    const example = defaultExample(examples);
    if (example === undefined || !await this.openExample(example)) this.newProject();
  }

  /** Opens an example, as the person left it where they changed it before. */
  async openExample(example: Example): Promise<boolean> {
    const project: Project = { kind: 'example', key: `example:${example.folder}`, title: example.name, folder: example.folder };
    const saved = this.#embedded ? undefined : await this.#storage.read(project.key);
    if (saved !== undefined) {
      this.#open(project, new Map(saved.files));
      this.announcer.notify(`${example.name} as you left it.`, { label: 'Start over', run: () => { void this.startOver(); } });
      return true;
    }
    try {
      this.#open(project, await fetchExampleFiles(example));
      return true;
    } catch {
      this.announcer.notify(`${example.name} could not be loaded. Check the network and choose it again.`);
      return false;
    }
  }

  /** Opens the example that is open as it came. */
  async startOver(): Promise<void> {
    const { project, examples } = this.#state;
    if (project?.kind !== 'example') return;
    const example = examples.find(({ folder }) => folder === project.folder);
    if (example === undefined) return;
    const before = this.#state.files;
    this.#autosave.cancel();
    await this.#storage.remove(project.key);
    if (!await this.openExample(example)) return;
    this.announcer.notify('Started over.', { label: 'Undo', run: () => { this.replaceFiles(before); } });
  }

  /** Opens a project that the browser has kept. */
  openSaved(saved: SavedProject): void {
    this.#open(saved.project, new Map(saved.files));
  }

  /** Opens a project of one short script to begin with. */
  newProject(): void {
    this.openOwn('My project', starterFiles);
  }

  /** Opens files as a project of the person's own, or, in an embed, of the page around it. */
  openOwn(title: string, files: ProjectFiles, hiddenLines: State['hiddenLines'] = new Map()): void {
    this.store.update({ hiddenLines });
    this.#open(ownProject(title), files);
  }

  async #recall(): Promise<void> {
    if (this.#embedded) return;
    await this.#autosave.bringHome();
    await this.refreshSaved();
  }

  /** Asks the browser again for what it has kept. */
  async refreshSaved(): Promise<void> {
    this.store.update({ saved: await this.#storage.list() });
  }

  /** Removes a project that the browser has kept, with a way back. */
  async forget(saved: SavedProject): Promise<void> {
    await this.#storage.remove(saved.key);
    await this.refreshSaved();
    const restore = async () => {
      await this.#storage.save(saved);
      await this.refreshSaved();
    };
    this.announcer.notify(`Removed ${saved.project.title}.`, { label: 'Undo', run: () => { void restore(); } });
  }

  /** Opens a link's project; says what is wrong with the link otherwise. */
  async #openLink(fragment: string): Promise<string | undefined> {
    try {
      const { files, left_out: leftOut, newer_engine: newer } = await this.engine.ask({ type: 'open', fragment });
      const project: Project = { kind: 'link', key: linkKey(fragment), title: 'Shared project' };
      this.#open(project, decodeFiles(files));
      this.warn(leftOut.map(asSentence));
      if (newer !== null) this.announcer.notify(`This link was made with a newer playground (${newer}); some things may be missing here.`);
      await this.#offerOwnVersion(project.key);
      return undefined;
    } catch (error) {
      return asSentence(messageOf(error));
    }
  }

  /** Opens what lies at an address; says what is wrong with it otherwise. */
  async #openSource(address: string): Promise<string | undefined> {
    try {
      const remote = await fetchRemote(address);
      const project: Project = { kind: 'link', key: linkKey(address), title: remote.title };
      const { files, leftOut } = remote.kind === 'zip' ? await this.unzip(remote.bytes) : remote;
      this.#open(project, files);
      this.warn(leftOut);
      await this.#offerOwnVersion(project.key);
      return undefined;
    } catch (error) {
      return asSentence(messageOf(error));
    }
  }

  /** The files in a zip archive, and what is left out of them. @throws CommandError where it is damaged or too large */
  async unzip(bytes: Uint8Array): Promise<{ readonly files: ProjectFiles; readonly leftOut: readonly string[] }> {
    const { files, left_out: leftOut } = await this.engine.ask({ type: 'open_zip', bytes });
    return { files: decodeFiles(files), leftOut: leftOut.map(asSentence) };
  }

  /** The project as a zip archive. */
  async zip(): Promise<Uint8Array> {
    const { bytes } = await this.#ask({ type: 'zip' });
    return bytes;
  }

  async #offerOwnVersion(key: string): Promise<void> {
    const saved = this.#embedded ? undefined : await this.#storage.read(key);
    if (saved === undefined) return;
    this.announcer.notify('You have changed this project before.', { label: 'Open your version', run: () => { this.openSaved(saved); } });
  }

  async #openSavedByKey(key: string | undefined): Promise<boolean> {
    if (key === undefined) return false;
    const saved = await this.#storage.read(key);
    if (saved !== undefined) {
      this.openSaved(saved);
      return true;
    }
    const example = this.#state.examples.find(({ folder }) => key === `example:${folder}`);
    return example !== undefined && this.openExample(example);
  }

  #open(project: Project, files: ProjectFiles): void {
    this.#autosave.flush();
    const unsettled = this.#suspicion.open(project.key);
    const { engine, banner } = this.#state;
    this.store.update({
      project, files, openFile: sortedNames(files)[0] ?? '', goTo: undefined,
      // What is said of the engine holds for every project; the rest was about the one before.
      banner: engine === 'stopped' ? banner : undefined,
    });
    this.output.clear();
    if (!this.#embedded) this.#claim.take(project.key);
    // A link that was only looked at does not take the place of the person's own work.
    if (!this.#embedded && project.kind !== 'link') writePreference('last', project.key);
    this.#load(!unsettled);
    if (unsettled) {
      this.announcer.say({ tone: 'warn', text: 'This project stopped the engine last time, so it is paused.', action: this.#runAction('Run') });
    }
  }

  // Files

  /** Says what was left out, in the console, where it can be read later too; and where that isn't seen, as a notice. */
  warn(texts: readonly string[]): void {
    if (this.#embedded || matchMedia(NARROW).matches) this.announcer.notifySome(texts);
    this.output.say(texts.map((text) => ({ level: 'warn', text })));
  }

  /** Takes what was typed. The engine gets it when typing stops. */
  edit(name: string, text: string): void {
    if (this.#state.files.get(name) === text) return;
    this.#change(new Map(this.#state.files).set(name, text), [name]);
    clearTimeout(this.#applyTimer);
    this.#applyTimer = setTimeout(() => { void this.applyEdits(); }, APPLY_AFTER_MS);
  }

  /** Adds files, or puts newer ones in place of those that are there, at once. */
  putFiles(added: ProjectFiles): void {
    const names = [...added.keys()];
    this.#change(new Map([...this.#state.files, ...added]), names);
    const first = sortedNames(added)[0];
    if (first !== undefined) this.store.update({ openFile: first });
    void this.applyEdits();
  }

  /** Takes changed files in and others out, as one reload; what is open stays open. */
  #updateFiles(added: ProjectFiles, removed: readonly string[], savedAt: number): void {
    const files = new Map([...this.#state.files, ...added]);
    for (const name of removed) files.delete(name);
    this.#change(files, [...added.keys()]);
    if (!files.has(this.#state.openFile)) this.store.update({ openFile: sortedNames(files)[0] ?? '' });
    for (const name of removed) {
      this.#unapplied.delete(name);
      this.#removeInEngine(name);
    }
    void this.applyEdits(savedAt);
  }

  /** Opens files that were dropped or chosen: a folder that is open already is brought up to date, its state kept. */
  openFolderFiles(title: string, files: ProjectFiles): void {
    const { project, files: before } = this.#state;
    if (project?.kind !== 'own' || project.folder !== title) {
      this.#open({ ...ownProject(title), folder: title }, files);
      return;
    }
    const changed = new Map([...files].filter(([name, content]) => before.get(name) !== content));
    const removed = [...before.keys()].filter((name) => !files.has(name));
    this.#updateFiles(changed, removed, performance.now());
    this.announcer.notify(changed.size + removed.length === 0 ? `${title} has not changed.` : `Updated ${title}.`, {
      label: 'Undo', run: () => { this.#updateFiles(before, [...files.keys()].filter((name) => !before.has(name)), performance.now()); },
    });
  }

  /** Puts other files in place of all; the scene starts anew. */
  replaceFiles(files: ProjectFiles): void {
    this.#change(files, []);
    if (!files.has(this.#state.openFile)) this.store.update({ openFile: sortedNames(files)[0] ?? '' });
    this.#load(this.#state.running);
  }

  /** Adds an empty file under a free name like the wanted one; says what is wrong with the name otherwise. */
  addFile(wanted: string): string | undefined {
    const name = freeName(wanted.trim(), this.#state.files);
    const problem = nameProblem(name, this.#state.files);
    if (problem === undefined) this.putFiles(new Map([[name, starterText(name)]]));
    return problem;
  }

  /** Gives a file another name; says what is wrong with the name otherwise. */
  renameFile(from: string, wanted: string): string | undefined {
    const to = wanted.trim();
    const content = this.#state.files.get(from);
    if (content === undefined || to === from) return undefined;
    const others = new Map(this.#state.files);
    others.delete(from);
    const problem = nameProblem(to, others);
    if (problem !== undefined) return problem;
    this.#change(others.set(to, content), [to]);
    this.#unapplied.delete(from);
    this.store.update({ openFile: to });
    // Two names that differ only in their case can't be there at once, nor a file and a folder of its name.
    const excludesOld = !new Sieve([from]).takes(to);
    if (excludesOld) this.#removeInEngine(from);
    void this.applyEdits();
    if (!excludesOld) this.#removeInEngine(from);
    return undefined;
  }

  /** Removes a file, with a way back. */
  removeFile(name: string): void {
    const content = this.#state.files.get(name);
    if (content === undefined) return;
    const files = new Map(this.#state.files);
    files.delete(name);
    this.#change(files, []);
    this.#unapplied.delete(name);
    const { openFile, problems } = this.#state;
    this.store.update({
      openFile: openFile === name ? sortedNames(files)[0] ?? '' : openFile,
      problems: problems.filter(({ position }) => position.file !== name),
    });
    this.#removeInEngine(name);
    this.announcer.notify(`Removed ${name}.`, { label: 'Undo', run: () => { this.putFiles(new Map([[name, content]])); } });
  }

  openFile(name: string): void {
    if (this.#state.files.has(name)) this.store.update({ openFile: name });
  }

  /** Opens the file that is `by` tabs further. */
  openNextFile(by: 1 | -1): void {
    const names = sortedNames(this.#state.files);
    const index = names.indexOf(this.#state.openFile);
    this.openFile(names[(index + by + names.length) % names.length] ?? '');
  }

  /** Shows a place of a file in the editor. */
  goTo(position: Position): void {
    if (!this.#state.files.has(position.file)) return;
    this.store.update({ openFile: position.file, goTo: { ...position } });
  }

  /** Hands the engine every edit that it doesn't have yet. `savedAt` is when they were saved, in the page's time. */
  async applyEdits(savedAt = performance.now()): Promise<void> {
    clearTimeout(this.#applyTimer);
    if (!this.engine.isGiven || this.#unapplied.size === 0) return;
    const { files } = this.#state;
    const changed = [...this.#unapplied].flatMap((name): [string, FileContent][] => {
      const content = files.get(name);
      return content === undefined ? [] : [[name, content]];
    });
    this.#unapplied.clear();
    this.output.expectReload(savedAt);
    await this.engine.changeFiles({ type: 'put_files', files: encodeFiles(new Map(changed)) });
  }

  #change(files: ProjectFiles, changed: readonly string[]): void {
    for (const name of changed) this.#unapplied.add(name);
    this.store.update({ files });
    this.#leaveLink();
    this.#leaveOtherTab();
    const { project } = this.#state;
    if (project !== undefined && !this.#embedded) this.#autosave.schedule({ key: project.key, project, files: [...files] });
  }

  /** Another tab saves this project: what is edited here becomes a project of its own, so that neither writes over the other. */
  #leaveOtherTab(): void {
    const { project } = this.#state;
    if (project === undefined || this.#embedded || this.#claim.isOwned) return;
    const own = ownProject(project.title);
    this.#claim.take(own.key);
    this.#suspicion.rename(own.key);
    this.store.update({ project: own });
    writePreference('last', own.key);
    this.announcer.notify(`${project.title} is open in another tab. Your edits here are kept as a project of their own.`);
  }

  /** What is on screen is no longer what the link says: the address forgets it, and a reload brings back the edits. */
  #leaveLink(): void {
    const { project } = this.#state;
    if (project?.kind !== 'link' || this.#embedded) return;
    writePreference('last', project.key);
    const { pathname, searchParams } = new URL(location.href);
    searchParams.delete('src');
    const query = searchParams.toString();
    history.replaceState(null, '', pathname + (query === '' ? '' : `?${query}`));
  }

  // Running

  async run(): Promise<void> {
    this.begin();
    const { banner } = this.#state;
    this.#suspicion.suspect();
    if (banner?.action !== undefined) this.announcer.dismissBanner();
    await this.#ask({ type: 'run' });
  }

  async pause(): Promise<void> {
    await this.#ask({ type: 'pause' });
  }

  /** Runs a number of fixed steps; the inputs are stamped with the frame that they belong to. */
  async step(frames: number, inputs: readonly StampedInput[]): Promise<Stats> {
    const { stats } = await this.#ask({ type: 'step', frames, inputs: [...inputs] });
    return stats;
  }

  async reset(): Promise<void> {
    await this.#ask({ type: 'reset' });
    this.store.update({ reloaded: undefined });
  }

  async stateHash(): Promise<string> {
    const { hash } = await this.#ask({ type: 'hash' });
    return hash;
  }

  /** The address that opens the project as it is now. */
  async link(): Promise<string> {
    const { fragment } = await this.#ask({ type: 'link' });
    return `${location.origin}${location.pathname}#${fragment}`;
  }

  /** Makes the engine fail in some way, to see what the page does then. */
  async plantFailure(how: Failure): Promise<void> {
    await this.#ask({ type: 'fail', how }).catch(() => undefined);
  }

  /** Lets the scene be heard or not; remembered. */
  mute(muted: boolean): void {
    this.output.player.mute(muted);
    if (!this.#embedded) writePreference('muted', muted ? 'yes' : undefined);
  }

  /** Passes on what a person did, `time` being when: milliseconds since the page began. */
  input(event: InputEvent, time = performance.now()): void {
    // The Worker's clock began later than the page's; both know when.
    this.engine.input({ type: 'input', event, time: performance.timeOrigin + time });
  }

  /** The page is left: what is not saved yet is saved, and a project that did no harm is not suspected later. */
  leave(): void {
    this.#autosave.flushAtEnd();
    if (this.engine.isLoaded) this.#suspicion.leave();
  }

  #runAction(label: string): Action {
    return { label, run: () => { this.run().catch((error: unknown) => { this.announcer.notify(messageOf(error)); }); } };
  }

  // The engine

  /** Ends the engine and starts another with the same files, paused. */
  #restart(): void {
    this.#suspicion.startAnew();
    this.engine.start();
    this.#load(false);
  }

  #load(running: boolean): void {
    this.engine.load(() => {
      this.#unapplied.clear();
      if (running) this.#suspicion.suspect();
      return this.#state.files;
    }, running);
  }

  /** Asks the engine once it has the project as it is now. @throws CommandError where it refuses or is gone */
  async #ask<C extends Command>(command: C): Promise<AnswerTo<C['type']>> {
    await this.engine.loading;
    await this.applyEdits();
    return this.engine.ask(command);
  }

  #removeInEngine(name: string): void {
    if (this.engine.isGiven) void this.engine.changeFiles({ type: 'remove_file', name });
  }

  #recover(message: string, wasLoaded: boolean): void {
    this.#suspicion.fell();
    if (wasLoaded) {
      this.#restart();
      this.announcer.say({ tone: 'bad', text: `The engine stopped: ${message}. It was started again, paused; your files are as you left them.`, action: this.#runAction('Run again') });
      return;
    }
    // It fell before it had the files, or over them: starting it again by itself would go on forever.
    const action = { label: 'Try again', run: () => { this.#retry(); } };
    this.announcer.say({ tone: 'bad', text: `The engine could not start: ${message}. Your files are kept.`, action });
  }

  #retry(): void {
    this.announcer.dismissBanner();
    this.#restart();
  }

  #showSilence(isSilent: boolean): void {
    if (isSilent) this.#suspicion.fell();
    else this.#suspicion.startAnew();
    const text = 'The scene has not answered for a while.';
    if (isSilent) this.announcer.cover({ tone: 'warn', text, action: { label: 'Start it again', run: () => { this.#retry(); } } });
    else this.announcer.takeBack(text);
  }
}

/** A project of the person's own, under a key that none had before. */
function ownProject(title: string): Extract<Project, { kind: 'own' }> {
  return { kind: 'own', key: `own:${Date.now().toString(36)}`, title };
}
