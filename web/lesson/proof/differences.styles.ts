/** The lesson on finite differences in the check. */
import { css } from 'lit';

export const differenceStyles = css`
  .differences {
    --forward-difference: light-dark(#9a5b00, #e6ab02);
    --central-difference: light-dark(#6a4fb3, #b3aaf0);
    --complex-step: var(--update);
    border-top: 1px solid var(--line);
    margin-block-start: 18px;
    padding-block-start: 14px;
  }
  .differences h3 {
    font-size: 19px;
    font-weight: 600;
  }
  .difference-picture {
    margin-block: 12px 8px;
  }
  .difference-plot {
    display: block;
    width: 100%;
    height: auto;
    overflow: visible;
    cursor: ew-resize;
    touch-action: pan-y;
    font-size: 13px;
    fill: var(--ink-soft);
    font-variant-numeric: tabular-nums;
    user-select: none;
    -webkit-user-select: none;
  }
  .difference-plot.compact {
    font-size: 12px;
  }
  .difference-plot .index {
    font-size: 0.75em;
  }
  .difference-plot .grid {
    stroke: var(--line);
  }
  .axis-name,
  .region {
    font-style: italic;
  }
  .region,
  .curve-name {
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 5px;
    stroke-linejoin: round;
  }
  .round-off {
    fill: none;
    stroke: var(--ink-faint);
    stroke-dasharray: 2 5;
    stroke-linecap: round;
  }
  .differences .forward {
    --way: var(--forward-difference);
  }
  .differences .central {
    --way: var(--central-difference);
  }
  .differences .complexStep {
    --way: var(--complex-step);
  }
  .difference-curve polyline {
    fill: none;
    stroke: var(--way);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .difference-curve.central polyline {
    stroke-dasharray: 7 3;
  }
  .difference-curve.complexStep polyline {
    stroke-width: 3.2;
  }
  .curve-name {
    fill: var(--way);
    font-weight: 600;
  }
  .best {
    fill: none;
    stroke: var(--way);
    stroke-width: 1.6;
  }
  .dial-line {
    stroke: var(--ink);
    stroke-width: 1.2;
  }
  .dial-point {
    fill: var(--way);
    stroke: var(--paper);
    stroke-width: 1.6;
  }
  .dial {
    display: flex;
    flex-direction: column-reverse;
    gap: 2px;
  }
  .dial-name {
    text-align: center;
    font-size: 15px;
    font-variant-numeric: tabular-nums;
  }
  /* the thumb's middle runs along the plot's axis */
  .dial input {
    --thumb: 22px;
    appearance: none;
    margin: 0;
    margin-inline: calc(var(--axis-start) - var(--thumb) / 2) calc(var(--axis-end) - var(--thumb) / 2);
    height: max(28px, var(--touch));
    background: none;
    cursor: pointer;
    border-radius: 6px;
  }
  .dial input::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: var(--line);
  }
  .dial input::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: var(--line);
  }
  .dial input::-webkit-slider-thumb {
    appearance: none;
    width: var(--thumb);
    height: var(--thumb);
    margin-block-start: -9px;
    border-radius: 50%;
    border: 3px solid var(--paper);
    background: var(--ink);
    box-shadow: 0 0 0 1px var(--ink);
  }
  .dial input::-moz-range-thumb {
    width: 16px;
    height: 16px;
    border-radius: 50%;
    border: 3px solid var(--paper);
    background: var(--ink);
    box-shadow: 0 0 0 1px var(--ink);
  }
  .differences .seen {
    min-height: 4.5em;
  }
  .quotients {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(212px, 1fr));
    gap: 14px 18px;
    margin-block: 14px 10px;
  }
  .quotient {
    min-width: 0;
    border-inline-start: 3px solid var(--way);
    padding-inline-start: 10px;
  }
  .quotient h4 {
    margin: 0;
    font-size: 15px;
    font-weight: 600;
    color: var(--way);
  }
  .quotient-formula {
    overflow-x: auto;
    overflow-y: hidden;
    min-height: 3.4em;
    font-size: 0.9em;
  }
  .quotient dl {
    display: grid;
    grid-template-columns: 1fr;
    font-size: 13.5px;
    font-variant-numeric: tabular-nums;
  }
  .quotient dt {
    color: var(--ink-soft);
    font-size: 12.5px;
  }
  .quotient dd {
    overflow-wrap: anywhere;
  }
  .quotient .shared {
    color: var(--ink-soft);
    text-decoration: line-through;
  }
  .quotient-value {
    margin-block-start: 6px;
    padding-block-start: 4px;
    border-top: 1px solid var(--line);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .differences summary {
    min-height: var(--target);
    display: list-item;
    align-content: center;
    cursor: pointer;
    color: var(--accent);
  }
  .differences .scroll {
    overflow-x: auto;
  }
  .differences td {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  @media (forced-colors: active) {
    .difference-curve polyline,
    .best {
      stroke: CanvasText;
    }
    .dial-point {
      fill: Highlight;
    }
  }
`;
