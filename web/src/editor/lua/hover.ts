// What a name is, when the pointer rests on it or a key asks: headline, docs, a link to the reference.
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { docsElement } from '../docs-element.js';
import { entry, headline, type Interface } from '../interface.js';
import { analyse, type Analysis } from './analysis.js';
import { fieldsOfTable, tableAround } from './calls.js';

/** A name and what there is to say of it. */
export interface Hover {
  readonly from: number;
  readonly to: number;
  /** `world.spawn`; empty for the text's own names. */
  readonly path: string;
  readonly headline: string;
  readonly doc: string;
}

/** What is known of the name at a position. */
export function hoverAt(text: string, position: number, api: Interface): Hover | undefined {
  const analysis = analyse(text, api);
  let index = analysis.indexAt(position);
  // Right behind a name counts as on it.
  if (analysis.tokens[index]?.kind !== 'name' || (analysis.tokens[index]?.from ?? 0) > position) index = analysis.indexAt(position - 1);
  const token = analysis.tokens[index];
  if (token?.kind !== 'name' || token.from > position) return undefined;
  const place = { from: token.from, to: token.to };
  const said = describe(analysis, index, token.text, token.from);
  return said && { ...place, ...said };
}

function describe(analysis: Analysis, index: number, name: string, position: number): Omit<Hover, 'from' | 'to'> | undefined {
  const { api } = analysis;
  const isMember = ['.', ':'].includes(analysis.text(index - 1));
  const hook = analysis.text(index - 1) === 'function' ? entry(api.hooks, name.replace('on_start', 'on_init')) : undefined;
  if (hook) {
    const params = hook.params.map((param) => `${param.name}: ${param.type}`).join(', ');
    return { path: name, headline: `function ${name}(${params})`, doc: hook.doc };
  }
  if (isMember) {
    const owner = analysis.before(index - 1, position);
    const found = owner && analysis.member(owner.type, name);
    if (!found?.member) return undefined;
    const path = `${found.owner ?? ''}${found.member.isMethod === true ? ':' : '.'}${name}`;
    return { path, headline: headline(path, found.member), doc: found.member.doc };
  }
  const table = analysis.text(index + 1) === '=' ? tableAround(analysis, index) : undefined;
  const field = table && entry(fieldsOfTable(analysis, table, position) ?? {}, name);
  if (field) return { path: name in api.types ? name : '', headline: headline(name, field), doc: entry(api.types, name)?.doc ?? field.doc };
  // A parameter is known from its list on.
  const variable = analysis.variable(name, position) ?? analysis.variables.find((one) => one.name === name && one.from >= position);
  if (variable) {
    const type = variable.params ? `(${variable.params.join(', ')})` : `: ${variable.type}`;
    return { path: '', headline: variable.params ? `function ${name}${type}` : `local ${name}${type}`, doc: entry(api.types, variable.type)?.doc.split('\n\n')[0] ?? '' };
  }
  const module = entry(api.modules, name);
  if (module) return { path: name, headline: module.call ? headline(name, module.call) : name, doc: module.doc };
  const global = entry(api.globals, name);
  if (global) return { path: name, headline: headline(name, global), doc: global.doc };
  if (name === 'this') return { path: '', headline: 'this: table', doc: 'The script’s own state. It stays when the code is replaced.' };
  return undefined;
}

function tooltip({ from, to, path, headline: head, doc }: Hover): Tooltip {
  return {
    pos: from, end: to, above: true,
    create: () => ({ dom: docsElement(path, head, doc, path !== '') }),
  };
}

const show = StateEffect.define<Hover | undefined>();

/** The hover that a key asked for. It goes with the next change or move. */
const asked = StateField.define<Hover | undefined>({
  create: () => undefined,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(show)) return effect.value;
    return transaction.docChanged || transaction.selection ? undefined : value;
  },
  provide: (field) => showTooltip.from(field, (hover) => (hover ? tooltip(hover) : null)),
});

/** Hovers, and `Mod-i` for the name at the cursor. */
export function luaHover(api: Interface): Extension {
  const at = (view: EditorView, position: number): Hover | undefined => hoverAt(view.state.doc.toString(), position, api);
  return [
    hoverTooltip((view, position) => {
      const hover = at(view, position);
      return hover ? tooltip(hover) : null;
    }, { hoverTime: 350 }),
    asked,
    keymap.of([
      { key: 'Mod-i', run: (view) => {
        view.dispatch({ effects: show.of(at(view, view.state.selection.main.head)) });
        return true;
      } },
      { key: 'Escape', run: (view) => {
        const isShown = view.state.field(asked) !== undefined;
        if (isShown) view.dispatch({ effects: show.of(undefined) });
        return isShown;
      } },
    ]),
  ];
}
