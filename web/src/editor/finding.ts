// Find and replace, and what is like the selection. Loaded once the page stands, as the script tools are: the code is there first.
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { keymap } from '@codemirror/view';

/** The panel's words, written as the page writes its own. */
const PHRASES = {
  next: 'Next', previous: 'Previous', all: 'All', replace: 'Replace', 'replace all': 'Replace all',
  'match case': 'Match case', regexp: 'Pattern', 'by word': 'Whole words',
};

export const finding = [highlightSelectionMatches(), search({ top: false }), keymap.of(searchKeymap), EditorState.phrases.of(PHRASES)];
