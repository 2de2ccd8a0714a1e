// The page's keyboard commands: one table that the page listens by and that the keys dialog prints.

export type KeyAction =
  | 'run' | 'pause' | 'step' | 'reset' | 'next-file' | 'previous-file' | 'focus-viewport' | 'focus-editor' | 'full-screen' | 'keys' | 'share' | 'save';

export interface KeyCommand {
  readonly action: KeyAction;
  /** As they are printed: alternatives, each a list of keys pressed together. */
  readonly keys: readonly (readonly string[])[];
  readonly says: string;
  readonly matches: (event: KeyboardEvent) => boolean;
}

const plain = (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey;
/** Ctrl, or the Command key of a Mac. */
const withControl = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && !event.altKey;
const withControlAlt = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && event.altKey;
const withAlt = (event: KeyboardEvent) => event.altKey && !event.ctrlKey && !event.metaKey;

/** Those of a single letter or sign are for where nothing is typed; see `isForTyping`. */
export const keyCommands: readonly KeyCommand[] = [
  {
    action: 'run', keys: [['Ctrl', 'Enter']], says: 'Run',
    matches: (event) => withControl(event) && !event.shiftKey && event.code === 'Enter',
  },
  {
    action: 'pause', keys: [['Ctrl', '.']], says: 'Pause',
    matches: (event) => withControl(event) && !event.shiftKey && event.code === 'Period',
  },
  {
    action: 'save', keys: [['Ctrl', 'S']], says: 'Apply edits now; save them to the open folder',
    matches: (event) => withControl(event) && !event.shiftKey && event.code === 'KeyS',
  },
  {
    action: 'step', keys: [['Ctrl', 'Shift', '.']], says: 'Step one frame',
    matches: (event) => withControl(event) && event.shiftKey && event.code === 'Period',
  },
  {
    action: 'reset', keys: [['Ctrl', 'Shift', 'Enter']], says: 'Start the scene over',
    matches: (event) => withControl(event) && event.shiftKey && event.code === 'Enter',
  },
  {
    action: 'next-file', keys: [['Ctrl', 'Alt', '→'], ['Alt', 'Page Down']], says: 'Next file',
    matches: (event) => (withControlAlt(event) && event.code === 'ArrowRight') || (withAlt(event) && event.code === 'PageDown'),
  },
  {
    action: 'previous-file', keys: [['Ctrl', 'Alt', '←'], ['Alt', 'Page Up']], says: 'Previous file',
    matches: (event) => (withControlAlt(event) && event.code === 'ArrowLeft') || (withAlt(event) && event.code === 'PageUp'),
  },
  {
    action: 'focus-viewport', keys: [['Ctrl', 'Alt', 'V'], ['Esc', 'Esc']], says: 'From the code to the scene',
    matches: (event) => withControlAlt(event) && event.code === 'KeyV',
  },
  {
    action: 'focus-editor', keys: [['Ctrl', 'Alt', 'E'], ['Esc', 'Esc']], says: 'From the scene to the code',
    matches: (event) => withControlAlt(event) && event.code === 'KeyE',
  },
  {
    action: 'share', keys: [['Ctrl', 'S']], says: 'Share (the text is saved as you type)',
    matches: (event) => withControl(event) && !event.shiftKey && event.code === 'KeyS',
  },
  {
    action: 'full-screen', keys: [['F']], says: 'Full screen, outside of the code',
    matches: (event) => plain(event) && !event.shiftKey && event.code === 'KeyF',
  },
  {
    action: 'keys', keys: [['?']], says: 'These keys',
    matches: (event) => plain(event) && event.key === '?',
  },
];

/** What the editor does by itself, for the dialog. */
export const editorKeys: readonly Pick<KeyCommand, 'keys' | 'says'>[] = [
  { keys: [['Tab']], says: 'Indent' },
  { keys: [['Esc', 'Tab']], says: 'Leave the code with the Tab key' },
  { keys: [['Ctrl', 'Space']], says: 'Complete' },
  { keys: [['Ctrl', 'I']], says: 'Explain the name at the cursor' },
  { keys: [['Ctrl', 'Shift', 'Space']], says: 'Show the parameters' },
  { keys: [['Ctrl', 'F']], says: 'Find and replace' },
  { keys: [['Ctrl', '/']], says: 'Comment out' },
  { keys: [['Ctrl', 'Z']], says: 'Undo' },
];

/** The command that a key press asks for. */
export function commandFor(event: KeyboardEvent): KeyAction | undefined {
  if (event.repeat || event.isComposing) return undefined;
  const command = keyCommands.find(({ matches }) => matches(event));
  if (command === undefined || (plain(event) && isForTyping(event))) return undefined;
  return command.action;
}

function isForTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement);
}
