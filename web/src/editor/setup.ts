// What every editor of the page can do.
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  crosshairCursor, drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars,
  keymap, lineNumbers, rectangularSelection,
} from '@codemirror/view';
import { EscapeTwice } from '../devices/escape-twice.js';
import { reloadGlow } from './reload-glow.js';
import { editorTheme } from './theme.js';
import { typeOver } from './type-over.js';

/** The extensions of an editor; `leave` is called when Escape is pressed twice. */
export function editorSetup(leave: () => void): Extension {
  return [
    lintGutter(),
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    EditorState.tabSize.of(2),
    indentUnit.of('  '),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    typeOver,
    rectangularSelection(),
    crosshairCursor(),
    highlightActiveLine(),
    reloadGlow,
    editorTheme,
    EditorView.contentAttributes.of({ 'aria-label': 'Code. Escape, then Tab leaves the editor.', tabindex: '0', autocapitalize: 'off', spellcheck: 'false' }),
    // Tab indents. Escape, then Tab leaves, which CodeMirror sees to itself.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
    escapeTwice(leave),
  ];
}

function escapeTwice(leave: () => void): Extension {
  const escape = new EscapeTwice();
  return keymap.of([{
    key: 'Escape',
    run: () => {
      const isSecond = escape.press();
      if (isSecond) leave();
      return isSecond;
    },
  }]);
}
