import { css } from 'lit';

export const activationPlotStyles = css`
  .plot.activation {
    max-width: 320px;
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
  .plot.activation figcaption {
    margin-block-start: 4px;
  }
  .plot-note {
    display: block;
  }
`;
