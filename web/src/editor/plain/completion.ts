// Completion in a language of which the editor knows its description alone: what all scripts can use, its own library, its words.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { docsElement } from '../docs-element.js';
import { entry, headline, type Interface, type Member } from '../interface.js';
import type { Language } from '../../project/language-list.js';

/** Completes names. */
export function plainCompletion(api: Interface, language: Language): (context: CompletionContext) => CompletionResult | null {
  const keywords = 'keywords' in language.highlight ? language.highlight.keywords : [];
  const names: readonly Completion[] = [
    ...Object.entries(api.modules).map(([name, { doc, call }]) => described(name, 'namespace', call === undefined ? name : headline(name, call), doc)),
    ...Object.entries(api.globals).map(([name, member]) => option(name, name, member)),
    ...Object.entries(api.hooks).map(([name, { doc, params }]) => described(name, 'hook', `${name}(${params.map((param) => param.name).join(', ')})`, doc)),
    ...keywords.map((label) => ({ label, type: 'keyword', boost: -2 })),
  ];
  // Without types in the text, what stands before a dot may be anything.
  const members = new Map<string, Completion>();
  for (const [owner, type] of Object.entries(api.types)) {
    for (const [name, member] of Object.entries(type.members)) {
      if (!members.has(name)) members.set(name, option(name, `${owner}${member.isMethod === true ? ':' : '.'}${name}`, member));
    }
  }
  return ({ state, pos, explicit }) => {
    const line = state.doc.lineAt(pos);
    const before = line.text.slice(0, pos - line.from);
    if (isInside(before, language.comment.line)) return null;
    const [, owner, typed = ''] = /(?:(\w+)[.:])?(\w*)$/.exec(before) ?? [];
    if (owner === undefined && typed === '' && !explicit) return null;
    const module = owner === undefined ? undefined : entry(api.modules, owner);
    const ofModule = Object.entries(module?.members ?? {}).map(([name, member]) => option(name, `${owner ?? ''}.${name}`, member));
    const options = owner === undefined ? names : module === undefined ? [...members.values()] : ofModule;
    return { from: pos - typed.length, options, validFor: /^\w*$/ };
  };
}

/** Whether the end of a line's beginning is in a comment or in a text. */
function isInside(before: string, comment: string): boolean {
  const code = before.replaceAll(/(["'])(?:\\.|(?!\1)[^\\])*\1/g, '');
  return code.includes(comment) || /["']/.test(code);
}

function option(label: string, path: string, member: Member): Completion {
  const type = member.params !== undefined ? 'function' : member.value === undefined ? 'property' : 'constant';
  return described(label, type, headline(path, member), member.doc, path);
}

function described(label: string, type: string, shown: string, doc: string, path = label): Completion {
  return { label, type, info: () => docsElement(path, shown, doc) };
}
