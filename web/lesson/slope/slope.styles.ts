import { css } from 'lit';

export const slopeStyles = css`
  .slope-figure {
    position: relative;
    margin: 0;
  }
  .slope-figure svg {
    display: block;
    width: 100%;
    height: auto;
    overflow: hidden;
    touch-action: pan-y;
    user-select: none;
    -webkit-user-select: none;
    cursor: ew-resize;
    font-variant-numeric: tabular-nums;
  }
  .slice-line {
    fill: none;
    stroke: var(--loss);
    stroke-width: 2.4;
    stroke-linejoin: round;
  }
  .tangent {
    stroke: var(--accent);
    stroke-width: 2;
  }
  .secant {
    stroke: var(--way, var(--ink-soft));
    stroke-width: 1.6;
    stroke-dasharray: 6 4;
  }
  .nudged {
    fill: var(--paper);
    stroke: var(--ink-soft);
    stroke-width: 1.6;
  }
  .slope-figure.still svg {
    cursor: default;
  }
  .here {
    fill: var(--accent);
    stroke: var(--paper);
    stroke-width: 2;
  }
  .step-arrow line {
    stroke: var(--update);
    stroke-width: 2;
  }
  .step-arrow .drop {
    stroke-dasharray: 2 3;
  }
  .step-arrow path {
    fill: var(--update);
  }
  .landing {
    fill: var(--paper);
    stroke: var(--update);
    stroke-width: 2.4;
  }
  .slope-name,
  .step-name {
    font-size: 14px;
    font-weight: 600;
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 4px;
    stroke-linejoin: round;
  }
  .slope-name {
    fill: var(--accent);
  }
  .step-name {
    fill: var(--update);
  }
  .contour {
    fill: color-mix(in srgb, var(--loss) calc(4% + 26% * var(--level)), var(--paper));
    stroke: color-mix(in srgb, var(--loss) 55%, var(--paper));
    stroke-width: 0.8;
  }
  .trail {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.8;
  }
  .passed {
    fill: var(--ink);
  }
  .next-step {
    stroke: var(--update);
    stroke-width: 2.4;
  }
  .slope-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 2px 16px;
    font-size: 14px;
    color: var(--ink-soft);
  }
  .slope-head select {
    max-width: 12em;
  }
  .slope-figure figcaption {
    font-size: 14px;
    color: var(--ink-soft);
  }
`;
