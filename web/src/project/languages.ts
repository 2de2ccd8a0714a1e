// Which language a file is in, by its name.
import { LANGUAGES, type Language } from './language-list.js';

/** What the text of a project's name ends in, without the dot; empty where it has none. */
const extensionOf = (file: string): string => /\.(\w+)$/.exec(file)?.[1] ?? '';

/** The language of a file; undefined where it is no script. */
export function scriptLanguage(file: string): Language | undefined {
  const extension = extensionOf(file);
  return LANGUAGES.find(({ extensions }) => extensions.includes(extension));
}

/** The part of the engine that a file needs beside it; undefined where it needs none. */
export const partOf = (file: string): string | undefined => scriptLanguage(file)?.parts[extensionOf(file)];

/** Every such part. */
export const PARTS: readonly string[] = [...new Set(LANGUAGES.flatMap(({ parts }) => Object.values(parts)))];

/** What a new file of this name holds. */
export function starterText(file: string): string {
  const starter = scriptLanguage(file)?.starter;
  return starter?.extension === extensionOf(file) ? starter.text : '';
}

/** The languages that files are written in by hand, each with what their names end in. */
export function writtenLanguages(): readonly { readonly name: string; readonly extension: string }[] {
  return LANGUAGES.flatMap(({ name, starter }) => (starter === null ? [] : [{ name, extension: starter.extension }]));
}

/** A file's name with another language's ending. */
export function withExtension(name: string, extension: string): string {
  const dot = name.lastIndexOf('.');
  return `${dot > 0 ? name.slice(0, dot) : name}.${extension}`;
}
