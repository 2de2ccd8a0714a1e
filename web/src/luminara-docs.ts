// luminara-docs.js: makes a page's Lua code blocks live. Each `<pre><code class="language-lua">` gets a button that runs it; blocks with
// a title that follow one another are files of one project.
import { defineEmbed, LuminaraEmbed } from './embed-element.js';
import { filesOf, isHidden } from './inline-files.js';

defineEmbed(document.currentScript as HTMLScriptElement | null);

interface Block {
  readonly pre: HTMLElement;
  /** What stands in the page: the block, or what a generator has put around it. */
  readonly outer: Element;
  readonly name: string | undefined;
  readonly text: string;
}

// Wrappers of mdBook, VitePress, Docusaurus and Sphinx: what is replaced is the whole.
const WRAPPERS = '.theme-code-block, [class*="language-"]:not(pre):not(code), .highlight-lua';
const BLOCKS = 'pre > code.language-lua, pre.language-lua > code, .language-lua pre > code, .highlight-lua pre';
// Said by the author of a block that is not to be made live.
const LEAVE = '.no-run, .luminara-ignore, [data-no-run]';

/** Makes the blocks below `root` live that aren't yet. */
export function enliven(root: ParentNode = document): void {
  for (const group of groups(findBlocks(root))) makeLive(group);
}

function findBlocks(root: ParentNode): Block[] {
  return [...root.querySelectorAll<HTMLElement>(BLOCKS)].flatMap((found): Block[] => {
    const pre = found.closest('pre');
    if (pre === null || found.closest('luminara-playground') !== null || found.closest(LEAVE) !== null || found.matches(LEAVE)) return [];
    return [{ pre, outer: outermost(pre), name: nameOf(found, pre), text: codeOf(found) }];
  });
}

/** A titled block goes on with the one right before it; one without a title starts anew. */
function groups(blocks: readonly Block[]): Block[][] {
  const all: Block[][] = [];
  for (const block of blocks) {
    const group = all.at(-1);
    const before = group?.at(-1);
    const isNew = group?.every(({ name }) => name !== block.name) === true;
    const follows = block.name !== undefined && before?.name !== undefined && before.outer.nextElementSibling === block.outer;
    if (group !== undefined && isNew && follows) group.push(block);
    else all.push([block]);
  }
  return all;
}

function makeLive(group: readonly Block[]): void {
  const [first] = group;
  if (first === undefined) return;
  const embed = new LuminaraEmbed();
  embed.source = filesOf(group);
  const lines = first.outer.getAttribute('data-lines');
  if (lines !== null) embed.setAttribute('lines', lines);
  first.outer.replaceWith(embed);
  for (const { outer, pre, name } of group) {
    // Several files are told apart by their names; a generator that shows them itself needs no second ones.
    if (group.length > 1 && name !== undefined && outer === pre) outer.setAttribute('data-file', name);
    embed.append(outer);
    hideLines(pre);
  }
}

/** Takes the lines out of sight that are a part of the program only. */
function hideLines(pre: HTMLElement): void {
  const code = pre.querySelector('code') ?? pre;
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  // From the end on, so that what is found stays where it is.
  let end: [Text, number] | undefined;
  let line = '';
  const drop = (start: [Text, number]) => {
    if (isHidden(line)) {
      range.setStart(...start);
      if (end === undefined) range.setEndAfter(code.lastChild ?? code);
      else range.setEnd(...end);
      range.deleteContents();
    }
    end = start;
    line = '';
  };
  for (const text of texts.reverse()) {
    for (let at = text.data.length - 1; at >= 0; at--) {
      if (text.data[at] === '\n') drop([text, at + 1]);
      else line = (text.data[at] ?? '') + line;
    }
  }
  const [start] = texts.slice(-1);
  if (start !== undefined) drop([start, 0]);
}

function outermost(pre: HTMLElement): Element {
  return pre.parentElement?.closest(WRAPPERS) ?? pre;
}

/** The file's name: an attribute, a class like `title=player.lua` of an info string, or the generator's own heading of the block. */
function nameOf(code: Element, pre: Element): string | undefined {
  for (const element of [code, pre, pre.parentElement]) {
    const said = element?.getAttribute('data-title') ?? element?.getAttribute('title');
    if (said) return said;
    const named = [...element?.classList ?? []].map((name) => /^(?:title|file)=["']?([^"']+)/.exec(name)?.[1]).find((name) => name !== undefined);
    if (named !== undefined) return named;
  }
  return pre.closest('.theme-code-block')?.querySelector('[class*="codeBlockTitle"]')?.textContent;
}

function codeOf(code: HTMLElement): string {
  // Docusaurus has a <br> at the end of each line and no line breaks.
  const lines = [...code.querySelectorAll<HTMLElement>('.token-line')];
  const text = lines.length > 0 ? lines.map((line) => line.textContent.replace(/\n$/, '')).join('\n') : code.textContent;
  return text.replace(/\s+$/, '');
}

function start(): void {
  enliven();
  // Sites that change pages without loading them put new blocks in.
  let due = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(() => { enliven(); });
  }).observe(document.body, { childList: true, subtree: true });
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
else start();
