// What the scene is doing, in numbers that keep their places.
import { css, html, nothing } from 'lit';
import { Pane, paneStyles } from './pane.js';
import { percentile } from './percentile.js';
import type { State } from '../state/state.js';
import { coarseness, framesPerSecond, milliseconds } from '../engine/news-reading.js';

const whole = new Intl.NumberFormat('en');
// Fewer reloads say nothing about the slow ones.
const ENOUGH_RELOADS = 5;
const MEGABYTE = 1024 * 1024;

export class StatusBar extends Pane {
  protected override parts({ engine, running, stats, reloadTimes, progress, noGpu }: State): readonly unknown[] {
    return [engine, running, stats, reloadTimes, progress, noGpu];
  }

  protected override render() {
    const { stats, running, reloadTimes } = this.state;
    const last = reloadTimes.at(-1);
    const coarse = coarseness(stats);
    return html`
      <span class="state ${running ? 'running' : ''}" role="status">${this.#says()}</span>
      ${stats === undefined ? nothing : html`
        <span class="w-fps ${coarse === undefined ? '' : 'coarse'}">${framesPerSecond(running, stats)}${coarse === undefined ? nothing : html` <abbr title=${coarse.why}>${coarse.mark}</abbr>`}</span>
        <span class="w-ms">script ${stats.script_ms.toFixed(1)} ms</span>
        <span class="w-entities">${whole.format(stats.entities)} ${stats.entities === 1 ? 'entity' : 'entities'}</span>
        <span class="w-memory">${(stats.memory / MEGABYTE).toFixed(0)} MB</span>
      `}
      <span class="space"></span>
      ${last === undefined ? nothing : html`
        <span class="w-reload" title="The latest reload, from the save to the new script running">reload ${milliseconds(last)}</span>
        ${reloadTimes.length < ENOUGH_RELOADS ? nothing : html`
          <span class="w-p95" title="Half of the last ${reloadTimes.length} reloads were as quick or quicker">p50 ${milliseconds(percentile(reloadTimes, 0.5))}</span>
          <span class="w-p95" title="Of the last ${reloadTimes.length} reloads, 95 % were as quick or quicker">p95 ${milliseconds(percentile(reloadTimes, 0.95))}</span>
        `}
      `}
      <slot></slot>
    `;
  }

  #says(): string {
    const { engine, running, progress } = this.state;
    if (engine === 'stopped' || engine === 'waiting') return 'stopped';
    if (engine === 'ready') return running ? 'running' : 'paused';
    return progress.loaded > 0 ? `loading ${(progress.loaded / MEGABYTE).toFixed(1)} MB` : 'loading';
  }

  static override styles = [paneStyles, css`
    :host {
      display: flex;
      align-items: center;
      gap: 16px;
      height: 28px;
      overflow: hidden;
      padding: 0 12px;
      border-top: var(--hairline) solid var(--line);
      background: var(--bg);
      color: var(--text-dim);
      font-size: 12px;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }

    .state {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-width: 68px;
    }

    .state::before {
      content: '';
      width: 7px;
      height: 7px;
      border-radius: 50%;
      background: var(--line-strong);
    }

    .state.running::before {
      background: var(--good);
    }

    .space {
      flex: 1;
    }

    .w-fps {
      flex: none;
      min-width: 5ch;
    }

    .w-fps abbr {
      color: var(--warn);
      text-decoration: none;
      cursor: help;
    }

    .w-ms {
      min-width: 11.5ch;
    }

    .w-entities {
      min-width: 11ch;
    }

    .w-memory {
      min-width: 6ch;
    }

    .w-reload {
      min-width: 12ch;
      text-align: right;
    }

    @media (max-width: 719px) {
      .w-memory, .w-p95, .w-entities {
        display: none;
      }
    }

    @media (max-width: 479px) {
      .coarse + .w-ms {
        display: none;
      }
    }
  `];
}

customElements.define('luminara-status', StatusBar);
