// How an embed looks before it starts, and whether the page around it is light or dark.

export type Scheme = 'light' | 'dark';

const STYLES = `
:host { display: block; position: relative; margin: 1em 0; overflow: hidden; border: 1px solid #dfdcd6; border-radius: 8px; background: #fbfaf8; color-scheme: light; }
:host([data-scheme=dark]) { border-color: #2a2f3c; background: #12141a; color-scheme: dark; }
:host([hidden]) { display: none; }
iframe { display: block; width: 100%; border: 0; }
::slotted(*) { margin: 0 !important; border-radius: 0 !important; }
::slotted([data-file])::before { content: attr(data-file); display: block; margin-bottom: 6px; opacity: 0.75; font: 12px/1.4 system-ui, sans-serif; }
::slotted(:nth-child(n + 2)) { border-top: 1px solid #dfdcd6 !important; }
:host([data-scheme=dark]) ::slotted(:nth-child(n + 2)) { border-color: #2a2f3c !important; }
::slotted(script), ::slotted(template) { display: none !important; }
.stage { display: grid; place-items: center; height: var(--height); background: linear-gradient(#bcd3ea, #f6e7d2); }
.stage img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
button { position: relative; display: inline-flex; align-items: center; gap: 8px; margin: 0; padding: 10px 18px 10px 14px; border: 0; border-radius: 24px;
  background: rgb(12 14 19 / 78%); color: #f3f4f7; font: 550 14px/1.4 system-ui, sans-serif; cursor: pointer; }
button:hover { background: #0c0e13; }
button:focus-visible { outline: 2px solid #b45f06; outline-offset: 2px; }
:host(.has-code) .stage { display: flex; justify-content: flex-start; height: auto; padding: 6px; border-top: 1px solid #dfdcd6; background: none; }
:host(.has-code[data-scheme=dark]) .stage { border-color: #2a2f3c; }
:host(.has-code) .stage img { display: none; }
:host(.has-code) button { gap: 6px; padding: 5px 12px 5px 8px; border-radius: 6px; background: none; color: #955005; font-size: 13px; }
:host(.has-code) button:hover { background: #ebe8e2; }
:host(.has-code[data-scheme=dark]) button { color: #ffb454; }
:host(.has-code[data-scheme=dark]) button:hover { background: #252a36; }
:host(.has-code) svg { width: 18px; height: 18px; }
`;

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
  const [red = 0, green = 0, blue = 0] = (/\d[\d., ]*/.exec(getComputedStyle(element.parentElement ?? element).color)?.[0] ?? '').split(',').map(Number);
  return 0.3 * red + 0.59 * green + 0.11 * blue > 127 ? 'dark' : 'light';
}
