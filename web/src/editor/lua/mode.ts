// Lua's colours and indentation, a line at a time. CodeMirror's own old Lua mode takes `a-b` for one name and knows Lua 5.1 only.
import type { StreamParser, StringStream } from '@codemirror/language';
import { KEYWORDS } from './keywords.js';

interface LuaState {
  /** The level of the long bracket that is open: the number of its `=`; undefined outside of one. */
  long: { level: number; style: 'string' | 'comment' } | undefined;
  depth: number;
  /** The last token was a dot or colon after a name: what follows is a field or method. */
  afterDot: boolean;
  /** The last word was `function`: what follows is its name. */
  afterFunction: boolean;
}

const RESERVED = new Set(KEYWORDS);
const ATOMS = new Set(['nil', 'true', 'false']);
const OPENS = new Set(['do', 'function', 'repeat', 'then', '(', '{']);
const CLOSES = new Set(['end', 'until', 'elseif', ')', '}']);
const NUMBER = /^(0[xX][\da-fA-F]*\.?[\da-fA-F]*([pP][+-]?\d+)?|\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?)/;
const CLOSES_LINE = /^\s*(end|until|else|elseif|\)|\})/;

export const luaMode: StreamParser<LuaState> = {
  name: 'lua',
  startState: () => ({ long: undefined, depth: 0, afterDot: false, afterFunction: false }),
  token: (stream, state) => (state.long === undefined ? token(stream, state) : longBracket(stream, state, state.long)),
  indent: (state, textAfter, { unit }) => Math.max(0, state.depth - (CLOSES_LINE.test(textAfter) ? 1 : 0)) * unit,
  languageData: {
    commentTokens: { line: '--', block: { open: '--[[', close: ']]' } },
    indentOnInput: /^\s*(end|until|else|elseif|\)|\})$/,
    closeBrackets: { brackets: ['(', '[', '{', '"', "'"] },
  },
};

function token(stream: StringStream, state: LuaState): string | null {
  if (stream.eatSpace()) return null;
  if (stream.match('--')) {
    const level = openBracket(stream);
    if (level !== undefined) return startLong(state, level, 'comment');
    stream.skipToEnd();
    return 'comment';
  }
  const level = openBracket(stream);
  if (level !== undefined) return startLong(state, level, 'string');
  if (stream.match(/^(["'])(?:\\.|(?!\1)[^\\])*(\1|\\?$)/)) return 'string';
  if (stream.match(NUMBER)) return 'number';
  const word = stream.match(/^[A-Za-z_]\w*/);
  if (word !== null && word !== true && word !== false) return classify(word[0], stream, state);
  if (stream.match(/^<(const|close)>/)) return 'modifier';
  const sign = stream.next() ?? '';
  changeDepth(sign, state);
  state.afterDot = (sign === '.' || sign === ':') && stream.peek() !== sign && stream.string[stream.start - 1] !== sign;
  return null;
}

function classify(word: string, stream: StringStream, state: LuaState): string {
  const { afterDot, afterFunction } = state;
  state.afterDot = false;
  if (!afterDot && ATOMS.has(word)) return 'atom';
  if (!afterDot && RESERVED.has(word)) {
    state.afterFunction = word === 'function';
    changeDepth(word, state);
    return 'keyword';
  }
  if (stream.match(/^\s*[.:]/, false) === null) state.afterFunction = false;
  if (afterFunction) return 'variableName.function.definition';
  if (stream.match(/^\s*[({"']/, false)) return 'variableName.function';
  return afterDot ? 'propertyName' : 'variableName';
}

function changeDepth(word: string, state: LuaState): void {
  if (OPENS.has(word)) state.depth += 1;
  else if (CLOSES.has(word)) state.depth = Math.max(0, state.depth - 1);
}

/** Eats `[[`, `[=[`, …; its level. */
function openBracket(stream: StringStream): number | undefined {
  const found = stream.match(/^\[(=*)\[/);
  return found !== null && typeof found !== 'boolean' ? found[1]?.length ?? 0 : undefined;
}

function startLong(state: LuaState, level: number, style: 'string' | 'comment'): string {
  state.long = { level, style };
  return style;
}

function longBracket(stream: StringStream, state: LuaState, { level, style }: NonNullable<LuaState['long']>): string {
  const end = `]${'='.repeat(level)}]`;
  if (stream.skipTo(end)) {
    stream.match(end);
    state.long = undefined;
  } else {
    stream.skipToEnd();
  }
  return style;
}
