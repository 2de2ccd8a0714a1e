// The header: what is open, what else there is to open, how to share it.
import { ChevronDown, Ellipsis, FolderSync, Monitor, Moon, Share2, Sun, Trash2 } from 'lucide';
import { css, html, nothing } from 'lit';
import { thumbnailOf, type Example } from '../sources/examples.js';
import { icon, logo } from './icons.js';
import { Pane, paneStyles } from './pane.js';
import type { SavedProject } from '../project/storage.js';
import type { State } from '../state/state.js';
import { chooseTheme, chosenTheme, type Theme } from '../state/theme.js';

const THEMES: Readonly<Record<Theme, { readonly next: Theme; readonly sign: typeof Sun; readonly says: string }>> = {
  system: { next: 'dark', sign: Monitor, says: 'Theme: as the system' },
  dark: { next: 'light', sign: Moon, says: 'Theme: dark' },
  light: { next: 'system', sign: Sun, says: 'Theme: light' },
};

const MENU_WIDTH = 400;
const MENU_GAP = 8;

/** What the header can ask the page for, by the name of the event that tells it. */
export type HeaderWish = 'share' | 'keys' | 'open-files' | 'open-folder' | 'save-folder' | 'save-zip' | 'save-page';

/** Tells {@link HeaderWish}es. */
export class HeaderBar extends Pane {
  static override properties = { ...Pane.properties, theme: { state: true } };
  declare theme: Theme;

  constructor() {
    super();
    this.theme = chosenTheme();
  }

  protected override parts({ project, examples, saved, engine, folder }: State): readonly unknown[] {
    return [project, examples, saved, engine, folder];
  }

  protected override render() {
    const { project, engine } = this.state;
    const { sign, says } = THEMES[this.theme];
    return html`
      <header>
        <h1>${logo()}<span class="name">Luminara</span></h1>
        <button class="project" popovertarget="projects" @click=${this.#placeMenu} title="Open another project">
          <span>${project?.title ?? ''}</span>${icon(ChevronDown)}
        </button>
        ${this.#folder()}
        <span class="space"></span>
        <button class="wide" popovertarget="projects" @click=${this.#placeMenu}>Examples</button>
        <button class="share" aria-label="Share" title="Share" ?disabled=${engine !== 'ready'} @click=${() => { this.#tell('share'); }}>${icon(Share2)}<span>Share</span></button>
        <button class="icon" title=${says} aria-label="${says}. Change" @click=${this.#nextTheme}>${icon(sign)}</button>
        <button class="icon" popovertarget="more" title="More" aria-label="More">${icon(Ellipsis)}</button>
      </header>
      ${this.#projects()}
      ${this.#more()}
    `;
  }

