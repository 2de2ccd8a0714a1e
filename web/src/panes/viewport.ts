// Where the scene is seen and played: the engine's canvas, its input, the transport controls, the first error.
import { Maximize, Minimize, Pause, Play, RotateCcw, StepForward, Volume2, VolumeX } from 'lucide';
import { css, html, nothing } from 'lit';
import { EscapeTwice } from '../devices/escape-twice.js';
import { Gamepads } from '../devices/gamepads.js';
import { Keyboard } from '../devices/keyboard.js';
import { Pointers } from '../devices/pointers.js';
import '../devices/touch-keyboard.js';
import '../devices/touch-pad.js';
import { placeText } from '../state/console-entries.js';
import { icon } from './icons.js';
import { Pane, paneStyles } from './pane.js';
import type { InputEvent as SceneInput } from '../engine/protocol.js';
import { coarseness, framesPerSecond } from '../engine/news-reading.js';
import type { State } from '../state/state.js';

// WebGPU promises textures of this many pixels a side on every adapter; a larger canvas would also be slow.
const LARGEST_SIDE = 4096;
const REST_AFTER_MS = 2000;
/** Where there is no finer pointer than a finger. */
const TOUCH = '(pointer: coarse)';

/** Tells `leave` when Escape was pressed twice. */
export class Viewport extends Pane {
  static override properties = { ...Pane.properties, controls: { type: Boolean }, resting: { state: true }, full: { state: true } };
  /** Shows the transport controls over the scene. */
  declare controls: boolean;
  declare resting: boolean;
  declare full: boolean;

  #restTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #escape = new EscapeTwice();
  #eventTime: number | undefined;
  #pointers: Pointers | undefined;
  #listening = new AbortController();
  #wantedMouse = false;
  readonly #passOn = (event: SceneInput): void => { this.#send(event, this.#eventTime); };
  readonly #keyboard = new Keyboard(this.#passOn);
  readonly #gamepads = new Gamepads(this.#passOn);
  readonly #observer = new ResizeObserver(([entry]) => { if (entry !== undefined) this.#measure(entry); });

