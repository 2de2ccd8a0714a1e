// The tests of the project's scripts: run when the pane opens and after every edit while it is open.
import { Check, CircleDashed, Play, X } from 'lucide';
import { css, html, nothing } from 'lit';
import { icon } from './icons.js';
import { Pane, paneStyles } from './pane.js';
import type { Problem } from '../engine/protocol.js';
import type { State } from '../state/state.js';
import type { TestRow } from '../engine/test-runner.js';

const AFTER_EDIT_MS = 300;

export class TestPane extends Pane {
  #files: State['files'] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override parts({ files, tests, testProblems, testing }: State): readonly unknown[] {
    return [files, tests, testProblems, testing];
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  protected override updated(): void {
    const { files } = this.state;
    if (files === this.#files) return;
    const isFirst = this.#files === undefined;
    this.#files = files;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#runAll, isFirst ? 0 : AFTER_EDIT_MS);
  }

  protected override render() {
    const { tests, testProblems, testing } = this.state;
    const failed = tests.filter(({ result }) => result?.error !== undefined).length;
    const passed = tests.filter(({ result }) => result !== undefined && result.error === undefined).length;
    const isEmpty = tests.length === 0 && testProblems.length === 0;
    return html`
      <div class="bar">
        <button ?disabled=${tests.length === 0 && testing} @click=${this.#runAll}>${icon(Play)}<span>Run all</span></button>
        <span role="status">${isEmpty ? nothing : html`${passed} passed, <span class=${failed > 0 ? 'bad' : ''}>${failed} failed</span>`}</span>
      </div>
      ${isEmpty && !testing ? html`<p class="empty">No tests yet. A script has one by <code>test("name", function() … end)</code>; files named <code>…_test.lua</code> are run for their tests alone.</p>` : nothing}
      ${tests.map((row, index) => this.#row(row, tests[index - 1]?.case.file !== row.case.file))}
      ${testProblems.map((problem) => html`<div class="row">${icon(X)}<div class="what">${this.#problem(problem)}</div></div>`)}
    `;
  }

  #row({ case: found, result }: TestRow, isFirstOfFile: boolean) {
    const state = result === undefined ? 'waiting' : result.error === undefined ? 'passed' : 'failed';
    return html`
      ${isFirstOfFile ? html`<h3>${found.file}</h3>` : nothing}
      <div class="row ${state}">
        <span class="mark" role="img" aria-label=${state}>${icon(state === 'waiting' ? CircleDashed : state === 'passed' ? Check : X)}</span>
        <div class="what">
          <span class="name">${found.name}</span>
          ${result?.error === undefined ? nothing : html`
            ${this.#problem(result.error)}
            ${result.console.filter(({ text }) => !text.startsWith(result.error?.message ?? '')).map(({ text }) => html`<div class="said">${text}</div>`)}
          `}
        </div>
        ${this.place(found.position)}
        <button class="icon" title="Run this test" aria-label="Run ${found.name}" @click=${() => { void this.workspace.tests.runOne(found).catch(() => undefined); }}>${icon(Play)}</button>
      </div>
    `;
  }

  #problem({ message, position }: Problem) {
    return html`<div class="why">${message} ${this.place(position)}</div>`;
  }

  // Where the engine is gone, the banner says so.
  readonly #runAll = (): void => {
    void this.workspace.tests.runAll().catch(() => undefined);
  };

  static override styles = [paneStyles, css`
    :host {
      display: block;
      font: 13px/1.55 var(--font);
    }

    .bar, .row {
      display: flex;
      align-items: flex-start;
      gap: 8px;
      padding: 2px 12px;
    }

    .bar {
      align-items: center;
      color: var(--text-dim);
      font-variant-numeric: tabular-nums;
    }

    .bad, .why, .failed .mark {
      color: var(--bad);
    }

    .passed .mark {
      color: var(--good);
    }

    .waiting .mark {
      color: var(--text-dim);
    }

    .mark {
      display: inline-flex;
      height: 20px;
      align-items: center;
    }

    .failed {
      background: var(--bad-raised);
    }

    h3 {
      margin: 6px 12px 2px;
      color: var(--text-dim);
      font: 12px var(--font-code);
    }

    .what {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }

    .why, .said {
      font: 12.5px/1.55 var(--font-code);
      white-space: pre-wrap;
    }

    .said {
      color: var(--text-dim);
    }

    .row button.icon {
      width: 22px;
      height: 20px;
    }

    .place {
      font: 12px var(--font-code);
    }
  `];
}

customElements.define('luminara-tests', TestPane);
