// Colours of a language that the editor has no mode for, from its description: comments, texts in quotes, numbers, its words.
import type { StreamParser, StringStream } from '@codemirror/language';
import type { Language } from '../../project/language-list.js';

interface PlainState {
  /** A comment of several lines is open. */
  inBlock: boolean;
}

/** A mode for a language. */
export function plainMode({ id, comment, highlight }: Language): StreamParser<PlainState> {
  const keywords = new Set('keywords' in highlight ? highlight.keywords : []);
  const [opens, closes] = comment.block ?? ['', ''];
  const block = (stream: StringStream, state: PlainState): string => {
    state.inBlock = !stream.skipTo(closes);
    if (state.inBlock) stream.skipToEnd();
    else stream.match(closes);
    return 'comment';
  };
  return {
    name: id,
    startState: () => ({ inBlock: false }),
    token: (stream, state) => {
      if (state.inBlock) return block(stream, state);
      if (stream.eatSpace()) return null;
      if (opens !== '' && stream.match(opens) === true) return block(stream, state);
      if (stream.match(comment.line) === true) {
        stream.skipToEnd();
        return 'comment';
      }
      if (stream.match(/^(["'])(?:\\.|(?!\1)[^\\])*(\1|\\?$)/)) return 'string';
      if (stream.match(/^\d+(\.\d+)?/)) return 'number';
      const word = stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u);
      if (word !== null && typeof word !== 'boolean') return keywords.has(word[0]) ? 'keyword' : 'variableName';
      stream.next();
      return null;
    },
    languageData: {
      commentTokens: { line: comment.line, ...(comment.block === null ? {} : { block: { open: opens, close: closes } }) },
      closeBrackets: { brackets: ['(', '[', '{', '"', "'"] },
    },
  };
}
