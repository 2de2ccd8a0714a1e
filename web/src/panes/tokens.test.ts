// Every text can be read: WCAG AA on each surface, in both themes, computed from the tokens themselves.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

type Theme = 'light' | 'dark';
type Colour = readonly [number, number, number];

const css = readFileSync(join(process.cwd(), 'static/tokens.css'), 'utf8');
const tokens = new Map([...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name ?? '', { light: light ?? '', dark: dark ?? '' }]));

const THEMES: readonly Theme[] = ['light', 'dark'];
const SURFACES = ['bg', 'bg-raised', 'bg-sunken', 'hover'];
const CODE = ['code-keyword', 'code-string', 'code-number', 'code-function', 'code-property', 'code-comment'];

/** Text of normal size. */
const AA = 4.5;
/** Borders of controls, marks, focus rings. */
const AA_GRAPHICS = 3;

test('text can be read on every surface', () => {
  check(['text', 'text-dim'], SURFACES, AA);
  check(['text'], ['selection', 'bad-raised', 'warn-raised', 'info-raised'], AA);
});

test('messages can be read on their surfaces', () => {
  check(['bad'], ['bg-raised', 'bg-sunken', 'bad-raised'], AA);
  check(['warn'], ['bg-sunken', 'warn-raised'], AA);
  check(['text-dim'], ['bad-raised', 'warn-raised', 'info-raised'], AA);
  check(['bg'], ['bad'], AA);
});

test('code can be read, also where it is selected', () => {
  check(CODE, ['bg'], AA);
  check(CODE.filter((name) => name !== 'code-comment'), ['selection'], AA_GRAPHICS);
});

test('the words on a filled button can be read', () => {
  check(['on-accent'], ['accent', 'accent-strong'], AA);
});

test('what is drawn can be told from what is behind it', () => {
  check(['accent', 'line-strong', 'good', 'warn', 'bad', 'info'], ['bg', 'bg-raised'], AA_GRAPHICS);
});

function check(fronts: readonly string[], backs: readonly string[], least: number): void {
  for (const theme of THEMES) {
    for (const front of fronts) {
      for (const back of backs) {
        const ratio = contrast(colour(front, theme), colour(back, theme));
        assert.ok(ratio >= least, `--${front} on --${back} in the ${theme} theme: ${ratio.toFixed(2)}, at least ${least}`);
      }
    }
  }
}

function colour(name: string, theme: Theme): Colour {
  const hex = tokens.get(name)?.[theme];
  assert.ok(hex, `--${name} is no token with a colour for each theme`);
  const channel = (start: number) => parseInt(hex.slice(start, start + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
function contrast(a: Colour, b: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  const linear = (channel: number) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
