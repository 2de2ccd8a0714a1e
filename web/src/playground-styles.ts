// How the page's parts stand beside one another.
import { css } from 'lit';

export const playgroundStyles = css`
  :host {
    background: var(--bg);
    color: var(--text);
    font: 13px/1.45 var(--font);
    -webkit-font-smoothing: antialiased;
  }

  .page {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
  }

  luminara-header, luminara-banner, luminara-status {
    flex: none;
  }

  main {
    --console-height: auto;
    position: relative;
    display: grid;
    flex: 1;
    min-height: 0;
    grid-template:
      'tabs split viewport' auto
      'editor split viewport' minmax(0, 1fr)
      'console-split split viewport' auto
      'console split viewport' var(--console-height)
      / minmax(0, var(--editor-share)) auto minmax(0, 1fr);
  }

  main.console-open {
    --console-height: var(--console-share);
  }

  nav {
    display: none;
    grid-area: nav;
  }

  luminara-tabs {
    grid-area: tabs;
  }

  luminara-editor {
    grid-area: editor;
  }

  luminara-console {
    grid-area: console;
    border-top: var(--hairline) solid var(--line);
  }

  .console-open luminara-console {
    border-top: 0;
  }

  luminara-viewport {
    grid-area: viewport;
  }

  .editor-split {
    grid-area: split;
  }

  .console-split {
    grid-area: console-split;
  }

  .hint {
    color: var(--text-dim);
  }

  .drop {
    position: absolute;
    z-index: 30;
    inset: 0;
    display: grid;
    place-items: center;
    border: 2px solid var(--accent);
    background: color-mix(in srgb, var(--bg) 64%, transparent);
    pointer-events: none;
  }

  .drop div {
    padding: 16px 24px;
    border: var(--hairline) solid var(--line);
    border-radius: var(--radius);
    background: var(--bg-raised);
    text-align: center;
  }

  .drop strong {
    font-size: 16px;
    font-weight: 550;
  }

  .drop p {
    margin: 4px 0 0;
    color: var(--text-dim);
  }

  @media (max-width: 719px) {
    .page:not(.embed) main {
      grid-template:
        'viewport' minmax(0, 42fr)
        'nav' auto
        'tabs' 36px
        'editor' minmax(0, 58fr)
        / minmax(0, 1fr);
    }

    .page:not(.embed) nav {
      display: flex;
      border-block: var(--hairline) solid var(--line);
      background: var(--bg);
    }

    nav button {
      flex: 1;
      height: 40px;
      border-radius: 0;
    }

    nav button[aria-selected='true'] {
      box-shadow: inset 0 -2px var(--accent);
      color: var(--text);
      font-weight: 550;
    }

    nav button:focus-visible {
      outline-offset: -3px;
    }

    .page:not(.embed) luminara-splitter {
      display: none;
    }

    .page:not(.embed) luminara-console {
      grid-area: tabs / tabs / editor / editor;
      border-top: 0;
    }

    .page:not(.embed):not([data-tab='console']) luminara-console,
    [data-tab='console'] luminara-tabs, [data-tab='console'] luminara-editor,
    [data-tab='scene'] luminara-tabs, [data-tab='scene'] luminara-editor {
      display: none;
    }

    .page[data-tab='scene']:not(.embed) main {
      grid-template:
        'viewport' minmax(0, 1fr)
        'nav' auto
        / minmax(0, 1fr);
    }

    .wide {
      display: none;
    }
  }

  .embed footer {
    display: flex;
    flex: none;
    align-items: center;
    gap: 4px;
    height: 40px;
    padding: 0 8px;
    border-top: var(--hairline) solid var(--line);
    background: var(--bg);
  }

  .embed footer strong {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    padding: 0 4px;
    font-weight: 550;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .no-scene main {
    grid-template-columns: minmax(0, 1fr) 0 0;
  }

  .no-scene :is(luminara-viewport, .editor-split) {
    visibility: hidden;
  }

  .embed main:not(:has(luminara-editor)) {
    grid-template: 'viewport' minmax(0, 1fr) / minmax(0, 1fr);
  }

  @media (max-width: 719px) {
    /* Too narrow to stand side by side: the editor slides over the scene's lower part. */
    .embed main:has(luminara-editor) {
      grid-template:
        'viewport' minmax(160px, 2fr)
        'tabs' auto
        'editor' minmax(0, 3fr)
        'console' auto
        / minmax(0, 1fr);
    }

    .embed luminara-splitter {
      display: none;
    }
  }

  .embed luminara-tabs, .embed luminara-editor {
    animation: slide-in var(--motion);
  }

  @keyframes slide-in {
    from {
      opacity: 0;
      translate: -24px 0;
    }
  }
`;
