// A Lua text as tokens with their places: what completion, hovers and warnings read. A text that is being typed is rarely right, so
// nothing here fails: an open string ends with its line, an open comment with the text.

export interface Token {
  readonly kind: 'name' | 'keyword' | 'string' | 'number' | 'sign';
  /** A string's without its quotes, escapes left as they are. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const KEYWORDS = new Set(['and', 'break', 'do', 'else', 'elseif', 'end', 'false', 'for', 'function', 'goto', 'if', 'in', 'local', 'nil', 'not', 'or',
  'repeat', 'return', 'then', 'true', 'until', 'while']);

const PARTS = [
  /(?<space>\s+)/,
  /(?<comment>--\[(?<c>=*)\[[^]*?(?:\]\k<c>\]|$)|--[^\n]*)/,
  /\[(?<l>=*)\[(?<long>[^]*?)(?:\]\k<l>\]|$)/,
  /"(?<double>(?:\\[^]|[^"\\\n])*)"?/,
  /'(?<single>(?:\\[^]|[^'\\\n])*)'?/,
  /(?<number>0[xX][\da-fA-F.]+(?:[pP][+-]?\d+)?|\d+\.?(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)/,
  /(?<name>[A-Za-z_]\w*)/,
  /(?<sign>\.\.\.|\.\.|::|==|~=|<=|>=|<<|>>|\/\/|[^])/,
];
const TOKEN = new RegExp(PARTS.map(({ source }) => source).join('|'), 'g');

const kept = new Map<string, readonly Token[]>();
const MOST_KEPT = 64;

/** The tokens of a text. Those of the last texts are kept. */
export function tokensOf(text: string): readonly Token[] {
  const known = kept.get(text);
  if (known) return known;
  const made = tokenize(text);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(text, made);
  return made;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const { space, comment, long, double, single, number, name, sign } = match.groups ?? {};
    if (space !== undefined || comment !== undefined) continue;
    const from = match.index;
    const to = from + match[0].length;
    const string = long ?? double ?? single;
    if (string !== undefined) tokens.push({ kind: 'string', text: string, from, to });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, from, to });
    else if (name !== undefined) tokens.push({ kind: KEYWORDS.has(name) ? 'keyword' : 'name', text: name, from, to });
    else tokens.push({ kind: 'sign', text: sign ?? '', from, to });
  }
  return tokens;
}

/** Whether a position lies in a comment: nothing is completed there. */
export function isInComment(text: string, position: number): boolean {
  for (const match of text.matchAll(TOKEN)) {
    if (match.index >= position) return false;
    const comment = match.groups?.comment;
    if (comment === undefined || position > match.index + comment.length) continue;
    // After a line comment's last sign the line goes on; after a closed long one it doesn't.
    return position < match.index + comment.length || !/^--\[(=*)\[[^]*\]\1\]$/.test(comment);
  }
  return false;
}
