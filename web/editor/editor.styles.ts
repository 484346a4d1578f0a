/** The editor's form and its table. They come with it; the frame around it has its own (lesson/workbench/sheet.styles.ts). */
import { css } from 'lit';

export const editorStyles = css`
  .sheet-head {
    display: flex;
    justify-content: space-between;
    align-items: end;
    border-bottom: 1px solid var(--line);
    background: var(--paper);
  }
  .sheet:modal .sheet-head {
    position: sticky;
    top: 0;
    z-index: 4;
    padding-block-start: 6px;
  }
  .form section {
    padding-block: 16px 12px;
  }
  .form section + section {
    border-top: 1px solid var(--line);
  }
  .form h3 {
    font-size: 15px;
    font-weight: 600;
    margin-block: 0 8px;
  }
  .form .why {
    margin-block: 8px 0;
  }
  .form select,
  .form input[type='text'] {
    min-width: 0;
    max-width: 100%;
  }
  .layers {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .layer-row {
    display: grid;
    grid-template-columns: 5.2em auto minmax(0, 9.5em) auto;
    align-items: center;
    justify-content: start;
    gap: 2px 12px;
  }
  .layer-row .editor-problem {
    grid-column: 1 / -1;
  }
  .sheet .editor-problem:empty {
    display: none;
  }
  .layer-name {
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .layer-gap {
    display: flex;
    height: max(26px, var(--touch));
    align-items: center;
  }
  .add-layer {
    color: var(--ink-soft);
    font-size: 13.5px;
    min-height: max(24px, var(--touch));
    padding-inline: 0 8px;
    flex: 1;
    display: flex;
    align-items: center;
    gap: 10px;
    text-align: start;
  }
  .add-layer::after {
    content: '';
    flex: 1;
    border-top: 1px dashed transparent;
  }
  .add-layer:is(:hover, :focus-visible) {
    color: var(--accent);
  }
  .add-layer:is(:hover, :focus-visible)::after {
    border-color: currentColor;
  }
  .counter {
    display: inline-flex;
    align-items: center;
  }
  .counter input {
    width: 3.6em;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 10px 18px;
  }
  .labelled {
    display: inline-flex;
    flex-direction: column;
    gap: 2px;
    min-width: 0;
    max-width: 100%;
  }
  .labelled input {
    width: 7.5em;
    font-variant-numeric: tabular-nums;
  }
  .field-label {
    font-size: 13.5px;
    color: var(--ink-soft);
  }
  .beside {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px;
  }
  .fields .aside {
    padding-block-end: 6px;
  }
  .check-field {
    display: flex;
    align-items: center;
    gap: 8px;
    /* a pixel more, as it may begin within one */
    min-height: max(32px, var(--touch) + 1px);
  }
  .check-field input {
    width: 17px;
    height: 17px;
    accent-color: var(--accent);
  }
  .sheet .plain-button {
    white-space: nowrap;
  }
  .sheet .button-row {
    gap: 4px;
  }
  .sheet-body {
    padding-block-start: 8px;
  }
  .sheet .dialog-buttons {
    flex-wrap: wrap;
  }
  .sheet-grid {
    position: relative;
    overflow: auto;
    max-height: min(56vh, 520px);
    border-block: 1px solid var(--line);
    font-size: 14.5px;
    font-variant-numeric: tabular-nums;
  }
  .grid-head {
    position: sticky;
    top: 0;
    z-index: 3;
    height: 32px;
    background: var(--paper);
    border-bottom: 1px solid var(--line);
    color: var(--ink-soft);
  }
  .grid-head > *,
  .grid-row > * {
    position: absolute;
    inset-block: 0;
    display: flex;
    align-items: center;
    justify-content: end;
    padding-inline: 10px;
    white-space: nowrap;
    overflow: hidden;
  }
  .grid-row {
    position: absolute;
    inset-inline: 0;
  }
  .grid-head > .corner,
  .grid-row > [role='rowheader'] {
    position: sticky;
    left: 0;
    z-index: 2;
    height: 100%;
    padding: 0;
    background: var(--paper);
  }
  .look {
    width: 100%;
    height: 100%;
    min-height: 0;
    text-align: end;
    padding-inline: 4px 12px;
    color: var(--ink-faint);
    font-size: 13.5px;
  }
  backprop-parameters-table {
    display: block;
    margin-block-start: 10px;
  }
  .row-name {
    overflow: hidden;
    text-overflow: ellipsis;
    padding-inline: 4px 12px;
    color: var(--ink-soft);
  }
  .shown .look {
    color: var(--accent);
    font-weight: 600;
  }
  .selected > [role='gridcell'] {
    background: var(--wash);
  }
  .first-target {
    border-inline-start: 1px solid var(--line);
  }
  .grid-row > [role='gridcell']:has(input) {
    padding: 0;
    overflow: visible;
  }
  .grid-row input {
    width: 100%;
    height: 100%;
    min-height: 0;
    text-align: end;
    padding: 0 9px;
    border: 1px solid var(--accent);
    border-radius: 0;
    font-variant-numeric: tabular-nums;
  }
  .wrong {
    /* one by one: WebKit does not know them together */
    text-decoration-line: underline;
    text-decoration-style: wavy;
    text-decoration-color: var(--backward);
  }
  .grid-actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block: 10px 4px;
  }
  .grid-actions .aside {
    flex: 1 0 auto;
    white-space: nowrap;
  }
  @container (max-width: 620px) {
    .layer-row {
      grid-template-columns: 3.9em auto minmax(0, 1fr) auto;
      gap: 2px 6px;
    }
    .counter input {
      width: max(2.6em, var(--touch));
      padding-inline: 2px;
    }
    .layer-row select {
      padding-inline: 5px 0;
    }
    .sheet-head .tabs {
      gap: 12px;
    }
    .sheet .button-row {
      gap: 0;
    }
  }
  /* The activation's name needs a line of its own. */
  @container (max-width: 420px) {
    .layer-row {
      grid-template-columns: 3.9em auto auto 1fr;
      row-gap: 8px;
    }
    .layer-row select {
      grid-area: 2 / 2;
    }
    .layer-row > .icon-button {
      grid-area: 1 / 3;
    }
  }
`;
