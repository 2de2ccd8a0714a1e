// Members that aren't there, as warnings: of modules and of variables whose type is certain. Nothing is held back because of them.
import type { Diagnostic } from '@codemirror/lint';
import { entry, type Interface } from '../interface.js';
import { analyse, bare, type Analysis, type Found } from './analysis.js';
import { nearest } from '../nearest.js';

/** Points out members that a type doesn't have, with the one that was probably meant. */
export function unknownMembers(text: string, api: Interface): Diagnostic[] {
  const analysis = analyse(text, api);
  const found: Diagnostic[] = [];
  analysis.tokens.forEach((token, index) => {
    const sign = analysis.text(index - 1);
    if (token.kind !== 'name' || (sign !== '.' && sign !== ':')) return;
    const owner = analysis.before(index - 1, token.from);
    const names = owner && certainMembers(analysis, owner);
    if (!names || names.includes(token.text)) return;
    // A script may add functions to a module, but not fields to an entity or a vector.
    const isModule = owner.type.startsWith('module ');
    if (isModule && analysis.added.has(`${owner.name ?? ''}.${token.text}`)) return;
    const suggestion = nearest(token.text, names);
    const what = isModule ? owner.type.slice(7) : bare(owner.type);
    const hint = suggestion === undefined ? '' : `; did you mean '${suggestion}'?`;
    found.push({
      from: token.from, to: token.to, severity: 'warning', message: `${what} has no '${token.text}'${hint}`,
      ...(suggestion === undefined ? {} : { actions: [{
        name: `Change to ${suggestion}`,
        apply: (view, from, to) => { view.dispatch({ changes: { from, to, insert: suggestion }, userEvent: 'input' }); },
      }] }),
    });
  });
  return found;
}

/** All members of what certainly is of a type; undefined where it may be another or take any field. */
function certainMembers(analysis: Analysis, owner: Found): string[] | undefined {
  const { api } = analysis;
  if (owner.type.startsWith('module ')) {
    const name = owner.type.slice(7);
    if (analysis.globals.has(name)) return undefined;
    const methods = entry(api.types, name);
    return Object.keys(entry(api.modules, name)?.members ?? {}).concat(methods ? Object.keys(methods.members) : []);
  }
  // Of variables only: what an expression gives may be nil or of another type.
  if (!owner.variable || owner.variable.changes || analysis.globals.has(owner.variable.name)) return undefined;
  const type = entry(api.types, bare(owner.variable.type));
  return type && Object.keys(type.members);
}
