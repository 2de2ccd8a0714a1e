// The share dialog: the link, copied already, and how far it will carry.
import { Check, Copy, Download } from 'lucide';
import { css, html, LitElement, nothing } from 'lit';
import './dialog.js';
import type { Dialog } from './dialog.js';
import { icon } from '../panes/icons.js';
import { describeLength, isTooLong, LINK_MARKS, LONGEST_METERED, meterPosition } from './link-length.js';
import { paneStyles } from '../panes/pane.js';

const whole = new Intl.NumberFormat('en');
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

type Kind = 'link' | 'source' | 'embed';

/** Tells `save-zip` and `save-page` when those are asked for. */
export class ShareDialog extends LitElement {
  static override properties = { link: { state: true }, source: { state: true }, copied: { state: true } };
  declare link: string;
  /** Where the person has put the zip. */
  declare source: string;
  declare copied: Kind | undefined;

  constructor() {
    super();
    this.link = '';
    this.source = '';
    this.copied = undefined;
  }

  /** Shows a link and copies it. */
  async show(link: string): Promise<void> {
    this.link = link;
    this.copied = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<Dialog>('luminara-dialog')?.show();
    this.renderRoot.querySelector('input')?.select();
    await this.#copy('link', link);
  }

  protected override render() {
    return html`
      <luminara-dialog heading="Share">
        <p>The whole project is in the link. Nothing is uploaded.</p>
        ${this.#field('link', 'Link', this.link)}
        ${this.#meter()}
        ${isTooLong(this.link.length) ? this.#elsewhere() : nothing}
        ${this.#field('embed', 'Embed in a page', embedCode(this.link))}
        <div class="saves">
          <button class="outlined" @click=${() => { this.dispatchEvent(new CustomEvent('save-zip')); }}>${icon(Download)}Save as zip</button>
          <button class="outlined" title="One file with the engine inside; it runs from a disk, without a network" @click=${() => { this.dispatchEvent(new CustomEvent('save-page')); }}>${icon(Download)}Save as a web page</button>
        </div>
      </luminara-dialog>
    `;
  }

  #meter() {
    const { length } = this.link;
    const { tone, text } = describeLength(length);
    return html`
      <div class="meter ${tone}" role="meter" aria-label="Length of the link" aria-valuemin="0" aria-valuemax=${LONGEST_METERED}
        aria-valuenow=${Math.min(length, LONGEST_METERED)} aria-valuetext="${whole.format(length)} characters. ${text}">
        <div class="fill" .style=${`width: ${percent(meterPosition(length))}`}></div>
        ${LINK_MARKS.map((mark) => html`
          <span class="mark" .style=${`left: ${percent(meterPosition(mark.length))}`}>${whole.format(mark.length)}<br>${mark.label}</span>
        `)}
      </div>
      <p><strong>${whole.format(length)} characters.</strong> ${text}</p>
    `;
  }

  /** For projects that no link carries far: a file elsewhere, and a short link to it. */
  #elsewhere() {
    const address = sourceLink(this.link, this.source);
    return html`
      <fieldset>
        <legend>Or a short link to a file</legend>
        <label for="address">Save it as zip, put that where pages may read it (a GitHub repository will do), and paste its address</label>
        <div class="field">
          <input id="address" type="url" placeholder="https://…/project.zip" .value=${this.source}
            @input=${(event: InputEvent) => { this.source = (event.target as HTMLInputElement).value; }}>
        </div>
        ${address === '' ? nothing : this.#field('source', 'Link', address)}
      </fieldset>
    `;
  }

  #field(kind: Kind, label: string, value: string) {
    const isCopied = this.copied === kind;
    return html`
      <label for=${kind}>${label}</label>
      <div class="field">
        <input id=${kind} readonly .value=${value} @focus=${(event: FocusEvent) => { (event.target as HTMLInputElement).select(); }}>
        <button class=${kind === 'embed' ? 'outlined' : 'primary'} @click=${() => { void this.#copy(kind, value); }}>
          ${icon(isCopied ? Check : Copy)}<span role="status">${isCopied ? 'Copied' : 'Copy'}</span>
        </button>
      </div>
    `;
  }

  async #copy(kind: Kind, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = kind;
    } catch {
      // Not allowed here: the text is selected, ready for the person's own copy.
      this.copied = undefined;
    }
  }

  static override styles = [paneStyles, css`
    p {
      margin: 0 0 16px;
      color: var(--text-dim);
    }

    p strong {
      color: var(--text);
      font-weight: 550;
      font-variant-numeric: tabular-nums;
    }

    label {
      display: block;
      margin-bottom: 4px;
      font-weight: 550;
    }

    .field {
      display: flex;
      gap: 8px;
    }

    .field button {
      min-width: 88px;
      height: 32px;
    }

    input {
      flex: 1;
      min-width: 0;
      height: 32px;
      padding: 0 10px;
      border: var(--hairline) solid var(--line-strong);
      border-radius: 6px;
      background: var(--bg);
      font: 12px var(--font-code);
      font-variant-ligatures: none;
    }

    fieldset {
      margin: 0 0 20px;
      padding: 0 16px 16px;
      border: var(--hairline) solid var(--line-strong);
      border-radius: var(--radius);
    }

    legend {
      padding: 0 6px;
      margin-left: -6px;
      font-weight: 550;
    }

    fieldset > label {
      margin: 4px 0 8px;
      color: var(--text-dim);
      font-weight: 400;
    }

    fieldset .field + label {
      margin: 12px 0 4px;
      color: var(--text);
      font-weight: 550;
    }

    .saves {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-top: 16px;
    }

    .meter {
      --tone: var(--good);
      position: relative;
      height: 4px;
      margin: 16px 0 44px;
      border-radius: 2px;
      background: var(--line);
    }

    .meter.warn {
      --tone: var(--warn);
    }

    .meter.bad {
      --tone: var(--bad);
    }

    .fill {
      height: 100%;
      border-radius: 2px;
      background: var(--tone);
    }

    .mark {
      position: absolute;
      top: -3px;
      padding: 12px 0 0 6px;
      border-left: 1px solid var(--line-strong);
      color: var(--text-dim);
      font-size: 11px;
      font-variant-numeric: tabular-nums;
      line-height: 1.25;
    }
  `];
}

/** The page's address with that of a file in it. */
function sourceLink(link: string, source: string): string {
  if (!URL.canParse(source) || link === '') return '';
  const address = new URL(link);
  address.hash = '';
  address.search = `?src=${encodeURIComponent(source)}`;
  return address.href;
}

function embedCode(link: string): string {
  if (link === '') return '';
  const address = new URL(link);
  address.search = '?embed';
  return `<iframe src="${address.href}" width="100%" height="420" loading="lazy" allow="fullscreen" title="Luminara Playground"></iframe>`;
}

customElements.define('luminara-share', ShareDialog);
