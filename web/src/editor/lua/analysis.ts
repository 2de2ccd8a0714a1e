// Names and types in a Lua text, by simple inference: enough for completion, hovers and signatures. What isn't known is `any`.
import { entry, type Interface, type Member } from '../interface.js';
import { LastTexts } from './last-texts.js';
import { tokensOf, type Token } from './tokens.js';

/** A name that the text declares. It is known from `from` to `to`. */
export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly from: number;
  to: number;
  /** A function's, for its signature. */
  readonly params?: readonly string[];
  /** It gets another value later, so its type may be another. */
  changes: boolean;
}

/** What an expression is: the type of its value, or the module or function that it names. */
export interface Found {
  readonly type: string;
  /** What it names, and whose it is: `world`, `vec3`. */
  readonly member?: Member;
  readonly owner?: string;
  readonly name?: string;
  readonly variable?: Variable;
}

export interface Expression extends Found {
  /** The number of the first token that is no part of it. */
  readonly next: number;
}

const ANY: Found = { type: 'any' };
const OPENS_BLOCK = new Set(['function', 'do', 'then', 'repeat']);
const ARITHMETIC = new Set(['+', '-', '*', '/', '//', '%', '^']);
const COMPARISON = new Set(['==', '~=', '<', '>', '<=', '>=']);
const VECTORS = new Set(['vec2', 'vec3', 'vec4', 'quat', 'color']);

/** `entity?` as `entity`. */
export const bare = (type: string): string => type.replace(/\?$/, '');

/** The element of `entity[]`. */
const elementOf = (type: string): string => (/^\(?(.*?)\)?\[\]$/.exec(bare(type))?.[1] ?? 'any');

