// Lucide's icons as SVG elements, built through the DOM: nothing here parses markup.
import type { IconNode } from 'lucide';

const SVG = 'http://www.w3.org/2000/svg';

/** An icon of 16 px, hidden from screen readers: the button around it has the words. A solid one is filled. */
export function icon(nodes: IconNode, { solid = false } = {}): SVGElement {
  const svg = element('svg', {
    viewBox: '0 0 24 24', width: 16, height: 16, fill: solid ? 'currentColor' : 'none', stroke: 'currentColor',
    // 1.5 px at 16 px. A filled shape needs only its corners rounded.
    'stroke-width': solid ? 1 : 2.25, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true',
  });
  svg.append(...nodes.map(([tag, attributes]) => element(tag, attributes)));
  return svg;
}

/** The project's mark: a disc, half of it lit. */
export function logo(): SVGElement {
  const svg = element('svg', { viewBox: '0 0 20 20', width: 20, height: 20, 'aria-hidden': 'true', class: 'logo' });
  svg.append(
    element('circle', { cx: 10, cy: 10, r: 8.25, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 }),
    element('path', { d: 'M10 4.5a5.5 5.5 0 0 1 0 11z', fill: 'var(--accent)' }),
  );
  return svg;
}

function element(tag: string, attributes: Readonly<Record<string, string | number | undefined>>): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, String(value));
  return made;
}