  /** The folder that is watched: what is to be saved there. */
  #folder() {
    const { folder } = this.state;
    if (folder === undefined) return nothing;
    const { name, unsaved, canWrite } = folder;
    const says = unsaved === 0 ? `In step with the folder ${name}` : `${unsaved === 1 ? 'One file differs' : `${unsaved} files differ`} from the folder ${name}`;
    return html`
      <button class="folder ${unsaved > 0 ? 'unsaved' : ''}" title="${says}${canWrite ? '. Save (Ctrl S)' : ''}" aria-label=${says} ?disabled=${unsaved === 0 || !canWrite}
        @click=${() => { this.#tell('save-folder'); }}>${icon(FolderSync)}<span class="wide">${unsaved === 0 ? 'In step' : canWrite ? 'Save to folder' : 'Edited here'}</span></button>
    `;
  }

  #projects() {
    const { examples, saved, project } = this.state;
    const own = saved.filter(({ project: { kind } }) => kind !== 'example');
    return html`
      <div id="projects" popover @beforetoggle=${() => { void this.workspace.refreshSaved(); }}>
        <h2>Examples</h2>
        <ul class="examples">${examples.map((example) => this.#example(example, project?.key === `example:${example.folder}`))}</ul>
        <h2>Yours</h2>
        <ul>
          ${own.map((kept) => this.#own(kept))}
          <li><button class="choice" @click=${() => { this.#choose(() => { this.workspace.newProject(); }); }}>New project</button></li>
        </ul>
      </div>
    `;
  }

  #example(example: Example, isOpen: boolean) {
    const picture = thumbnailOf(example);
    return html`
      <li>
        <button class="choice" aria-current=${isOpen ? 'true' : 'false'} @click=${() => { this.#choose(() => this.workspace.openExample(example)); }}>
          ${picture === undefined ? nothing : html`<img src=${picture} alt="" width="72" height="45" loading="lazy">`}
          <span><strong>${example.name}</strong><small>${example.description}</small></span>
        </button>
      </li>
    `;
  }

  #own(kept: SavedProject) {
    const { title } = kept.project;
    return html`
      <li class="own">
        <button class="choice" @click=${() => { this.#choose(() => { this.workspace.openSaved(kept); }); }}>
          <span><strong>${title}</strong><small>${age(kept.time)}</small></span>
        </button>
        <button class="icon" title="Remove" aria-label="Remove ${title}" @click=${() => { void this.workspace.forget(kept); }}>${icon(Trash2)}</button>
      </li>
    `;
  }

  #more() {
    const isExample = this.state.project?.kind === 'example';
    return html`
      <div id="more" popover>
        <button class="choice" @click=${() => { this.#choose(() => { this.workspace.newProject(); }); }}>New project</button>
        ${isExample ? html`<button class="choice" @click=${() => { this.#choose(() => this.workspace.startOver()); }}>Start this example over</button>` : nothing}
        ${this.#wish('open-files', 'Open files or a zip…')}
        ${this.#wish('open-folder', 'Open a folder…')}
        ${this.#wish('save-zip', 'Save as zip')}
        ${this.#wish('save-page', 'Save as a web page')}
        <button class="choice" @click=${() => { this.#choose(() => { this.#tell('keys'); }); }}>Keys<kbd>?</kbd></button>
      </div>
    `;
  }

  #wish(wish: HeaderWish, label: string) {
    return html`<button class="choice" ?disabled=${this.state.engine !== 'ready'} @click=${() => { this.#choose(() => { this.#tell(wish); }); }}>${label}</button>`;
  }

  /** Below the button that opens it. The click comes before the browser opens the menu. */
  readonly #placeMenu = (event: Event): void => {
    const menu = this.renderRoot.querySelector<HTMLElement>('#projects');
    const { left } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    if (menu !== null) menu.style.left = `${Math.max(MENU_GAP, Math.min(left, innerWidth - MENU_WIDTH - MENU_GAP))}px`;
  };

  #choose(act: () => unknown): void {
    for (const menu of this.renderRoot.querySelectorAll<HTMLElement>('[popover]:popover-open')) menu.hidePopover();
    act();
  }

  #tell(name: HeaderWish): void {
    this.dispatchEvent(new CustomEvent(name));
  }

  readonly #nextTheme = (): void => {
    this.theme = THEMES[this.theme].next;
    chooseTheme(this.theme);
  };

  static override styles = [paneStyles, css`
    header {
      display: flex;
      align-items: center;
      gap: 4px;
      height: 44px;
      padding: 0 8px 0 14px;
      border-bottom: var(--hairline) solid var(--line);
      background: var(--bg);
    }

    h1 {
      display: flex;
      align-items: center;
      gap: 8px;
      margin: 0;
      font-size: 14px;
      font-weight: 600;
      letter-spacing: -0.01em;
    }

    .project {
      min-width: 0;
      margin-left: 4px;
    }

    .project span {
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .folder:disabled {
      opacity: 1;
    }

    .folder.unsaved {
      color: var(--accent);
    }

    .space {
      flex: 1;
    }

    .share {
      color: var(--text);
    }

    [popover] {
      position: fixed;
      inset: 48px auto auto 8px;
      margin: 0;
      padding: 6px;
      border: var(--hairline) solid var(--line-strong);
      border-radius: 10px;
      background: var(--bg-raised);
      color: var(--text);
    }

    #projects {
      width: min(400px, calc(100vw - 16px));
      max-height: calc(100dvh - 64px);
      overflow-y: auto;
      overscroll-behavior: contain;
    }

    #more {
      inset: 48px 8px auto auto;
      min-width: 190px;
    }

    h2 {
      margin: 8px 10px 4px;
      color: var(--text-dim);
      font-size: 12px;
      font-weight: 550;
    }

    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .choice {
      justify-content: flex-start;
      gap: 12px;
      width: 100%;
      height: auto;
      min-height: 32px;
      padding: 6px 10px;
      color: var(--text);
      text-align: left;
      white-space: normal;
    }

    .choice[aria-current='true'] {
      background: var(--selection);
    }

    .choice strong {
      display: block;
      font-weight: 550;
    }

    .choice small {
      display: block;
      color: var(--text-dim);
      font-size: 12px;
      line-height: 1.4;
    }

    .choice img {
      flex: none;
      border-radius: 4px;
      object-fit: cover;
      background: linear-gradient(var(--sky-zenith), var(--sky-horizon));
    }

    .choice kbd {
      margin-left: auto;
      color: var(--text-dim);
      font: inherit;
    }

    .own {
      display: flex;
      align-items: center;
      gap: 4px;
    }

    @media (max-width: 719px) {
      .name, .wide, .share span {
        display: none;
      }
    }
  `];
}

function age(time: number): string {
  const minutes = Math.round((Date.now() - time) / 60_000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (minutes < 60) return format.format(-minutes, 'minute');
  if (minutes < 24 * 60) return format.format(-Math.round(minutes / 60), 'hour');
  return format.format(-Math.round(minutes / (24 * 60)), 'day');
}

customElements.define('luminara-header', HeaderBar);
