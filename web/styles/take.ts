/** What is taken out of the page: the quiet copy buttons, the dialog, and the page itself on paper. */
import { css } from 'lit';

export const takeStyles = css`
  .copy-formula {
    display: inline-grid;
    place-items: center;
    width: max(28px, var(--touch));
    height: max(28px, var(--touch));
    border-radius: 6px;
    color: var(--ink-faint);
    vertical-align: middle;
  }
  .copy-formula:hover,
  .copy-formula:focus-visible {
    color: var(--ink);
    background: var(--wash);
  }
  .copy-formula .icon {
    width: 16px;
    height: 16px;
  }
  .dialog.take {
    width: min(820px, calc(100vw - 20px));
  }
  .take-what {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    margin-block-end: 8px;
  }
  .take-what select {
    flex: 1;
    min-width: 0;
    min-height: var(--target);
  }
  .take-text {
    white-space: pre;
    overflow: auto;
    tab-size: 4;
    margin-block-start: 10px;
    max-height: 50dvh;
  }
  .take-paper,
  .take-picture {
    display: block;
    width: 100%;
    margin-block-start: 10px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: #fff;
  }
  .take-paper {
    height: 52dvh;
  }
  .take-picture {
    max-height: 52dvh;
    object-fit: contain;
  }
  .take-told {
    min-height: 1.5em;
    margin-block: 6px 0;
  }
  .dialog.take .dialog-buttons {
    flex-wrap: wrap;
  }

  @media print {
    :host {
      color-scheme: light !important;
      background: #fff;
    }
    .toolbar .button-row,
    .timeline,
    .under,
    .tabs,
    .tip,
    .editor,
    .chooser,
    .copy-formula,
    .start-buttons,
    .link-button,
    .check-button,
    .menu-button {
      display: none !important;
    }
    .columns {
      display: block !important;
    }
    .drawing {
      position: static !important;
    }
    .stage,
    .equation,
    .path-strip {
      break-inside: avoid;
    }
    .rows,
    .scroll {
      max-height: none !important;
      overflow: visible !important;
    }
  }
`;
