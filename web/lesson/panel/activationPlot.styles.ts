import { css } from 'lit';

export const activationPlotStyles = css`
  .plot {
    margin-block-start: 22px;
    max-width: 300px;
  }
  .plot svg {
    display: block;
    max-width: 100%;
    overflow: visible;
  }
  .plot .axis {
    stroke: var(--line);
  }
  .plot-line {
    fill: none;
    stroke: var(--ink-soft);
    stroke-width: 1.8;
  }
  .plot-tangent {
    stroke: var(--phase);
    stroke-width: 2.4;
    stroke-linecap: round;
  }
  .plot-point {
    fill: var(--phase);
    stroke: var(--paper);
    stroke-width: 2;
  }
  .plot figcaption {
    font-size: 14px;
    color: var(--ink-soft);
    margin-block-start: 4px;
  }
  .plot-note {
    display: block;
  }
`;
