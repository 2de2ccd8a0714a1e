// Which project the page opens on.

export type StartChoice =
  | { readonly kind: 'link'; readonly fragment: string }
  | { readonly kind: 'source'; readonly address: string }
  | { readonly kind: 'served'; readonly address: string }
  | { readonly kind: 'example'; readonly folder: string }
  | { readonly kind: 'saved'; readonly key: string }
  | { readonly kind: 'default' };

/** A link's content first, then the files elsewhere, then the example that the address names, then what was open last, then the default example. */
export function chooseStart(address: URL, lastKey: string | undefined): StartChoice {
  const fragment = address.hash.slice(1);
  if (fragment !== '') return { kind: 'link', fragment };
  const source = address.searchParams.get('src');
  if (source !== null && source !== '') return { kind: 'source', address: source };
  const served = address.searchParams.get('serve');
  if (served !== null && served !== '') return { kind: 'served', address: served };
  const folder = address.searchParams.get('example');
  if (folder !== null && folder !== '') return { kind: 'example', folder };
  if (lastKey !== undefined) return { kind: 'saved', key: lastKey };
  return { kind: 'default' };
}

/** The key under which the project of a link or an address is saved: the same text has the same key. */
export function linkKey(fragment: string): string {
  // FNV-1a, twice with different starts: enough to tell one person's links apart.
  const hash = (start: number) => {
    let value = start;
    for (const char of fragment) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    return value.toString(16).padStart(8, '0');
  };
  return `link:${hash(0x811c9dc5)}${hash(0x9e3779b9)}`;
}
