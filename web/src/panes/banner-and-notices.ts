// What the page has to say: a bar for what has to be dealt with, notices for what goes by itself.
import { Info, TriangleAlert, X } from 'lucide';
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from './icons.js';
import { Pane, paneStyles } from './pane.js';
import type { Notice, State } from '../state/state.js';

/** The bar across the page. */
export class BannerBar extends Pane {
  protected override parts({ banner }: State): readonly unknown[] {
    return [banner];
  }

  protected override render() {
    const { banner } = this.state;
    if (banner === undefined) return nothing;
    const { tone, text, action } = banner;
    return html`
      <div class="bar ${tone}" role="alert">
        ${icon(tone === 'info' ? Info : TriangleAlert)}
        <span>${text}</span>
        ${action === undefined ? nothing : html`<button class="outlined" @click=${() => { action.run(); }}>${action.label}</button>`}
        <button class="icon" aria-label="Dismiss" title="Dismiss" @click=${() => { this.workspace.announcer.dismissBanner(); }}>${icon(X)}</button>
      </div>
    `;
  }

  static override styles = [paneStyles, css`
    .bar {
      --tone: var(--info);
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 40px;
      padding: 5px 8px 5px 14px;
      border-bottom: var(--hairline) solid var(--tone);
      background: var(--info-raised);
    }

    .bar.bad {
      --tone: var(--bad);
      background: var(--bad-raised);
    }

    .bar.warn {
      --tone: var(--warn);
      background: var(--warn-raised);
    }

    .bar > svg {
      color: var(--tone);
    }

    span {
      flex: 1;
      min-width: 0;
      max-height: 25vh;
      overflow: auto;
      overflow-wrap: anywhere;
    }
  `];
}

/** The notices, newest at the foot. */
export class Notices extends Pane {
  protected override parts({ notices }: State): readonly unknown[] {
    return [notices];
  }

  protected override render() {
    return html`<div role="status">${repeat(this.state.notices, ({ id }) => id, (notice) => this.#notice(notice))}</div>`;
  }

  #notice({ id, text, action }: Notice) {
    return html`
      <div class="notice">
        <span>${text}</span>
        ${action === undefined ? nothing : html`
          <button @click=${() => { action.run(); this.workspace.announcer.dismissNotice(id); }}>${action.label}</button>
        `}
      </div>
    `;
  }

  static override styles = [paneStyles, css`
    :host {
      position: absolute;
      z-index: 20;
      /* Above the transport, which stays in reach. */
      inset: auto auto 96px 50%;
      translate: -50%;
      width: max-content;
      max-width: calc(100% - 24px);
      pointer-events: none;
    }

    .notice {
      display: flex;
      align-items: center;
      gap: 8px;
      width: fit-content;
      min-height: 36px;
      margin: 8px auto 0;
      padding: 4px 14px;
      border-radius: var(--radius);
      background: var(--text);
      color: var(--bg);
      pointer-events: auto;
      animation: rise var(--motion);
    }

    .notice button {
      margin-right: -8px;
      color: inherit;
      font-weight: 600;
      text-decoration: underline;
      text-underline-offset: 3px;
    }

    .notice button:hover {
      background: color-mix(in srgb, var(--bg) 15%, transparent);
      color: inherit;
    }

    @keyframes rise {
      from {
        opacity: 0;
        translate: 0 6px;
      }
    }
  `];
}

customElements.define('luminara-banner', BannerBar);
customElements.define('luminara-notices', Notices);
