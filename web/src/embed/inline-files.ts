// Files that a page has in itself: children of an embed, or the code blocks of a text.
import type { EmbedSource } from './embed-element.js';
import { WRITTEN } from './written-languages.js';
import type { LineRange } from './embed-messages.js';

/** What a line begins with that is a part of the program and not shown. */
export const HIDDEN = '--# ';

/** The files in an embed's children; undefined where it has none. */
export function inlineFiles(embed: Element): EmbedSource | undefined {
  const blocks = [...embed.querySelectorAll<HTMLElement>(':scope > :is(pre, script, template)')];
  return blocks.length === 0 ? undefined : filesOf(blocks.map((block) => ({ name: titleOf(block), text: textOf(block) })));
}

/** Files from named texts; those without a name go on where the one before ends, the first of them into a main file of this ending. */
export function filesOf(blocks: readonly { readonly name: string | undefined; readonly text: string }[], ending = WRITTEN[0]): EmbedSource {
  const texts = new Map<string, string>();
  let last = `main.${ending ?? ''}`;
  for (const { name, text } of blocks) {
    last = name ?? last;
    const before = texts.get(last);
    texts.set(last, before === undefined ? text : `${before}\n${text}`);
  }
  const files: Record<string, string> = {};
  const hidden: Record<string, LineRange[]> = {};
  for (const [name, text] of texts) {
    const lines = text.split('\n');
    files[name] = `${lines.map((line) => (isHidden(line) ? line.replace(HIDDEN.trimEnd(), '').replace(/^ /, '') : line)).join('\n')}\n`;
    const ranges = hiddenRanges(lines);
    if (ranges.length > 0) hidden[name] = ranges;
  }
  return { files, hidden };
}

/** True where a line of a code block is not shown. */
export function isHidden(line: string): boolean {
  return line.startsWith(HIDDEN) || line === HIDDEN.trimEnd();
}

function hiddenRanges(lines: readonly string[]): LineRange[] {
  const ranges: [number, number][] = [];
  lines.forEach((line, index) => {
    if (!isHidden(line)) return;
    const last = ranges.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else ranges.push([index + 1, index + 1]);
  });
  return ranges;
}

/** The text of a block, without the indentation that all of its lines have. */
function textOf(block: Element): string {
  const whole = block instanceof HTMLTemplateElement ? block.content.textContent : block.textContent;
  const lines = whole.replace(/^[ \t]*\r?\n/, '').trimEnd().split(/\r?\n/);
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0));
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** The name of the file that a block is, where it says. */
function titleOf(block: Element): string | undefined {
  return block.getAttribute('title') ?? block.getAttribute('data-title') ?? undefined;
}
