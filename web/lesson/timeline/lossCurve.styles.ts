import { css } from 'lit';

export const lossCurveStyles = css`
  .curve {
    margin-block-start: 22px;
  }
  .curve svg {
    display: block;
    max-width: 100%;
    overflow: visible;
  }
  .curve .axis {
    stroke: var(--line);
  }
  .curve-line {
    fill: none;
    stroke: var(--loss);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .curve-end {
    fill: var(--loss);
  }
  .curve-text {
    fill: var(--ink-soft);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .curve figcaption {
    font-size: 14px;
    color: var(--ink-soft);
  }
`;
