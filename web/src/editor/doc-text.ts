// The Markdown of doc comments, taken apart: paragraphs, blocks of code, and in a paragraph `code` and **bold**. The editor shows the parts as
// elements, the reference (scripts/shell/reference.mjs) as HTML.

/** A piece of a paragraph. */
export interface DocPart {
  readonly kind: 'text' | 'code' | 'strong';
  readonly text: string;
}

export type DocBlock = { readonly kind: 'code'; readonly text: string } | { readonly kind: 'paragraph'; readonly parts: readonly DocPart[] };

/** A doc comment's blocks, in order. */
export function docBlocks(doc: string): readonly DocBlock[] {
  return doc.split(/(```\w+\n[^]*?\n```)/).flatMap((part): DocBlock[] => {
    const code = /^```\w+\n([^]*?)\n```$/.exec(part)?.[1];
    if (code !== undefined) return [{ kind: 'code', text: code }];
    return part.split(/\n{2,}/).filter((text) => text.trim() !== '').map((text) => ({ kind: 'paragraph', parts: partsOf(text) }));
  });
}

function partsOf(paragraph: string): readonly DocPart[] {
  return paragraph.trim().replaceAll('\n', ' ').split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter((text) => text !== '').map((text): DocPart => {
    const code = /^`(.+)`$/.exec(text)?.[1];
    if (code !== undefined) return { kind: 'code', text: code };
    const strong = /^\*\*(.+)\*\*$/.exec(text)?.[1];
    return strong === undefined ? { kind: 'text', text } : { kind: 'strong', text: strong };
  });
}
