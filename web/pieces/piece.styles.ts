/** The look of the pieces in the prose: the text around them decides on type and size. */
import { css } from 'lit';

export const pieceStyles = css`
  :host {
    --piece-accent: var(--backprop-accent, light-dark(#0b5c94, #7cc0ee));
    --piece-point: light-dark(#f5e663, #6f6410);
  }
  :host([hidden]) {
    display: none;
  }
  .fault {
    color: light-dark(#b5203f, #ff8a9d);
    border-block-end: 2px dotted currentColor;
  }
  @media print {
    .tip {
      display: none;
    }
  }
`;
