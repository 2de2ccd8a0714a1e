// Completion as every language has it: what gives the names is the language's own.
import { autocompletion, closeCompletion, completionKeymap, completionStatus, type CompletionSource } from '@codemirror/autocomplete';
import { Prec, type Extension } from '@codemirror/state';
import { keymap, tooltips, type EditorView } from '@codemirror/view';

/** Shows what a source gives, with the keys for it. */
export function completing(source: CompletionSource): Extension {
  return [
    autocompletion({ override: [source], icons: true, activateOnTyping: true, defaultKeymap: false, closeOnBlur: true }),
    // Before the editor's own keys, and Escape closes the list before what lies below it.
    Prec.highest(keymap.of([{ key: 'Escape', run: closeShownList }, ...completionKeymap])),
    tooltips({ position: 'fixed' }),
  ];
}

/** A list that isn't shown yet is given up too, but then Escape still has its other meanings. */
function closeShownList(view: EditorView): boolean {
  const isShown = completionStatus(view.state) === 'active';
  closeCompletion(view);
  return isShown;
}
