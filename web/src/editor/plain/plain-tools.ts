// What the editor knows of a language from its description alone, as one extension. Loaded once the page stands, as Lua's tools are.
import type { Extension } from '@codemirror/state';
import { completing } from '../completing.js';
import { interfaceOf } from '../interface.js';
import data from '../interface.json';
import type { Language } from '../../project/language-list.js';
import { plainCompletion } from './completion.js';

/** The tools for the files of a language. */
export function plainTools(language: Language): Extension {
  return completing(plainCompletion(interfaceOf(data, language.id), language));
}
