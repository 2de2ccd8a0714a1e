// <luminara-playground> for other people's pages: a poster until somebody starts it, then a frame of the playground's own origin, so
// that it works from any origin and nothing in it can touch the page. It keeps itself small: it is loaded before any engine is.
import { embedStyles, followScheme, type Scheme } from './embed-look.js';
import { inlineFiles } from './inline-files.js';
import type { EmbedFiles, FromFrame, LineRange, ToFrame } from './embed-messages.js';

const DEFAULT_HEIGHT = 360;
const START = '<svg viewBox="0 0 24 24" width="22" height="22" fill="currentColor"><path d="M7 4.5v15l12-7.5z"/></svg>';

/** Said once: the script is small. */
const make = <K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K] => document.createElement(name);

/** The files that an embed opens. */
export interface EmbedSource {
  readonly files: EmbedFiles;
  readonly hidden: Readonly<Record<string, readonly LineRange[]>>;
}

/**
 * A playground in a page.
 *
 * Attributes, all optional:
 * - `src`: the address of a file, a zip archive, a gist or a folder on GitHub; `hash`: what follows a link's `#`; `project`: one of the
 *   playground's examples. Without any, the code is in the element: `<pre>` or `<script type="text/plain">`, each with its file's name
 *   as `title`; the first is `main.lua` where it has none.
 * - `theme`: `light`, `dark`, or as the page around it is
 * - `panes`: some of `code,scene,console`; `scene`, and `code` where the code is in the element
 * - `autorun`: `click` (the default), `visible` or `load`
 * - `readonly`; `lines`: those to point out, `3-5,8`; `height` in pixels; `poster`: a picture's address; `name`: its title
 *
 * Events: `ready`, `state`, `console`, `error`, `reloaded`, `change`, each a `CustomEvent` whose detail is the message of that name
 * ({@link FromFrame}).
 */
export class LuminaraEmbed extends HTMLElement {
  /** Where the playground lies; the script's own folder. */
  static base = '';

  /** What the element opens, where somebody else has read it from the page. */
  source: EmbedSource | undefined;

  readonly #root = this.attachShadow({ mode: 'open' });
  #frame: HTMLIFrameElement | undefined;
  #seen: IntersectionObserver | undefined;
  #unfollow: (() => void) | undefined;
  #scheme: Scheme = 'light';
  #files: EmbedFiles = {};
  #lastLink = 0;
  readonly #links = new Map<number, (answer: Extract<FromFrame, { luminara: 'link' }>) => void>();

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [embedStyles()];
    this.#unfollow = followScheme(this, (scheme) => { this.#follow(scheme); });
    addEventListener('message', this.#hear);
    this.#showPoster();
    // Children come after the element itself while the page is still being parsed.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', this.#prepare, { once: true });
    else this.#prepare();
  }

  disconnectedCallback(): void {
    this.#unfollow?.();
    this.#seen?.disconnect();
    removeEventListener('message', this.#hear);
    this.stop();
  }

  /** The files as they are now; empty before the start, where they are elsewhere. */
  get files(): EmbedFiles {
    return this.#files;
  }

  /** Whether there is a playground in place of the poster, be it still on its way. */
  get started(): boolean {
    return this.#frame !== undefined;
  }

  /** Puts the playground in the poster's place; until it can be seen, the poster stays. */
  start(): void {
    if (this.#frame !== undefined) return;
    const frame = make('iframe');
    frame.title = this.getAttribute('name') ?? 'Luminara Playground';
    frame.allow = 'fullscreen; clipboard-write; gamepad; autoplay';
    frame.sandbox.value = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';
    frame.src = this.#address();
    frame.height = String(this.#height());
    // What is there stays until there is something to see in its place; a frame that can't be loaded shows why.
    frame.inert = true;
    frame.onload = () => { this.#reveal(); };
    this.#frame = frame;
    this.#root.prepend(frame);
    this.#root.querySelector('button')?.append('…');
  }

  #reveal(): void {
    const frame = this.#frame;
    if (frame?.inert !== true) return;
    const hadFocus = this.#root.activeElement !== null;
    frame.inert = false;
    // It stays where it is: a frame that is moved is loaded again.
    while (frame.nextSibling !== null) frame.nextSibling.remove();
    if (hadFocus) frame.focus();
  }

  /** Takes the playground away and shows the poster again; its edits are gone. */
  stop(): void {
    if (this.#frame === undefined) return;
    this.#frame = undefined;
    this.#showPoster();
  }

  run(): void {
    if (this.#frame === undefined) this.start();
    else this.#tell({ luminara: 'run' });
  }

  pause(): void {
    this.#tell({ luminara: 'pause' });
  }

  /** Starts the scene over from its files. */
  reset(): void {
    this.#tell({ luminara: 'reset' });
  }

  /** Puts a file's text in place as if it had been typed: state is kept. */
  edit(name: string, text: string): void {
    this.#tell({ luminara: 'edit', name, text });
  }

  /** The address that opens the project, with its edits, in the playground. */
  link(): Promise<string> {
    const id = ++this.#lastLink;
    return new Promise((resolve, reject) => {
      this.#links.set(id, ({ link, error }) => {
        if (link === undefined) reject(new Error(error));
        else resolve(link);
      });
      this.#tell({ luminara: 'link', id });
    });
  }

  readonly #prepare = (): void => {
    this.source ??= inlineFiles(this);
    this.#files = this.source?.files ?? {};
    this.classList.toggle('has-code', this.source !== undefined);
    const autorun = this.getAttribute('autorun');
    if (autorun === 'load') this.start();
    if (autorun !== 'visible') return;
    this.#seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      this.#seen?.disconnect();
      this.start();
    });
    this.#seen.observe(this);
  };

