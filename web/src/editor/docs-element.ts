// A piece of documentation as elements: what completion, hovers and signatures show. Nothing of it is ever read as HTML.
import { docBlocks, type DocPart } from './doc-text.js';

/** The page of the reference that says more, with the entry's anchor. */
export function referenceAddress(path: string): string {
  const [owner = '', member] = path.split(/[.:]/);
  return new URL(`api/index.html#${member === undefined ? owner : path}`, document.baseURI).href;
}

/** A headline in code, the text, and a link to the reference. */
export function docsElement(path: string, headline: string, doc: string, hasLink = false): HTMLElement {
  const element = document.createElement('div');
  element.className = 'cm-docs';
  const head = document.createElement('code');
  head.className = 'cm-docs-head';
  head.textContent = headline;
  element.append(head, ...markdown(doc));
  if (hasLink) {
    const link = document.createElement('a');
    link.href = referenceAddress(path);
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = `${path} in the reference`;
    element.append(link);
  }
  return element;
}

/** Doc text as elements. */
export function markdown(doc: string): HTMLElement[] {
  return docBlocks(doc).map((block) => (block.kind === 'code' ? textElement('pre', block.text) : paragraph(block.parts)));
}

function paragraph(parts: readonly DocPart[]): HTMLElement {
  const element = document.createElement('p');
  element.append(...parts.map(({ kind, text }) => (kind === 'text' ? text : textElement(kind, text))));
  return element;
}

function textElement(tag: 'pre' | 'code' | 'strong', text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
