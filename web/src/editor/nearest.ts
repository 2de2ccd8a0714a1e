// The name that was probably meant: the rule of the engine's own messages (crates/script/src/nearest.rs).

/**
 * The candidate that is nearest to a name, if one is near enough to be what was meant: a slip of a few letters, a name that begins the
 * other (`pos`, `position`), a word of the other (`getPosition`, `position`). Neither capitals nor underscores make a difference.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const own = takenApart(name);
  let best: string | undefined;
  let least: Distance = [Infinity, 0];
  for (const candidate of candidates) {
    const distance = distanceOf(own, takenApart(candidate));
    if (distance && (distance[0] < least[0] || (distance[0] === least[0] && distance[1] < least[1]))) [best, least] = [candidate, distance];
  }
  return best;
}

/** What sort of difference there is, and how much of it. */
type Distance = readonly [sort: number, amount: number];

interface Name {
  readonly small: string;
  /** That without underscores. */
  readonly bare: string;
  /** Its words: parted by underscores and where a capital begins one. */
  readonly words: readonly string[];
}

// What is shorter begins too many names, or is a word of too many, to say anything.
const LEAST_PART = 3;

function takenApart(name: string): Name {
  const words = name.replace(/([\p{Ll}\p{N}])(?=\p{Lu})/gu, '$1_').toLowerCase().split('_').filter((word) => word !== '');
  return { small: name.toLowerCase(), bare: words.join(''), words };
}

function distanceOf(name: Name, other: Name): Distance | undefined {
  if (name.bare === other.bare) return [0, 0];
  const slips = editDistance(name.small, other.small);
  if (slips <= Math.min(3, Math.max(1, Math.floor(name.small.length / 3)))) return [1, slips];
  const [short, long] = name.bare.length < other.bare.length ? [name, other] : [other, name];
  if (short.bare.length < LEAST_PART) return undefined;
  const more = long.bare.length - short.bare.length;
  if (other.bare.startsWith(name.bare)) return [2, more];
  return short.words.every((word) => word.length >= LEAST_PART && long.words.includes(word)) ? [3, more] : undefined;
}

/** Optimal string alignment distance: insert, delete, replace, swap neighbours. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(at(i - 1, j - 1) + (isSame ? 0 : 1), at(i - 1, j) + 1, at(i, j - 1) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(i - 2, j - 2) + 1);
      row.push(least);
    }
  }
  return at(a.length, b.length);
}
