/** The figures of a source beside ours. */
import { css } from 'lit';

export const printedStyles = css`
  .printed {
    margin-block: 14px 4px;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--line);
    font-size: 15px;
  }
  .printed.differs {
    border-color: var(--backward);
  }
  .printed-name {
    color: var(--ink-soft);
  }
  .figure {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    margin-inline-end: 10px;
  }
  .printed-cell {
    font-size: 13.5px;
    color: var(--ink-soft);
    white-space: nowrap;
  }
  :is(.agrees, .rounding, .single_precision) :is(.mark, .verdict) {
    color: var(--update);
  }
  .differs .mark,
  .differs .verdict {
    color: var(--backward);
    font-weight: 600;
  }
  :is(.printed-all, .outputs) {
    margin-block: 14px;
  }
  :is(.printed-all, .outputs) summary {
    display: list-item;
    cursor: pointer;
    min-height: var(--target);
    align-content: center;
  }
  :is(.printed-all, .outputs) .scroll {
    overflow: auto;
    max-height: 60dvh;
  }
  :is(.printed-all, .outputs) table {
    border-collapse: collapse;
    font-size: 14.5px;
  }
  :is(.printed-all, .outputs) th,
  :is(.printed-all, .outputs) td {
    padding: 3px 14px 3px 0;
    text-align: start;
    border-block-end: 1px solid var(--line);
    vertical-align: baseline;
  }
  :is(.printed-all, .outputs) td.figure {
    text-align: end;
    font-weight: 400;
  }
  :is(.printed-all, .outputs) th {
    font-weight: 600;
  }
  :is(.printed-all, .outputs) .after {
    font-weight: 400;
    color: var(--ink-soft);
  }
  :is(.printed-all, .outputs) .quantity {
    white-space: nowrap;
  }
  @container (max-width: 620px) {
    :is(.printed-all, .outputs) table {
      font-size: 13.5px;
    }
    :is(.printed-all, .outputs) th,
    :is(.printed-all, .outputs) td {
      padding-inline-end: 7px;
    }
    :is(.printed-all, .outputs) .figure {
      margin: 0;
      overflow-wrap: anywhere;
      min-width: 9ch;
    }
    :is(.printed-all, .outputs) .verdict {
      white-space: normal;
    }
  }
`;
