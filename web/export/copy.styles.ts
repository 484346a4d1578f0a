/** What is taken out of the page: the quiet copy buttons, and the page itself on paper. */
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
