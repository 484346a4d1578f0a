import { css } from 'lit';

/** Points with their colours, and the form of tables. */
export const dataStyles = css`
  .point {
    stroke: var(--paper);
    stroke-width: 1.2;
    touch-action: none;
    cursor: grab;
  }
  .hue-0 {
    --value: var(--hue-0);
  }
  .hue-line-0 {
    stroke: var(--hue-0);
  }
  .hue-1 {
    --value: var(--hue-1);
  }
  .hue-line-1 {
    stroke: var(--hue-1);
  }
  .hue-2 {
    --value: var(--hue-2);
  }
  .hue-line-2 {
    stroke: var(--hue-2);
  }
  .hue-3 {
    --value: var(--hue-3);
  }
  .hue-line-3 {
    stroke: var(--hue-3);
  }
  .hue-4 {
    --value: var(--hue-4);
  }
  .hue-line-4 {
    stroke: var(--hue-4);
  }
  .point {
    fill: var(--value);
  }
  .point.tests {
    fill: var(--paper);
    stroke: var(--value);
    stroke-width: 1.8;
  }
  .point.held {
    stroke: var(--ink);
    stroke-width: 3;
  }
  .scale i {
    width: 120px;
    height: 14px;
    border: 1px solid var(--line);
    background: linear-gradient(to right, rgb(0 114 178 / 47%), transparent, rgb(230 145 0 / 47%));
  }
  .scale {
    font-variant-numeric: tabular-nums;
  }
  .number {
    width: 6em;
  }
  .csv {
    padding-block: 14px;
    border-block-end: 1px solid var(--line);
  }
  .csv textarea {
    width: 100%;
    margin-block: 8px;
    font:
      14px/1.45 ui-monospace,
      monospace;
  }
  .preview {
    overflow-x: auto;
    margin-block: 4px 8px;
  }
  .preview table {
    border-collapse: collapse;
    font-size: 14px;
  }
  .preview :is(th, td) {
    max-width: 16em;
    overflow: hidden;
    padding: 3px 14px 3px 0;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .checks {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 22px;
    margin-block-end: 8px;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: var(--target);
  }
  .file {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    border-radius: 6px;
    cursor: pointer;
  }
  .file:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .own-data {
    display: grid;
    gap: 6px;
    margin-block-start: 8px;
  }
  .button-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
`;
