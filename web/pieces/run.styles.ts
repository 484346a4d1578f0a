/** The loss over the updates of a run. */
import { css } from 'lit';

export const runStyles = css`
  .run-scrub {
    inline-size: 100%;
    accent-color: var(--accent);
    min-block-size: var(--target);
  }
  .run-line {
    fill: none;
    stroke: var(--loss);
    stroke-width: 2.4;
    stroke-linejoin: round;
  }
  @media print {
    .run-scrub {
      display: none;
    }
  }
`;
