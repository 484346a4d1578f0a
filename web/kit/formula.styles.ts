/** Formulas, and numbers among the text. */
import { css } from 'lit';

export const formulaStyles = css`
  .formula {
    font-size: 1.06em;
    line-height: 1.9;
  }
  .formula-place {
    display: inline-block;
    max-width: 100%;
    vertical-align: middle;
  }
  math {
    font-family: var(--math);
  }
  /* the letters of the picture, not those of a font for mathematics */
  math mi {
    font-family: var(--math-italic);
    font-style: italic;
    text-transform: none;
  }
  .number {
    font-variant-numeric: tabular-nums;
    border-radius: 3px;
    cursor: help;
  }
  .number.lit,
  .eta-field.lit {
    background: var(--point);
    box-shadow: 0 0 0 2px var(--point);
  }
`;
