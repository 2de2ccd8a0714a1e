// What the editor knows of scripts, as one extension: completion, hovers, signatures, warnings. Loaded once the page stands; the code is there first.
import { forEachDiagnostic, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Prec, type EditorState, type Extension } from '@codemirror/state';
import { ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view';
import { completing } from '../completing.js';
import { interfaceOf } from '../interface.js';
import data from '../interface.json';
import { luaCompletion, type ProjectTexts } from './completion.js';
import { luaHover } from './hover.js';
import { luaSignature } from './signature.js';
import { unknownMembers } from './warnings.js';
import { isProblemMark } from '../problem-marks.js';

const WARNINGS_AFTER_MS = 400;

// crates/cli/tests/bindings.rs checks the file against the registry.
const api = interfaceOf(data, 'lua');

/** The tools for a Lua file of a project. */
export function luaTools(project: ProjectTexts): Extension {
  return [
    completing(luaCompletion(api, project)),
    Prec.high(luaSignature(api)),
    Prec.high(luaHover(api)),
    warnings,
  ];
}

/** Puts the warnings beside the engine's errors a moment after the last change. */
const warnings = ViewPlugin.fromClass(class {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.#plan(view, 0);
  }

  update({ docChanged, view, transactions }: ViewUpdate): void {
    const isLost = transactions.some(({ effects }) => effects.length > 0) && !docChanged && ownCount(view.state) !== this.#count;
    if (docChanged || isLost) this.#plan(view, docChanged ? WARNINGS_AFTER_MS : 0);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  #count = 0;

  #plan(view: EditorView, after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const found = unknownMembers(view.state.doc.toString(), api);
      const problems = problemsOf(view.state);
      // What the engine says of the same place is enough.
      const fresh = found.filter(({ from, to }) => !problems.some((problem) => problem.from < to && from < problem.to));
      this.#count = fresh.length;
      if (fresh.length > 0 || ownCount(view.state) > 0) view.dispatch(setDiagnostics(view.state, [...problems, ...fresh]));
    }, after);
  }
});

/** The marks of the engine's own findings, where they are now: typing moves them. */
function problemsOf(state: EditorState): Diagnostic[] {
  const problems: Diagnostic[] = [];
  forEachDiagnostic(state, (diagnostic, from, to) => {
    if (isProblemMark(diagnostic)) problems.push({ ...diagnostic, from, to });
  });
  return problems;
}

/** How many warnings of the editor's own there are. */
function ownCount(state: EditorState): number {
  let found = 0;
  forEachDiagnostic(state, (diagnostic) => {
    if (!isProblemMark(diagnostic)) found += 1;
  });
  return found;
}
