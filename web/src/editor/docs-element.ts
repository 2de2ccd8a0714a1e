// A piece of documentation as elements: what completion, hovers and signatures show. The Markdown of doc comments is paragraphs, `code`,
// **bold** and ```lua blocks; nothing of it is ever read as HTML.

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
  return doc.split(/(```lua\n[^]*?\n```)/).flatMap((part) => {
    const code = /^```lua\n([^]*?)\n```$/.exec(part)?.[1];
    if (code !== undefined) {
      const block = document.createElement('pre');
      block.textContent = code;
      return [block];
    }
    return part.split(/\n{2,}/).filter((text) => text.trim() !== '').map(paragraph);
  });
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  for (const part of text.trim().replaceAll('\n', ' ').split(/(`[^`]+`|\*\*[^*]+\*\*)/)) {
    const code = /^`(.+)`$/.exec(part)?.[1];
    const bold = /^\*\*(.+)\*\*$/.exec(part)?.[1];
    if (code !== undefined) element.append(inline('code', code));
    else if (bold !== undefined) element.append(inline('strong', bold));
    else element.append(part);
  }
  return element;
}

function inline(tag: 'code' | 'strong', text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
