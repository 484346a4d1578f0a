import { css } from 'lit';

export const diagramStyles = css`
  .picture-switch {
    width: fit-content;
    margin-block-end: 10px;
  }
  .diagram-scroll {
    overflow-x: auto;
    overflow-y: hidden;
  }
  .diagram {
    display: block;
    max-width: none;
    font-size: 14px;
    fill: var(--ink);
    touch-action: manipulation;
    user-select: none;
    -webkit-user-select: none;
  }
  .diagram.compact {
    font-size: 11.5px;
  }
  .diagram text {
    font-variant-numeric: tabular-nums;
  }
  .headings text {
    fill: var(--ink-faint);
    font-size: 12.5px;
  }
  .compact .headings text {
    font-size: 10.5px;
  }
  .name {
    font-size: 15px;
  }
  .compact .name {
    font-size: 13px;
  }
  .index {
    font-family: var(--math);
    font-style: normal;
    font-size: 0.7em;
  }
  .name .symbol + .index:last-child {
    font-family: KaTeX_Main, serif;
  }
  .small {
    font-size: 11.5px;
    fill: var(--ink-soft);
  }

  /* nodes */
  .node {
    fill: var(--paper);
    stroke: var(--ink-soft);
    stroke-width: 1.4;
  }
  .input-part .node,
  .target-part .node {
    stroke: var(--line);
    fill: var(--wash);
  }
  .neuron.unknown .node,
  .loss-part.unknown .node {
    stroke: var(--ink-faint);
    stroke-width: 1;
  }
  .neuron.half .neuron-part:not(.writes) .node {
    stroke-dasharray: 3 3;
  }
  .compact .value,
  .dense .value {
    font-size: 11px;
  }
  .dense .edge {
    opacity: 0.3;
  }
  .dense .edge-part:is(.reads, .writes, .lit, .selected) .edge {
    opacity: 1;
  }
  .unknown-mark {
    fill: var(--ink-faint);
  }
  .node-halo {
    fill: none;
    stroke: none;
  }
  .value {
    font-weight: 550;
  }
  .reads > .node,
  .input-part.reads .node,
  .target-part.reads .node {
    stroke: var(--phase);
    stroke-width: 2.4;
  }
  .writes > .node {
    stroke: var(--phase);
    fill: var(--phase);
    stroke-width: 2.4;
  }
  .neuron-part.writes :is(.value, .small, .unknown-mark),
  .loss-part.writes :is(.value, .unknown-mark) {
    fill: var(--paper);
  }
  .target-part.writes .node {
    fill: var(--wash);
  }
  .lit > .node-halo {
    stroke: var(--point);
    stroke-width: 8;
  }
  .handle.lit .node,
  .handle.kin .node {
    stroke: var(--ink);
    fill: var(--point);
  }

  /* edges */
  .edge {
    stroke-linecap: butt;
    opacity: 0.72;
  }
  .edge.positive {
    stroke: var(--positive);
  }
  .edge.negative {
    stroke: var(--negative);
    stroke-dasharray: 7 4;
  }
  .edge.unknown {
    stroke: var(--ink-faint);
    stroke-dasharray: 1 4;
  }
  .edge-hit,
  .bias-hit,
  .node-hit {
    stroke: transparent;
    fill: transparent;
    cursor: pointer;
  }
  /* a finger needs more than what is drawn: the invisible outline counts */
  @media (pointer: coarse) {
    .bias-hit,
    .node-hit {
      stroke-width: 24px;
      pointer-events: all;
    }
    .compact :is(.delta-text, .term-text) {
      pointer-events: none;
    }
  }
  .edge-halo {
    stroke: none;
    stroke-width: 11;
    stroke-linecap: round;
  }
  .edge-part.lit .edge-halo,
  .edge-part.kin .edge-halo {
    stroke: var(--point);
  }
  .edge-part:is(.reads, .writes) .edge {
    stroke: var(--phase);
    opacity: 1;
  }
  .edge-part.writes .edge-halo {
    stroke: color-mix(in srgb, var(--phase) 26%, transparent);
    stroke-width: 9;
  }
  .edge-part.writes:is(.lit, .kin) .edge-halo {
    stroke: var(--point);
  }
  .edge-part.selected .edge {
    stroke: var(--ink);
    opacity: 1;
  }
  .arrow {
    fill: var(--phase);
  }
  .edge-text {
    font-size: 13px;
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 5px;
    stroke-linejoin: round;
    pointer-events: none;
  }
  .compact .edge-text {
    font-size: 11px;
    stroke-width: 4px;
  }
  .edge-text:is(.reads, .writes) {
    fill: var(--phase);
    font-weight: 600;
  }
  .handle-texts {
    pointer-events: none;
  }
  .handle {
    cursor: pointer;
    outline: none;
  }
  .handle:focus-visible .edge-halo {
    stroke: color-mix(in srgb, var(--accent) 40%, transparent);
  }
  .handle:focus-visible :is(.node, .bias-hit) {
    stroke: var(--accent);
    stroke-width: 2.6;
  }
  .handle:hover .node {
    stroke: var(--ink);
  }

  /* biases, δ, loss */
  .bias-text,
  .delta-text,
  .term-text,
  .name {
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 4px;
    stroke-linejoin: round;
  }
  .bias-text {
    font-size: 12.5px;
    fill: var(--ink-soft);
  }
  .bias-part.lit .bias-hit,
  .bias-part.kin .bias-hit {
    fill: var(--point);
  }
  .bias-part:is(.lit, .kin) .bias-text {
    fill: var(--ink);
  }
  .bias-part.reads .bias-text,
  .bias-part.writes .bias-text {
    fill: var(--phase);
    font-weight: 650;
  }
  .bias-part.selected .bias-text {
    fill: var(--ink);
    font-weight: 650;
  }
  .bias-dot {
    fill: var(--paper);
    stroke: var(--ink-soft);
  }
  .bias-part:is(.reads, .writes) .bias-dot {
    fill: var(--phase);
    stroke: var(--phase);
  }
  .bias-part:is(.lit, .kin) .bias-dot {
    fill: var(--point);
    stroke: var(--ink);
  }
  .delta-text {
    font-size: 13px;
    fill: var(--backward);
  }
  .compact .delta-text,
  .compact .bias-text,
  .compact .term-text {
    font-size: 10.5px;
  }
  .delta-text.writes {
    font-weight: 700;
  }
  .term-text {
    font-size: 13px;
    fill: var(--loss);
  }
  :is(.delta-text, .term-text, .small, .value):is(.lit, .kin) {
    paint-order: stroke;
    stroke: var(--point);
    stroke-width: 6px;
    stroke-linejoin: round;
    fill: var(--ink);
  }
  .neuron-part.writes :is(.value, .small):is(.lit, .kin) {
    fill: var(--ink);
  }
  .loss-line {
    stroke: var(--line);
  }
  .loss-part.known .node {
    stroke: var(--loss);
  }
  .path-tint {
    stroke: var(--tint);
    stroke-width: 6;
    stroke-linecap: round;
    opacity: 0.5;
  }

  .edge-switch {
    margin-block-start: 6px;
  }
  .legend {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    margin-inline-start: 6px;
  }
  .legend svg {
    overflow: visible;
  }
  @media (forced-colors: active) {
    .edge.positive,
    .edge.negative,
    .node {
      stroke: CanvasText;
    }
    .edge-part.lit .edge-halo,
    .lit > .node-halo {
      stroke: Highlight;
    }
  }
`;
