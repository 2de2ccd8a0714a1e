// What the engine's news say that wasn't known before, and how the page says it.
import type { Said } from '../state/console-entries.js';
import type { ConsoleLine, News, Problem, Stats } from './protocol.js';

/** The problems that weren't there before. */
export function freshProblems(before: readonly Problem[], news: News): readonly Problem[] {
  const known = new Set(before.map(identity));
  return (news.problems ?? []).filter((problem) => !known.has(identity(problem)));
}

/** What news add to the console: reloads, then the scripts' own lines, then new problems. */
export function saidIn(news: News, fresh: readonly Problem[]): readonly Said[] {
  const reloads = news.reloaded.map(({ file, ms }): Said => ({ level: 'info', text: `reloaded ${file} in ${milliseconds(ms)}` }));
  // The engine may have printed a problem as well.
  const unsaid = fresh.filter((problem) => !news.console.some((line) => isAbout(line, problem)));
  return [...reloads, ...news.console, ...unsaid.map((problem): Said => ({ level: levelOf(problem), text: problem.message, position: problem.position }))];
}

/** The console's level for a problem. */
export function levelOf({ kind }: Problem): 'warn' | 'error' {
  return kind === 'warning' ? 'warn' : 'error';
}

/** A duration as the page says it: `8.4 ms`, `12 ms`. */
export function milliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** Pictures a second as the page says it: `60 fps`; `– fps` where none are drawn. */
export function framesPerSecond(running: boolean, stats: Stats | undefined): string {
  if (!running || stats === undefined || stats.fps === 0) return '– fps';
  return `${stats.fps < 1 ? stats.fps.toFixed(1) : Math.round(stats.fps)} fps`;
}

/** What a graphics device that is slow draws less of: the mark beside the pictures a second, and the sentence behind it. */
export function coarseness(stats: Stats | undefined): { mark: string; why: string } | undefined {
  if (stats === undefined || stats.scale >= 1) return undefined;
  const percent = `${Math.round(stats.scale * 100)} %`;
  return { mark: `at ${percent}`, why: `The graphics device is slow: the running scene is drawn at ${percent} of its size, a paused one in full` };
}

function identity({ position: { file, line }, message }: Problem): string {
  return `${file}:${line}:${message}`;
}

function isAbout({ level, position }: ConsoleLine, problem: Problem): boolean {
  return level === levelOf(problem) && position?.file === problem.position.file && position.line === problem.position.line;
}
