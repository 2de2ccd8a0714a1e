// Which language a file is highlighted as, by its name.
import { StreamLanguage } from '@codemirror/language';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { wast } from '@codemirror/legacy-modes/mode/wast';
import type { Extension } from '@codemirror/state';
import { luaMode } from './lua/mode.js';

const lua = StreamLanguage.define(luaMode);
const wat = StreamLanguage.define(wast);
const tomlLanguage = StreamLanguage.define(toml);

/** How the editor colours and indents a file; as plain text where its name says nothing. */
export function languageOf(file: string): Extension {
  if (file.endsWith('.lua')) return lua;
  if (file.endsWith('.wat')) return wat;
  if (file.endsWith('.toml')) return tomlLanguage;
  return [];
}
