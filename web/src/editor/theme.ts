// The editor's looks, from the page's tokens.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.atom, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: tags.function(tags.variableName), color: 'var(--code-function)' },
  { tag: tags.definition(tags.function(tags.variableName)), color: 'var(--code-function)', fontWeight: '600' },
  { tag: tags.propertyName, color: 'var(--code-property)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
]);

const surfaces = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--bg)', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', fontSize: '14px', lineHeight: '1.55', fontVariantLigatures: 'none', overscrollBehavior: 'contain' },
  '.cm-content': { padding: '10px 0 40vh', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 16px 0 8px' },
  '.cm-cursor': { borderLeft: '2px solid var(--accent)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { backgroundColor: 'var(--selection)' },
  '.cm-activeLine:not(.cm-pointed)': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine:not(.cm-pointed)': { backgroundColor: 'color-mix(in srgb, var(--hover) 45%, transparent)' },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--bg)', color: 'var(--text-dim)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '40px', padding: '0 8px 0 12px', fontVariantNumeric: 'tabular-nums' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--text)' },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0 0 0 6px' },
  '.cm-lint-marker': { width: '8px', height: '8px', marginTop: '7px', borderRadius: '50%', content: 'none' },
  '.cm-lint-marker-error': { backgroundColor: 'var(--bad)' },
  '.cm-lint-marker-warning': { backgroundColor: 'var(--warn)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy 1px var(--bad)', textUnderlineOffset: '3px', textDecorationSkipInk: 'none' },
  '.cm-lintPoint::after': { borderBottomColor: 'var(--bad)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', outline: 'var(--hairline) solid var(--line-strong)', borderRadius: '2px' },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent', color: 'var(--bad)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--hover)' },
  '.cm-searchMatch': { backgroundColor: 'var(--selection)', borderRadius: '2px' },
  '.cm-searchMatch-selected': { outline: '1px solid var(--accent)' },

  '.cm-tooltip': {
    border: 'var(--hairline) solid var(--line-strong)', borderRadius: '6px', overflow: 'hidden',
    backgroundColor: 'var(--bg-raised)', color: 'var(--text)', fontFamily: 'var(--font)', fontSize: '13px',
  },
  '.cm-tooltip .cm-docs, .cm-docs': { padding: '8px 12px', maxWidth: '460px', maxHeight: '300px', overflow: 'auto', lineHeight: '1.5', overflowWrap: 'anywhere' },
  '.cm-docs p': { margin: '6px 0 0', color: 'var(--text)' },
  '.cm-docs code, .cm-docs pre': { fontFamily: 'var(--font-code)', fontSize: '12px' },
  '.cm-docs p code': { color: 'var(--code-function)' },
  '.cm-docs pre': { margin: '8px 0 0', padding: '6px 10px', borderRadius: '6px', backgroundColor: 'var(--bg-sunken)', whiteSpace: 'pre-wrap' },
  '.cm-docs-head': { display: 'block', color: 'var(--code-function)', fontWeight: '550' },
  '.cm-docs a': { display: 'inline-block', marginTop: '8px', color: 'var(--accent)' },
  '.cm-signature .cm-docs-head': { color: 'var(--text-dim)', fontWeight: '400' },
  '.cm-signature p': { color: 'var(--text-dim)' },
  '.cm-signature-active': { color: 'var(--accent)', fontWeight: '600' },
  '.cm-tooltip.cm-tooltip-autocomplete': { overflow: 'visible' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-code)', fontSize: '13px', maxHeight: '15.5em', borderRadius: '6px', minWidth: '220px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 10px', lineHeight: '1.6', color: 'var(--text)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--hover)', color: 'var(--text)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { background: 'var(--selection)', color: 'var(--text)' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)', fontWeight: '600' },
  '.cm-completionDetail': { float: 'right', marginLeft: '24px', fontStyle: 'normal', fontSize: '12px', color: 'var(--text-dim)' },
  '.cm-completionIcon': { width: '1.2em', paddingRight: '8px', opacity: '1', color: 'var(--text-dim)', fontSize: '12px' },
  '.cm-completionIcon-hook::after': { content: "'↻'" },
  '.cm-completionIcon-text': { display: 'none' },
  '.cm-tooltip.cm-completionInfo': { padding: '0', margin: '0 4px' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warn)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy 1px var(--warn)', textUnderlineOffset: '3px', textDecorationSkipInk: 'none' },
  '.cm-diagnosticAction': {
    marginLeft: '8px', padding: '1px 8px', border: 'var(--hairline) solid var(--line-strong)', borderRadius: '6px', backgroundColor: 'transparent',
    color: 'var(--text)', cursor: 'pointer',
  },
  '.cm-snippetField': { backgroundColor: 'var(--hover)' },
  '.cm-diagnostic': { padding: '6px 10px', maxWidth: '440px', overflowWrap: 'anywhere' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)' },
  '.cm-panels': { backgroundColor: 'var(--bg-raised)', color: 'var(--text)', fontFamily: 'var(--font)' },
  '.cm-panels-bottom': { borderTop: 'var(--hairline) solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 32px 8px 12px', fontSize: '13px' },
  '.cm-panel.cm-search label': { display: 'inline-flex', alignItems: 'center', gap: '4px', margin: '4px 8px 4px 0', fontSize: '13px', color: 'var(--text-dim)' },
  '.cm-panel.cm-search [name=close]': { top: '6px', right: '8px', width: '24px', height: '24px', fontSize: '18px', color: 'var(--text-dim)', cursor: 'pointer' },
  '.cm-textfield': {
    padding: '3px 8px', border: 'var(--hairline) solid var(--line-strong)', borderRadius: '6px', backgroundColor: 'var(--bg)',
    fontSize: '13px', fontFamily: 'var(--font)',
  },
  '.cm-button': {
    padding: '3px 10px', border: 'var(--hairline) solid var(--line-strong)', borderRadius: '6px', backgroundImage: 'none',
    backgroundColor: 'transparent', fontSize: '13px', fontFamily: 'var(--font)', cursor: 'pointer',
  },
});

export const editorTheme: Extension = [surfaces, syntaxHighlighting(colours)];
