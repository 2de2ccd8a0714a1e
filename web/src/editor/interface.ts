// What scripts can use, as `luminara bindings` writes it from the engine's definitions: interface.json.

export interface Param {
  readonly name: string;
  /** As the docs name it: `vec3`, `entity[]`, `number?`, `"cube" | "sphere"`. */
  readonly type: string;
  /** What it is when left out. */
  readonly default?: string;
  /** The name of the options that it takes, where it is a table of such. */
  readonly options?: string;
}

/** A function, method, field, property, constant or library value. */
export interface Member {
  /** Its type; of a function, what it gives back. */
  readonly type: string;
  /** Markdown. */
  readonly doc: string;
  /** Only functions and methods have them. */
  readonly params?: readonly Param[];
  readonly isMethod?: boolean;
  readonly readOnly?: boolean;
  readonly value?: string;
  readonly default?: string;
  /** The numbers that it takes: `0 to 4`. */
  readonly range?: string;
}

export type Members = Readonly<Record<string, Member>>;

export interface Module {
  readonly doc: string;
  readonly members: Members;
  /** What calling the module itself does: `vec3(1, 2, 3)`. */
  readonly call?: Member;
  /** It is a part of the language's own library. */
  readonly isLibrary?: boolean;
}

export interface Hook {
  readonly doc: string;
  readonly params: readonly Param[];
}

/** What scripts of every language can use. */
interface Shared {
  readonly modules: Readonly<Record<string, Module>>;
  readonly types: Readonly<Record<string, { readonly doc: string; readonly members: Members }>>;
  /** The options of functions, by the name that their parameters give. */
  readonly options: Readonly<Record<string, { readonly doc: string; readonly members: Members }>>;
  readonly hooks: Readonly<Record<string, Hook>>;
  /** What a text parameter of this name may say. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** What interface.json holds. */
export interface InterfaceData extends Shared {
  readonly languages: Readonly<Record<string, LanguageData>>;
}

/** A language's own library, and its examples of what all share, by what they show: `world.spawn`, `on_update`. */
export interface LanguageData {
  readonly name: string;
  readonly globals: Members;
  readonly modules: Readonly<Record<string, Members>>;
  readonly examples: Readonly<Record<string, string>>;
}

/** What scripts of one language can use. */
export interface Interface extends Shared {
  readonly globals: Members;
}

/** What scripts of a language can use: what all share, with its examples in place of Lua's where it has some, and its own library. */
export function interfaceOf(data: InterfaceData, id: string): Interface {
  const own = entry(data.languages, id);
  if (own === undefined) return { ...data, globals: {} };
  const shown = <T extends { readonly doc: string }>(of: string, it: T): T => {
    const example = entry(own.examples, of);
    return example === undefined ? it : { ...it, doc: `${it.doc.replace(EXAMPLE, '')}\n\n\`\`\`${id}\n${example}\n\`\`\`` };
  };
  const mapped = <T>(record: Readonly<Record<string, T>>, change: (name: string, it: T) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([name, it]) => [name, change(name, it)]));
  const modules: Record<string, Module> = mapped(data.modules, (owner, module) =>
    ({ ...shown(owner, module), members: mapped(module.members, (name, member) => shown(`${owner}.${name}`, member)) }));
  for (const [name, members] of Object.entries(own.modules)) {
    const shared = entry(modules, name);
    modules[name] = shared === undefined ? { doc: '', members, isLibrary: true } : { ...shared, members: { ...shared.members, ...members } };
  }
  const types = mapped(data.types, (owner, type) =>
    ({ ...type, members: mapped(type.members, (name, member) => shown(`${owner}${member.isMethod === true ? ':' : '.'}${name}`, member)) }));
  return { ...data, modules, types, globals: own.globals, hooks: mapped(data.hooks, shown) };
}

const EXAMPLE = /\n*```lua\n[^]*?\n```/;

/** Own properties alone: a script may well ask for `constructor`. */
export function entry<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** `spawn(fields?: table): entity`, in its parts: what stands before, the parameters, what stands after. */
export function signatureParts(name: string, { params = [], type }: Pick<Member, 'params' | 'type'>): { start: string; params: string[]; end: string } {
  const texts = params.map((param) => {
    if (param.name === '...') return '...';
    const text = `${param.name}: ${param.type}`;
    return param.default === undefined ? text : `${text} = ${param.default}`;
  });
  return { start: `${name}(`, params: texts, end: type === 'nil' ? ')' : `) → ${type}` };
}

/** A member in a line: a function's signature, or a name with its type, its value or default and its range. */
export function headline(name: string, member: Member): string {
  if (member.params === undefined) {
    const value = member.value ?? member.default;
    return `${name}: ${member.type}${value === undefined ? '' : ` = ${value}`}${member.range === undefined ? '' : ` (${member.range})`}`;
  }
  const { start, params, end } = signatureParts(name, member);
  return start + params.join(', ') + end;
}
