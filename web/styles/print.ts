/** The page itself on paper. */
import { css } from 'lit';

export const printStyles = css`
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
