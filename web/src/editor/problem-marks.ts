// A script's problems as marks in its text.
import { setDiagnostics, type Action, type Diagnostic } from '@codemirror/lint';
import type { EditorState, Text, TransactionSpec } from '@codemirror/state';
import type { Problem } from '../engine/protocol.js';

/** The change that shows a file's problems in its editor. */
export function showProblems(state: EditorState, file: string, problems: readonly Problem[]): TransactionSpec {
  const here = problems.filter(({ position }) => position.file === file);
  return setDiagnostics(state, here.map((problem) => toDiagnostic(state.doc, problem)));
}

/** The offset of a line and column, both from 1, as near as the text has it. Columns count characters, offsets UTF-16. */
export function offsetOf(text: Text, line: number, column: number): number {
  const { from, text: written } = text.line(Math.min(text.lines, Math.max(1, line)));
  return from + Array.from(written).slice(0, Math.max(0, column - 1)).join('').length;
}

/** A mark of a problem that the engine told, as against the editor's own warnings. */
interface ProblemMark extends Diagnostic {
  readonly isProblem: true;
}

/** Whether a mark is of a problem that the engine told. */
export function isProblemMark(diagnostic: Diagnostic): boolean {
  return 'isProblem' in diagnostic;
}

function toDiagnostic(text: Text, problem: Problem): ProblemMark {
  const { kind, message } = problem;
  const [from, to] = marked(text, problem);
  return { severity: kind === 'warning' ? 'warning' : 'error', message, from, to, isProblem: true, actions: actionsFor(text, problem, from) };
}

/** The stretch that a problem is shown at. */
function marked(text: Text, { position }: Problem): [from: number, to: number] {
  const line = text.line(lastWritten(text, position.line));
  const indent = /^\s*/.exec(line.text)?.[0].length ?? 0;
  // Without a column the whole line is meant.
  if (position.column === 0 && line.number === position.line) return [line.from + indent, line.to];
  const start = line.number === position.line ? offsetOf(text, position.line, position.column) : line.to;
  const word = /^(\w+|\S)/.exec(line.text.slice(start - line.from))?.[0] ?? '';
  // At the end of a line there is no word to underline: its last character is.
  return word === '' ? [Math.max(line.from, line.to - 1), line.to] : [start, start + word.length];
}

/** The change that mends a problem, as a button in its tooltip. */
function actionsFor(text: Text, { fix, position }: Problem, mark: number): Action[] {
  // A change of another file is made there.
  if (fix === undefined || fix.file !== position.file) return [];
  const changes = fix.edits.map(({ from, to, insert }) => ({
    from: offsetOf(text, from.line, from.column), to: offsetOf(text, to.line, to.column), insert,
  }));
  const replaced = changes.map(({ from, to }) => text.sliceString(from, to));
  return [{
    name: fix.label,
    apply: (view, from) => {
      // The mark has moved with what was typed since.
      const moved = changes.map((change) => ({ ...change, from: change.from + from - mark, to: change.to + from - mark }));
      const isAsItWas = moved.every((change, i) => change.from >= 0 && change.to <= view.state.doc.length && view.state.sliceDoc(change.from, change.to) === replaced[i]);
      if (isAsItWas) view.dispatch({ changes: moved, userEvent: 'input.fix', scrollIntoView: true });
      view.focus();
    },
  }];
}

/** The line, or where it is empty the last one above it that isn't: what a script lacks at its end is shown where it ends. */
function lastWritten(text: Text, line: number): number {
  for (let number = Math.min(text.lines, Math.max(1, line)); number > 1; number--) {
    if (text.line(number).text.trim() !== '') return number;
  }
  return 1;
}
