// The console's lines: repeats counted, the oldest forgotten.
import type { LogLevel, Position } from '../engine/protocol.js';

/** A line of the console, said `count` times in a row. */
export interface ConsoleEntry {
  readonly id: number;
  readonly level: LogLevel;
  readonly text: string;
  readonly position: Position | undefined;
  readonly count: number;
  /** When it was last said, in milliseconds since 1970. */
  readonly time: number;
}

/** What somebody says in the console. */
export interface Said {
  readonly level: LogLevel;
  readonly text: string;
  readonly position?: Position | null;
}

/** The most lines that the console keeps. */
export const ENTRY_CAP = 2000;

// Longer lines would make the pane slow; the start says what it is.
const TEXT_CAP = 4000;

/** The console after some more was said. */
export function appendEntries(entries: readonly ConsoleEntry[], said: readonly Said[], time: number): readonly ConsoleEntry[] {
  if (said.length === 0) return entries;
  const result = [...entries];
  for (const line of said) {
    const entry = newEntry(line, (result.at(-1)?.id ?? 0) + 1, time);
    const last = result.at(-1);
    if (last !== undefined && isRepeat(last, entry)) result[result.length - 1] = { ...last, count: last.count + 1, time };
    else result.push(entry);
  }
  return result.slice(-ENTRY_CAP);
}

/** A place as it is written: `player.lua:12`. */
export function placeText({ file, line }: Position): string {
  return line > 0 ? `${file}:${line}` : file;
}

function newEntry({ level, text, position }: Said, id: number, time: number): ConsoleEntry {
  const short = text.length > TEXT_CAP ? `${text.slice(0, TEXT_CAP)}… (${text.length} characters)` : text;
  return { id, level, text: short, position: position ?? undefined, count: 1, time };
}

function isRepeat(a: ConsoleEntry, b: ConsoleEntry): boolean {
  return a.level === b.level && a.text === b.text
    && a.position?.file === b.position?.file && a.position?.line === b.position?.line;
}
