// What the editor knows of scripts, by their language. Loaded once the page stands; the code is there first.
import type { Extension } from '@codemirror/state';
import { luaTools } from './lua/lua-tools.js';
import type { ProjectTexts } from './lua/completion.js';
import { plainTools } from './plain/plain-tools.js';
import type { Language } from '../project/language-list.js';

/** The tools for a language's files: a mode of the editor's own has tools of its own, if any; a language that is known by its description alone has plain ones. */
export function toolsOf(language: Language, project: ProjectTexts): Extension {
  if ('keywords' in language.highlight) return plainTools(language);
  return language.highlight.mode === 'lua' ? luaTools(project) : [];
}
