import { css } from 'lit';

export const plotStyles = css`
  .plot {
    margin-block-start: 22px;
  }
  .plot svg {
    display: block;
    max-width: 100%;
    overflow: visible;
  }
  .plot .axis {
    stroke: var(--line);
  }
  .plot path.axis {
    fill: none;
  }
  .plot .axis.zero {
    stroke-dasharray: 2 3;
  }
  .plot :is(.axis-number, .axis-name) {
    fill: var(--ink-soft);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .plot .axis-name {
    fill: var(--ink);
  }
  .plot figcaption {
    font-size: 14px;
    color: var(--ink-soft);
  }
`;
