// Completion as you type: members, names, fields of tables, what a text may say, and hooks as snippets.
import { snippetCompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { docsElement } from '../docs-element.js';
import { entry, headline, type Interface, type Member } from '../interface.js';
import { analyse, bare, type Analysis } from './analysis.js';
import { fieldsOfTable, tableAround, textMeaning, textsFor } from './calls.js';
import { KEYWORDS } from './keywords.js';
import { isInComment } from './tokens.js';

/** What completion knows of the project. */
export type ProjectTexts = () => ReadonlyMap<string, unknown>;

const NAME = /[A-Za-z_]\w*$/;

/** What the editor asks while somebody types: null where there is nothing to complete. */
export function luaCompletion(api: Interface, project: ProjectTexts) {
  return (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString();
    const { pos } = context;
    if (isInComment(text, pos)) return null;
    const analysis = analyse(text, api);
    const at = analysis.indexAt(pos - 1);
    const token = analysis.tokens[at];
    if (token?.kind === 'string' && token.from < pos) return inString(analysis, at, pos, text, project);
    if (token?.kind === 'number' && token.to === pos) return null;
    const typed = context.matchBefore(NAME);
    const from = typed?.from ?? pos;
    // The token that is being typed, or the one that would come.
    const index = analysis.indexAt(from);
    const before = analysis.text(index - 1);
    if (before === '.' || before === ':') return members(analysis, index - 1, from, before === ':');
    const fields = keysOfTable(analysis, index, from);
    if (fields) return fields;
    if (typed === null && !context.explicit) return null;
    if (before === 'local' || before === 'function' || before === 'for' || before === 'goto') {
      return before === 'function' ? { from, options: hooks(api, true), validFor: /^\w*$/ } : null;
    }
    return { from, options: names(analysis, index, from), validFor: /^\w*$/ };
  };
}

function members(analysis: Analysis, dot: number, from: number, isCall: boolean): CompletionResult | null {
  const owner = analysis.before(dot, from);
  if (!owner) return null;
  const options = membersOf(analysis, owner.type, isCall);
  if (options.length === 0 && owner.name !== undefined && !isCall) {
    const typedNow = analysis.tokens[dot + 1];
    for (const field of analysis.fields.get(owner.name) ?? []) {
      if (field !== typedNow?.text || analysis.added.has(`${owner.name}.${field}`)) options.push({ label: field, type: 'property' });
    }
  }
  return options.length === 0 ? null : { from, options, validFor: /^\w*$/ };
}

function membersOf(analysis: Analysis, type: string, isCall: boolean): Completion[] {
  const { api } = analysis;
  if (type.startsWith('module ')) {
    const name = type.slice(7);
    return Object.entries(entry(api.modules, name)?.members ?? {}).map(([member, found]) => option(member, found, `${name}.${member}`, member));
  }
  const owner = bare(type);
  const found = owner === 'string' ? api.modules.string?.members : entry(api.types, owner)?.members;
  return Object.entries(found ?? {})
    // Methods come after a colon, fields after a dot.
    .filter(([, member]) => (member.params !== undefined) === isCall)
    .map(([member, definition]) => option(member, definition, `${owner}${isCall ? ':' : '.'}${member}`, member));
}

function option(label: string, member: Member, path: string, name: string): Completion {
  const isFunction = member.params !== undefined;
  return {
    label,
    type: isFunction ? 'function' : member.value === undefined ? 'property' : 'constant',
    detail: isFunction ? '' : bareDetail(member.type),
    info: () => docsElement(path, headline(path, member), member.doc),
    apply: name,
  };
}

const bareDetail = (type: string): string => (type.length > 24 ? 'word' : type);

function keysOfTable(analysis: Analysis, index: number, from: number): CompletionResult | null {
  const table = tableAround(analysis, index);
  if (!table || table.separator !== index - 1) return null;
  const fields = fieldsOfTable(analysis, table, from);
  if (!fields) return null;
  const options = Object.entries(fields).filter(([, member]) => member.params === undefined).map(([name, member]) => {
    const isComponent = member.type === name;
    const made = option(name, member, name, isComponent ? `${name} = { ` : `${name} = `);
    return { ...made, boost: isComponent ? 0 : 1 };
  });
  return { from, options, validFor: /^\w*$/ };
}

function names(analysis: Analysis, index: number, position: number): Completion[] {
  const { api } = analysis;
  const options: Completion[] = [];
  const known = new Set<string>();
  const typed = analysis.tokens[index]?.from;
  for (const variable of analysis.visible(position)) {
    // What is being typed right here is no name yet.
    if (variable.from === typed && analysis.globals.has(variable.name)) continue;
    known.add(variable.name);
    const type = variable.params === undefined ? 'variable' : 'function';
    options.push({ label: variable.name, type, detail: variable.type === 'any' || variable.params ? '' : bareDetail(variable.type), boost: 2 });
  }
  if (!known.has('this')) options.push({ label: 'this', type: 'variable', info: 'The script’s own state. It stays when the code is replaced.', boost: 1 });
  for (const [name, module] of Object.entries(api.modules)) {
    if (known.has(name)) continue;
    const shown = module.call === undefined ? name : headline(name, module.call);
    const boost = module.isLibrary === true ? -1 : 1;
    options.push({ label: name, type: 'namespace', info: () => docsElement(name, shown, module.doc), boost });
  }
  for (const [name, member] of Object.entries(api.globals)) {
    if (!known.has(name)) options.push({ ...option(name, member, name, name), boost: -1 });
  }
  options.push(...KEYWORDS.map((label) => ({ label, type: 'keyword', boost: -2 })));
  if (isAtStatement(analysis, index)) options.push(...hooks(api, false).filter(({ label }) => !known.has(label)));
  return options;
}

/** A hook can be defined here: the line before is done, and no block is open. */
function isAtStatement(analysis: Analysis, index: number): boolean {
  const before = analysis.tokens[index - 1];
  if (before === undefined) return true;
  return before.kind !== 'sign' ? !['=', 'and', 'or', 'not', 'return', 'if', 'while', 'in', 'until', 'elseif'].includes(before.text) : [')', '}', ']', ';'].includes(before.text);
}

/** The hooks as snippets; behind `function`, without that word. */
function hooks(api: Interface, isBehindFunction: boolean): Completion[] {
  return Object.entries(api.hooks).map(([name, hook]) => {
    const params = hook.params.map((param) => param.name).join(', ');
    const head = `${name}(${params})`;
    return snippetCompletion(`${isBehindFunction ? '' : 'function '}${head}\n\t\${}\nend`, {
      label: name, type: 'hook', detail: isBehindFunction ? '' : 'hook', boost: 1,
      info: () => docsElement(name, `function ${head}`, hook.doc),
    });
  });
}

function inString(analysis: Analysis, index: number, position: number, text: string, project: ProjectTexts): CompletionResult | null {
  const token = analysis.tokens[index];
  const meaning = textMeaning(analysis, index, position);
  if (!token || !meaning) return null;
  const quote = text[token.from] ?? '';
  if (quote === '[' || position <= token.from) return null;
  const isClosed = token.to > token.from + 1 && text[token.to - 1] === quote;
  // Behind the closing quote is outside.
  if (isClosed && position === token.to) return null;
  const from = token.from + 1;
  const to = isClosed ? token.to - 1 : token.to;
  const labels = labelsFor(analysis, meaning, token.text, project);
  if (labels.length === 0) return null;
  return { from, to, options: labels.map((label) => ({ label, type: 'text' })), validFor: /^[^"'\n]*$/ };
}

function labelsFor(analysis: Analysis, { words, param = '' }: { words: readonly string[]; param?: string }, typed: string, project: ProjectTexts): string[] {
  const files = [...project()];
  const scripts = files.map(([name]) => name).filter((name) => name.endsWith('.lua'));
  if (param === 'file') return scripts;
  if (param === 'module') return scripts.map((name) => name.replace(/\.lua$/, '').replaceAll('/', '.'));
  const labels = new Set([...words, ...(entry(analysis.api.words, param) ?? [])]);
  if (words.length > 0 || param === '') return [...labels];
  for (const [name, content] of files) {
    if (typeof content !== 'string' || !name.endsWith('.lua')) continue;
    for (const label of textsFor(analyse(content, analysis.api), param)) {
      if (label !== typed) labels.add(label);
    }
  }
  return [...labels];
}
