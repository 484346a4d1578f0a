import { css } from 'lit';

export const curvesStyles = css`
  .legend span,
  .key span {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .curves {
    min-height: 300px;
  }
  .curves .plot {
    margin-block-start: 0;
  }
  .curves svg {
    height: auto;
  }
  .curves polyline {
    fill: none;
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .training-line {
    stroke: var(--loss);
  }
  .ruler-line line {
    stroke: var(--ink-soft);
  }
  .change {
    stroke: var(--accent);
    stroke-dasharray: 1 4;
    stroke-linecap: round;
    stroke-width: 2;
  }
  .dot {
    fill: var(--paper);
    stroke: var(--loss);
    stroke-width: 2;
  }
  .test-dot {
    stroke: var(--ink-soft);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
    margin-block-start: 8px;
  }
  .ways label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: var(--target);
    color: var(--ink-soft);
  }
  .ruler input {
    width: 150px;
    accent-color: var(--accent);
  }
  .test-line {
    stroke: var(--ink-soft);
    stroke-dasharray: 5 4;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0 18px;
    color: var(--ink);
  }
  .key i {
    width: 20px;
    border-top: 2px solid var(--loss);
  }
  .key .test-key {
    border-top: 2px dashed var(--ink-soft);
  }
  .key .change-key {
    width: 0;
    height: 16px;
    border-top: 0;
    border-inline-start: 2px dotted var(--accent);
  }
`;
