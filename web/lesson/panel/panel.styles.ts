import { css } from 'lit';

export const panelStyles = css`
  .panel {
    min-width: 0;
    overflow-wrap: break-word;
  }
  .panel-head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px 16px;
    margin-block-end: 16px;
  }
  .tabs {
    display: flex;
    gap: 2px 18px;
    min-width: 0;
  }
  [role='tab'] {
    min-width: var(--touch);
    white-space: nowrap;
    color: var(--ink-soft);
    border-radius: 0;
    border-bottom: 2px solid transparent;
    padding: 0 1px;
  }
  .panel-head [role='tab'] {
    flex: none;
  }
  .panel-head #tab-derive {
    flex: 0 1 auto;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  [role='tab']:hover {
    color: var(--ink);
  }
  [role='tab'][aria-selected='true'] {
    color: var(--ink);
    border-bottom-color: var(--ink);
  }
  .position {
    color: var(--ink-soft);
    font-size: 14px;
    font-variant-numeric: tabular-nums;
    flex: none;
  }
  .sample {
    margin-inline-end: 10px;
  }
  .step-title {
    font-size: 21px;
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  .step[data-phase] .step-title {
    color: var(--phase);
  }
  .sentence {
    margin-block: 8px 0;
    max-width: 62ch;
  }
  .step .link-button {
    margin-block-start: 18px;
  }
  .start-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    margin-block: 18px;
  }
  .aside {
    margin-block-start: 8px;
  }

  /* formulas */
  .formula {
    font-size: 1.06em;
    line-height: 1.9;
  }
  .katex {
    line-height: 1.5;
    text-indent: 0;
    white-space: normal;
  }
  .katex [data-id] {
    border-radius: 3px;
    cursor: pointer;
    transition: background-color 0.12s;
  }
  .katex [data-id].kin {
    background: color-mix(in srgb, var(--point) 45%, transparent);
  }
  .katex [data-id].lit,
  .number.lit,
  .eta-field.lit {
    background: var(--point);
    box-shadow: 0 0 0 2px var(--point);
  }
  .katex [data-id]:focus-visible {
    outline-offset: 1px;
  }
  .equation {
    display: grid;
    grid-template-columns: fit-content(60%) auto minmax(0, 1fr);
    gap: 10px 9px;
    align-items: baseline;
    margin-block-start: 22px;
    font-size: 1.1em;
  }
  .equation :is(.eq-left, .eq-right) {
    min-width: 0;
    overflow-x: auto;
    overflow-y: hidden;
    padding: 4px 3px;
    margin: -4px -3px;
  }
  .equation .result {
    color: var(--phase);
    font-size: 1.16em;
    font-weight: 600;
  }
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
  .rows {
    margin-block-start: 16px;
    max-height: 420px;
    overflow: auto;
  }
  .row {
    padding-block: 3px;
    overflow-x: auto;
    overflow-y: hidden;
  }
  .row-value {
    color: var(--phase);
  }
  .number {
    font-variant-numeric: tabular-nums;
    border-radius: 3px;
    cursor: help;
  }

  /* a box that scrolls shows by a shadow that there is more */
  .equation .eq-right,
  .stage-row,
  .row,
  .line-formula,
  .scroll {
    background:
      linear-gradient(to right, var(--ground, var(--paper)) 30%, transparent) left / 28px 100%,
      linear-gradient(to left, var(--ground, var(--paper)) 30%, transparent) right / 28px 100%,
      linear-gradient(to right, light-dark(rgb(0 0 0 / 0.22), rgb(255 255 255 / 0.3)), transparent) left / 9px 100%,
      linear-gradient(to left, light-dark(rgb(0 0 0 / 0.22), rgb(255 255 255 / 0.3)), transparent) right / 9px 100%;
    background-repeat: no-repeat;
    background-attachment: local, local, scroll, scroll;
  }

  /* derivation */
  .chooser {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--ink-soft);
    font-size: 14.5px;
    margin-block-end: 14px;
  }
  .chooser select {
    min-width: 7em;
    color: var(--ink);
  }
  .derivation-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    font-size: 1.2em;
  }
  .derivation-head .formula {
    max-width: 100%;
    overflow: auto hidden;
  }
  .check-button {
    min-width: var(--target);
    color: var(--update);
    font-weight: 700;
    border: 1px solid var(--line);
  }
  .check-button.failed {
    color: var(--backward);
    padding-inline: 8px;
    white-space: nowrap;
  }
  .equation .check-button {
    font-size: 16px;
    margin-inline-start: 8px;
  }
  /* A matrix reaches a little over its line. */
  .equation :is(.check-button, .copy-formula) {
    position: relative;
    z-index: 1;
  }
  .check-button:hover {
    background: var(--wash);
  }
  .stage {
    margin-block-start: 26px;
  }
  .stage h2 {
    font-weight: 600;
    font-size: 17px;
  }
  .stage-head {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 12px;
  }
  .agreement {
    color: var(--ink-faint);
    font-size: 13.5px;
  }
  .agreement:not(.same) {
    color: var(--backward);
    font-weight: 650;
  }
  .agreement-notes {
    grid-column: 1 / -1;
    list-style: none;
    margin: 4px 0 0;
    padding: 0;
    font-size: 13.5px;
  }
  .stage h3 {
    font-size: 14.5px;
    color: var(--ink-soft);
    margin-block-end: 2px;
  }
  .stage .why {
    margin-block: 2px 8px;
    max-width: 62ch;
  }
  /* What is out of sight is laid out when it comes into it. */
  .stage-row,
  .path-strip {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 3em;
  }
  .path-strip {
    contain-intrinsic-block-size: auto 13em;
  }
  .stage-row {
    overflow-x: auto;
    overflow-y: hidden;
    padding: 4px 0;
  }
  .stage-row .row-numbers {
    display: block;
    margin-block-start: 4px;
    padding-inline-start: 1.4em;
  }
  .outcome {
    display: inline-block;
  }
  .tinted {
    border-inline-start: 4px solid var(--tint, transparent);
    padding-inline-start: 10px;
  }
  .path-strip {
    margin-block: 12px;
  }
  /* Columns that go on in a second line where there is no room; equal rows keep them level with each other. */
  .factors {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 2px;
    padding-block: 4px 0;
    font-size: 0.95em;
  }
  .factor {
    display: grid;
    grid-template-columns: 1em auto;
    column-gap: 0.3em;
    grid-template-rows: minmax(3.2em, auto) minmax(3.4em, auto) auto auto;
    row-gap: 4px;
    justify-items: start;
    align-items: center;
    max-width: 100%;
    padding-inline-end: 4px;
    border-radius: 6px;
  }
  .factor > * {
    grid-column: 2;
  }
  .factor > :is(.dot, .equals) {
    grid-column: 1;
    justify-self: end;
  }
  .factor .katex {
    white-space: nowrap;
  }
  .factor-result {
    max-width: 100%;
    overflow-x: auto;
    overflow-y: hidden;
  }
  .factor-value {
    color: var(--backward);
    white-space: nowrap;
  }
  .factor-button {
    position: relative;
    z-index: 1;
    min-width: max(30px, var(--touch));
    min-height: max(26px, var(--touch));
    color: var(--ink-soft);
  }
  .factor-button:hover,
  .factor.open {
    background: var(--wash);
  }
  .product {
    color: var(--backward);
    padding-inline-start: 5px;
  }
  .stage-row.continued {
    padding-inline-start: 2.4em;
  }
  .factor-lines {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(80px, 128px);
    gap: 4px 14px;
    font-size: 0.94em;
    align-items: baseline;
    --ground: var(--wash);
    background: var(--wash);
    border-radius: 6px;
    padding: 10px 14px;
    margin-block: 6px;
  }
  .line-formula {
    overflow-x: auto;
    overflow-y: hidden;
  }
  .line-rule {
    color: var(--ink-soft);
    font-size: 13.5px;
    line-height: 1.3;
    text-align: end;
  }
  .stage-row .line-rule {
    display: inline-block;
    margin: 0 0 0 12px;
  }
  .factor-lines .why {
    grid-column: 1 / -1;
    margin: 0;
  }
  @container (max-width: 620px) {
    .factor-lines {
      grid-template-columns: minmax(0, 1fr);
    }
    .line-rule {
      text-align: start;
      margin-block-end: 6px;
    }
    .equation {
      font-size: 1em;
      margin-block-start: 8px;
      row-gap: 4px;
    }
    /* a phone's screen ends soon: the formula first, then its sentence */
    .step[data-phase] {
      display: flex;
      flex-direction: column;
      align-items: stretch;
    }
    .step[data-phase] .sentence {
      order: 1;
    }
    .step[data-phase] :is(.link-button, .plot) {
      order: 2;
    }
    .panel-head {
      flex-wrap: wrap;
      margin-block-end: 8px;
      column-gap: 8px;
    }
    .tabs {
      column-gap: 10px;
    }
    .position {
      margin-inline-start: auto;
      white-space: nowrap;
    }
  }

  /* comparison */
  .stage .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    margin-block: 4px 8px;
  }
  th {
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: 5px 14px 5px 0;
    vertical-align: middle;
  }
  tbody tr {
    border-top: 1px solid var(--line);
  }
  tr.same {
    color: var(--ink-faint);
  }
  tr.differs .cell-value,
  tr.differs .verdict {
    color: var(--backward);
    font-weight: 650;
  }
  .general-rule {
    margin-block-start: 28px;
  }
  .rule-letters {
    margin-block: 18px 2px;
  }
  .and-so-on summary {
    cursor: pointer;
    min-height: var(--touch);
    padding-block: 6px;
    color: var(--accent);
  }
  tr.product-row.differs :is(.cell-value, .verdict) {
    color: inherit;
    font-weight: inherit;
  }
  .cell-value {
    display: block;
    white-space: nowrap;
  }
  .verdict {
    white-space: nowrap;
    font-size: 13.5px;
  }
  .compare-total {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 22px;
    align-items: center;
    margin-block-start: 14px;
  }
`;
