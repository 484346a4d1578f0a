import { css } from 'lit';

export const lossCurveStyles = css`
  .curve-line {
    fill: none;
    stroke: var(--loss);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .curve-end {
    fill: var(--loss);
  }
`;
