/** The legend beside the glossary and the keys. */
import { css } from 'lit';

export const helpStyles = css`
  .dialog.help {
    width: min(900px, calc(100vw - 20px));
  }
  .help-parts {
    columns: 2 300px;
    column-gap: 36px;
  }
  .help-parts section {
    break-inside: avoid;
    margin-block-end: 14px;
  }
  .help-parts h3 {
    font-weight: 600;
    font-size: 15px;
    margin-block: 0 6px;
  }
  .glossary {
    display: grid;
    grid-template-columns: 52px 1fr;
    align-items: center;
    gap: 5px 12px;
    margin: 0;
  }
  .glossary dt {
    text-align: center;
  }
  .glossary dd {
    margin: 0;
  }
  .glossary .formula {
    font-size: 1em;
    line-height: 1.2;
  }
  .mark-check {
    color: var(--update);
    font-weight: 700;
  }
  .swatch {
    display: block;
    margin: auto;
    stroke-width: 2.4;
    fill: none;
    forced-color-adjust: none;
  }
  .swatch rect {
    stroke: none;
    fill: var(--phase);
  }
  .swatch.forward {
    --phase: var(--forward);
  }
  .swatch.loss {
    --phase: var(--loss);
  }
  .swatch.backward {
    --phase: var(--backward);
  }
  .swatch.batch {
    --phase: var(--batch);
  }
  .swatch.update {
    --phase: var(--update);
  }
  .swatch.point {
    --phase: var(--point);
  }
  .swatch.positive {
    stroke: var(--positive);
  }
  .swatch.negative {
    stroke: var(--negative);
    stroke-dasharray: 7 4;
  }
  .swatch.unknown {
    stroke: var(--ink-faint);
    stroke-width: 1.4;
  }
  .swatch.unknown text {
    stroke: none;
    fill: var(--ink-soft);
    font-size: 12px;
  }
  .swatch.writes {
    stroke: var(--forward);
    fill: var(--forward);
  }
  .swatch.reads {
    stroke: var(--forward);
  }
  .swatch.paths {
    stroke-width: 4;
  }
  .swatch .first {
    stroke: var(--path-1);
  }
  .swatch .second {
    stroke: var(--path-2);
  }
`;
