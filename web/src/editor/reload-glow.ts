// A reload is felt: the lines that changed since the last one glow in the gutter for a moment.
import { RangeSet, RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension, type Transaction } from '@codemirror/state';
import { EditorView, GutterMarker, gutterLineClass } from '@codemirror/view';

interface Changes {
  /** Starts of the lines that changed since the last reload. */
  readonly changed: ReadonlySet<number>;
  readonly glowing: RangeSet<GutterMarker>;
}

const startGlow = StateEffect.define();
const endGlow = StateEffect.define();
const GLOW_MS = 500;
// A whole new text is not a change of lines.
const MOST_LINES = 50;

const nothingGlows: RangeSet<GutterMarker> = RangeSet.of<GutterMarker>([]);

const marker = new (class extends GutterMarker {
  override elementClass = 'glowing';
})();

const changes = StateField.define<Changes>({
  create: () => ({ changed: new Set(), glowing: nothingGlows }),
  update(before, transaction) {
    let changed = transaction.docChanged ? collect(before.changed, transaction) : before.changed;
    let glowing = before.glowing.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(startGlow)) {
        glowing = markers(transaction.state, changed);
        changed = new Set();
      }
      if (effect.is(endGlow)) glowing = nothingGlows;
    }
    return { changed, glowing };
  },
  provide: (field) => gutterLineClass.from(field, ({ glowing }) => glowing),
});

const looks = EditorView.theme({
  '.cm-lineNumbers .glowing': { animation: `glow ${GLOW_MS}ms ease-out` },
  '@keyframes glow': {
    from: { color: 'var(--accent)', boxShadow: 'inset -2px 0 var(--accent)', backgroundColor: 'color-mix(in srgb, var(--accent) 22%, transparent)' },
  },
  '@media (prefers-reduced-motion: reduce)': {
    '.cm-lineNumbers .glowing': { animation: 'none', color: 'var(--accent)' },
  },
});

export const reloadGlow: Extension = [changes, looks];

/** Lets the lines glow that changed since the last time. */
export function glow(view: EditorView): void {
  if (view.state.field(changes).changed.size === 0) return;
  view.dispatch({ effects: startGlow.of(null) });
  setTimeout(() => { view.dispatch({ effects: endGlow.of(null) }); }, GLOW_MS);
}

function collect(before: ReadonlySet<number>, { changes: made, state }: Transaction): ReadonlySet<number> {
  const lines = new Set([...before].map((position) => state.doc.lineAt(made.mapPos(position)).from));
  made.iterChangedRanges((_fromA, _toA, from, to) => {
    const first = state.doc.lineAt(from).number;
    const last = Math.min(state.doc.lineAt(to).number, first + MOST_LINES);
    for (let line = first; line <= last; line++) lines.add(state.doc.line(line).from);
  });
  return lines.size > MOST_LINES ? new Set() : lines;
}

function markers(state: EditorState, lines: ReadonlySet<number>): RangeSet<GutterMarker> {
  const builder = new RangeSetBuilder<GutterMarker>();
  const starts = [...lines].filter((position) => position <= state.doc.length).sort((a, b) => a - b);
  for (const start of starts) builder.add(start, start, marker);
  return builder.finish();
}
