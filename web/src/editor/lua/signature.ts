// The parameters of the call around the cursor, the one that is being written marked.
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { docsElement } from '../docs-element.js';
import { signatureParts, type Interface } from '../interface.js';
import { analyse } from './analysis.js';
import { callAround } from './calls.js';
import { isInComment } from './tokens.js';

export interface Signature {
  /** Where the call's bracket is. */
  readonly at: number;
  readonly shown: string;
  readonly start: string;
  readonly params: readonly string[];
  readonly end: string;
  /** Which parameter is being written. */
  readonly active: number;
  readonly doc: string;
}

/** The signature of the call around a position. */
export function signatureAt(text: string, position: number, api: Interface): Signature | undefined {
  if (isInComment(text, position)) return undefined;
  const analysis = analyse(text, api);
  const call = callAround(analysis, analysis.indexAt(position - 1) + (isBehind(analysis, position) ? 1 : 0), position);
  const open = call && analysis.tokens[call.open];
  if (!call || !open || (call.member.params?.length ?? 0) === 0) return undefined;
  const parts = signatureParts(call.shown, call.member);
  const last = parts.params.length - 1;
  const active = parts.params[last] === '...' ? Math.min(call.argument, last) : call.argument;
  return { at: open.from, shown: call.shown, ...parts, active, doc: call.member.doc };
}

/** The token that ends at a position, or before it, is behind us. */
function isBehind(analysis: ReturnType<typeof analyse>, position: number): boolean {
  const token = analysis.tokens[analysis.indexAt(position - 1)];
  return token !== undefined && token.to <= position;
}

const toggle = StateEffect.define<boolean>();

interface Shown {
  readonly signature: Signature | undefined;
  /** The call for which it was closed. */
  readonly closed: number | undefined;
}

/** Shown while its call is written; Escape closes it for that call, Mod-Shift-Space opens it. */
export function luaSignature(api: Interface): Extension {
  const read = (state: EditorState): Signature | undefined => {
    const { main } = state.selection;
    return main.empty ? signatureAt(state.doc.toString(), main.head, api) : undefined;
  };
  const shown = StateField.define<Shown>({
    create: () => ({ signature: undefined, closed: undefined }),
    update(value, transaction) {
      const effect = transaction.effects.find((one) => one.is(toggle));
      if (effect) {
        const signature = read(transaction.state);
        return effect.value ? { signature, closed: undefined } : { signature: undefined, closed: signature?.at };
      }
      const isTyped = transaction.isUserEvent('input') || transaction.isUserEvent('delete');
      // Moving within a call keeps it; moving into one doesn't open it.
      if (!isTyped && (value.signature === undefined || !(transaction.docChanged || transaction.selection))) return value;
      const signature = read(transaction.state);
      if (signature?.at === value.closed) return { signature: undefined, closed: value.closed };
      if (!isTyped && signature?.at !== value.signature?.at) return { signature: undefined, closed: undefined };
      return { signature, closed: undefined };
    },
    provide: (field) => showTooltip.from(field, ({ signature }) => (signature ? tooltip(signature) : null)),
  });
  return [
    shown,
    keymap.of([
      { key: 'Mod-Shift-Space', run: (view) => { view.dispatch({ effects: toggle.of(true) }); return true; } },
      { key: 'Escape', run: (view) => {
        const isShown = view.state.field(shown).signature !== undefined;
        if (isShown) view.dispatch({ effects: toggle.of(false) });
        return isShown;
      } },
    ]),
  ];
}

function tooltip(signature: Signature): Tooltip {
  return { pos: signature.at, above: true, strictSide: false, arrow: false, create: () => ({ dom: element(signature) }) };
}

function element({ shown, start, params, end, active, doc }: Signature): HTMLElement {
  const first = doc.split(/\n\n|(?<=\.) /)[0] ?? '';
  const dom = docsElement(shown, '', first);
  dom.classList.add('cm-signature');
  const head = dom.querySelector('.cm-docs-head');
  head?.append(start);
  params.forEach((param, index) => {
    if (index > 0) head?.append(', ');
    const part = document.createElement('span');
    part.textContent = param;
    if (index === active) part.className = 'cm-signature-active';
    head?.append(part);
  });
  head?.append(end);
  return dom;
}
