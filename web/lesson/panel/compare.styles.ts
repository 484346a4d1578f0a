/** The comparison of two losses, and tables. */
import { css } from 'lit';

export const compareStyles = css`
  .stage .scroll {
    position: relative;
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
  /* All tables of the comparison have the same columns. */
  .two-losses {
    table-layout: fixed;
    width: 100%;
    min-width: 35em;
  }
  .two-losses thead > tr > :is(td, th) {
    width: 34.5%;
  }
  .two-losses thead > tr > :first-child {
    width: 15%;
  }
  .two-losses thead > tr > :last-child {
    width: 16%;
  }
  .two-losses .formula {
    font-size: 0.9em;
  }
  .two-losses .verdict {
    white-space: normal;
  }
  /* Colour and weight say it too; where there is little room they say it alone. */
  @container (max-width: 620px) {
    .compare-paths .two-losses {
      min-width: 0;
    }
    .two-losses thead > tr > :is(td, th) {
      width: 40%;
    }
    .two-losses thead > tr > :first-child {
      width: 19%;
    }
    .two-losses thead > tr > :last-child {
      width: 1%;
    }
    .two-losses .verdict {
      position: absolute;
      clip-path: inset(50%);
      width: 1px;
      height: 1px;
      overflow: hidden;
    }
    .two-losses :is(th, td) {
      padding-inline-end: 6px;
    }
  }
  .compare-path.tinted {
    border: 0;
  }
  .compare-path.tinted > tr > :first-child {
    border-inline-start: 4px solid var(--tint);
    padding-inline-start: 10px;
  }
  .path-name {
    font-weight: 400;
    color: var(--ink-soft);
    padding-block: 12px 6px;
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
    /* It may begin between two pixels. */
    min-height: calc(var(--touch) * 1.03);
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
