/** Formulas in an article: those in a piece, and those that the page was written with. */
import { css } from 'lit';

export const formulaRules = css`
  .formula {
    display: contents;
  }
  /* no line is broken between a formula and the comma after it */
  .whole {
    white-space: nowrap;
  }
  .waiting {
    opacity: 0.35;
  }
  math {
    font-family: 'Latin Modern Math', 'STIX Two Math', 'Cambria Math', 'Noto Sans Math', math;
    font-size: 1.06em;
  }
  .row {
    display: block;
    padding-inline-start: 2.2em;
    text-indent: -2.2em;
    margin-block: 0.35em;
    line-height: 2.1;
  }
  .row math {
    text-indent: 0;
    vertical-align: baseline;
  }
  [data-id].lit {
    background: var(--piece-point, light-dark(#f5e663, #6f6410));
    border-radius: 3px;
  }
  [data-id].kin {
    background: color-mix(in srgb, var(--piece-point, light-dark(#f5e663, #6f6410)) 45%, transparent);
    border-radius: 3px;
  }
`;
