// A script's problems as marks in its text.
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import type { EditorState, Text, TransactionSpec } from '@codemirror/state';
import type { Problem } from '../protocol.js';

/** The change that shows a file's problems in its editor. */
export function showProblems(state: EditorState, file: string, problems: readonly Problem[]): TransactionSpec {
  const here = problems.filter(({ position }) => position.file === file);
  return setDiagnostics(state, here.map((problem) => toDiagnostic(state.doc, problem)));
}

/** The offset of a line and column, both from 1, as near as the text has it. */
export function offsetOf(text: Text, line: number, column: number): number {
  const { from, to } = text.line(Math.min(text.lines, Math.max(1, line)));
  return Math.min(to, from + Math.max(0, column - 1));
}

function toDiagnostic(text: Text, { kind, message, position }: Problem): Diagnostic {
  const severity = kind === 'warning' ? 'warning' : 'error';
  const line = text.line(lastWritten(text, position.line));
  const indent = /^\s*/.exec(line.text)?.[0].length ?? 0;
  // Without a column the whole line is meant.
  if (position.column === 0 && line.number === position.line) return { severity, message, from: line.from + indent, to: line.to };
  const start = line.number === position.line ? offsetOf(text, position.line, position.column) : line.to;
  const word = /^(\w+|\S)/.exec(line.text.slice(start - line.from))?.[0] ?? '';
  // At the end of a line there is no word to underline: its last character is.
  if (word === '') return { severity, message, from: Math.max(line.from, line.to - 1), to: line.to };
  return { severity, message, from: start, to: start + word.length };
}

/** The line, or where it is empty the last one above it that isn't: what a script lacks at its end is shown where it ends. */
function lastWritten(text: Text, line: number): number {
  for (let number = Math.min(text.lines, Math.max(1, line)); number > 1; number--) {
    if (text.line(number).text.trim() !== '') return number;
  }
  return 1;
}