/** The words of `"cube" | "sphere"`. */
export const wordsOf = (type: string): string[] => [...type.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');

/** A text with what is known of its names. */
export class Analysis {
  readonly tokens: readonly Token[];
  readonly variables: Variable[] = [];
  /** Which fields a name is seen with in the text: `this.angle`. */
  readonly fields = new Map<string, Set<string>>();
  /** Names that are assigned without being declared. */
  readonly globals = new Set<string>();
  /** Members that the text itself adds to something: `world.helper`. */
  readonly added = new Set<string>();

  constructor(text: string, readonly api: Interface) {
    this.tokens = tokensOf(text);
    this.#declare(text.length);
  }

  text(index: number): string {
    const token = this.tokens[index];
    return token === undefined || token.kind === 'string' ? '' : token.text;
  }

  /** The index of the first token that ends after a position. */
  indexAt(position: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tokens[middle]?.to ?? 0) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The variable that a name means at a position: the innermost that is declared before. */
  variable(name: string, position: number): Variable | undefined {
    return this.variables.findLast((variable) => variable.name === name && variable.from <= position && position <= variable.to);
  }

  /** The variables that are known at a position, the innermost of each name. */
  visible(position: number): Variable[] {
    const byName = new Map<string, Variable>();
    for (const variable of this.variables) {
      if (variable.from <= position && position <= variable.to) byName.set(variable.name, variable);
    }
    return [...byName.values()];
  }

  /** What a name means at a position. */
  named(name: string, position: number): Found {
    const variable = this.variable(name, position);
    if (variable) return { type: variable.type, variable, name };
    if (name === 'this') return { type: 'table', name };
    const module = entry(this.api.modules, name);
    if (module) return { type: `module ${name}`, name };
    const member = entry(this.api.globals, name);
    if (member) return { type: member.params ? 'function' : member.type, member, name };
    return ANY;
  }

  /** What a type, or `module NAME`, has under a name. */
  member(type: string, name: string): Found {
    const owner = bare(type).replace(/^module /, '');
    const members = type.startsWith('module ') ? entry(this.api.modules, owner)?.members : entry(this.api.types, owner)?.members;
    const library = owner === 'string' ? entry(this.api.modules, 'string')?.members : undefined;
    const member = entry(members ?? library ?? {}, name);
    return member ? { type: member.params ? 'function' : member.type, member, owner, name } : ANY;
  }

  /** The method of this name, where one type alone has it: what is called on something unknown is most likely that. */
  #onlyMethod(name: string): Found {
    const owners = Object.keys(this.api.types).filter((type) => this.member(type, name).member?.isMethod === true);
    return owners.length === 1 && owners[0] !== undefined ? this.member(owners[0], name) : ANY;
  }

  /** The expression that begins at a token, operators included. */
  expression(start: number, position: number): Expression {
    let left = this.#operand(start, position);
    for (let guard = 0; guard < 200; guard++) {
      const operator = this.text(left.next);
      const isKnown = ARITHMETIC.has(operator) || COMPARISON.has(operator) || ['..', 'and', 'or'].includes(operator);
      if (!isKnown || left.next === start) return left;
      const right = this.#operand(left.next + 1, position);
      left = { type: combine(operator, left.type, right.type), next: right.next };
    }
    return left;
  }

  #operand(start: number, position: number): Expression {
    const token = this.tokens[start];
    if (token === undefined) return { ...ANY, next: start };
    if (token.kind === 'number') return { type: 'number', next: start + 1 };
    if (token.kind === 'string') return this.#suffixes({ type: 'string', next: start + 1 }, position);
    switch (token.text) {
      case '-': {
        const { type, next } = this.#operand(start + 1, position);
        return { type, next };
      }
      case '#': return { type: 'number', next: this.#operand(start + 1, position).next };
      case 'not': return { type: 'boolean', next: this.#operand(start + 1, position).next };
      case 'true': case 'false': return { type: 'boolean', next: start + 1 };
      case 'nil': return { type: 'any', next: start + 1 };
      case '{': return { type: 'table', next: this.closing(start) + 1 };
      case 'function': return { type: 'function', next: this.#afterFunction(start) };
      case '(': {
        const inner = this.expression(start + 1, position);
        return this.#suffixes({ type: inner.type, next: this.closing(start) + 1 }, position);
      }
      default:
        return token.kind === 'name' ? this.#suffixes({ ...this.named(token.text, position), next: start + 1 }, position) : { ...ANY, next: start };
    }
  }

  /** `.name`, `:name`, `(…)`, `[…]`, `{…}` and `"…"` behind an operand, up to the token at `stop`. */
  #suffixes(first: Expression, position: number, stop = Infinity): Expression {
    let found = first;
    while (found.next < stop) {
      const { next } = found;
      const sign = this.text(next);
      const following = this.tokens[next + 1];
      if ((sign === '.' || sign === ':') && following?.kind === 'name') {
        const member = found.type === 'any' && sign === ':' ? this.#onlyMethod(following.text) : this.member(found.type, following.text);
        found = { ...member, next: next + 2 };
      } else if (sign === '(' || sign === '{') {
        found = { type: this.#result(found, next, position), next: this.closing(next) + 1 };
      } else if (this.tokens[next]?.kind === 'string' && (found.member?.params || found.variable || found.type.startsWith('module'))) {
        found = { type: this.#result(found, next, position), next: next + 1 };
      } else if (sign === '[') {
        found = { type: elementOf(found.type), next: this.closing(next) + 1 };
      } else {
        return found;
      }
    }
    return found;
  }

  /** What a call gives back. Functions that take a component's name give that component. */
  #result(callee: Found, open: number, position: number): string {
    const member = this.callable(callee);
    if (!member) return 'any';
    if (member.type.startsWith('any') && member.params?.[0]?.name === 'component') {
      const name = this.tokens[this.text(open) === '(' ? open + 1 : open];
      if (name?.kind === 'string' && entry(this.api.types, name.text)) return name.text;
    }
    if (callee.name === 'setmetatable' || callee.name === 'assert') return this.expression(open + 1, position).type;
    return member.type;
  }

  /** The function behind what was found: itself, or what calling the module does. */
  callable(found: Found): Member | undefined {
    if (found.member?.params) return found.member;
    if (found.type.startsWith('module ')) return entry(this.api.modules, found.type.slice(7))?.call;
    const params = found.variable?.params;
    if (params) return { type: 'any', doc: '', params: params.map((name) => ({ name, type: 'any' })) };
    return undefined;
  }

  /** The expression that ends right before a token: `a.b("c").d` before the dot behind it. */
  before(index: number, position: number): Expression | undefined {
    let start = index - 1;
    while (start >= 0) {
      const text = this.text(start);
      if (text === ')' || text === ']' || text === '}') start = this.#opening(start) - 1;
      else if (this.tokens[start]?.kind === 'string') {
        // A string is called with, or is itself the start.
        if (this.tokens[start - 1]?.kind !== 'name') break;
        start -= 1;
      } else if (this.tokens[start]?.kind === 'name') {
        if (!['.', ':'].includes(this.text(start - 1))) break;
        start -= 2;
      } else if (text === '(' || text === '{') break;
      else { start += 1; break; }
    }
    if (start < 0) start = 0;
    if (start >= index) return undefined;
    const first = this.#first(start, position);
    if (first.next > index) return undefined;
    return this.#suffixes(first, position, index);
  }

  #first(start: number, position: number): Expression {
    const token = this.tokens[start];
    if (token?.kind === 'string') return { type: 'string', next: start + 1 };
    if (token?.kind === 'name') return { ...this.named(token.text, position), next: start + 1 };
    if (token?.text === '(') return { type: this.expression(start + 1, position).type, next: this.closing(start) + 1 };
    return { ...ANY, next: start + 1 };
  }

  /** The token that closes a bracket; the last where nothing does. */
  closing(open: number): number {
    let depth = 0;
    for (let i = open; i < this.tokens.length; i++) {
      const text = this.text(i);
      if (text === '(' || text === '{' || text === '[') depth += 1;
      else if (text === ')' || text === '}' || text === ']') depth -= 1;
      if (depth === 0) return i;
    }
    return this.tokens.length - 1;
  }

  #opening(close: number): number {
    let depth = 0;
    for (let i = close; i >= 0; i--) {
      const text = this.text(i);
      if (text === ')' || text === '}' || text === ']') depth += 1;
      else if (text === '(' || text === '{' || text === '[') depth -= 1;
      if (depth === 0) return i;
    }
    return 0;
  }

  #afterFunction(start: number): number {
    let depth = 0;
    for (let i = start; i < this.tokens.length; i++) {
      const text = this.tokens[i]?.kind === 'keyword' ? this.text(i) : '';
      if (OPENS_BLOCK.has(text)) depth += 1;
      // `elseif` closes one block and its `then` opens the next.
      else if (text === 'end' || text === 'until' || text === 'elseif') depth -= 1;
      if (depth === 0) return i + 1;
    }
    return this.tokens.length;
  }

  /** One pass over the tokens: blocks open and close, names are declared. */
  #declare(length: number): void {
    const blocks: Variable[][] = [[]];
    let pending: Variable[] = [];
    const declare = (variable: Variable): void => {
      this.variables.push(variable);
      blocks.at(-1)?.push(variable);
    };
    const close = (position: number): void => {
      if (blocks.length === 1) return;
      for (const variable of blocks.pop() ?? []) variable.to = position;
    };
    for (let i = 0; i < this.tokens.length; i++) {
      const token = this.tokens[i];
      if (token === undefined) break;
      if (token.kind === 'name') {
        this.#notice(i, token);
        continue;
      }
      if (token.kind !== 'keyword') continue;
      switch (token.text) {
        case 'local':
          if (this.text(i + 1) === 'function') {
            declare(this.#function(i + 2, length));
          } else {
            for (const variable of this.#locals(i + 1, length)) declare(variable);
          }
          break;
        case 'function': {
          const open = this.#parameterList(i);
          const isNamed = this.tokens[i + 1]?.kind === 'name';
          if (isNamed && this.text(i - 1) !== 'local') this.#globalFunction(i + 1, open, length);
          blocks.push([]);
          for (const variable of this.#parameters(i, open, length)) declare(variable);
          break;
        }
        case 'for':
          pending = this.#loopVariables(i + 1, length);
          break;
        case 'do': case 'then': case 'repeat':
          blocks.push([]);
          pending.forEach(declare);
          pending = [];
          break;
        case 'else': close(token.from); blocks.push([]); break;
        case 'elseif': case 'end': case 'until': close(token.from); break;
        default:
      }
    }
  }

  /** An assignment or a field of a name. */
  #notice(index: number, token: Token): void {
    const before = this.text(index - 1);
    if (before === '.' || before === ':') return;
    const after = this.text(index + 1);
    const field = this.tokens[index + 2];
    if ((after === '.' || after === ':') && field?.kind === 'name') {
      const fields = this.fields.get(token.text) ?? new Set<string>();
      fields.add(field.text);
      this.fields.set(token.text, fields);
      if (this.text(index + 3) === '=' || before === 'function') this.added.add(`${token.text}.${field.text}`);
      return;
    }
    const isList = after === ',' && this.#isAssignedList(index);
    if ((after !== '=' && !isList) || before === 'local' || before === '{' || before === ',') return;
    const known = this.variable(token.text, token.from);
    if (known) known.changes = true;
    else {
      if (this.#isInTable(index)) return;
      const { type } = after === '=' ? this.expression(index + 2, token.from) : ANY;
      this.globals.add(token.text);
      this.variables.push({ name: token.text, type, from: token.from, to: Infinity, changes: false });
    }
  }

  #isInTable(index: number): boolean {
    let depth = 0;
    for (let i = index - 1; i >= 0; i--) {
      const token = this.tokens[i];
      const text = this.text(i);
      if (text === '}' || text === ')') depth += 1;
      else if (text === '{' || text === '(') {
        if (depth === 0) return text === '{';
        depth -= 1;
      } else if (depth === 0 && token?.kind === 'keyword' && !['and', 'or', 'not', 'nil', 'true', 'false'].includes(text)) return false;
    }
    return false;
  }

  #isAssignedList(index: number): boolean {
    let i = index;
    while (this.tokens[i]?.kind === 'name' && this.text(i + 1) === ',') i += 2;
    return this.tokens[i]?.kind === 'name' && this.text(i + 1) === '=';
  }

  #function(nameIndex: number, length: number): Variable {
    const token = this.tokens[nameIndex];
    const open = this.#parameterList(nameIndex - 1);
    return { name: token?.text ?? '', type: 'function', from: token?.from ?? 0, to: length, params: this.#parameterNames(open), changes: false };
  }

  #globalFunction(nameIndex: number, open: number, length: number): void {
    if (this.text(nameIndex + 1) !== '(') return;
    const token = this.tokens[nameIndex];
    if (!token || this.variable(token.text, token.from)) return;
    this.globals.add(token.text);
    // A global function is known in the whole text: others may call it before it stands there.
    this.variables.unshift({ name: token.text, type: 'function', from: 0, to: length, params: this.#parameterNames(open), changes: false });
  }

  #parameterList(functionIndex: number): number {
    let i = functionIndex + 1;
    while (this.tokens[i]?.kind === 'name' || this.text(i) === '.' || this.text(i) === ':') i += 1;
    return i;
  }

  #parameterNames(open: number): string[] {
    if (this.text(open) !== '(') return [];
    return this.tokens.slice(open + 1, this.closing(open)).filter(({ kind, text }) => kind === 'name' || text === '...').map(({ text }) => text);
  }

  #parameters(functionIndex: number, open: number, length: number): Variable[] {
    const hook = open === functionIndex + 2 ? entry(this.api.hooks, this.text(functionIndex + 1).replace('on_start', 'on_init')) : undefined;
    const from = this.tokens[open]?.to ?? length;
    const names = this.#parameterNames(open).filter((name) => name !== '...');
    return names.map((name, i) => ({ name, type: hook?.params[i]?.type ?? 'any', from, to: length, changes: false }));
  }

  /** `a, b <const> = x, y`: known from the end of its line of values on. */
  #locals(start: number, length: number): Variable[] {
    const names: Token[] = [];
    let i = start;
    for (;;) {
      const token = this.tokens[i];
      if (token?.kind !== 'name') break;
      names.push(token);
      i += 1;
      if (this.text(i) === '<') i += 3;
      if (this.text(i) !== ',') break;
      i += 1;
    }
    const types: string[] = [];
    let end = names.at(-1)?.to ?? length;
    if (this.text(i) === '=') {
      while (types.length < names.length) {
        const value = this.expression(i + 1, end);
        types.push(value.type.startsWith('module ') ? value.type : bare(value.type));
        i = value.next;
        if (this.text(i) !== ',') break;
      }
      end = this.tokens[i - 1]?.to ?? end;
    }
    return names.map((token, k) => ({ name: token.text, type: types[k] ?? 'any', from: Math.max(token.to, end), to: length, changes: false }));
  }

  #loopVariables(start: number, length: number): Variable[] {
    const names: Token[] = [];
    let i = start;
    while (this.tokens[i]?.kind === 'name') {
      const token = this.tokens[i];
      if (token) names.push(token);
      i += this.text(i + 1) === ',' ? 2 : 1;
    }
    const from = this.tokens[i]?.to ?? length;
    const types = this.text(i) === '=' ? ['number'] : this.#iterated(i + 1, from);
    return names.map((token, k) => ({ name: token.text, type: types[k] ?? 'any', from, to: length, changes: false }));
  }

  #iterated(start: number, position: number): string[] {
    const iterator = this.text(start);
    if ((iterator === 'ipairs' || iterator === 'pairs') && this.text(start + 1) === '(') {
      const element = elementOf(this.expression(start + 2, position).type);
      return [iterator === 'ipairs' ? 'number' : 'any', element];
    }
    return [];
  }
}

function combine(operator: string, left: string, right: string): string {
  if (operator === '..') return 'string';
  if (COMPARISON.has(operator)) return 'boolean';
  if (operator === 'or') return left === 'any' ? right : bare(left);
  if (operator === 'and') return right;
  if (left === 'quat' && right === 'vec3') return 'vec3';
  if (VECTORS.has(left)) return left;
  if (VECTORS.has(right)) return right;
  return left === 'number' || right === 'number' ? 'number' : 'any';
}

const last = new LastTexts<Analysis>();

/** The analysis of a text; those of the last texts are kept. */
export function analyse(text: string, api: Interface): Analysis {
  const known = last.get(text);
  return known?.api === api ? known : last.keep(text, new Analysis(text, api));
}
