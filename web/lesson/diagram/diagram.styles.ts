import { css } from 'lit';

export const diagramStyles = css`
  .picture-switch {
    width: fit-content;
    margin-block-end: 10px;
  }
  .diagram-scroll {
    overflow: auto;
    max-height: 100%;
  }
  .diagram {
    display: block;
    max-width: none;
    fill: var(--ink);
    touch-action: manipulation;
    user-select: none;
    -webkit-user-select: none;
  }
  .diagram text {
    font-variant-numeric: tabular-nums;
  }
  .headings text {
    fill: var(--ink-faint);
  }
  .index {
    font-family: var(--math);
    font-style: normal;
    font-size: 0.72em;
  }
  .name .symbol + .index:last-child {
    font-family: KaTeX_Main, serif;
  }
  .small {
    fill: var(--ink-soft);
  }
  .plate {
    fill: var(--paper);
    fill-opacity: 0.88;
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
  .loss-part.writes :is(.value, .small, .unknown-mark) {
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

  /* edges: colour and dash say the sign, what lies under them what the step does */
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
    .compact :is(.delta-part, .term-part) {
      pointer-events: none;
    }
  }
  .edge-halo {
    stroke: none;
    stroke-linecap: round;
  }
  .edge-part.reads .edge-halo {
    stroke: color-mix(in srgb, var(--phase) 14%, transparent);
  }
  .edge-part.writes .edge-halo {
    stroke: color-mix(in srgb, var(--phase) 34%, transparent);
  }
  .edge-part:is(.lit, .kin) .edge-halo {
    stroke: var(--point);
  }
  .edge-part:is(.reads, .writes, .lit, .kin, .selected) .edge {
    opacity: 1;
  }
  .arrow {
    fill: var(--phase);
  }
  .edge-label,
  .handle-texts {
    pointer-events: none;
  }
  .edge-label:is(.reads, .writes) .edge-text {
    fill: var(--phase);
  }
  .edge-label.lit .plate {
    fill: var(--point);
  }
  .edge-label.lit .edge-text {
    fill: var(--ink);
  }
  .handle {
    cursor: pointer;
    outline: none;
  }
  .draggable {
    cursor: ew-resize;
  }
  /* pulled sideways a part changes its value, pulled up or down it scrolls the page */
  .diagram:not(.wide) .draggable {
    touch-action: pan-y pinch-zoom;
  }
  .draggable :is(.edge-hit, .bias-hit, .node-hit) {
    cursor: inherit;
  }
  .grip {
    cursor: ew-resize;
    touch-action: none;
    outline: none;
  }
  .grip-hit {
    fill: transparent;
  }
  .grip-hit.finger {
    pointer-events: none;
  }
  @media (pointer: coarse) {
    .grip-hit.finger {
      pointer-events: all;
    }
  }
  .grip-disc {
    fill: var(--paper);
    stroke: var(--accent);
    stroke-width: 2.2;
  }
  .grip:is(:hover, :active) .grip-disc {
    fill: color-mix(in srgb, var(--accent) 20%, var(--paper));
  }
  .grip:focus-visible .grip-disc {
    stroke-width: 4.5;
  }
  .grip-arrows {
    fill: var(--accent);
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
  .bias-text {
    fill: var(--ink-soft);
  }
  .bias-part:is(.lit, .kin) .plate,
  :is(.delta-part, .term-part):is(.lit, .kin) .plate {
    fill: var(--point);
    fill-opacity: 1;
  }
  .bias-part:is(.lit, .kin) .bias-text,
  .bias-part.selected .bias-text,
  :is(.delta-part, .term-part):is(.lit, .kin) text {
    fill: var(--ink);
  }
  .bias-part:is(.reads, .writes) .bias-text {
    fill: var(--phase);
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
    fill: var(--backward);
  }
  .term-text {
    fill: var(--loss);
  }
  :is(.small, .sum .value):is(.lit, .kin),
  .sum:is(.lit, .kin) .value {
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
    stroke-width: 1.4;
  }
  .loss-line.active {
    stroke: var(--phase);
    stroke-width: 2;
  }
  .loss-part.known .node {
    stroke: var(--loss);
  }
  .loss-part.known:not(.writes) .value {
    fill: var(--loss);
  }
  .path-tint {
    stroke: var(--tint);
    stroke-linecap: round;
    opacity: 0.5;
  }

  .motion {
    fill: var(--phase);
    pointer-events: none;
  }
  .motion .forward {
    fill: var(--forward);
  }
  .motion circle {
    stroke: var(--paper);
    stroke-width: 1.5;
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
  /* The sentence is no wider than the legend whose place it takes: the row breaks where it did. */
  .legend-place {
    display: inline-grid;
    align-items: center;
  }
  .legend-place > * {
    grid-area: 1 / 1;
  }
  .legend:not(:last-child) {
    visibility: hidden;
  }
  .edges-note {
    margin-inline-start: 6px;
    color: var(--ink);
  }
  @container (max-width: 620px) {
    .picture-choices:has(.edges-note) {
      flex-wrap: wrap;
    }
    .edge-switch {
      max-width: 100%;
    }
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