  constructor() {
    super();
    this.controls = true;
    this.resting = false;
    this.full = false;
    this.addEventListener('pointermove', () => { this.#wake(); });
    this.addEventListener('pointerdown', () => { this.#wake(); });
    this.addEventListener('focusin', () => { this.#wake(); });
    this.addEventListener('fullscreenchange', () => { this.full = document.fullscreenElement !== null; });
  }

  protected override parts({ engine, canvas, progress, noGpu, running, sound, controls, wantsMouse, wantsText, problems, project, stats, files }: State): readonly unknown[] {
    return [engine, canvas, progress, noGpu, running, sound, controls, wantsMouse, wantsText, problems, project?.title, running && stats?.fps, stats?.scale, files];
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.scene')?.focus();
  }

  toggleFullScreen(): void {
    // The browser may refuse (a frame without permission); then nothing changes, which is plain to see.
    if (document.fullscreenElement === null) this.requestFullscreen().catch(() => undefined);
    else document.exitFullscreen().catch(() => undefined);
  }

  protected override firstUpdated(): void {
    const scene = this.renderRoot.querySelector('.scene');
    if (scene instanceof HTMLElement) {
      this.#observer.observe(scene);
      this.#pointers = new Pointers(scene, this.#passOn);
    }
    this.#listen();
    this.#wake();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#listen();
  }

  #listen(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#gamepads.listen(signal);
    document.addEventListener('pointerlockchange', () => { this.#pointers?.lockChanged(); }, { signal });
  }

  protected override updated(): void {
    const { wantsMouse } = this.state;
    if (wantsMouse === this.#wantedMouse) return;
    this.#wantedMouse = wantsMouse;
    this.#pointers?.want(wantsMouse);
  }

  override disconnectedCallback(): void {
    this.#listening.abort();
    this.#observer.disconnect();
    super.disconnectedCallback();
  }

  protected override render() {
    const { canvas, engine, noGpu, project } = this.state;
    const title = project?.title ?? 'The scene';
    return html`
      <div class="scene" role="img" tabindex="0"
        aria-label="${title}: the running scene. Keys and the mouse go to it while it has the focus; Escape twice leaves."
        @keydown=${this.#keyDown} @keyup=${this.#keyUp} @blur=${this.#release}
        @pointerdown=${this.#pointer} @pointermove=${this.#pointer} @pointerup=${this.#pointer} @pointercancel=${this.#release}
        @wheel=${this.#wheel} @contextmenu=${(event: Event) => { event.preventDefault(); }}>
        ${noGpu === undefined ? canvas : nothing}
      </div>
      ${noGpu === undefined ? nothing : this.#withoutPicture(noGpu)}
      ${engine === 'loading' ? this.#progress() : nothing}
      ${engine === 'waiting' ? html`<button class="begin" aria-label="Run" @click=${() => { this.workspace.begin(); }}>${icon(Play, { solid: true })}</button>` : nothing}
      ${this.state.sound === 'locked' ? this.#soundHint() : nothing}
      ${this.#touchPad()}
      ${this.#touchKeyboard()}
      <div class="foot">
        ${this.controls ? this.#transport() : nothing}
        ${this.#problem()}
      </div>
    `;
  }

  #touchPad() {
    const { controls, running } = this.state;
    const isAskedFor = controls.stick || controls.buttons.length > 0;
    if (!isAskedFor || !running || !matchMedia(TOUCH).matches) return nothing;
    return html`
      <luminara-touch-pad .controls=${controls} @input=${({ detail }: CustomEvent<SceneInput>) => { this.#send(detail); }}></luminara-touch-pad>
    `;
  }

  get #hasTouchKeyboard(): boolean {
    const { wantsText, running } = this.state;
    return wantsText && running && matchMedia(TOUCH).matches;
  }

  /** For a scene that reads text, on a device that may have no keys. */
  #touchKeyboard() {
    if (!this.#hasTouchKeyboard) return nothing;
    return html`
      <luminara-touch-keyboard @input=${({ detail }: CustomEvent<SceneInput>) => { this.#send(detail); }}></luminara-touch-keyboard>
    `;
  }

  #transport() {
    const { running, engine, stats } = this.state;
    const off = engine !== 'ready';
    const coarse = coarseness(stats);
    return html`
      <div class="transport ${this.resting && running ? 'resting' : ''}" role="toolbar" aria-label="Scene">
        <button class="icon" title=${running ? 'Pause (Ctrl .)' : 'Run (Ctrl Enter)'} aria-label=${running ? 'Pause' : 'Run'} ?disabled=${off}
          @click=${() => { void (running ? this.workspace.pause() : this.workspace.run()); }}>${icon(running ? Pause : Play, { solid: true })}</button>
        <button class="icon" title="Step one frame (Ctrl Shift .)" aria-label="Step one frame" ?disabled=${off}
          @click=${() => { this.dispatchEvent(new CustomEvent('step')); }}>${icon(StepForward)}</button>
        <button class="icon" title="Start over (Ctrl Shift Enter)" aria-label="Start over" ?disabled=${off}
          @click=${() => { void this.workspace.reset(); }}>${icon(RotateCcw)}</button>
        <span class="fps" title=${coarse?.why ?? nothing}>${framesPerSecond(running, stats)}${coarse === undefined ? nothing : html`<small>${coarse.mark}</small>`}</span>
        ${this.#soundButton()}
        <button class="icon" title="Full screen (F)" aria-label=${this.full ? 'Leave full screen' : 'Full screen'}
          @click=${() => { this.toggleFullScreen(); }}>${icon(this.full ? Minimize : Maximize)}</button>
      </div>
    `;
  }

  #soundButton() {
    const { sound } = this.state;
    if (sound === 'none') return nothing;
    const isOff = sound === 'off';
    return html`
      <button class="icon" title=${isOff ? 'Sound on' : 'Sound off'} aria-label=${isOff ? 'Sound on' : 'Sound off'} aria-pressed=${isOff ? 'true' : 'false'}
        @click=${() => { this.workspace.mute(!isOff); }}>${icon(isOff ? VolumeX : Volume2)}</button>
    `;
  }

  /** Any click unlocks it; the hint is only one that says so. */
  #soundHint() {
    return html`<button class="sound-hint ${this.#hasTouchKeyboard ? 'beside' : ''}">${icon(VolumeX)}<span>Click for sound</span></button>`;
  }

  #problem() {
    const { problems } = this.state;
    // What runs in spite of it comes behind what doesn't.
    const first = problems.find(({ kind }) => kind !== 'warning') ?? problems[0];
    if (first === undefined) return nothing;
    const more = problems.length - 1;
    return html`
      <button class=${first.kind === 'warning' ? 'problem mild' : 'problem'} title=${first.message} @click=${() => { this.workspace.goTo(first.position); }}>
        <strong>${placeText(first.position)}</strong>
        <span>${first.message}</span>
        ${more > 0 ? html`<em>and ${more} more</em>` : nothing}
      </button>
    `;
  }

  #progress() {
    const { loaded, total } = this.state.progress;
    // What is known only roughly must not look finished before it is.
    const share = total > 0 ? Math.min(0.97, loaded / total) : 0;
    return html`<progress aria-label="Loading the engine" max="1" .value=${share}></progress>`;
  }

  #withoutPicture(why: string) {
    return html`
      <div class="message"><div>
        <h2>No picture</h2>
        <p>${why} The scripts run all the same.</p>
        ${'gpu' in navigator ? html`<p><button class="outlined" @click=${() => { this.workspace.engine.regain(); }}>Try again</button></p>` : nothing}
        <p>The scene is drawn with WebGPU:</p>
        <ul>
          <li>Use a current Chrome, Edge, Safari 26 or Firefox 141. Where a page isn't https, they have no WebGPU.</li>
          <li>Switch on hardware acceleration in the browser's settings, then restart it.</li>
          <li>On Linux, Chrome may need <code>chrome://flags/#enable-unsafe-webgpu</code>.</li>
        </ul>
      </div></div>
    `;
  }

