// luminara-docs.js: makes a page's code blocks live. Each `<pre><code class="language-lua">`, or of another language of scripts, gets a button that runs it; blocks with
// a title that follow one another are files of one project.
import { defineEmbed, LuminaraEmbed } from './embed-element.js';
import { filesOf, isHidden } from './inline-files.js';
import { WRITTEN } from './written-languages.js';

defineEmbed(document.currentScript as HTMLScriptElement | null);

interface Block {
  readonly pre: HTMLElement;
  /** What stands in the page: the block, or what a generator has put around it. */
  readonly outer: HTMLElement;
  readonly name: string | undefined;
  readonly text: string;
  /** What files in its language end in. */
  readonly ending: string | undefined;
}

// Wrappers of mdBook, VitePress, Docusaurus and Sphinx: what is replaced is the whole.
const anyOf = (before: string): string => `:is(${WRITTEN.map((word) => before + word).join()})`;
const LANGUAGE = anyOf('.language-');
const HIGHLIGHT = anyOf('.highlight-');
const WRAPPERS = `.theme-code-block, [class*="language-"]:not(pre):not(code), ${HIGHLIGHT}`;
const BLOCKS = `pre > code${LANGUAGE}, pre${LANGUAGE} > code, ${LANGUAGE} pre > code, ${HIGHLIGHT} pre`;
// Said by the author of a block that is not to be made live.
const LEAVE = '.no-run, .luminara-ignore, [data-no-run], [data-live]';
// Docusaurus's blocks are React's: it takes them out of the page one by one, and breaks down where one isn't where it was.
const OWNED = '.theme-code-block';
// Docusaurus says so until React has taken the page over; whoever changes it before breaks that.
const NOT_YET = 'html[data-has-hydrated="false"]';

// Docusaurus has an element for each line, and no line breaks.
const LINES = '.token-line';

/** The first of the blocks that stay in the page, unseen, beside what is made of them. */
const kept = new Map<LuminaraEmbed, Element>();

/** Makes the blocks below `root` live that aren't yet. */
export function enliven(root: ParentNode = document): void {
  for (const group of groups(findBlocks(root))) makeLive(group);
}

function findBlocks(root: ParentNode): Block[] {
  return [...root.querySelectorAll<HTMLElement>(BLOCKS)].flatMap((found): Block[] => {
    const pre = found.closest('pre');
    if (pre === null || found.closest('luminara-playground') !== null || found.closest(LEAVE) !== null) return [];
    return [{ pre, outer: outermost(pre), name: nameOf(found, pre), text: codeOf(found), ending: WRITTEN.find((word) => found.closest(`.language-${word},.highlight-${word}`)) }];
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
  embed.source = filesOf(group, first.ending);
  const lines = first.outer.getAttribute('data-lines');
  if (lines !== null) embed.setAttribute('lines', lines);
  if (first.outer.matches(OWNED)) {
    standBeside(embed, first, group);
    return;
  }
  first.outer.replaceWith(embed);
  for (const { outer, pre, name } of group) {
    // Several files are told apart by their names; a generator that shows them itself needs no second ones.
    if (group.length > 1 && name !== undefined && outer === pre) outer.setAttribute('data-file', name);
    embed.append(outer);
    hideLines(pre);
  }
}

/** Shows copies, and keeps the blocks themselves where they are, unseen. */
function standBeside(embed: LuminaraEmbed, first: Block, group: readonly Block[]): void {
  kept.set(embed, first.outer);
  first.outer.before(embed);
  for (const { outer } of group) {
    const copy = outer.cloneNode(true) as HTMLElement;
    // What they do is bound to the blocks themselves.
    for (const button of copy.querySelectorAll('button')) button.remove();
    const pre = copy.querySelector('pre');
    if (pre !== null) hideLines(pre);
    embed.append(copy);
    outer.dataset['live'] = '';
    outer.style.display = 'none';
  }
}

/** Takes away what stands beside a block that is gone. */
function leaveWithBlocks(): void {
  for (const [embed, block] of kept) {
    if (block.isConnected) continue;
    embed.remove();
    kept.delete(embed);
  }
}

/** Takes the lines out of sight that are a part of the program only. */
function hideLines(pre: HTMLElement): void {
  const code = pre.querySelector('code') ?? pre;
  for (const line of code.querySelectorAll(LINES)) if (isHidden(line.textContent.trimEnd())) line.remove();
  if (code.querySelector(LINES) !== null) return;
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
  const start = texts.at(-1);
  if (start !== undefined) drop([start, 0]);
}

function outermost(pre: HTMLElement): HTMLElement {
  return pre.parentElement?.closest<HTMLElement>(WRAPPERS) ?? pre;
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
  const lines = [...code.querySelectorAll<HTMLElement>(LINES)];
  const text = lines.length > 0 ? lines.map((line) => line.textContent.replace(/\n$/, '')).join('\n') : code.textContent;
  return text.replace(/\s+$/, '');
}

function start(): void {
  // Sites that change pages without loading them put new blocks in.
  let due = 0;
  const look = () => {
    leaveWithBlocks();
    if (!document.documentElement.matches(NOT_YET)) enliven();
  };
  const soon = () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(look);
  };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  new MutationObserver(soon).observe(document.documentElement, { attributeFilter: ['data-has-hydrated'] });
  look();
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
else start();
