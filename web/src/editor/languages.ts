// How a file is coloured, by its name.
import { StreamLanguage, type StreamParser } from '@codemirror/language';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { wast } from '@codemirror/legacy-modes/mode/wast';
import type { Extension } from '@codemirror/state';
import { luaMode } from './lua/mode.js';
import { plainMode } from './plain/mode.js';
import { scriptLanguage } from '../project/languages.js';

/** The editor's own modes, by the names that languages' descriptions give. */
const MODES: Readonly<Record<string, StreamParser<unknown>>> = { lua: luaMode, wast };

const made = new Map<string, Extension>();

/** The colours of a file. */
export function languageOf(file: string): Extension {
  if (file.endsWith('.toml')) return mode('toml', () => toml);
  const language = scriptLanguage(file);
  if (language === undefined) return [];
  return mode(language.id, () => ('mode' in language.highlight ? MODES[language.highlight.mode] : undefined) ?? plainMode(language));
}

/** A mode is made once, so that its files share it. */
function mode(id: string, parser: () => StreamParser<unknown>): Extension {
  const known = made.get(id) ?? StreamLanguage.define(parser());
  made.set(id, known);
  return known;
}
