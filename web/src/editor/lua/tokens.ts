// A Lua text as tokens with their places: what completion, hovers and warnings read. A text that is being typed is rarely right, so
// nothing here fails: an open string ends with its line, an open comment with the text.
import { KEYWORDS } from './keywords.js';
import { LastTexts } from './last-texts.js';

export interface Token {
  readonly kind: 'name' | 'keyword' | 'string' | 'number' | 'sign';
  /** A string's without its quotes, escapes left as they are. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const RESERVED = new Set(KEYWORDS);

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

const last = new LastTexts<readonly Token[]>();

/** The tokens of a text. Those of the last texts are kept. */
export function tokensOf(text: string): readonly Token[] {
  return last.get(text) ?? last.keep(text, tokenize(text));
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
    else if (name !== undefined) tokens.push({ kind: RESERVED.has(name) ? 'keyword' : 'name', text: name, from, to });
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
