/** The graph of operations. */
import { css } from 'lit';

export const graphStyles = css`
  @container (max-width: 899.9px) {
    .graph .picture {
      display: flex;
      flex-direction: column;
    }
    .graph-head {
      order: 1;
    }
  }
  .graph-scroll {
    overflow: auto;
    overscroll-behavior-x: contain;
  }
  /* The panel stays beside it: the graph is looked at through a window that follows the step. */
  @container (min-width: 900px) {
    .graph-scroll {
      max-height: max(340px, 100vh - 430px);
    }
  }
  .operations,
  .update-operations {
    display: block;
    max-width: none;
    font-size: 12px;
    fill: var(--ink);
    font-variant-numeric: tabular-nums;
  }
  .update-operations {
    margin-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }
  .wire {
    fill: none;
    stroke: color-mix(in srgb, var(--ink-faint) 50%, var(--paper));
    stroke-width: 1.3;
    transition: stroke 0.15s;
  }
  .wire.active {
    stroke: var(--phase);
    stroke-width: 2.4;
  }
  .derived .wire.active {
    stroke: var(--backward);
  }
  .wire.off-path {
    stroke: var(--line);
  }
  .off-path .op-shape {
    stroke: var(--line);
  }
  .off-path :is(.op-sign, text) {
    fill: var(--ink-faint);
  }
  .off-path :is(.op-value, .op-name) {
    font-weight: 400;
  }
  .op {
    outline: none;
    cursor: default;
  }
  .op[role='button'] {
    cursor: pointer;
  }
  .op-shape {
    fill: var(--paper);
    stroke: var(--ink-soft);
    stroke-width: 1.3;
  }
  .op.unknown .op-shape {
    stroke: var(--ink-faint);
  }
  .op.leaf .op-shape {
    fill: var(--wash);
    stroke: var(--line);
  }
  .op[aria-expanded] .op-shape {
    stroke-dasharray: 3.5 2.5;
  }
  .op-halo {
    fill: none;
  }
  /* what a finger hits */
  .op-hit {
    fill: none;
  }
  @media (pointer: coarse) {
    [role='button'] > .op-hit {
      pointer-events: all;
    }
  }
  .op.reads .op-shape {
    stroke: var(--phase);
    stroke-width: 2;
    stroke-dasharray: none;
  }
  .op.writes .op-shape {
    fill: var(--phase);
    stroke: var(--phase);
    stroke-dasharray: none;
  }
  .op.leaf.writes .op-shape {
    fill: color-mix(in srgb, var(--phase) 14%, var(--paper));
    stroke-width: 2.4;
  }
  .op.writes .op-sign {
    fill: var(--paper);
  }
  .op.selected .op-shape {
    stroke: var(--ink);
    stroke-width: 2.4;
  }
  .derived .op.on-path .op-shape {
    stroke: var(--backward);
    stroke-width: 2;
  }
  .op:is(.lit, .kin) .op-shape {
    fill: var(--point);
    stroke: var(--ink);
  }
  .op:is(.lit, .kin) .op-sign {
    fill: var(--ink);
  }
  .op:hover .op-shape {
    stroke: var(--ink);
  }
  .op:focus-visible .op-halo {
    stroke: var(--accent);
    stroke-width: 2.6;
  }
  .op-sign {
    font: 17px var(--math);
  }
  .op.small .op-sign {
    font-size: 15px;
  }
  .op-sign.long {
    font-size: 11.5px;
  }
  .op-numbers,
  .wire-texts {
    pointer-events: none;
  }
  .op-numbers text,
  .wire-texts text {
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 3.5px;
    stroke-linejoin: round;
  }
  .op-value {
    font-weight: 550;
  }
  .op-gradient,
  .wire-flow {
    fill: var(--backward);
  }
  .op-numbers.writes :is(.op-value, .op-gradient) {
    font-weight: 700;
  }
  [data-phase='forward'] .op-numbers.writes .op-value,
  [data-phase='loss'] .op-numbers.writes .op-value {
    fill: var(--phase);
  }
  .op-name {
    font-size: 14px;
    fill: var(--ink-soft);
  }
  .wire-text {
    font-size: 11px;
    font-style: italic;
    fill: var(--ink-soft);
  }
  .wire-flow {
    font-weight: 600;
  }
  .graph-head {
    display: flex;
    gap: 4px 24px;
    align-items: start;
    justify-content: space-between;
    flex-wrap: wrap;
    margin-block-end: 6px;
  }
  .graph-head .sentence {
    margin: 0;
    flex: 1 1 300px;
    min-height: 3em;
    max-width: 92ch;
  }
  .graph-zoom {
    display: inline-flex;
    flex: none;
  }
  @media (prefers-reduced-motion: reduce) {
    .wire {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .wire,
    .op-shape {
      stroke: CanvasText;
    }
    .wire.active {
      stroke: Highlight;
    }
  }
`;
