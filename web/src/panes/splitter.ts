// A bar between two panes that shares out the space between them.
import { css, html, LitElement } from 'lit';

const STEP = 0.02;

/**
 * Tells `change` (detail: the first pane's share, from 0 to 1, or undefined for the default) while it is dragged, moved by the arrow
 * keys, or double-clicked. Whoever shows it does the layout.
 */
export class Splitter extends LitElement {
  static override properties = {
    orientation: { reflect: true },
    label: {},
    share: { type: Number },
    min: { type: Number },
    max: { type: Number },
  };

  /** The bar's own direction: a vertical bar stands between left and right. */
  declare orientation: 'vertical' | 'horizontal';
  declare label: string;
  declare share: number;
  declare min: number;
  declare max: number;

  constructor() {
    super();
    this.orientation = 'vertical';
    this.label = '';
    this.share = 0.5;
    this.min = 0.15;
    this.max = 0.85;
    this.tabIndex = 0;
    this.addEventListener('pointerdown', this.#grab);
    this.addEventListener('pointermove', this.#drag);
    this.addEventListener('dblclick', () => { this.#tell(undefined); });
    this.addEventListener('keydown', this.#key);
  }

  protected override updated(): void {
    this.role = 'separator';
    this.ariaOrientation = this.orientation;
    this.ariaLabel = this.label;
    this.ariaValueNow = String(Math.round(this.share * 100));
    this.ariaValueMin = String(Math.round(this.min * 100));
    this.ariaValueMax = String(Math.round(this.max * 100));
  }

  protected override render() {
    return html`<span></span>`;
  }

  readonly #grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.setPointerCapture(event.pointerId);
  };

  readonly #drag = (event: PointerEvent): void => {
    const around = this.parentElement ?? (this.getRootNode() as ShadowRoot).host;
    if (!this.hasPointerCapture(event.pointerId)) return;
    const { left, top, width, height } = around.getBoundingClientRect();
    this.#tell(this.orientation === 'vertical' ? (event.clientX - left) / width : (event.clientY - top) / height);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const [less, more] = this.orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const wanted = { [less]: this.share - STEP, [more]: this.share + STEP, Home: this.min, End: this.max }[event.key];
    if (wanted === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    this.#tell(wanted);
  };

  #tell(share: number | undefined): void {
    const detail = share === undefined ? undefined : Math.min(this.max, Math.max(this.min, share));
    this.dispatchEvent(new CustomEvent('change', { detail }));
  }

  static override styles = css`
    :host {
      position: relative;
      z-index: 2;
      display: block;
      background: var(--line);
      touch-action: none;
      user-select: none;
      outline: none;
    }

    :host([orientation='vertical']) {
      width: var(--hairline);
      cursor: col-resize;
    }

    :host([orientation='horizontal']) {
      height: var(--hairline);
      cursor: row-resize;
    }

    /* Easier to hit than a hairline. */
    span {
      position: absolute;
      inset: -4px;
    }

    span::after {
      content: '';
      position: absolute;
      inset: 3px;
      border-radius: 1px;
      transition: background-color var(--motion);
    }

    :host(:hover) span::after, :host(:active) span::after, :host(:focus-visible) span::after {
      background: var(--accent);
    }
  `;
}

customElements.define('luminara-splitter', Splitter);