  #measure({ devicePixelContentBoxSize, contentBoxSize }: ResizeObserverEntry): void {
    // Safari has no device pixel sizes.
    const exact = (devicePixelContentBoxSize as readonly ResizeObserverSize[] | undefined)?.[0];
    const width = exact?.inlineSize ?? (contentBoxSize[0]?.inlineSize ?? 0) * devicePixelRatio;
    const height = exact?.blockSize ?? (contentBoxSize[0]?.blockSize ?? 0) * devicePixelRatio;
    if (width < 1 || height < 1) return;
    const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
    const ratio = (width * scale) / (contentBoxSize[0]?.inlineSize ?? width);
    this.workspace.engine.resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), ratio);
  }

  #wake(): void {
    this.resting = false;
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => { this.resting = true; }, REST_AFTER_MS);
  }

  #send(event: SceneInput, time?: number): void {
    this.workspace.input(event, time);
  }

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.#escape.press()) this.dispatchEvent(new CustomEvent('leave'));
    this.#at(event, () => { this.#keyboard.down(event); });
  };

  readonly #keyUp = (event: KeyboardEvent): void => {
    this.#at(event, () => { this.#keyboard.up(event); });
  };

  readonly #pointer = (event: PointerEvent): void => {
    if (event.type === 'pointerdown') this.focus();
    this.#at(event, () => {
      if (event.type === 'pointerdown') this.#pointers?.down(event);
      else if (event.type === 'pointermove') this.#pointers?.move(event);
      else this.#pointers?.up(event);
    });
  };

  /** What `act` sends happened when the browser saw it, not when we hear of it. */
  #at(event: Event, act: () => void): void {
    this.#eventTime = event.timeStamp;
    act();
    this.#eventTime = undefined;
  }

  readonly #wheel = (event: WheelEvent): void => {
    // An embedded scene that nobody has clicked lets the page around it scroll.
    if (!(event.currentTarget as HTMLElement).matches(':focus')) return;
    event.preventDefault();
    this.#send({ type: 'wheel', x: event.deltaX, y: event.deltaY });
  };

  readonly #release = (): void => {
    this.#keyboard.release();
    this.#send({ type: 'blur' });
  };

  static override styles = [paneStyles, css`
    :host {
      position: relative;
      overflow: hidden;
      /* The sky, until the scene has its own. */
      background: linear-gradient(var(--sky-zenith), var(--sky-horizon));
    }

    .scene {
      position: absolute;
      inset: 0;
      outline: none;
      touch-action: none;
      user-select: none;
    }

    .begin {
      position: absolute;
      inset: 0;
      width: auto;
      height: auto;
      border-radius: 0;
    }

    .begin:hover {
      background: none;
    }

    .begin svg {
      box-sizing: content-box;
      width: 22px;
      height: 22px;
      padding: 17px;
      border-radius: 50%;
      background: var(--glass);
      color: var(--on-glass);
      transition: scale var(--motion);
    }

    .begin:hover svg {
      scale: 1.06;
    }

    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }

    .scene:focus-visible::after {
      content: '';
      position: absolute;
      inset: 0;
      border: 2px solid var(--accent);
      pointer-events: none;
    }

    progress {
      position: absolute;
      inset: 0 0 auto;
      width: 100%;
      height: 2px;
      border: 0;
      background: none;
      appearance: none;
    }

    progress::-webkit-progress-bar {
      background: none;
    }

    progress::-webkit-progress-value {
      background: var(--accent);
      transition: inline-size var(--motion);
    }

    progress::-moz-progress-bar {
      background: var(--accent);
    }

    .message {
      position: absolute;
      inset: 0;
      overflow: auto;
      display: grid;
      padding: 16px 20px;
      background: var(--bg-sunken);
      line-height: 1.5;
    }

    .message > div {
      max-width: 46ch;
      margin: auto;
    }

    .message h2 {
      margin-block: 0 4px;
      font-size: 16px;
      font-weight: 600;
    }

    .message p, .message ul {
      margin-block: 0 8px;
      color: var(--text-dim);
    }

    .message ul {
      padding-left: 18px;
    }

    .message code {
      font: 12px var(--font-code);
    }

    .foot {
      position: absolute;
      inset: auto 0 0;
      display: flex;
      flex-direction: column;
      align-items: center;
      pointer-events: none;
    }

    .foot > * {
      pointer-events: auto;
    }

    .transport {
      display: flex;
      align-items: center;
      gap: 2px;
      margin: 12px;
      padding: 4px;
      border-radius: 10px;
      background: var(--glass);
      color: var(--on-glass);
      transition: opacity var(--motion);
    }

    .transport.resting:not(:hover, :focus-within) {
      opacity: 0;
    }

    .transport button {
      width: 32px;
      height: 32px;
      color: var(--on-glass);
    }

    .transport button:hover {
      background: rgb(255 255 255 / 16%);
      color: var(--on-glass);
    }

    .transport :focus-visible {
      outline-color: var(--on-glass);
    }

    .sound-hint {
      position: absolute;
      inset: 12px 12px auto auto;
      height: 32px;
      padding: 0 12px;
      border-radius: 16px;
      background: var(--glass);
      color: var(--on-glass);
    }

    .sound-hint.beside {
      right: calc(max(12px, env(safe-area-inset-right)) + 56px);
    }

    .sound-hint:hover {
      background: var(--glass);
      color: var(--on-glass);
    }

    .fps {
      min-width: 6ch;
      padding: 0 6px;
      color: var(--on-glass-dim);
      font-size: 12px;
      font-variant-numeric: tabular-nums;
      text-align: right;
    }

    .fps small {
      display: block;
      font-size: 10px;
    }

    .problem {
      justify-content: flex-start;
      width: 100%;
      height: 30px;
      padding: 0 12px;
      border-radius: 0;
      border-top: var(--hairline) solid var(--bad);
      background: var(--bad-raised);
      color: var(--text);
    }

    .problem:hover {
      background: var(--bad-raised);
    }

    .problem:focus-visible {
      outline-offset: -3px;
    }

    .problem strong {
      color: var(--bad);
      font-weight: 600;
      text-decoration: underline;
      text-underline-offset: 3px;
    }

    .problem span {
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .problem.mild,
    .problem.mild:hover {
      border-top-color: var(--warn);
      background: var(--bg-raised);
    }

    .problem.mild strong {
      color: var(--warn);
    }

    .problem em {
      margin-left: auto;
      color: var(--text-dim);
      font-style: normal;
    }
  `];
}

customElements.define('luminara-viewport', Viewport);
