// The console and the list of problems. A line tall until there is something to read.
import { ChevronDown, ChevronUp, Eraser } from 'lucide';
import { css, html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConsoleEntry } from '../state/console-entries.js';
import { icon } from './icons.js';
import { Pane, paneStyles } from './pane.js';
import './test-pane.js';
import type { Problem } from '../engine/protocol.js';
import { levelOf } from '../engine/news-reading.js';
import type { State } from '../state/state.js';

type Tab = 'console' | 'problems' | 'tests';

const LABELS: Readonly<Record<Tab, string>> = { console: 'Console', problems: 'Problems', tests: 'Tests' };

const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** Tells `toggle` when the person opens or closes it; whoever shows it decides how tall it is. */
export class ConsolePane extends Pane {
  static override properties = { ...Pane.properties, open: { type: Boolean, reflect: true }, tab: { state: true } };
  declare open: boolean;
  declare tab: Tab;
  #atEnd = true;

  constructor() {
    super();
    this.open = false;
    this.tab = 'console';
  }

  protected override parts({ entries, problems, files, tests }: State): readonly unknown[] {
    return [entries, problems, files, tests];
  }

  protected override render() {
    const { entries, problems, tests } = this.state;
    const failed = tests.filter(({ result }) => result?.error !== undefined).length;
    const last = entries.at(-1);
    return html`
      <header>
        <div role="tablist" aria-label="Output">
          ${this.#tabButton('console', 'Console')}
          ${this.#tabButton('problems', 'Problems', problems.length)}
          ${this.#tabButton('tests', 'Tests', failed)}
        </div>
        <span class="latest ${last?.level ?? ''}">${this.open ? nothing : last?.text}</span>
        ${this.open && this.tab === 'console' && entries.length > 0 ? html`
          <button class="icon" title="Clear" aria-label="Clear the console" @click=${() => { this.workspace.output.clearConsole(); }}>${icon(Eraser)}</button>
        ` : nothing}
        <button class="icon toggle" title=${this.open ? 'Close' : 'Open'} aria-label=${this.open ? 'Close the console' : 'Open the console'} @click=${this.#toggle}>
          ${icon(this.open ? ChevronDown : ChevronUp)}
        </button>
      </header>
      ${this.open ? html`
        <div class="list" role="log" aria-label=${LABELS[this.tab]} tabindex="0" @scroll=${this.#scroll}>
          ${this.tab === 'tests' ? html`<luminara-tests .workspace=${this.workspace}></luminara-tests>` : this.tab === 'console' ? this.#console(entries) : this.#problems(problems)}
        </div>
      ` : nothing}
    `;
  }

  #tabButton(tab: Tab, label: string, count = 0) {
    return html`
      <button role="tab" aria-selected=${this.open && this.tab === tab ? 'true' : 'false'} @click=${() => { this.#choose(tab); }}>
        ${label}${count > 0 ? html`<span class="count">${count}</span>` : nothing}
      </button>
    `;
  }

  #console(entries: readonly ConsoleEntry[]) {
    if (entries.length === 0) return html`<p class="empty">What scripts print appears here.</p>`;
    return repeat(entries, ({ id }) => id, (entry) => guard([entry], () => html`
      <div class="entry ${entry.level}">
        <time>${timeFormat.format(entry.time)}</time>
        <span class="text">${entry.text}</span>
        ${entry.count > 1 ? html`<span class="times" title="Said ${entry.count} times in a row">${entry.count}</span>` : nothing}
        ${entry.position === undefined ? nothing : this.place(entry.position)}
      </div>
    `));
  }

  #problems(problems: readonly Problem[]) {
    if (problems.length === 0) return html`<p class="empty">No problems.</p>`;
    return problems.map((problem) => {
      const { message, position, trace } = problem;
      return html`
      <div class="entry ${levelOf(problem)}">
        <span class="text">${message}${trace.length > 1 ? html`<span class="trace">${trace.map((frame) => html`<span>in ${frame.function} ${this.place(frame.position)}</span>`)}</span>` : nothing}</span>
        ${this.place(position)}
      </div>
    `;
    });
  }

  protected override updated(): void {
    const list = this.renderRoot.querySelector('.list');
    if (list !== null && this.#atEnd && this.tab === 'console') list.scrollTop = list.scrollHeight;
  }

  readonly #scroll = (event: Event): void => {
    const list = event.currentTarget as HTMLElement;
    this.#atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 8;
  };

  readonly #toggle = (): void => {
    this.dispatchEvent(new CustomEvent('toggle', { detail: !this.open }));
  };

  #choose(tab: Tab): void {
    const isShown = this.open && this.tab === tab;
    this.tab = tab;
    this.#atEnd = true;
    if (!this.open || isShown) this.#toggle();
  }

  static override styles = [paneStyles, css`
    :host {
      display: flex;
      flex-direction: column;
      background: var(--bg-sunken);
    }

    header {
      display: flex;
      flex: none;
      align-items: center;
      height: 32px;
      padding: 0 4px;
    }

    [role='tablist'] {
      display: flex;
      flex: none;
    }

    header button {
      height: 24px;
    }

    header button.icon {
      flex: none;
      width: 26px;
    }

    [aria-selected='true'] {
      color: var(--text);
      font-weight: 550;
    }

    @media (max-width: 719px) {
      .toggle {
        display: none;
      }
    }

    .count {
      min-width: 17px;
      padding: 0 5px;
      border-radius: 9px;
      background: var(--bad);
      color: var(--bg);
      font-size: 11px;
      font-weight: 600;
      line-height: 17px;
      text-align: center;
    }

    .latest {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      padding: 0 10px;
      color: var(--text-dim);
      font: 12px var(--font-code);
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .list {
      flex: 1;
      overflow-y: auto;
      padding: 2px 0 6px;
      font: 12.5px/1.55 var(--font-code);
      font-variant-ligatures: none;
    }

    .list:focus-visible {
      outline-offset: -2px;
    }

    .entry {
      display: flex;
      align-items: baseline;
      gap: 12px;
      padding: 1px 12px;
      content-visibility: auto;
      contain-intrinsic-height: auto 21px;
    }

    .entry.error {
      background: var(--bad-raised);
    }

    .entry.warn {
      background: var(--warn-raised);
    }

    time {
      flex: none;
      color: var(--text-dim);
      font-variant-numeric: tabular-nums;
    }

    .text {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }

    .debug .text {
      color: var(--text-dim);
    }

    .error .text, .latest.error {
      color: var(--bad);
    }

    .warn .text, .latest.warn {
      color: var(--warn);
    }

    .trace {
      display: block;
      color: var(--text-dim);
    }

    .trace > span {
      display: block;
      padding-left: 16px;
    }

    .times {
      flex: none;
      padding: 0 6px;
      border-radius: 8px;
      background: var(--hover);
      color: var(--text-dim);
      font-size: 11px;
      font-variant-numeric: tabular-nums;
    }
  `];
}

customElements.define('luminara-console', ConsolePane);
