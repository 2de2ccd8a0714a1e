// How an embed looks before it starts, and whether the page around it is light or dark.

import STYLES from './embed-look.css';

export type Scheme = 'light' | 'dark';

let sheet: CSSStyleSheet | undefined;

/** The element's styles: a constructed sheet, which a page's own policy for styles doesn't forbid. */
export function embedStyles(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
  }
  return sheet;
}

/** Tells whether a page is light or dark around an element, now and whenever that changes; the answer ends it. */
export function followScheme(element: Element, tell: (scheme: Scheme) => void): () => void {
  const update = () => { tell(schemeAround(element)); };
  // Every generator of sites has a switch of its own; all of them change a class or an attribute of the root or the body.
  const observer = new MutationObserver(() => { requestAnimationFrame(update); });
  for (const root of [document.documentElement, document.body]) observer.observe(root, { attributes: true });
  const preference = matchMedia('(prefers-color-scheme: dark)');
  preference.addEventListener('change', update);
  update();
  return () => {
    observer.disconnect();
    preference.removeEventListener('change', update);
  };
}

/** Light text means a dark page. */
function schemeAround(element: Element): Scheme {
  const [red = 0, green = 0, blue = 0] = getComputedStyle(element.parentElement ?? element).color.match(/[\d.]+/g)?.map(Number) ?? [];
  return 0.3 * red + 0.59 * green + 0.11 * blue > 127 ? 'dark' : 'light';
}
