import { css } from 'lit';

export const insightStyles = css`
  .explore {
    padding-block-start: 12px;
  }
  .explore .choice {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .explore select {
    width: auto;
  }
  .explore p {
    max-width: 74ch;
    margin-block-start: 8px;
  }
  .why {
    margin-block-start: 18px;
    padding: 12px 16px 14px;
    border-radius: 8px;
    background: var(--wash);
  }
  .why ul {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .why p {
    color: var(--ink-soft);
  }
  .why .first-finding p {
    color: var(--ink);
  }
  .why .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 8px;
  }
  .why .ways button {
    white-space: normal;
    text-align: start;
  }
  .insight {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 30px clamp(24px, 4vw, 64px);
    margin-block-start: 30px;
  }
  .insight h3 {
    margin-block: 0 4px;
    font-size: 15px;
    font-weight: 600;
  }
  .insight .plot {
    max-width: 520px;
    margin: 0;
  }
  .insight .plot svg {
    width: 100%;
    height: auto;
  }
  .network-frame,
  .table-frame {
    overflow-x: auto;
  }
  :is(.network-frame, .table-frame):focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .neurons {
    position: relative;
  }
  .neurons > svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .neurons line {
    vector-effect: non-scaling-stroke;
    stroke: var(--hue-1);
  }
  .neurons line.negative {
    stroke: var(--hue-0);
    stroke-dasharray: 5 3;
  }
  .neurons :is(.neuron, .input) {
    position: absolute;
    width: 44px;
    height: 44px;
    transform: translate(-50%, -50%);
    border: 1px solid var(--ink-faint);
    border-radius: 6px;
    background: var(--paper);
  }
  .neurons .input {
    display: grid;
    place-items: center;
    border-radius: 50%;
    font: italic 18px/1 var(--math);
  }
  .neuron {
    padding: 0;
    overflow: hidden;
    cursor: pointer;
  }
  .neuron[aria-pressed='true'] {
    outline: 3px solid var(--ink);
    outline-offset: 1px;
  }
  .neuron:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .insight canvas {
    position: static;
    display: block;
    width: 100%;
    height: 100%;
  }
  .large-field {
    display: flex;
    flex-wrap: wrap;
    gap: 16px;
    margin: 14px 0 0;
  }
  .insight .large-stage {
    position: relative;
    width: 258px;
  }
  .insight .large-stage canvas {
    position: absolute;
    left: 42px;
    top: 22px;
    width: 200px;
    height: 200px;
  }
  .insight .large-stage svg {
    position: relative;
  }
  .large-field figcaption {
    flex: 1 1 200px;
  }
  .large-field p {
    margin-block-end: 8px;
  }
  .two-plots {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr));
    gap: 18px 28px;
  }
  .layer-line {
    fill: none;
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .layer-0 {
    --layer: var(--hue-0);
    stroke-dasharray: 6 4;
  }
  .layer-1 {
    --layer: color-mix(in oklab, var(--hue-0) 72%, var(--hue-1));
    stroke-dasharray: 9 3;
  }
  .layer-2 {
    --layer: color-mix(in oklab, var(--hue-0) 48%, var(--hue-1));
    stroke-dasharray: 14 3;
  }
  .layer-3 {
    --layer: color-mix(in oklab, var(--hue-0) 24%, var(--hue-1));
    stroke-dasharray: 20 2;
  }
  .layer-4 {
    --layer: var(--hue-1);
  }
  .layer-line {
    stroke: var(--layer);
  }
  .line-name {
    fill: var(--layer);
    font-size: 13px;
  }
  .layers {
    border-collapse: collapse;
    margin-block-start: 18px;
    font-size: 15px;
    font-variant-numeric: tabular-nums;
  }
  .layers caption {
    text-align: start;
    color: var(--ink-soft);
    font-size: 14px;
  }
  .layers :is(th, td) {
    padding: 5px 22px 5px 0;
    text-align: start;
    font-weight: inherit;
    white-space: nowrap;
    border-block-end: 1px solid var(--line);
  }
  .layers thead th {
    color: var(--ink-soft);
    font-size: 14px;
  }
  .layers small {
    color: var(--ink-soft);
  }
  .histogram {
    display: block;
    overflow: visible;
  }
  .histogram rect {
    fill: var(--accent);
  }
  .histogram line {
    stroke: var(--ink-faint);
  }
  .histogram .zero {
    stroke-dasharray: 2 3;
  }
  .histogram text {
    fill: var(--ink-soft);
    font-size: 11px;
  }
  .landscape summary {
    min-height: max(44px, var(--touch));
    display: flex;
    align-items: center;
    gap: 8px;
    cursor: pointer;
  }
  .landscape summary::before {
    content: '▸';
  }
  .landscape[open] summary::before {
    content: '▾';
  }
  .landscape h2 {
    margin: 0;
  }
  .landscape > div {
    margin-block-end: 18px;
  }
  .weights {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 18px;
  }
  .weights .choice {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .weights span {
    white-space: nowrap;
  }
  .level {
    fill: var(--hue-0);
    fill-opacity: 0.09;
    stroke: var(--hue-0);
    stroke-opacity: calc(0.3 + 0.5 * var(--part));
  }
  .trail,
  .curve {
    fill: none;
    stroke: var(--hue-1);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .slice .curve {
    stroke: var(--loss);
  }
  .slice .tangent {
    stroke: var(--ink-soft);
    stroke-dasharray: 5 4;
  }
  .slice .step {
    stroke: var(--ink);
    stroke-width: 2;
  }
  :is(.surface, .slice) :is(.start, .end) {
    fill: var(--paper);
    stroke: var(--ink);
    stroke-width: 2;
  }
  :is(.surface, .slice) .end {
    fill: var(--ink);
  }
  .least-squares p {
    max-width: 74ch;
  }
  @media (min-width: 960px) {
    .insight {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
    }
    :is(.landscape, .layers-section) {
      grid-column: 1 / -1;
    }
  }
`;