  #address(): string {
    const address = new URL(LuminaraEmbed.base);
    const { searchParams } = address;
    searchParams.set('embed', '');
    searchParams.set('theme', this.#theme());
    searchParams.set('panes', this.getAttribute('panes') ?? (this.source === undefined ? 'scene' : 'code,scene'));
    for (const name of ['readonly', 'lines']) {
      const value = this.getAttribute(name);
      if (value !== null) searchParams.set(name, value);
    }
    const [src, hash, project] = ['src', 'hash', 'project'].map((name) => this.getAttribute(name));
    if (this.source !== undefined) searchParams.set('files', 'parent');
    // What is no address, the playground says.
    else if (src) searchParams.set('src', URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI).href : src);
    else if (project) searchParams.set('example', project);
    if (hash) address.hash = hash;
    return address.href;
  }

  #theme(): Scheme {
    const fixed = this.getAttribute('theme');
    return fixed === 'light' || fixed === 'dark' ? fixed : this.#scheme;
  }

  #height(): number {
    return Number(this.getAttribute('height')) || DEFAULT_HEIGHT;
  }

  #showPoster(): void {
    const poster = this.getAttribute('poster');
    const stage = make('div');
    stage.className = 'stage';
    stage.style.height = `${this.#height()}px`;
    if (poster !== null) stage.append(Object.assign(make('img'), { src: poster, alt: '', loading: 'lazy' }));
    const button = make('button');
    button.innerHTML = START;
    button.append(`Run ${this.getAttribute('name') ?? ''}`.trim());
    button.onclick = () => { this.start(); };
    stage.append(button);
    this.#root.replaceChildren(make('slot'), stage);
  }

  #follow(scheme: Scheme): void {
    this.#scheme = scheme;
    const theme = this.#theme();
    this.dataset['scheme'] = theme;
    this.#tell({ luminara: 'theme', theme });
  }

  #tell(message: ToFrame): void {
    this.#frame?.contentWindow?.postMessage(message, new URL(LuminaraEmbed.base).origin);
  }

  readonly #hear = ({ source, origin, data }: MessageEvent<FromFrame | null>): void => {
    // Only its own frame, and only while that is still the playground's.
    if (!data || this.#frame === undefined || source !== this.#frame.contentWindow || origin !== new URL(LuminaraEmbed.base).origin) return;
    switch (data.luminara) {
      case 'hello':
        this.#reveal();
        if (this.source !== undefined) this.#tell({ luminara: 'load', title: this.getAttribute('name') ?? '', ...this.source });
        return;
      case 'height':
        if (!this.hasAttribute('height')) this.#frame.height = String(data.height);
        return;
      case 'link':
        this.#links.get(data.id)?.(data);
        this.#links.delete(data.id);
        return;
      case 'change':
        this.#files = data.files;
    }
    this.dispatchEvent(new CustomEvent(data.luminara, { detail: data }));
  };
}

/** Defines the element; `script` is the one that is loaded from the playground. */
export function defineEmbed(script: HTMLScriptElement | null): void {
  if (customElements.get('luminara-playground') !== undefined) return;
  LuminaraEmbed.base = new URL('./', script?.src ?? location.href).href;
  customElements.define('luminara-playground', LuminaraEmbed);
}
