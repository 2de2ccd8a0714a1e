// What an embed's frame and the page around it say to each other, by `postMessage`. Every message has `luminara`, its name.

/** The text of files by name; files that are no text don't cross. */
export type EmbedFiles = Readonly<Record<string, string>>;

/** Lines of a file, from 1, the last one included. */
export type LineRange = readonly [from: number, to: number];

export type EmbedTheme = 'auto' | 'dark' | 'light';

/** From the page to the frame. */
export type ToFrame =
  /** Opens these files. `hidden` lines are a part of the program that the editor folds away. */
  | { readonly luminara: 'load'; readonly files: EmbedFiles; readonly hidden?: Readonly<Record<string, readonly LineRange[]>>; readonly title?: string }
  /** Puts a file's text in place as if it had been typed: state is kept. */
  | { readonly luminara: 'edit'; readonly name: string; readonly text: string }
  | { readonly luminara: 'run' }
  | { readonly luminara: 'pause' }
  /** Starts the scene over. */
  | { readonly luminara: 'reset' }
  | { readonly luminara: 'theme'; readonly theme: EmbedTheme }
  /** Asks for the address that opens the project as it is now; answered by `link` with the same id. */
  | { readonly luminara: 'link'; readonly id: number };

/** From the frame to the page. */
export type FromFrame =
  /** The frame listens; `load` may be sent. */
  | { readonly luminara: 'hello' }
  /** The engine has the project. */
  | { readonly luminara: 'ready' }
  /** The height at which nothing has to be scrolled, in CSS pixels. */
  | { readonly luminara: 'height'; readonly height: number }
  | { readonly luminara: 'state'; readonly running: boolean }
  /** A line was printed. */
  | { readonly luminara: 'console'; readonly level: string; readonly text: string }
  /** A script has a new problem. */
  | { readonly luminara: 'error'; readonly message: string; readonly file: string; readonly line: number }
  /** An edited file runs. */
  | { readonly luminara: 'reloaded'; readonly file: string; readonly ms: number }
  /** The person edited. */
  | { readonly luminara: 'change'; readonly files: EmbedFiles }
  /** A message that can't be carried out, and what is wanted. */
  | { readonly luminara: 'refused'; readonly message: string }
  /** Answers `link`: an address, or why there is none. */
  | { readonly luminara: 'link'; readonly id: number; readonly link?: string; readonly error?: string };
