// Lines that an embed points out, and lines that it folds away until they are asked for.
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import { lineNumbers } from '../embed/embed-options.js';
import type { LineRange } from '../embed/embed-messages.js';

const unfold = StateEffect.define<number>();

class Fold extends WidgetType {
  constructor(readonly lines: number) {
    super();
  }

  override eq(other: Fold): boolean {
    return other.lines === this.lines;
  }

  override toDOM(view: EditorView): HTMLElement {
    const button = document.createElement('button');
    button.className = 'cm-hidden-lines';
    button.textContent = `⋯ ${this.lines} hidden ${this.lines === 1 ? 'line' : 'lines'}`;
    button.title = 'Show them';
    button.addEventListener('click', () => { view.dispatch({ effects: unfold.of(view.posAtDOM(button)) }); });
    return button;
  }
}

const looks = EditorView.theme({
  '.cm-pointed': { backgroundColor: 'color-mix(in srgb, var(--accent) 13%, transparent)', boxShadow: 'inset 2px 0 var(--accent)' },
  '.cm-hidden-lines': { border: '0', padding: '0 6px', borderRadius: '4px', background: 'var(--hover)', color: 'var(--text-dim)', font: '12px var(--font)', cursor: 'pointer' },
});

/** Points out the lines named like `3-5,8`. */
export function pointedLines(text: string): Extension {
  const mark = Decoration.line({ class: 'cm-pointed' });
  const decorate = (state: EditorState): DecorationSet =>
    Decoration.set(lineNumbers(text, state.doc.lines).map((line) => mark.range(state.doc.line(line).from)));
  return [looks, StateField.define<DecorationSet>({
    create: decorate,
    update: (before, transaction) => before.map(transaction.changes),
    provide: (field) => EditorView.decorations.from(field),
  })];
}

/** Folds lines away; a click on their place shows them. */
export function hiddenLines(ranges: readonly LineRange[]): Extension {
  const decorate = (state: EditorState): DecorationSet => {
    const folds = ranges.flatMap(([first, last]) => {
      const from = Math.max(1, Math.trunc(first));
      const to = Math.min(state.doc.lines, Math.trunc(last));
      if (!(from <= to)) return [];
      return [Decoration.replace({ widget: new Fold(to - from + 1), block: true }).range(state.doc.line(from).from, state.doc.line(to).to)];
    });
    return Decoration.set(folds, true);
  };
  return [looks, StateField.define<DecorationSet>({
    create: decorate,
    update(before, transaction) {
      let folds = before.map(transaction.changes);
      for (const effect of transaction.effects) {
        if (effect.is(unfold)) folds = folds.update({ filter: (from, to) => effect.value < from || effect.value > to });
      }
      return folds;
    },
    provide: (field) => EditorView.decorations.from(field),
  })];
}
