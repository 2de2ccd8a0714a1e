// Which call a position lies in, and what an argument may be there.
import { wordsOf, type Analysis, type Found } from './analysis.js';
import { entry, type Member } from '../interface.js';

/** A call around a position. */
export interface Call {
  readonly callee: Found;
  readonly member: Member;
  /** How it is written: `world.spawn`, `entity:destroy`. */
  readonly shown: string;
  /** The token of its `(`, `{` or string. */
  readonly open: number;
  /** Which argument the position is in, from 0. */
  readonly argument: number;
}

/** A table constructor around a position. */
export interface TableAround {
  /** The number of its `{` among the tokens. */
  readonly open: number;
  /** The token before which its current item began: its `{` or a `,`. */
  readonly separator: number;
}

/** The innermost bracket around the token at `index` that isn't closed before it; -1 for none. */
function openBracket(analysis: Analysis, index: number): { open: number; commas: number; separator: number } {
  let depth = 0;
  let commas = 0;
  let separator = -1;
  for (let i = index - 1; i >= 0; i--) {
    const text = analysis.text(i);
    if (text === ')' || text === '}' || text === ']') depth += 1;
    else if (text === '(' || text === '{' || text === '[') {
      if (depth === 0) return { open: i, commas, separator: separator < 0 ? i : separator };
      depth -= 1;
    } else if (depth === 0 && (text === ',' || text === ';')) {
      commas += 1;
      if (separator < 0) separator = i;
    } else if (depth === 0 && analysis.tokens[i]?.kind === 'keyword' && ['do', 'then', 'end', 'local', 'return', 'function'].includes(text)) {
      // Out of the expression: a call that is still being typed must not swallow the statements after it.
      return { open: -1, commas: 0, separator: -1 };
    }
  }
  return { open: -1, commas: 0, separator: -1 };
}

function callAt(analysis: Analysis, open: number, argument: number, position: number): Call | undefined {
  const callee = analysis.before(open, position);
  const member = callee && analysis.callable(callee);
  if (!callee || !member) return undefined;
  const isDefinition = analysis.text(open - 2) === 'function' || analysis.text(open - 1) === 'function';
  if (isDefinition) return undefined;
  const shown = callee.owner === undefined ? callee.name ?? '' : `${callee.owner}${member.isMethod === true ? ':' : '.'}${callee.name ?? ''}`;
  return { callee, member, shown, open, argument };
}

/** The call whose arguments the token at `index` would be in. A table that is an argument counts as in it. */
export function callAround(analysis: Analysis, index: number, position: number): Call | undefined {
  let at = index;
  for (let guard = 0; guard < 50; guard++) {
    const { open, commas } = openBracket(analysis, at);
    if (open < 0) return undefined;
    if (analysis.text(open) === '(') {
      const call = callAt(analysis, open, commas, position);
      if (call) return call;
    } else if (analysis.text(open) === '{') {
      const call = callAt(analysis, open, 0, position);
      if (call) return call;
    }
    at = open;
  }
  return undefined;
}

/** The table constructor whose item the token at `index` would be in. */
export function tableAround(analysis: Analysis, index: number): TableAround | undefined {
  const { open, separator } = openBracket(analysis, index);
  return open >= 0 && analysis.text(open) === '{' ? { open, separator } : undefined;
}

/** The fields that a table takes as an argument: a function's options, or what is called `fields`, of the component that the call names or what `world.spawn` takes. */
export function fieldsOfTable(analysis: Analysis, table: TableAround, position: number): Readonly<Record<string, Member>> | undefined {
  const { api } = analysis;
  // A component's fields within the fields of an entity: `Velocity = { … }`.
  const key = analysis.tokens[table.open - 2];
  if (analysis.text(table.open - 1) === '=' && key?.kind === 'name') return entry(api.types, key.text)?.members;
  // A function that is called with the table alone stands nearer than a call around both.
  const call = callAt(analysis, table.open, 0, position) ?? callAround(analysis, table.open, position);
  const param = call?.member.params?.[call.argument];
  if (param?.options !== undefined) return entry(api.options, param.options)?.members;
  if (!call || param?.name !== 'fields') return undefined;
  const named = analysis.tokens[call.open + 1];
  if (call.member.params?.[0]?.name === 'component') return named?.kind === 'string' ? entry(api.types, named.text)?.members : undefined;
  const made = call.member.type;
  if (made === 'entity') return writable(api.types.entity?.members ?? {}, api.words.component ?? []);
  // What sets the fields of a struct is named after what gives it: `set_environment` and `environment`.
  const getter = call.callee.name?.replace(/^set_/, '') ?? '';
  const struct = call.callee.owner === undefined ? undefined : entry(api.modules, call.callee.owner)?.members[getter]?.type;
  return struct === undefined ? undefined : entry(api.types, struct)?.members;
}

function writable(members: Readonly<Record<string, Member>>, components: readonly string[]): Record<string, Member> {
  const properties = Object.entries(members).filter(([, member]) => member.params === undefined && member.readOnly !== true);
  const fields = components.map((name): [string, Member] => [name, { type: name, doc: 'A component.' }]);
  return Object.fromEntries<Member>([...properties, ...fields]);
}

/** What the text at the token `index` may say: words, or the name of the parameter that it is for. */
export function textMeaning(analysis: Analysis, index: number, position: number): { words: readonly string[]; param?: string } | undefined {
  const before = analysis.text(index - 1);
  const key = analysis.tokens[index - 2];
  const table = tableAround(analysis, index);
  if (before === '=' && table && key?.kind === 'name') {
    const member = entry(fieldsOfTable(analysis, table, position) ?? {}, key.text);
    return { words: wordsOf(member?.type ?? ''), param: key.text };
  }
  if (['=', '==', '~='].includes(before)) {
    const left = analysis.before(index - 1, position);
    return left && { words: wordsOf(left.member?.type ?? ''), param: left.name ?? '' };
  }
  const call = callAround(analysis, index, position) ?? callAt(analysis, index, 0, position);
  if (!call) return undefined;
  if (call.callee.name === 'require' && call.callee.owner === undefined) return { words: [], param: 'module' };
  const param = call.member.params?.[Math.min(call.argument, call.member.params.length - 1)];
  if (!param) return undefined;
  // A list of components is written as a table of texts.
  return { words: wordsOf(param.type), param: param.name.replace(/s$/, '') };
}

/** The texts that stand for a parameter in a text: tags, names, actions and so on that the project uses. */
export function textsFor(analysis: Analysis, param: string): Set<string> {
  const found = new Set<string>();
  analysis.tokens.forEach((token, index) => {
    if (token.kind !== 'string' || token.text === '' || token.text.length > 60) return;
    if (textMeaning(analysis, index, token.from)?.param === param) found.add(token.text);
  });
  return found;
}
