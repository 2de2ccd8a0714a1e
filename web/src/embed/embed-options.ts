// How an embed is set up: the parameters of `?embed`, but its theme, which `static/theme.js` reads.

export type EmbedPane = 'code' | 'scene' | 'console';

export interface EmbedOptions {
  readonly panes: ReadonlySet<EmbedPane>;
  /** When the engine is started: at once, when the frame is seen, or by a click. */
  readonly autorun: 'load' | 'visible' | 'click';
  readonly readonly: boolean;
  /** The lines to point out, of the first file: `3-5,8`. */
  readonly lines: string;
  /** The files come from the page around it. */
  readonly fromParent: boolean;
}

const PANES: readonly EmbedPane[] = ['code', 'scene', 'console'];

/** Reads the parameters of an embed; what isn't known is as if it weren't there. Undefined where the page is no embed. */
export function embedOptions(params: URLSearchParams): EmbedOptions | undefined {
  if (!params.has('embed')) return undefined;
  const wanted = params.get('panes')?.split(',').map((pane) => pane.trim()) ?? ['scene'];
  const panes = new Set(PANES.filter((pane) => wanted.includes(pane)));
  const autorun = params.get('autorun');
  return {
    panes: panes.size === 0 ? new Set<EmbedPane>(['scene']) : panes,
    autorun: autorun === 'visible' || autorun === 'click' ? autorun : 'load',
    readonly: params.has('readonly'),
    lines: params.get('lines') ?? '',
    fromParent: params.get('files') === 'parent',
  };
}

/** The line numbers in a text like `3-5,8`; nothing that can't be read as one. */
export function lineNumbers(text: string, most: number): readonly number[] {
  const numbers = new Set<number>();
  for (const part of text.split(',')) {
    const [, first, last] = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part) ?? [];
    const to = Math.min(Number(last ?? first), most);
    for (let line = Math.max(1, Number(first)); line <= to; line++) numbers.add(line);
  }
  return [...numbers].sort((a, b) => a - b);
}
