// Typing over a selection is done here: Chromium's own way writes style attributes into what it merges, which the page's
// policy forbids and the browser's console reports.
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

export const typeOver: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    const { main, ranges } = state.selection;
    const text = event.data;
    if (event.inputType !== 'insertText' || text === null || event.isComposing || state.readOnly || main.empty || ranges.length > 1) return false;
    const insert = () => state.update(state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true });
    const isHandled = state.facet(EditorView.inputHandler).some((handle) => handle(view, main.from, main.to, text, insert));
    if (!isHandled) view.dispatch(insert());
    return true;
  },
});
